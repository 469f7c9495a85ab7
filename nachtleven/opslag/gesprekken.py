"""Queries of the conversation: what is known of a sender, and keeping what the conversation decided."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from nachtleven.berichten import BALIE
from nachtleven.gesprek import Actie, Registernummer, Stand, Uitkomst
from nachtleven.lezen.lezing import Lezing, Rol
from nachtleven.meldingen import (
    Contactwens,
    Melding,
    Status,
    Termijnen,
    Vraag,
    beelden_alarm,
    beelden_voor,
    contact_voor,
    wissen_op,
)
from nachtleven.nacht import lokaal, nacht_van
from nachtleven.opslag import registers
from nachtleven.opslag.aandacht import merk_bericht, vul_aan
from nachtleven.opslag.dienstregels import noteer_dienst
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import (
    AntwoordRij,
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

_ANTWOORDEN_TERUG = 3

MOMENT_GEZET = "moment_gezet"
"""The line of a history that says that a person settled the moment."""


@dataclass(frozen=True, slots=True)
class Afzender:
    """Who wrote: the pseudonym that knows the sender, and the number while it is needed."""

    melder: str
    nummer: str


def taal_van(sessie: Session, melder: str) -> str | None:
    """Give the last language of a sender."""
    return sessie.scalar(select(MelderRij.taal).where(MelderRij.pseudoniem == melder))


def wacht_op_antwoord(sessie: Session, melder: str, sinds: datetime) -> bool:
    """Tell whether we asked this sender for a venue or a night of a melding since then, and still wait."""
    vraag = select(MeldingRij.id).where(MeldingRij.melder == melder, MeldingRij.ontvangen >= sinds)
    vraag = vraag.where(MeldingRij.vraag.in_([Vraag.ZAAK.value, Vraag.KEUZE.value, Vraag.NACHT.value]))
    return sessie.scalar(vraag.limit(1)) is not None


def houd_melder(sessie: Session, melder: str, moment: datetime) -> None:
    """Let two messages of one sender wait for each other, so that the second sees what the first did.

    On SQLite the write lock does that already; elsewhere the sender's row is locked until the transaction ends.
    """
    if sessie.get_bind().dialect.name == "postgresql":
        nieuw = postgresql.insert(MelderRij).values(pseudoniem=melder, ingelicht=False, eerste=moment, laatste=moment)
        sessie.execute(nieuw.on_conflict_do_nothing())
        sessie.execute(select(MelderRij.pseudoniem).where(MelderRij.pseudoniem == melder).with_for_update())


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


def stand_van(sessie: Session, opslag: Opslag, bericht: BerichtRij, afzender: Afzender, tekst: str) -> Stand:
    """Give what is known of the sender of a message before it."""
    melder = sessie.get(MelderRij, afzender.melder)
    uur = _teksten_van_het_uur(sessie, opslag, bericht)
    nummer = registers.nummer_in_registers(sessie, opslag.pseudoniemen.register(afzender.nummer))
    return Stand(
        meldingen=tuple(_meldingen(sessie, afzender.melder)),
        gestopt=is_gestopt(sessie, opslag, afzender.nummer),
        taal=melder.taal if melder else None,
        ingelicht=melder.ingelicht if melder else False,
        contactwens=Contactwens(melder.contactwens) if melder and melder.contactwens else None,
        berichten_dit_uur=len(uur),
        zelfde_tekst_dit_uur=sum(eerder == tekst for eerder in uur),
        laatste_antwoorden=tuple(_laatste_antwoorden(sessie, opslag, afzender.melder)),
        laatst_geantwoord=_laatst_geantwoord(sessie, afzender.melder),
        register=Registernummer(Rol.PORTIER if nummer.is_portier else Rol.UITBATER, nummer.zaak_id) if nummer else None,
    )


def _teksten_van_het_uur(sessie: Session, opslag: Opslag, bericht: BerichtRij) -> list[str]:
    vraag = select(BerichtRij).where(
        BerichtRij.melder == bericht.melder,
        BerichtRij.ontvangen > bericht.ontvangen - timedelta(hours=1),
        BerichtRij.ontvangen <= bericht.ontvangen,
        BerichtRij.id != bericht.id,
        BerichtRij.sleutel.is_not(None),
    )
    teksten = []
    for rij in sessie.scalars(vraag.limit(100)):
        sleutel = opslag.kluis.open_sleutel(rij.sleutel, "berichten", rij.id)
        teksten.append(sleutel.ontsleutel("tekst", rij.tekst_geheim or b""))
    return teksten


def _laatst_geantwoord(sessie: Session, melder: str) -> datetime | None:
    vraag = select(func.max(AntwoordRij.gemaakt)).join(BerichtRij, AntwoordRij.bericht_id == BerichtRij.id)
    return sessie.scalar(vraag.where(BerichtRij.melder == melder, AntwoordRij.tekst_geheim.is_not(None)))


def _laatste_antwoorden(sessie: Session, opslag: Opslag, melder: str) -> Iterable[str]:
    vraag = (
        select(AntwoordRij, BerichtRij)
        .join(BerichtRij, AntwoordRij.bericht_id == BerichtRij.id)
        .where(BerichtRij.melder == melder, AntwoordRij.tekst_geheim.is_not(None), BerichtRij.sleutel.is_not(None))
        .order_by(AntwoordRij.gemaakt.desc())
        .limit(_ANTWOORDEN_TERUG)
    )
    for antwoord, bericht in sessie.execute(vraag):
        sleutel = opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
        yield sleutel.ontsleutel(f"antwoord {antwoord.id}", antwoord.tekst_geheim or b"")


def _meldingen(sessie: Session, melder: str) -> Iterable[Melding]:
    vraag = select(MeldingRij).where(MeldingRij.melder == melder, MeldingRij.status != Status.GEWIST.value)
    rijen = sessie.scalars(vraag.order_by(MeldingRij.ontvangen)).all()
    kandidaten: dict[UUID, list[str]] = {}
    if rijen:
        keuze = select(MeldingKandidaatRij).where(MeldingKandidaatRij.melding_id.in_([r.id for r in rijen]))
        for kandidaat in sessie.scalars(keuze.order_by(MeldingKandidaatRij.rang)):
            kandidaten.setdefault(kandidaat.melding_id, []).append(kandidaat.zaak_id)
    for rij in rijen:
        yield Melding(
            kenmerk=rij.kenmerk,
            status=Status(rij.status),
            ontvangen=rij.ontvangen,
            nacht=rij.nacht,
            nacht_bekend=rij.nacht_bekend,
            zaak=rij.zaak_id,
            kandidaten=tuple(kandidaten.get(rij.id, ())),
            tijdstip=rij.tijdstip,
            tijdstip_van=rij.tijdstip_van,
            tijdstip_tot=rij.tijdstip_tot,
            vraag=Vraag(rij.vraag) if rij.vraag else None,
            vragen=rij.vragen,
            spoed=rij.spoed,
            wissen_op=rij.wissen_op,
        )


def _is_nummer(bericht: BerichtRij, afzender: Afzender) -> bool:
    """Tell whether the sender is one to write back to: who came by without a number has a sign of ours."""
    return bericht.poort != BALIE or afzender.nummer.startswith("+")


def zet_beelden(rij: MeldingRij, voorval: datetime, termijnen: Termijnen) -> None:
    """Set until when the footage lives, from the earliest moment of the facts."""
    rij.beelden_voor = beelden_voor(voorval, termijnen)
    rij.beelden_alarm = beelden_alarm(voorval, termijnen)


class Bijwerker:
    """Keeps what the conversation decided on one message, in the transaction of its session."""

    def __init__(self, sessie: Session, opslag: Opslag, termijnen: Termijnen, moment: datetime) -> None:
        self._sessie, self._opslag, self._termijnen, self._moment = sessie, opslag, termijnen, moment

    def bewaar(self, bericht: BerichtRij, afzender: Afzender, uitkomst: Uitkomst, lezing: Lezing) -> None:
        """Bring the sender, the STOP list and the meldingen to what the conversation decided."""
        self._melder(bericht, afzender, uitkomst, lezing)
        self._stoplijst(afzender, uitkomst.actie)
        for melding in uitkomst.meldingen:
            eigen = melding.kenmerk == uitkomst.kenmerk
            rij = self._melding(bericht, afzender, melding)
            if eigen:
                bericht.melding_id = rij.id
                self._neem_op(rij, lezing)
                rij.aandacht = vul_aan(rij.aandacht, uitkomst.aandacht)
        if uitkomst.kenmerk and bericht.melding_id is None:
            erbij = self._sessie.scalars(select(MeldingRij).where(MeldingRij.kenmerk == uitkomst.kenmerk)).one()
            bericht.melding_id = erbij.id
            erbij.aandacht = vul_aan(erbij.aandacht, uitkomst.aandacht)
        if bericht.melding_id is None:
            merk_bericht(self._sessie, bericht, uitkomst.aandacht)
        if uitkomst.actie is Actie.TREK_IN:
            self._losse_teksten(bericht, alle=uitkomst.wis_alles)

    def _losse_teksten(self, bericht: BerichtRij, *, alle: bool) -> None:
        """Let the text that withdraws go with what it withdraws; `alle`: with every text of its sender so far.

        Those of a melding go with that melding, and a log line is kept as long as the log.
        """
        self._sessie.flush()
        los = BerichtRij.melding_id.is_(None), BerichtRij.incident_id.is_(None), BerichtRij.wissen_op.is_(None)
        wie = BerichtRij.melder == bericht.melder if alle else BerichtRij.id == bericht.id
        eerder = BerichtRij.ontvangen <= bericht.ontvangen
        op = wissen_op(self._moment, self._termijnen)
        self._sessie.execute(update(BerichtRij).where(*los, wie, eerder).values(wissen_op=op))

    def _melder(self, bericht: BerichtRij, afzender: Afzender, uitkomst: Uitkomst, lezing: Lezing) -> None:
        rij = self._sessie.get(MelderRij, afzender.melder)
        if rij is None:
            rij = MelderRij(pseudoniem=afzender.melder, eerste=bericht.ontvangen, laatste=bericht.ontvangen)
            rij.ingelicht = False
            self._sessie.add(rij)
        rij.taal = lezing.taal or rij.taal
        rij.laatste = max(rij.laatste, bericht.ontvangen)
        rij.ingelicht = rij.ingelicht or uitkomst.ingelicht
        rij.contactwens = uitkomst.contactwens.value if uitkomst.contactwens else rij.contactwens

    def _stoplijst(self, afzender: Afzender, actie: Actie) -> None:
        if actie is Actie.STOP:
            zet_op_stoplijst(self._sessie, self._opslag, afzender.nummer, self._moment)
        if actie is Actie.START:
            pseudoniem = self._opslag.pseudoniemen.stop(afzender.nummer)
            self._sessie.execute(delete(StopRij).where(StopRij.pseudoniem == pseudoniem))

    def _melding(self, bericht: BerichtRij, afzender: Afzender, melding: Melding) -> MeldingRij:
        rij = self._sessie.scalar(select(MeldingRij).where(MeldingRij.kenmerk == melding.kenmerk))
        if rij is None:
            rij = self._nieuw(bericht, afzender, melding)
        elif rij.status != melding.status.value:
            self._verloop(rij, "status", rij.status, melding.status.value)
            rij.versie += 1
        self._vul(rij, melding, bericht)
        self._sessie.flush()
        self._kandidaten(rij, melding.kandidaten)
        noteer_dienst(self._sessie, rij)
        return rij

    def _nieuw(self, bericht: BerichtRij, afzender: Afzender, melding: Melding) -> MeldingRij:
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
            vastgehouden=False,
        )
        rij.status = melding.status.value
        rij.nacht, rij.uur, rij.nacht_bekend = melding.nacht, 0, False
        self._sessie.add(rij)
        self._verloop(rij, "status", Status.NIEUW.value, melding.status.value)
        return rij

    def _vul(self, rij: MeldingRij, melding: Melding, bericht: BerichtRij) -> None:
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
        rij.taal = bericht.taal or rij.taal
        if melding.status in (Status.INGETROKKEN, Status.AFGEROND) and rij.gesloten is None:
            rij.gesloten = self._moment

    def _moment_van_persoon(self, rij: MeldingRij) -> bool:
        """Tell whether a person settled the moment: then no later text moves it."""
        if not rij.nacht_bekend:
            return False
        gewijzigd = VerloopRij.melding_id == rij.id, VerloopRij.handeling == MOMENT_GEZET
        with self._sessie.no_autoflush:
            return self._sessie.scalar(select(VerloopRij.id).where(*gewijzigd).limit(1)) is not None

    def _kandidaten(self, rij: MeldingRij, kandidaten: tuple[str, ...]) -> None:
        self._sessie.execute(delete(MeldingKandidaatRij).where(MeldingKandidaatRij.melding_id == rij.id))
        if kandidaten:
            regels = [{"melding_id": rij.id, "rang": n, "zaak_id": z} for n, z in enumerate(kandidaten, start=1)]
            self._sessie.execute(insert(MeldingKandidaatRij), regels)

    def _neem_op(self, rij: MeldingRij, lezing: Lezing) -> None:
        """Add what this text tells to what was read before; a role once read stays."""
        rij.rol = rij.rol or (lezing.rol.value if lezing.rol else None)
        rij.spoed = rij.spoed or lezing.spoed
        for grond in lezing.gronden:
            self._sessie.merge(MeldingGrondRij(melding_id=rij.id, grond=grond))
        for feit in lezing.feiten:
            self._sessie.merge(MeldingFeitRij(melding_id=rij.id, feit=feit.value))
        for kaart in lezing.kaartnummers:
            self._sessie.merge(MeldingKaartRij(melding_id=rij.id, bron="tekst", kaartnummer=kaart[:80], gebreken=""))

    def _verloop(self, rij: MeldingRij, handeling: str, van: str, naar: str) -> None:
        self._sessie.flush()
        self._sessie.add(
            VerloopRij(
                id=uuid4(),
                melding_id=rij.id,
                moment=self._moment,
                door="systeem",
                handeling=handeling,
                van=van,
                naar=naar,
            )
        )


def bewaar_lezing(opslag: Opslag, bericht: BerichtRij, lezing: Lezing) -> None:
    """Keep what was read with the message, under its key: for the screen that explains it."""
    sleutel = opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
    bericht.lezing_geheim = sleutel.versleutel("lezing", json.dumps(lezing_als_json(lezing)))
    bericht.soort, bericht.taal = lezing.soort.value, lezing.taal


def lezing_als_json(lezing: Lezing) -> dict[str, Any]:
    """Give a reading as it is kept: values that JSON knows, sets sorted."""
    gemaakt: dict[str, Any] = json.loads(json.dumps(asdict(lezing), default=_als_json))
    return gemaakt


def _als_json(waarde: object) -> object:
    if isinstance(waarde, frozenset):
        return sorted(waarde)
    if isinstance(waarde, datetime):
        return waarde.isoformat()
    raise TypeError(type(waarde).__name__)
