"""The plainest ways to tell of a refusal, in every language: a melding of a refusal there, linked by itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from nachtleven.koppelen import koppel_zaak
from nachtleven.lezen.gewoonheid import gewoonheden
from nachtleven.lezen.index import bouw_index
from nachtleven.lezen.lezer import Lezer
from nachtleven.lezen.lezing import Feit, Rol, Soort
from nachtleven.register.zaken import Zaak

NU = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
PLAATS = ("9000", "Gent", "Binnenstad")
ZAKEN = [
    Zaak("Z1", "Café Lorama", (), "Hoogstraat", "12", *PLAATS, capaciteit=80, portier=True),
    Zaak("Z2", "Bar Wachtkwestie", (), "Wachtsteeg", "1", *PLAATS, capaciteit=80, portier=True),
    Zaak("Z3", "Zolamek", (), "Nederkouter", "40", *PLAATS, capaciteit=80, portier=True),
    *(
        Zaak(f"Y{n}", f"In den {naam}", (), f"{naam}laan", "3", *PLAATS, capaciteit=80, portier=False)
        for n, naam in enumerate(("Lore", "Drilo", "Veldo", "Mirtel", "Kasper"))
    ),
    *(
        Zaak(f"X{n}", f"Bar {naam}", (), "Vlasmarkt", str(n), *PLAATS, capaciteit=80, portier=True)
        for n, naam in enumerate(("Tosvel", "Runo", "Belfo", "Hunjas", "Zanka"))
    ),
]
ZINNEN = {
    "nl": [
        "ik werd net geweigerd aan {zaak} in de {straat}",
        "niet binnen gelaten bij {zaak}, {straat}",
        "niet binnen in {zaak}",
        "Gisterenavond werd ik geweigerd in {zaak}",
    ],
    "fr": [
        "J'ai été refusé à l'entrée de {zaak} hier soir",
        "on ne m'a pas laissé entrer à {zaak}, {straat}",
        "Je viens d'être refusée chez {zaak}",
    ],
    "en": [
        "I was refused at {zaak} in the {straat}",
        "they didn't let me in at {zaak} tonight",
        "Yesterday I was not allowed to enter {zaak}",
    ],
    "de": [
        "Ich wurde gestern bei {zaak} abgewiesen",
        "ich bin nicht in {zaak} reingekommen",
        "{zaak}, {straat}: man hat mich nicht reingelassen",
    ],
    "tr": [
        "{zaak} beni içeri almadı",
        "dün gece {zaak}'a giremedim, kapıdan çevirdiler",
        "{straat} {zaak} bizi almadılar",
    ],
    "ar": [
        "منعوني من الدخول إلى {zaak}",
        "ما خلوني أدخل {zaak} البارحة",
        "ma khalawnich ndkhol l {zaak}",
    ],
    "bg": ["не ме пуснаха в {zaak}", "снощи ми отказаха вход в {zaak}, {straat}", "ne me pusnaha v {zaak}"],
    "sk": ["nepustili ma do {zaak}", "včera večer ma odmietli v {zaak}, {straat}"],
    "pl": ["nie wpuścili mnie do {zaak}", "wczoraj odmówiono mi wejścia do {zaak}, {straat}"],
    "ru": ["меня не пустили в {zaak}", "вчера мне отказали во входе в {zaak}, {straat}"],
    "uk": ["мене не пустили в {zaak}", "вчора мені відмовили у вході в {zaak}, {straat}"],
    "es": ["no me dejaron entrar en {zaak}", "ayer me negaron la entrada en {zaak}, {straat}"],
    "pt": ["não me deixaram entrar no {zaak}", "ontem recusaram-me a entrada no {zaak}, {straat}"],
    "ro": ["nu m-au lăsat să intru în {zaak}", "aseară mi s-a refuzat intrarea la {zaak}, {straat}"],
}


@pytest.fixture(scope="module", params=[False, True], ids=["quick", "deep"])
def lezer(request: pytest.FixtureRequest) -> Lezer:
    return Lezer(Path("config"), bouw_index(ZAKEN, gewoonheden(ZAKEN)), diep=request.param)


@pytest.mark.parametrize("zaak", [ZAKEN[0], ZAKEN[2]], ids=lambda zaak: zaak.zaak_id)
@pytest.mark.parametrize(
    ("taal", "zin"),
    [
        pytest.param(taal, zin, id=f"{taal}{nummer}")
        for taal, zinnen in ZINNEN.items()
        for nummer, zin in enumerate(zinnen)
    ],
)
def test_a_plain_refusal_is_read_as_one_and_linked(lezer: Lezer, taal: str, zin: str, zaak: Zaak) -> None:
    lezing = lezer.lees(zin.format(zaak=zaak.naam, straat=zaak.straat), NU)
    assert (lezing.taal, lezing.soort, lezing.rol) == (taal, Soort.MELDING, Rol.SLACHTOFFER)
    assert Feit.GEWEIGERD in lezing.feiten
    assert koppel_zaak(lezing).zaak == zaak.zaak_id
