"""How often signals are false, and how soon a change is found, over many made-up city-years.

25 door venues, about 125 reports a year, rates spread as a gamma with shape 2, two earlier years known. In one half
nothing changes; in the other one venue triples from the first of January. Beside it the naive rule: more than twice
the mean of all venues in a month-to-date count of the year.

    python benches/signalen.py [1000]
"""

import sys
import time

import numpy as np

from nachtleven.cijfers.signalen import Signaalsoort, Zaakverleden, zoek_signalen

ZAKEN, PER_JAAR, VORM, KEER, GROOT = 25, 125.0, 2.0, 3.0, 8.0
HALF, HEEL = 6, 12


def naief(aantallen: np.ndarray) -> np.ndarray:
    """Give per venue the first month in which its count so far is over twice the mean of all; 0: never."""
    tot = aantallen.cumsum(axis=1)
    over = (tot > 2 * tot.mean(axis=0)) & (tot.mean(axis=0) >= 1)
    return np.where(over.any(axis=1), over.argmax(axis=1) + 1, 0)


def stad(r: np.random.Generator, veranderd: int | None) -> tuple[np.ndarray, list[Zaakverleden]]:
    """Make a city-year: true rates a year, and what is known of each venue."""
    tempo = r.gamma(VORM, PER_JAAR / ZAKEN / VORM, ZAKEN)
    eerder = r.poisson(2 * tempo)
    nu = tempo.copy()
    if veranderd is not None:
        nu[veranderd] *= KEER
    maanden = r.poisson(np.repeat(nu[:, None] / 12, 12, axis=1))
    zaken = [
        Zaakverleden(f"Z{n:02d}", int(eerder[n]), 24.0, tuple(map(int, maanden[n])), (1.0,) * 12) for n in range(ZAKEN)
    ]
    return tempo, zaken


def stil(jaren: int) -> tuple[float, float, float]:
    """Give the share of unchanged city-years that hold any signal, of ours and naive, and how many venues took part."""
    r = np.random.default_rng(8989)
    vals = vals_naief = mee = 0
    for _ in range(jaren):
        _, zaken = stad(r, None)
        signalen = zoek_signalen(zaken)
        vals += any(s.sinds for s in signalen)
        mee += sum(s.soort is not Signaalsoort.TE_WEINIG for s in signalen)
        vals_naief += bool(naief(np.array([z.aantallen for z in zaken])).any())
    return vals / jaren, vals_naief / jaren, mee / jaren


def veranderd(jaren: int) -> dict[str, list[tuple[int | None, int]]]:
    """Give, by how much was expected, in which month the tripled venue was found: by us (None: never), naively (0)."""
    r = np.random.default_rng(2013)
    uit: dict[str, list[tuple[int | None, int]]] = {"groot": [], "groot_geschat": [], "klein": []}
    for jaar in range(jaren):
        welke = jaar % ZAKEN
        tempo, zaken = stad(r, welke)
        signaal = zoek_signalen(zaken)[welke]
        paar = (signaal.sinds, int(naief(np.array([z.aantallen for z in zaken]))[welke]))
        uit["groot" if tempo[welke] >= GROOT else "klein"].append(paar)
        if signaal.verwacht >= GROOT:
            uit["groot_geschat"].append(paar)
    return uit


def deel(maanden: list[int | None], tot: int) -> float:
    """Give the share found within so many months."""
    return sum(m is not None and 0 < m <= tot for m in maanden) / max(len(maanden), 1)


def main() -> int:
    """Print what is asked; exit 1 where a promise isn't kept."""
    jaren = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    begin = time.perf_counter()
    vals, vals_naief, mee = stil(jaren)
    print(f"{jaren} stadsjaren zonder verandering: met een vals signaal {vals:.1%}; naïef {vals_naief:.1%}")
    print(f"  zaken waarover iets te zeggen valt: gemiddeld {mee:.1f} van {ZAKEN}")
    gevonden = veranderd(jaren)
    namen = {"groot": "werkelijk 8 of meer", "groot_geschat": "geschat 8 of meer", "klein": "werkelijk minder dan 8"}
    print(f"{jaren} stadsjaren waarin één zaak verdrievoudigt, naar wat er per jaar te verwachten was:")
    for soort, paren in gevonden.items():
        wij, zij = [p[0] for p in paren], [p[1] for p in paren]
        print(
            f"  {namen[soort]:<24} n={len(paren):<4} binnen 6 maanden {deel(wij, HALF):.2f}, "
            f"binnen 12 {deel(wij, HEEL):.2f}; naïef {deel(zij, HALF):.2f} en {deel(zij, HEEL):.2f}"
        )
    print(f"  {time.perf_counter() - begin:.0f} s")
    goed = vals <= 0.05 and deel([p[0] for p in gevonden["groot"]], HEEL) >= 0.80
    print("belofte gehouden" if goed else "BELOFTE NIET GEHOUDEN")
    return 0 if goed else 1


if __name__ == "__main__":
    sys.exit(main())
