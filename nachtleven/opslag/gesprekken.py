"""Queries of the conversation: keeping what it decided, in as few statements as that takes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import uuid4

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from nachtleven.berichten import BALIE
from nachtleven.gesprek import Actie, Uitkomst
from nachtleven.lezen.lezing import Hoe, Lezing
from nachtleven.meldingen import (
    Melding,
    Status,
    Termijnen,
    beelden_alarm,
    beelden_voor,
    contact_voor,
    wissen_op,
)
from nachtleven.nacht import lokaal, nacht_van
from nachtleven.opslag.aandacht import merk_bericht, vul_aan
from nachtleven.opslag.aankomst import Afzender
from nachtleven.opslag.berichten import Gehouden
from nachtleven.opslag.dienstregels import noteer_dienst
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import (
    BerichtRij,
    MelderRij,
    MeldingFeitRij,
    MeldingGrondRij,
    MeldingKaartRij,
    MeldingKandidaatRij,
    MeldingRij,
    StopRij,
    VerloopRij,
)
from nachtleven.opslag.typen import Rij
from nachtleven.opslag.voorgeschiedenis import Voorgeschiedenis

MOMENT_GEZET = "moment_gezet"
"""The line of a history that says that a person settled the moment."""

_tabellen = MelderRij, MeldingRij, MeldingKandidaatRij, VerloopRij, MeldingGrondRij, MeldingFeitRij, MeldingKaartRij
_mer, _mel, _kan, _ver, *_gelezen = (cast("Table", tabel.__table__) for tabel in _tabellen)
_NIEUWE_MELDER, _NIEUWE_MELDING, _NIEUWE_KANDIDAAT, _NIEUWE_REGEL = map(insert, (_mer, _mel, _kan, _ver))
_MELDER = update(_mer).where(_mer.c.pseudoniem == bindparam("wie"))
_KOLOMMEN = tuple(_mel.c.keys())
_ERBIJ = {
    is_sqlite: tuple(maak(tabel).on_conflict_do_nothing() for tabel in _gelezen)
    for is_sqlite, maak in ((True, sqlite.insert), (False, postgresql.insert))
}
"""Of either database, what adds a ground, a fact and a card where they are not there yet."""


def vrij_kenmerk(sessie: Session, maak: Callable[[], str]) -> str:
    """Make a kenmerk that no melding has."""
    while True:
        kenmerk = maak()
        if sessie.scalar(select(MeldingRij.id).where(MeldingRij.kenmerk == kenmerk)) is None:
            return kenmerk


def is_gestopt(sessie: Session, opslag: Opslag, nummer: str) -> bool:
    """Tell whether this number wants no more texts."""
    return sessie.get(StopRij, opslag.pseudoniemen.stop(nummer)) is not None


def zet_op_stoplijst(sessie: Session, opslag: Opslag, nummer: str, moment: datetime) -> None:
    """Let this number get no more texts; one that is on the list stays as it is."""
    pseudoniem = opslag.pseudoniemen.stop(nummer)
    if sessie.get(StopRij, pseudoniem) is None:
        sessie.add(StopRij(pseudoniem=pseudoniem, sinds=moment))


def _is_nummer(bericht: Gehouden, afzender: Afzender) -> bool:
    """Tell whether the sender is one to write back to: who came by without a number has a sign of ours."""
    return bericht.poort != BALIE or afzender.nummer.startswith("+")


def zet_beelden(rij: MeldingRij, voorval: datetime, termijnen: Termijnen) -> None:
    """Set until when the footage lives, from the earliest moment of the facts."""
    rij.beelden_voor = beelden_voor(voorval, termijnen)
    rij.beelden_alarm = beelden_alarm(voorval, termijnen)


@dataclass(frozen=True, slots=True)
class _Tekst:
    """One text with what was read in it and decided on it."""

    bericht: Gehouden
    afzender: Afzender
    lezing: Lezing
    uitkomst: Uitkomst


class Bijwerker:
    """Keeps what the conversation decided on one message, in the transaction of its session.

    `eerder` is what was known of its sender in that same transaction, while nobody else could add to it.
    """

    def __init__(
        self, sessie: Session, opslag: Opslag, termijnen: Termijnen, eerder: Voorgeschiedenis, moment: datetime
    ) -> None:
        self._sessie, self._opslag, self._termijnen, self._moment = sessie, opslag, termijnen, moment
        self._eerder, self._rijen = eerder, dict(eerder.rijen)

    def bewaar(self, bericht: Gehouden, afzender: Afzender, uitkomst: Uitkomst, lezing: Lezing) -> MeldingRij | None:
        """Bring the sender, the STOP list and the meldingen to what was decided; give the one that the text is of."""
        self._melder(bericht, afzender, uitkomst, lezing)
        self._stoplijst(afzender, uitkomst.actie)
        eigen, tekst = None, _Tekst(bericht, afzender, lezing, uitkomst)
        for melding in uitkomst.meldingen:
            rij = self._melding(tekst, melding)
            eigen = rij if melding.kenmerk == uitkomst.kenmerk else eigen
        if uitkomst.kenmerk and eigen is None:
            eigen = self._rij_van(uitkomst.kenmerk)
            eigen.aandacht = vul_aan(eigen.aandacht, uitkomst.aandacht)
        if eigen is not None:
            bericht.melding_id = eigen.id
        else:
            merk_bericht(self._sessie, bericht, uitkomst.aandacht)
        return eigen

    def _rij_van(self, kenmerk: str) -> MeldingRij:
        bekend = self._rijen.get(kenmerk)
        return bekend or self._sessie.scalars(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk)).one()

    def laat_meegaan(self, bericht: Gehouden, *, alle: bool) -> None:
        """Let the text that withdraws go with what it withdraws; `alle`: with every text of its sender so far.

        Those of a melding go with that melding, and a log line is kept as long as the log. Comes after `rond_af`, which
        writes of which melding the text is.
        """
        los = BerichtRij.melding_id.is_(None), BerichtRij.incident_id.is_(None), BerichtRij.wissen_op.is_(None)
        wie = BerichtRij.melder == bericht.melder if alle else BerichtRij.id == bericht.id
        eerder = BerichtRij.ontvangen <= bericht.ontvangen
        op = wissen_op(self._moment, self._termijnen)
        self._sessie.execute(update(BerichtRij).where(*los, wie, eerder).values(wissen_op=op))

    def _melder(self, bericht: Gehouden, afzender: Afzender, uitkomst: Uitkomst, lezing: Lezing) -> None:
        eerder, wens = self._eerder.stand, uitkomst.contactwens or self._eerder.stand.contactwens
        staat: Rij = {
            "taal": lezing.taal or eerder.taal,
            "laatste": max(self._eerder.laatste or bericht.ontvangen, bericht.ontvangen),
            "ingelicht": eerder.ingelicht or uitkomst.ingelicht,
            "contactwens": wens.value if wens else None,
        }
        if self._eerder.laatste is None:
            rij = {"pseudoniem": afzender.melder, "eerste": bericht.ontvangen, **staat}
            self._sessie.execute(_NIEUWE_MELDER, rij)
        else:
            self._sessie.execute(_MELDER, {"wie": afzender.melder, **staat})

    def _stoplijst(self, afzender: Afzender, actie: Actie) -> None:
        if actie is Actie.STOP:
            zet_op_stoplijst(self._sessie, self._opslag, afzender.nummer, self._moment)
        if actie is Actie.START:
            pseudoniem = self._opslag.pseudoniemen.stop(afzender.nummer)
            self._sessie.execute(delete(StopRij).where(StopRij.pseudoniem == pseudoniem))

    def _melding(self, tekst: _Tekst, melding: Melding) -> MeldingRij:
        bekend, is_eigen = self._rijen.get(melding.kenmerk), melding.kenmerk == tekst.uitkomst.kenmerk
        rij = bekend or self._nieuw(tekst.bericht, tekst.afzender, melding)
        lezing, van = tekst.lezing, Status.NIEUW.value if bekend is None else rij.status
        self._vul(rij, melding, lezing.taal)
        if is_eigen:
            rij.rol = rij.rol or (lezing.rol.value if lezing.rol else None)
            rij.spoed = rij.spoed or lezing.spoed
            rij.via_code = rij.via_code or any(z.hoe is Hoe.CODE and z.zaak_id == rij.zaak_id for z in lezing.zaken)
            rij.aandacht = vul_aan(rij.aandacht, tekst.uitkomst.aandacht)
        if bekend is None:
            self._sessie.execute(_NIEUWE_MELDING, {naam: getattr(rij, naam) for naam in _KOLOMMEN})
        elif van != rij.status:
            rij.versie += 1
        self._sessie.flush()
        if bekend is None or van != rij.status:
            self._verloop(rij, "status", van, rij.status)
        self._kandidaten(rij, melding.kandidaten, is_nieuw=bekend is None)
        noteer_dienst(self._sessie, rij, is_nieuw=bekend is None)
        if is_eigen:
            self._neem_op(rij, lezing)
        return rij

    def _nieuw(self, bericht: Gehouden, afzender: Afzender, melding: Melding) -> MeldingRij:
        """Make the row of a new melding; it is written by itself, and the session never holds it."""
        rij_id = uuid4()
        sleutel, gewikkeld = self._opslag.kluis.nieuwe_sleutel("meldingen", rij_id)
        rij = MeldingRij(
            id=rij_id,
            kenmerk=melding.kenmerk,
            kanaal=bericht.kanaal,
            soort="melding",
            melder=afzender.melder,
            sleutel=gewikkeld,
            nummer_geheim=sleutel.versleutel("nummer", afzender.nummer) if _is_nummer(bericht, afzender) else None,
            ontvangen=melding.ontvangen,
            contact_voor=contact_voor(melding.ontvangen, self._termijnen),
            versie=1,
            spoed=False,
            via_code=False,
            vastgehouden=False,
        )
        rij.status = melding.status.value
        rij.nacht, rij.uur, rij.nacht_bekend, rij.vragen = melding.nacht, 0, False, 0
        return rij

    def _vul(self, rij: MeldingRij, melding: Melding, taal: str | None) -> None:
        feiten = melding.tijdstip or melding.ontvangen
        if rij.zaak_hoe != "persoon" and melding.zaak != rij.zaak_id:
            rij.zaak_id = melding.zaak
            rij.zaak_hoe = None if melding.zaak is None else "na_vraag" if rij.vragen else "zeker"
        rij.status = melding.status.value
        if not self._moment_van_persoon(rij):
            tijden = melding.tijdstip, melding.tijdstip_van, melding.tijdstip_tot
            rij.tijdstip, rij.tijdstip_van, rij.tijdstip_tot = tijden
            rij.nacht, rij.uur, rij.nacht_bekend = nacht_van(feiten), lokaal(feiten).hour, melding.nacht_bekend
            zet_beelden(rij, melding.tijdstip_van or feiten, self._termijnen)
        rij.vraag, rij.vragen = (melding.vraag.value if melding.vraag else None), melding.vragen
        rij.spoed = rij.spoed or melding.spoed
        rij.wissen_op = melding.wissen_op
        rij.taal = taal or rij.taal
        if melding.status in (Status.INGETROKKEN, Status.AFGEROND) and rij.gesloten is None:
            rij.gesloten = self._moment

    def _moment_van_persoon(self, rij: MeldingRij) -> bool:
        """Tell whether a person settled the moment: then no later text moves it."""
        if not rij.nacht_bekend:
            return False
        gewijzigd = VerloopRij.melding_id == rij.id, VerloopRij.handeling == MOMENT_GEZET
        with self._sessie.no_autoflush:
            return self._sessie.scalar(select(VerloopRij.id).where(*gewijzigd).limit(1)) is not None

    def _kandidaten(self, rij: MeldingRij, kandidaten: tuple[str, ...], *, is_nieuw: bool) -> None:
        if not is_nieuw:
            self._sessie.execute(delete(MeldingKandidaatRij).where(MeldingKandidaatRij.melding_id == rij.id))
        if kandidaten:
            regels = [{"melding_id": rij.id, "rang": n, "zaak_id": z} for n, z in enumerate(kandidaten, start=1)]
            self._sessie.execute(_NIEUWE_KANDIDAAT, regels)

    def _neem_op(self, rij: MeldingRij, lezing: Lezing) -> None:
        """Add what this text tells to what was read before, and leave what stands."""
        gronden = [{"melding_id": rij.id, "grond": grond} for grond in sorted(lezing.gronden)]
        feiten = [{"melding_id": rij.id, "feit": feit.value} for feit in sorted(lezing.feiten)]
        nummers = sorted({kaart[:80] for kaart in lezing.kaartnummers})
        kaarten = [{"melding_id": rij.id, "bron": "tekst", "kaartnummer": nummer, "gebreken": ""} for nummer in nummers]
        alle: tuple[list[Rij], ...] = gronden, feiten, kaarten
        for erbij, regels in zip(_ERBIJ[self._opslag.is_sqlite], alle, strict=True):
            if regels:
                self._sessie.execute(erbij, regels)

    def _verloop(self, rij: MeldingRij, handeling: str, van: str, naar: str) -> None:
        regel = {"id": uuid4(), "melding_id": rij.id, "moment": self._moment, "door": "systeem"}
        self._sessie.execute(_NIEUWE_REGEL, {**regel, "handeling": handeling, "van": van, "naar": naar})
