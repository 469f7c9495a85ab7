"""The settings as they stand, for a screen: no secret's value, and for each where it comes from."""

import re
from pathlib import Path

from nachtleven.instellingen import LIJST, Instellingen
from nachtleven.web.beheerwaarden import Instellingstand

_TOONBAAR = frozenset({"CONFIG", "DATA", "PUBLIC_URL", "TWILIO_ACCOUNT_SID", "TWILIO_API_URL", "PROXY_COUNT"})
"""Settings that are no secret and hold none."""

_TABEL = re.compile(r"^\[(?P<naam>[\w.]+)\]\s*(?:#\s*(?P<uitleg>.*))?$")
_REGEL = re.compile(r"^(?P<naam>[\w-]+)\s*=\s*(?P<waarde>\"[^\"]*\"|\[[^\]]*\]|[^#]*?)\s*(?:#\s*(?P<uitleg>.*))?$")


def toon_omgeving(instellingen: Instellingen) -> tuple[Instellingstand, ...]:
    """Give every setting of the environment; `bron`: omgeving, bestand, or empty where it is not set."""
    waarden = {
        "CONFIG": str(instellingen.config),
        "DATA": str(instellingen.data),
        "PUBLIC_URL": instellingen.publiek_adres,
        "TWILIO_ACCOUNT_SID": instellingen.twilio_account,
        "TWILIO_API_URL": instellingen.twilio_api,
        "PROXY_COUNT": str(instellingen.aantal_proxies),
    }
    return tuple(
        Instellingstand(
            f"NACHTLEVEN_{i.naam}",
            waarden.get(i.naam, "") if i.naam in _TOONBAAR else "",
            instellingen.bronnen.get(i.naam, ""),
            i.uitleg,
        )
        for i in LIJST
    )


def toon_stad(bestand: Path) -> tuple[Instellingstand, ...]:
    """Give every line of the city's file that sets something; `bron`: its file and line, `uitleg`: what stands behind.

    A value over more than one line is shown by its first.
    """
    tabel, gevonden = "", []
    for nummer, lijn in enumerate(bestand.read_text(encoding="utf-8").splitlines(), start=1):
        if kop := _TABEL.match(lijn.strip()):
            tabel = kop["naam"]
        elif (regel := _REGEL.match(lijn.strip())) and tabel:
            gevonden.append(
                Instellingstand(
                    f"{tabel}.{regel['naam']}",
                    regel["waarde"].strip('"'),
                    f"{bestand.name}:{nummer}",
                    regel["uitleg"] or "",
                )
            )
    return tuple(gevonden)
