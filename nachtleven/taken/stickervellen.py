"""Making the stickers that were asked for many venues at once: each PDF once among all processes."""

from functools import partial
from uuid import UUID

from nachtleven.opslag import stickervellen, wachtrij, werk
from nachtleven.opslag.werk import Eis
from nachtleven.samenstelling import Onderdelen
from nachtleven.stickers import maak_pdf, sticker_van
from nachtleven.taken.werkplaats import Werkplaats, Werksoort

EIS = "stickervel"
"""The kind of the claims on them."""


def _wachtende(plaats: Werkplaats) -> list[str]:
    nu = plaats.delen.klok()
    with plaats.delen.opslag.lezen() as sessie:
        return werk.vrije(sessie, EIS, [str(id_) for id_ in stickervellen.te_maken(sessie, nu)], nu)


def _maak_een(plaats: Werkplaats, sleutel: str) -> bool:
    return plaats.met_eis(EIS, sleutel, partial(_maak, plaats.delen, UUID(sleutel)))


def _maak(delen: Onderdelen, id_: UUID, eis: Eis) -> bool:
    with delen.opslag.lezen() as sessie:
        zaken = stickervellen.zaken_van(sessie, id_)
    if not zaken:
        return False
    pdf = maak_pdf([sticker_van(zaak, delen.stad.nummer) for zaak in zaken])
    with delen.opslag.schrijven() as sessie:
        if not werk.rond_af(sessie, eis, delen.klok()):
            return False
        stickervellen.bewaar(sessie, id_, pdf, delen.klok())
    return True


STICKERVELLEN = Werksoort(wachtrij.STICKERVEL, 3, _wachtende, _maak_een)
