"""Another city: a starting configuration, commented, whose own values are left open; and what is still open in one.

An open value is empty, so that no command takes an unfinished configuration for a finished one.
"""

import re
import shutil
import tomllib
from pathlib import Path

from nachtleven.fouten import BezetFout, ConfiguratieFout
from nachtleven.instellingen import meegeleverd

BESTAND = "nachtleven.toml"
EIGEN = {
    "stad": ("naam", "dienst"),
    "nummer": ("kort", "sleutelwoord", "lang", "mail", "privacy", "zorgcentrum", "nazorg", "eigen_nummers"),
}
"""What no city shares with another; the terms and thresholds are proposals that each confirms."""

_NA_TE_KIJKEN = (
    (
        "portierreglement.toml",
        "de plichten met hun artikels: alleen de federale wet geldt overal, de rest is plaatselijk",
    ),
    ("gronden.toml", "de beschermde gronden van het land"),
    ("antwoorden/", "de antwoorden per taal, en welke taal eerst komt ([stad] taal)"),
    ("opendata.toml", "de licentie, de uitgever en het adres waaronder de tabellen van een jaar gepubliceerd worden"),
    ("talen/", "het sleutelwoord van de campagne en de woorden voor plaatsen in elke taal"),
)
_VERZONNEN = re.compile(r"\.example\b|0{5,}|^0800 00 000$")


def maak(doel: Path) -> None:
    """Write a starting configuration into a folder that is not there yet, or is empty.

    Raises:
        BezetFout: something stands there already.
    """
    if doel.exists() and (not doel.is_dir() or any(doel.iterdir())):
        raise BezetFout(f"{doel} is niet leeg: kies een andere map")
    shutil.copytree(meegeleverd(), doel, dirs_exist_ok=True)
    bestand = doel / BESTAND
    bestand.write_text(_open_waarden(bestand.read_text(encoding="utf-8")), encoding="utf-8")


def _open_waarden(tekst: str) -> str:
    """Empty the values that are a city's own, each with its comment kept, and mark them."""
    uit, tabel = [], ""
    for regel in tekst.splitlines():
        kop = re.fullmatch(r"\[(\w+)\].*", regel)
        tabel = kop[1] if kop else tabel
        veld = re.match(r"(\w+) = (\"[^\"]*\"|\[[^\]]*\])(.*)", regel)
        if veld and veld[1] in EIGEN.get(tabel, ()):
            uitleg = veld[3].strip().lstrip("# ").split("; fictional")[0]
            leeg = "[]" if veld[2].startswith("[") else '""'
            regel = f"{veld[1]} = {leeg}".ljust(39) + f"# IN TE VULLEN. {uitleg}"
        uit.append(regel.rstrip())
    return "\n".join(uit) + "\n"


def wat_ontbreekt(bestand: Path) -> list[str]:
    """Tell which values of a configuration are still open, or made up.

    Raises:
        ConfiguratieFout: the file doesn't parse.
    """
    try:
        ruw = tomllib.loads(bestand.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
        raise ConfiguratieFout(str(bestand), "bestand", str(fout)) from fout
    uit = []
    for tabel, namen in EIGEN.items():
        inhoud = ruw.get(tabel, {})
        for naam in namen:
            waarde = inhoud.get(naam)
            teksten = waarde if isinstance(waarde, list) else [str(waarde or "")]
            if not waarde:
                uit.append(f"[{tabel}] {naam}: in te vullen")
            elif any(_VERZONNEN.search(str(tekst)) for tekst in teksten):
                uit.append(f"[{tabel}] {naam}: nog verzonnen")
    return uit


def wat_na_te_kijken() -> list[str]:
    """Tell which other files of the configuration a city must look through itself."""
    return [f"{naam}: {waarom}" for naam, waarom in _NA_TE_KIJKEN]
