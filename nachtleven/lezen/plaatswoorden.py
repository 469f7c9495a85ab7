"""The words about places, of `config/talen/plaats/`: kinds of venue, articles, streets, what stands before a place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nachtleven.fouten import ConfiguratieFout
from nachtleven.lezen.index import naamwoorden
from nachtleven.lezen.schrift import schrift
from nachtleven.lezen.tekst import sleutel
from nachtleven.lezen.uitspraak import Uitspraken
from nachtleven.lezen.woordtabel import lees_toml

TIJDTABELLEN = ("weekdagen", "dagen", "delen", "samen", "maanden")
"""The tables of `talen/tijd` that hold words for a month, a day or a part of it."""

_SCHRIFTEN = {naam: frozenset({naam}) for naam in ("latijn", "cyrillisch", "arabisch")}

Frasen = Mapping[str, tuple[tuple[str, ...], ...]]
"""Last word of a phrase → the phrases that end in it, as keys of their words."""


@dataclass(frozen=True, slots=True)
class Taalplaats:
    """The words of one language (`taal`, empty for all together), as keys.

    `voorzetsels` stand before a place, `plaats_na` behind it, `achtervoegsels` grow onto it (longest first),
    `voorvoegsels` before it. `elders`
    and `naast` say that the place just after (or before, `naast`) is not where it happened. `deur` tells of a door.
    `daarna` goes on to another place, `goed` tells that all was well there, `slecht` that it was not, `van` stands
    before where people left, `naar` before where they went, `niet` beside a name denies it,
    `niet_na` only behind it.
    `buigingen`: endings and what stood there before them, as for a name that ends in a. `eerst` tells where people
    were before, `onbepaald` stands before a thing that has no name of its own, `afspraak` tells of people who meet, go
    out tonight or sell something.
    """

    taal: str
    voorzetsels: frozenset[str]
    plaats_na: frozenset[str]
    achtervoegsels: tuple[str, ...]
    buigingen: tuple[tuple[str, str], ...]
    voorvoegsels: tuple[str, ...]
    elders: Frasen
    naast: Frasen
    deur: frozenset[str]
    daarna: frozenset[str]
    goed: frozenset[str]
    slecht: frozenset[str]
    van: frozenset[str]
    naar: frozenset[str]
    niet: frozenset[str]
    niet_na: frozenset[str]
    eerst: Frasen
    onbepaald: frozenset[str]
    afspraak: Frasen


@dataclass(frozen=True, slots=True)
class Plaatswoorden:
    """All words about places. `generiek`: word → kind of venue; `alle`: the words of every language together.

    `gemeen`: language → words so common in it that they tell the language; the empty language has those of all.
    `tijd`: likewise its words for days and parts of a day, `klok`: those that tell the time of the clock together, with
    its numbers; `getallen`: word → number in digits.
    `weet_niet` says that the writer doesn't know, `welk` that it is a choice between venues, `naamwoorden` that it is
    what one is called; `naamloos` says that at once. `dingen`: places that are no kind of venue. With the words of
    `maar` a new clause begins.
    `schriften`: word of the translations → the scripts that it is written in. `kortvormen`: ending of a street → how
    it is written short.
    """

    generiek: Mapping[str, str]
    lidwoorden: frozenset[str]
    vulwoorden: frozenset[str]
    straateindes: tuple[str, ...]
    straatwoorden: frozenset[str]
    kortvormen: tuple[tuple[str, str], ...]
    of: frozenset[str]
    twijfel: Frasen
    weet_niet: Frasen
    welk: frozenset[str]
    naamwoorden: frozenset[str]
    naamloos: Frasen
    dingen: frozenset[str]
    maar: frozenset[str]
    herstel: Frasen
    talen: Mapping[str, Taalplaats]
    alle: Taalplaats
    begrippen: Mapping[str, tuple[str, ...]]
    schriften: Mapping[str, frozenset[str]]
    gemeen: Mapping[str, frozenset[str]]
    tijd: Mapping[str, frozenset[str]]
    klok: Mapping[str, frozenset[str]]
    getallen: Mapping[str, str]
    uitspraken: Uitspraken

    def van(self, taal: str | None) -> Taalplaats:
        """Give the words of this language; of all where it is not known."""
        return self.talen.get(taal or "", self.alle)

    def is_leeg(self, woord: str) -> bool:
        """Tell whether a word of a name says nothing of which venue it is."""
        return woord in self.generiek or woord in self.lidwoorden or woord in self.vulwoorden


def zegt(sleutels: Sequence[str], frasen: Frasen) -> bool:
    """Tell whether one of these phrases stands in a row of keys."""
    return any(
        tuple(sleutels[max(0, plek + 1 - len(frase)) : plek + 1]) == frase
        for plek, sleutel in enumerate(sleutels)
        for frase in frasen.get(sleutel, ())
    )


def laad_plaatswoorden(config: Path) -> Plaatswoorden:
    """Read the folder `talen/plaats`.

    Raises:
        ConfiguratieFout: a file is not there, doesn't parse or lacks a list.
    """
    folder = config / "talen" / "plaats"
    algemeen = lees_toml(folder / "algemeen.toml")
    bestanden = {pad.stem: pad for pad in sorted(folder.glob("??.toml"))}
    try:
        lijsten = {taal: lees_toml(pad) for taal, pad in bestanden.items()}
        stad = lijsten.get("nl", {})
        talen = {taal: _taal(taal, [eigen, stad]) for taal, eigen in lijsten.items()}
        alle = _taal("", list(lijsten.values()))
        begrippen, schriften = _begrippen(folder / "begrippen")
        tijden = {taal: lees_toml(config / "talen" / "tijd" / f"{taal}.toml") for taal in bestanden}
        return Plaatswoorden(
            generiek={w: soort for soort, lijst in algemeen["generiek"].items() for w in _woorden(lijst)},
            lidwoorden=frozenset(_woorden(algemeen["gewoon"]["lidwoorden"])),
            vulwoorden=frozenset(_woorden(algemeen["gewoon"]["vulwoorden"])),
            straateindes=tuple(sorted(_woorden(algemeen["straat"]["eindes"]), key=len, reverse=True)),
            kortvormen=_paren(algemeen["straat"]["kortvormen"]),
            straatwoorden=frozenset(_woorden(algemeen["straat"]["vertaald"] + " " + algemeen["straat"]["kort"])),
            twijfel=_frasen(algemeen["gewoon"]["twijfel"], -1),
            weet_niet=_frasen(algemeen["gewoon"]["weet_niet"], -1),
            welk=frozenset(_woorden(algemeen["gewoon"]["welk"] + " " + algemeen["gewoon"]["of"])),
            naamwoorden=frozenset(_woorden(algemeen["gewoon"]["naamwoorden"])),
            naamloos=_frasen(algemeen["gewoon"]["naamloos"], -1),
            dingen=frozenset(_woorden(algemeen["gewoon"]["dingen"])),
            maar=frozenset(_woorden(algemeen["gewoon"]["maar"])),
            herstel=_frasen(algemeen["gewoon"]["herstel"], -1),
            of=frozenset(_woorden(algemeen["gewoon"]["of"])),
            talen=talen,
            alle=alle,
            begrippen=begrippen,
            schriften=schriften,
            gemeen=_gemeen(config / "talen" / "taal", talen | {"": alle}),
            tijd=_tijd(tijden),
            klok=_klok(tijden),
            getallen=_getallen(tijden),
            uitspraken=Uitspraken(config / "talen" / "uitspraak"),
        )
    except KeyError as fout:
        raise ConfiguratieFout(str(folder), str(fout), "ontbreekt") from fout


def _taal(taal: str, lijsten: Iterable[Mapping[str, Any]]) -> Taalplaats:
    """Put lists together; people mix their own language with the city's."""
    rij = list(lijsten)

    def samen(naam: str) -> str:
        return " ".join(lijst[naam] for lijst in rij)

    return Taalplaats(
        taal=taal,
        voorzetsels=frozenset(_woorden(samen("voorzetsels"))),
        plaats_na=frozenset(_woorden(samen("plaats_na"))),
        achtervoegsels=tuple(sorted(set(_woorden(samen("achtervoegsels"))), key=len, reverse=True)),
        buigingen=tuple(sorted({p for lijst in rij for p in _paren(lijst.get("buigingen", ""))})),
        voorvoegsels=tuple(sorted({w for lijst in rij for w in _woorden(lijst.get("voorvoegsels", ""))})),
        elders=_frasen(samen("elders"), -1),
        naast=_frasen(samen("naast"), -1),
        deur=frozenset(_woorden(samen("deur"))),
        daarna=frozenset(_woorden(samen("daarna"))),
        goed=frozenset(_woorden(samen("goed"))),
        slecht=frozenset(_woorden(samen("slecht"))),
        van=frozenset(_woorden(samen("van"))),
        naar=frozenset(_woorden(samen("naar"))),
        niet=frozenset(_woorden(samen("niet"))),
        niet_na=frozenset(w for lijst in rij for w in _woorden(lijst.get("niet_na", ""))),
        eerst=_frasen(samen("eerst"), -1),
        onbepaald=frozenset(_woorden(samen("onbepaald"))),
        afspraak=_frasen(samen("afspraak"), -1),
    )


def _woorden(lijst: str) -> list[str]:
    return [woord for stuk in lijst.split() if (woord := sleutel(stuk))]


def _paren(lijst: str) -> tuple[tuple[str, str], ...]:
    """Give the pairs of a list of `one>other`, as keys."""
    delen = [stuk.partition(">") for stuk in lijst.split()]
    return tuple((sleutel(een), sleutel(ander)) for een, _, ander in delen)


def _frasen(lijst: str, plek: int) -> Frasen:
    uit: dict[str, list[tuple[str, ...]]] = {}
    for stuk in lijst.split():
        if frase := naamwoorden(stuk.replace("_", " ")):
            uit.setdefault(frase[plek], []).append(frase)
    return {woord: tuple(frasen) for woord, frasen in uit.items()}


def _gemeen(folder: Path, talen: Mapping[str, Taalplaats]) -> Mapping[str, frozenset[str]]:
    """Give the marker words of each language and its words about places, with those of the city: people mix them."""
    kenwoorden = {taal: frozenset(_woorden(lees_toml(folder / f"{taal}.toml")["woorden"])) for taal in talen if taal}
    stad = kenwoorden.get("nl", frozenset())
    alle = frozenset().union(*kenwoorden.values())
    return {
        taal: kenwoorden.get(taal, alle) | stad | w.voorzetsels | w.deur | w.daarna | w.goed | w.niet
        for taal, w in talen.items()
    }


def _tijd(tijden: Mapping[str, Mapping[str, Any]]) -> Mapping[str, frozenset[str]]:
    """Give the single words of each language for a month, a day, a part of it, or both; of the tables about time."""
    uit: dict[str, frozenset[str]] = {}
    for taal, tabellen in tijden.items():
        lijsten = [lijst for naam in TIJDTABELLEN for lijst in tabellen.get(naam, {}).values()]
        uit[taal] = frozenset(woord for lijst in lijsten for woord in _woorden(lijst))
    return uit | {"": frozenset().union(*uit.values())}


def _klok(tijden: Mapping[str, Mapping[str, Any]]) -> Mapping[str, frozenset[str]]:
    """Give the words of each language in its ways to tell the time, and its numbers."""
    uit: dict[str, frozenset[str]] = {}
    for taal, tabel in tijden.items():
        vormen = [een.partition("=")[0] for een in tabel.get("klok", [])]
        vast = [w for een in vormen for w in een.replace("/", " ").split() if w[0] not in "{<"]
        uit[taal] = frozenset(_woorden(" ".join([*vast, *tabel.get("getallen", {}).values()])))
    return uit | {"": frozenset().union(*uit.values())}


def _begrippen(folder: Path) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, frozenset[str]]]:
    """Give each word of the translations the names of its ideas: `zwart`, `noir` and `siyah` are all `zwart`.

    And the scripts in which it stands there. Without marks one word may be two: sins and peaches are `peches`.
    """
    ideeen: dict[str, tuple[str, ...]] = {}
    schriften: dict[str, frozenset[str]] = {}
    for pad in sorted(folder.glob("*.toml")):
        for idee, lijst in lees_toml(pad).items():
            een = (idee,)
            for stuk in lijst.split():
                woord = sleutel(stuk)
                eerder = ideeen.get(woord, een)
                ideeen[woord] = eerder if idee in eerder else (*eerder, idee)
                eigen = _SCHRIFTEN[schrift(stuk)]
                schriften[woord] = schriften[woord] | eigen if woord in schriften else eigen
    return ideeen, schriften


def _getallen(tijden: Mapping[str, Mapping[str, Any]]) -> Mapping[str, str]:
    """Give the words for a number in any language; of a word that stands for two numbers the first language's."""
    uit: dict[str, str] = {}
    for tabel in tijden.values():
        for getal, lijst in tabel.get("getallen", {}).items():
            for woord in _woorden(lijst):
                uit.setdefault(woord, getal)
    return uit
