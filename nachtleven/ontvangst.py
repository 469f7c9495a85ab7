"""The use case of the house: one message, kept, then understood, then answered.

The first commit keeps the message as it came, before anything is read. Whatever breaks after it leaves a kept message
that is taken up again; the sender then gets the plain confirmation, which names no kenmerk.
"""

import os
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from nachtleven.berichten import BALIE, Bericht
from nachtleven.fouten import Fout, OpslagFout
from nachtleven.gesprek import (
    Actie,
    Antwoordboek,
    Binnengekomen,
    Gespreksregels,
    Stand,
    Uitkomst,
    antwoord_kaal,
    beantwoord,
    bevestig_getypt,
    neem_getypt,
)
from nachtleven.kenmerken import maak_kenmerk
from nachtleven.koppelen import ANTWOORD_DREMPELS, GEWONE_DREMPELS, ZaakKoppeling, koppel_zaak
from nachtleven.lezen.deurwoorden import laad_deurwoorden
from nachtleven.lezen.lezing import Lezing
from nachtleven.lezen.logregel import laad_logwoorden
from nachtleven.opslag import (
    aankomst,
    berichten,
    gesprekken,
    incidenten,
    misbruik,
    oproepen,
    proeven,
    registers,
    toezicht,
)
from nachtleven.opslag.aankomst import ZONDER_VOORKENNIS, Bewaard, Bewaring, Voorkennis
from nachtleven.opslag.berichten import (
    DIRECT,
    PROEF,
    TE_LEZEN,
    UIT,
    VREEMD,
    Afronding,
    Antwoord,
    Gehouden,
    Houder,
)
from nachtleven.opslag.lezingvorm import schrijf_lezing
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.voorgeschiedenis import Voorstel, houd_vast, voorgeschiedenis
from nachtleven.proefbericht import lees_proefcode
from nachtleven.stad import Stad

log = structlog.get_logger()

LEASE = timedelta(seconds=12)
"""How long a process may take to understand one message before another may take it up."""
GEDULD = 9.0
"""Seconds that a repeated message waits for the answer to the first; the gateway gives up after fifteen."""
OVERNEMEN = 4.0
"""Seconds in which it may still take over from who died on it: two waits for the database fit in what is left."""


def procesnaam() -> str:
    """Name this process among all that work on the same database."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(3)}"


class Leest(Protocol):
    """What reads a text; `lezen.lezer.Lezer` is one."""

    def lees(
        self, tekst: str, ontvangen: datetime, vorige_taal: str | None = None, *, gevraagd: bool = False
    ) -> Lezing:
        """Read a text that came in at this moment from a sender who last wrote in this language.

        `gevraagd`: we asked this sender for a venue or a night.
        """
        ...


class Lezers(Protocol):
    """Where the reader of the moment comes from; `lezerbron.Lezerbron` is one."""

    def lezer(self) -> Leest:
        """Give the reader over the newest register."""
        ...


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A message with what was read in it and decided on its venue."""

    bericht: Bericht
    lezing: Lezing
    koppeling: ZaakKoppeling


Antwoordt = Callable[[Stand, Binnengekomen, Gespreksregels, Antwoordboek], Uitkomst]


def _kies_antwoord(bericht: Bericht) -> Antwoordt:
    """Give what decides on a message: what staff typed opens a melding, confirmed where it is addressed to us."""
    if bericht.poort != BALIE:
        return beantwoord
    return bevestig_getypt if bericht.naar else neem_getypt


def _te_kiezen_zaken(stand: Stand, koppeling: ZaakKoppeling) -> set[str]:
    """Give the venues that the conversation may name: those it offers, or offered before, to choose from."""
    return {zaak for melding in stand.meldingen for zaak in melding.kandidaten} | set(koppeling.kandidaten)


class Ontvangst:
    """Takes messages in, whichever way they come. `klok` gives the present moment, aware."""

    def __init__(
        self,
        opslag: Opslag,
        stad: Stad,
        lezers: Lezers,
        gesprek: tuple[Gespreksregels, Antwoordboek],
        klok: Callable[[], datetime],
    ) -> None:
        self._opslag, self._stad, self._lezers, self._klok = opslag, stad, lezers, klok
        self._regels, self._boek = gesprek
        self._logwoorden, self._deurwoorden = laad_logwoorden(stad.map), laad_deurwoorden(stad.map)
        self._naam = procesnaam()

    def neem_aan(self, bericht: Bericht) -> str | None:
        """Keep one message and give the text to answer it with now; None: nothing is said.

        The same message again gets the same answer, also while the first is still being understood.

        Raises:
            OpslagFout: it could not be kept; only then is anything lost on us.
        """
        begin = time.monotonic()
        rij, nieuw, bewaard = self._bewaar(bericht)
        if nieuw is None:
            return None
        if nieuw:
            return self._probeer(rij, bewaard)
        return self._wacht_op_antwoord(rij, begin)

    def neem_over(self, bericht: Bericht) -> tuple[UUID, bool]:
        """Take one message of an export in as if it came at its own moment; nothing is sent.

        Gives its row, and whether it was new; a known one is left as it is.
        """
        rij, nieuw, bewaard = self._bewaar(bericht)
        if nieuw:
            self._begrijp(rij, bewaard, wijze=PROEF, moment=bericht.ontvangen)
        return rij, bool(nieuw)

    def neem_op(self, bericht: Bericht) -> bool:
        """Take in a message that the gateway could not bring, as of its own moment; its answer goes through the outbox.

        False: it was there already.
        """
        rij, nieuw, _ = self._bewaar(bericht)
        if nieuw:
            self._begrijp_achteraf(rij)
        return nieuw is not False

    def neem_getypt(self, bericht: Bericht) -> UUID:
        """Take in what staff typed, and give its row; where it can't be read now, it is taken up again later."""
        rij, nieuw, _ = self._bewaar(bericht)
        if nieuw:
            self._begrijp_achteraf(rij)
        return rij

    def is_bekend(self, bericht: Bericht) -> bool:
        """Tell whether a message was kept before."""
        with self._opslag.lezen() as sessie:
            return berichten.zoek(sessie, bericht.poort, bericht.poort_id) is not None

    def neem_later_aan(self, bericht: Bericht) -> bool:
        """Take in a message that could not be kept when it came; its answer goes through the outbox. False: known.

        Raises:
            OpslagFout: it can't be kept now either.
        """
        rij, nieuw, _ = self._bewaar(bericht, Bewaring.KAAL)
        if nieuw:
            self.haal_in(rij)
        return bool(nieuw)

    def kale_bevestiging(self) -> str:
        """Give the plain confirmation, which names no kenmerk, in the city's language."""
        return self._kaal(None)

    def haal_in(self, rij: UUID) -> bool:
        """Take up a kept message that was not understood; its answer goes through the outbox. False: not ours now."""
        with self._opslag.schrijven() as sessie:
            if not berichten.pak(sessie, rij, self._houder(), hoogstens=self._stad.pogingen):
                return False
        self._begrijp_achteraf(rij)
        return True

    def _begrijp_achteraf(self, rij: UUID) -> None:
        """Understand a message that this process holds, whose sender waits for no answer; what breaks waits again."""
        try:
            self._begrijp(rij, None, wijze=UIT, moment=self._klok())
        except Exception:
            log.exception("bericht_niet_begrepen", bericht=str(rij))
            with self._opslag.schrijven() as sessie:
                berichten.laat_los(sessie, rij, self._klok(), hoogstens=self._stad.pogingen, kaal=True)

    def wachtende(self) -> list[UUID]:
        """Give the kept messages that wait for being understood, oldest first."""
        with self._opslag.schrijven() as sessie:
            return list(berichten.wachtende(sessie, self._klok(), hoogstens=self._stad.pogingen))

    def _begrijp(self, rij: UUID, bewaard: Bewaard | None, *, wijze: str, moment: datetime) -> str | None:
        """Read, link and answer a kept message; give what is said. Nothing is half-done: one transaction keeps it.

        `bewaard` is given where this process just kept it; else it is opened again.
        """
        bewaard = bewaard or self._open(rij)
        gelezen = self._lees(bewaard)
        bericht, lezing, afzender = gelezen.bericht, gelezen.lezing, bewaard.afzender
        with self._opslag.schrijven() as sessie:
            houd_vast(sessie, rij, afzender)
            kenmerk = maak_kenmerk(secrets.randbelow)
            voorstel = Voorstel(bericht.tekst, bericht.ontvangen, kenmerk)
            eerder = voorgeschiedenis(sessie, self._opslag, rij, afzender, voorstel)
            if eerder is None:
                return berichten.stand(sessie, self._opslag, rij).antwoord
            bericht_rij = eerder.bericht
            if eerder.kenmerk_bezet:
                kenmerk = gesprekken.vrij_kenmerk(sessie, lambda: maak_kenmerk(secrets.randbelow))
            binnen = Binnengekomen(
                tekst=bericht.tekst,
                ontvangen=bericht.ontvangen,
                moment=moment,
                lezing=lezing,
                koppeling=gelezen.koppeling,
                zaken=registers.zaken(sessie, _te_kiezen_zaken(eerder.stand, gelezen.koppeling)),
                kenmerk=kenmerk,
                lognummer=incidenten.nummer_van(rij),
            )
            uitkomst = _kies_antwoord(bericht)(eerder.stand, binnen, self._regels, self._boek)
            bijwerker = gesprekken.Bijwerker(sessie, self._opslag, self._stad.termijnen, eerder, moment)
            melding_rij = bijwerker.bewaar(bericht_rij, afzender, uitkomst, lezing)
            if melding_rij is not None:
                is_nieuw = melding_rij.kenmerk == kenmerk
                toezicht.houd_deur(sessie, melding_rij.id, self._deurwoorden.lees(bericht.tekst), is_nieuw=is_nieuw)
                if uitkomst.actie in (Actie.NIEUW, Actie.VOEG_TOE):
                    misbruik.merk_nieuwe_melders(sessie, melding_rij, self._stad.nieuwe_melders)
            self._incident(sessie, bericht_rij, gelezen, uitkomst)
            if lezing.spoed and wijze != PROEF:
                onderwerp = binnen.lognummer if uitkomst.actie is Actie.INCIDENT else uitkomst.kenmerk or ""
                oproepen.roep_op(sessie, self._stad.wacht, bericht_rij, onderwerp, moment)
            antwoord = Antwoord(uitkomst.soort.value, uitkomst.taal, wijze, uitkomst.antwoord)
            afronding = Afronding(schrijf_lezing(lezing), lezing.soort.value, lezing.taal, antwoord, moment)
            berichten.rond_af(sessie, self._opslag, bericht_rij, afronding)
            if uitkomst.actie is Actie.TREK_IN:
                bijwerker.laat_meegaan(bericht_rij, alle=uitkomst.wis_alles)
        return uitkomst.antwoord

    def _open(self, rij: UUID) -> Bewaard:
        with self._opslag.lezen() as sessie:
            return aankomst.open_bewaard(sessie, self._opslag, rij)

    def _voorkennis(self, bewaard: Bewaard) -> Voorkennis:
        if not bewaard.schreef_eerder:
            return ZONDER_VOORKENNIS
        sinds = bewaard.bericht.ontvangen - timedelta(days=self._stad.termijnen.toevoeg_dagen)
        with self._opslag.lezen() as sessie:
            return aankomst.voorkennis(sessie, bewaard.afzender, sinds)

    def _lees(self, bewaard: Bewaard) -> Gelezen:
        """Read and link a kept message, in the light of what we asked its sender."""
        bericht, kennis = bewaard.bericht, self._voorkennis(bewaard)
        lezing = self._lezers.lezer().lees(bericht.tekst, bericht.ontvangen, kennis.taal, gevraagd=kennis.gevraagd)
        drempels = ANTWOORD_DREMPELS if kennis.gevraagd and not lezing.feiten else GEWONE_DREMPELS
        return Gelezen(bericht, lezing, koppel_zaak(lezing, drempels))

    def _bewaar(self, bericht: Bericht, hoe: Bewaring = Bewaring.GEHOUDEN) -> tuple[UUID, bool | None, Bewaard | None]:
        """Keep it; give its row, whether it is new, and itself where it was kept now.

        None in the place of whether it is new: it gets no answer, for it is not for us, or a probe.
        """
        vreemd = bool(bericht.naar) and bericht.naar not in self._stad.nummer.eigen
        code = lees_proefcode(bericht.tekst)
        try:
            with self._opslag.schrijven() as sessie:
                vreemd = (code is not None and proeven.is_terug(sessie, code, self._klok())) or vreemd
                hoe = Bewaring.VREEMD if vreemd else hoe
                bewaard = aankomst.bewaar(sessie, self._opslag, bericht, self._houder(), hoe)
        except IntegrityError:
            with self._opslag.lezen() as sessie:
                bekend = berichten.zoek(sessie, bericht.poort, bericht.poort_id)
                if bekend is None:
                    raise
                staat = berichten.stand(sessie, self._opslag, bekend).staat
            return bekend, None if staat == VREEMD else False, None
        return bewaard.id, None if vreemd else True, bewaard

    def _probeer(self, rij: UUID, bewaard: Bewaard | None) -> str | None:
        """Understand a message that this process holds; the door: whatever breaks, it was kept and is confirmed."""
        try:
            return self._begrijp(rij, bewaard, wijze=DIRECT, moment=self._klok())
        except OpslagFout:
            # it stays ours until the lease ends: letting go is a third wait for the database, and the gateway's last
            log.warning("bericht_bewaard_opslag_weg", bericht=str(rij))
            return self._kaal(None)
        except Exception:
            log.exception("bericht_bewaard_niet_begrepen", bericht=str(rij))
        try:
            with self._opslag.schrijven() as sessie:
                berichten.laat_los(sessie, rij, self._klok(), hoogstens=self._stad.pogingen, kaal=True)
        except Fout:
            log.warning("bericht_niet_losgelaten", bericht=str(rij))
        return self._kaal(None)

    def _wacht_op_antwoord(self, rij: UUID, begin: float) -> str | None:
        tot, overnemen_tot = begin + GEDULD, begin + OVERNEMEN
        pauze = 0.01
        while True:
            with self._opslag.lezen() as sessie:
                stand = berichten.stand(sessie, self._opslag, rij)
            if stand.wijze in (DIRECT, berichten.GEEN, PROEF) and not stand.kaal:
                self._opslag.zeker()
                return stand.antwoord
            if stand.kaal or stand.wijze is not None or stand.staat != TE_LEZEN or time.monotonic() > tot:
                return self._kaal(stand.taal)
            vrij = stand.lease_tot is None or stand.lease_tot < self._klok()
            if vrij and time.monotonic() < overnemen_tot:
                with self._opslag.schrijven() as sessie:
                    van_ons = berichten.pak(sessie, rij, self._houder(), hoogstens=self._stad.pogingen)
                if van_ons:
                    return self._probeer(rij, None)
            time.sleep(pauze)
            pauze = min(pauze * 1.5, 0.2)

    def _kaal(self, taal: str | None) -> str:
        return antwoord_kaal(taal or self._stad.taal, self._boek)

    def _incident(self, sessie: Session, bericht_rij: Gehouden, gelezen: Gelezen, uitkomst: Uitkomst) -> None:
        if uitkomst.actie is not Actie.INCIDENT:
            return
        tekst = gelezen.bericht.tekst
        lijn = incidenten.NieuweLijn(
            zaak_id=uitkomst.zaak,
            tekst=tekst,
            lezing=gelezen.lezing,
            reden=self._logwoorden.reden(tekst),
            aantal=self._logwoorden.hoeveel(tekst),
            geverifieerd=uitkomst.geverifieerd,
            gelogd=gelezen.bericht.ontvangen,
            bekend=self._klok(),
        )
        incidenten.schrijf(sessie, self._opslag, bericht_rij, lijn)

    def _houder(self) -> Houder:
        nu = self._klok()
        return Houder(self._naam, nu, nu + LEASE)
