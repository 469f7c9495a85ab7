"""Reading again behind the answer: which messages wait for it, and what a deeper reading changes in what is proposed.

Nothing that a person confirmed or changed, no venue, no moment and no answer: only the grounds, the facts and the role
that were read in this text, and whether a person must look.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.fouten import SleutelFout
from nachtleven.gesprek import Aandacht
from nachtleven.lezen.lezing import Lezing, Soort
from nachtleven.meldingen import GESLOTEN, Status
from nachtleven.opslag.aandacht import merk_bericht, vul_aan
from nachtleven.opslag.berichten import GELEZEN
from nachtleven.opslag.lezingvorm import lezing_als_json
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import BerichtRij, MeldingFeitRij, MeldingGrondRij, MeldingRij, VerloopRij

TERUG = timedelta(days=7)
"""How long after its receipt a message is still read again; staff have seen it by then."""
VERTELD = frozenset({Soort.MELDING.value, Soort.INCIDENT.value})
GELATEN = frozenset(staat.value for staat in {*GESLOTEN, Status.DOORVERWEZEN})
"""The states of a melding in which nothing of it changes by itself."""
VELDEN = ("soort", "rol", "gronden", "feiten", "spoed")
"""What of a reading a deeper one replaces; the venues and the moment stay those that were decided on."""
SYSTEEM, HERLEZEN = "systeem", "herlezen"
GRONDEN, FEITEN = "grond_", "feit_"
"""How the lines of a history begin that tell of a person's word on a ground or a fact."""


@dataclass(frozen=True, slots=True)
class TeHerlezen:
    """A message that waits for its deep reading, with the language of its quick one."""

    id: UUID
    tekst: str
    ontvangen: datetime
    taal: str | None


def te_herlezen(sessie: Session, opslag: Opslag, moment: datetime, hoogstens: int) -> list[TeHerlezen]:
    """Give the messages that were read quickly alone, oldest first; what is erased, or to be, is left."""
    vraag = (
        select(BerichtRij)
        .where(BerichtRij.herlezen.is_(None), BerichtRij.ontvangen >= moment - TERUG, BerichtRij.staat == GELEZEN)
        .where(BerichtRij.lezing_geheim.is_not(None), BerichtRij.sleutel.is_not(None), BerichtRij.wissen_op.is_(None))
        .order_by(BerichtRij.ontvangen)
        .limit(hoogstens)
    )
    gevonden = []
    for rij in sessie.scalars(vraag):
        sleutel = opslag.kluis.open_sleutel(rij.sleutel, "berichten", rij.id)
        tekst = sleutel.ontsleutel("tekst", rij.tekst_geheim or b"")
        gevonden.append(TeHerlezen(rij.id, tekst, rij.ontvangen, rij.taal))
    return gevonden


def werk_bij(sessie: Session, opslag: Opslag, id_: UUID, lezing: Lezing, moment: datetime) -> bool:
    """Keep a deep reading; False: it was kept before, or the message was erased or moved meanwhile."""
    van = sessie.scalar(select(BerichtRij.melding_id).where(BerichtRij.id == id_))
    # the melding first, as whoever moves messages does, so that neither waits for the other
    melding = sessie.scalar(select(MeldingRij).where(MeldingRij.id == van).with_for_update()) if van else None
    bericht = sessie.scalar(select(BerichtRij).where(BerichtRij.id == id_).with_for_update())
    if bericht is None or bericht.melding_id != van or bericht.herlezen is not None or bericht.wissen_op is not None:
        return False
    if bericht.sleutel is None or bericht.lezing_geheim is None:
        return False
    bericht.herlezen = moment
    naleesbeurt = _Naleesbeurt(sessie, opslag, bericht, lezing)
    if melding is None:
        naleesbeurt.los()
    elif melding.status not in GELATEN and melding.samengevoegd_met is None:
        naleesbeurt.bij(melding, moment)
    return True


class _Naleesbeurt:
    """One message beside its deep reading, in the transaction of its session."""

    def __init__(self, sessie: Session, opslag: Opslag, bericht: BerichtRij, lezing: Lezing) -> None:
        self._sessie, self._opslag, self._bericht = sessie, opslag, bericht
        self._oud = _lezing_van(opslag, bericht)
        self._nieuw = lezing_als_json(lezing)

    def los(self) -> None:
        """Let a person look where a message that belongs to no melding tells of one after all."""
        oud, nieuw = self._oud["soort"], self._nieuw["soort"]
        redenen = {Aandacht.SPOED} if self._wordt_dringend() else set()
        if oud != nieuw and (nieuw == Soort.MELDING.value or (nieuw in VERTELD and oud not in VERTELD)):
            redenen.add(Aandacht.ANDERS_GELEZEN)
        elif nieuw == oud:
            self._bewaar()
        if redenen:
            merk_bericht(self._sessie, self._bericht, redenen)

    def bij(self, melding: MeldingRij, moment: datetime) -> None:
        """Bring what is proposed of a melding to what was read now; where it seems to be none, a person looks."""
        anderen = self._anderen(melding)
        oud, nieuw = self._oud["soort"], self._nieuw["soort"]
        if oud == Soort.MELDING.value != nieuw:
            if not any(een is None or een["soort"] == Soort.MELDING.value for _, een in anderen):
                melding.aandacht = vul_aan(melding.aandacht, {Aandacht.ANDERS_GELEZEN})
            return
        if nieuw not in {oud, Soort.MELDING.value}:
            return
        veranderd = self._gronden(melding, anderen) + self._feiten(melding, anderen) + self._rol(melding, anderen)
        if self._wordt_dringend() and not melding.spoed:
            melding.spoed, melding.aandacht = True, vul_aan(melding.aandacht, {Aandacht.SPOED})
            veranderd += 1
        self._bewaar()
        if veranderd:
            melding.versie += 1
            self._sessie.add(
                VerloopRij(id=uuid4(), melding_id=melding.id, moment=moment, door=SYSTEEM, handeling=HERLEZEN)
            )

    def _wordt_dringend(self) -> bool:
        return bool(self._nieuw["spoed"] and not self._oud["spoed"])

    def _anderen(self, melding: MeldingRij) -> list[tuple[datetime, dict[str, Any] | None]]:
        """Give what was read in the other messages of a melding; None for one that can't be opened any more."""
        vraag = select(BerichtRij).where(BerichtRij.melding_id == melding.id, BerichtRij.id != self._bericht.id)
        gevonden: list[tuple[datetime, dict[str, Any] | None]] = []
        for rij in self._sessie.scalars(vraag):
            try:
                gevonden.append((rij.ontvangen, _lezing_van(self._opslag, rij)))
            except SleutelFout:
                gevonden.append((rij.ontvangen, None))
        return gevonden

    def _verschil(
        self, veld: str, anderen: Sequence[tuple[datetime, dict[str, Any] | None]], van_mensen: Collection[str]
    ) -> tuple[set[str], set[str]]:
        """Give which codes of a field to propose no longer, and which now; those a person spoke of are left out."""
        oud, nieuw = set(self._oud[veld]), set(self._nieuw[veld])
        ook: set[str] = set()
        for _, lezing in anderen:
            ook |= oud if lezing is None else set(lezing.get(veld, ()))
        return oud - nieuw - ook - set(van_mensen), nieuw - oud - set(van_mensen)

    def _gronden(self, melding: MeldingRij, anderen: Sequence[tuple[datetime, dict[str, Any] | None]]) -> int:
        weg, erbij = self._verschil("gronden", anderen, self._van_mensen(melding, GRONDEN))
        veranderd = 0
        for grond in weg | erbij:
            rij = self._sessie.get(MeldingGrondRij, (melding.id, grond))
            if rij is None and grond in erbij:
                self._sessie.add(MeldingGrondRij(melding_id=melding.id, grond=grond))
                veranderd += 1
            elif rij is not None and rij.bevestigd is None and grond in weg:
                self._sessie.delete(rij)
                veranderd += 1
        return veranderd

    def _feiten(self, melding: MeldingRij, anderen: Sequence[tuple[datetime, dict[str, Any] | None]]) -> int:
        weg, erbij = self._verschil("feiten", anderen, self._van_mensen(melding, FEITEN))
        veranderd = 0
        for feit in weg | erbij:
            rij = self._sessie.get(MeldingFeitRij, (melding.id, feit))
            if rij is None and feit in erbij:
                self._sessie.add(MeldingFeitRij(melding_id=melding.id, feit=feit))
                veranderd += 1
            elif rij is not None and feit in weg:
                self._sessie.delete(rij)
                veranderd += 1
        return veranderd

    def _rol(self, melding: MeldingRij, anderen: Sequence[tuple[datetime, dict[str, Any] | None]]) -> int:
        """Set the role anew where it came from this message: the first one that tells it."""
        eerder = [lezing for toen, lezing in anderen if toen < self._bericht.ontvangen]
        if any(lezing is None or lezing.get("rol") for lezing in eerder) or melding.rol != self._oud["rol"]:
            return 0
        melding.rol, was = self._nieuw["rol"], melding.rol
        return int(melding.rol != was)

    def _van_mensen(self, melding: MeldingRij, begin: str) -> set[str]:
        """Give the codes that a person judged, added or struck in this melding."""
        vraag = select(VerloopRij.naar).where(VerloopRij.melding_id == melding.id, VerloopRij.door != SYSTEEM)
        return {code for code in self._sessie.scalars(vraag.where(VerloopRij.handeling.startswith(begin))) if code}

    def _bewaar(self) -> None:
        uitleg = [v for v in self._oud["verklaringen"] if v["veld"] not in VELDEN]
        uitleg += [v for v in self._nieuw["verklaringen"] if v["veld"] in VELDEN]
        inhoud = self._oud | {veld: self._nieuw[veld] for veld in VELDEN} | {"verklaringen": uitleg}
        sleutel = self._opslag.kluis.open_sleutel(self._bericht.sleutel, "berichten", self._bericht.id)
        self._bericht.lezing_geheim = sleutel.versleutel("lezing", json.dumps(inhoud))
        self._bericht.soort = inhoud["soort"]


def _lezing_van(opslag: Opslag, bericht: BerichtRij) -> dict[str, Any]:
    """Give what was read in a message; nothing for one that was not read.

    Raises:
        SleutelFout: it was erased.
    """
    if bericht.lezing_geheim is None:
        return {"soort": None}
    sleutel = opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
    lezing: dict[str, Any] = json.loads(sleutel.ontsleutel("lezing", bericht.lezing_geheim))
    return lezing
