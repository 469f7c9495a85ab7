"""The export of meldingen: one row each, tombstones too, without a telephone number."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nachtleven.nacht import lokaal
from nachtleven.opslag.tabellen import (
    BerichtRij,
    MeldingFeitRij,
    MeldingGrondRij,
    MeldingKaartRij,
    MeldingKandidaatRij,
    MeldingRij,
)

_BLOK = 500


def meldingen(sessie: Session, van: datetime | None, tot: datetime | None) -> Iterator[dict[str, Any]]:
    """Give the meldingen whose facts (else receipt) lie in [van, tot), by receipt; None: without that end."""
    vraag = select(MeldingRij).order_by(MeldingRij.ontvangen, MeldingRij.kenmerk)
    feiten = func.coalesce(MeldingRij.tijdstip, MeldingRij.ontvangen)
    if van is not None:
        vraag = vraag.where(feiten >= van)
    if tot is not None:
        vraag = vraag.where(feiten < tot)
    for blok in sessie.scalars(vraag).partitions(_BLOK):
        yield from van_rijen(sessie, list(blok))


def van_rijen(sessie: Session, blok: list[MeldingRij]) -> Iterator[dict[str, Any]]:
    """Give these meldingen as they are exported, in their order."""
    ids = [rij.id for rij in blok]
    kandidaten = _per_melding(
        sessie.execute(
            select(MeldingKandidaatRij.melding_id, MeldingKandidaatRij.zaak_id)
            .where(MeldingKandidaatRij.melding_id.in_(ids))
            .order_by(MeldingKandidaatRij.rang)
        )
    )
    gronden = _per_melding(
        sessie.execute(
            select(MeldingGrondRij.melding_id, MeldingGrondRij.grond)
            .where(MeldingGrondRij.melding_id.in_(ids), MeldingGrondRij.bevestigd.is_not(False))
            .order_by(MeldingGrondRij.grond)
        )
    )
    feiten = _per_melding(
        sessie.execute(
            select(MeldingFeitRij.melding_id, MeldingFeitRij.feit)
            .where(MeldingFeitRij.melding_id.in_(ids))
            .order_by(MeldingFeitRij.feit)
        )
    )
    berichten = _per_melding(
        sessie.execute(
            select(BerichtRij.melding_id, BerichtRij.poort_id)
            .where(BerichtRij.melding_id.in_(ids))
            .order_by(BerichtRij.ontvangen, BerichtRij.poort_id)
        )
    )
    kaarten = {bron: _kaarten(sessie, ids, bron) for bron in ("tekst", "dienst")}
    for rij in blok:
        yield {
            "kenmerk": rij.kenmerk,
            "status": rij.status,
            "kanaal": rij.kanaal,
            "soort": rij.soort,
            "rol": rij.rol,
            "taal": rij.taal,
            "zaak": rij.zaak_id,
            "kandidaten": kandidaten.get(rij.id, []),
            "tijdstip": _iso(rij.tijdstip),
            "gronden": gronden.get(rij.id, []),
            "feiten": feiten.get(rij.id, []),
            "kaartnummers": kaarten["tekst"].get(rij.id, []),
            "portiers": kaarten["dienst"].get(rij.id, []),
            "dossier": None,
            "ontvangen": _iso(rij.ontvangen),
            "berichten": berichten.get(rij.id, []),
        }


def _kaarten(sessie: Session, ids: list[UUID], bron: str) -> dict[UUID, list[str]]:
    vraag = select(MeldingKaartRij.melding_id, MeldingKaartRij.kaartnummer).where(
        MeldingKaartRij.melding_id.in_(ids), MeldingKaartRij.bron == bron
    )
    return _per_melding(sessie.execute(vraag.order_by(MeldingKaartRij.kaartnummer)))


def _per_melding(paren: Any) -> dict[UUID, list[str]]:  # noqa: ANN401 - SQLAlchemy's result of pairs
    gevonden: dict[UUID, list[str]] = {}
    for melding, waarde in paren:
        gevonden.setdefault(melding, []).append(waarde)
    return gevonden


def _iso(moment: datetime | None) -> str | None:
    return lokaal(moment).isoformat() if moment else None
