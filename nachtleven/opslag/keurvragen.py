"""Queries that tell how an installation stands: its server, its clock, the oldest and newest key, what is filled in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from nachtleven.opslag.registertabellen import ZaakRij
from nachtleven.opslag.tabellen import BerichtRij, GebruikerRij, SleutelRij


@dataclass(frozen=True, slots=True)
class Databasestand:
    """What the server says of itself. `duurzaam`: a commit is on disk before it returns. `moment` None: our own."""

    soort: str
    versie: str
    duurzaam: bool
    moment: datetime | None


def databasestand(sessie: Session) -> Databasestand:
    """Ask the server what it is and how it commits."""
    if sessie.get_bind().dialect.name == "sqlite":
        versie = str(sessie.scalar(text("SELECT sqlite_version()")))
        zorgvuldig = int(sessie.scalar(text("PRAGMA synchronous")) or 0)
        return Databasestand("SQLite", versie, zorgvuldig >= 2, None)
    versie = str(sessie.scalar(text("SHOW server_version")))
    zacht = "off" in (sessie.scalar(text("SHOW fsync")), sessie.scalar(text("SHOW synchronous_commit")))
    moment = sessie.scalar(text("SELECT clock_timestamp()"))
    return Databasestand(
        "PostgreSQL", versie, not zacht, moment.astimezone(UTC) if isinstance(moment, datetime) else None
    )


def gewikkelde_sleutels(sessie: Session) -> list[tuple[str, UUID, bytes]]:
    """Give wrapped keys to try: that of the oldest and the newest message, and those that belong to no row."""
    uit = [("sleutels", rij.id, rij.gewikkeld) for rij in sessie.scalars(select(SleutelRij))]
    vraag = select(BerichtRij.id, BerichtRij.sleutel).where(BerichtRij.sleutel.is_not(None)).limit(1)
    for orde in (BerichtRij.bewaard.asc(), BerichtRij.bewaard.desc()):
        for id_, gewikkeld in sessie.execute(vraag.order_by(orde)):
            uit.append(("berichten", id_, gewikkeld or b""))
    return uit


def aantal_zaken(sessie: Session) -> int:
    """Count the venues of now."""
    return sessie.scalar(select(func.count()).select_from(ZaakRij).where(ZaakRij.bekend_tot.is_(None))) or 0


def rollen_in_gebruik(sessie: Session) -> frozenset[str]:
    """Give the roles that some active user has."""
    return frozenset(sessie.scalars(select(GebruikerRij.rol).where(GebruikerRij.actief.is_(True)).distinct()))
