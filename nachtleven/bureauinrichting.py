"""The desk put together: what the screens need for following up, over the database and the intake."""

import secrets
from collections.abc import Callable
from datetime import datetime

from nachtleven.balie import Balie
from nachtleven.bijlagen import Bijlagekast, Haalt, geen_media
from nachtleven.kenmerken import maak_kenmerk
from nachtleven.ontvangst import Ontvangst
from nachtleven.opslag.dossierbladen import Dossierbron
from nachtleven.opslag.dossiers import Dossieropslag
from nachtleven.opslag.gesprekken import vrij_kenmerk
from nachtleven.opslag.losseberichten import Losopslag
from nachtleven.opslag.maatregelen import Maatregelopslag
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolging import Opvolgopslag
from nachtleven.opslag.samenvoeging import Samenvoeging
from nachtleven.opslag.stickervellen import Stickeropslag
from nachtleven.opslag.verwijzingen import Verwijsopslag
from nachtleven.opslag.zaakbladen import Zaakbron
from nachtleven.opslag.zoeken import Zoekbron
from nachtleven.poorten.media import Mediapoort
from nachtleven.register.zaken import Zaak
from nachtleven.samenstelling import Onderdelen
from nachtleven.stad import Stad
from nachtleven.stickers import maak_pdf, sticker_van
from nachtleven.web.bureau import Bureau


def maak_bureau(delen: Onderdelen) -> Bureau:
    """Make the desk over the parts of this process."""
    zet = delen.instellingen
    haal = (
        Mediapoort(zet.twilio_account, zet.twilio_tokens[0], zet.twilio_api).haal if zet.twilio_tokens else geen_media
    )
    return maak_bureau_over(delen.opslag, delen.stad, delen.ontvangst, delen.klok, haal)


def maak_bureau_over(
    opslag: Opslag, stad: Stad, ontvangst: Ontvangst, klok: Callable[[], datetime], haal: Haalt = geen_media
) -> Bureau:
    """Make the desk over a database, a city and an intake. `klok` gives the present moment; `haal` an attachment."""

    def nieuw_kenmerk() -> str:
        with opslag.lezen() as sessie:
            return vrij_kenmerk(sessie, lambda: maak_kenmerk(secrets.randbelow))

    def sticker(zaak: Zaak) -> bytes:
        return maak_pdf([sticker_van(zaak, stad.nummer)])

    return Bureau(
        opvolging=Opvolgopslag(opslag, stad.termijnen),
        verwijzen=Verwijsopslag(opslag, stad.dienst),
        samenvoegen=Samenvoeging(opslag, stad.termijnen),
        dossierwerk=Dossieropslag(opslag, stad.termijnen),
        dossiers=Dossierbron(opslag),
        maatregelen=Maatregelopslag(opslag),
        zaken=Zaakbron(opslag, stad.drempel),
        stickers=Stickeropslag(opslag),
        zoeker=Zoekbron(opslag),
        loket=Balie(opslag, ontvangst, stad.nummer.kort, klok),
        bijlagen=Bijlagekast(opslag, haal),
        losse=Losopslag(opslag, stad.termijnen),
        nieuw_kenmerk=nieuw_kenmerk,
        sticker=sticker,
    )
