"""A house for tests: an intake over a real database with a reader that knows three words."""

import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from nachtleven.berichten import Bericht
from nachtleven.gesprek import laad_antwoordboek
from nachtleven.lezen.lezing import Feit, Hoe, Lezing, Rol, Soort, Tijdlezing, Woorden, ZaakScore
from nachtleven.ontvangst import Ontvangst
from nachtleven.opslag.motor import Opslag
from nachtleven.samenstelling import regels_van
from nachtleven.stad import laad_stad

CONFIG = Path(__file__).parent.parent / "config"
STAD = dataclasses.replace(laad_stad(CONFIG / "nachtleven.toml"))
BOEK = laad_antwoordboek(CONFIG)
VAN = "+32470000001"


class Woordlezer:
    """Reads "geweigerd" as a melding, "zaak…" as a venue, "inc" as an incident; breaks on "kapot"."""

    def __init__(self) -> None:
        self.kapot = False

    def lezer(self) -> "Woordlezer":
        return self

    def bereid(self, teksten: Sequence[str]) -> None:
        """Read one by one."""

    def lees(
        self,
        tekst: str,
        ontvangen: datetime,
        vorige_taal: str | None = None,
        *,
        gevraagd: bool = False,  # noqa: ARG002 - the protocol's signature
    ) -> Lezing:
        if "kapot" in tekst or self.kapot:
            raise RuntimeError("de lezer is stuk")
        woorden = tekst.lower().split()
        is_incident, geweigerd = "inc" in woorden, "geweigerd" in woorden
        soort = Soort.INCIDENT if is_incident else Soort.MELDING if geweigerd else Soort.VRAAG
        zaken = tuple(
            ZaakScore(w.upper(), 0.98, Hoe.NAAM, (Woorden(tekst.index(w), tekst.index(w) + len(w)),))
            for w in tekst.split()
            if w.lower().startswith("zaak")
        )
        marge = timedelta(hours=2)
        tijd = Tijdlezing(ontvangen, ontvangen - marge, ontvangen + timedelta(minutes=1), False, True, (), 0.9)  # noqa: FBT003 - a value
        return Lezing(
            taal=vorige_taal or "nl",
            soort=soort,
            rol=Rol.PORTIER if is_incident else Rol.SLACHTOFFER,
            zaken=zaken,
            tijd=tijd if geweigerd or is_incident else None,
            gronden=frozenset({"raciaal"} if "kleur" in woorden else ()),
            feiten=frozenset({Feit.GEWEIGERD} if geweigerd or is_incident else ()),
            kaartnummers=tuple(w for w in woorden if w.isdigit()),
            spoed=False,
            verklaringen=(),
        )


def maak_ontvangst(opslag: Opslag, klok: Callable[[], datetime], lezer: Woordlezer | None = None) -> Ontvangst:
    """Make an intake over this database."""
    return Ontvangst(opslag, STAD, lezer or Woordlezer(), (regels_van(STAD), BOEK), klok)


def maak_bericht(nummer: int, tekst: str, moment: datetime, van: str = VAN) -> Bericht:
    """Make a message as the gateway gives one."""
    return Bericht("twilio", f"SM{nummer:06d}", van, "8989", tekst, moment)
