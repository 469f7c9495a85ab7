"""Queries on the wrapped keys: under which master key each stands, and wrapping the living ones anew in batches.

Every table that has a wrapped key is found in the database itself, so that none is forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, MetaData, Table, func, literal_column, select, update
from sqlalchemy.orm import Session

from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.versleuteling import SLEUTELID, SLEUTELID_VANAF, Kluis

# literals, so that the expression is the same wherever it stands in a query
_VANAF: ColumnElement[int] = literal_column(str(SLEUTELID_VANAF + 1))
_AANTAL: ColumnElement[int] = literal_column(str(SLEUTELID))
_KOLOMMEN = frozenset({"sleutel", "totp_sleutel", "gewikkeld"})


@dataclass(frozen=True, slots=True)
class Sleutelkolom:
    """A column of wrapped keys; every such table has an `id` that its keys are bound to."""

    tabel: Table
    kolom: Column[Any]

    @property
    def sleutelid(self) -> Any:  # noqa: ANN401 - an SQL expression
        """The id of the master key within the wrapped key, as SQL."""
        return func.substr(self.kolom, _VANAF, _AANTAL)


def sleutelkolommen(sessie: Session) -> list[Sleutelkolom]:
    """Give every column of wrapped keys that the database has."""
    gelezen = MetaData()
    gelezen.reflect(sessie.connection())
    return [
        Sleutelkolom(tabel, kolom)
        for tabel in gelezen.sorted_tables
        for kolom in tabel.columns
        if kolom.name in _KOLOMMEN
    ]


def in_gebruik(sessie: Session) -> dict[bytes, dict[str, int]]:
    """Count the wrapped keys by the id of their master key and by table."""
    gevonden: dict[bytes, dict[str, int]] = {}
    for een in sleutelkolommen(sessie):
        vraag = select(een.sleutelid, func.count()).where(een.kolom.is_not(None)).group_by(een.sleutelid)
        for sleutelid, aantal in sessie.execute(vraag):
            gevonden.setdefault(bytes(sleutelid), {})[een.tabel.name] = aantal
    return gevonden


def herwikkel(opslag: Opslag, een: Sleutelkolom, hoogstens: int) -> int:
    """Wrap up to so many keys of a column anew; give how many. What was erased or changed meanwhile stays so.

    Raises:
        SleutelFout: one of them stands under a master key that is not given.
    """
    with opslag.lezen() as sessie:
        oud = een.sleutelid != opslag.kluis.eerste
        vraag = select(een.tabel.c.id, een.kolom).where(een.kolom.is_not(None), oud).order_by(een.tabel.c.id)
        rijen = [(id_, bytes(gewikkeld)) for id_, gewikkeld in sessie.execute(vraag.limit(hoogstens))]
    nieuw = [(id_, oud_, _nieuw(opslag.kluis, een, id_, oud_)) for id_, oud_ in rijen]
    with opslag.schrijven() as sessie:
        return bewaar(sessie, een, nieuw)


def _nieuw(kluis: Kluis, een: Sleutelkolom, id_: UUID | str, gewikkeld: bytes) -> bytes:
    return kluis.herwikkel(gewikkeld, een.tabel.name, id_ if isinstance(id_, UUID) else UUID(hex=id_))


def bewaar(sessie: Session, een: Sleutelkolom, nieuw: Sequence[tuple[Any, bytes, bytes]]) -> int:
    """Keep keys wrapped anew, each with its id and how it was wrapped; one that is no longer so is left alone."""
    gedaan = 0
    for id_, oud, gewikkeld in nieuw:
        zelfde = een.tabel.c.id == id_, een.kolom == oud
        zet = update(een.tabel).where(*zelfde).values({een.kolom.name: gewikkeld}).returning(een.tabel.c.id)
        gedaan += sessie.execute(zet).first() is not None
    return gedaan
