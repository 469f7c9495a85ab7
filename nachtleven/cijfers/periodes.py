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

    @property
    def kwartalen(self) -> tuple["Periode", ...]:
        """The quarters of a year; of another period none."""
        if self.soort != "jaar":
            return ()
        return tuple(lees_periode("kwartaal", f"{self.code}-K{nummer}") for nummer in range(1, 5))

    @property
    def vorige(self) -> "Periode":
        """The period of the same kind just before."""
        maanden = self.van.year * 12 + self.van.month - 1 - _MAANDEN[self.soort]
        return Periode(self.soort, date(maanden // 12, maanden % 12 + 1, 1), self.van)

    @property
    def jaar_eerder(self) -> "Periode":
        """The same months of the year before."""
        return Periode(self.soort, self.van.replace(year=self.van.year - 1), self.tot.replace(year=self.tot.year - 1))

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
