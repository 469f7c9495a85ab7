"""Looking outside: the account at Twilio and where it brings our texts, our public address, the mail server."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

import requests

from nachtleven.fouten import PoortFout
from nachtleven.instellingen import Instellingen
from nachtleven.keuringen.machine import keur_klok
from nachtleven.keuringen.waarden import Keurpunt, fout, goed, let_op, niet_gezien
from nachtleven.poorten.twilio import Twiliopoort
from nachtleven.poorten.waarden import Webhookadres
from nachtleven.post import probeer_mail
from nachtleven.stad import Stad
from nachtleven.telefoonnummers import normaliseer

_TIJD_S = 5.0
_GEEN_TOEGANG = 401
_HIER = frozenset({"localhost", "127.0.0.1", "::1"})


def keur_twilio(zet: Instellingen, stad: Stad, klok: Callable[[], datetime]) -> Iterator[Keurpunt]:
    """Log in at Twilio with each token by itself, then look where it brings the texts for our numbers."""
    adressen: Sequence[Webhookadres] | None = None
    for plaats, token in enumerate(zet.twilio_tokens, 1):
        naam = f"twilio token {plaats} van {len(zet.twilio_tokens)}"
        poort = Twiliopoort(zet.twilio_account, (token,), stad.nummer.afzender, zet.twilio_api)
        try:
            adressen = poort.webhookadressen()
        except PoortFout as geweigerd:
            yield _geweigerd(naam, geweigerd)
        else:
            yield goed(naam, "aangemeld")
            yield keur_klok(klok(), poort.moment, "twilio")
    if adressen is None:
        yield niet_gezien("webhook", "Twilio liet niemand binnen")
    else:
        yield from keur_webhooks(adressen, stad.nummer.eigen, zet.publiek_adres)


def _geweigerd(naam: str, waarom: PoortFout) -> Keurpunt:
    if waarom.status == _GEEN_TOEGANG:
        return fout(
            naam, "Twilio weigert dit token",
            "kijk in de console (Account > API keys & tokens) en zet account en token in NACHTLEVEN_TWILIO_ACCOUNT_SID "
            "en NACHTLEVEN_TWILIO_AUTH_TOKEN; een token dat ingetrokken is, mag weg",
        )  # fmt: skip
    gezien = f"{waarom.reden} (status {waarom.status or 'geen'}, code {waarom.code or 'geen'})"
    return fout(naam, gezien, "kijk of deze machine api.twilio.com op poort 443 bereikt, en op status.twilio.com")


def keur_webhooks(adressen: Sequence[Webhookadres], eigen: frozenset[str], publiek: str) -> Iterator[Keurpunt]:
    """Look, for each number of ours that the account has, whether its texts are brought to our webhook."""
    verwacht = f"{publiek}/sms"
    onze = {normaliseer(nummer) for nummer in eigen}
    van_ons = [een for een in adressen if normaliseer(een.nummer) in onze]
    if not van_ons:
        yield fout(
            "webhook", "de account heeft geen enkel nummer van nummer.eigen_nummers",
            "kijk of het de juiste account is, en of de nummers in nachtleven.toml staan zoals in de console",
        )  # fmt: skip
    for een in van_ons:
        naam = f"webhook {een.nummer}"
        if een.adres.rstrip("/") == verwacht:
            yield goed(naam, een.adres)
        else:
            yield fout(
                naam, een.adres or "geen adres, of een dienst of applicatie die ervoor gaat",
                f"zet in de console bij dit nummer 'A message comes in' op Webhook, {verwacht}, HTTP POST",
            )  # fmt: skip


def keur_publiek_adres(adres: str) -> Keurpunt:
    """Look whether our own public address answers, with a certificate that is trusted."""
    naam, delen = "publiek adres", urlsplit(adres)
    if delen.scheme != "https" and delen.hostname not in _HIER:
        return fout(
            naam,
            f"{adres} is zonder TLS",
            "zet NACHTLEVEN_PUBLIC_URL op https://…, met de proxy van deploy/nginx ervoor",
        )
    try:
        antwoord = requests.get(f"{adres}/healthz", timeout=_TIJD_S, allow_redirects=False)
    except requests.exceptions.SSLError:
        return fout(naam, "het certificaat wordt niet vertrouwd", "vernieuw het certificaat van de proxy")
    except requests.RequestException as weg:
        return let_op(
            naam, f"van hieruit niet te bereiken ({type(weg).__name__})",
            f"open {adres}/healthz van buiten het netwerk; antwoordt dat niet, kijk dan naar proxy, firewall en serve",
        )  # fmt: skip
    if antwoord.ok and antwoord.text.strip() == "ok":
        return goed(naam, f"{adres} antwoordt")
    return fout(naam, f"/healthz gaf {antwoord.status_code}", "kijk of de proxy naar serve wijst en of serve loopt")


def keur_mail(zet: Instellingen, stad: Stad) -> Keurpunt:
    """Look whether the mail server lets us in; nothing is sent."""
    if not zet.smtp:
        lezers = bool(stad.wacht.mails or stad.auditmail)
        doe = "zet NACHTLEVEN_SMTP_URL, anders wordt wie van wacht is niet per mail opgeroepen"
        return fout("mail", "geen mailserver, wel lezers", doe) if lezers else let_op("mail", "geen mailserver", doe)
    try:
        probeer_mail(zet.smtp)
    except PoortFout as geweigerd:
        return fout("mail", geweigerd.reden, "kijk naam, poort, gebruiker en wachtwoord van NACHTLEVEN_SMTP_URL na")
    return goed("mail", "de mailserver laat ons binnen")
