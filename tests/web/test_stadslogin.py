"""The city's single sign-on, against a small provider of the tests' own over real HTTP."""

import base64
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from nachtleven.fouten import InstellingenFout
from nachtleven.instellingen import Voor, laad
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.opzet import zet_op
from nachtleven.web.stadslogin import Stadslogin, rol_van, zet_stadslogin
from tests.proefpoort import omgeving
from tests.web.conftest import Wereld

CLIENT, GEHEIM = "meldpunt", "verzonnen geheim van de stad"
ROLLEN = {"nl-onthaal": Gebruikersrol.ONTHAAL, "nl-politie": Gebruikersrol.POLITIE}


@dataclass
class Stadsdienst:
    """A provider with one user; `anders` changes claims of the next token, `sleutel` signs it."""

    adres: str = ""
    sleutel: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "een"}))
    bekend: RSAKey | None = None
    anders: dict[str, object] = field(default_factory=dict)
    gevraagd: dict[str, dict[str, str]] = field(default_factory=dict)

    def bewijs(self, vraag: dict[str, str]) -> str:
        """Sign who logged in."""
        nu = int(datetime.now(UTC).timestamp())
        claims = {
            "iss": self.adres, "aud": CLIENT, "sub": "7", "exp": nu + 300, "iat": nu, "auth_time": nu,
            "nonce": vraag["nonce"], "preferred_username": "an.voorbeeld", "roles": ["nl-onthaal", "iets-anders"],
        } | self.anders  # fmt: skip
        return str(jwt.encode({"alg": "RS256", "kid": self.sleutel.kid}, claims, self.sleutel))

    def metadata(self) -> dict[str, object]:
        return {
            "issuer": self.adres,
            "authorization_endpoint": f"{self.adres}/in",
            "token_endpoint": f"{self.adres}/token",
            "jwks_uri": f"{self.adres}/sleutels",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def token(self, vorm: dict[str, str]) -> dict[str, object] | None:
        """Give the token for a code, once, to who shows the verifier of its challenge; None: refused."""
        vraag = self.gevraagd.pop(vorm.get("code", ""), None)
        som = base64.urlsafe_b64encode(hashlib.sha256(vorm.get("code_verifier", "").encode()).digest())
        gevraagd = ("S256", som.decode().rstrip("="))
        if vraag is None or (vraag["code_challenge_method"], vraag["code_challenge"]) != gevraagd:
            return None
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.bewijs(vraag)}


def _maak_deur(dienst: Stadsdienst) -> type[BaseHTTPRequestHandler]:
    class Deur(BaseHTTPRequestHandler):
        def _geef(self, inhoud: object, code: int = 200) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(inhoud).encode())

        def do_GET(self) -> None:
            sleutels = KeySet([dienst.bekend or dienst.sleutel]).as_dict(private=False)
            self._geef(sleutels if self.path == "/sleutels" else dienst.metadata())

        def do_POST(self) -> None:
            lengte = int(self.headers["Content-Length"])
            vorm = {n: w[0] for n, w in parse_qs(self.rfile.read(lengte).decode()).items()}
            gegeven = dienst.token(vorm)
            self._geef(gegeven or {"error": "invalid_grant"}, 200 if gegeven else 400)

        def log_message(self, *_woorden: object) -> None:
            """Say nothing."""

    return Deur


@pytest.fixture
def dienst() -> Iterator[Stadsdienst]:
    gemaakt = Stadsdienst()
    with ThreadingHTTPServer(("127.0.0.1", 0), _maak_deur(gemaakt)) as server:
        gemaakt.adres = f"http://127.0.0.1:{server.server_port}"
        draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        draad.start()
        yield gemaakt
        server.shutdown()
        draad.join()


@pytest.fixture
def huis(wereld: Wereld, dienst: Stadsdienst) -> tuple[Flask, Accountopslag]:
    """An application with the sign-on, over real accounts."""
    accounts = wereld.huis.beheer.gebruikers
    assert isinstance(accounts, Accountopslag)
    app = Flask("nachtleven.web")
    app.config.update(SECRET_KEY="x" * 40, TESTING=True, WTF_CSRF_ENABLED=False)
    zet_stadslogin(app, Stadslogin(dienst.adres, CLIENT, GEHEIM, "http://localhost", "roles", ROLLEN))
    zet_op(app, replace(wereld.huis, accounts=accounts, klok=lambda: datetime.now(UTC)), veilig=False)
    return app, accounts


def _ga(client: FlaskClient, dienst: Stadsdienst, pad: str = "/aanmelden/stad") -> str:
    """Go to the city and log in there; give the address that it sends back to."""
    heen = client.get(pad)
    vraag = {n: w[0] for n, w in parse_qs(urlsplit(heen.location).query).items()}
    assert vraag["client_id"] == CLIENT
    dienst.gevraagd["code"] = vraag
    return f"{urlsplit(vraag['redirect_uri']).path}?code=code&state={vraag['state']}"


def test_who_the_city_knows_enters_with_the_role_of_the_claim(
    huis: tuple[Flask, Accountopslag], dienst: Stadsdienst
) -> None:
    app, accounts = huis
    client = app.test_client()
    antwoord = client.get(_ga(client, dienst, "/aanmelden/stad?verder=/meldingen"))
    assert antwoord.location == "/meldingen"
    assert client.get("/meldingen").status_code == 200
    gemaakt = accounts.externe(f"{dienst.adres} 7")
    assert gemaakt is not None
    assert (gemaakt.naam, gemaakt.rol) == ("an.voorbeeld", Gebruikersrol.ONTHAAL)


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        pytest.param({"nonce": "een andere"}, 400, id="wrong_nonce"),
        pytest.param({"aud": "iemand anders"}, 400, id="wrong_audience"),
        pytest.param({"iss": "https://elders.example"}, 400, id="wrong_issuer"),
        pytest.param({"exp": 1_000_000_000}, 400, id="expired"),
        pytest.param({"roles": ["onbekend"]}, 403, id="unknown_role"),
        pytest.param({"roles": ["nl-onthaal", "nl-politie"]}, 403, id="two_roles"),
        pytest.param({"roles": None}, 403, id="no_role"),
    ],
)
def test_what_the_city_does_not_say_rightly_lets_nobody_in(
    huis: tuple[Flask, Accountopslag], dienst: Stadsdienst, anders: dict[str, object], code: int
) -> None:
    app, accounts = huis
    dienst.anders = anders
    client = app.test_client()
    assert client.get(_ga(client, dienst)).status_code == code
    assert client.get("/vandaag").status_code == 302
    assert accounts.lijst() == []


def test_another_key_another_state_and_a_used_code_let_nobody_in(
    huis: tuple[Flask, Accountopslag], dienst: Stadsdienst
) -> None:
    app, _accounts = huis
    client = app.test_client()
    terug = _ga(client, dienst)
    assert client.get(re.sub("state=.*", "state=anders", terug)).status_code == 400
    assert app.test_client().get(terug).status_code == 400
    dienst.bekend, dienst.sleutel = dienst.sleutel, RSAKey.generate_key(2048, {"kid": "een"})
    assert client.get(_ga(client, dienst)).status_code == 400
    dienst.bekend, dienst.sleutel = None, RSAKey.generate_key(2048, {"kid": "een nieuwe"})
    goed = app.test_client()
    terug = _ga(goed, dienst)
    assert goed.get(terug).status_code == 303
    assert goed.get(terug).status_code == 400


def test_another_role_in_the_city_ends_the_older_sessions(
    huis: tuple[Flask, Accountopslag], dienst: Stadsdienst
) -> None:
    app, accounts = huis
    eerst, later = app.test_client(), app.test_client()
    eerst.get(_ga(eerst, dienst))
    dienst.anders = {"roles": "nl-politie"}
    later.get(_ga(later, dienst))
    assert eerst.get("/vandaag").status_code == 302
    assert later.get("/toezicht").status_code == 200
    gebruiker = accounts.externe(f"{dienst.adres} 7")
    assert gebruiker is not None
    accounts.zet_actief(gebruiker.id, actief=False)
    assert later.get("/vandaag").status_code == 302
    assert later.get(_ga(later, dienst)).status_code == 403


def test_a_name_of_somebody_else_opens_nothing(huis: tuple[Flask, Accountopslag], dienst: Stadsdienst) -> None:
    app, accounts = huis
    accounts.maak("an.voorbeeld", Gebruikersrol.BEHEER, datetime.now(UTC))
    client = app.test_client()
    assert client.get(_ga(client, dienst)).status_code == 403
    assert client.get("/vandaag").status_code == 302


def test_who_must_prove_again_who_they_are_does_so_at_the_city(
    huis: tuple[Flask, Accountopslag], dienst: Stadsdienst
) -> None:
    client = huis[0].test_client()
    client.get(_ga(client, dienst))
    heen = client.get("/aanmelden/bevestig?verder=/rapporten").location
    assert heen == "/aanmelden/stad?opnieuw=ja&verder=/rapporten"
    assert "max_age=0" in client.get(heen).location
    dienst.anders = {"auth_time": 1_000_000_000}
    assert client.get(_ga(client, dienst, heen)).status_code == 400
    dienst.anders = {}
    assert client.get(_ga(client, dienst, heen)).location == "/rapporten"


def test_without_an_issuer_there_is_no_such_way_in(wereld: Wereld) -> None:
    assert wereld.als(None).get("/aanmelden/stad").status_code == 404
    assert "/aanmelden/stad" not in wereld.als(None).get("/aanmelden").text


def test_a_city_that_does_not_answer_is_said(wereld: Wereld, dienst: Stadsdienst) -> None:
    app = Flask("nachtleven.web")
    app.config.update(SECRET_KEY="x" * 40, TESTING=True, WTF_CSRF_ENABLED=False)
    zet_stadslogin(app, Stadslogin("http://127.0.0.1:9", CLIENT, GEHEIM, "http://localhost", "roles", ROLLEN))
    zet_op(app, wereld.huis, veilig=False)
    assert app.test_client().get("/aanmelden/stad").status_code == 502


@pytest.mark.parametrize(
    ("waarde", "rol"),
    [
        pytest.param("nl-politie", Gebruikersrol.POLITIE, id="a_word"),
        pytest.param(["x", "nl-onthaal", "nl-onthaal"], Gebruikersrol.ONTHAAL, id="a_list"),
        pytest.param({"nl-onthaal": 1}, None, id="another_shape"),
        pytest.param(["nl-onthaal", "nl-politie"], None, id="two_are_never_guessed"),
    ],
)
def test_one_role_comes_of_a_claim_or_none(waarde: object, rol: Gebruikersrol | None) -> None:
    assert rol_van(waarde, ROLLEN) is rol


@pytest.mark.parametrize(
    ("anders", "genoemd"),
    [
        pytest.param({"OIDC_ISSUER": "https://stad.example"}, "OIDC_CLIENT_ID", id="half_set"),
        pytest.param(
            {"OIDC_ISSUER": "http://stad.example", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"},
            "OIDC_ISSUER", id="not_https",
        ),
    ],
)  # fmt: skip
def test_a_sign_on_that_is_half_set_stops_the_command(tmp_path: Path, anders: dict[str, str], genoemd: str) -> None:
    met = {f"NACHTLEVEN_{naam}": waarde for naam, waarde in anders.items()}
    with pytest.raises(InstellingenFout, match=genoemd):
        laad({**omgeving(tmp_path), **met}, Voor.SERVE)
