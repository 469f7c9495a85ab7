"""Bevinding: a duty that looks unmet, with the rows that prove it, and the form in which the police may see it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import blake2b

from nachtleven.nacht import nacht_van, nachtgrenzen
from nachtleven.register.portiers import sleutel_kaartnummer


class Aard(StrEnum):
    """Whether a register or an inspection shows it, or it was only told."""

    VASTSTELLING = "vaststelling"
    SIGNAAL = "signaal"


class BewijsSoort(StrEnum):
    """The kind of row that a piece of evidence points at."""

    INZET = "inzet"
    KAART = "kaart"
    INCIDENT = "incident"
    CONTROLE = "controle"
    MELDING = "melding"
    ZAAK = "zaak"


@dataclass(frozen=True, slots=True)
class Bewijs:
    """One row that proves a finding: its kind, its key, and in a few words what it says; no name, number or text."""

    soort: BewijsSoort
    sleutel: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Bevinding:
    """A duty that looks unmet at one venue. `kaartnummer` is empty where it is not about a card.

    [van, tot) in UTC: of a shift its own; of a melding or log line the time told; of an inspection its moment twice;
    of a state of the register the period that was judged. `onderwerp` is the row it is about, where that is not one
    shift (of a pair: both). `andere_zaken`: the other venue of a pair. `moment`: the likeliest in [van, tot), where
    that is not `van`.
    """

    plicht: str
    aard: Aard
    zaak_id: str
    kaartnummer: str
    van: datetime
    tot: datetime
    bewijs: tuple[Bewijs, ...]
    onderwerp: str = ""
    andere_zaken: tuple[str, ...] = ()
    moment: datetime | None = None

    @property
    def nacht(self) -> date:
        """Give the night it belongs to, by the day of its evening."""
        return nacht_van(self.moment or self.van)

    @property
    def sleutel(self) -> str:
        """Give its identity, the same from run to run: duty, nature, venue, card and shift, or the row it is about.

        Where it is about a row (`onderwerp`) the times are left out: a corrected time is the same finding. It is a
        digest behind the duty's code, at most 80 signs.
        """
        tijden = ("", "") if self.onderwerp else (self.van.astimezone(UTC), self.tot.astimezone(UTC))
        delen = (self.plicht, self.aard, self.zaak_id, sleutel_kaartnummer(self.kaartnummer), self.onderwerp)
        geheel = "\x1f".join(str(deel) for deel in (*delen, *tijden, *self.andere_zaken))
        return f"{self.plicht}-{blake2b(geheel.encode(), digest_size=16).hexdigest()}"

    @property
    def uit_melding(self) -> bool:
        """Tell whether it rests on what a melder told, so that only onthaal may release it."""
        return any(b.soort is BewijsSoort.MELDING for b in self.bewijs)


def voor_politie(bevinding: Bevinding) -> Bevinding:
    """Give the form for the police: what a melder told becomes a night at a venue, everything else stays as it is.

    The night runs [12:00, 12:00). Card, log lines and the melding itself are left out: each would give away the minute
    or the sender. Two meldingen of one night become the same finding, with the same key.
    """
    if not bevinding.uit_melding:
        return bevinding
    van, tot = nachtgrenzen(bevinding.nacht)
    zaak = Bewijs(BewijsSoort.ZAAK, bevinding.zaak_id, "verteld aan het meldpunt, deze nacht")
    kaal = replace(bevinding, kaartnummer="", onderwerp="", andere_zaken=(), moment=None)
    return replace(kaal, van=van, tot=tot, bewijs=(zaak,))
