"""The tables of dossiers: what belongs together, its evidence, contacts and history, and what a venue agreed to.

`…_geheim` columns are encrypted under the key of the dossier.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from nachtleven.opslag.typen import Sleutel, Tabel, Woord


class DossierRij(Tabel):
    """The follow-up of one event. `zaak_id` and `nacht` are those of its first melding; `versie` counts changes."""

    __tablename__ = "dossiers"
    __table_args__ = (Index(None, "staat", "geopend", "id"), Index(None, "zaak_id", "nacht"), Index(None, "nacht"))

    id: Mapped[Sleutel]
    kenmerk: Mapped[str] = mapped_column(String(20), unique=True)
    staat: Mapped[Woord]
    uitkomst: Mapped[str | None] = mapped_column(String(40))
    zaak_id: Mapped[str | None] = mapped_column(String(80))
    nacht: Mapped[date]
    sleutel: Mapped[bytes | None]
    geopend: Mapped[datetime]
    gesloten: Mapped[datetime | None]
    door: Mapped[str] = mapped_column(String(80))
    versie: Mapped[int] = mapped_column(default=1)


class DossierMeldingRij(Tabel):
    """A melding in a dossier; it is in one at most."""

    __tablename__ = "dossier_meldingen"

    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"), index=True)


class DossierstukRij(Tabel):
    """A piece of evidence. `soort`: beelden, log, verklaring, getuige.

    `termijn`: before when it must be here; from `alarm` on it stands on the day's list.
    """

    __tablename__ = "dossierstukken"
    __table_args__ = (Index(None, "staat", "alarm"),)

    id: Mapped[Sleutel]
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"), index=True)
    soort: Mapped[Woord]
    staat: Mapped[Woord]
    termijn: Mapped[datetime | None]
    alarm: Mapped[datetime | None]
    bijgewerkt: Mapped[datetime]


class DossierregelRij(Tabel):
    """One thing that happened in a dossier: a contact, a note, a change; from and to which state."""

    __tablename__ = "dossier_verloop"

    id: Mapped[Sleutel]
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"), index=True)
    moment: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(80))
    handeling: Mapped[Woord]
    onderwerp: Mapped[str | None] = mapped_column(String(40))
    van: Mapped[str | None] = mapped_column(String(40))
    naar: Mapped[str | None] = mapped_column(String(40))
    toelichting_geheim: Mapped[bytes | None]


class MaatregelRij(Tabel):
    """What was agreed with, or imposed on, a venue. `tekst` is about the venue and names nobody."""

    __tablename__ = "maatregelen"
    __table_args__ = (Index(None, "zaak_id", "gemaakt"), Index(None, "staat", "termijn"))

    id: Mapped[Sleutel]
    zaak_id: Mapped[str] = mapped_column(String(80))
    dossier_id: Mapped[UUID | None] = mapped_column(ForeignKey("dossiers.id"), index=True)
    soort: Mapped[Woord]
    tekst: Mapped[str] = mapped_column(String(500))
    termijn: Mapped[date | None]
    staat: Mapped[Woord]
    gemaakt: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(80))
    bijgewerkt: Mapped[datetime]
    bijgewerkt_door: Mapped[str] = mapped_column(String(80))
    versie: Mapped[int] = mapped_column(default=1)
