"""The tables of the registers, with their history: a row is a version, known in [bekend_van, bekend_tot).

An import never changes what a row says: it ends the version that no longer holds and adds the new one. Personal
columns are encrypted under the key `register` of the table `sleutels`.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from nachtleven.opslag.typen import Sleutel, Tabel, Woord


class InvoerRij(Tabel):
    """One import of a register file: which, when, by whom, and what it changed."""

    __tablename__ = "invoeren"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    soort: Mapped[Woord]
    moment: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(80))
    bestand: Mapped[str] = mapped_column(String(200))
    hash: Mapped[str] = mapped_column(String(64))
    nieuw: Mapped[int]
    gewijzigd: Mapped[int]
    gelijk: Mapped[int]
    weg: Mapped[int]


class ZaakRij(Tabel):
    """A version of a venue."""

    __tablename__ = "zaken"
    __table_args__ = (Index(None, "zaak_id", "bekend_van", unique=True), Index("ix_zaken_nu", "bekend_tot", "zaak_id"))

    id: Mapped[Sleutel]
    zaak_id: Mapped[str] = mapped_column(String(80))
    code: Mapped[str] = mapped_column(String(8), index=True)
    naam: Mapped[str] = mapped_column(String(500))
    aliassen: Mapped[str] = mapped_column(String(500))
    straat: Mapped[str] = mapped_column(String(500))
    huisnummer: Mapped[str] = mapped_column(String(500))
    postcode: Mapped[str] = mapped_column(String(500))
    gemeente: Mapped[str] = mapped_column(String(500))
    wijk: Mapped[str] = mapped_column(String(500))
    capaciteit: Mapped[int | None]
    portier: Mapped[bool]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    ondernemingsnummer: Mapped[str] = mapped_column(String(500))
    telefoon_geheim: Mapped[bytes | None]
    telefoon_pseudoniem: Mapped[str | None] = mapped_column(String(64), index=True)
    email: Mapped[str] = mapped_column(String(500))
    camera: Mapped[bool | None]
    affiche: Mapped[bool | None]
    gelegenheid: Mapped[bool]
    bekend_van: Mapped[datetime]
    bekend_tot: Mapped[datetime | None]
    invoer_id: Mapped[int] = mapped_column(ForeignKey("invoeren.id"))


class KaartRij(Tabel):
    """A version of a card with its firm; `kaart_sleutel` is the number for comparing."""

    __tablename__ = "kaarten"
    __table_args__ = (
        Index(None, "kaart_sleutel", "bekend_van", unique=True),
        Index("ix_kaarten_nu", "bekend_tot", "kaart_sleutel"),
    )

    id: Mapped[Sleutel]
    kaartnummer: Mapped[str] = mapped_column(String(500))
    kaart_sleutel: Mapped[str] = mapped_column(String(500))
    naam_geheim: Mapped[bytes]
    werkgever: Mapped[str] = mapped_column(String(500))
    werkgever_vergunning: Mapped[str] = mapped_column(String(500))
    werkgever_geldig_tot: Mapped[date | None]
    statuut: Mapped[Woord]
    geldig_van: Mapped[date]
    geldig_tot: Mapped[date]
    geschorst_van: Mapped[date | None]
    geschorst_tot: Mapped[date | None]
    telefoon_geheim: Mapped[bytes | None]
    telefoon_pseudoniem: Mapped[str | None] = mapped_column(String(64), index=True)
    bekend_van: Mapped[datetime]
    bekend_tot: Mapped[datetime | None]
    invoer_id: Mapped[int] = mapped_column(ForeignKey("invoeren.id"))


class InzetRij(Tabel):
    """A version of a shift."""

    __tablename__ = "inzetten"
    __table_args__ = (Index(None, "zaak_id", "van"), Index(None, "kaart_sleutel", "van"))

    id: Mapped[Sleutel]
    kaartnummer: Mapped[str] = mapped_column(String(500))
    kaart_sleutel: Mapped[str] = mapped_column(String(500))
    zaak_id: Mapped[str] = mapped_column(String(80))
    van: Mapped[datetime] = mapped_column(index=True)
    tot: Mapped[datetime]
    bekend_van: Mapped[datetime]
    bekend_tot: Mapped[datetime | None]
    invoer_id: Mapped[int] = mapped_column(ForeignKey("invoeren.id"))


class IncidentRij(Tabel):
    """A version of a log line. `bron`: bestand, sms, politie; `nummer` is told to who wrote it.

    `zaak_id` None: from a text of which the venue is not known yet. A line from a text has a key of its own
    (`sleutel`); one from a file is under the registers' key.
    """

    __tablename__ = "incidenten"
    __table_args__ = (Index(None, "zaak_id", "van"),)

    id: Mapped[Sleutel]
    nummer: Mapped[str] = mapped_column(String(20), index=True)
    zaak_id: Mapped[str | None] = mapped_column(String(80))
    van: Mapped[datetime]
    tot: Mapped[datetime]
    soort: Mapped[Woord]
    reden: Mapped[Woord]
    aantal: Mapped[int | None]
    kaartnummer: Mapped[str] = mapped_column(String(500))
    sleutel: Mapped[bytes | None]
    tekst_geheim: Mapped[bytes | None]
    gelogd: Mapped[datetime]
    geverifieerd: Mapped[bool]
    bron: Mapped[Woord]
    bekend_van: Mapped[datetime] = mapped_column(index=True)
    bekend_tot: Mapped[datetime | None]
    invoer_id: Mapped[int | None] = mapped_column(ForeignKey("invoeren.id"))


class ControleRij(Tabel):
    """A version of what an inspection saw of one duty."""

    __tablename__ = "controles"
    __table_args__ = (Index(None, "zaak_id", "tijdstip"),)

    id: Mapped[Sleutel]
    zaak_id: Mapped[str] = mapped_column(String(80))
    tijdstip: Mapped[datetime]
    plicht: Mapped[Woord]
    oordeel: Mapped[Woord]
    kaartnummer: Mapped[str] = mapped_column(String(500))
    nota_geheim: Mapped[bytes | None]
    bekend_van: Mapped[datetime]
    bekend_tot: Mapped[datetime | None]
    invoer_id: Mapped[int | None] = mapped_column(ForeignKey("invoeren.id"))


class ZaakindexRij(Tabel):
    """The index over the venues, built once an import and loaded by every process that reads."""

    __tablename__ = "zaakindexen"

    invoer_id: Mapped[int] = mapped_column(ForeignKey("invoeren.id"), primary_key=True, autoincrement=False)
    gemaakt: Mapped[datetime]
    inhoud: Mapped[bytes] = mapped_column(LargeBinary)
