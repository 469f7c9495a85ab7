"""The tables of a report: keys as codes, one count a row; made from counts, before anything is shielded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from nachtleven.cijfers.naleving import Naleving
from nachtleven.cijfers.periodes import Periode
from nachtleven.cijfers.signalen import Signaal, Signaalsoort, zoek_signalen
from nachtleven.cijfers.tellingen import Tellingen
from nachtleven.nacht import WEEKDAGEN, weekdag

NIET_VERMELD = "niet_vermeld"
ONBEKEND = "onbekend"

SLEUTELS: Mapping[str, tuple[str, ...]] = {
    "per_jaar": ("jaar",),
    "per_maand": ("maand",),
    "per_uur_weekdag": ("weekdag", "uur"),
    "per_kanaal": ("kanaal",),
    "per_taal": ("taal",),
    "per_rol": ("rol",),
    "per_feit": ("feit",),
    "per_grond": ("grond",),
    "grondparen": ("grond_a", "grond_b"),
    "reden_deur_log": ("reden_deur", "reden_log"),
    "per_wijk": ("wijk",),
    "per_straat": ("straat",),
    "per_zaak": ("zaak",),
    "portierplicht": ("portier",),
    "afhandeling": ("maat",),
    "beelden": ("staat",),
    "uitkomsten": ("uitkomst",),
    "maatregelen": ("maatregel",),
    "plichten": ("plicht", "aard"),
    "nummer_8989": ("maat",),
    "stroom": ("post",),
    "signalen": ("zaak", "soort", "verwacht", "ondergrens", "bovengrens"),
    "aanbevelingen": ("aanbeveling", "opvolging"),
}
"""Every table of a report with its key columns, in the order of the report; none is ever absent."""

Sleutel = tuple[str | int | float | None, ...]


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: its key, its count (None: shielded), and further columns."""

    sleutel: Sleutel
    aantal: int | None
    verder: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def afgeschermd(self) -> bool:
        """Tell whether the count is hidden."""
        return self.aantal is None


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table of the report, by its name in rapport.json."""

    naam: str
    rijen: tuple[Rij, ...]

    @property
    def kolommen(self) -> tuple[str, ...]:
        """The names of the key columns."""
        return SLEUTELS[self.naam]


@dataclass(frozen=True, slots=True)
class Groepen:
    """The coarser nights and hours of a shared report, the same every year.

    nachten: name and its weekdays (ma to zo). uren: name and its hours (0-23). Each weekday and hour is in one.
    """

    nachten: tuple[tuple[str, tuple[str, ...]], ...]
    uren: tuple[tuple[str, tuple[int, ...]], ...]


def maak_tabellen(geteld: Tellingen, periode: Periode, groepen: Groepen | None) -> dict[str, Tabel]:
    """Make every table; `groepen`: of a shared report, None keeps each night and hour."""
    gevuld = {
        "per_jaar": _jaren(geteld, periode),
        "per_maand": _maanden(geteld, periode),
        "per_uur_weekdag": _uren(geteld.per_uur, groepen),
        "per_kanaal": _verdeling(geteld.kenmerken["kanaal"]),
        "per_taal": _verdeling(geteld.kenmerken["taal"]),
        "per_rol": _verdeling(geteld.kenmerken["rol"]),
        "per_feit": _codes(geteld.feiten, geteld.zonder["feiten"]),
        "per_grond": _codes(geteld.gronden, geteld.zonder["gronden"]),
        "grondparen": _paren(geteld.paren),
        "per_wijk": _plaats(geteld.zaken, "wijk"),
        "per_straat": _plaats(geteld.zaken, "straat"),
        "per_zaak": _plaats(geteld.zaken, "zaak"),
        "portierplicht": _portierplicht(geteld.zaken),
        "afhandeling": _afhandeling(geteld),
        **{naam: _gevolgd(geteld, naam) for naam in ("beelden", "uitkomsten", "maatregelen")},
        "reden_deur_log": _paren(geteld.redenen),
        "plichten": [_plicht(rij) for rij in geteld.plichten],
        "signalen": [_signaal(signaal) for signaal in zoek_signalen(geteld.verledens)],
        "aanbevelingen": [Rij(paar, 1) for paar in geteld.aanbevelingen],
        "nummer_8989": _nummer(geteld),
        "stroom": _maten(geteld.stroom),
    }
    return {naam: Tabel(naam, tuple(gevuld.get(naam, ()))) for naam in SLEUTELS}


def plaats_van(rij: Mapping[str, object], kolom: str) -> str:
    """Give the key of a row of `Tellingen.zaken` in the table over this column."""
    waarde = rij[kolom]
    if waarde is None:
        return ONBEKEND
    return ("ja" if waarde else "nee") if kolom == "portier" else str(waarde)


def _rijen(frame: pd.DataFrame) -> Iterable[pd.Series]:
    for _, rij in frame.iterrows():
        yield rij


def _paren(frame: pd.DataFrame | None) -> list[Rij]:
    if frame is None:
        return []
    return [Rij((str(rij.code_a), str(rij.code_b)), int(rij.aantal)) for rij in _rijen(frame)]


def _gevolgd(geteld: Tellingen, naam: str) -> list[Rij]:
    if naam not in geteld.opvolging:
        return []
    rijen = []
    for ruw in geteld.opvolging[naam].to_dict("records"):
        verder = {str(kolom): int(waarde) for kolom, waarde in ruw.items() if kolom not in {"waarde", "aantal"}}
        rijen.append(Rij((str(ruw["waarde"]),), int(ruw["aantal"]), verder))
    return rijen


def _plicht(rij: Naleving) -> Rij:
    verder = {
        "zaken": rij.zaken,
        "opnieuw": rij.opnieuw,
        "vorige_periode": rij.vorige,
        "vorig_jaar": rij.jaar_eerder,
        "controles": rij.controles,
        "niet_ok": rij.niet_ok,
    }
    return Rij((rij.plicht, rij.aard), rij.aantal, verder)


def _signaal(signaal: Signaal) -> Rij:
    if signaal.soort is Signaalsoort.TE_WEINIG:
        return Rij((signaal.zaak, signaal.soort.value, None, None, None), signaal.aantal)
    grenzen = (round(signaal.verwacht, 1), signaal.ondergrens, signaal.bovengrens)
    sinds = {"sinds_maand": signaal.sinds} if signaal.sinds else {}
    return Rij((signaal.zaak, signaal.soort.value, *grenzen), signaal.aantal, sinds)


def _maten(aantallen: Mapping[str, int]) -> list[Rij]:
    return [Rij((naam,), aantal) for naam, aantal in aantallen.items()]


def _per(frame: pd.DataFrame, sleutels: pd.Series) -> dict[object, int]:
    """Sum `aantal` by a key made for each row."""
    return {sleutel: int(som) for sleutel, som in frame["aantal"].groupby(sleutels.to_list()).sum().items()}


def _maanden(geteld: Tellingen, periode: Periode) -> list[Rij]:
    """Give every month from the first that holds anything, or the period's first, up to the period's end."""
    frame = geteld.per_nacht
    eerste = min([*frame["nacht"], periode.van])
    sommen = _per(frame, frame["nacht"].map(lambda nacht: f"{nacht:%Y-%m}"))
    alle = range(eerste.year * 12 + eerste.month - 1, periode.tot.year * 12 + periode.tot.month - 1)
    namen = [f"{maand // 12:04d}-{maand % 12 + 1:02d}" for maand in alle]
    return [Rij((naam,), sommen.get(naam, 0)) for naam in namen]


def _jaren(geteld: Tellingen, periode: Periode) -> list[Rij]:
    """Give every year from the first that holds anything; the last one up to the period's end."""
    frame = geteld.per_nacht
    eerste = min([*frame["nacht"], periode.van])
    sommen = _per(frame, frame["nacht"].map(lambda nacht: nacht.year))
    laatste = date.fromordinal(periode.tot.toordinal() - 1)
    return [Rij((f"{jaar:04d}",), sommen.get(jaar, 0)) for jaar in range(eerste.year, laatste.year + 1)]


def _uren(frame: pd.DataFrame, groepen: Groepen | None) -> list[Rij]:
    """Give the full grid of nights and hours, the hours in the order of a night: from 12 on."""
    nachten = groepen.nachten if groepen else tuple((dag, (dag,)) for dag in WEEKDAGEN)
    uren: Sequence[tuple[str | int, tuple[int, ...]]] = (
        groepen.uren if groepen else tuple((u % 24, (u % 24,)) for u in range(12, 36))
    )
    sommen: dict[tuple[str, int], int] = {}
    for nacht, uur, aantal in frame.itertuples(index=False):
        sleutel = (weekdag(nacht), int(uur))
        sommen[sleutel] = sommen.get(sleutel, 0) + int(aantal)
    return [
        Rij((naam, uurnaam), sum(sommen.get((dag, uur), 0) for dag in dagen for uur in leden))
        for naam, dagen in nachten
        for uurnaam, leden in uren
    ]


def _verdeling(frame: pd.DataFrame) -> list[Rij]:
    """Give the values most first, and what is not told last."""
    paren = [(waarde, int(aantal)) for waarde, aantal in frame.itertuples(index=False)]
    bekend = sorted(((str(w), n) for w, n in paren if w is not None), key=lambda p: (-p[1], p[0]))
    rest = sum(n for w, n in paren if w is None)
    return [*(Rij((w,), n) for w, n in bekend), Rij((NIET_VERMELD,), rest)]


def _codes(frame: pd.DataFrame, zonder: int) -> list[Rij]:
    paren = [(str(code), int(aantal)) for code, aantal in frame.itertuples(index=False)]
    op_maat = sorted(paren, key=lambda p: (-p[1], p[0]))
    return [*(Rij((code,), aantal) for code, aantal in op_maat), Rij((NIET_VERMELD,), zonder)]


def _plaats(zaken: pd.DataFrame, kolom: str) -> list[Rij]:
    sommen: dict[str, int] = {}
    for rij in zaken.to_dict("records"):
        naam = plaats_van({str(k): v for k, v in rij.items()}, kolom)
        sommen[naam] = sommen.get(naam, 0) + int(rij["aantal"])
    namen = sorted(sommen, key=lambda naam: (naam == ONBEKEND, -sommen[naam], naam))
    return [Rij((naam,), sommen[naam]) for naam in namen]


def _portierplicht(zaken: pd.DataFrame) -> list[Rij]:
    sommen = {rij.sleutel[0]: rij.aantal for rij in _plaats(zaken, "portier")}
    return [Rij((naam,), sommen.get(naam) or 0) for naam in ("ja", "nee", ONBEKEND)]


def _afhandeling(geteld: Tellingen) -> list[Rij]:
    gecontacteerd = geteld.contact["binnen_termijn"] + geteld.contact["buiten_termijn"]
    return [
        Rij(("gecontacteerd",), gecontacteerd, {"mediaan_dagen": geteld.mediaan_dagen}),
        *_maten(geteld.contact),
        *_maten(geteld.afgevoerd),
    ]


def _nummer(geteld: Tellingen) -> list[Rij]:
    hoe = {waarde: int(aantal) for waarde, aantal in geteld.kenmerken["zaak_hoe"].itertuples(index=False)}
    return [
        Rij(("berichten",), sum(geteld.berichten.values()), {"mediaan_seconden": geteld.antwoordtijd_s}),
        Rij(("berichten_bij_melding",), geteld.berichten["bij_melding"]),
        Rij(("berichten_zonder_melding",), geteld.berichten["zonder_melding"]),
        Rij(("meldingen",), sum(hoe.values())),
        Rij(("zaak_zeker",), hoe.get("zeker", 0)),
        Rij(("zaak_na_vraag",), hoe.get("na_vraag", 0)),
        Rij(("zaak_door_persoon",), hoe.get("persoon", 0)),
        Rij(("zaak_onbekend",), hoe.get(None, 0)),
        *_maten(geteld.nummer),
    ]
