"""Imports: what a register file says laid beside what is known, and the difference kept as new versions."""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from nachtleven.fouten import OpslagFout
from nachtleven.kenmerken import maak_zaakcode
from nachtleven.nacht import lokaal
from nachtleven.opslag.incidenten import nummer_van
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registers import registersleutel
from nachtleven.opslag.registertabellen import ControleRij, IncidentRij, InvoerRij, InzetRij, KaartRij, ZaakRij
from nachtleven.register.logboek import Controle, Incident
from nachtleven.register.portiers import Inzet, Kaart, sleutel_kaartnummer
from nachtleven.register.zaken import Zaak


@dataclass(frozen=True, slots=True)
class Rijverschil:
    """One row as an example of what an import does: nieuw, gewijzigd or weg; its key; (column, was, becomes).

    Of a personal column only that it changes is told.
    """

    wat: str
    sleutel: tuple[str, ...]
    velden: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Verschil:
    """What an import changes: numbers of rows new, changed, unchanged, gone; the import's own number; some examples."""

    nieuw: int
    gewijzigd: int
    gelijk: int
    weg: int
    invoer: int | None
    voorbeelden: tuple[Rijverschil, ...] = ()

    @property
    def verandert(self) -> bool:
        """Whether anything is to be kept."""
        return bool(self.nieuw or self.gewijzigd or self.weg)


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where an import comes from: the file's name and hash, who, when."""

    bestand: str
    hash: str
    door: str
    moment: datetime


_Rijklasse = type[ZaakRij] | type[KaartRij] | type[InzetRij] | type[IncidentRij] | type[ControleRij]


@dataclass(frozen=True, slots=True)
class _Soort:
    """How one kind of register is kept: its table, the columns that identify a row, whether absence means gone."""

    naam: str
    klasse: _Rijklasse
    sleutel: tuple[str, ...]
    kolommen: Callable[[Any], dict[str, Any]]
    persoonlijk: tuple[str, ...]
    volledig: bool


def _zaak(zaak: Zaak) -> dict[str, Any]:
    velden = ("zaak_id", "naam", "straat", "huisnummer", "postcode", "gemeente", "wijk", "capaciteit", "portier")
    meer = ("lat", "lon", "ondernemingsnummer", "email", "camera", "affiche", "gelegenheid", "telefoon")
    return {naam: getattr(zaak, naam) for naam in velden + meer} | {"aliassen": "|".join(zaak.aliassen)}


def _kaart(kaart: Kaart) -> dict[str, Any]:
    velden = ("kaartnummer", "naam", "geldig_van", "geldig_tot", "geschorst_van", "geschorst_tot", "telefoon")
    return {naam: getattr(kaart, naam) for naam in velden} | {
        "kaart_sleutel": sleutel_kaartnummer(kaart.kaartnummer),
        "werkgever": kaart.vergunning.werkgever,
        "werkgever_vergunning": kaart.vergunning.nummer,
        "werkgever_geldig_tot": kaart.vergunning.geldig_tot,
        "statuut": kaart.statuut.value,
    }


def _inzet(inzet: Inzet) -> dict[str, Any]:
    velden = ("kaartnummer", "zaak_id", "van", "tot")
    return {n: getattr(inzet, n) for n in velden} | {"kaart_sleutel": sleutel_kaartnummer(inzet.kaartnummer)}


def _incident(incident: Incident) -> dict[str, Any]:
    velden = ("zaak_id", "van", "tot", "aantal", "kaartnummer", "tekst", "gelogd", "geverifieerd")
    vast = {"soort": incident.soort.value, "reden": incident.reden.value, "bron": "bestand"}
    return {naam: getattr(incident, naam) for naam in velden} | vast


def _controle(controle: Controle) -> dict[str, Any]:
    velden = ("zaak_id", "tijdstip", "plicht", "kaartnummer", "nota")
    return {n: getattr(controle, n) for n in velden} | {"oordeel": controle.oordeel.value}


_SOORTEN = {
    s.naam: s
    for s in (
        _Soort("zaken", ZaakRij, ("zaak_id",), _zaak, ("telefoon",), volledig=True),
        _Soort("portiers", KaartRij, ("kaart_sleutel",), _kaart, ("naam", "telefoon"), volledig=True),
        _Soort("inzet", InzetRij, ("kaart_sleutel", "zaak_id", "van"), _inzet, (), volledig=False),
        _Soort(
            "incidenten",
            IncidentRij,
            ("zaak_id", "van", "tot", "soort", "kaartnummer", "reden", "bron"),
            _incident,
            ("tekst",),
            volledig=False,
        ),
        _Soort(
            "controles",
            ControleRij,
            ("zaak_id", "tijdstip", "plicht", "kaartnummer"),
            _controle,
            ("nota",),
            volledig=False,
        ),
    )
}
_NIET_VERGELEKEN = {"incidenten": {"gelogd", "geverifieerd"}}
_BLOK = 2000
_VOORBEELDEN = 5
_POGINGEN = 1000


class Invoer:
    """One import under way: what is known is laid beside the file, and only the difference is kept."""

    def __init__(self, sessie: Session, opslag: Opslag, soort: str) -> None:
        self._sessie, self._opslag, self._soort = sessie, opslag, _SOORTEN[soort]
        self._sleutel = registersleutel(sessie, opslag)

    def voer_in(self, waarden: Sequence[object], herkomst: Herkomst, *, droog: bool = False) -> Verschil:
        """Lay the file's values beside what is known, and keep the difference as new versions unless `droog`.

        For venues and cards the file is the whole register: what it lacks is gone. A file of shifts speaks for its
        own venues between its first and last start. Log lines and inspections are only added or changed.
        """
        nieuwe = [self._soort.kolommen(waarde) for waarde in waarden]
        bekend = {self._id(rij): rij for rij in self._bekende(nieuwe)}
        toe: list[tuple[dict[str, Any], Any]] = []
        weg = dict(bekend)
        gewijzigd = 0
        for kolommen in nieuwe:
            sleutel = tuple(kolommen[naam] for naam in self._soort.sleutel)
            oud = bekend.get(sleutel)
            weg.pop(sleutel, None)
            if oud is not None and self._is_gelijk(oud, kolommen):
                continue
            gewijzigd += oud is not None
            toe.append((kolommen, oud))
        verdwenen = list(weg.values()) if self._soort.volledig or self._soort.naam == "inzet" else []
        verschil = Verschil(len(toe) - gewijzigd, gewijzigd, len(nieuwe) - len(toe), len(verdwenen), None)
        if droog:
            return replace(verschil, voorbeelden=tuple(self._voorbeelden(toe, verdwenen)))
        if not verschil.verandert:
            return verschil
        return self._bewaar(toe, verdwenen, verschil, herkomst)

    def _voorbeelden(self, toe: Sequence[tuple[dict[str, Any], Any]], weg: Sequence[Any]) -> Iterator[Rijverschil]:
        """Give the first few rows that come, change and go, in that order."""
        nieuw = [kolommen for kolommen, oud in toe if oud is None]
        for kolommen in nieuw[:_VOORBEELDEN]:
            yield Rijverschil("nieuw", self._toon_sleutel(kolommen.__getitem__))
        for kolommen, oud in [paar for paar in toe if paar[1] is not None][:_VOORBEELDEN]:
            velden = tuple(self._gewijzigd(kolommen, oud))
            yield Rijverschil("gewijzigd", self._toon_sleutel(kolommen.__getitem__), velden)
        for rij in weg[:_VOORBEELDEN]:
            yield Rijverschil("weg", self._toon_sleutel(partial(getattr, rij)))

    def _toon_sleutel(self, waarde: Callable[[str], object]) -> tuple[str, ...]:
        return tuple(_toon(waarde(naam)) for naam in self._soort.sleutel)

    def _gewijzigd(self, kolommen: dict[str, Any], oud: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - same
        for naam, waarde in kolommen.items():
            if naam in self._soort.persoonlijk:
                if self._open(oud, naam) != waarde:
                    yield naam, "…", "…"
            elif getattr(oud, naam) != waarde and naam not in _NIET_VERGELEKEN.get(self._soort.naam, set()):
                yield naam, _toon(getattr(oud, naam)), _toon(waarde)

    def _id(self, rij: Any) -> tuple[object, ...]:  # noqa: ANN401 - a row of any of the five tables
        return tuple(getattr(rij, naam) for naam in self._soort.sleutel)

    def _bekende(self, nieuwe: Sequence[dict[str, Any]]) -> Iterable[Any]:
        klasse = self._soort.klasse
        vraag = select(klasse).where(klasse.bekend_tot.is_(None))
        if klasse is InzetRij and nieuwe:
            starts = [kolommen["van"] for kolommen in nieuwe]
            vraag = vraag.where(InzetRij.van >= min(starts), InzetRij.van <= max(starts))
            eigen = {kolommen["zaak_id"] for kolommen in nieuwe}
            return [rij for rij in self._sessie.scalars(vraag) if isinstance(rij, InzetRij) and rij.zaak_id in eigen]
        return self._sessie.scalars(vraag)

    def _is_gelijk(self, oud: Any, kolommen: dict[str, Any]) -> bool:  # noqa: ANN401 - same
        niet = _NIET_VERGELEKEN.get(self._soort.naam, set())
        return all(
            self._open(oud, naam) == waarde if naam in self._soort.persoonlijk else getattr(oud, naam) == waarde
            for naam, waarde in kolommen.items()
            if naam not in niet
        )

    def _open(self, rij: Any, naam: str) -> str:  # noqa: ANN401 - same
        geheim = getattr(rij, f"{naam}_geheim")
        return "" if geheim is None else self._sleutel.ontsleutel(f"{rij.id}.{naam}", geheim)

    def _bewaar(
        self, toe: Sequence[tuple[dict[str, Any], Any]], weg: Sequence[Any], verschil: Verschil, herkomst: Herkomst
    ) -> Verschil:
        invoer = InvoerRij(
            soort=self._soort.naam,
            moment=herkomst.moment,
            door=herkomst.door,
            bestand=herkomst.bestand[:200],
            hash=herkomst.hash,
            nieuw=verschil.nieuw,
            gewijzigd=verschil.gewijzigd,
            gelijk=verschil.gelijk,
            weg=verschil.weg,
        )
        self._sessie.add(invoer)
        self._sessie.flush()
        self._beeindig([oud.id for _, oud in toe if oud is not None] + [rij.id for rij in weg], herkomst.moment)
        codes = self._codes() if self._soort.klasse is ZaakRij else {}
        bezet = set(codes.values())
        rijen = []
        for kolommen, oud in toe:
            rij = self._rij(kolommen, invoer.id, herkomst.moment)
            if self._soort.klasse is ZaakRij:
                rij["code"] = codes.get(kolommen["zaak_id"]) or _vrije_code(kolommen["zaak_id"], bezet)
            if self._soort.klasse is IncidentRij:
                rij["nummer"] = oud.nummer if oud is not None else nummer_van(rij["id"])
            rijen.append(rij)
        for begin in range(0, len(rijen), _BLOK):
            self._sessie.execute(insert(self._soort.klasse), rijen[begin : begin + _BLOK])
        return Verschil(verschil.nieuw, verschil.gewijzigd, verschil.gelijk, verschil.weg, invoer.id)

    def _codes(self) -> dict[str, str]:
        """Give the code of every venue that ever was: one that comes back keeps what stands on its door."""
        return {rij.zaak_id: rij.code for rij in self._sessie.execute(select(ZaakRij.zaak_id, ZaakRij.code))}

    def _beeindig(self, ids: Sequence[UUID], moment: datetime) -> None:
        klasse = self._soort.klasse
        for begin in range(0, len(ids), 500):
            deel = update(klasse).where(klasse.id.in_(ids[begin : begin + 500])).values(bekend_tot=moment)
            self._sessie.execute(deel.execution_options(synchronize_session=False))

    def _rij(self, kolommen: dict[str, Any], invoer: int, moment: datetime) -> dict[str, Any]:
        rij_id = uuid4()
        rij = {naam: waarde for naam, waarde in kolommen.items() if naam not in self._soort.persoonlijk}
        for naam in self._soort.persoonlijk:
            waarde = kolommen[naam]
            verplicht = naam == "naam"
            geheim = self._sleutel.versleutel(f"{rij_id}.{naam}", waarde) if waarde or verplicht else None
            rij[f"{naam}_geheim"] = geheim
            if naam == "telefoon":
                rij["telefoon_pseudoniem"] = self._opslag.pseudoniemen.register(waarde) if waarde else None
        return rij | {"id": rij_id, "bekend_van": moment, "bekend_tot": None, "invoer_id": invoer}


def _toon(waarde: object) -> str:
    """Give a value as a person reads it; empty: there is none."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return lokaal(waarde).strftime("%Y-%m-%d %H:%M")
    return "" if waarde is None else str(waarde)


def _vrije_code(zaak_id: str, bezet: set[str]) -> str:
    """Make a venue's code from its id, so that the same register gives the same stickers; the first free one."""
    bron = random.Random(hashlib.sha256(zaak_id.encode()).digest())  # noqa: S311 - a code is public  # nosec B311
    code = next(
        (c for c in (maak_zaakcode(bron.randrange) for _ in range(_POGINGEN)) if c not in bezet),
        None,
    )
    if code is None:
        raise OpslagFout("er zijn geen vrije zaakcodes meer")
    bezet.add(code)
    return code
