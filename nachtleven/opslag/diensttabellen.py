"""The tables of the service itself: calls to who is on call, alarms, counters, rounds and probe texts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from nachtleven.opslag.postrij import Postrij
from nachtleven.opslag.typen import Sleutel, Tabel, Woord


class OproepRij(Postrij):
    """A call to who is on call about one urgent message. `wijze`: mail (to all of them), sms (to the `plaats`-th).

    `onderwerp`: the kenmerk or log number, empty where the message belongs to neither.
    """

    __tablename__ = "oproepen"
    __table_args__ = (
        UniqueConstraint("bericht_id", "wijze", "plaats"),
        Index("ix_oproepen_wacht", "staat", "volgende"),
        Index(None, "onderwerp", "gemaakt"),
    )

    bericht_id: Mapped[UUID] = mapped_column(ForeignKey("berichten.id"))
    wijze: Mapped[Woord]
    plaats: Mapped[int] = mapped_column(default=0)
    onderwerp: Mapped[str] = mapped_column(String(40))
    ontvangen: Mapped[datetime]
    gemaakt: Mapped[datetime]


class AlarmRij(Tabel):
    """Something wrong with the service itself, of one kind; at most one of a kind is open (`opgelost` None)."""

    __tablename__ = "alarmen"
    __table_args__ = (
        Index(
            "ix_alarmen_open",
            "soort",
            unique=True,
            sqlite_where=text("opgelost IS NULL"),
            postgresql_where=text("opgelost IS NULL"),
        ),
    )

    id: Mapped[Sleutel]
    soort: Mapped[Woord]
    sinds: Mapped[datetime]
    laatst: Mapped[datetime]
    aantal: Mapped[int]
    opgelost: Mapped[datetime | None]


class TellerRij(Tabel):
    """How often something happened in one minute."""

    __tablename__ = "tellers"

    soort: Mapped[Woord] = mapped_column(primary_key=True)
    minuut: Mapped[datetime] = mapped_column(primary_key=True)
    aantal: Mapped[int]


class RondeRij(Tabel):
    """Work that comes round: when it last went well, when it is due, how often it failed since, who holds it."""

    __tablename__ = "rondes"

    naam: Mapped[Woord] = mapped_column(primary_key=True)
    goed: Mapped[datetime | None]
    volgende: Mapped[datetime]
    mislukt: Mapped[int] = mapped_column(default=0)
    houder: Mapped[str | None] = mapped_column(String(80))
    lease_tot: Mapped[datetime | None]


class ProefRij(Tabel):
    """A probe text sent to our own number, and when it came round."""

    __tablename__ = "proeven"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    verstuurd: Mapped[datetime]
    terug: Mapped[datetime | None]
