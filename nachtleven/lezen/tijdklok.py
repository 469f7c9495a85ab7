"""Clock times in the pieces of a text: in digits (2u30, 02:15, 11 pm, 0240) and in words (half twee, quarter to one).

Prices, head-counts, card and telephone numbers are no times: a bare number needs a word for "at", "about" or "hour".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nachtleven.lezen.tijdstukken import Stuk
from nachtleven.lezen.tijdtabellen import Klokpatroon, Tijdtabel

DAG = 1440
HALF = 720
MEESTE_VULLING = 3
MEESTE_KLOKKEN = 12
"""Clock times taken from one text; a log of a whole night holds fewer."""


@dataclass(frozen=True, slots=True)
class Klok:
    """One clock time: minutes after midnight, whether it may be twelve hours later too, whether only "about".

    `eerste` and `laatste` are the pieces it takes, both included; `begin` and `eind` its stretch of the text.
    `los`: a bare number that only its surroundings make a time.
    """

    minuut: int
    halve_dag: bool
    rond: bool
    eerste: int
    laatste: int
    begin: int
    eind: int
    los: bool


@dataclass(frozen=True, slots=True)
class Vondst:
    """A clock time before its surroundings are looked at; `los` needs a word before it that makes it a time, `duur`
    may be a stretch of time as well."""

    minuut: int
    halve_dag: bool
    laatste: int
    los: bool = False
    duur: bool = False


@dataclass(frozen=True, slots=True)
class Aanloop:
    """What stands around a number.

    Before it: a word for "at" (strong, weak, or one that needs the word hour), for "about". After it: a part of the
    day, or the end of the sentence.
    """

    sterk: bool
    zwak: bool
    uur: bool
    rond: bool
    deel: bool
    einde: bool


def klokken(stukken: Sequence[Stuk], tabel: Tijdtabel, tekst: str, bezet: frozenset[int]) -> list[Klok]:
    """Give the clock times in the order of the text, none overlapping, none on the pieces in `bezet`."""
    uit: list[Klok] = []
    plek = 0
    while plek < len(stukken) and len(uit) < MEESTE_KLOKKEN:
        klok = None if plek in bezet else _klok(stukken, plek, tabel, tekst)
        if klok and klok.laatste not in bezet:
            uit.append(klok)
            plek = klok.laatste
        plek += 1
    return uit


def _klok(stukken: Sequence[Stuk], plek: int, tabel: Tijdtabel, tekst: str) -> Klok | None:
    if stukken[plek].getal is None and stukken[plek].sleutel not in tabel.klok:
        return None  # neither a number nor a word that a clock time begins with
    vondst = _in_woorden(stukken, plek, tabel.klok) or (_in_cijfers(stukken, plek) if stukken[plek].cijfers else None)
    vondst = vondst or _heel_uur(stukken, plek)
    if not vondst or _is_geen_tijd(stukken, plek, vondst, tekst):
        return None
    erna = stukken[vondst.laatste + 1] if vondst.laatste + 1 < len(stukken) else None
    aanloop = _aanloop(stukken, plek, erna)
    if not _gedragen(stukken[plek], vondst, aanloop):
        return None
    begin, eind = stukken[plek].begin, stukken[vondst.laatste].eind
    minuut, halve_dag = _dagdeel(vondst, erna)
    return Klok(minuut % DAG, halve_dag, aanloop.rond, plek, vondst.laatste, begin, eind, vondst.los)


def _gedragen(stuk: Stuk, vondst: Vondst, aanloop: Aanloop) -> bool:
    """Tell whether a bare number, or one that may be a stretch of time (two hours), stands where a time stands."""
    if aanloop.sterk or aanloop.rond:
        return not (vondst.los and stuk.is_een("vulling") and not aanloop.einde)
    if vondst.duur:
        vooraan = bool(stuk.ervoor.strip()) or stuk.begin == len(stuk.ervoor)
        return aanloop.deel or aanloop.uur or (vooraan and (bool(stuk.cijfers) or aanloop.einde))
    return not vondst.los or aanloop.deel or (aanloop.zwak and aanloop.einde)


def _dagdeel(vondst: Vondst, erna: Stuk | None) -> tuple[int, bool]:
    """Settle the twelve hours by an am or pm after the time."""
    if not erna or not vondst.halve_dag:
        return vondst.minuut, vondst.halve_dag
    if erna.is_een("vm"):
        return vondst.minuut % HALF, False
    if erna.is_een("nm"):
        return vondst.minuut % HALF + HALF, False
    return vondst.minuut, True


def _aanloop(stukken: Sequence[Stuk], plek: int, erna: Stuk | None) -> Aanloop:
    """Look back over filler words for what introduces a time, and at what follows it."""
    voor: set[str] = set()
    for stuk in reversed(stukken[max(plek - MEESTE_VULLING - 1, 0) : plek]):
        voor |= stuk.tags.keys()
        if not (stuk.tags.keys() & {"vulling", "ongeveer", "om", "om_zwak", "om_uur"}):
            break
    return Aanloop(
        sterk="om" in voor,
        zwak="om_zwak" in voor,
        uur="om_uur" in voor or "om_zwak" in voor,
        rond="ongeveer" in voor or bool(erna and erna.is_een("ongeveer") and not erna.ervoor.strip(" -")),
        deel=bool(erna and erna.is_een("deel")),
        einde=not erna or bool(erna.ervoor.strip()),
    )


def _is_geen_tijd(stukken: Sequence[Stuk], plek: int, vondst: Vondst, tekst: str) -> bool:
    """Tell whether the surroundings make it a price, an amount, a stretch of time or a number of something."""
    eerste, laatste = stukken[plek], stukken[vondst.laatste]
    if "€" in eerste.ervoor[-2:] or "€" in tekst[laatste.eind : laatste.eind + 2]:
        return True
    voor = stukken[plek - 1] if plek else None
    if voor and voor.is_een("duur_voor") and (vondst.minuut % 60 == 0):
        return True
    if vondst.laatste + 1 >= len(stukken):
        return False
    erna = stukken[vondst.laatste + 1]
    if erna.ervoor.strip():
        return False
    return erna.is_een("munt") or (vondst.los and erna.is_een("geteld"))


def _in_woorden(stukken: Sequence[Stuk], plek: int, patronen: Mapping[str, tuple[Klokpatroon, ...]]) -> Vondst | None:
    """Match the patterns of the language that can begin here; the longest wins."""
    beste: Vondst | None = None
    stuk = stukken[plek]
    sleutels = [stuk.sleutel] if stuk.getal is None else [stuk.sleutel, "{u}", "{m}"]
    for begin in sleutels:
        for patroon in patronen.get(begin, ()):
            raak = _past(stukken, plek, patroon)
            if raak and (not beste or raak.laatste > beste.laatste):
                beste = raak
    return beste


def _past(stukken: Sequence[Stuk], plek: int, patroon: Klokpatroon) -> Vondst | None:
    if plek + len(patroon.elementen) > len(stukken):
        return None
    uur = minuten = 0
    woord_uur = False
    for aan, (element, stuk) in enumerate(zip(patroon.elementen, stukken[plek:], strict=False)):
        getal = stuk.getal
        if aan and stuk.ervoor.strip(" '’" if stuk.cijfers else " '’-"):
            return None
        if element == "{u}" and getal is not None and 0 <= getal <= 24:
            uur, woord_uur = getal, True
        elif element == "{m}" and getal is not None and 1 <= getal <= 59:
            minuten = getal
        elif not _woord_past(element, stuk):
            return None
    if patroon.elementen[-1] == "{m}" and _telt(stukken, plek + len(patroon.elementen) - 1):
        return None
    minuut = patroon.u * uur * 60 + patroon.m * minuten + patroon.plus
    halve_dag = (woord_uur and 1 <= uur <= 12) or (not woord_uur and 0 < patroon.plus < HALF)
    return Vondst(minuut, halve_dag, plek + len(patroon.elementen) - 1)


def _telt(stukken: Sequence[Stuk], plek: int) -> bool:
    """Tell whether a number after a space counts what follows: in "2u 17 refusals" it is no minutes."""
    stuk, erna = stukken[plek], stukken[plek + 1] if plek + 1 < len(stukken) else None
    return bool(stuk.ervoor and erna and erna.is_een("geteld") and not erna.ervoor.strip())


def _woord_past(element: frozenset[str] | str, stuk: Stuk) -> bool:
    if isinstance(element, str):
        return element == "<uur>" and stuk.is_een("uur")
    return stuk.sleutel in element


def _in_cijfers(stukken: Sequence[Stuk], plek: int) -> Vondst | None:
    """Read 2u30, 2 h 30, 02:15, 2.15u and 0240."""
    stuk = stukken[plek]
    if len(stuk.cijfers) == 4:
        return _viercijferig(stukken, plek)
    if (
        len(stuk.cijfers) > 2
        or int(stuk.cijfers) > 24
        or stuk.ervoor[-1:] in tuple("/#+")
        or _cijfer_vlak_voor(stukken, plek)
    ):
        return None
    volgende = stukken[plek + 1 : plek + 4]
    if (
        len(volgende) >= 2
        and volgende[0].is_een("uur")
        and _is_minuten(volgende[1])
        and _dicht(volgende[:2])
        and not _telt(stukken, plek + 2)
    ):
        return _vondst(stuk.cijfers, volgende[1].cijfers, plek + 2)
    if volgende and _is_minuten(volgende[0]) and volgende[0].ervoor in (":", ".", "h", "u"):
        if len(volgende) > 1 and volgende[1].cijfers and volgende[1].ervoor in (".", "/", "-", ":"):
            return None
        met_uur = len(volgende) > 1 and volgende[1].is_een("uur") and not volgende[1].ervoor.strip()
        return _vondst(stuk.cijfers, volgende[0].cijfers, plek + 1 + met_uur)
    return None


def _cijfer_vlak_voor(stukken: Sequence[Stuk], plek: int) -> bool:
    """Tell whether digits stand right before it, joined by a point, colon or slash: part of a longer number."""
    return plek > 0 and bool(stukken[plek - 1].cijfers) and stukken[plek].ervoor in (".", ":", "/", "")


def _dicht(volgende: Sequence[Stuk]) -> bool:
    return all(stuk.ervoor in ("", " ") for stuk in volgende)


def _is_minuten(stuk: Stuk) -> bool:
    return len(stuk.cijfers) == 2 and int(stuk.cijfers) < 60


def _vondst(uur: str, minuten: str, laatste: int) -> Vondst:
    getal = int(uur)
    halve_dag = 1 <= getal <= 12 and not uur.startswith("0")
    return Vondst(getal * 60 + int(minuten), halve_dag, laatste)


def _viercijferig(stukken: Sequence[Stuk], plek: int) -> Vondst | None:
    """Read 0240: only an hour that begins with a nought, or any after a word for "at"; no digits beside it."""
    stuk = stukken[plek]
    uur, minuten = int(stuk.cijfers[:2]), int(stuk.cijfers[2:])
    at = "@" in stuk.ervoor
    naast = [stukken[p] for p in (plek - 1, plek + 1) if 0 <= p < len(stukken)]
    if (
        uur > 24
        or minuten > 59
        or (not at and any(buur.cijfers for buur in naast))
        or stuk.ervoor[-1:] in tuple("/.-+#")
    ):
        return None
    sterk = at or (plek > 0 and stukken[plek - 1].tags.keys() & {"om", "ongeveer"})
    if not sterk and not stuk.cijfers.startswith("0"):
        return None
    return Vondst(uur * 60 + minuten, halve_dag=False, laatste=plek)


def _heel_uur(stukken: Sequence[Stuk], plek: int) -> Vondst | None:
    """Read a whole hour: 3u, drie uur, 11 pm, and the bare number that needs a word before it."""
    stuk = stukken[plek]
    uur = stuk.getal
    if uur is None or not 0 <= uur <= 24 or len(stuk.cijfers) > 2:
        return None
    if (
        stuk.ervoor[-1:] in tuple("/#+.:-")
        and stuk.cijfers
        and plek
        and stukken[plek - 1].cijfers
        and not _reeks(stukken, plek)
    ):
        return None
    halve_dag = 1 <= uur <= 12 and not stuk.cijfers.startswith("0")
    erna = stukken[plek + 1] if plek + 1 < len(stukken) else None
    if erna and not erna.ervoor.strip() and (erna.is_een("vm") or erna.is_een("nm")):
        return Vondst(uur * 60, halve_dag, plek)
    if erna and not erna.ervoor.strip() and erna.is_een("uur"):
        return Vondst(uur * 60, halve_dag, plek + 1, duur=erna.is_een("eenheden"))
    if stuk.cijfers and erna and erna.cijfers and erna.ervoor in (".", ",", "/", ":", " ", ""):
        return None
    return Vondst(uur * 60, halve_dag, plek, los="@" not in stuk.ervoor)


def _reeks(stukken: Sequence[Stuk], plek: int) -> bool:
    """Tell whether the number ends a stretch such as 23-5u."""
    return stukken[plek].ervoor.strip() in ("-", "–") and plek + 1 < len(stukken) and stukken[plek + 1].is_een("uur")
