"""The desk put together: what the screens need for following up, over the database and the intake."""

import secrets

from nachtleven.balie import Balie
from nachtleven.kenmerken import maak_kenmerk
from nachtleven.opslag.dossierbladen import Dossierbron
from nachtleven.opslag.dossiers import Dossieropslag
from nachtleven.opslag.gesprekken import vrij_kenmerk
from nachtleven.opslag.maatregelen import Maatregelopslag
from nachtleven.opslag.opvolging import Opvolgopslag
from nachtleven.opslag.samenvoeging import Samenvoeging
from nachtleven.opslag.verwijzingen import Verwijsopslag
from nachtleven.opslag.zaakbladen import Zaakbron
from nachtleven.opslag.zoeken import Zoekbron
from nachtleven.register.zaken import Zaak
from nachtleven.samenstelling import Onderdelen
from nachtleven.stickers import maak_pdf, sticker_van
from nachtleven.web.bureau import Bureau


def maak_bureau(delen: Onderdelen) -> Bureau:
    """Make the desk over the parts of this process."""
    opslag, stad = delen.opslag, delen.stad

    def nieuw_kenmerk() -> str:
        with opslag.lezen() as sessie:
            return vrij_kenmerk(sessie, lambda: maak_kenmerk(secrets.randbelow))

    def sticker(zaak: Zaak) -> bytes:
        return maak_pdf(sticker_van(zaak, stad.nummer))

    return Bureau(
        opvolging=Opvolgopslag(opslag, stad.termijnen),
        verwijzen=Verwijsopslag(opslag, stad.dienst),
        samenvoegen=Samenvoeging(opslag, stad.termijnen),
        dossierwerk=Dossieropslag(opslag, stad.termijnen),
        dossiers=Dossierbron(opslag),
        maatregelen=Maatregelopslag(opslag),
        zaken=Zaakbron(opslag, stad.drempel),
        zoeker=Zoekbron(opslag),
        loket=Balie(opslag, delen.ontvangst, stad.nummer.kort, delen.klok),
        nieuw_kenmerk=nieuw_kenmerk,
        sticker=sticker,
    )
