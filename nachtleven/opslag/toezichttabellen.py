"""The tables of the oversight: findings as they are kept, what was done with them, which nights were judged.

A finding is never erased: one that no longer holds is withdrawn, with the reason. `…_geheim` columns are encrypted
under the finding's own key.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from nachtleven.opslag.typen import Sleutel, Tabel, Woord


class BevindingRij(Tabel):
    """A finding as it stands. `identiteit` is the key of `toezicht.Bevinding`, the same from run to run.

    `nacht` None: the register's word about a venue, of no one night. `bewijs`: the proving rows as JSON.
    `melding`: the kenmerk where a melder told it; then the police see it once `vrijgegeven` is set. `tegen`: the due
    date. `ingetrokken`: since when it no longer holds, `intrekreden` why. `versie` counts what people changed.
    """

    __tablename__ = "bevindingen"
    __table_args__ = (
        Index(None, "zaak_id", "nacht"),
        Index(None, "kaart_sleutel", "van"),
        Index("ix_bevindingen_nu", "ingetrokken", "staat", "van"),
    )

    id: Mapped[Sleutel]
    identiteit: Mapped[str] = mapped_column(String(120), unique=True)
    plicht: Mapped[Woord]
    aard: Mapped[Woord]
    zaak_id: Mapped[str] = mapped_column(String(80))
    kaartnummer: Mapped[str] = mapped_column(String(500))
    kaart_sleutel: Mapped[str] = mapped_column(String(500))
    van: Mapped[datetime]
    tot: Mapped[datetime]
    nacht: Mapped[date | None] = mapped_column(index=True)
    andere_zaken: Mapped[str] = mapped_column(String(500))
    bewijs: Mapped[str] = mapped_column(Text)
    melding: Mapped[str | None] = mapped_column(String(12), index=True)
    staat: Mapped[Woord]
    tegen: Mapped[date | None]
    gevonden: Mapped[datetime]
    vrijgegeven: Mapped[datetime | None]
    ingetrokken: Mapped[datetime | None]
    intrekreden: Mapped[str | None] = mapped_column(String(200))
    sleutel: Mapped[bytes | None]
    versie: Mapped[int] = mapped_column(default=1)


class BevindingVerloopRij(Tabel):
    """One thing that happened to a finding: who, when, what, from and to which state; its words encrypted."""

    __tablename__ = "bevinding_verloop"

    id: Mapped[Sleutel]
    bevinding_id: Mapped[UUID] = mapped_column(ForeignKey("bevindingen.id", ondelete="CASCADE"), index=True)
    moment: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(80))
    handeling: Mapped[Woord]
    van: Mapped[str | None] = mapped_column(String(40))
    naar: Mapped[str | None] = mapped_column(String(200))
    toelichting_geheim: Mapped[bytes | None]


class OordeelRij(Tabel):
    """A night's judgement: asked so many times, done up to that one; due while `gedaan` is behind.

    `meldingen`: how many the night held and how often they were changed, when it was asked last.
    """

    __tablename__ = "oordelen"

    nacht: Mapped[date] = mapped_column(primary_key=True)
    gevraagd: Mapped[int]
    gedaan: Mapped[int]
    klaar: Mapped[datetime | None]
    bevindingen: Mapped[int] = mapped_column(default=0)
    meldingen: Mapped[str] = mapped_column(String(40), default="")


class OordeelstandRij(Tabel):
    """Up to when changes were looked at: what changed since then makes its nights due again."""

    __tablename__ = "oordeelstand"

    naam: Mapped[Woord] = mapped_column(primary_key=True)
    gezien: Mapped[datetime]


class MeldingDeurRij(Tabel):
    """What a melding's texts say of the door: whether a doorman is named; the reasons told, comma separated."""

    __tablename__ = "melding_deur"

    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), primary_key=True)
    portier: Mapped[bool]
    redenen: Mapped[str] = mapped_column(String(200))
