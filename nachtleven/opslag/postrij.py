"""What every row that goes out has in common, whatever it sends."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from nachtleven.opslag.typen import Sleutel, Tabel, Woord


class Postrij(Tabel):
    """A row to send. `staat`: wacht, bezig (somebody sends it), verstuurd, bezorgd, mislukt, dood, gestopt.

    `poort_id`: the gateway's own id of it. `foutcode`: the last code by which it went wrong.
    """

    __abstract__ = True

    id: Mapped[Sleutel]
    staat: Mapped[Woord]
    pogingen: Mapped[int] = mapped_column(default=0)
    volgende: Mapped[datetime]
    houder: Mapped[str | None] = mapped_column(String(80))
    lease_tot: Mapped[datetime | None]
    poort_id: Mapped[str | None] = mapped_column(String(200), index=True)
    foutcode: Mapped[int | None]
    bijgewerkt: Mapped[datetime]
