"""The venues as a text may name them: every name, alias and part of one, by its key.

Built once per import, kept as bytes, loaded by every process. It holds what can be told without the words of a
language; `naamzoeker` and `straatzoeker` lay those beside it.
"""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nachtleven.lezen.klank import merk
from nachtleven.lezen.tekst import sleutel, tokens
from nachtleven.register.zaken import Zaak

MEESTE_WOORDEN = 6
"""Words of a name that count."""

Gewoonheid = Mapping[str, Mapping[str, float]]
"""Language → key of a word → how ordinary it is: zipf frequency, 3 (once in a million words) and up."""

Getallen = NDArray[np.int32]
Merken = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Vorm:
    """One way to call a venue: the place of the venue in the index, whether it is an alias, the words as keys."""

    zaak: int
    alias: bool
    woorden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ZaakIndex:
    """All venues with their forms, and the keys by which they are found.

    `ingangen`: rows of (form, begin, eind), a stretch of the words of a form; `sleutels`: the joined words of one or
    more of them, `per_sleutel[i]:per_sleutel[i+1]` into `ingangen`.
    `gewoon_merk` is sorted, `gewoon` holds per word and language the zipf frequency in tenths.
    """

    zaken: tuple[str, ...]
    codes: tuple[str, ...]
    straten: tuple[tuple[str, str], ...]
    vormen: tuple[Vorm, ...]
    sleutels: tuple[str, ...]
    ingangen: Getallen
    per_sleutel: Getallen
    talen: tuple[str, ...]
    gewoon_merk: Merken
    gewoon: NDArray[np.uint8]

    def naar_bytes(self) -> bytes:
        """Write the index as one blob, for `uit_bytes`."""
        tekst = {
            "zaken": self.zaken,
            "codes": self.codes,
            "straten": self.straten,
            "vormen": [[v.zaak, int(v.alias), *v.woorden] for v in self.vormen],
            "sleutels": self.sleutels,
            "talen": self.talen,
        }
        buffer = io.BytesIO()
        np.savez(
            buffer,
            allow_pickle=False,
            tekst=np.frombuffer(json.dumps(tekst, ensure_ascii=False).encode("utf-8", "replace"), np.uint8),
            **{naam: getattr(self, naam) for naam in TABELLEN},
        )
        return buffer.getvalue()

    @classmethod
    def uit_bytes(cls, inhoud: bytes) -> "ZaakIndex":
        """Read what `naar_bytes` wrote; raises ValueError where it isn't that."""
        with np.load(io.BytesIO(inhoud), allow_pickle=False) as bestand:
            tekst: dict[str, Any] = json.loads(bestand["tekst"].tobytes().decode("utf-8"))
            tabellen = {naam: bestand[naam] for naam in TABELLEN}
        return cls(
            zaken=tuple(tekst["zaken"]),
            codes=tuple(tekst["codes"]),
            straten=tuple((straat, nummer) for straat, nummer in tekst["straten"]),
            vormen=tuple(Vorm(rij[0], bool(rij[1]), tuple(rij[2:])) for rij in tekst["vormen"]),
            sleutels=tuple(tekst["sleutels"]),
            talen=tuple(tekst["talen"]),
            **tabellen,
        )


TABELLEN = ("ingangen", "per_sleutel", "gewoon_merk", "gewoon")


def bouw_index(zaken: Sequence[Zaak], gewoonheid: Gewoonheid) -> ZaakIndex:
    """Build the index of these venues; an empty `gewoonheid` takes no word for ordinary."""
    vormen = tuple(_vormen(zaken))
    per_sleutel: dict[str, list[tuple[int, int, int]]] = {}
    for nummer, vorm in enumerate(vormen):
        for begin, eind in _stukken(len(vorm.woorden)):
            per_sleutel.setdefault("".join(vorm.woorden[begin:eind]), []).append((nummer, begin, eind))
    rijen = [rij for lijst in per_sleutel.values() for rij in lijst]
    gewoon_merk, gewoon = _gewoontabel(gewoonheid)
    return ZaakIndex(
        zaken=tuple(zaak.zaak_id for zaak in zaken),
        codes=tuple(zaak.code.upper() for zaak in zaken),
        straten=tuple((zaak.straat, zaak.huisnummer) for zaak in zaken),
        vormen=vormen,
        sleutels=tuple(per_sleutel),
        ingangen=np.array(rijen, np.int32).reshape(-1, 3),
        per_sleutel=np.cumsum([0, *(len(lijst) for lijst in per_sleutel.values())], dtype=np.int32),
        talen=tuple(gewoonheid),
        gewoon_merk=gewoon_merk,
        gewoon=gewoon,
    )


def _vormen(zaken: Sequence[Zaak]) -> Iterator[Vorm]:
    for plaats, zaak in enumerate(zaken):
        gezien: set[tuple[str, ...]] = set()
        for naam in (zaak.naam, *zaak.aliassen):
            woorden = naamwoorden(naam)
            if woorden and woorden not in gezien:
                gezien.add(woorden)
                yield Vorm(plaats, naam is not zaak.naam, woorden)


@lru_cache(maxsize=1 << 14)
def naamwoorden(naam: str) -> tuple[str, ...]:
    """Give the keys of the words of a name, apostrophes cut: O'Malley's gives o, malley, s."""
    delen = "".join(teken if teken not in "'’‘`´ʼ" else " " for teken in naam)
    return tuple(token.sleutel for token in tokens(delen) if token.sleutel)[:MEESTE_WOORDEN]


def _stukken(aantal: int) -> Iterator[tuple[int, int]]:
    return ((begin, eind) for begin in range(aantal) for eind in range(begin + 1, aantal + 1))


def _gewoontabel(gewoonheid: Gewoonheid) -> tuple[Merken, NDArray[np.uint8]]:
    woorden: dict[int, int] = {}
    for tabel in gewoonheid.values():
        for woord in tabel:
            woorden.setdefault(merk(sleutel(woord)), len(woorden))
    waarden = np.zeros((len(woorden), len(gewoonheid)), np.uint8)
    for kolom, tabel in enumerate(gewoonheid.values()):
        for woord, zipf in tabel.items():
            rij = woorden[merk(sleutel(woord))]
            waarden[rij, kolom] = max(int(waarden[rij, kolom]), min(255, round(zipf * 10)))
    getallen = np.fromiter(woorden, np.uint32, len(woorden))
    volgorde = np.argsort(getallen)
    return getallen[volgorde], waarden[volgorde]
