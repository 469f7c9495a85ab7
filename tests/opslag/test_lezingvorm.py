from dataclasses import asdict
from datetime import UTC, datetime

from nachtleven.lezen.lezing import (
    Feit,
    Hoe,
    Lezing,
    Rol,
    Soort,
    Tijdlezing,
    Verklaring,
    Woorden,
    ZaakScore,
)
from nachtleven.opslag.lezingvorm import lezing_als_json

_UUR = datetime(2026, 3, 7, 22, 30, tzinfo=UTC)
_STUK = (Woorden(0, 5), Woorden(8, 12))
VOL = Lezing(
    taal="nl",
    soort=Soort.MELDING,
    rol=Rol.GETUIGE,
    zaken=(ZaakScore("gent-1", 0.75, Hoe.NAAM, _STUK),),
    tijd=Tijdlezing(_UUR, _UUR, _UUR, genoemd=True, nacht_bekend=False, woorden=_STUK, zekerheid=0.5),
    gronden=frozenset({"huidskleur", "afkomst"}),
    feiten=frozenset({Feit.GEWELD, Feit.GEWEIGERD}),
    kaartnummers=("B12", "A7"),
    spoed=True,
    verklaringen=(Verklaring("soort", "melding", _STUK, 0.9),),
)


def _gewoon(waarde: object) -> object:
    if isinstance(waarde, dict):
        return {naam: _gewoon(deel) for naam, deel in waarde.items()}
    if isinstance(waarde, frozenset):
        return sorted(waarde)
    if isinstance(waarde, tuple | list):
        return [_gewoon(deel) for deel in waarde]
    return waarde.isoformat() if isinstance(waarde, datetime) else waarde


def test_every_field_of_a_reading_is_kept_in_its_order() -> None:
    bewaard = lezing_als_json(VOL)
    assert bewaard == _gewoon(asdict(VOL))
    assert list(bewaard) == list(asdict(VOL))
    assert list(bewaard["tijd"]) == list(asdict(VOL)["tijd"])


def test_a_reading_without_a_time_says_so() -> None:
    leeg = Lezing(None, Soort.RUIS, None, (), None, frozenset(), frozenset(), (), spoed=False, verklaringen=())
    assert lezing_als_json(leeg) == _gewoon(asdict(leeg))
