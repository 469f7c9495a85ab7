"""The life of a finding: every allowed and every not-allowed change, and why one is withdrawn."""

import pytest

from nachtleven.fouten import OvergangFout
from nachtleven.toezicht.opvolging import STAATSOVERGANGEN, BevindingStaat, verander_bevinding, waarom_ingetrokken
from nachtleven.toezicht.plichten import Code

PAREN = [(van, naar) for van in BevindingStaat for naar in BevindingStaat]
OORDELEN = {BevindingStaat.GEGROND, BevindingStaat.ONGEGROND}


@pytest.mark.parametrize(("van", "naar"), PAREN, ids=lambda staat: staat.value)
def test_a_finding_changes_by_the_table_alone(van: BevindingStaat, naar: BevindingStaat) -> None:
    if naar in STAATSOVERGANGEN[van]:
        assert verander_bevinding(van, naar) is naar
        return
    with pytest.raises(OvergangFout) as gevangen:
        verander_bevinding(van, naar)
    assert (gevangen.value.van, gevangen.value.naar) == (van, naar)


def test_nothing_is_founded_or_unfounded_before_an_officer_looked() -> None:
    assert not STAATSOVERGANGEN[BevindingStaat.OPEN] & OORDELEN


def test_every_outcome_can_be_looked_at_again() -> None:
    uitkomsten = set(BevindingStaat) - {BevindingStaat.OPEN, BevindingStaat.NAGEKEKEN}
    assert all(BevindingStaat.NAGEKEKEN in STAATSOVERGANGEN[staat] for staat in uitkomsten)


@pytest.mark.parametrize(
    ("plicht", "melding_weg", "uit_melding", "woord"),
    [
        pytest.param(Code.WEIGERING_IN_LOGBOEK, True, True, "gewist", id="the_melding_is_gone"),
        pytest.param(Code.REDEN_KLOPT, False, True, "logboek", id="the_log_was_filled_in"),
        pytest.param(Code.ZAAK_AANGEMELD, False, True, "melding", id="the_melding_says_otherwise"),
        pytest.param(Code.KAART_GELDIG, False, False, "kaarten", id="the_cards_say_otherwise"),
        pytest.param(Code.EEN_DEUR_TEGELIJK, False, False, "bewakingsregister", id="the_shifts_say_otherwise"),
        pytest.param(Code.CAMERA_OP_DEUR, False, False, "controle", id="an_inspection_says_otherwise"),
    ],
)
def test_a_withdrawal_says_what_changed(plicht: Code, woord: str, *, melding_weg: bool, uit_melding: bool) -> None:
    assert woord in waarom_ingetrokken(plicht, melding_weg=melding_weg, uit_melding=uit_melding)
