"""A gateway's export taken in: the same intake as the webhook, each message as if it arrived at its own moment."""

from collections.abc import Iterable, Iterator
from typing import Any

from nachtleven.berichten import Bericht
from nachtleven.opslag import berichten
from nachtleven.regels import lees_regels, moment, tekst
from nachtleven.samenstelling import Onderdelen
from nachtleven.sms import POORT


def lees_uitvoer(bestand: str, lijnen: Iterable[str], naar: str) -> list[Bericht]:
    """Read the lines of an export: id, van, ontvangen, tekst; given by the moment of receipt.

    Raises:
        InvoerFout: with every bad line.
    """

    def maak(ruw: dict[str, Any]) -> Bericht:
        kenmerk, van = tekst(ruw, "id").strip(), tekst(ruw, "van").strip()
        for veld, waarde in (("id", kenmerk), ("van", van)):
            if not waarde or len(waarde) > 200:
                raise ValueError(f"{veld}: leeg of langer dan 200 tekens")
        return Bericht(POORT, kenmerk, van, naar, tekst(ruw, "tekst"), moment(ruw, "ontvangen"))

    gelezen = lees_regels(bestand, lijnen, maak)
    return sorted(gelezen, key=lambda b: (b.ontvangen, b.poort_id))


def neem_over(delen: Onderdelen, lijst: Iterable[Bericht]) -> Iterator[dict[str, Any] | None]:
    """Take the messages in, in the order given; give for each its melding and answers, None for a known one."""
    for bericht in lijst:
        rij, nieuw = delen.ontvangst.neem_over(bericht)
        if not nieuw:
            yield None
            continue
        with delen.opslag.lezen() as sessie:
            kenmerk = berichten.kenmerk_van(sessie, rij)
            antwoord = berichten.stand(sessie, delen.opslag, rij).antwoord
        yield {"id": bericht.poort_id, "melding": kenmerk, "antwoorden": [antwoord] if antwoord else []}
