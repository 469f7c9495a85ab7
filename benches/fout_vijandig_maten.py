"""Hostile bodies at the webhook: of our own hand, of hypothesis, and of schemathesis by the webhook's description."""

import hashlib
import itertools
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from werkzeug.datastructures import MultiDict
from werkzeug.formparser import parse_form_data
from werkzeug.test import EnvironBuilder

from benches.fout_maten import Uitslag, huis, is_heel, verloren
from nachtleven.berichten import leesbaar
from nachtleven.sms import HOOGSTENS
from tests.proefpoort import ADRES, Deurproef, teken, velden

FORM = "application/x-www-form-urlencoded"
NAMEN = ["MessageSid", "From", "To", "Body", "NumMedia", "MediaUrl0", "SmsSid", "MessageStatus", "ErrorCode"]
PADEN = ("/sms", "/sms/status")

Stuur = Callable[[str, bytes, str], None]
"""Sends one body: the path, the body, the content type."""


def vijandig(kies: random.Random, nummer: int) -> bytes:
    """Make a body: fields as they should be, broken, doubled, endless, of odd characters, or no form at all."""
    vreemd = ["\x00", "\ud800", "‮", "😀" * 400, "%00%ff%", "'; DROP TABLE berichten;--", "{{7*7}}", "=1+1", "\r\nX: y",
              "<script>", "9" * 5000, "-1", "1e309", "٣", "é" * 1700, "\u0000\u0000", "../../etc", "​"]  # fmt: skip
    namen = [*NAMEN, "x" * 300, ""]
    soort = kies.randrange(6)
    if soort == 0:
        return kies.randbytes(kies.randrange(2000))
    if soort == 1:
        return b"&".join(b"%s=%%%s" % (naam.encode(), kies.randbytes(2).hex().encode()) for naam in namen)
    if soort == 2:
        return b"a=1&" * kies.randrange(1, 18_000)
    delen = [(kies.choice(namen), kies.choice([*vreemd, "8989", "geweigerd"])) for _ in range(kies.randrange(12))]
    delen += [("MessageSid", f"SM{nummer}"), ("From", kies.choice([*vreemd, "+32470000001"])), ("To", "8989")]
    delen += [("Body", "".join(kies.choice(vreemd) for _ in range(kies.randrange(4))))]
    kies.shuffle(delen)
    return b"&".join(f"{n}={w}".encode("utf-8", "surrogatepass") for n, w in delen)


def van_hand(stuur: Stuur, keren: int) -> None:
    """Send bodies that somebody thought of."""
    kies = random.Random(89)
    vreemde = [FORM, "multipart/form-data; boundary=x", "text/plain", "application/json", "", "é"]
    for nummer in range(keren):
        stuur(PADEN[nummer % 10 == 9], vijandig(kies, nummer), FORM if nummer % 4 else kies.choice(vreemde))


def _elk(keren: int) -> settings:
    return settings(
        max_examples=keren, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def van_hypothesis(stuur: Stuur, keren: int) -> None:
    """Send any bytes, and forms of any text under names that are right and wrong."""
    paren = st.lists(st.tuples(st.sampled_from(NAMEN) | st.text(), st.text()), max_size=12)
    vormen = paren.map(lambda lijst: urlencode(lijst, errors="surrogatepass").encode())
    heel = st.fixed_dictionaries({naam: st.text(min_size=1) for naam in NAMEN[:4]})
    hele = heel.map(lambda form: urlencode(form, errors="surrogatepass").encode())
    bytes_ = st.binary(max_size=2000) | st.integers(HOOGSTENS - 1, HOOGSTENS + 1).map(lambda n: b"a" * n)

    @_elk(keren)
    @given(pad=st.sampled_from(PADEN), lichaam=st.one_of(hele, vormen, bytes_), soort=st.sampled_from([FORM, ""]))
    def vraag(pad: str, lichaam: bytes, soort: str) -> None:
        stuur(pad, lichaam, soort)

    vraag()


def _veld(**anders: object) -> dict[str, object]:
    return {"type": "string", **anders}


def _omschrijf(nodig: list[str], **velden_: dict[str, object]) -> dict[str, object]:
    vorm = {"type": "object", "required": nodig, "properties": velden_}
    antwoorden = {code: {"description": code} for code in ("200", "204", "400", "403", "413", "503")}
    return {"post": {"requestBody": {"required": True, "content": {FORM: {"schema": vorm}}}, "responses": antwoorden}}


WEBHOOK = {
    "openapi": "3.1.0",
    "info": {"title": "webhook", "version": "1"},
    "paths": {
        "/sms": _omschrijf(
            ["MessageSid", "From", "To"], MessageSid=_veld(minLength=1, maxLength=34), From=_veld(minLength=1),
            To=_veld(enum=["8989", "+3280008989"]), Body=_veld(maxLength=1600), NumMedia=_veld(pattern="^[0-9]$"),
            MediaUrl0=_veld(format="uri"),
        ),
        "/sms/status": _omschrijf(
            ["MessageSid", "MessageStatus"], MessageSid=_veld(minLength=1, maxLength=34),
            MessageStatus=_veld(enum=["queued", "sent", "delivered", "undelivered", "failed"]),
            ErrorCode=_veld(pattern="^[0-9]{5}$"),
        ),
    },
}  # fmt: skip
"""The webhook as the gateway calls it."""


def van_schemathesis(stuur: Stuur, keren: int) -> None:
    """Send what the description allows, and what it does not."""
    beschreven = schemathesis.openapi.from_dict(WEBHOOK)
    gevallen = list(itertools.product(PADEN, GenerationMode))
    for (pad, soort), deel in zip(gevallen, verdeel(keren, len(gevallen)), strict=True):
        _volgens(stuur, beschreven[pad]["POST"].as_strategy(generation_mode=soort), deel)


def _volgens(stuur: Stuur, strategie: st.SearchStrategy[schemathesis.Case[Any]], keren: int) -> None:
    @_elk(keren)
    @given(case=strategie)
    def vraag(case: schemathesis.Case[Any]) -> None:
        gemaakt = requests.Request(**case.as_transport_kwargs(base_url=ADRES)).prepare()
        lichaam = gemaakt.body or b""
        heel = lichaam.encode() if isinstance(lichaam, str) else lichaam
        stuur(case.operation.path, heel, gemaakt.headers.get("Content-Type", ""))

    vraag()


def verdeel(keren: int, over: int) -> list[int]:
    """Divide so many tries, the first part the largest."""
    return [keren // over + (nummer < keren % over) for nummer in range(over)]


class _Afzender:
    """Sends bodies to the webhook, all but a few signed, and keeps what was answered."""

    def __init__(self, deur: Deurproef) -> None:
        self.client, self.kies = deur.client, random.Random(898)
        self.statussen, self.bevestigd = Counter[int](), list[str]()

    def __call__(self, pad: str, lichaam: bytes, soort: str) -> None:
        omgeving = EnvironBuilder(method="POST", data=lichaam, content_type=soort or None).get_environ()
        _, form, _ = parse_form_data(omgeving)
        koppen = teken(ADRES + pad, MultiDict(form))
        if self.kies.random() < 0.1:
            koppen = {"X-Twilio-Signature": self.kies.choice(["", "AAAA", "é", "x" * 9000])}
        status = self.client.post(pad, data=lichaam, headers=koppen, content_type=soort or None).status_code
        self.statussen[status] += 1
        if status == 200 and pad == "/sms":
            sid = leesbaar(form.get("MessageSid", "")).strip()
            self.bevestigd.append(hashlib.sha256(sid.encode()).hexdigest() if len(sid) > 200 else sid)


def vijandige_berichten(map_: Path, keren: int) -> Uitslag:
    """Send hostile bodies of each origin; lost is what was confirmed and not kept once, and each fault of ours."""
    deur = huis(map_)
    deur.app.config["PROPAGATE_EXCEPTIONS"] = False
    stuur, gezonden = _Afzender(deur), []
    for bron, deel in zip((van_hand, van_hypothesis, van_schemathesis), verdeel(keren, 3), strict=True):
        voor = stuur.statussen.total()
        bron(stuur, deel)
        gezonden.append(f"{bron.__name__[4:]} {stuur.statussen.total() - voor}")
    weg = verloren(deur.delen, stuur.bevestigd) + (not stuur.bevestigd) + (not is_heel(deur.delen))
    weg += sum(aantal for status, aantal in stuur.statussen.items() if status >= 500)
    nog = deur.post(velden("SM-na-alles")).status_code
    deur.delen.opslag.sluit()
    return Uitslag(
        stuur.statussen.total(), weg + (nog != 200),
        f"{', '.join(gezonden)}; answers {dict(sorted(stuur.statussen.items()))}; "
        f"{len(set(stuur.bevestigd))} confirmed, each kept once; the next one is read",
    )  # fmt: skip
