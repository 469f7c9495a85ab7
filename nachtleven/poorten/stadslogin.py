"""The city's single sign-on as a gateway: OpenID Connect with PKCE, state and nonce.

Imported where the sign-on is set and nowhere else: its libraries take a fifth of the start of a web process.
"""

from collections.abc import Mapping
from typing import Any

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from nachtleven.fouten import PoortFout

_GEDULD_S = 10


class Stadspoort:
    """The issuer, as one client of it; asks it nothing before the first call."""

    def __init__(self, app: Flask, uitgever: str, client: str, geheim: str) -> None:
        oauth = OAuth(app)
        oauth.register(
            "stad",
            server_metadata_url=f"{uitgever}/.well-known/openid-configuration",
            client_id=client,
            client_secret=geheim,
            client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "default_timeout": _GEDULD_S},
        )
        self._client = oauth.stad

    def heen(self, terug: str, *, opnieuw: bool) -> Response:
        """Send to the log-in, to come back at `terug`; `opnieuw`: one must prove anew who one is.

        Raises:
            PoortFout: it can't be reached, or answers nonsense.
        """
        extra = {"prompt": "login", "max_age": "0"} if opnieuw else {}
        try:
            antwoord: Response = self._client.authorize_redirect(terug, **extra)
        except (requests.RequestException, OAuthError, ValueError) as fout:
            raise PoortFout(f"de stadslogin is niet bereikbaar: {type(fout).__name__}") from fout
        return antwoord

    def bevestigd(self) -> Mapping[str, Any]:
        """Take the answer in the present request; give what the city says of who logged in.

        Raises:
            PoortFout: it can't be reached, or (not `opnieuw`) it did not confirm what was asked.
        """
        try:
            return dict(self._client.authorize_access_token()["userinfo"])
        except (OAuthError, JoseError, KeyError, ValueError) as fout:
            raise PoortFout("de stadslogin bevestigde niets", opnieuw=False) from fout
        except requests.RequestException as fout:
            raise PoortFout(f"de stadslogin is niet bereikbaar: {type(fout).__name__}") from fout
