from nachtleven.cijfers.tabellen import SLEUTELS, Rij, Tabel
from nachtleven.opmaak.vondsten import maak_vondsten
from nachtleven.opmaak.woorden import laad_woorden


def _tabellen(**rijen: tuple[Rij, ...]) -> dict[str, Tabel]:
    return {naam: Tabel(naam, rijen.get(naam, ())) for naam in SLEUTELS}


def test_a_share_is_told_with_its_interval_and_both_its_counts() -> None:
    tabellen = _tabellen(nummer_8989=(Rij(("meldingen",), 46),), per_grond=(Rij(("raciaal",), 33),))
    vondsten = maak_vondsten(tabellen, laad_woorden())
    assert vondsten[1].getal == "72\u202f%"
    assert "33 van 46" in vondsten[1].interval
    assert "57 tot 83" in vondsten[1].interval


def test_a_hidden_count_gives_no_finding() -> None:
    tabellen = _tabellen(nummer_8989=(Rij(("meldingen",), 46),), per_grond=(Rij(("raciaal",), None),))
    assert "raciaal" not in " ".join(v.zin for v in maak_vondsten(tabellen, laad_woorden()))


def test_of_a_hidden_total_nothing_is_told() -> None:
    assert maak_vondsten(_tabellen(nummer_8989=(Rij(("meldingen",), None),)), laad_woorden()) == ()
