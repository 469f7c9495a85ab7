"""Which rows of a shareable report are hidden: the rules of afscherming.py over all tables at once."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pandas as pd

from nachtleven.cijfers.afscherming import (
    Blad,
    heeft_speling,
    is_klein,
    scherm_meervoudig,
    scherm_paren,
    scherm_plaatsen,
    scherm_verdeling,
)
from nachtleven.cijfers.tabellen import NIET_VERMELD, ONBEKEND, Rij, Sleutel, Tabel, plaats_van

Verborgen = Mapping[str, frozenset[Sleutel]]
"""The keys to hide, by table."""

_VERDELINGEN = ("per_uur_weekdag", "per_kanaal", "per_taal", "per_rol")
_PLAATSEN = ("straat", "wijk", "portier")
_PLAATSTABEL = {"straat": "per_straat", "wijk": "per_wijk", "portier": "portierplicht"}
_BEREIKT, _NIET_BEREIKT = ("binnen_termijn", "buiten_termijn"), ("niet_gecontacteerd", "zonder_termijn")
_CONTACT = (*_BEREIKT, *_NIET_BEREIKT)
_ZAAK = ("zaak_zeker", "zaak_na_vraag", "zaak_door_persoon", "zaak_onbekend")
_GEVOLGD = ("beelden", "uitkomsten", "maatregelen", "reden_deur_log", "plichten")
_LOS = ("vragen", "vragen_beantwoord", "niet_gelezen", "nieuwe_melders", "via_code")
"""Of the number itself: what is no part of any published sum."""
_BIJZAAK = frozenset(
    {"zaken", "opnieuw", "controles", "niet_ok", "vorige_periode", "vorig_jaar", "nagekomen", "niet_nagekomen"}
)
_BERICHTEN = ("berichten_bij_melding", "berichten_zonder_melding")
_SCHEIDING = "\x1f"


def verberg(tabellen: Mapping[str, Tabel], verborgen: Verborgen) -> dict[str, Tabel]:
    """Take the counts of the hidden rows away, and what was worked out from them.

    Where so little was counted that even with all rows hidden the sum tells each of them (five rows, five
    meldingen), the rows themselves go: that a row stands there would say that it is not zero.
    """
    leeg = {naam for naam in _VERDELINGEN if _is_verraden(tabellen[naam], verborgen)}
    if _is_verraden(tabellen["per_zaak"], verborgen):
        leeg |= {"per_zaak", *_PLAATSTABEL.values()}
    gedekt = {
        naam: replace(
            tabel, rijen=() if naam in leeg else tuple(_dek(rij, verborgen.get(naam, ())) for rij in tabel.rijen)
        )
        for naam, tabel in tabellen.items()
    }
    return gedekt | {
        **{
            naam: replace(gedekt[naam], rijen=tuple(_zonder_bijzaak(rij) for rij in gedekt[naam].rijen))
            for naam in ("plichten", "maatregelen")
        },
        "signalen": _signalen(gedekt["signalen"], gedekt["per_zaak"]),
    }


def _zonder_bijzaak(rij: Rij) -> Rij:
    """Leave out what stands beside the findings of a duty, or beside a measure: it is not shielded here."""
    return replace(rij, verder={naam: waarde for naam, waarde in rij.verder.items() if naam not in _BIJZAAK})


def _signalen(tabel: Tabel, per_zaak: Tabel) -> Tabel:
    """Keep the venues of which the count is shown, with whole expectations: those hang on years of their own."""
    getoond = {rij.sleutel[0] for rij in per_zaak.rijen if rij.aantal is not None}
    rijen = (rij for rij in tabel.rijen if rij.sleutel[0] in getoond)
    return replace(tabel, rijen=tuple(replace(rij, sleutel=_afgerond(rij.sleutel)) for rij in rijen))


def _afgerond(sleutel: Sleutel) -> Sleutel:
    return tuple(round(deel) if isinstance(deel, float) else deel for deel in sleutel)


def _dek(rij: Rij, dicht: Collection[Sleutel]) -> Rij:
    return replace(rij, aantal=None, verder=dict.fromkeys(rij.verder)) if rij.sleutel in dicht else rij


def _is_verraden(tabel: Tabel, verborgen: Verborgen) -> bool:
    """Tell whether every row that isn't zero is hidden, and their sum would still give them back."""
    dicht = verborgen.get(tabel.naam, frozenset())
    waarden = [rij.aantal or 0 for rij in tabel.rijen if rij.sleutel in dicht]
    alles = all(rij.sleutel in dicht for rij in tabel.rijen if rij.aantal)
    return alles and not heeft_speling(waarden)


def zoek_verborgen(
    tabellen: Mapping[str, Tabel], zaken: pd.DataFrame, drempel: int, ook: Verborgen | None = None
) -> dict[str, frozenset[Sleutel]]:
    """Find what must be hidden of the tables of one report.

    `zaken`: as in Tellingen. `ook`: what the reports of parts of this period hide, which this one hides too.
    """
    al: Verborgen = ook or {}
    geheel = _maat(tabellen["stroom"], "nieuw")
    dicht = {naam: _verdeling(tabellen[naam], drempel, al.get(naam, frozenset())) for naam in _VERDELINGEN}
    dicht |= _tijd(tabellen, drempel, al)
    for naam in ("per_feit", "per_grond"):
        gevonden = scherm_meervoudig(_plat(tabellen[naam]), geheel, drempel, NIET_VERMELD, _namen(al, naam))
        dicht[naam] = frozenset((sleutel,) for sleutel in gevonden)
    paren = {(str(r.sleutel[0]), str(r.sleutel[1])): r.aantal or 0 for r in tabellen["grondparen"].rijen}
    kleine = scherm_paren(paren, _namen(dicht, "per_grond"), drempel)
    dicht["grondparen"] = frozenset({*kleine, *al.get("grondparen", ())})
    dicht |= _plaatsen_en_nummer(tabellen["nummer_8989"], zaken, drempel, al)
    for naam in _GEVOLGD:
        dicht[naam] = _gevolgd(tabellen[naam], drempel, al.get(naam, frozenset()))
    dicht["afhandeling"] = _afhandeling(tabellen["afhandeling"], drempel, _namen(al, "afhandeling"))
    dicht["stroom"] = _stroom(tabellen["stroom"], drempel, al.get("stroom", frozenset()))
    return dicht


def _maat(tabel: Tabel, naam: str) -> int:
    return next((rij.aantal or 0 for rij in tabel.rijen if rij.sleutel == (naam,)), 0)


def _plat(tabel: Tabel) -> dict[str, int]:
    return {_SCHEIDING.join(map(str, rij.sleutel)): rij.aantal or 0 for rij in tabel.rijen}


def _namen(verborgen: Verborgen, naam: str) -> frozenset[str]:
    return frozenset(_SCHEIDING.join(map(str, sleutel)) for sleutel in verborgen.get(naam, ()))


def _verdeling(tabel: Tabel, drempel: int, ook: frozenset[Sleutel]) -> frozenset[Sleutel]:
    namen = frozenset(_SCHEIDING.join(map(str, sleutel)) for sleutel in ook)
    gevonden = scherm_verdeling(_plat(tabel), drempel, namen)
    return frozenset(rij.sleutel for rij in tabel.rijen if _SCHEIDING.join(map(str, rij.sleutel)) in gevonden)


def _tijd(tabellen: Mapping[str, Tabel], drempel: int, al: Verborgen) -> dict[str, frozenset[Sleutel]]:
    """Hide months so that neither a quarter's sum nor a year's gives one back.

    A quarter under the threshold has no published sum; the year less the other quarters would give it, so the year
    is hidden too.
    """
    maanden: set[Sleutel] = set()
    jaren: set[Sleutel] = set()
    eerder = _namen(al, "per_maand")
    per_maand = {str(rij.sleutel[0]): rij.aantal or 0 for rij in tabellen["per_maand"].rijen}
    for rij in tabellen["per_jaar"].rijen:
        delen = _kwartalen({m: n for m, n in per_maand.items() if m.startswith(f"{rij.sleutel[0]}-")})
        dicht = {m for deel in delen for m in scherm_verdeling(deel, drempel, eerder)}
        dicht |= scherm_verdeling({m: n for deel in delen for m, n in deel.items()}, drempel, dicht)
        maanden |= {(m,) for m in dicht}
        if any(is_klein(sum(deel.values()), drempel) for deel in delen):
            jaren.add(rij.sleutel)
    return {"per_maand": frozenset(maanden), "per_jaar": frozenset(jaren)}


def _kwartalen(maanden: Mapping[str, int]) -> list[dict[str, int]]:
    """Split the months of one year by quarter."""
    return [{m: n for m, n in maanden.items() if (int(m[-2:]) + 2) // 3 == nummer} for nummer in range(1, 5)]


def _plaatsen_en_nummer(
    nummer: Tabel, zaken: pd.DataFrame, drempel: int, al: Verborgen
) -> dict[str, frozenset[Sleutel]]:
    """Shield the places and how the venue was found together: `onbekend` is the same count in both."""
    hoe, berichten = _zaak_hoe(nummer, drempel, _namen(al, "nummer_8989")), frozenset[str]()
    plaatsen = _plaatsen(zaken, drempel, al, dicht_onbekend="zaak_onbekend" in hoe)
    if (ONBEKEND,) in plaatsen["per_zaak"]:
        hoe = _zaak_hoe(nummer, drempel, {*_namen(al, "nummer_8989"), "zaak_onbekend"})
    waarden = _plat(nummer)
    berichten = scherm_verdeling({m: waarden[m] for m in _BERICHTEN}, drempel, _namen(al, "nummer_8989"))
    alle = {*hoe, *berichten}
    alle |= {m for m in ("berichten", "meldingen") if is_klein(waarden[m], drempel)}
    alle |= _losse(waarden, drempel, _namen(al, "nummer_8989"))
    return {**plaatsen, "nummer_8989": frozenset((maat,) for maat in alle)}


def _losse(waarden: Mapping[str, int], drempel: int, ook: frozenset[str]) -> set[str]:
    """Hide what is small, and the answers to our questions where those without an answer are few."""
    dicht = {m for m in _LOS if m in waarden and (is_klein(waarden[m], drempel) or m in ook)}
    onbeantwoord = waarden.get("vragen", 0) - waarden.get("vragen_beantwoord", 0)
    return dicht | ({"vragen_beantwoord"} if is_klein(onbeantwoord, drempel) else set())


def _gevolgd(tabel: Tabel, drempel: int, ook: frozenset[Sleutel]) -> frozenset[Sleutel]:
    """Hide what is small of a table without a published sum, and never one alone of several."""
    dicht = {r.sleutel for r in tabel.rijen if is_klein(r.aantal or 0, drempel) or (r.sleutel in ook and r.aantal)}
    over = sorted((r for r in tabel.rijen if r.aantal and r.sleutel not in dicht), key=lambda r: (r.aantal, r.sleutel))
    return frozenset(dicht | ({over[0].sleutel} if len(dicht) == 1 and over else set()))


def _zaak_hoe(nummer: Tabel, drempel: int, ook: frozenset[str] | set[str]) -> frozenset[str]:
    waarden = _plat(nummer)
    return scherm_verdeling({maat: waarden[maat] for maat in _ZAAK}, drempel, ook)


def _plaatsen(
    zaken: pd.DataFrame, drempel: int, al: Verborgen, *, dicht_onbekend: bool
) -> dict[str, frozenset[Sleutel]]:
    eerder = _namen(al, "per_zaak")
    bladen = []
    for ruw in zaken.to_dict("records"):
        rij = {str(kolom): waarde for kolom, waarde in ruw.items()}
        zaak = plaats_van(rij, "zaak")
        eigen = bool(rij["eigen"]) or zaak in eerder or (zaak == ONBEKEND and dicht_onbekend)
        bladen.append(Blad(zaak, int(rij["aantal"]), tuple(plaats_van(rij, k) for k in _PLAATSEN), eigen))
    gevonden = scherm_plaatsen(bladen, drempel, [_namen(al, _PLAATSTABEL[k]) for k in _PLAATSEN])
    dicht = {"per_zaak": frozenset((zaak,) for zaak in gevonden.bladen)}
    for plaats, groepen in zip(_PLAATSEN, gevonden.groepen, strict=False):
        dicht[_PLAATSTABEL[plaats]] = frozenset((groep,) for groep in groepen)
    return {tabel: dicht.get(tabel, frozenset()) for tabel in ("per_zaak", *_PLAATSTABEL.values())}


def _afhandeling(tabel: Tabel, drempel: int, ook: frozenset[str]) -> frozenset[Sleutel]:
    """Hide the parts of the meldingen, and the sum of two of them (`gecontacteerd`) where it is no longer certain.

    That sum is what the two others leave of all meldingen: it can be hidden only with one of those.
    """
    waarden = _plat(tabel)
    delen = {maat: waarden[maat] for maat in _CONTACT}
    dicht = set(scherm_verdeling(delen, drempel, ook))
    if is_klein(waarden["gecontacteerd"], drempel) and not dicht & {*_NIET_BEREIKT}:
        dicht.add(min(_NIET_BEREIKT, key=lambda maat: (waarden[maat] == 0, waarden[maat])))
    if dicht & {*_BEREIKT} and dicht & {*_NIET_BEREIKT}:
        dicht.add("gecontacteerd")
    dicht |= {maat for maat in ("ingetrokken", "gewist") if is_klein(waarden[maat], drempel) or maat in ook}
    return frozenset((maat,) for maat in dicht)


def _stroom(tabel: Tabel, drempel: int, ook: frozenset[Sleutel]) -> frozenset[Sleutel]:
    """Hide all but what came in where one post is small: the four add up, two of them would give the third."""
    klein = {rij.sleutel for rij in tabel.rijen if is_klein(rij.aantal or 0, drempel)} | ook
    if not klein:
        return frozenset()
    return frozenset({*klein, ("open_begin",), ("gesloten",), ("open_einde",)})
