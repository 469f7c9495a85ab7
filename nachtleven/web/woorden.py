"""Codes, days and nights as a Belgian reader says them; the templates' filters."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from babel.numbers import format_decimal
from flask_babel import gettext

from nachtleven.nacht import lokaal
from nachtleven.web.kalender import KALENDERS, Kalender
from nachtleven.web.vertalen import huidige_taal
from nachtleven.web.woordenboek import AANDACHT, GRONDEN, N_, ROLNAMEN, TALEN, VERDWENEN, bronwoord

__all__ = ["FILTERS", "GRONDEN", "TALEN"]


_GETALLEN = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"}


def _kalender() -> Kalender:
    return KALENDERS[huidige_taal()]


def woord(code: str | None) -> str:
    """Give a code as words; an unknown one with blanks for its underscores."""
    return str(gettext(bronwoord(code)))


def grond(code: str) -> str:
    """Give a ground as words."""
    return str(gettext(GRONDEN.get(code, code.replace("_", " ").capitalize())))


def taal(code: str | None) -> str:
    """Give a language's Dutch name."""
    return str(gettext(TALEN.get(code, code) if code else N_("taal niet herkend")))


def dag(waarde: date | datetime) -> str:
    """Give zo 22 nov; a moment by its Brussels day."""
    hier = lokaal(waarde) if isinstance(waarde, datetime) else waarde
    k = _kalender()
    return f"{k.dagkort[hier.weekday()]} {k.dagnummer(hier.day)} {k.kort[hier.month - 1]}"


def dag_voluit(waarde: date | datetime) -> str:
    """Give zondag 22 november 2026."""
    hier = lokaal(waarde) if isinstance(waarde, datetime) else waarde
    k = _kalender()
    return f"{k.dagen[hier.weekday()]} {k.dagnummer(hier.day)} {k.maanden[hier.month - 1]} {hier.year}"


def dag_jaar(waarde: date | datetime) -> str:
    """Give zo 22 nov 2026."""
    hier = lokaal(waarde) if isinstance(waarde, datetime) else waarde
    return f"{dag(waarde)} {hier.year}"


def uur(moment: datetime) -> str:
    """Give 01:52, Brussels."""
    return lokaal(moment).strftime("%H:%M")


def moment_kort(moment: datetime) -> str:
    """Give zo 22 nov, 01:52."""
    return f"{dag(moment)}, {uur(moment)}"


def nacht(avond: date) -> str:
    """Give the nacht van zaterdag 21 op zondag 22 november 2026; the month and year once where they are the same."""
    morgen, k = avond + timedelta(days=1), _kalender()
    maand = f" {k.maanden[avond.month - 1]}" if avond.month != morgen.month else ""
    jaar = f" {avond.year}" if avond.year != morgen.year else ""
    van = f"{k.dagen[avond.weekday()]} {k.dagnummer(avond.day)}{maand}{jaar}"
    return str(gettext("nacht van %(van)s op %(tot)s", van=van, tot=dag_voluit(morgen)))


def nacht_kort(avond: date) -> str:
    """Give za 21 op zo 22 nov."""
    morgen, k = avond + timedelta(days=1), _kalender()
    maand = f" {k.kort[avond.month - 1]}" if avond.month != morgen.month else ""
    van = f"{k.dagkort[avond.weekday()]} {k.dagnummer(avond.day)}{maand}"
    return str(gettext("%(van)s op %(tot)s", van=van, tot=dag(morgen)))


def dagen_tot(moment: datetime, nu: datetime) -> int:
    """Count the Brussels days from now to then; negative: it is past."""
    return (lokaal(moment).date() - lokaal(nu).date()).days


def termijn(moment: datetime, nu: datetime) -> str:
    """Give how long there still is: Vandaag, Morgen, Nog 3 dagen, 2 dagen te laat."""
    dagen = dagen_tot(moment, nu)
    if moment < nu and dagen == 0:
        return str(gettext("Te laat"))
    return dagtermijn(lokaal(moment).date(), nu)


def dagen_over(tot: date, nu: datetime) -> int:
    """Count the days up to and including a day; negative: it is past."""
    return (tot - lokaal(nu).date()).days


def dagtermijn(tot: date, nu: datetime) -> str:
    """Give how long there still is until the end of a day: Vandaag, Morgen, Nog 3 dagen, 2 dagen te laat."""
    dagen = dagen_over(tot, nu)
    if dagen < 0:
        zin = gettext("1 dag te laat") if dagen == -1 else gettext("%(dagen)s dagen te laat", dagen=-dagen)
        return str(zin)
    gewoon = {0: gettext("Vandaag"), 1: gettext("Morgen")}
    return str(gewoon.get(dagen) or gettext("Nog %(dagen)s dagen", dagen=dagen))


def dagwaarde(moment: datetime) -> str:
    """Give the Brussels day of a moment as a date field wants it."""
    return lokaal(moment).date().isoformat()


def woordparen(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Give codes with their words, for a list to choose from."""
    return [(code, woord(code).capitalize()) for code in codes]


def eerste_groot(tekst: str) -> str:
    """Give the text with its first letter as a capital; the others stay."""
    return tekst[:1].upper() + tekst[1:]


def maand_kort(dag_: date) -> str:
    """Give okt."""
    return _kalender().kort[dag_.month - 1]


def taalparen(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Give languages with their names, for a list to choose from."""
    return [(code, taal(code)) for code in codes]


def rolnaam(rol: str) -> str:
    """Give a role as a person bears it: politie."""
    return str(gettext(ROLNAMEN[rol]))


def rolparen(rollen: Iterable[str]) -> list[tuple[str, str]]:
    """Give roles with their names, for a list to choose from."""
    return [(rol, rolnaam(rol).capitalize()) for rol in rollen]


def verdwenen(telling: str) -> str:
    """Give nummers=56 teksten=3 as 56 telefoonnummers bij meldingen, 3 meldingen waarvan de tekst verdween."""
    delen = [deel.partition("=") for deel in telling.split()]
    woorden = (f"{aantal} {gettext(VERDWENEN[naam])}" if naam in VERDWENEN else naam for naam, _, aantal in delen)
    return ", ".join(woorden)


def met_punt(tekst: str) -> str:
    """End a sentence with a full stop, unless a short month already did."""
    return tekst if tekst.endswith(".") else f"{tekst}."


def namenparen(namen: Iterable[str]) -> list[tuple[str, str]]:
    """Give names for a list to choose from."""
    return [(naam, naam) for naam in namen]


def op_tien(zekerheid: float) -> str:
    """Give a certainty as 7 op 10; never 10: a machine is not certain, never 0: it was found."""
    return str(gettext("%(getal)s op 10", getal=min(max(round(zekerheid * 10), 1), 9)))


def telwoord(aantal: int) -> str:
    """Give a number up to twelve as a word."""
    woorden = _kalender().getallen
    return woorden[aantal] if aantal < len(woorden) else getal(aantal)


def getal(aantal: int) -> str:
    """Give 20000 as 20.000, in French as 20 000 with a blank that doesn't break, in English as 20,000."""
    return str(format_decimal(aantal, locale=_GETALLEN[huidige_taal()]))


def reden(code: str) -> str:
    """Give why a person must look."""
    return str(gettext(AANDACHT.get(code, code.replace("_", " "))))


def bijlagen(aantal: int) -> str:
    """Give 1 bijlage, 2 bijlagen."""
    return str(gettext("1 bijlage") if aantal == 1 else gettext("%(aantal)s bijlagen", aantal=aantal))


def zinsdelen(tekst: str) -> str:
    """Give what stands between commas each in the reader's language."""
    return ", ".join(str(gettext(deel)) for deel in tekst.split(", "))


def periode(tekst: str) -> str:
    """Give 2026-03 as maart 2026, 2026-K1 as eerste kwartaal 2026."""
    jaar, _, deel = tekst.partition("-")
    k = _kalender()
    if deel.startswith("K") and deel[1:] in ("1", "2", "3", "4"):
        return str(gettext("%(welk)s kwartaal %(jaar)s", welk=k.kwartalen[int(deel[1:]) - 1], jaar=jaar))
    if deel.isdigit() and 1 <= int(deel) <= len(k.maanden):
        return f"{k.maanden[int(deel) - 1]} {jaar}"
    return tekst


FILTERS = {
    f.__name__: f
    for f in (woord, grond, taal, dag, dag_voluit, uur, moment_kort, nacht, nacht_kort, dagen_tot, termijn, op_tien,
              telwoord, periode, dagen_over, dagtermijn, dagwaarde, eerste_groot, maand_kort, reden,
              bijlagen, zinsdelen, dag_jaar, getal, rolnaam, verdwenen, met_punt)
}  # fmt: skip
