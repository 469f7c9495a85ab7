"""Sending what waits: one row claimed, sent and noted, once though the sender dies between the call and the commit.

A row that was taken before is first looked for at the gateway; the receipts, whose address names row and try, tell the
same. Mail has no list to look in: a call by mail whose sender died goes out again, under the same Message-ID.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from nachtleven.fouten import PoortFout
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.nacht import lokaal
from nachtleven.opslag import oproepen, uitpost, zendingen
from nachtleven.opslag.berichten import Houder
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.oproepen import Oproep
from nachtleven.opslag.postrij import Postrij
from nachtleven.opslag.tabellen import UitpostRij
from nachtleven.opslag.zendingen import Zending
from nachtleven.poorten.waarden import AFGEMELD, HERKANSBAAR, Smspoort, Uitgaand, Verstuurd
from nachtleven.post import Mail, verstuur_mail
from nachtleven.stad import Stad

log = structlog.get_logger()

LEASE = timedelta(seconds=120)
"""How long one row may take: looking through a list and sending, each with the gateway's own time limit."""
_SPELING = timedelta(minutes=5)
"""How much the gateway's clock may differ from ours."""


@dataclass(frozen=True, slots=True)
class Uitgang:
    """By which ways texts go out. `adres`: our public address, `mailserver`: where mail goes; empty: there is none."""

    poort: Smspoort
    adres: str
    mailserver: str


class Verzender:
    """Sends the rows of the outbox, and the calls to who is on call. `naam` holds the claims."""

    def __init__(self, opslag: Opslag, stad: Stad, uitgang: Uitgang, klok: Callable[[], datetime], naam: str) -> None:
        self._opslag, self._stad, self._uitgang, self._klok, self._naam = opslag, stad, uitgang, klok, naam

    def verstuur(self, soort: type[Postrij], rij: UUID) -> bool:
        """Send one row and note what became of it; False: another had it, it may not go, or it did not go."""
        houder = self._houder()
        with self._opslag.schrijven() as sessie:
            poging = uitpost.pak(sessie, soort, rij, houder)
            if poging is None:
                return False
            post = self._open(sessie, soort, rij)
            if post is None:
                uitpost.stop(sessie, soort, rij, None, houder)
                return False
        try:
            wat = self._mail(post) if isinstance(post, Mail) else self._sms(post, rij, poging)
        except PoortFout as fout:
            self._mislukt(soort, rij, post, fout)
            return False
        with self._opslag.schrijven() as sessie:
            uitpost.noteer(sessie, soort, rij, wat, self._houder())
        log.info("verstuurd", rij=str(rij), staat=wat.staat, poging=poging)
        return True

    def _open(self, sessie: Session, soort: type[Postrij], rij: UUID) -> Zending | Mail | None:
        """Give what a row sends; None where it may not go any more."""
        if soort is UitpostRij:
            return zendingen.open_antwoord(sessie, self._opslag, rij)
        oproep, wacht = oproepen.open_oproep(sessie, rij), self._stad.wacht
        tekst = oproeptekst(oproep, self._uitgang.adres)
        if oproep.wijze == oproepen.MAIL:
            kop = f"Spoed bij {self._stad.nummer.kort} {oproep.onderwerp}".strip()
            return Mail(self._stad.nummer.mail, wacht.mails, kop, tekst, str(oproep.id)) if wacht.mails else None
        is_er = oproep.plaats < len(wacht.nummers)
        return Zending(wacht.nummers[oproep.plaats], tekst, oproep.gemaakt) if is_er else None

    def _mail(self, mail: Mail) -> Verstuurd:
        if not self._uitgang.mailserver:
            raise PoortFout("er is geen NACHTLEVEN_SMTP_URL", opnieuw=False)
        verstuur_mail(self._uitgang.mailserver, mail)
        return Verstuurd(mail.kenmerk, uitpost.VERSTUURD)

    def _sms(self, zending: Zending, rij: UUID, poging: int) -> Verstuurd:
        gevonden = self._al_verstuurd(zending) if poging > 1 else None
        adres = self._uitgang.adres
        bewijs = f"{adres}/sms/status?rij={rij}&poging={poging}" if adres else ""
        return gevonden or self._uitgang.poort.verstuur(Uitgaand(zending.naar, zending.tekst, bewijs))

    def _al_verstuurd(self, zending: Zending) -> Verstuurd | None:
        """Look for a text whose sender died before it could note it.

        One that another row has is that row's. One that was not delivered, for a cause that passes, may be sent again.
        """
        try:
            lijst = self._uitgang.poort.verstuurd_sinds(zending.naar, zending.tekst, zending.sinds - _SPELING)
        except PoortFout as fout:
            raise PoortFout(fout.reden, status=fout.status, code=fout.code, opnieuw=True) from fout
        with self._opslag.lezen() as sessie:
            bekend = uitpost.bekende_ids(sessie, [een.poort_id for een in lijst])
        vrij = (een for een in lijst if een.poort_id not in bekend)
        return next((een for een in vrij if een.staat != uitpost.MISLUKT or een.code not in HERKANSBAAR), None)

    def _mislukt(self, soort: type[Postrij], rij: UUID, post: Zending | Mail, fout: PoortFout) -> None:
        houder = self._houder()
        with self._opslag.schrijven() as sessie:
            if fout.code == AFGEMELD and isinstance(post, Zending):
                zendingen.meld_af(sessie, self._opslag, post.naar, houder.moment)
                uitpost.stop(sessie, soort, rij, fout.code, houder)
            elif fout.opnieuw:
                uitpost.stel_uit(sessie, soort, rij, fout.code, houder)
            else:
                uitpost.geef_op(sessie, soort, rij, fout.code, houder)
        log.warning("niet_verstuurd", rij=str(rij), reden=fout.reden, status=fout.status, code=fout.code)

    def _houder(self) -> Houder:
        nu = self._klok()
        return Houder(self._naam, nu, nu + LEASE)


def oproeptekst(oproep: Oproep, adres: str) -> str:
    """Write what who is on call reads: the reference, the hour and where to look; never the text or the number."""
    waarover = f"{oproep.onderwerp}" if oproep.onderwerp else "een bericht zonder melding"
    is_melding = lees_kenmerk(oproep.onderwerp) is not None
    pad = f"/meldingen/{oproep.onderwerp}" if is_melding else "/vandaag"
    waar = f" Bekijk: {adres}{pad}" if adres else ""
    return f"Spoed: {waarover}, {lokaal(oproep.ontvangen):%H:%M}.{waar}"
