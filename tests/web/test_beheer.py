"""The administrator's rooms: users, the service, the settings, the audit log, imports."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from nachtleven.instellingen import Instellingen, Voor, laad
from nachtleven.instellingentonen import toon_omgeving, toon_stad
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.opslag.beheer import Auditboek
from nachtleven.opslag.motor import Opslag
from nachtleven.toegang.audit import Auditregel
from nachtleven.toegang.gebruikers import Gebruikersrol, controleer_inlog
from nachtleven.web.beheerwaarden import Auditfilter
from nachtleven.web.huis import zet_huis
from tests.conftest import CONFIG
from tests.proefpoort import omgeving
from tests.web.conftest import NU, Wereld, maak_toezicht


def _accounts(wereld: Wereld) -> Accountopslag:
    gevonden = wereld.huis.beheer.gebruikers
    assert isinstance(gevonden, Accountopslag)
    return gevonden


def test_a_user_is_made_and_what_they_log_in_with_is_shown_once(wereld: Wereld) -> None:
    client = wereld.als("beheer")
    gemaakt = client.post("/beheer/gebruikers", data={"naam": "els.voorbeeld", "rol": "politie"})
    assert gemaakt.status_code == 201
    inlog = _accounts(wereld).inlog("els.voorbeeld")
    assert inlog is not None
    assert inlog.totp is not None
    assert inlog.totp in gemaakt.text
    assert "<svg" in gemaakt.text
    gevonden = re.search(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", gemaakt.text)
    assert gevonden is not None
    assert controleer_inlog(replace(inlog, totp=None), gevonden[0], "", NU, met_code=False) is not None
    later = client.get("/beheer/gebruikers").text
    assert "els.voorbeeld" in later
    assert inlog.totp not in later
    assert wereld.audit.regels[-1].handeling == "gebruiker_gemaakt"


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        pytest.param({"naam": "els", "rol": "koning"}, "rol", id="unknown_role"),
        pytest.param({"naam": "els voorbeeld", "rol": "politie"}, "naam", id="blank_in_the_name"),
        pytest.param({"naam": "", "rol": "politie"}, "naam", id="no_name"),
        pytest.param({"naam": "bezet", "rol": "politie"}, "naam", id="taken"),
    ],
)
def test_a_user_that_cannot_be_made_is_said_beside_the_field(wereld: Wereld, velden: dict[str, str], veld: str) -> None:
    _accounts(wereld).maak("bezet", Gebruikersrol.ONTHAAL, NU)
    antwoord = wereld.als("beheer").post("/beheer/gebruikers", data=velden)
    assert antwoord.status_code == 400
    assert f'id="{veld}-fout"' in antwoord.text


def test_roles_recovery_and_keeping_out_are_done_and_booked(wereld: Wereld) -> None:
    accounts, client = _accounts(wereld), wereld.als("beheer")
    accounts.maak("els", Gebruikersrol.ONTHAAL, NU)
    eerst = accounts.inlog("els")
    assert eerst is not None
    pad = f"/beheer/gebruikers/{eerst.gebruiker.id}"
    assert client.post(f"{pad}/rol", data={"rol": "economie"}).status_code == 303
    assert client.post(f"{pad}/actief", data={"actief": "nee"}).status_code == 303
    hersteld = client.post(f"{pad}/herstel")
    daarna = accounts.inlog("els")
    assert daarna is not None
    assert daarna.gebruiker.rol is Gebruikersrol.ECONOMIE
    assert not daarna.gebruiker.actief
    assert daarna.totp != eerst.totp
    assert str(daarna.totp) in hersteld.text
    assert [r.handeling for r in wereld.audit.regels] == ["rol_gewijzigd", "uitgeschakeld", "gebruiker_hersteld"]


@pytest.mark.parametrize("wat", ["rol", "actief", "herstel"])
def test_nobody_changes_their_own_account_there(wereld: Wereld, wat: str) -> None:
    inlog = wereld.accounts.inlog("beheer")
    assert inlog is not None
    pad = f"/beheer/gebruikers/{inlog.gebruiker.id}/{wat}"
    antwoord = wereld.als("beheer").post(pad, data={"rol": "politie", "actief": "nee"})
    assert antwoord.status_code == 409
    assert "Je eigen account" in antwoord.text


def test_users_are_managed_only_shortly_after_proving_who_one_is(wereld: Wereld) -> None:
    client = wereld.als("beheer")
    wereld.nu = NU + timedelta(minutes=16)
    antwoord = client.post("/beheer/gebruikers", data={"naam": "els", "rol": "politie"})
    assert antwoord.location.startswith("/aanmelden/bevestig")
    assert _accounts(wereld).inlog("els") is None


def test_the_service_is_shown_as_it_is(wereld: Wereld) -> None:
    tekst = wereld.als("beheer").get("/beheer").text
    assert "Stil" in tekst
    assert "nog nooit gezien" in tekst
    assert "1 onleesbaar" in tekst


def test_the_citys_settings_stand_with_their_line_and_source(wereld: Wereld) -> None:
    tekst = wereld.als("beheer").get("/beheer/instellingen").text
    assert "termijnen.contact_dagen" in tekst
    assert "nachtleven.toml:" in tekst
    stad = {r.naam: r for r in toon_stad(CONFIG / "nachtleven.toml")}
    assert stad["termijnen.contact_dagen"].waarde == "7"
    assert stad["termijnen.contact_dagen"].uitleg.startswith("source:")
    assert stad["stad.naam"].waarde == "Gent"


def test_no_secret_is_shown_and_where_each_setting_comes_from_is(tmp_path_factory: pytest.TempPathFactory) -> None:
    map_ = tmp_path_factory.mktemp("geheim")
    gegeven = omgeving(map_, "http://127.0.0.1:1")
    (map_ / "geheim").write_text("z" * 48, "utf-8")
    del gegeven["NACHTLEVEN_SECRET_KEY"]
    gelezen: Instellingen = laad({**gegeven, "NACHTLEVEN_SECRET_KEY_FILE": str(map_ / "geheim")}, Voor.SERVE)
    standen = {r.naam: r for r in toon_omgeving(gelezen)}
    assert standen["NACHTLEVEN_SECRET_KEY"].bron == "bestand"
    assert standen["NACHTLEVEN_PUBLIC_URL"].bron == "omgeving"
    assert standen["NACHTLEVEN_PUBLIC_URL"].waarde == "http://127.0.0.1:1"
    assert standen["NACHTLEVEN_KANNEL_SECRET"].bron == ""
    for naam in ("SECRET_KEY", "ENCRYPTION_KEYS", "PSEUDONYM_KEY", "TWILIO_AUTH_TOKEN", "DATABASE_URL", "SMTP_URL"):
        assert standen[f"NACHTLEVEN_{naam}"].waarde == ""


def _vul(log: Auditboek, aantal: int) -> None:
    for nummer in range(1, aantal + 1):
        moment = NU + timedelta(hours=nummer)
        log.schrijf(Auditregel(0, moment, "els" if nummer % 2 else "noor", "bekeken", "melding", f"K{nummer}"))


@pytest.mark.parametrize(
    ("filter_", "nummers"),
    [
        pytest.param(Auditfilter(), [60, 59, 58], id="newest_first"),
        pytest.param(Auditfilter(gebruiker="els"), [59, 57, 55], id="of_a_user"),
        pytest.param(Auditfilter(voorwerp="K7"), [7], id="on_a_thing"),
        pytest.param(Auditfilter(na=3), [2, 1], id="before_a_number"),
        pytest.param(Auditfilter(dag=NU.date()), [14, 13, 12], id="of_a_brussels_day"),
    ],
)
def test_the_log_is_filtered_and_paged_by_number(opslag: Opslag, filter_: Auditfilter, nummers: list[int]) -> None:
    log = Auditboek(opslag)
    _vul(log, 60)
    assert [r.volgnummer for r in log.lees(filter_, 3)] == nummers


def test_the_log_is_read_in_pages_and_its_chain_is_proved(wereld: Wereld) -> None:
    log = wereld.huis.beheer.audit
    assert isinstance(log, Auditboek)
    _vul(log, 60)
    client = wereld.als("beheer")
    eerste = client.get("/beheer/audit").text
    assert "K60" in eerste
    assert "K10" not in eerste
    assert "na=11" in eerste
    assert "K10" in client.get("/beheer/audit?na=11").text
    assert "Heel" in client.post("/beheer/audit").text
    with _accounts(wereld)._opslag.schrijven() as sessie:  # noqa: SLF001 - the hand of who tampers
        sessie.execute(text("update audit set voorwerp = 'K9' where volgnummer = 20"))
    assert "breekt bij regel 20" in client.post("/beheer/audit").text


def test_a_day_that_is_none_is_said_beside_its_field(wereld: Wereld) -> None:
    antwoord = wereld.als("beheer").get("/beheer/audit?dag=gisteren")
    assert 'id="dag-fout"' in antwoord.text
    assert 'value="gisteren"' in antwoord.text


def test_a_register_is_looked_at_before_it_is_kept(wereld: Wereld, tmp_path_factory: pytest.TempPathFactory) -> None:
    geroepen: list[tuple[str, ...]] = []

    def roep(woorden: object) -> tuple[int, str]:
        geroepen.append(tuple(woorden))  # type: ignore[arg-type]  # a sequence of words
        return 0, '{"nieuw": 3}'

    map_ = tmp_path_factory.mktemp("invoer")
    toezicht = maak_toezicht(_accounts(wereld)._opslag, lambda: NU, map_, roep)  # noqa: SLF001 - the same database
    zet_huis(wereld.app.extensions, replace(wereld.huis, toezicht=toezicht))
    client = wereld.als("beheer")
    bestand = (io.BytesIO(b"zaak_id,naam\nZ1,Bar Noviteit\n"), "zaken.csv")
    gezien = client.post("/beheer/invoer", data={"soort": "zaken", "bestand": bestand}).text
    bewijs = re.search(r'name="bewijs" value="([^"]+)"', gezien)
    assert bewijs is not None
    assert "--droog" in geroepen[0]
    bewaard = client.post("/beheer/invoer/bewaar", data={"bewijs": bewijs[1]})
    assert "Bewaard" in bewaard.text
    assert "--droog" not in geroepen[1]
    assert client.post("/beheer/invoer/bewaar", data={"bewijs": bewijs[1]}).status_code == 400
