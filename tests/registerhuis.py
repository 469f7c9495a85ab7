"""Registers for tests: venues, cards, shifts and log lines put straight into a database as an import does."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from nachtleven.aanname import Aanname
from nachtleven.instellingen import Voor, laad, nieuwe_sleutel
from nachtleven.opslag.invoer import Herkomst, Invoer
from nachtleven.opslag.motor import Opslag
from nachtleven.register.portiers import Inzet, Kaart, Statuut, Vergunning
from nachtleven.register.zaken import Zaak
from nachtleven.samenstelling import Onderdelen
from nachtleven.spoel import Spoel
from tests.proefhuis import BOEK, STAD, Woordlezer, maak_ontvangst

BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)
AURORA = Zaak("AURORA", "Aurora", (), "Vlasmarkt", "1", "9000", "Gent", "", None, portier=True, camera=True)
NOVA = Zaak("NOVA", "Nova", (), "Oudburg", "2", "9000", "Gent", "", None, portier=True)
STIL = Zaak("STIL", "Stil", (), "Sluis", "3", "9000", "Gent", "", None, portier=False)
KAART = Kaart(
    "104 233", "Ada Voorbeeld", Vergunning("Wacht bv", "V1"), Statuut.VERGUNDE_ONDERNEMING,
    date(2024, 1, 1), date(2028, 12, 31),
)  # fmt: skip
INZET = Inzet("104233", "AURORA", datetime(2026, 3, 6, 21, tzinfo=UTC), datetime(2026, 3, 7, 4, tzinfo=UTC))


def voer(opslag: Opslag, soort: str, waarden: Sequence[object], moment: datetime = BEGIN) -> None:
    """Import these values as a file would."""
    with opslag.schrijven() as sessie:
        Invoer(sessie, opslag, soort).voer_in(waarden, Herkomst(f"{soort}.csv", "0" * 64, "proef", moment))


def maak_delen(opslag: Opslag, klok: Any, data: Path) -> Onderdelen:  # noqa: ANN401 - the tests' clock
    """Put the parts of a house together over this database, with a reader that knows three words."""
    sleutels = {f"NACHTLEVEN_{n}": nieuwe_sleutel() for n in ("ENCRYPTION_KEYS", "PSEUDONYM_KEY")}
    zet = laad({**sleutels, "NACHTLEVEN_DATA": str(data)}, Voor.OPSLAG)
    lezer = Woordlezer()
    ontvangst = maak_ontvangst(opslag, klok, lezer)
    aanname = Aanname(ontvangst, Spoel(data / "spoel", opslag.kluis))
    return Onderdelen(zet, STAD, opslag, lezer, lezer, BOEK, ontvangst, aanname, klok)  # type: ignore[arg-type]  # a fake reader
