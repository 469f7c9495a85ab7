"""The card numbers of doormen in a text. Their format is not published: any group of figures, with letters around it,
that is long enough and that nothing beside it explains as something else. Words: `config/talen/inhoud/kaart.toml`."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.inhoudkenmerken import CIJFER
from nachtleven.lezen.lezing import Woorden
from nachtleven.lezen.tekst import sleutel, tokens
from nachtleven.lezen.woordtabel import lees_toml

GROEP = re.compile(
    r"(?<![\d.,:/+€$£])(?:(?<![^\W\d_])(?P<voor>[A-Z]{1,3}|[a-z]|[a-z]{2,3}(?=-\d|\d{4}))[-/ .]{0,2})?"
    r"(?P<cijfers>\d+(?:[./-](?:[A-Z][./-])?\d+| \d{2,4}(?!\d|[:.,]\d|\s?[uhx]\b|[^\W\d_]))*)"
    r"(?:[-.]?[A-Z](?![^\W_])| [A-Z](?=\s*(?:$|[).,;:\"'\n])))?"
)
RUIM = re.compile(
    r"(?:(?P<voor>[^\W\d_]{1,3})(?:[-/. ]|\s[-/]\s)?)?\d++"
    r"(?:(?:[-/.]|\s[-/]\s)(?:[A-Za-z][-/.])?\d++(?!:\d|[uh]\d)"
    r"| \d{2,4}+(?!\d|[:.,]\d|\s?[uhx]\b|[^\W\d_])"
    r"|(?: \d(?= \d{1,2}(?!\d))| \d(?=\s*(?:$|[).;\"'\n]))|(?<=\D\d) \d)(?!\d|[:.,]\d|\s?[uhx]\b|[^\W\d_]))*"
    r"(?:(?:[-/]|\s[-/]\s)[^\W\d_]{1,2}(?!\w)|\.?[A-Z]{1,2}(?!\w)| [A-Z]{1,2}(?=\s*(?:$|[).,;:\"'\n])))?"
)
"""A number that is called a card number: single figures with spaces between them, and letters behind, belong to it."""
TIJD = re.compile(r"(?:(?:[01]?\d|2[0-4])[.:][0-5]\d|\d{1,2}\s*[uh])\b", re.IGNORECASE)
NACHTUUR = re.compile(r"0[0-7][0-5]\d")
JAAR_OF_UUR = re.compile(r"(?:19|20)\d\d|(?:0\d|1[89]|2[0-3])[0-5]\d")
"""Four figures that are rather a year, or an hour of an evening or a night."""
DATUM = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[ ./-](?:0?[1-9]|1[0-2])(?:[ ./-](?:20)?\d\d)?|20\d\d-\d\d-\d\d")
SCHRIKKELJAAR = 2024
LETTERS = re.compile(r"(?<![^\W_])(?:[A-Z]{2,3}[ -]|[a-z]{2,3}-)$")
MINST, MEEST = 5, 10
"""Figures of a card number that stands by itself."""
MINST_GENOEMD = 4
"""Figures of one that is called a card number, or has letters; one less where it has several letters."""
TELEFOON = 9
"""Figures from which a number that begins with 0 is a telephone."""
MEESTE_GETALLEN = 40
"""Numbers of a text that are looked at."""
VENSTER = 3
"""Words before a number that may say what it is."""


@dataclass(frozen=True, slots=True)
class Kaartvondst:
    """A card number, letters and figures only, upper case, and where it stands."""

    nummer: str
    plek: Woorden


class Kaartlezer:
    """Finds card numbers; safe to share by threads."""

    def __init__(self, pad: Path) -> None:
        """Load the words; raises ConfiguratieFout where the file doesn't parse or lacks a list."""
        try:
            woorden = lees_toml(pad)["woorden"]
            kaart = [sleutel(w) for w in woorden["kaart"].split()]
            self._kaart = frozenset(kaart)
            self._kaartbegin = tuple(w for w in kaart if len(w) > 3)
            self._anders = frozenset(sleutel(w) for w in woorden["anders"].split())
            self._ook = frozenset(sleutel(w) for w in woorden["ook_kaart"].split())
            self._na = frozenset(sleutel(w) for w in woorden["eenheid"].split())
            self._geen_letters = frozenset(sleutel(w) for w in woorden["geen_letters"].split())
        except KeyError as fout:
            raise ConfiguratieFout(str(pad), "woorden", f"ontbreekt: {fout}") from fout

    def lees(self, tekst: str, zaken: Sequence[Woorden], *, van_deur: bool = False) -> tuple[Kaartvondst, ...]:
        """Give each card number once, in the order of the text; figures inside a venue's name are none.

        `van_deur`: a doorman writes, so that where no other is found a shorter number is taken for that of the writer.
        """
        if not CIJFER.search(tekst):
            return ()
        uit: dict[str, Kaartvondst] = {}
        for vondst in self._vondsten(tekst, zaken, MINST):
            uit.setdefault(vondst.nummer, vondst)
        if van_deur and not uit:
            return tuple(islice(self._vondsten(tekst, zaken, MINST_GENOEMD), 1))
        return tuple(uit.values())

    def _vondsten(self, tekst: str, zaken: Sequence[Woorden], minst: int) -> Iterator[Kaartvondst]:
        """Give the numbers that may be one; `minst`: the figures of one that nothing is said of."""
        gezien = 0
        for groep in islice(GROEP.finditer(tekst), MEESTE_GETALLEN):
            if groep.start() < gezien:
                continue
            begin = groep.start()
            ervoor = [t.sleutel for t in tokens(tekst[max(0, begin - 40) : groep.start("cijfers")])][-VENSTER - 1 :]
            voor = groep["voor"] or ""
            if voor.islower() and sleutel(voor) in self._anders:
                continue
            vast = voor.isupper() and (len(voor) == 1 or tekst[groep.end("voor")] == "-")
            if voor and not vast and sleutel(voor) in self._geen_letters:
                voor, begin = "", groep.start("cijfers")
            elif voor:
                ervoor = ervoor[:-1]
            genoemd = any(self._is_kaartwoord(w) for w in ervoor[-VENSTER:])
            ruim = RUIM.match(tekst, self._begin(tekst, begin)) if genoemd else None
            vondst = _Getal(ruim or groep, begin if ruim is None else ruim.start(), genoemd=genoemd, voor=voor)
            if vondst.aantal > MEEST:  # two numbers beside each other
                vondst = _Getal(groep, begin, genoemd=genoemd, voor=voor)
            if self._kan(tekst, vondst, ervoor, minst):
                gezien = vondst.eind
                plek = Woorden(vondst.begin, vondst.eind)
                if not any(_van_zaak(tekst, zaak, plek) for zaak in zaken):
                    yield Kaartvondst(vondst.nummer, plek)

    def _begin(self, tekst: str, begin: int) -> int:
        """Give where letters begin that stand before a number, two or three capitals and a space: LND 0093."""
        letters = LETTERS.search(tekst, max(0, begin - 5), begin)
        return letters.start() if letters and sleutel(letters.group().strip()) not in self._geen_letters else begin

    def _kan(self, tekst: str, getal: "_Getal", ervoor: Sequence[str], los: int) -> bool:
        cijfers, aantal = getal.cijfers, getal.aantal
        minst = MINST_GENOEMD if getal.genoemd or getal.letters else los
        minst -= getal.genoemd and len(getal.nummer) - aantal > 1
        if not minst <= aantal <= MEEST or (cijfers.startswith("0") and aantal >= TELEFOON):
            return False
        if self._elders(ervoor) or self._eenheid(tekst, getal.eind):
            return False
        if _is_datum(cijfers) and not (" " in cijfers and ervoor and self._is_kaartwoord(ervoor[-1])):
            return False
        if getal.genoemd or getal.letters:
            return not (aantal == MINST_GENOEMD and (TIJD.fullmatch(cijfers) or NACHTUUR.fullmatch(getal.nummer)))
        delen = re.split(r"[ ./-]", cijfers)
        if aantal == MINST_GENOEMD and (len(delen) > 1 or JAAR_OF_UUR.fullmatch(cijfers)):
            return False
        return len(delen) == 1 or (len(delen) <= 3 and aantal > los and "/" not in cijfers)

    def _elders(self, ervoor: Sequence[str]) -> bool:
        """Tell whether the nearest word that says what the number is, says something else than a card."""
        for woord in reversed(ervoor[-2:]):
            if woord in self._anders:
                return True
            if self._is_kaartwoord(woord) and woord not in self._ook:
                return False
        return False

    def _eenheid(self, tekst: str, eind: int) -> bool:
        rest = tekst[eind : eind + 16]
        volgende = tokens(rest)
        direct = bool(volgende) and not rest[: volgende[0].begin].strip()
        if rest[:1] in ("€", "$", "£", ",") and rest[1:2].isdigit():
            return True
        return rest.lstrip()[:1] in ("€", "$", "£", "%") or (direct and volgende[0].sleutel in self._na)

    def _is_kaartwoord(self, woord: str) -> bool:
        return woord in self._kaart or woord.startswith(self._kaartbegin)


class _Getal:
    """A number that may be one: `cijfers` from its first figure to its last, `letters` whether capitals are of it."""

    def __init__(self, plek: "re.Match[str]", begin: int, *, genoemd: bool, voor: str) -> None:
        tekst = plek.string[begin : plek.end()]
        self.begin, self.eind, self.genoemd = begin, plek.end(), genoemd
        self.nummer = "".join(str(int(c)) if c.isdigit() else c for c in tekst if c.isalnum()).upper()
        self.cijfers = tekst.strip("".join(c for c in tekst if not c.isdigit()))
        self.aantal = sum(c.isdigit() for c in tekst)
        self.letters = voor.isupper() or any(map(str.isupper, self.cijfers)) or tekst[-1:].isupper()


def _van_zaak(tekst: str, zaak: Woorden, plek: Woorden) -> bool:
    """Tell whether figures are of a venue's name; not where they go on behind it without a space, as in D17-552."""
    return zaak.raakt(plek) and (plek.eind <= zaak.eind or tekst[zaak.eind].isspace())


def _is_datum(cijfers: str) -> bool:
    """Tell whether figures are a day that exists."""
    if not DATUM.fullmatch(cijfers):
        return False
    dag, maand, *_ = (int(deel) for deel in re.split(r"[ ./-]", cijfers))
    return "-" in cijfers[4:5] or dag <= monthrange(SCHRIKKELJAAR, maand)[1]
