from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nachtleven.fouten import SleutelFout
from nachtleven.opslag.versleuteling import Kluis, Pseudoniemen

OUD, NIEUW = bytes(range(32)), bytes(range(100, 132))
RIJ, ANDERE_RIJ = UUID(int=1), UUID(int=2)


@given(st.text(st.characters(codec=None)))
def test_a_value_comes_back_as_it_went_in(waarde: str) -> None:
    sleutel, _ = Kluis([OUD]).nieuwe_sleutel("berichten", RIJ)
    assert sleutel.ontsleutel("tekst", sleutel.versleutel("tekst", waarde)) == waarde


def test_a_value_moved_to_another_column_does_not_open() -> None:
    sleutel, _ = Kluis([OUD]).nieuwe_sleutel("berichten", RIJ)
    with pytest.raises(SleutelFout):
        sleutel.ontsleutel("van", sleutel.versleutel("tekst", "verzonnen"))


def test_a_wrapped_key_moved_to_another_row_does_not_open() -> None:
    kluis = Kluis([OUD])
    _, gewikkeld = kluis.nieuwe_sleutel("berichten", RIJ)
    with pytest.raises(SleutelFout):
        kluis.open_sleutel(gewikkeld, "berichten", ANDERE_RIJ)


def test_an_old_master_key_still_opens_and_the_first_wraps() -> None:
    sleutel, gewikkeld = Kluis([OUD]).nieuwe_sleutel("berichten", RIJ)
    geheim = sleutel.versleutel("tekst", "verzonnen")
    beide = Kluis([NIEUW, OUD])
    assert beide.open_sleutel(gewikkeld, "berichten", RIJ).ontsleutel("tekst", geheim) == "verzonnen"
    herwikkeld = beide.herwikkel(gewikkeld, "berichten", RIJ)
    assert beide.is_oud(gewikkeld)
    assert not beide.is_oud(herwikkeld)
    assert Kluis([NIEUW]).open_sleutel(herwikkeld, "berichten", RIJ).ontsleutel("tekst", geheim) == "verzonnen"


def test_without_its_master_key_a_value_is_gone() -> None:
    _, gewikkeld = Kluis([OUD]).nieuwe_sleutel("berichten", RIJ)
    with pytest.raises(SleutelFout):
        Kluis([NIEUW]).open_sleutel(gewikkeld, "berichten", RIJ)
    with pytest.raises(SleutelFout):
        Kluis([OUD]).open_sleutel(None, "berichten", uuid4())


def test_a_number_has_another_name_in_each_family_and_under_each_key() -> None:
    een, ander = Pseudoniemen(OUD), Pseudoniemen(NIEUW)
    namen = {een.melder("+32400"), een.register("+32400"), een.stop("+32400"), ander.melder("+32400")}
    assert len(namen) == 4
    assert een.melder("+32400") == Pseudoniemen(OUD).melder("+32400")
