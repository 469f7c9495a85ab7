"""Queries for who asks what is held of them: one melding with its texts, what was read, and who looked at it.

And all that is held of a sender, by number: the meldingen, the texts that belong to none, the wishes.
"""

import json
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from nachtleven.fouten import SleutelFout
from nachtleven.meldingen import Status
from nachtleven.nacht import lokaal
from nachtleven.opslag import uitvoer
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolgtabellen import ContactafspraakRij, ToestemmingRij, VerwijzingRij
from nachtleven.opslag.tabellen import (
    AntwoordRij,
    AuditRij,
    BerichtRij,
    MelderRij,
    MeldingRij,
    StopRij,
    UitpostRij,
    VerloopRij,
)
from nachtleven.opslag.versleuteling import Datasleutel
from nachtleven.telefoonnummers import gemaskeerd

_DATA = ("tijdstip", "contact_voor", "beelden_voor", "gecontacteerd", "gesloten", "wissen_op")


def toon(sessie: Session, opslag: Opslag, kenmerk: str) -> dict[str, Any] | None:
    """Give all that is held of a melding; None: there is none of this kenmerk. A number is shown masked.

    Of a tombstone: the dates, and who looked at it while there was something to see.
    """
    rij = sessie.scalar(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk))
    if rij is None:
        return None
    velden: dict[str, Any] = {"kenmerk": rij.kenmerk, "status": rij.status, "ontvangen": _iso(rij.ontvangen)}
    if rij.status != Status.GEWIST.value:
        (regel,) = uitvoer.van_rijen(sessie, [rij])
        velden |= regel | _van_melding(sessie, opslag, rij)
        velden["berichten"] = _berichten(sessie, opslag, BerichtRij.melding_id == rij.id)
        hierop = or_(BerichtRij.melding_id == rij.id, AntwoordRij.melding_id == rij.id)
        velden["antwoorden"] = _antwoorden(sessie, opslag, hierop, rij)
        velden |= _opvolging(sessie, opslag, rij)
    velden |= {naam: _iso(getattr(rij, naam)) for naam in _DATA}
    velden["verloop"] = _verloop(sessie, opslag, rij)
    velden["gezien"] = _gezien(sessie, kenmerk)
    return velden


def toon_afzender(sessie: Session, opslag: Opslag, nummer: str) -> dict[str, Any]:
    """Give all that is held of a sender, the number in its one spelling: each melding, then what belongs to none."""
    melder, stop = opslag.pseudoniemen.melder(nummer), opslag.pseudoniemen.stop(nummer)
    kenmerken = sessie.scalars(
        select(MeldingRij.kenmerk).where(MeldingRij.melder == melder).order_by(MeldingRij.ontvangen, MeldingRij.id)
    ).all()
    bekend, gestopt = sessie.get(MelderRij, melder), sessie.get(StopRij, stop)
    los = (BerichtRij.melder == melder) & BerichtRij.melding_id.is_(None)
    return {
        "afzender": None if bekend is None else {
            "taal": bekend.taal, "contactwens": bekend.contactwens, "ingelicht": bekend.ingelicht,
            "eerste": _iso(bekend.eerste), "laatste": _iso(bekend.laatste),
        },
        "stop_sinds": _iso(gestopt.sinds) if gestopt else None,
        "meldingen": [toon(sessie, opslag, kenmerk) for kenmerk in kenmerken],
        "berichten": _berichten(sessie, opslag, los),
        "antwoorden": _antwoorden(sessie, opslag, los, None),
    }  # fmt: skip


def _opvolging(sessie: Session, opslag: Opslag, rij: MeldingRij) -> dict[str, Any]:
    """Give how the melder can be reached, what they said yes to, and what went to whom."""
    afspraak = sessie.get(ContactafspraakRij, rij.id)
    inhoud = _open(_sleutel(opslag, rij, "meldingen"), "contactafspraak", afspraak.inhoud_geheim if afspraak else None)
    toestemmingen = sessie.scalars(
        select(ToestemmingRij).where(ToestemmingRij.melding_id == rij.id).order_by(ToestemmingRij.moment)
    ).all()
    wat = {t.id: t.wat for t in toestemmingen}
    verwezen = select(VerwijzingRij).where(VerwijzingRij.melding_id == rij.id).order_by(VerwijzingRij.moment)
    return {
        "contactafspraak": json.loads(inhoud) if inhoud else None,
        "toestemmingen": [
            {"moment": _iso(t.moment), "naar": t.naar, "wat": t.wat, "hoe": t.hoe, "ingetrokken": _iso(t.ingetrokken)}
            for t in toestemmingen
        ],
        "verwijzingen": [
            {"moment": _iso(v.moment), "naar": v.naar, "wat": wat[v.toestemming_id], "sha256": v.hash}
            for v in sessie.scalars(verwezen)
        ],
    }


def _van_melding(sessie: Session, opslag: Opslag, rij: MeldingRij) -> dict[str, Any]:
    melder = sessie.get(MelderRij, rij.melder) if rij.melder else None
    nummer = _open(_sleutel(opslag, rij, "meldingen"), "nummer", rij.nummer_geheim)
    return {
        "spoed": rij.spoed,
        "vastgehouden": rij.vastgehouden,
        "nummer": gemaskeerd(nummer) if nummer else None,
        "contactwens": rij.contactwens or (melder.contactwens if melder else None),
    }


def _berichten(sessie: Session, opslag: Opslag, waar: ColumnElement[bool]) -> list[dict[str, Any]]:
    vraag = select(BerichtRij).where(waar).order_by(BerichtRij.ontvangen, BerichtRij.id)
    gevonden = []
    for bericht in sessie.scalars(vraag):
        sleutel = _sleutel(opslag, bericht, "berichten")
        nummer = _open(sleutel, "van", bericht.van_geheim)
        lezing = _open(sleutel, "lezing", bericht.lezing_geheim)
        bijlagen = _open(sleutel, "bijlagen", bericht.bijlagen_geheim)
        gevonden.append(
            {
                "id": bericht.poort_id,
                "ontvangen": _iso(bericht.ontvangen),
                "van": gemaskeerd(nummer) if nummer else None,
                "tekst": _open(sleutel, "tekst", bericht.tekst_geheim),
                "bijlagen": json.loads(bijlagen) if bijlagen else [],
                "lezing": json.loads(lezing) if lezing else None,
            }
        )
    return gevonden


def _antwoorden(
    sessie: Session, opslag: Opslag, waar: ColumnElement[bool], rij: MeldingRij | None
) -> list[dict[str, Any]]:
    """Give what was answered; `rij`: whose key opens what staff wrote."""
    vraag = (
        select(AntwoordRij, BerichtRij, UitpostRij.staat)
        .outerjoin(BerichtRij, BerichtRij.id == AntwoordRij.bericht_id)
        .outerjoin(UitpostRij, UitpostRij.antwoord_id == AntwoordRij.id)
        .where(waar)
        .order_by(AntwoordRij.gemaakt)
    )
    gevonden = []
    for antwoord, bericht, staat in sessie.execute(vraag):
        sleutel = _sleutel(opslag, bericht or rij, "berichten" if bericht else "meldingen")
        tekst = _open(sleutel, f"antwoord {antwoord.id}", antwoord.tekst_geheim)
        gevonden.append({"moment": _iso(antwoord.gemaakt), "soort": antwoord.soort, "tekst": tekst, "staat": staat})
    return gevonden


def _verloop(sessie: Session, opslag: Opslag, rij: MeldingRij) -> list[dict[str, Any]]:
    sleutel = _sleutel(opslag, rij, "meldingen")
    vraag = select(VerloopRij).where(VerloopRij.melding_id == rij.id).order_by(VerloopRij.moment, VerloopRij.id)
    return [
        {
            "moment": _iso(v.moment),
            "door": v.door,
            "handeling": v.handeling,
            "van": v.van,
            "naar": v.naar,
            "toelichting": _open(sleutel, f"verloop {v.id}", v.toelichting_geheim),
        }
        for v in sessie.scalars(vraag)
    ]


def _gezien(sessie: Session, kenmerk: str) -> list[dict[str, Any]]:
    vraag = select(AuditRij).where(AuditRij.soort == "melding", AuditRij.voorwerp == kenmerk)
    return [
        {"moment": _iso(a.moment), "gebruiker": a.gebruiker, "handeling": a.handeling, "doel": a.doel}
        for a in sessie.scalars(vraag.order_by(AuditRij.volgnummer))
    ]


def _sleutel(opslag: Opslag, rij: MeldingRij | BerichtRij | None, tabel: str) -> Datasleutel | None:
    return None if rij is None or rij.sleutel is None else opslag.kluis.open_sleutel(rij.sleutel, tabel, rij.id)


def _open(sleutel: Datasleutel | None, kolom: str, geheim: bytes | None) -> str | None:
    """Open a value; None: it was erased, or was never there.

    Raises:
        SleutelFout: no key of now opens it, so that what is held can't be told.
    """
    if geheim is None:
        return None
    if sleutel is None:
        raise SleutelFout(f"{kolom}: er staat nog iets zonder sleutel")
    return sleutel.ontsleutel(kolom, geheim)


def _iso(moment: Any) -> str | None:  # noqa: ANN401 - a moment or None, by the column's name
    return lokaal(moment).isoformat() if moment else None
