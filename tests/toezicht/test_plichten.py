from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from nachtleven.fouten import ConfiguratieFout
from nachtleven.toezicht.plichten import Code, laad_plichten, lees_plichten

REGEL = """[[plicht]]
code = "kaart_geldig"
titel = "T"
vraagt = "V"
bron = "B"
zekerheid = "pers"
vanaf = 2011-01-01
ernst = "laag"
"""


def test_the_file_holds_every_duty_that_can_be_judged() -> None:
    assert {plicht.code for plicht in laad_plichten(Path("config")).alle} == set(Code)


def test_every_rule_names_its_source_and_what_it_asks() -> None:
    assert all(plicht.bron and plicht.vraagt and plicht.titel for plicht in laad_plichten(Path("config")).alle)


@pytest.mark.parametrize("dag", [date(2012, 1, 1), date(2026, 11, 1), date(2040, 1, 1)])
def test_at_most_one_rule_of_a_code_holds_a_night(dag: date) -> None:
    codes = [plicht.code for plicht in laad_plichten(Path("config")).op(dag)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("tekst", "plaats", "reden"),
    [
        pytest.param(REGEL.replace('"laag"', '"erg"'), "lijn 8, plicht kaart_geldig", "ernst: erg", id="severity"),
        pytest.param(REGEL.replace("kaart_geldig", "hond"), "lijn 2, plicht hond", "code: hond", id="unknown_code"),
        pytest.param(REGEL.replace('bron = "B"', 'bron = ""'), "lijn 5, plicht kaart_geldig", "bron", id="no_source"),
        pytest.param(REGEL.replace("2011-01-01", '"ooit"'), "lijn 7, plicht kaart_geldig", "vanaf", id="no_day"),
        pytest.param(REGEL + "tot = 2011-01-01\n", "lijn 9, plicht kaart_geldig", "tot: moet na", id="ends_at_once"),
        pytest.param(REGEL + "extra = 1\n", "lijn 9, plicht kaart_geldig", "extra: onbekend", id="unknown_field"),
        pytest.param(REGEL + REGEL, "lijn 15, plicht kaart_geldig", "vanaf: overlapt", id="two_at_once"),
        pytest.param(REGEL + "[plicht.parameters]\nx_dagen = 1\n", "lijn 10,", "x_dagen: onbekende", id="parameter"),
        pytest.param(
            REGEL.replace("kaart_geldig", "reden_klopt") + "[plicht.parameters]\nmarge_minuten = -1\n",
            "lijn 10, plicht reden_klopt",
            "marge_minuten: moet",
            id="negative_margin",
        ),
        pytest.param(REGEL.replace("kaart_geldig", "reden_klopt"), "lijn 1,", "marge_minuten: ontbreekt", id="absent"),
        pytest.param(REGEL + "kapot\n", "lijn 9", "geen geldige TOML", id="not_toml"),
        pytest.param("", "lijn 1", "geen enkele", id="empty"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_rule(tekst: str, plaats: str, reden: str) -> None:
    with pytest.raises(ConfiguratieFout) as gevangen:
        lees_plichten(tekst)
    assert gevangen.value.plaats.startswith(plaats)
    assert reden in gevangen.value.reden


def test_a_file_that_is_not_there_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfiguratieFout):
        laad_plichten(tmp_path)


@pytest.mark.parametrize(
    ("moment", "ernst"),
    [
        pytest.param(datetime(2026, 6, 1, 9, 59, tzinfo=UTC), "laag", id="the_morning_is_the_night_before"),
        pytest.param(datetime(2026, 6, 1, 10, 0, tzinfo=UTC), "hoog", id="from_noon_the_new_rule"),
    ],
)
def test_a_night_is_judged_by_the_rule_of_that_night(moment: datetime, ernst: str) -> None:
    opvolger = REGEL.replace("2011-01-01", "2026-06-01").replace('"laag"', '"hoog"')
    plicht = lees_plichten(REGEL + "tot = 2026-06-01\n" + opvolger).van(Code.KAART_GELDIG, moment)
    assert plicht is not None
    assert plicht.ernst == ernst


@pytest.mark.parametrize(
    ("nacht", "ernst"),
    [
        pytest.param(date(2010, 12, 31), None, id="the_night_before_it_begins"),
        pytest.param(date(2011, 1, 1), "laag", id="its_first_night"),
        pytest.param(date(2026, 5, 31), "laag", id="the_last_night_of_the_old_rule"),
        pytest.param(date(2026, 6, 1), "hoog", id="the_first_of_the_new"),
        pytest.param(date(2027, 5, 31), "hoog", id="the_last_of_the_new"),
        pytest.param(date(2027, 6, 1), None, id="the_night_it_no_longer_holds"),
    ],
)
def test_a_rule_holds_from_its_first_night_up_to_its_end(nacht: date, ernst: str | None) -> None:
    opvolger = REGEL.replace("2011-01-01", "2026-06-01").replace('"laag"', '"hoog"') + "tot = 2027-06-01\n"
    plichten = lees_plichten(REGEL + "tot = 2026-06-01\n" + opvolger)
    assert [plicht.ernst for plicht in plichten.op(nacht)] == ([ernst] if ernst else [])


def test_a_duty_is_said_in_another_language_where_the_city_wrote_it() -> None:
    plichten = lees_plichten(REGEL.replace("titel =", 'titel_fr = "La carte"\ntitel ='))
    (plicht,) = plichten.alle
    assert plichten.vertaal(plicht.titel, "fr") == "La carte"
    assert plichten.vertaal(plicht.vraagt, "fr") == plicht.vraagt
    assert plichten.vertaal(plicht.titel, "en") == plicht.titel


def test_an_empty_translation_is_refused_with_its_line() -> None:
    with pytest.raises(ConfiguratieFout, match="titel_fr: moet een tekst zijn"):
        lees_plichten(REGEL.replace("titel =", 'titel_fr = " "\ntitel ='))


def test_the_duties_of_the_city_are_all_said_in_english_and_french() -> None:
    plichten = laad_plichten(Path("config")).alle
    assert [p.code for p in plichten if any(len(p.vertalingen[taal]) < 2 for taal in ("en", "fr"))] == []
