"""An attachment of a message: noted, and fetched when onthaal asks for it."""

import re
from dataclasses import replace

from nachtleven.bijlagen import Bijlagekast
from nachtleven.fouten import PoortFout
from nachtleven.poorten.media import Media
from tests.bureau.conftest import Plaats
from tests.proefhuis import maak_bericht


def _met_bijlagen(plaats: Plaats) -> tuple[str, str]:
    """Let a text with two attachments come in; give its melding's page and the path of the second."""
    bericht = maak_bericht(900, "geweigerd zaakA", plaats.klok())
    plaats.ontvangst.neem_aan(replace(bericht, bijlagen=("https://api.twilio.com/1", "https://api.twilio.com/2")))
    lijst = re.search(r"/meldingen/[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]", plaats.zie("/meldingen"))
    assert lijst is not None
    tweede = re.search(rf"{lijst.group()}/bericht/[0-9a-f-]+/bijlage/2", plaats.zie(lijst.group()))
    assert tweede is not None
    return lijst.group(), tweede.group()


def test_an_attachment_is_noted_and_nothing_is_fetched_until_somebody_asks(plaats: Plaats) -> None:
    gevraagd: list[str] = []

    def haal(adres: str) -> Media:
        gevraagd.append(adres)
        return Media("image/png", b"\x89PNG")

    object.__setattr__(plaats.bureau, "bijlagen", Bijlagekast(plaats.opslag, haal))
    blad, pad = _met_bijlagen(plaats)
    assert "2 bijlagen" in plaats.zie(blad)
    assert gevraagd == []
    antwoord = plaats.als("onthaal").post(pad)
    assert (antwoord.data, gevraagd) == (b"\x89PNG", ["https://api.twilio.com/2"])
    assert antwoord.headers["Content-Disposition"].startswith("attachment")
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in antwoord.headers["Content-Security-Policy"]
    assert ("bijlage_gevraagd", "bericht") in [(r.handeling, r.soort) for r in plaats.audit.regels]


def test_what_the_gateway_does_not_give_is_said_on_the_page(plaats: Plaats) -> None:
    def haal(_adres: str) -> Media:
        raise PoortFout("de bijlage is groter dan 10 MB", opnieuw=False)

    object.__setattr__(plaats.bureau, "bijlagen", Bijlagekast(plaats.opslag, haal))
    antwoord = plaats.als("onthaal").post(_met_bijlagen(plaats)[1])
    assert antwoord.status_code == 502
    assert "groter dan 10 MB" in antwoord.text


def test_an_attachment_that_is_not_there_or_of_another_melding_is_404(plaats: Plaats) -> None:
    blad, pad = _met_bijlagen(plaats)
    ander = plaats.meld("geweigerd zaakB", van="+32470000009")
    onthaal = plaats.als("onthaal")
    assert onthaal.post(f"{pad[:-1]}3").status_code == 404
    assert onthaal.post(f"{pad[:-1]}0").status_code == 404
    assert onthaal.post(pad.replace(blad, f"/meldingen/{ander}")).status_code == 404


def test_only_onthaal_fetches(plaats: Plaats) -> None:
    pad = _met_bijlagen(plaats)[1]
    for rol in ("economie", "preventie", "politie", "beheer"):
        assert plaats.als(rol).post(pad).status_code == 403
