"""The time words of a language, from `config/talen/tijd/TAAL.toml`: phrases with what they mean, and clock patterns.

A phrase is one or more words (`_` stands for a space in the file), kept by its search key, so that one spelling in the
file covers capitals, marks and, for Cyrillic and Arabic, other scripts that transliterate alike.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.tekst import sleutel
from nachtleven.lezen.woordtabel import lees_toml

GRENS = re.compile(r"[\s_'’‘`´ʼ.-]+")
LIJSTEN = (
    "uur", "om", "om_zwak", "om_uur", "ongeveer", "vulling", "vorig", "weekend", "geteld",
    "duur_voor", "vaag", "tot", "zomeruur",
    "winteruur", "vm", "nm", "munt", "rang", "niet", "elk", "naar_dag", "op_datum", "nu", "geen",
)  # fmt: skip
"""The plain lists of a file: each word of the list has the tag, without a value."""
TABELLEN = ("getallen", "maanden", "weekdagen", "dagen", "eenheden")
"""The tables of a file from a number to its words: the words have the tag, with that number."""
DELEN = ("ochtend", "middag", "avond", "nacht")
Tags = dict[str, int]


@dataclass(frozen=True, slots=True)
class Klokpatroon:
    """One way to say a clock time or a time ago: its elements in order and the sum that gives the minutes.

    An element is a frozenset of words, or one of the slots `{u}` (hour), `{m}` (minutes), `{n}` (number), `{e}` (unit)
    or `<uur>` (the word for hour). The sum adds factors of u (in minutes), m and a constant.
    """

    elementen: tuple[frozenset[str] | str, ...]
    u: int
    m: int
    plus: int


@dataclass(frozen=True, slots=True)
class Tijdtabel:
    """All time words of a language: phrases by their first word, longest first, and patterns by their first element."""

    frasen: Mapping[str, tuple[tuple[tuple[str, ...], Tags], ...]]
    klok: Mapping[str, tuple[Klokpatroon, ...]]
    geleden: Mapping[str, tuple[Klokpatroon, ...]]


def load_tijdtabellen(folder: Path) -> dict[str, Tijdtabel]:
    """Load every language of the folder; what stands in `algemeen.toml` holds in all of them.

    Raises ConfiguratieFout where a file doesn't parse.
    """
    inhoud = {pad.stem: lees_toml(pad) for pad in sorted(folder.glob("*.toml"))}
    algemeen = inhoud.pop("algemeen")
    return {taal: _tabel(eigen, algemeen, taal) for taal, eigen in inhoud.items()}


def samen(eerst: Tijdtabel, daarna: Tijdtabel) -> Tijdtabel:
    """Put two languages together, the first wins: people mix their own language with the city's."""
    frasen = dict(daarna.frasen)
    for woord, rij in eerst.frasen.items():
        eigen = {frase for frase, _ in rij}
        frasen[woord] = _langste_eerst([*rij, *(paar for paar in frasen.get(woord, ()) if paar[0] not in eigen)])
    return Tijdtabel(frasen, _patronen_samen(eerst.klok, daarna.klok), _patronen_samen(eerst.geleden, daarna.geleden))


Patronen = Mapping[str, tuple[Klokpatroon, ...]]


def _patronen_samen(eerst: Patronen, daarna: Patronen) -> Patronen:
    return {woord: (*eerst.get(woord, ()), *daarna.get(woord, ())) for woord in {*eerst, *daarna}}


def _langste_eerst(rij: list[tuple[tuple[str, ...], Tags]]) -> tuple[tuple[tuple[str, ...], Tags], ...]:
    return tuple(sorted(rij, key=lambda paar: -len(paar[0])))


def _tabel(eigen: Mapping[str, Any], algemeen: Mapping[str, Any], taal: str) -> Tijdtabel:
    frasen: dict[tuple[str, ...], Tags] = {}
    for bron in (algemeen, eigen):
        for frase, tag, waarde in _woorden(bron):
            frasen.setdefault(frase, {})[tag] = waarde
    per_woord: dict[str, list[tuple[tuple[str, ...], Tags]]] = {}
    for frase, tags in frasen.items():
        per_woord.setdefault(frase[0], []).append((frase, tags))
    try:
        klok = [_patroon(regel) for regel in eigen.get("klok", [])]
        geleden = [_patroon(f"{regel} = 0") for regel in eigen.get("geleden", [])]
    except ValueError as fout:
        raise ConfiguratieFout(f"talen/tijd/{taal}.toml", "klok", str(fout)) from fout
    return Tijdtabel({w: _langste_eerst(rij) for w, rij in per_woord.items()}, _op_begin(klok), _op_begin(geleden))


def _woorden(bron: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Give each phrase of a file with its tag and value."""
    for lijst in LIJSTEN:
        yield from ((frase, lijst, 0) for frase in _frasen(bron.get(lijst, "")))
    for tabel in TABELLEN:
        for getal, tekst in bron.get(tabel, {}).items():
            yield from ((frase, tabel, int(getal)) for frase in _frasen(tekst))
    for deel, tekst in bron.get("delen", {}).items():
        yield from ((frase, "deel", DELEN.index(deel)) for frase in _frasen(tekst))
    for naam, tekst in bron.get("samen", {}).items():
        dag, deel = naam.split()
        for frase in _frasen(tekst):
            yield frase, "dagen", int(dag)
            yield frase, "deel", DELEN.index(deel)
    for naam, tekst in bron.get("feesten", {}).items():
        getal, maand, deel = re.split("[- ]", naam)
        for frase in _frasen(tekst):
            yield frase, "feesten", int(getal) * 100 + int(maand)
            yield frase, "deel", DELEN.index(deel)
    yield from _aaneen(bron)


def _aaneen(bron: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Give the weekdays written in one word with a part of the day: vrijdagavond."""
    for deel, staarten in bron.get("aaneen", {}).items():
        for getal, tekst in bron["weekdagen"].items():
            for woord in tekst.split():
                for staart in staarten.split():
                    frase = _frase(woord + staart)
                    yield frase, "weekdagen", int(getal)
                    yield frase, "deel", DELEN.index(deel)


def _frase(tekst: str) -> tuple[str, ...]:
    return tuple(stuk for deel in GRENS.split(tekst) if (stuk := sleutel(deel)))


def _frasen(tekst: str) -> Iterator[tuple[str, ...]]:
    return (frase for woord in tekst.split() if (frase := _frase(woord)))


def _op_begin(patronen: list[Klokpatroon]) -> Patronen:
    """Put the patterns under each word they can begin with, or under their first slot; the longest first."""
    uit: dict[str, list[Klokpatroon]] = {}
    for patroon in sorted(patronen, key=lambda p: -len(p.elementen)):
        eerste = patroon.elementen[0]
        for begin in [eerste] if isinstance(eerste, str) else eerste:
            uit.setdefault(begin, []).append(patroon)
    return {begin: tuple(rij) for begin, rij in uit.items()}


def _patroon(regel: str) -> Klokpatroon:
    """Read a line such as `kwart/quart na/over {u} = u+15`."""
    links, _, rechts = regel.rpartition("=")
    elementen = tuple(_element(deel) for deel in links.split())
    som = rechts.replace(" ", "")
    if not elementen or not re.fullmatch(r"[um\d+:-]+", som):
        raise ValueError(regel)
    if ":" in som:
        uur, minuut = som.split(":")
        return Klokpatroon(elementen, 0, 0, int(uur) * 60 + int(minuut))
    delen = re.findall(r"([+-]?)(u|m|\d+)", som)
    tel = {"u": 0, "m": 0, "plus": 0}
    for teken, deel in delen:
        factor = -1 if teken == "-" else 1
        tel[deel if deel in "um" else "plus"] += factor * (int(deel) if deel.isdigit() else 1)
    return Klokpatroon(elementen, tel["u"], tel["m"], tel["plus"])


def _element(deel: str) -> frozenset[str] | str:
    if deel.startswith(("{", "<")):
        return deel
    return frozenset(sleutel(woord) for woord in deel.split("/"))
