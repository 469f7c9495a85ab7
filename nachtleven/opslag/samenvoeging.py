"""Merging and splitting meldingen: messages go from one to another, and every move can be undone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from nachtleven.fouten import NietGevonden, OvergangFout, SleutelFout
from nachtleven.meldingen import GESLOTEN, Status, Termijnen, contact_voor, ga_over
from nachtleven.nacht import lokaal, nacht_van
from nachtleven.opslag.gesprekken import zet_beelden
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolgtabellen import VerplaatsingRij
from nachtleven.opslag.tabellen import (
    BerichtRij,
    MeldingFeitRij,
    MeldingGrondRij,
    MeldingKandidaatRij,
    MeldingRij,
)
from nachtleven.opslag.wijziging import Regel, pak_melding, schrijf_regel
from nachtleven.web.tonen import Bewerking


@dataclass(frozen=True, slots=True)
class _Tussen:
    """Two meldingen between which messages move, and who moves them."""

    van: MeldingRij
    naar: MeldingRij
    bewerking: Bewerking


class Samenvoeging:
    """Merges and splits, each a transaction of its own. A merged melding stays, closed, and counts in no figure."""

    def __init__(self, opslag: Opslag, termijnen: Termijnen) -> None:
        self._opslag, self._termijnen = opslag, termijnen

    def voeg_samen(self, bewerking: Bewerking, met: str) -> None:
        """Bring the messages, grounds and facts of this melding to another and close this one.

        Raises:
            NietGevonden: one of the two is not there.
            VerouderdFout: this one changed meanwhile.
            OvergangFout: the other is closed or is merged itself, or they are one.
        """
        with self._opslag.schrijven() as sessie:
            deel = pak_melding(sessie, bewerking)
            hoofd = _zoek(sessie, met)
            if (
                hoofd.id == deel.id
                or Status(hoofd.status) in GESLOTEN
                or hoofd.samengevoegd_met
                or _heeft_delen(sessie, deel)
            ):
                raise OvergangFout(bewerking.kenmerk, met)
            tussen = _Tussen(deel, hoofd, bewerking)
            berichten = select(BerichtRij).where(BerichtRij.melding_id == deel.id)
            self._verplaats(sessie, tussen, sessie.scalars(berichten).all())
            _neem_gelezen_mee(sessie, deel, hoofd)
            van, deel.status = Status(deel.status), ga_over(Status(deel.status), Status.AFGEROND).value
            deel.samengevoegd_met, deel.gesloten, deel.vraag = hoofd.id, bewerking.moment, None
            hoofd.via_code = hoofd.via_code or deel.via_code
            hoofd.versie += 1
            self._regel(sessie, deel, bewerking, Regel("samengevoegd", van.value, hoofd.kenmerk))
            self._regel(sessie, hoofd, bewerking, Regel("kreeg_berichten", naar=deel.kenmerk))

    def maak_los(self, bewerking: Bewerking) -> None:
        """Undo a merge: the messages that came from this melding go back and it is open again.

        Raises:
            NietGevonden: it is not there, or not merged.
            VerouderdFout: it changed meanwhile.
        """
        with self._opslag.schrijven() as sessie:
            deel = pak_melding(sessie, bewerking)
            hoofd = sessie.get(MeldingRij, deel.samengevoegd_met) if deel.samengevoegd_met else None
            if hoofd is None:
                raise NietGevonden("samenvoeging", bewerking.kenmerk)
            gegaan = select(VerplaatsingRij.bericht_id).where(
                VerplaatsingRij.van_id == deel.id, VerplaatsingRij.naar_id == hoofd.id
            )
            eigen = select(BerichtRij).where(BerichtRij.id.in_(gegaan), BerichtRij.melding_id == hoofd.id)
            self._verplaats(sessie, _Tussen(hoofd, deel, bewerking), sessie.scalars(eigen).all())
            deel.status = ga_over(Status(deel.status), Status.IN_ONDERZOEK).value
            deel.samengevoegd_met = deel.gesloten = None
            hoofd.versie += 1
            self._regel(sessie, deel, bewerking, Regel("losgemaakt", naar=hoofd.kenmerk))
            self._regel(sessie, hoofd, bewerking, Regel("gaf_berichten", naar=deel.kenmerk))

    def splits(self, bewerking: Bewerking, berichten: Sequence[UUID], kenmerk: str) -> None:
        """Make a new melding, with this kenmerk, of some of the messages; at least one stays.

        Raises:
            NietGevonden: one of the messages is not of this melding.
            VerouderdFout: it changed meanwhile.
            OvergangFout: it is closed, or no message would stay.
        """
        with self._opslag.schrijven() as sessie:
            rij = pak_melding(sessie, bewerking)
            alle = {b.id: b for b in sessie.scalars(select(BerichtRij).where(BerichtRij.melding_id == rij.id))}
            gekozen = [alle[id_] for id_ in berichten if id_ in alle]
            if not gekozen or len(gekozen) != len(set(berichten)):
                raise NietGevonden("bericht", bewerking.kenmerk)
            if len(gekozen) == len(alle) or Status(rij.status) in GESLOTEN:
                raise OvergangFout(bewerking.kenmerk, kenmerk)
            nieuw = self._nieuw(sessie, rij, min(gekozen, key=lambda b: b.ontvangen), kenmerk)
            self._verplaats(sessie, _Tussen(rij, nieuw, bewerking), gekozen)
            self._lees_over(sessie, nieuw, gekozen)
            self._regel(sessie, rij, bewerking, Regel("gesplitst", naar=kenmerk))
            self._regel(sessie, nieuw, bewerking, Regel("afgesplitst", naar=rij.kenmerk))

    def _verplaats(self, sessie: Session, tussen: _Tussen, berichten: Sequence[BerichtRij]) -> None:
        for bericht in berichten:
            bericht.melding_id = tussen.naar.id
            sessie.add(
                VerplaatsingRij(
                    id=uuid4(),
                    bericht_id=bericht.id,
                    van_id=tussen.van.id,
                    naar_id=tussen.naar.id,
                    moment=tussen.bewerking.moment,
                    door=tussen.bewerking.door,
                )
            )
        sessie.flush()

    def _nieuw(self, sessie: Session, oud: MeldingRij, eerste: BerichtRij, kenmerk: str) -> MeldingRij:
        """Make the melding that splits off: of the same sender, at the same venue, its moment still open."""
        id_ = uuid4()
        sleutel, gewikkeld = self._opslag.kluis.nieuwe_sleutel("meldingen", id_)
        nieuw = MeldingRij(
            id=id_, kenmerk=kenmerk, status=Status.TE_CONTACTEREN.value, kanaal=eerste.kanaal, soort=oud.soort,
            rol=oud.rol, taal=eerste.taal or oud.taal, melder=oud.melder, sleutel=gewikkeld, zaak_id=oud.zaak_id,
            zaak_hoe=oud.zaak_hoe, via_code=oud.via_code, nacht_bekend=False, nacht=nacht_van(eerste.ontvangen),
            uur=lokaal(eerste.ontvangen).hour, ontvangen=eerste.ontvangen, spoed=oud.spoed, vragen=oud.vragen,
            contact_voor=contact_voor(eerste.ontvangen, self._termijnen), contactwens=oud.contactwens,
            vastgehouden=False, versie=1,
        )  # fmt: skip
        zet_beelden(nieuw, eerste.ontvangen, self._termijnen)
        if oud.nummer_geheim is not None:
            van = self._opslag.kluis.open_sleutel(oud.sleutel, "meldingen", oud.id)
            nieuw.nummer_geheim = sleutel.versleutel("nummer", van.ontsleutel("nummer", oud.nummer_geheim))
        sessie.add(nieuw)
        sessie.flush()
        return nieuw

    def _lees_over(self, sessie: Session, nieuw: MeldingRij, berichten: Sequence[BerichtRij]) -> None:
        """Give the new melding the grounds and facts that were read in its messages."""
        for bericht in berichten:
            if bericht.lezing_geheim is None:
                continue
            try:
                sleutel = self._opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
                lezing = json.loads(sleutel.ontsleutel("lezing", bericht.lezing_geheim))
            except SleutelFout:
                continue
            for grond in lezing.get("gronden", ()):
                sessie.merge(MeldingGrondRij(melding_id=nieuw.id, grond=grond))
            for feit in lezing.get("feiten", ()):
                sessie.merge(MeldingFeitRij(melding_id=nieuw.id, feit=feit))

    def _regel(self, sessie: Session, rij: MeldingRij, bewerking: Bewerking, regel: Regel) -> None:
        schrijf_regel(self._opslag, sessie, rij, bewerking, regel)


def _zoek(sessie: Session, kenmerk: str) -> MeldingRij:
    rij = sessie.scalar(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk).with_for_update())
    if rij is None or rij.status == Status.GEWIST.value:
        raise NietGevonden("melding", kenmerk)
    return rij


def _heeft_delen(sessie: Session, rij: MeldingRij) -> bool:
    return sessie.scalar(select(MeldingRij.id).where(MeldingRij.samengevoegd_met == rij.id).limit(1)) is not None


def _neem_gelezen_mee(sessie: Session, deel: MeldingRij, hoofd: MeldingRij) -> None:
    """Give the other melding the grounds and facts that it lacks, as proposals; and the venues, where it has none."""
    for grond in sessie.scalars(select(MeldingGrondRij.grond).where(MeldingGrondRij.melding_id == deel.id)).all():
        if sessie.get(MeldingGrondRij, (hoofd.id, grond)) is None:
            sessie.add(MeldingGrondRij(melding_id=hoofd.id, grond=grond))
    for feit in sessie.scalars(select(MeldingFeitRij.feit).where(MeldingFeitRij.melding_id == deel.id)).all():
        sessie.merge(MeldingFeitRij(melding_id=hoofd.id, feit=feit))
    heeft = select(MeldingKandidaatRij.zaak_id).where(MeldingKandidaatRij.melding_id == hoofd.id)
    if hoofd.zaak_id is None and sessie.scalar(heeft.limit(1)) is None:
        van = select(MeldingKandidaatRij.zaak_id).where(MeldingKandidaatRij.melding_id == deel.id)
        mogelijk = [deel.zaak_id] if deel.zaak_id else sessie.scalars(van.order_by(MeldingKandidaatRij.rang)).all()
        regels = [{"melding_id": hoofd.id, "rang": n, "zaak_id": z} for n, z in enumerate(mogelijk, start=1)]
        if regels:
            sessie.execute(insert(MeldingKandidaatRij), regels)
