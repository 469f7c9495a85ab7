"""Messages that belong to no melding and wait for a person: the list, looked at, or opened as a melding."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session

from nachtleven.fouten import NietGevonden, SleutelFout
from nachtleven.gesprek import Aandacht
from nachtleven.meldingen import Status, Termijnen, contact_voor
from nachtleven.nacht import lokaal, nacht_van
from nachtleven.opslag.aandacht import lees_redenen
from nachtleven.opslag.berichten import GELEZEN, PERSOON, kenmerk_van
from nachtleven.opslag.gesprekken import zet_beelden
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolgtabellen import ToewijzingRij
from nachtleven.opslag.tabellen import (
    AntwoordRij,
    BerichtRij,
    MeldingFeitRij,
    MeldingGrondRij,
    MeldingKaartRij,
    MeldingKandidaatRij,
    MeldingRij,
)
from nachtleven.opslag.versleuteling import Datasleutel
from nachtleven.opslag.wijziging import Regel, schrijf_regel
from nachtleven.telefoonnummers import normaliseer
from nachtleven.web.berichtwaarden import Losbericht, Losbladzijde
from nachtleven.web.tonen import Bewerking

_MEESTE_KANDIDATEN = 4


def wacht_op_mens() -> tuple[ColumnElement[bool], ...]:
    """Give the conditions of a message that waits for a person; one that was erased waits for nobody."""
    return BerichtRij.aandacht.is_not(None), BerichtRij.melding_id.is_(None), BerichtRij.sleutel.is_not(None)


def tel_losse(sessie: Session) -> int:
    """Count the messages that wait for a person."""
    return sessie.scalar(select(func.count()).select_from(BerichtRij).where(*wacht_op_mens())) or 0


class Losopslag:
    """The messages that wait for a person; each act is a transaction of its own."""

    def __init__(self, opslag: Opslag, termijnen: Termijnen) -> None:
        self._opslag, self._termijnen = opslag, termijnen

    def wachtende(self, hoogstens: int) -> Losbladzijde:
        """Give the first of those that wait: urgent ones first, then the oldest."""
        with self._opslag.lezen() as sessie:
            dringend = BerichtRij.aandacht.contains(Aandacht.SPOED.value)
            vraag = select(BerichtRij).where(*wacht_op_mens()).order_by(dringend.desc(), BerichtRij.ontvangen)
            rijen = sessie.scalars(vraag.limit(hoogstens)).all()
            antwoorden = select(AntwoordRij).where(AntwoordRij.bericht_id.in_([rij.id for rij in rijen]))
            per_bericht = {a.bericht_id: a for a in sessie.scalars(antwoorden)}
            regels = tuple(self._los(rij, per_bericht.get(rij.id)) for rij in rijen)
            return Losbladzijde(regels, tel_losse(sessie))

    def kijk_na(self, id_: UUID) -> None:
        """Let a message wait no longer; one that somebody else saw to stays as it is.

        Raises:
            NietGevonden: it is not there.
        """
        with self._opslag.schrijven() as sessie:
            _klaar(_pak(sessie, id_))

    def open_melding(self, id_: UUID, kenmerk: str, door: str, moment: datetime) -> str:
        """Open a melding of a message and give its kenmerk: this one, or that of the melding it is in already.

        Nothing is read anew, for that may be what failed: what was read before is taken over, as proposals.

        Raises:
            NietGevonden: it is not there.
            SleutelFout: it was erased.
        """
        with self._opslag.schrijven() as sessie:
            bericht = _pak(sessie, id_)
            if al := kenmerk_van(sessie, id_):
                return al
            sleutel = self._opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
            lezing = json.loads(sleutel.ontsleutel("lezing", bericht.lezing_geheim)) if bericht.lezing_geheim else {}
            rij = self._nieuw(sessie, bericht, sleutel, kenmerk)
            _neem_over(sessie, rij, lezing, self._termijnen)
            bericht.melding_id = rij.id
            _klaar(bericht)
            sessie.merge(ToewijzingRij(melding_id=rij.id, gebruiker=door, sinds=moment))
            regel = Regel("geopend", Status.NIEUW.value, rij.status)
            schrijf_regel(self._opslag, sessie, rij, Bewerking(kenmerk, 1, door, moment), regel)
            return kenmerk

    def _los(self, rij: BerichtRij, antwoord: AntwoordRij | None) -> Losbericht:
        tekst, gezegd, bijlagen = None, None, 0
        try:
            sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, "berichten", rij.id)
            tekst = sleutel.ontsleutel("tekst", rij.tekst_geheim or b"")
            if antwoord is not None and antwoord.tekst_geheim is not None:
                gezegd = sleutel.ontsleutel(f"antwoord {antwoord.id}", antwoord.tekst_geheim)
            if rij.bijlagen_geheim is not None:
                bijlagen = len(json.loads(sleutel.ontsleutel("bijlagen", rij.bijlagen_geheim)))
        except SleutelFout:
            tekst = None
        redenen = lees_redenen(rij.aandacht)
        return Losbericht(rij.id, rij.ontvangen, rij.kanaal, rij.taal, redenen, tekst, gezegd, bijlagen)

    def _nieuw(self, sessie: Session, bericht: BerichtRij, van: Datasleutel, kenmerk: str) -> MeldingRij:
        id_ = uuid4()
        sleutel, gewikkeld = self._opslag.kluis.nieuwe_sleutel("meldingen", id_)
        nummer = normaliseer(van.ontsleutel("van", bericht.van_geheim or b""))
        rij = MeldingRij(
            id=id_, kenmerk=kenmerk, status=Status.TE_CONTACTEREN.value, kanaal=bericht.kanaal, soort="melding",
            taal=bericht.taal, melder=bericht.melder, sleutel=gewikkeld,
            nummer_geheim=sleutel.versleutel("nummer", nummer), nacht_bekend=False,
            nacht=nacht_van(bericht.ontvangen), uur=lokaal(bericht.ontvangen).hour, ontvangen=bericht.ontvangen,
            spoed=False, vragen=0, contact_voor=contact_voor(bericht.ontvangen, self._termijnen), vastgehouden=False,
            versie=1,
        )  # fmt: skip
        zet_beelden(rij, bericht.ontvangen, self._termijnen)
        sessie.add(rij)
        sessie.flush()
        return rij


def _pak(sessie: Session, id_: UUID) -> BerichtRij:
    rij = sessie.scalar(select(BerichtRij).where(BerichtRij.id == id_).with_for_update())
    if rij is None:
        raise NietGevonden("bericht", str(id_))
    return rij


def _klaar(bericht: BerichtRij) -> None:
    bericht.aandacht = None
    if bericht.staat == PERSOON:
        bericht.staat = GELEZEN


def _neem_over(sessie: Session, rij: MeldingRij, lezing: dict[str, Any], termijnen: Termijnen) -> None:
    """Give the melding what was read in its message; the venues as candidates, for nobody decided on one."""
    rij.rol, rij.spoed = lezing.get("rol"), bool(lezing.get("spoed"))
    tijd = lezing.get("tijd")
    if tijd and tijd["nacht_bekend"]:
        moment, van, tot = (datetime.fromisoformat(tijd[naam]) for naam in ("moment", "van", "tot"))
        rij.tijdstip, rij.tijdstip_van, rij.tijdstip_tot, rij.nacht_bekend = moment, van, tot, True
        rij.nacht, rij.uur = nacht_van(moment), lokaal(moment).hour
        zet_beelden(rij, van, termijnen)
    sessie.add_all(MeldingGrondRij(melding_id=rij.id, grond=grond) for grond in lezing.get("gronden", ()))
    sessie.add_all(MeldingFeitRij(melding_id=rij.id, feit=feit) for feit in lezing.get("feiten", ()))
    kaarten = {kaart[:80] for kaart in lezing.get("kaartnummers", ())}
    sessie.add_all(MeldingKaartRij(melding_id=rij.id, bron="tekst", kaartnummer=k, gebreken="") for k in kaarten)
    zaken: Sequence[str] = list(dict.fromkeys(z["zaak_id"] for z in lezing.get("zaken", ())))[:_MEESTE_KANDIDATEN]
    if zaken:
        regels = [{"melding_id": rij.id, "rang": n, "zaak_id": z} for n, z in enumerate(zaken, start=1)]
        sessie.execute(insert(MeldingKandidaatRij), regels)
