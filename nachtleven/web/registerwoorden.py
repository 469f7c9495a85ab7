"""The registers and the findings as a reader says them: columns, values and breaches in words, and a form's fields.

Comes in: columns and values as a register file writes them. The duties' own titles are the city's, in its regulation.
"""

from datetime import date, datetime
from enum import StrEnum

from flask_babel import gettext

from nachtleven.nacht import BRUSSEL
from nachtleven.register.logboek import IncidentSoort, Oordeel, Reden
from nachtleven.web.woorden import dag_jaar, uur, woord
from nachtleven.web.woordenboek import GEBREKEN, KOLOMMEN

_DAGEN = frozenset({"geldig_van", "geldig_tot", "geschorst_van", "geschorst_tot", "werkgever_geldig_tot"})
_MOMENTEN = frozenset({"van", "tot", "tijdstip", "gelogd"})
_CODES = frozenset({"statuut", "soort", "reden", "plicht", "oordeel", "portier", "camera", "affiche", "gelegenheid"})
_MAG_LEEG = frozenset({"camera", "affiche"})
_JA_NEE = ("ja", "nee")
_KEUZES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("portier", "gelegenheid", "camera", "affiche"), _JA_NEE),
    **{kolom: tuple(soort) for kolom, soort in (("soort", IncidentSoort), ("reden", Reden), ("oordeel", Oordeel))},
}


class Veldsoort(StrEnum):
    """What kind of field takes a value: the type of an HTML input, or a list to choose from."""

    DAG = "date"
    MOMENT = "datetime-local"
    KEUZE = "keuze"
    TEKST = "text"


def gebrek(code: str) -> str:
    """Give what is wrong where a duty is not met: Kaart niet geldig tijdens de inzet."""
    return str(gettext(GEBREKEN[code])) if code in GEBREKEN else woord(code).capitalize()


def kolom(naam: str) -> str:
    """Give a register's column, or its kind of row, as a heading."""
    return str(gettext(KOLOMMEN[naam])) if naam in KOLOMMEN else woord(naam).capitalize()


def registerwaarde(waarde: str, naam: str) -> str:
    """Give a value as a reader says it: za 21 nov 2026, 22:00; ja; vergunde onderneming; – where there is none."""
    if not waarde:
        return "–"
    try:
        if naam in _DAGEN:
            return dag_jaar(date.fromisoformat(waarde))
        if naam in _MOMENTEN:
            moment = datetime.fromisoformat(waarde)
            return f"{dag_jaar(moment)}, {uur(moment)}"
    except ValueError:
        return waarde
    return woord(waarde) if naam in _CODES else waarde


def veldsoort(waarde: str, naam: str) -> Veldsoort:
    """Tell which field takes this value whole; what another field would lose is typed as text."""
    try:
        if naam in _DAGEN and (not waarde or date.fromisoformat(waarde)):
            return Veldsoort.DAG
        if naam in _MOMENTEN and _is_eenduidig(datetime.fromisoformat(waarde)):
            return Veldsoort.MOMENT
    except ValueError:
        return Veldsoort.TEKST
    if naam in _KEUZES and waarde in dict(keuzes(naam)):
        return Veldsoort.KEUZE
    return Veldsoort.TEKST


def _is_eenduidig(moment: datetime) -> bool:
    """Tell whether a Brussels time to the minute says which moment it is."""
    hier = moment.astimezone(BRUSSEL) if moment.tzinfo else moment.replace(tzinfo=BRUSSEL)
    heel = not hier.second and not hier.microsecond
    return heel and hier.replace(fold=0).utcoffset() == hier.replace(fold=1).utcoffset()


def veldwaarde(waarde: str, soort: Veldsoort) -> str:
    """Give the value as its field takes it."""
    if soort is not Veldsoort.MOMENT:
        return waarde
    moment = datetime.fromisoformat(waarde)
    hier = moment.astimezone(BRUSSEL) if moment.tzinfo else moment
    return hier.strftime("%Y-%m-%dT%H:%M")


def keuzes(naam: str) -> list[tuple[str, str]]:
    """Give what a column can hold, with its words."""
    leeg = [("", str(gettext("niet bekend")))] if naam in _MAG_LEEG else []
    return leeg + [(code, woord(code).capitalize()) for code in _KEUZES[naam]]


FILTERS = {f.__name__: f for f in (gebrek, kolom, registerwaarde, veldsoort, veldwaarde, keuzes)}
