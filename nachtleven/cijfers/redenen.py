"""The reason told at the door against the reason in the venue's log, for many meldingen at once.

Moments and lengths are whole microseconds since 1970 in UTC, in columns of int64; a venue is a number.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Getallen = npt.NDArray[np.int64]
Woorden = npt.NDArray[np.object_]

GEEN_REGEL = "geen_regel"
"""In the place of the reason in the log: no line of the log is about that moment."""
GEEN_LOG = -1
"""The number of a venue of which there is no log."""

MINUUT = 60_000_000


@dataclass(frozen=True, slots=True)
class Vertellingen:
    """What meldingen were told at the door: where, when in [van, tot), likeliest `moment`; `ontvangen`: when each came.

    `redenen`: those told, comma separated. `marge`: how far a line of the log may lie from the moment told.
    """

    zaak: Getallen
    van: Getallen
    tot: Getallen
    moment: Getallen
    ontvangen: Getallen
    marge: Getallen
    redenen: Woorden


class Logboeken:
    """The verified refusals of all venues, sorted once: by venue, [van, tot), when it was written, and the reason."""

    def __init__(self, zaak: Getallen, van: Getallen, tot: Getallen, gelogd: Getallen, reden: Woorden) -> None:
        begin, eind = _stuk(van, tot)
        self._eerste = int(begin.min()) if len(begin) else 0
        self._breed = (int(eind.max()) if len(eind) else 0) - self._eerste + 3
        volgorde = np.lexsort((begin, zaak))
        plaats = zaak[volgorde] * self._breed
        self._begin = plaats + begin[volgorde] - self._eerste + 1
        self._eind = plaats + eind[volgorde] - self._eerste + 1
        self._verste = np.maximum.accumulate(self._eind)
        self._gelogd = gelogd[volgorde]
        self.redenen, codes = np.unique(reden[volgorde].astype(str), return_inverse=True)
        self._code = codes.astype(np.int64)

    def die_raken(self, zaak: Getallen, van: Getallen, tot: Getallen, voor: Getallen) -> tuple[Getallen, Getallen]:
        """Give for many stretches [van, tot) which one shares a moment with a line written before `voor`.

        The first column is the place of the stretch, the second that of the line's reason in `redenen`.
        """
        plaats = zaak * self._breed
        begin, eind = (plaats + np.clip(deel - self._eerste + 1, 0, self._breed - 1) for deel in (van, tot))
        eerste = np.searchsorted(self._verste, begin, side="right")
        aantal = np.maximum(np.searchsorted(self._begin, eind, side="left") - eerste, 0)
        aantal[zaak == GEEN_LOG] = 0
        wie = np.repeat(np.arange(len(zaak)), aantal)
        lijn = np.arange(len(wie)) - np.repeat(np.cumsum(aantal) - aantal, aantal) + eerste[wie]
        raakt = (self._eind[lijn] > begin[wie]) & (self._gelogd[lijn] < voor[wie])
        return wie[raakt], self._code[lijn[raakt]]


def _stuk(van: Getallen, tot: Getallen) -> tuple[Getallen, Getallen]:
    """Give the stretches that [van, tot) stand for; where one has no length it is the whole minute of `van`."""
    minuut, lang = van - van % MINUUT, van < tot
    return np.where(lang, van, minuut), np.where(lang, tot, minuut + MINUUT)


def tel_redenen(verteld: Vertellingen, logboeken: Logboeken) -> Counter[tuple[str, str]]:
    """Count the meldingen by each reason told with each reason in the log; a melding counts once for a pair.

    As in the duty `reden_klopt` (`register.dienst`) a line counts that is verified, lies within the margin, and was
    written before the melding came in.
    """
    van, tot = _stuk(verteld.van, verteld.tot)
    midden = verteld.moment - verteld.moment % MINUUT
    gevraagd = np.minimum(van, midden - verteld.marge), np.maximum(tot, midden + MINUUT + verteld.marge)
    wie, reden = logboeken.die_raken(verteld.zaak, *gevraagd, verteld.ontvangen)
    zonder = np.setdiff1d(np.arange(len(verteld.zaak)), wie)
    namen = (*logboeken.redenen.tolist(), GEEN_REGEL)
    breed = len(namen)
    samen = np.unique(np.concatenate((wie * breed + reden, zonder * breed + breed - 1)))
    gezegd, nummers = np.unique(verteld.redenen.astype(str), return_inverse=True)
    paren, hoe_vaak = np.unique(nummers[samen // breed] * breed + samen % breed, return_counts=True)
    geteld = Counter[tuple[str, str]]()
    for paar, aantal in zip(paren.tolist(), hoe_vaak.tolist(), strict=True):
        for woord in filter(None, str(gezegd[paar // breed]).split(",")):
            geteld[woord, namen[paar % breed]] += aantal
    return geteld
