"""From a piece of evidence to the row it points at, as the registers hold it now, and that row corrected.

A correction is a new version, as an import's is, with an import row that names who made it; why stands in the history
of the finding. What a log line's `gelogd` says is never corrected: when it was written matters as much as what it says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.bestanden import velden
from nachtleven.bestanden.velden import Kolomfout, Veldfout
from nachtleven.fouten import NietGevonden
from nachtleven.nacht import lokaal
from nachtleven.opslag import registers
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import ControleRij, IncidentRij, InvoerRij, InzetRij, KaartRij, ZaakRij
from nachtleven.register.logboek import IncidentSoort, Oordeel, Reden
from nachtleven.register.portiers import sleutel_kaartnummer
from nachtleven.toezicht.bevindingen import BewijsSoort

Registerrij = InzetRij | IncidentRij | ControleRij | KaartRij | ZaakRij
Lezer = Callable[[str], object]


def _of_leeg(lezer: Lezer) -> Lezer:
    return lambda tekst: lezer(tekst) if tekst else None


def _keuze(soort: type[Reden] | type[IncidentSoort] | type[Oordeel]) -> Lezer:
    return lambda tekst: velden.kies(soort, tekst).value


@dataclass(frozen=True, slots=True)
class _Vorm:
    """How a kind of row is found by its key, which columns are shown, which can be corrected and how they are read."""

    klasse: type[Registerrij]
    zoek: Callable[[str], dict[str, object]]
    toon: tuple[str, ...]
    corrigeer: Mapping[str, Lezer]
    persoonlijk: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correctie:
    """What becomes of a row, by whom, when. `waarom` stands here where no finding holds it; it names nobody."""

    waarden: Mapping[str, object]
    door: str
    moment: datetime
    waarom: str = ""


def _zoek_inzet(sleutel: str) -> dict[str, object]:
    kaart, rest = sleutel.split("/", 1)
    zaak, van, _tot = rest.rsplit("/", 2)
    return {"kaart_sleutel": kaart, "zaak_id": zaak, "van": datetime.fromisoformat(van)}


def _zoek_controle(sleutel: str) -> dict[str, object]:
    zaak, moment, plicht, _kaart = sleutel.rsplit("/", 3)
    return {"zaak_id": zaak, "tijdstip": datetime.fromisoformat(moment), "plicht": plicht}


_DAG, _MOMENT, _JA_NEE = _of_leeg(velden.dag), velden.moment, velden.ja_nee
_VORMEN: Mapping[str, _Vorm] = {
    BewijsSoort.INZET: _Vorm(
        InzetRij,
        _zoek_inzet,
        ("kaartnummer", "zaak_id", "van", "tot"),
        {"kaartnummer": velden.kaartnummer, "van": _MOMENT, "tot": _MOMENT},
    ),
    BewijsSoort.KAART: _Vorm(
        KaartRij,
        lambda sleutel: {"kaart_sleutel": sleutel},
        ("kaartnummer", "werkgever", "werkgever_geldig_tot", "statuut", "geldig_van", "geldig_tot", "geschorst_van",
         "geschorst_tot"),
        {"geldig_van": velden.dag, "geldig_tot": velden.dag, "geschorst_van": _DAG, "geschorst_tot": _DAG,
         "werkgever_geldig_tot": _DAG},
        ("naam", "telefoon"),
    ),
    BewijsSoort.INCIDENT: _Vorm(
        IncidentRij,
        lambda sleutel: {"nummer": sleutel},
        ("nummer", "zaak_id", "van", "tot", "soort", "reden", "aantal", "kaartnummer", "gelogd"),
        {"van": _MOMENT, "tot": _MOMENT, "soort": _keuze(IncidentSoort), "reden": _keuze(Reden),
         "aantal": _of_leeg(velden.aantal)},
        ("tekst",),
    ),
    BewijsSoort.CONTROLE: _Vorm(
        ControleRij, _zoek_controle, ("zaak_id", "tijdstip", "plicht", "oordeel", "kaartnummer"),
        {"oordeel": _keuze(Oordeel)}, ("nota",),
    ),
    BewijsSoort.ZAAK: _Vorm(
        ZaakRij,
        lambda sleutel: {"zaak_id": sleutel},
        ("zaak_id", "naam", "portier", "camera", "affiche", "gelegenheid"),
        {"portier": _JA_NEE, "camera": _of_leeg(_JA_NEE), "affiche": _of_leeg(_JA_NEE), "gelegenheid": _JA_NEE},
        ("telefoon",),
    ),
}  # fmt: skip


def vind(sessie: Session, soort: str, sleutel: str) -> Registerrij | None:
    """Give the row as it stands now; None where it is gone, or a melding (whose row is not the police's)."""
    vorm = _VORMEN.get(soort)
    if vorm is None:
        return None
    try:
        gezocht = vorm.zoek(sleutel)
    except ValueError:
        return None
    vraag: Any = select(vorm.klasse).where(vorm.klasse.bekend_tot.is_(None))
    vraag = vraag.where(*(getattr(vorm.klasse, naam) == waarde for naam, waarde in gezocht.items()))
    rij: Registerrij | None = sessie.scalars(vraag.limit(1)).first()
    return rij


def kolommen(soort: str, rij: Registerrij) -> tuple[tuple[str, str], ...]:
    """Give the columns of a row as a register file writes them."""
    return tuple((naam, _als_tekst(getattr(rij, naam))) for naam in _VORMEN[soort].toon)


def te_corrigeren(soort: str, rij: Registerrij) -> tuple[tuple[str, str], ...]:
    """Give the columns that can be corrected, as a form takes them."""
    return tuple((naam, _als_tekst(getattr(rij, naam))) for naam in _VORMEN[soort].corrigeer)


def _als_tekst(waarde: object) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return lokaal(waarde).isoformat(timespec="seconds")
    return waarde.isoformat() if isinstance(waarde, date) else str(waarde)


def lees_correctie(soort: str, rij: Registerrij, getypt: Mapping[str, str]) -> dict[str, object]:
    """Read what was typed; give only what differs from what stands.

    Raises:
        Veldfout: a value can't be read, or the end lies before the begin.
    """
    nieuw = {}
    for naam, lezer in _VORMEN[soort].corrigeer.items():
        if naam in getypt:
            try:
                nieuw[naam] = lezer(getypt[naam].strip())
            except Veldfout as fout:
                raise Kolomfout(naam, str(fout)) from fout
    samen = {naam: nieuw.get(naam, getattr(rij, naam, None)) for naam in ("van", "tot", "geldig_van", "geldig_tot")}
    for begin, eind in (("van", "tot"), ("geldig_van", "geldig_tot")):
        eerste, laatste = samen[begin], samen[eind]
        if eerste is not None and laatste is not None and laatste < eerste:  # type: ignore[operator]  # both days or both moments
            raise Kolomfout(eind, f"ligt voor {begin}")
    return {naam: waarde for naam, waarde in nieuw.items() if waarde != getattr(rij, naam)}


def corrigeer(
    sessie: Session,
    opslag: Opslag,
    soort: str,
    rij: Registerrij,
    wat: Correctie,
) -> None:
    """End the version that stands and add the corrected one.

    Raises:
        NietGevonden: the row is of a kind that can't be corrected.
    """
    waarden, door, moment, waarom = wat.waarden, wat.door, wat.moment, wat.waarom
    vorm = _VORMEN.get(soort)
    if vorm is None:
        raise NietGevonden("bewijs", soort)
    bestand = f"{soort}: {waarom}"[:200] if waarom else soort
    invoer = InvoerRij(
        soort="correctie", moment=moment, door=door, bestand=bestand, hash="", nieuw=0, gewijzigd=1, gelijk=0, weg=0
    )
    sessie.add(invoer)
    sessie.flush()
    overgenomen = {k.key: getattr(rij, k.key) for k in type(rij).__mapper__.column_attrs}
    nieuw_id = uuid4()
    nieuw = overgenomen | dict(waarden) | {"id": nieuw_id, "bekend_van": moment, "bekend_tot": None}
    nieuw["invoer_id"] = invoer.id
    if "kaartnummer" in waarden:
        nieuw["kaart_sleutel"] = sleutel_kaartnummer(str(waarden["kaartnummer"]))
    for naam in vorm.persoonlijk:
        nieuw[f"{naam}_geheim"] = _herversleuteld(sessie, opslag, rij, naam, nieuw_id)
    if isinstance(rij, IncidentRij):
        nieuw["sleutel"] = None
    rij.bekend_tot = moment
    sessie.flush()
    sessie.add(vorm.klasse(**nieuw))


def _herversleuteld(sessie: Session, opslag: Opslag, rij: Registerrij, naam: str, nieuw_id: object) -> bytes | None:
    """Encrypt a personal column for its new row; a log line from a text comes under the registers' key."""
    geheim = getattr(rij, f"{naam}_geheim")
    if geheim is None:
        return None
    sleutel = registers.registersleutel(sessie, opslag)
    if isinstance(rij, IncidentRij) and rij.sleutel is not None:
        eigen = opslag.kluis.open_sleutel(rij.sleutel, "incidenten", rij.id)
        return sleutel.versleutel(f"{nieuw_id}.{naam}", eigen.ontsleutel(naam, geheim))
    return sleutel.versleutel(f"{nieuw_id}.{naam}", sleutel.ontsleutel(f"{rij.id}.{naam}", geheim))
