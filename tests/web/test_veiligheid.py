"""The web's own defences: whose host, whose form, how often, what is kept on the way, and what a fault shows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from flask.testing import FlaskClient

from nachtleven.accounts import maak_gebruiker
from nachtleven.web.gastheer import gastheer_van
from nachtleven.web.grenzen import GRENZEN, adressleutel
from nachtleven.web.melden import zinnen
from nachtleven.web.rechten import BUITEN, openbaar
from tests.proefpoort import NU_PROEF, Deurproef, open_deur, teken, velden
from tests.web.test_rechten import _routes

HTTPS = "https://meldpunt.stad.example"


@pytest.fixture(scope="module")
def huis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deurproef]:
    """The whole application, at a public address over https."""
    proef = open_deur(tmp_path_factory.mktemp("veilig"))
    proef.app.config["PREFERRED_URL_SCHEME"] = "https"
    yield proef
    proef.delen.opslag.sluit()


@pytest.fixture
def deur(huis: Deurproef) -> Deurproef:
    """The same, with CSRF on; what a test switches off is on again for the next."""
    huis.app.config.update(WTF_CSRF_ENABLED=True, PROPAGATE_EXCEPTIONS=None)
    return huis


@pytest.fixture
def stuk(tmp_path: Path) -> Iterator[Deurproef]:
    """One whose database is none."""
    proef = open_deur(tmp_path, bij=False)
    Path(str(proef.delen.opslag.motor.url.database)).write_bytes(b"geen database, dit is iets anders" * 100)
    yield proef
    proef.delen.opslag.sluit()


def leden(deur: Deurproef) -> FlaskClient:
    """Give a client over https."""
    return deur.app.test_client()


def merk(bladzijde: str) -> str:
    """Give the CSRF token of a page."""
    gevonden = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', bladzijde)
    assert gevonden
    return gevonden[1]


@pytest.mark.parametrize(
    ("kop", "status"),
    [
        pytest.param("meldpunt.stad.example", 200, id="the_public_name"),
        pytest.param("MELDPUNT.stad.example:443", 200, id="in_capitals_with_a_port"),
        pytest.param("meldpunt.stad.example.", 200, id="with_the_root_dot"),
        pytest.param("localhost:8989", 200, id="this_machine"),
        pytest.param("[::1]:8989", 200, id="this_machine_over_ipv6"),
        pytest.param("elders.example", 421, id="another_name"),
        pytest.param("meldpunt.stad.example.elders.example", 421, id="ours_as_a_part"),
        pytest.param("elders.example@meldpunt.stad.example", 421, id="a_user_before_it"),
        pytest.param("meldpunt.stad.example,elders.example", 421, id="two_names"),
        pytest.param("", 421, id="none"),
        pytest.param("[", 421, id="nonsense"),
    ],
)
def test_a_page_is_given_only_under_our_own_name(deur: Deurproef, kop: str, status: int) -> None:
    antwoord = deur.client.get("/", headers={"Host": kop})
    assert antwoord.status_code == status
    assert "elders" not in antwoord.text


def test_a_message_is_not_lost_on_the_name_a_proxy_gives_us(deur: Deurproef) -> None:
    form = velden(1)
    koppen = {**teken(f"{HTTPS}/sms", form), "Host": "binnen.example:8080"}
    assert deur.client.post("/sms", data=form, headers=koppen).status_code == 200
    assert deur.client.get("/healthz", headers={"Host": "10.0.0.7"}).status_code == 200


@pytest.mark.parametrize("kop", ["a b", "x:y:z", "[::1", "\\", "a/b", "é", "%00"])
def test_nonsense_for_a_host_is_no_host_of_ours(kop: str) -> None:
    assert gastheer_van(kop) != "meldpunt.stad.example"


@pytest.mark.parametrize(
    "pad", ["/", "/aanmelden", "/melden", "/vandaag", "/bestaat-niet", "/static/stijl.css", "/sms"]
)
def test_every_answer_has_the_headers_also_an_error(deur: Deurproef, pad: str) -> None:
    antwoord = leden(deur).get(pad)
    beleid = antwoord.headers["Content-Security-Policy"]
    assert "default-src 'none'" in beleid
    assert "unsafe" not in beleid
    assert "frame-ancestors 'none'" in beleid
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert antwoord.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    antwoord.close()


@pytest.mark.parametrize(
    ("pad", "bewaard"),
    [
        pytest.param("/", True, id="the_public_page_for_nobody"),
        pytest.param("/static/stijl.css", True, id="our_style"),
        pytest.param("/static/bestaat-niet.css", False, id="a_style_that_is_not_there"),
        pytest.param("/melden", False, id="the_form"),
        pytest.param("/aanmelden", False, id="the_log_in"),
        pytest.param("/bestaat-niet", False, id="an_error"),
        pytest.param("/readyz", False, id="our_state"),
    ],
)
def test_only_what_is_the_same_for_everybody_may_be_kept_on_the_way(
    deur: Deurproef, pad: str, *, bewaard: bool
) -> None:
    antwoord = leden(deur).get(pad)
    assert ("no-store" in antwoord.headers.get("Cache-Control", "")) is not bewaard
    antwoord.close()


def test_the_session_cookie_is_bound_to_our_host_and_out_of_reach_of_scripts(deur: Deurproef) -> None:
    kop = leden(deur).get("/melden").headers["Set-Cookie"]
    assert kop.startswith("__Host-nachtleven=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {deel.strip() for deel in kop.split(";")}
    assert "Domain=" not in kop


def test_no_form_is_taken_without_its_token(deur: Deurproef) -> None:
    met_formulier = [(endpoint, pad) for endpoint, methode, pad in _routes(deur.app) if methode == "POST"]
    assert len(met_formulier) > 30
    for endpoint, pad in met_formulier:
        if endpoint.split(".")[0] not in BUITEN:
            antwoord = leden(deur).post(pad, data={"a": "b"}, headers={"Referer": "https://localhost/"})
            assert antwoord.status_code == 400, pad
            assert "verlopen" in antwoord.text, pad


def test_a_form_from_another_site_is_not_taken(deur: Deurproef) -> None:
    client = leden(deur)
    form = {"csrf_token": merk(client.get("/melden").text), "tekst": "geweigerd"}
    assert client.post("/melden", data=form, headers={"Referer": "https://elders.example/"}).status_code == 400
    assert client.post("/melden", data=form, headers={"Referer": "https://localhost/melden"}).status_code == 303


def test_a_session_given_beforehand_is_not_the_one_logged_in_with(deur: Deurproef) -> None:
    gemaakt = maak_gebruiker(deur.delen, "noor", "onthaal")
    code = pyotp.TOTP(gemaakt["totp"]).at(NU_PROEF)
    client = leden(deur)
    gegeven = merk(client.get("/aanmelden").text)
    with client.session_transaction() as sessie:
        sessie["ingegeven"] = "door een ander"
        merk_voor = sessie["csrf_token"]
    form = {"csrf_token": gegeven, "naam": "noor", "wachtwoord": gemaakt["wachtwoord"], "code": code}
    antwoord = client.post("/aanmelden", data=form, headers={"Referer": "https://localhost/aanmelden"})
    assert antwoord.status_code == 303
    with client.session_transaction() as sessie:
        assert "_user_id" in sessie
        assert "ingegeven" not in sessie
        assert sessie.get("csrf_token") != merk_voor


@pytest.mark.parametrize("endpoint", sorted(GRENZEN))
def test_every_limit_is_of_a_route_that_is_there_and_of_no_gateway(deur: Deurproef, endpoint: str) -> None:
    grens, methode = GRENZEN[endpoint]
    regels = [regel for regel in deur.app.url_map.iter_rules() if regel.endpoint == endpoint]
    assert any(methode in (regel.methods or ()) for regel in regels)
    assert endpoint.split(".")[0] not in BUITEN
    assert int(grens.split()[0]) >= 10


def test_who_sends_too_much_is_told_so_in_their_language_and_others_are_not_held_up(deur: Deurproef) -> None:
    deur.app.config["WTF_CSRF_ENABLED"] = False
    client = leden(deur)
    client.environ_base["REMOTE_ADDR"] = "192.0.2.8"
    codes = [client.post("/melden/terug?taal=fr", data={"code": "x"}).status_code for _ in range(11)]
    assert codes == [400] * 10 + [429]
    te_vaak = client.post("/melden/terug?taal=fr", data={"code": "x"})
    assert zinnen()["fr"]["te_vaak"].split(" : ")[1].format(nummer="8989") in te_vaak.text
    assert int(te_vaak.headers["Retry-After"]) >= 60
    ander = client.post("/melden/terug", data={"code": "x"}, environ_base={"REMOTE_ADDR": "192.0.2.9"})
    assert ander.status_code == 400


def test_a_gateway_is_never_told_that_it_is_too_much(deur: Deurproef) -> None:
    statussen = {deur.post(velden(1)).status_code for _ in range(250)}
    statussen |= {deur.client.get("/healthz").status_code for _ in range(250)}
    assert statussen == {200}


@pytest.mark.parametrize(
    ("adres", "sleutel"),
    [
        pytest.param("192.0.2.1", "192.0.2.1", id="ipv4"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", id="ipv6_counts_by_its_network"),
        pytest.param("[2001:db8:1:2::9]", "2001:db8:1:2::/64", id="as_the_server_writes_it"),
        pytest.param(None, "onbekend", id="none"),
        pytest.param("x", "onbekend", id="nonsense"),
    ],
)
def test_an_address_is_counted_by_what_one_customer_has(adres: str | None, sleutel: str) -> None:
    assert adressleutel(adres) == sleutel


def test_a_redis_that_is_away_shuts_no_door(tmp_path: Path) -> None:
    proef = open_deur(tmp_path, NACHTLEVEN_REDIS_URL="redis://127.0.0.1:9/0")
    proef.app.config["WTF_CSRF_ENABLED"] = False
    codes = [leden(proef).post("/melden/terug", data={"code": "x"}).status_code for _ in range(11)]
    assert codes == [400] * 10 + [429]
    proef.delen.opslag.sluit()


@pytest.mark.parametrize(
    ("aantal", "kop", "laatste"),
    [
        pytest.param("0", "198.51.100.{n}", 429, id="no_proxy_nothing_is_believed"),
        pytest.param("1", "198.51.100.{n}", 400, id="one_proxy_says_who_called"),
        pytest.param("1", "198.51.100.{n}, 192.0.2.8", 429, id="what_was_said_before_it_is_not_believed"),
        pytest.param("2", "198.51.100.{n}, 192.0.2.8", 400, id="two_proxies"),
    ],
)
def test_who_called_is_told_by_as_many_proxies_as_there_are(
    tmp_path: Path, aantal: str, kop: str, laatste: int
) -> None:
    proef = open_deur(tmp_path, NACHTLEVEN_PROXY_COUNT=aantal)
    proef.app.config["WTF_CSRF_ENABLED"] = False
    for nummer in range(11):
        koppen = {"X-Forwarded-For": kop.format(n=nummer + 1)}
        antwoord = leden(proef).post("/melden/terug", data={"code": "x"}, headers=koppen)
    assert antwoord.status_code == laatste
    proef.delen.opslag.sluit()


@pytest.mark.parametrize(("aantal", "status"), [("0", 200), ("1", 421)])
def test_another_name_is_believed_of_a_proxy_only(tmp_path: Path, aantal: str, status: int) -> None:
    proef = open_deur(tmp_path, NACHTLEVEN_PROXY_COUNT=aantal)
    koppen = {"Host": "meldpunt.stad.example", "X-Forwarded-Host": "elders.example"}
    assert leden(proef).get("/", headers=koppen).status_code == status
    proef.delen.opslag.sluit()


@pytest.mark.parametrize("methode", ["HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "VERZONNEN"])
def test_other_methods_do_nothing_and_show_nothing(deur: Deurproef, methode: str) -> None:
    voor = deur.tel().binnen
    for pad in ("/", "/melden", "/vandaag", "/sms", "/meldingen/zoek"):
        antwoord = leden(deur).open(pad, method=methode, data="geheim=1", headers={"Cookie": "a=b"})
        assert antwoord.status_code in (200, 302, 400, 403, 405), (methode, pad)
        assert "geheim" not in antwoord.text
        assert "a=b" not in antwoord.text
        if antwoord.status_code == 405:
            assert antwoord.headers["Allow"]
    assert deur.tel().binnen == voor


@pytest.mark.parametrize("pad", ["/vandaag", "/aanmelden", "/bestaat-niet", "/melden/gesprek"])
def test_who_is_logged_in_reads_that_the_database_is_away(stuk: Deurproef, pad: str) -> None:
    client = leden(stuk)
    with client.session_transaction() as sessie:
        sessie["_user_id"] = "6d4b2f64-5b1c-4a8e-9a51-0c2c7c0d2a11:abc"
        sessie["begonnen"] = sessie["laatst"] = int(stuk.delen.klok().timestamp())
        sessie["terugkeercode"] = "ABCD-EFGH"
    antwoord = client.get(pad)
    assert antwoord.status_code == 503, antwoord.text
    assert "Even niet beschikbaar" in antwoord.text
    assert "Traceback" not in antwoord.text


def test_a_message_is_spooled_when_the_database_is_damaged(stuk: Deurproef) -> None:
    assert stuk.post(velden(1)).status_code == 200
    assert stuk.delen.aanname.spoel.aantal() == 1
    assert stuk.client.get("/readyz").json["database"] == "niet bereikbaar"  # type: ignore[index]  # JSON of our own


def test_a_fault_of_ours_shows_nothing_of_itself(deur: Deurproef, monkeypatch: pytest.MonkeyPatch) -> None:
    deur.app.config["PROPAGATE_EXCEPTIONS"] = False

    @openbaar
    def breekt() -> str:
        raise RuntimeError("geheim binnenwerk")

    monkeypatch.setitem(deur.app.view_functions, "publiek.welkom", breekt)
    antwoord = leden(deur).get("/")
    assert antwoord.status_code == 500
    assert "binnenwerk" not in antwoord.text
    assert "Traceback" not in antwoord.text
    assert "500" in antwoord.text
