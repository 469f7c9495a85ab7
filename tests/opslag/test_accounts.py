"""Users in the database: a code counts once, and each act on a user ends their sessions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import pytest

from nachtleven.fouten import BezetFout, NietGevonden
from nachtleven.opslag.accounts import Accountopslag
from nachtleven.opslag.motor import Opslag
from nachtleven.toegang.gebruikers import Gebruikersrol, hash_wachtwoord, wachtwoord_klopt

NU = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)


def _maak(opslag: Opslag) -> tuple[Accountopslag, UUID]:
    accounts = Accountopslag(opslag)
    accounts.maak("els", Gebruikersrol.ONTHAAL, NU)
    inlog = accounts.inlog("els")
    assert inlog is not None
    return accounts, inlog.gebruiker.id


def test_of_ten_who_use_one_code_at_once_one_gets_in(opslag: Opslag) -> None:
    accounts, id_ = _maak(opslag)
    with ThreadPoolExecutor(10) as draden:
        gekregen = list(draden.map(lambda _: accounts.gebruik_code(id_, 100), range(10)))
    assert gekregen.count(True) == 1
    assert not accounts.gebruik_code(id_, 99)
    assert accounts.gebruik_code(id_, 101)


@pytest.mark.parametrize(
    "doe",
    [
        pytest.param(lambda a, id_: a.zet_rol(id_, Gebruikersrol.POLITIE), id="another_role"),
        pytest.param(lambda a, id_: a.wijzig_wachtwoord(id_, hash_wachtwoord("vier losse woorden")), id="password"),
        pytest.param(lambda a, id_: a.herstel(id_), id="recovered"),
        pytest.param(lambda a, id_: a.zet_actief(id_, actief=False), id="kept_out"),
        pytest.param(
            lambda a, id_: (a.zet_actief(id_, actief=False), a.zet_actief(id_, actief=True)), id="kept_out_and_let_in"
        ),
    ],
)
def test_each_act_on_a_user_ends_their_sessions(
    opslag_sqlite: Opslag, doe: Callable[[Accountopslag, UUID], object]
) -> None:
    accounts, id_ = _maak(opslag_sqlite)
    eerst = accounts.gebruiker(id_)
    doe(accounts, id_)
    daarna = accounts.gebruiker(id_)
    assert eerst is not None
    assert daarna is not None
    assert eerst.stempel != daarna.stempel


def test_who_is_recovered_has_another_password_and_another_app(opslag_sqlite: Opslag) -> None:
    accounts, id_ = _maak(opslag_sqlite)
    eerst = accounts.inlog("els")
    accounts.wijzig_wachtwoord(id_, hash_wachtwoord("vier losse woorden"))
    accounts.gebruik_code(id_, 100)
    gekregen = accounts.herstel(id_)
    daarna = accounts.inlog("els")
    assert eerst is not None
    assert daarna is not None
    assert daarna.totp == gekregen.totp != eerst.totp
    assert wachtwoord_klopt(daarna.wachtwoord_hash, gekregen.wachtwoord)
    assert daarna.gebruiker.moet_wijzigen
    assert daarna.stap == -1


def test_who_logs_in_at_the_single_sign_on_has_no_password_here(opslag_sqlite: Opslag) -> None:
    accounts = Accountopslag(opslag_sqlite)
    gemaakt = accounts.maak_extern("an", Gebruikersrol.ECONOMIE, "https://stad.example 7", NU)
    assert accounts.externe("https://stad.example 7") == gemaakt
    assert accounts.externe("https://stad.example 8") is None
    inlog = accounts.inlog("an")
    assert inlog is not None
    assert not wachtwoord_klopt(inlog.wachtwoord_hash, inlog.wachtwoord_hash)
    with pytest.raises(NietGevonden):
        accounts.herstel(gemaakt.id)
    with pytest.raises(BezetFout):
        accounts.maak_extern("an", Gebruikersrol.ECONOMIE, "https://stad.example 9", NU)


def test_nothing_is_done_to_a_user_who_is_not_there(opslag_sqlite: Opslag) -> None:
    accounts = Accountopslag(opslag_sqlite)
    with pytest.raises(NietGevonden):
        accounts.zet_rol(UUID(int=1), Gebruikersrol.POLITIE)
    with pytest.raises(NietGevonden):
        accounts.herstel(UUID(int=1))
