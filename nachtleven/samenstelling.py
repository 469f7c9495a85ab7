"""Put together: from settings to the database, the city and the intake that every process shares."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from nachtleven.aanname import Aanname
from nachtleven.gesprek import Antwoordboek, Gegevens, Gespreksregels, laad_antwoordboek
from nachtleven.instellingen import Instellingen
from nachtleven.lezerbron import Lezerbron
from nachtleven.ontvangst import Ontvangst
from nachtleven.opslag.motor import Opslag, maak_motor
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen
from nachtleven.spoel import Spoel
from nachtleven.stad import Stad, laad_stad


@dataclass(frozen=True, slots=True)
class Onderdelen:
    """What a process is made of. `klok` gives the present moment, aware.

    `lezers`: the readers that answer; `diepe_lezers`: those that read behind the answer.
    """

    instellingen: Instellingen
    stad: Stad
    opslag: Opslag
    lezers: Lezerbron
    diepe_lezers: Lezerbron
    boek: Antwoordboek
    ontvangst: Ontvangst
    aanname: Aanname
    klok: Callable[[], datetime]


GEDULD_S = 15
"""Seconds that a command waits for the database."""

SPOELMAP = "spoel"
"""The folder of the spool under the data folder."""


def open_opslag(instellingen: Instellingen, geduld_s: int = GEDULD_S) -> Opslag:
    """Open the database of the settings; connects to nothing yet."""
    kluis = Kluis(instellingen.hoofdsleutels)
    return Opslag(maak_motor(instellingen.database_url, geduld_s), kluis, Pseudoniemen(instellingen.pseudoniemsleutel))


def stel_samen(instellingen: Instellingen, klok: Callable[[], datetime], geduld_s: int = GEDULD_S) -> Onderdelen:
    """Make the parts; `geduld_s`: how long a transaction waits for the database.

    Raises:
        ConfiguratieFout: a file of the configuration is wrong.
    """
    stad = laad_stad(instellingen.config)
    opslag = open_opslag(instellingen, geduld_s)
    lezers, diepe = (Lezerbron(opslag, stad.map, klok, diep=diep) for diep in (False, True))
    boek = laad_antwoordboek(stad.map)
    ontvangst = Ontvangst(opslag, stad, lezers, (regels_van(stad), boek), klok)
    aanname = Aanname(ontvangst, Spoel(instellingen.data / SPOELMAP, opslag.kluis))
    return Onderdelen(instellingen, stad, opslag, lezers, diepe, boek, ontvangst, aanname, klok)


def regels_van(stad: Stad) -> Gespreksregels:
    """Give the conversation the city's settings."""
    nummer = stad.nummer
    gegevens = Gegevens(nummer.kort, nummer.privacy, nummer.zorgcentrum, nummer.lang, nummer.mail)
    return Gespreksregels(stad.termijnen, gegevens, stad.berichten_per_uur)
