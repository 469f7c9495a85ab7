"""A second, made-up city runs the whole way on its own configuration: text, answer, term, report."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from nachtleven.cli import main
from nachtleven.nieuwestad import EIGEN, wat_ontbreekt
from nachtleven.opslag.tabellen import MeldingRij
from nachtleven.rapport import lees_periode
from nachtleven.rapportbouw import Verslagvorm, maak_in
from nachtleven.registerinvoer import voer_in
from nachtleven.stad import laad_stad
from tests.conftest import CONFIG
from tests.proefpoort import KOP_ZAKEN, NU_PROEF, Deurproef, gezegd, open_deur, velden

HIER = Path(__file__).parent
ZAKEN = f"{KOP_ZAKEN}\nV1,Le Hibou Vert,Hibou,Rue des Tanneurs,8,4999,Valmont,Tanneries,200,ja\n"


@pytest.fixture
def valmont(tmp_path: Path) -> Deurproef:
    """The door of the other city, with its venue."""
    shutil.copytree(CONFIG, tmp_path / "config")
    shutil.copy(HIER / "nachtleven.toml", tmp_path / "config" / "nachtleven.toml")
    deur = open_deur(tmp_path, bij=True, NACHTLEVEN_CONFIG=str(tmp_path / "config" / "nachtleven.toml"))
    (tmp_path / "zaken.csv").write_text(ZAKEN, encoding="utf-8")
    voer_in(deur.delen, "zaken", tmp_path / "zaken.csv", door="test")
    return deur


def test_another_city_answers_links_and_reports_by_its_own_rules(valmont: Deurproef, tmp_path: Path) -> None:
    tekst = "on m'a refusé l'entrée au Hibou Vert à cause de ma couleur de peau"
    (antwoord,) = gezegd(valmont.post(velden(1, tekst, To="3131")).text)
    with valmont.delen.opslag.lezen() as sessie:
        (melding,) = sessie.query(MeldingRij).all()
        assert (melding.zaak_id, melding.taal, melding.status) == ("V1", "fr", "te_contacteren")
        assert melding.contact_voor is not None
        assert timedelta(days=2) < melding.contact_voor - NU_PROEF < timedelta(days=4)
        assert melding.kenmerk in antwoord
    maak_in(valmont.delen, lees_periode("kwartaal", "2026-K1"), Verslagvorm("deelbaar"), tmp_path / "uit")
    rapport = json.loads((tmp_path / "uit" / "rapport.json").read_text(encoding="utf-8"))
    assert rapport["tabellen"].keys() >= {"per_zaak", "per_grond", "plichten"}
    valmont.delen.opslag.sluit()


def test_another_citys_number_is_ours_and_the_first_citys_is_not(valmont: Deurproef) -> None:
    assert gezegd(valmont.post(velden(1, "bonjour, refusé à l'entrée", To="3131")).text) != []
    assert gezegd(valmont.post(velden(2, "bonjour, refusé à l'entrée", To="8989")).text) == []
    valmont.delen.opslag.sluit()


def test_an_unread_text_is_confirmed_in_the_citys_own_language(valmont: Deurproef) -> None:
    assert "Votre message" in valmont.delen.ontvangst.kale_bevestiging()
    pagina = valmont.client.get("/?taal=fr").text
    assert "3131" in pagina
    assert "SIGNALER" in pagina
    assert "8989" not in pagina
    valmont.delen.opslag.sluit()


def test_a_new_city_gets_a_commented_start_and_hears_what_is_missing(tmp_path: Path) -> None:
    doel = tmp_path / "nieuw"
    gevolg = CliRunner().invoke(main, ["stad", "nieuw", str(doel)])
    assert gevolg.exit_code == 0
    eigen = laad_stad(CONFIG / "nachtleven.toml")
    tekst = (doel / "nachtleven.toml").read_text(encoding="utf-8")
    for tabel, namen in EIGEN.items():
        for naam in namen:
            assert f"[{tabel}] {naam}: in te vullen" in gevolg.stdout
    assert not any(woord in tekst for woord in (eigen.naam, eigen.nummer.kort, eigen.nummer.sleutelwoord, eigen.dienst))
    assert tekst.count("#") >= (CONFIG / "nachtleven.toml").read_text(encoding="utf-8").count("#")
    assert "portierreglement.toml" in gevolg.stdout


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "iets").write_text("van iemand", encoding="utf-8")
    gevolg = CliRunner().invoke(main, ["stad", "nieuw", str(tmp_path)])
    assert gevolg.exit_code == 1
    assert [pad.name for pad in tmp_path.iterdir()] == ["iets"]


def test_values_that_are_still_made_up_are_told() -> None:
    assert "[nummer] lang: nog verzonnen" in wat_ontbreekt(CONFIG / "nachtleven.toml")
