"""The periods of a report: a month, a quarter or a year of nights."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from nachtleven.fouten import Fout
from nachtleven.nacht import middag

_VORMEN = {
    "maand": re.compile(r"(?P<jaar>[0-9]{4})-(?P<deel>0[1-9]|1[0-2])"),
    "kwartaal": re.compile(r"(?P<jaar>[0-9]{4})-K(?P<deel>[1-4])"),
    "jaar": re.compile(r"(?P<jaar>[0-9]{4})(?P<deel>)"),
}
_VOORBEELD = {"maand": "2026-03", "kwartaal": "2026-K1", "jaar": "2026"}
_MAANDEN = {"maand": 1, "kwartaal": 3, "jaar": 12}


class PeriodeFout(Fout):
    """A period that can't be read, or that has no such report; `soort` and `tekst` as they were given."""

    def __init__(self, soort: str, tekst: str, reden: str) -> None:
        super().__init__(f"{soort} {tekst}: {reden}")
        self.soort, self.tekst, self.reden = soort, tekst, reden


@dataclass(frozen=True, slots=True)
class Periode:
    """The nights of a report: those that began on the days [van, tot). `soort`: maand, kwartaal, jaar."""

    soort: str
    van: date
    tot: date

    @property
    def code(self) -> str:
        """The period as people write it: 2026-03, 2026-K1 or 2026."""
        if self.soort == "jaar":
            return f"{self.van.year:04d}"
        if self.soort == "kwartaal":
            return f"{self.van.year:04d}-K{(self.van.month + 2) // 3}"
        return f"{self.van:%Y-%m}"

    @property
    def begin(self) -> datetime:
        """12:00 Brussels of the first day, in UTC."""
        return middag(self.van)

    @property
    def einde(self) -> datetime:
        """12:00 Brussels of the day after the last, in UTC (exclusive)."""
        return middag(self.tot)

    def is_voorlopig(self, moment: datetime) -> bool:
        """Tell whether the period isn't over at this moment."""
        return moment < self.einde


def lees_periode(soort: str, tekst: str) -> Periode:
    """Read a period: maand 2026-03, kwartaal 2026-K1, jaar 2026.

    Raises:
        PeriodeFout: the kind is none of the three, or the text is no such period.
    """
    if soort not in _VORMEN:
        raise PeriodeFout(soort, tekst, "een verslag gaat over een maand, een kwartaal of een jaar")
    gevonden = _VORMEN[soort].fullmatch(tekst)
    if gevonden is None or not 1 < int(gevonden["jaar"]) < 9998:
        raise PeriodeFout(soort, tekst, f"schrijf een {soort} als {_VOORBEELD[soort]}")
    begin = int(gevonden["jaar"]) * 12 + (int(gevonden["deel"] or 1) - 1) * _MAANDEN[soort]
    einde = begin + _MAANDEN[soort]
    return Periode(soort, date(begin // 12, begin % 12 + 1, 1), date(einde // 12, einde % 12 + 1, 1))


def maanden(periode: Periode) -> tuple[str, ...]:
    """Give the months of a period, as 2026-03, in order."""
    eerste = periode.van.year * 12 + periode.van.month - 1
    return tuple(f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(eerste, eerste + _MAANDEN[periode.soort]))


def kwartalen(periode: Periode) -> tuple[Periode, ...]:
    """Give the quarters that the period is made of; none for a month."""
    if periode.soort == "maand":
        return ()
    codes = dict.fromkeys(f"{maand[:4]}-K{(int(maand[5:]) + 2) // 3}" for maand in maanden(periode))
    return tuple(lees_periode("kwartaal", code) for code in codes)


def jaar_eerder(periode: Periode) -> Periode:
    """Give the same period of the year before."""
    return lees_periode(periode.soort, f"{periode.van.year - 1:04d}{periode.code[4:]}")
