"""A register file goes in whole or not at all, and every bad row is named."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nachtleven.fouten import InvoerFout
from nachtleven.inlezen import Ingelezen, RegisterSoort, lees_register
from nachtleven.register.logboek import Controle, Incident
from nachtleven.register.portiers import Inzet, Kaart
from nachtleven.register.zaken import Zaak

NU = datetime(2026, 5, 1, 10, tzinfo=UTC)
KOP = {
    "zaken": "zaak_id,naam,aliassen,straat,huisnummer,postcode,gemeente,wijk,capaciteit,portier",
    "portiers": "kaartnummer,naam,werkgever,werkgever_vergunning,statuut,geldig_van,geldig_tot"
    ",geschorst_van,geschorst_tot",
    "inzet": "kaartnummer,zaak_id,van,tot",
    "incidenten": "zaak_id,van,tot,soort,reden,aantal,kaartnummer,tekst",
    "controles": "zaak_id,tijdstip,plicht,oordeel,kaartnummer,nota",
}
ZAAK = "Z1,Café Ster,De Ster|Ster,Kaai,1,9000,Gent,Kaai,90,ja"
KAART = "1042,An Peeters,Wacht bv,16.1,vergunde_onderneming,2024-01-01,2028-12-31,,"
INZET = "1042,Z1,2026-04-03T22:00:00+02:00,2026-04-04T04:00:00+02:00"
INCIDENT = "Z1,2026-04-04T01:00:00+02:00,,weigering,vol,3,,iedereen geweigerd"
CONTROLE = "Z1,2026-04-04T01:00:00+02:00,camera,niet_ok,,stuk"
GOED = {"zaken": ZAAK, "portiers": KAART, "inzet": INZET, "incidenten": INCIDENT, "controles": CONTROLE}


def lees(soort: str, pad: Path, inhoud: bytes | str) -> Ingelezen:
    pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    return lees_register(
        RegisterSoort(soort), pad, moment=NU, bekende_zaken={"Z1", "Z2"}, plichten={"camera", "logboek"}
    )


def fouten(soort: str, pad: Path, inhoud: bytes | str) -> list[tuple[int, str, str]]:
    with pytest.raises(InvoerFout) as gevangen:
        lees(soort, pad, inhoud)
    return [(rij.lijn, rij.veld, rij.reden) for rij in gevangen.value.rijen]


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "register.csv"


def met(soort: str, *rijen: str) -> str:
    return "\n".join((KOP[soort], *rijen)) + "\n"


def test_a_row_of_each_kind_becomes_its_value_in_utc(pad: Path) -> None:
    gelezen = {soort: lees(soort, pad, met(soort, rij)).rijen[0] for soort, rij in GOED.items()}
    zaak, kaart, inzet = gelezen["zaken"], gelezen["portiers"], gelezen["inzet"]
    incident, controle = gelezen["incidenten"], gelezen["controles"]
    assert isinstance(zaak, Zaak)
    assert (zaak.aliassen, zaak.capaciteit, zaak.portier, zaak.code) == (("De Ster", "Ster"), 90, True, "")
    assert isinstance(kaart, Kaart)
    assert (kaart.geldig_tot, kaart.geschorst_van, kaart.vergunning.geldig_tot) == (date(2028, 12, 31), None, None)
    assert isinstance(inzet, Inzet)
    assert (inzet.van.hour, inzet.van.utcoffset()) == (20, UTC.utcoffset(None))
    assert isinstance(incident, Incident)
    assert (incident.tot, incident.gelogd, incident.geverifieerd) == (incident.van, NU, True)
    assert isinstance(controle, Controle)
    assert controle.kaartnummer == ""


def test_a_log_line_keeps_when_it_was_written_where_the_file_says_so(pad: Path) -> None:
    tekst = f"{KOP['incidenten']},gelogd\n{INCIDENT},2026-04-04T03:00:00+02:00\n{INCIDENT},\n"
    eerste, tweede = lees("incidenten", pad, tekst).rijen
    assert isinstance(eerste, Incident)
    assert isinstance(tweede, Incident)
    assert (eerste.gelogd, tweede.gelogd) == (datetime(2026, 4, 4, 1, tzinfo=UTC), NU)


SLECHT = [
    pytest.param("zaken", ZAAK.replace("ja", "misschien"), "portier", "ja of nee", id="neither_yes_nor_no"),
    pytest.param("zaken", ZAAK.replace("90", "-1"), "capaciteit", "geheel getal", id="negative_capacity"),
    pytest.param("zaken", ZAAK.replace("90", "1.5"), "capaciteit", "geheel getal", id="half_a_person"),
    pytest.param("zaken", ZAAK.replace("Café Ster", " "), "naam", "leeg", id="no_name"),
    pytest.param("zaken", ZAAK.replace("Kaai,1", "Ka\x07ai,1"), "straat", "stuurteken", id="control_character"),
    pytest.param("zaken", ZAAK.replace("Kaai,1", f"{'x' * 501},1"), "straat", "hoogstens 500", id="too_long"),
    pytest.param("zaken", ZAAK + ",meer", "", "velden", id="too_many_fields"),
    pytest.param("zaken", "Z1,Ster", "", "velden", id="too_few_fields"),
    pytest.param("portiers", KAART.replace("1042", "-/-"), "kaartnummer", "letter of cijfer", id="card_of_signs"),
    pytest.param("portiers", KAART.replace("vergunde_", "x_"), "statuut", "interne_dienst", id="unknown_footing"),
    pytest.param("portiers", KAART.replace("2028-12-31", "2023-12-31"), "geldig_tot", "voor", id="ends_before_begin"),
    pytest.param("portiers", KAART.replace("2028-12-31", "2027-02-29"), "geldig_tot", "bestaat niet", id="no_such_day"),
    pytest.param("portiers", KAART.replace(",,", ",,2026-01-01"), "geschorst_tot", "zonder", id="suspended_until_only"),
    pytest.param("portiers", KAART[:-1] + "2026-02-01,2026-01-31", "geschorst_tot", "voor", id="suspension_backwards"),
    pytest.param("inzet", INZET.replace("04-04T04", "04-03T22"), "tot", "niet na", id="shift_without_length"),
    pytest.param("inzet", INZET.replace("04T04:00:00", "04T22:00:01"), "tot", "24 uur", id="a_second_over_a_day"),
    pytest.param("inzet", INZET.replace("Z1", "Z9"), "zaak_id", "register", id="unknown_venue"),
    pytest.param("inzet", INZET.replace("T22:00:00+02:00", ""), "van", "moment", id="day_without_hour"),
    pytest.param("inzet", INZET.replace("T22:00:00+02:00", "T25:00:00+02:00"), "van", "bestaat niet", id="hour_25"),
    pytest.param(
        "incidenten", INCIDENT.replace(",,w", ",2026-04-04T00:59:00+02:00,w"), "tot", "voor", id="log_ends_early"
    ),
    pytest.param("incidenten", INCIDENT.replace("vol", "rood"), "reden", "kleding", id="unknown_reason"),
    pytest.param("controles", CONTROLE.replace("camera", "dans"), "plicht", "logboek", id="unknown_duty"),
    pytest.param("controles", CONTROLE.replace("niet_ok", "goed"), "oordeel", "niet_ok", id="unknown_judgement"),
]


@pytest.mark.parametrize(("soort", "rij", "veld", "reden"), SLECHT)
def test_a_bad_row_is_named_with_line_field_and_reason(soort: str, rij: str, veld: str, reden: str, pad: Path) -> None:
    [(lijn, welk, waarom)] = fouten(soort, pad, met(soort, rij))
    assert (lijn, welk) == (2, veld)
    assert reden in waarom


GRENS = [
    pytest.param("inzet", INZET.replace("04T04:00:00", "04T22:00:00"), id="a_shift_of_exactly_a_day"),
    pytest.param("inzet", INZET.replace("1042", "onbekende kaart 7"), id="an_unknown_card"),
    pytest.param("portiers", KAART.replace("2028-12-31", "2024-01-01"), id="a_card_of_one_day"),
    pytest.param("portiers", KAART[:-1] + "2026-01-31,2026-01-31", id="a_suspension_of_one_day"),
    pytest.param("portiers", KAART[:-1] + "2026-01-31,", id="a_suspension_until_lifted"),
    pytest.param("zaken", ZAAK.replace("90", ""), id="an_empty_capacity"),
    pytest.param("zaken", ZAAK.replace("90", "0"), id="a_capacity_of_nothing"),
    pytest.param("zaken", ZAAK.replace("Kaai,1", f"{'x' * 500},1"), id="five_hundred_characters"),
    pytest.param("incidenten", INCIDENT + "x" * 1000, id="a_long_story"),
    pytest.param("incidenten", INCIDENT.replace("iedereen geweigerd", '"een\ttwee\ndrie"'), id="a_story_of_two_lines"),
]


@pytest.mark.parametrize(("soort", "rij"), GRENS)
def test_what_lies_just_inside_a_limit_is_taken(soort: str, rij: str, pad: Path) -> None:
    assert len(lees(soort, pad, met(soort, rij)).rijen) == 1


def test_all_bad_rows_and_all_faults_of_a_row_are_named_in_order(pad: Path) -> None:
    gevonden = fouten("zaken", pad, met("zaken", ZAAK, "Z2,,,,,,,,veel,soms", "", "x", ZAAK))
    assert [lijn for lijn, _, _ in gevonden] == [3, 3, 3, 5, 6]
    assert {veld for lijn, veld, _ in gevonden if lijn == 3} == {"naam", "capaciteit", "portier"}


DUBBEL = [
    pytest.param("zaken", ZAAK, ZAAK.replace("Ster", "Maan"), "zaak_id", id="venue"),
    pytest.param("portiers", KAART, KAART.replace("1042", "10-42"), "kaartnummer", id="card_spelled_otherwise"),
    pytest.param("inzet", INZET, INZET.replace("T04", "T03"), "kaartnummer, zaak_id, van", id="shift"),
    pytest.param("incidenten", INCIDENT, INCIDENT, "", id="log_line"),
    pytest.param("controles", CONTROLE, CONTROLE + "!", "zaak_id, tijdstip, plicht, kaartnummer", id="inspection"),
]


@pytest.mark.parametrize(("soort", "een", "twee", "veld"), DUBBEL)
def test_the_same_row_twice_is_an_error_that_names_both_lines(
    soort: str, een: str, twee: str, veld: str, pad: Path
) -> None:
    [(lijn, welk, reden)] = fouten(soort, pad, met(soort, een, "", twee))
    assert (lijn, welk) == (4, veld)
    assert "lijn 4" in reden
    assert "lijn 2" in reden


def test_two_log_lines_that_differ_in_one_field_are_two(pad: Path) -> None:
    assert len(lees("incidenten", pad, met("incidenten", INCIDENT, INCIDENT + "!")).rijen) == 2


@pytest.mark.parametrize("soort", list(RegisterSoort))
def test_a_header_alone_empties_only_what_may_be_empty(soort: RegisterSoort, pad: Path) -> None:
    if soort in {RegisterSoort.ZAKEN, RegisterSoort.PORTIERS}:
        assert fouten(soort, pad, met(soort))[0][0] == 1
    else:
        assert lees(soort, pad, met(soort)).rijen == ()


def test_without_duties_to_hold_it_against_a_duty_is_not_checked(pad: Path) -> None:
    pad.write_text(met("controles", CONTROLE.replace("camera", "dans")))
    gelezen = lees_register(RegisterSoort.CONTROLES, pad, moment=NU, bekende_zaken=["Z1"], plichten=())
    assert len(gelezen.rijen) == 1


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match="weg"):
        lees_register(RegisterSoort.ZAKEN, tmp_path / "weg.csv", moment=NU, bekende_zaken=(), plichten=())


WOORD = st.text(st.sampled_from("abcXYZ éëüß€'\",;|\t 0123-"), min_size=1, max_size=12).map(
    lambda tekst: "w" + tekst.replace("\t", "").strip()
)


def _csv(rijen: Sequence[Sequence[str]], scheiding: str) -> str:
    uit = io.StringIO(newline="")
    csv.writer(uit, delimiter=scheiding).writerows(rijen)
    return uit.getvalue()


def _xlsx(rijen: Sequence[Sequence[str]]) -> bytes:
    boek, uit = openpyxl.Workbook(), io.BytesIO()
    for rij in rijen:
        boek.worksheets[0].append(list(rij))
    boek.save(uit)
    return uit.getvalue()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(namen=st.lists(WOORD, min_size=1, max_size=4), data=st.data())
def test_the_same_rows_read_the_same_from_every_format(namen: list[str], data: st.DataObject, pad: Path) -> None:
    volgorde = data.draw(st.permutations(KOP["zaken"].split(",")))
    vast = dict(zip(KOP["zaken"].split(","), ZAAK.split(","), strict=True))
    rijen = [[(vast | {"zaak_id": f"Z{i}", "naam": n})[k] for k in volgorde] for i, n in enumerate(namen)]
    tabel = [list(volgorde), *rijen]
    vormen = [_csv(tabel, s).encode(c) for s in ",;\t" for c in ("utf-8", "utf-8-sig", "cp1252")] + [_xlsx(tabel)]
    gelezen = {lees("zaken", pad, vorm).rijen for vorm in vormen}
    assert len(gelezen) == 1
    assert [rij.naam for rij in gelezen.pop() if isinstance(rij, Zaak)] == namen


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    soort=st.sampled_from(list(RegisterSoort)),
    staart=st.one_of(st.text(max_size=80), st.text(st.sampled_from('Z1,;"\n\r2026-0T:+ja'), max_size=80)).map(
        lambda tekst: tekst.encode("utf-8", "replace")
    ),
    rommel=st.binary(max_size=40),
)
def test_any_bytes_are_rows_or_an_error_of_ours(soort: RegisterSoort, staart: bytes, rommel: bytes, pad: Path) -> None:
    for inhoud in (rommel, b"PK\x03\x04" + rommel, KOP[soort].encode() + b"\n" + staart + rommel):
        assert isinstance(_uitkomst(soort, pad, inhoud), Ingelezen | InvoerFout)


def _uitkomst(soort: str, pad: Path, inhoud: bytes) -> Ingelezen | InvoerFout:
    try:
        return lees(soort, pad, inhoud)
    except InvoerFout as fout:
        return fout
