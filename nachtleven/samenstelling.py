"""Put together: from settings to the database, the city and the intake that every process shares."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from nachtleven.gesprek import Antwoordboek, Gegevens, Gespreksregels, laad_antwoordboek
from nachtleven.instellingen import Instellingen
from nachtleven.lezerbron import Lezerbron
from nachtleven.ontvangst import Ontvangst
from nachtleven.opslag.motor import Opslag, maak_motor
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen
from nachtleven.stad import Stad, laad_stad


@dataclass(frozen=True, slots=True)
class Onderdelen:
    """What a process is made of. `klok` gives the present moment, aware."""

    instellingen: Instellingen
    stad: Stad
    opslag: Opslag
    lezers: Lezerbron
    boek: Antwoordboek
    ontvangst: Ontvangst
    klok: Callable[[], datetime]


def open_opslag(instellingen: Instellingen) -> Opslag:
    """Open the database of the settings; connects to nothing yet."""
    kluis = Kluis(instellingen.hoofdsleutels)
    return Opslag(maak_motor(instellingen.database_url), kluis, Pseudoniemen(instellingen.pseudoniemsleutel))


def stel_samen(instellingen: Instellingen, klok: Callable[[], datetime]) -> Onderdelen:
    """Make the parts.

    Raises:
        ConfiguratieFout: a file of the configuration is wrong.
    """
    stad = laad_stad(instellingen.config)
    opslag = open_opslag(instellingen)
    lezers = Lezerbron(opslag, stad.map, klok)
    boek = laad_antwoordboek(stad.map)
    ontvangst = Ontvangst(opslag, stad, lezers, (regels_van(stad), boek), klok)
    return Onderdelen(instellingen, stad, opslag, lezers, boek, ontvangst, klok)


def regels_van(stad: Stad) -> Gespreksregels:
    """Give the conversation the city's settings."""
    nummer = stad.nummer
    gegevens = Gegevens(nummer.kort, nummer.privacy, nummer.zorgcentrum, nummer.lang, nummer.mail)
    return Gespreksregels(stad.termijnen, gegevens, stad.berichten_per_uur)
