"""The screens of the oversight over a real database: lines of the log, and files of registers."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from nachtleven.nacht import nacht_van
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import IncidentRij
from nachtleven.taken.oordelen import oordeel
from nachtleven.taken.werkplaats import Werkplaats
from tests.conftest import Klok
from tests.web.conftest import Wereld
from tests.web.toezicht.conftest import MIDDAG, NACHT, vertel


def test_a_busy_fortnight_of_logs_is_read_in_whole_nights(wereld: Wereld, opslag_sqlite: Opslag, klok: Klok) -> None:
    laatste, vorige = (klok() - timedelta(days=dagen, hours=12) for dagen in (1, 2))
    with opslag_sqlite.schrijven() as sessie:
        for nummer in range(140):
            van = vorige if nummer % 2 else laatste
            rij = IncidentRij(
                id=uuid4(), nummer=f"L{nummer}", zaak_id=f"ZAAK{nummer // 2}", van=van, tot=van, soort="weigering",
                reden="vol", kaartnummer="", gelogd=van, geverifieerd=True, bron="politie", bekend_van=van,
            )  # fmt: skip
            sessie.add(rij)
    politie = wereld.als("politie")
    eerst = politie.get("/toezicht/logboek").text
    ouder = re.search(r'rel="next" href="([^"]+)"', eerst)
    assert ouder is not None
    bladen = [eerst, politie.get(ouder[1]).text]
    tellingen = [[blad.count(f'/{nacht_van(moment).isoformat()}"') for moment in (laatste, vorige)] for blad in bladen]
    assert tellingen == [[70, 0], [0, 70]]


def test_the_police_type_a_log_line_and_see_no_count_of_meldingen(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag, klok: Klok
) -> None:
    vertel(plaats, opslag_sqlite, klok)
    velden = {
        "zaak": "AURORA", "van": "2026-03-07T02:00", "tot": "2026-03-07T02:15", "soort": "weigering", "reden": "vol",
        "aantal": "6", "tekst": "volzet", "inzending": str(UUID(int=9)),
    }  # fmt: skip
    for _ in range(2):
        assert wereld.als("politie").post("/toezicht/logboek", data=velden).status_code == 303
    with opslag_sqlite.lezen() as sessie:
        (rij,) = sessie.scalars(select(IncidentRij))
        assert (rij.bron, rij.geverifieerd, rij.gelogd) == ("politie", True, MIDDAG)
    politie, onthaal = (wereld.als(wie).get("/toezicht/logboek").text for wie in ("politie", "onthaal"))
    assert "vol 6" in politie
    assert "Meldingen</th>" not in politie
    assert re.search(r'data-kop="Meldingen">1<', onthaal)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        pytest.param({"van": "gisteren"}, "van", id="no_moment"),
        pytest.param({"tot": "2026-03-07T01:00"}, "tot", id="ends_before_it_begins"),
        pytest.param({"van": "2026-03-09T01:00", "tot": ""}, "van", id="in_the_future"),
        pytest.param({"reden": "zomaar"}, "reden", id="an_unknown_reason"),
        pytest.param({"aantal": "veel"}, "aantal", id="no_number"),
        pytest.param({"zaak": "WEG"}, "zaak", id="an_unknown_venue"),
    ],
)
def test_a_log_line_that_cannot_be_is_asked_again(wereld: Wereld, anders: dict[str, str], veld: str) -> None:
    heel = {"zaak": "AURORA", "van": "2026-03-07T02:00", "tot": "", "soort": "weigering", "reden": "vol", "aantal": ""}
    antwoord = wereld.als("politie").post("/toezicht/logboek", data=heel | anders)
    assert antwoord.status_code == 400
    assert f'id="{veld}-fout"' in antwoord.text


def _typ_een_lijn(wereld: Wereld, opslag: Opslag) -> str:
    """Let the police type a line of that night over; give its number."""
    velden = {"zaak": "AURORA", "van": "2026-03-07T02:00", "tot": "2026-03-07T02:15", "soort": "weigering"}
    wereld.als("politie").post("/toezicht/logboek", data=velden | {"reden": "vol", "aantal": "6", "tekst": "volzet"})
    with opslag.lezen() as sessie:
        return sessie.scalars(select(IncidentRij.nummer)).one()


def test_a_line_of_the_log_is_corrected_with_who_and_why_and_keeps_when_it_was_written(
    wereld: Wereld, plaats: Werkplaats, opslag_sqlite: Opslag, klok: Klok
) -> None:
    nummer = _typ_een_lijn(wereld, opslag_sqlite)
    oordeel(plaats)
    klok.verder(hours=1)
    wereld.nu = klok()
    politie, pad = wereld.als("politie"), "/toezicht/logboek/AURORA/2026-03-06"
    assert f'href="{pad}"' in politie.get("/toezicht/logboek").text
    wat = {"veld-reden": "privaat", "veld-tot": "2026-03-07T02:30", "waarom": "het boek toont privaat"}
    assert politie.post(f"{pad}/{nummer}", data=wat).status_code == 303
    with opslag_sqlite.lezen() as sessie:
        oud, nieuw = sessie.scalars(select(IncidentRij).order_by(IncidentRij.bekend_van))
        assert (oud.reden, oud.bekend_tot, nieuw.bekend_tot) == ("vol", klok(), None)
        assert (nieuw.reden, nieuw.gelogd, nieuw.nummer) == ("privaat", MIDDAG, nummer)
        assert nieuw.tot - oud.tot == timedelta(minutes=15)
    blad = politie.get(pad).text
    assert "politie: het boek toont privaat" in blad
    assert "volzet" not in blad
    assert oordeel(plaats) == [nacht_van(NACHT)]


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        pytest.param({"veld-reden": "privaat"}, "Schrijf in een zin waarom", id="without_why"),
        pytest.param({"veld-reden": "zomaar", "waarom": "x"}, "reden", id="no_reason_that_exists"),
        pytest.param({"veld-tot": "2026-03-07T01:00", "waarom": "x"}, "ligt voor", id="ends_before_it_begins"),
        pytest.param({"veld-reden": "vol", "waarom": "x"}, "niets anders", id="nothing_changed"),
    ],
)
def test_a_correction_of_a_line_that_cannot_be_says_why_and_keeps_what_was_typed(
    wereld: Wereld, opslag_sqlite: Opslag, velden: dict[str, str], zin: str
) -> None:
    nummer = _typ_een_lijn(wereld, opslag_sqlite)
    antwoord = wereld.als("politie").post(f"/toezicht/logboek/AURORA/2026-03-06/{nummer}", data=velden)
    assert antwoord.status_code == 400
    assert zin in antwoord.text
    assert all(waarde in antwoord.text for waarde in velden.values())
    with opslag_sqlite.lezen() as sessie:
        assert len(sessie.scalars(select(IncidentRij)).all()) == 1


@pytest.mark.parametrize("pad", ["AURORA/gisteren", "NERGENS/2026-03-06"])
def test_a_log_of_no_night_or_no_venue_is_not_found(wereld: Wereld, pad: str) -> None:
    assert wereld.als("politie").get(f"/toezicht/logboek/{pad}").status_code == 404
    assert wereld.als("onthaal").get(f"/toezicht/logboek/{pad}").status_code == 403


def test_a_register_file_is_looked_at_before_it_is_kept(wereld: Wereld, tmp_path: Path) -> None:
    politie = wereld.als("politie")
    with (tmp_path / "inzet.csv").open("wb+") as bestand:
        bestand.write(b"kaartnummer,zaak_id,van,tot\n")
        bestand.seek(0)
        bekeken = politie.post("/toezicht/importeren", data={"soort": "inzet", "bestand": (bestand, "inzet.csv")})
    assert "104233, AURORA" in bekeken.text
    bewijs = re.search(r'name="bewijs" value="([^"]+)"', bekeken.text)
    assert bewijs is not None
    assert "Bewaard" in politie.post("/toezicht/importeren/bewaar", data={"bewijs": bewijs[1]}).text
    nog_eens = politie.post("/toezicht/importeren/bewaar", data={"bewijs": bewijs[1]})
    assert nog_eens.status_code == 400
    assert list((tmp_path / "invoer").iterdir()) == []


@pytest.mark.parametrize(
    ("soort", "mag"),
    [(soort, True) for soort in ("inzet", "incidenten", "controles")] + [(s, False) for s in ("zaken", "portiers", "")],
)
def test_the_police_take_in_shifts_logs_and_inspections_and_no_other_register(
    wereld: Wereld, tmp_path: Path, soort: str, *, mag: bool
) -> None:
    bestand = tmp_path / "rijen.csv"
    bestand.write_text("kaartnummer\n", "utf-8")
    with bestand.open("rb") as open_:
        antwoord = wereld.als("politie").post(
            "/toezicht/importeren", data={"soort": soort, "bestand": (open_, "r.csv")}
        )
    assert (antwoord.status_code, 'name="bewijs"' in antwoord.text) == ((200, True) if mag else (400, False))


@pytest.mark.parametrize("bewijs", ["", "../geheim", "weg"])
def test_only_what_was_put_aside_can_be_kept(wereld: Wereld, bewijs: str) -> None:
    assert wereld.als("politie").post("/toezicht/importeren/bewaar", data={"bewijs": bewijs}).status_code == 400
