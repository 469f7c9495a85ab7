"""The tables of following a melding up: whose it is, contact, consent, referrals, moved messages, absence.

`…_geheim` columns are encrypted under the key of the melding: they go when it is erased.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from nachtleven.opslag.typen import Sleutel, Tabel, Woord


class ToewijzingRij(Tabel):
    """Whose melding it is, by user name."""

    __tablename__ = "toewijzingen"

    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), primary_key=True)
    gebruiker: Mapped[str] = mapped_column(String(80), index=True)
    sinds: Mapped[datetime]


class ContactafspraakRij(Tabel):
    """When and how a melder can be reached, whether that is safe, an interpreter, a minor: one encrypted value."""

    __tablename__ = "contactafspraken"

    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), primary_key=True)
    inhoud_geheim: Mapped[bytes]
    moment: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(80))


class ToestemmingRij(Tabel):
    """What a melder said yes to: `naar` whom, `wat` (comma separated), `hoe` it was asked. One is never changed.

    `ingetrokken`: when it was taken back; what was sent before stays sent.
    """

    __tablename__ = "toestemmingen"
    __table_args__ = (Index(None, "melding_id", "naar"),)

    id: Mapped[Sleutel]
    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"))
    naar: Mapped[Woord]
    wat: Mapped[str] = mapped_column(String(80))
    hoe: Mapped[Woord]
    moment: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(80))
    ingetrokken: Mapped[datetime | None]


class VerwijzingRij(Tabel):
    """A file that was made for another service: what was sent stays, encrypted, with the SHA-256 of the file."""

    __tablename__ = "verwijzingen"

    id: Mapped[Sleutel]
    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), index=True)
    toestemming_id: Mapped[UUID] = mapped_column(ForeignKey("toestemmingen.id"))
    naar: Mapped[Woord]
    moment: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(80))
    bestand_geheim: Mapped[bytes]
    hash: Mapped[str] = mapped_column(String(64))


class VerplaatsingRij(Tabel):
    """A message that went from one melding to another, by merging or splitting."""

    __tablename__ = "verplaatsingen"
    __table_args__ = (Index(None, "van_id", "naar_id"),)

    id: Mapped[Sleutel]
    bericht_id: Mapped[UUID] = mapped_column(ForeignKey("berichten.id"), index=True)
    van_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"))
    naar_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), index=True)
    moment: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(80))


class AfwezigheidRij(Tabel):
    """A user who is away up to and including a day, with who stands in; a new one takes the place of the old."""

    __tablename__ = "afwezigheden"

    gebruiker: Mapped[str] = mapped_column(String(80), primary_key=True)
    tot: Mapped[date]
    vervanger: Mapped[str] = mapped_column(String(80), index=True)
    door: Mapped[str] = mapped_column(String(80))
    moment: Mapped[datetime]
