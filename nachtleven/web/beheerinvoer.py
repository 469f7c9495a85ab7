"""Every register taken in by the administrator, with a preview of what changes before it is kept."""

from flask import Blueprint

from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.invoerwerk import Invoerkamer
from nachtleven.web.rechten import voor
from nachtleven.web.woordenboek import N_

blauwdruk = Blueprint("beheerinvoer", __name__)

_KAMER = Invoerkamer(
    "beheerinvoer",
    {
        "zaken": N_("Zaken (het register van de horecazaken)"),
        "portiers": N_("Portiers (de identificatiekaarten)"),
        "inzet": N_("Inzet (het bewakingsregister)"),
        "incidenten": N_("Incidenten (de logboeken)"),
        "controles": N_("Controles"),
    },
)


@blauwdruk.get("/beheer/invoer")
@voor(Gebruikersrol.BEHEER)
def importeren() -> str:
    """Show the form for a register file."""
    return _KAMER.toon()


@blauwdruk.post("/beheer/invoer")
@voor(Gebruikersrol.BEHEER)
def bekijk_bestand() -> tuple[str, int] | str:
    """Show what a file would change; nothing is kept yet."""
    return _KAMER.bekijk()


@blauwdruk.post("/beheer/invoer/bewaar")
@voor(Gebruikersrol.BEHEER)
def bewaar_bestand() -> tuple[str, int] | str:
    """Keep the file that was looked at."""
    return _KAMER.bewaar()
