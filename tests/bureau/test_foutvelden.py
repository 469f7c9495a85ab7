"""Every form that is wrong says so beside its field: the list of faults leads to a field that is tied to its fault."""

import re

import pytest

from tests.bureau.conftest import Plaats

_LIJST = re.compile(r'<div class="fouten.*?</div>', re.DOTALL)


def _open_dossier(plaats: Plaats) -> tuple[str, str]:
    """Open a dossier over a melding; give its path and the id of its first piece of evidence."""
    plaats.doe(f"/meldingen/{plaats.meld()}/dossier")
    pad = re.search(r'href="(/dossiers/[^"]+)"', plaats.zie("/dossiers").partition("<main")[2])
    assert pad is not None
    stuk = re.search(r'name="stuk" value="([^"]+)"', plaats.zie(pad[1]))
    assert stuk is not None
    return pad[1], stuk[1]


def _ongebonden(blad: str) -> list[str]:
    """Give the faults that lead to no field, or to a field that does not name them."""
    velden = re.findall(r'<a href="#([^"]+)">', "".join(_LIJST.findall(blad)))
    velden += re.findall(r'<p class="fout" id="([^"]+)-fout"', blad)
    assert velden
    return [veld for veld in velden if not _is_gebonden(blad, veld)]


def _is_gebonden(blad: str, veld: str) -> bool:
    """Tell whether the field is there, has its fault beside it, and names it; a group of fields need not name it."""
    gevonden = re.search(rf'<(input|select|textarea|fieldset|span)\b[^>]*\bid="{re.escape(veld)}"[^>]*>', blad)
    if gevonden is None or f'id="{veld}-fout"' not in blad:
        return False
    return gevonden[1] in ("fieldset", "span") or f"{veld}-fout" in gevonden[0]


@pytest.mark.parametrize(
    ("wat", "velden"),
    [
        pytest.param("zaak", {}, id="venue"),
        pytest.param("staat", {"status": "x"}, id="state"),
        pytest.param("nota", {}, id="note"),
        pytest.param("antwoord", {}, id="write_back"),
        pytest.param("moment", {"dag": "gisteren", "uur": "laat"}, id="moment"),
        pytest.param("toewijzen", {"aan": "niemand hier"}, id="assign"),
        pytest.param("contactwens", {"wens": "x", "veilig": "x"}, id="contact"),
        pytest.param("toestemming", {"naar": "x"}, id="consent"),
        pytest.param("samenvoegen", {"met": "onzin"}, id="merge"),
    ],
)
def test_a_fault_on_a_melding_leads_to_its_field(plaats: Plaats, wat: str, velden: dict[str, str]) -> None:
    antwoord = plaats.doe(f"/meldingen/{plaats.meld()}/{wat}", **velden)
    assert antwoord.status_code == 400
    assert _ongebonden(antwoord.text) == []


@pytest.mark.parametrize(
    ("wat", "velden"),
    [
        pytest.param("stuk", {"staat": "x", "termijn": "morgen"}, id="evidence"),
        pytest.param("stukken", {"soort": "x"}, id="another_piece"),
        pytest.param("contact", {}, id="contact"),
        pytest.param("nota", {}, id="note"),
        pytest.param("meldingen", {"melding": "onzin"}, id="members"),
        pytest.param("sluit", {}, id="close"),
    ],
)
def test_a_fault_on_a_dossier_leads_to_its_field(plaats: Plaats, wat: str, velden: dict[str, str]) -> None:
    pad, stuk = _open_dossier(plaats)
    antwoord = plaats.doe(f"{pad}/{wat}", **{"stuk": stuk, **velden})
    assert antwoord.status_code == 400
    assert _ongebonden(antwoord.text) == []


@pytest.mark.parametrize(
    ("pad", "wie"),
    [
        pytest.param("/zaken/ZAAKA/maatregel", "economie", id="measure"),
        pytest.param("/meldingen/nieuw", "onthaal", id="type_in"),
        pytest.param("/meldingen/zoek", "onthaal", id="find"),
        pytest.param("/kaart/controle", "politie", id="inspection"),
        pytest.param("/toezicht/logboek", "politie", id="log_line"),
        pytest.param("/toezicht/importeren", "politie", id="import"),
        pytest.param("/aanmelden/wachtwoord", "economie", id="password"),
        pytest.param("/beheer/gebruikers", "beheer", id="user"),
    ],
)
def test_a_fault_elsewhere_leads_to_its_field(plaats: Plaats, pad: str, wie: str) -> None:
    antwoord = plaats.als(wie).post(pad, data={"versie": "1"})
    assert antwoord.status_code == 400
    assert _ongebonden(antwoord.text) == []
