"""The report as words: titles, sentences and cells of text, for the forms that people read (HTML and PDF)."""

from dataclasses import dataclass, replace
from datetime import timedelta

from nachtleven.cijfers.tabellen import Rij, Tabel
from nachtleven.nacht import lokaal
from nachtleven.opmaak.gegevens import verdere_kolommen
from nachtleven.opmaak.grafieken import Grafiek, teken
from nachtleven.opmaak.vondsten import Vondst, maak_vondsten
from nachtleven.opmaak.woorden import Woorden
from nachtleven.rapport import Rapport

_SMAL = "\u202f"


@dataclass(frozen=True, slots=True)
class Leestabel:
    """A table of texts; a cell None is shielded. `links`: how many columns are names; empty `rijen`: nothing known.

    `grafiek`: drawn from the same rows; None: there is none.
    """

    naam: str
    titel: str
    kop: tuple[str, ...]
    links: int
    rijen: tuple[tuple[str | None, ...], ...]
    noot: str
    grafiek: Grafiek | None = None


@dataclass(frozen=True, slots=True)
class Leesrapport:
    """All that stands in the report that people read, in order."""

    titel: str
    ondertitel: str
    regels: tuple[str, ...]
    grenzen_kop: str
    grenzen: tuple[str, ...]
    bevindingen_kop: str
    bevindingen: tuple[Vondst, ...]
    tabellen: tuple[Leestabel, ...]
    leeg: str
    taal: str
    inhoud: str
    bladzijde_van: str
    afg: str
    afg_voluit: str


def maak_bladzijden(rapport: Rapport, woorden: Woorden) -> Leesrapport:
    """Put the report into words."""
    zinnen, woorden = woorden.zinnen, woorden.met_zaken(rapport.namen)
    return Leesrapport(
        titel=zinnen["titel"],
        ondertitel=f"{zinnen['ondertitel']}, {periodenaam(rapport, woorden)}",
        regels=regels(rapport, woorden),
        grenzen_kop=zinnen["grenzen_kop"],
        grenzen=tuple(zinnen["grenzen"]),
        bevindingen_kop=zinnen["bevindingen"]["kop"],
        bevindingen=maak_vondsten(rapport.tabellen, woorden),
        tabellen=tuple(
            replace(_tabel(tabel, woorden), grafiek=teken(tabel, woorden)) for tabel in rapport.tabellen.values()
        ),
        leeg=zinnen["leeg"],
        taal=zinnen["taalcode"],
        inhoud=zinnen["inhoud"],
        bladzijde_van=zinnen["bladzijde_van"],
        afg=zinnen["afg"],
        afg_voluit=zinnen["afgeschermd_voluit"],
    )


def periodenaam(rapport: Rapport, woorden: Woorden) -> str:
    """Name the period: maart 2026, eerste kwartaal 2026 (januari tot en met maart), 2026."""
    van, jaar = rapport.periode.van, f"{rapport.periode.van.year}"
    maanden = woorden.zinnen["maanden"]
    if rapport.periode.soort == "jaar":
        return jaar
    if rapport.periode.soort == "maand":
        return f"{maanden[van.month - 1]} {jaar}"
    laatste = rapport.periode.tot - timedelta(days=1)
    return f"{maanden[van.month - 1]} {woorden.zinnen['tot_en_met']} {maanden[laatste.month - 1]} {jaar}"


def regels(rapport: Rapport, woorden: Woorden) -> tuple[str, ...]:
    """Give the sentences that go with every figure: version, moment of the data, what counts."""
    zinnen = woorden.zinnen
    hier = lokaal(rapport.gemaakt)
    maand = zinnen["maanden"][hier.month - 1]
    uit = [zinnen["voorlopig"]] if rapport.voorlopig else []
    uit.append(zinnen[rapport.versie])
    if rapport.versie == "deelbaar":
        uit.append(zinnen["afgeschermd"].format(drempel=rapport.drempel))
    delen = {"dag": hier.day, "maand": maand, "jaar": hier.year, "uur": hier.hour, "minuut": f"{hier.minute:02d}"}
    uit.append(zinnen["opgebouwd"].format(**delen))
    return (*uit, zinnen["nacht"], zinnen["ingetrokken"])


def _tabel(tabel: Tabel, woorden: Woorden) -> Leestabel:
    titel, noot = woorden.titels[tabel.naam], woorden.noten.get(tabel.naam, "")
    if tabel.naam == "per_uur_weekdag":
        return _rooster(tabel, woorden, titel, noot)
    verder = tuple(kolom for kolom in verdere_kolommen(tabel) if not kolom.endswith(("_van", "_tot")))
    marge = verdere_kolommen(tabel) != verder
    kop = [woorden.kolommen.get(k, k) for k in (*tabel.kolommen, "aantal", *verder)]
    rijen = tuple(_rij(tabel, rij, verder, woorden, marge=marge) for rij in tabel.rijen)
    koppen = (*kop, woorden.kolommen["marge"]) if marge else tuple(kop)
    return Leestabel(tabel.naam, titel, koppen, _namen(tabel), rijen, noot)


def _namen(tabel: Tabel) -> int:
    """Tell how many of the first columns are names; the others are numbers."""
    return 2 if tabel.naam == "signalen" else len(tabel.kolommen)


def _rij(tabel: Tabel, rij: Rij, verder: tuple[str, ...], woorden: Woorden, *, marge: bool) -> tuple[str | None, ...]:
    namen = tuple(
        "" if w is None else woorden.getal(w) if isinstance(w, float) else woorden.code(k, w)
        for k, w in zip(tabel.kolommen, rij.sleutel, strict=True)
    )
    eind = (_marge(rij, woorden),) if marge else ()
    return (*namen, _cel(rij.aantal, woorden), *(_verder(rij, kolom, woorden) for kolom in verder), *eind)


def _cel(aantal: int | None, woorden: Woorden) -> str | None:
    return None if aantal is None else woorden.getal(aantal)


def _verder(rij: Rij, kolom: str, woorden: Woorden) -> str | None:
    if rij.afgeschermd:
        return None if kolom in rij.verder else ""
    waarde = rij.verder.get(kolom)
    if waarde is None:
        return ""
    return f"{round(100 * waarde)}{_SMAL}%" if kolom == "aandeel" else woorden.getal(waarde)


def _marge(rij: Rij, woorden: Woorden) -> str:
    """Write the interval of a share or a count with `tot`; of what has none: nothing."""
    tot = woorden.zinnen["tot"]
    if "aandeel_van" in rij.verder:
        van, hoog = (round(100 * (rij.verder[k] or 0)) for k in ("aandeel_van", "aandeel_tot"))
        return f"{van} {tot} {hoog}{_SMAL}%"
    if "interval_van" in rij.verder:
        laag, boven = (woorden.getal(round(rij.verder[k] or 0)) for k in ("interval_van", "interval_tot"))
        return f"{laag} {tot} {boven}"
    return ""


def _rooster(tabel: Tabel, woorden: Woorden, titel: str, noot: str) -> Leestabel:
    """Lay hours down and nights across."""
    nachten = tuple(dict.fromkeys(rij.sleutel[0] for rij in tabel.rijen))
    uren = tuple(dict.fromkeys(rij.sleutel[1] for rij in tabel.rijen))
    aantallen = {rij.sleutel: rij.aantal for rij in tabel.rijen}
    kop = (woorden.kolommen["uur"], *(woorden.code("weekdag", nacht) for nacht in nachten))
    rijen = tuple(
        (woorden.zinnen["uur_cel"].format(uur=uur), *(_cel(aantallen[nacht, uur], woorden) for nacht in nachten))
        for uur in uren
    )
    return Leestabel(tabel.naam, titel, kop, 1, rijen, noot)
