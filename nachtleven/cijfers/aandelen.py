"""Shares and intervals beside the counts, worked out from the tables as they are shown: what is hidden gives none."""

from collections.abc import Mapping
from dataclasses import replace

from nachtleven.cijfers.intervallen import garwood, wilson
from nachtleven.cijfers.tabellen import Rij, Tabel

_VAN_MELDINGEN = ("per_kanaal", "per_taal", "per_rol", "per_feit", "per_grond", "portierplicht")
_NUMMER: Mapping[str, str] = {
    "berichten_bij_melding": "berichten",
    "niet_gelezen": "berichten",
    "zaak_zeker": "meldingen",
    "zaak_na_vraag": "meldingen",
    "zaak_door_persoon": "meldingen",
    "zaak_onbekend": "meldingen",
    "via_code": "meldingen",
    "vragen_beantwoord": "vragen",
}
"""Of the number itself: the row, and the row of which it is a part."""

_MET_TERMIJN = ("binnen_termijn", "buiten_termijn", "niet_gecontacteerd")
_TELLINGEN = ("per_jaar",)
_EIGEN_GEHEEL = ("beelden", "uitkomsten")


def met_aandelen(tabellen: Mapping[str, Tabel]) -> dict[str, Tabel]:
    """Add `aandeel` with `aandeel_van` and `aandeel_tot` (Wilson), and `interval_van`, `interval_tot` (Garwood).

    A share is of all meldingen of the period; of contact it is of those with a term; in the number's own table of the
    row that `_NUMMER` names; of footage and outcomes of all in that table. `vorig_jaar`: of the same month a year ago.
    """
    uit = dict(tabellen)
    geheel = _aantal(tabellen["stroom"], "nieuw")
    for naam in _VAN_MELDINGEN:
        uit[naam] = _deel(tabellen[naam], {str(rij.sleutel[0]): geheel for rij in tabellen[naam].rijen})
    nummer = tabellen["nummer_8989"]
    uit["nummer_8989"] = _deel(nummer, {deel: _aantal(nummer, van) for deel, van in _NUMMER.items()})
    uit["afhandeling"] = _deel(tabellen["afhandeling"], {"binnen_termijn": _som(tabellen["afhandeling"], _MET_TERMIJN)})
    for naam in _EIGEN_GEHEEL:
        sleutels = [str(rij.sleutel[0]) for rij in tabellen[naam].rijen]
        uit[naam] = _deel(tabellen[naam], dict.fromkeys(sleutels, _som(tabellen[naam], sleutels)))
    for naam in _TELLINGEN:
        uit[naam] = replace(tabellen[naam], rijen=tuple(_met_interval(rij) for rij in tabellen[naam].rijen))
    uit["per_maand"] = _met_vorig_jaar(tabellen["per_maand"])
    return uit


def _aantal(tabel: Tabel, sleutel: str) -> int | None:
    return next((rij.aantal for rij in tabel.rijen if rij.sleutel == (sleutel,)), None)


def _som(tabel: Tabel, sleutels: tuple[str, ...] | list[str]) -> int | None:
    aantallen = [_aantal(tabel, sleutel) for sleutel in sleutels]
    return None if None in aantallen else sum(aantal or 0 for aantal in aantallen)


def _deel(tabel: Tabel, gehelen: Mapping[str, int | None]) -> Tabel:
    return replace(tabel, rijen=tuple(_met_deel(rij, gehelen.get(str(rij.sleutel[0]))) for rij in tabel.rijen))


def _met_deel(rij: Rij, geheel: int | None) -> Rij:
    if rij.aantal is None or not geheel or rij.aantal > geheel:
        return rij
    van, tot = wilson(rij.aantal, geheel)
    delen = {"aandeel": rij.aantal / geheel, "aandeel_van": van, "aandeel_tot": tot}
    return replace(rij, verder={**rij.verder, **{naam: round(deel, 4) for naam, deel in delen.items()}})


def _met_interval(rij: Rij) -> Rij:
    if rij.aantal is None:
        return rij
    van, tot = garwood(rij.aantal)
    return replace(rij, verder={**rij.verder, "interval_van": round(van, 1), "interval_tot": round(tot, 1)})


def _met_vorig_jaar(tabel: Tabel) -> Tabel:
    """Put beside each shown month the same month a year before; hidden there is hidden here."""
    per_maand = {str(rij.sleutel[0]): rij.aantal for rij in tabel.rijen}
    rijen = []
    for rij in tabel.rijen:
        jaar, maand = str(rij.sleutel[0]).split("-")
        eerder = f"{int(jaar) - 1:04d}-{maand}"
        rijen.append(replace(rij, verder={"vorig_jaar": per_maand[eerder]}) if eerder in per_maand else rij)
    return replace(tabel, rijen=tuple(rijen))
