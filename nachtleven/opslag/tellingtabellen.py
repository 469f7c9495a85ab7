"""The tables of what is counted ahead for the reports: by night, and which nights changed since."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from nachtleven.opslag.typen import Tabel, Woord


class NachttellingRij(Tabel):
    """One figure of one night: how often a value (`waarde`, may be empty) of a measure (`maat`) occurs.

    A night that was counted has a row `stand`, whatever it holds; one without is counted when it is asked for.
    """

    __tablename__ = "nachttellingen"
    __table_args__ = ({"sqlite_with_rowid": False},)

    maat: Mapped[Woord] = mapped_column(primary_key=True)
    nacht: Mapped[date] = mapped_column(primary_key=True)
    waarde: Mapped[str] = mapped_column(String(400), primary_key=True)
    aantal: Mapped[int]


class NachtwijzigingRij(Tabel):
    """A night of which a row changed since it was counted. Written by triggers of the database alone, never by us."""

    __tablename__ = "nachtwijzigingen"

    id: Mapped[int] = mapped_column(primary_key=True)
    nacht: Mapped[date] = mapped_column(index=True)
