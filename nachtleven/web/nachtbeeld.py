"""The night side by side: what the melder told, the log, the doormen and the camera on one axis, as a drawing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from nachtleven.nacht import dagbegin, lokaal
from nachtleven.web.tonen import MeldingBlad
from nachtleven.web.woorden import uur, woord

_VAN_UUR, _UREN = 20, 12
_BAANHOOGTE, _RUIMTE = 46, 40
_SMALST = 0.6


@dataclass(frozen=True, slots=True)
class Streep:
    """A line of the axis: where, in per cent, and its hour."""

    x: float
    uur: int


@dataclass(frozen=True, slots=True)
class Blok:
    """A stretch on a lane, in per cent of the width."""

    x: float
    b: float


@dataclass(frozen=True, slots=True)
class Baan:
    """One lane: its name, stretches, a point, and a sentence where there is nothing to draw."""

    naam: str
    klas: str
    blokken: tuple[Blok, ...] = ()
    punt: float | None = None
    zin: str = ""


@dataclass(frozen=True, slots=True)
class Nachtbeeld:
    """The drawing; `band` is the margin of what was told, through all lanes; `zin` says the same in words."""

    hoogte: int
    strepen: tuple[Streep, ...]
    band: Blok | None
    banen: tuple[Baan, ...]
    zin: str


class _As:
    """The hours of a night laid on 0 to 100 per cent."""

    def __init__(self, blad: MeldingBlad) -> None:
        self.van = dagbegin(blad.regel.nacht) + timedelta(hours=_VAN_UUR)
        self.tot = self.van + timedelta(hours=_UREN)

    def plek(self, moment: datetime) -> float | None:
        """Give where a moment lies; None outside of the drawn hours."""
        if not self.van <= moment <= self.tot:
            return None
        return round((moment - self.van) / (self.tot - self.van) * 100, 2)

    def blok(self, van: datetime, tot: datetime) -> Blok | None:
        """Give a stretch, cut at the ends; a moment is a thin one."""
        begin, einde = max(van, self.van), min(tot, self.tot)
        if begin > einde or einde < self.van or begin > self.tot:
            return None
        x = (begin - self.van) / (self.tot - self.van) * 100
        return Blok(round(x, 2), round(max((einde - begin) / (self.tot - self.van) * 100, _SMALST), 2))

    def blokken(self, stukken: Iterable[tuple[datetime, datetime]]) -> tuple[Blok, ...]:
        """Give the stretches that fall in the drawn hours."""
        return tuple(b for van, tot in stukken if (b := self.blok(van, tot)))


def nachtbeeld(blad: MeldingBlad, is_politie: bool) -> Nachtbeeld | None:  # noqa: FBT001 - a template's filter has no names
    """Draw the night of a melding; None where its night or venue isn't known."""
    regel = blad.regel
    if not regel.nacht_bekend or not regel.zaak_id:
        return None
    lijn = _As(blad)
    log = lijn.blokken((r.van, r.tot) for r in blad.logboek)
    punt = lijn.plek(regel.tijdstip) if regel.tijdstip else None
    aan_de_deur = lijn.blokken((s.van, s.tot) for s in blad.diensten or () if s.van and s.tot)
    banen = (
        Baan(_("Melder"), "pot", punt=punt, zin=_melderzin(blad, is_politie)),
        Baan(_("Logboek"), "blok", log, zin="" if log else _("niets opgeschreven")),
        Baan(_("Portiers"), "toen", aan_de_deur, zin=_deurzin(blad)),
    )
    strepen = tuple(
        Streep(round(n / _UREN * 100, 2), lokaal(lijn.van + timedelta(hours=n)).hour) for n in range(0, _UREN + 1, 2)
    )
    band = None
    if blad.tijdstip_van and blad.tijdstip_tot and blad.tijdstip_van != blad.tijdstip_tot:
        band = lijn.blok(blad.tijdstip_van, blad.tijdstip_tot)
    return Nachtbeeld(_RUIMTE + _BAANHOOGTE * len(banen), strepen, band, banen, _zin(blad))


def _melderzin(blad: MeldingBlad, is_politie: bool) -> str:  # noqa: FBT001 - same
    if blad.regel.tijdstip:
        return ""
    return str(_("het uur ziet alleen onthaal") if is_politie else _("het uur is niet bekend"))


def _deurzin(blad: MeldingBlad) -> str:
    if blad.diensten is None:
        return str(_("alleen de politie ziet wie er stond"))
    return "" if blad.diensten else str(_("geen inzet bekend"))


def _zin(blad: MeldingBlad) -> str:
    """Say in a sentence what the drawing shows: the moment against the log."""
    tijdstip, log = blad.regel.tijdstip, blad.logboek
    if not log:
        return str(_("In het logboek van de zaak staat die nacht niets."))
    if tijdstip is None:
        return str(_("In het logboek staan die nacht %(aantal)s regels.", aantal=len(log)))
    dekt = next((r for r in log if r.dekt), None)
    if dekt is not None:
        waarden = {"uur": uur(tijdstip), "wat": woord(dekt.soort), "reden": woord(dekt.reden)}
        return str(_("Rond %(uur)s staat er in het logboek: %(wat)s, %(reden)s.", **waarden))
    dichtst = min(log, key=lambda r: abs(r.van - tijdstip))
    waarden = {"uur": uur(tijdstip), "log": uur(dichtst.van)}
    return str(_("Rond %(uur)s staat er niets in het logboek. De dichtste regel is van %(log)s.", **waarden))
