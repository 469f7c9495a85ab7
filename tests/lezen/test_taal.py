"""The language of a text: a table for each language, what tells none, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nachtleven.lezen.taal import Taalherkenner
from nachtleven.lezen.tekst import tokens

HERKENNER = Taalherkenner(Path("config"))

VOORBEELDEN = [
    ("nl", "ik mocht niet binnen omwille van mijn huidskleur"),
    ("nl", "kmocht ni binne van dien buitenwipper"),
    ("nl", "z'n in van gistern nie binn'n geraakt, wieder stonn doa"),
    ("nl", "bnn ni gmogn gvd"),
    ("nl", "portier zegt vol maar niet vol, ik ben zwart daarom"),
    ("fr", "on s'est fait recaler à l'entrée parce qu'on est noirs"),
    ("fr", "jsuis pas rentré pcq g pas la bonne tete"),
    ("en", "the bouncer wouldn't let us in because we are black"),
    ("en", "got kicked out 4 no reason lol"),
    ("tr", "bizi içeri almadılar çünkü Türk'üz"),
    ("tr", "kapici bizi sokmadi sebep yok"),
    ("ar", "منعوني من الدخول لأني عربي"),
    ("ar", "ma khallawnach ndkhlo 7it 7na mgharba"),
    ("ar", "mab8awch ydakhlouna lclub 3la 7sab lwejh"),
    ("bg", "не ни пуснаха, защото сме българи"),
    ("bg", "ne ni pusnaha za6toto sme cigani"),
    ("bg", "vratarqt kaza 4e nqma mqsto"),
    ("sk", "nepustili nás dnu, lebo sme Rómovia"),
    ("sk", "vyhadzovac nas nepustil a nepovedal preco"),
    ("es", "no nos dejaron entrar porque somos latinos"),
    ("es", "el portero dijo q estaba lleno pero entraban otros"),
    ("pl", "nie wpuścili nas, bo jesteśmy z Polski"),
    ("pl", "ochroniarz powiedzial ze nie ma miejsc"),
    ("ro", "nu ne-au lăsat să intrăm pentru că suntem romi"),
    ("ro", "portarul a zis ca e plin dar altii au intrat"),
    ("uk", "нас не пустили, бо ми з України"),
    ("uk", "ne pustyly nas bo my z ukrainy, skazaly shcho povno"),
    ("ru", "нас не пустили, сказали, что русским нельзя"),
    ("ru", "ohrannik ne pustil nas potomu chto my govorim po russki"),
    ("de", "der Türsteher hat uns nicht reingelassen"),
    ("de", "wir durften nicht rein wegen kopftuch"),
    ("pt", "não nos deixaram entrar porque somos brasileiros"),
    ("pt", "o segurança disse q tava cheio mas entrou gente depois"),
    ("nl", "uitschrijven"),
    ("nl", "buutn gesmeten"),
    ("nl", "gie komt der nie in"),
    ("nl", "hij bloedt"),
    ("nl", "2 weigeringen dronken"),
    ("en", "wrong number"),
    ("en", "hes bleeding"),
    ("en", "stop texting"),
    ("fr", "mauvais numéro"),
    ("fr", "1 expulsé bagarre 2h"),
    ("fr", "il saigne"),
    ("de", "kein einlass"),
    ("de", "rausgeflogen"),
    ("de", "angeblich voll"),
    ("tr", "yardım"),
    ("pl", "dwoch w dresach odeslal bramkarz"),
    ("pl", "cofneli nas bo slychac ze polacy"),
    ("sk", "ochrankar mi zobral obciansky a nevrati"),
    ("sk", "kamosku vyhodili a mna nechali"),
    ("es", "menores x3 no entran, dni falso"),
    ("es", "el segurata nos echó pa fuera"),
    ("ro", "portaru nu ma lasa, cica e plin"),
    ("ro", "paznicu mi a luat buletinul"),
    ("pt", "o gajo da porta barrou toda a malta"),
    ("pt", "fiquei na fila e depois só com convite"),
    ("es", "prueba"),
]


def taal(tekst: str, vorige: str | None = None) -> str | None:
    return HERKENNER.lees(tekst, tokens(tekst), vorige).taal


@pytest.mark.parametrize(("verwacht", "tekst"), VOORBEELDEN)
def test_every_language_is_told_in_its_spellings(verwacht: str, tekst: str) -> None:
    assert taal(tekst) == verwacht


def test_every_language_has_its_own_table_of_examples() -> None:
    assert {verwacht for verwacht, _ in VOORBEELDEN} == set(HERKENNER.talen)


@pytest.mark.parametrize(
    "tekst", ["", "   ", "Aurora", "123", "STOP", "stop.", "HELP", "Info", "😂😂", "?", "MELDING", "СТОП", "La Luna"]
)
def test_a_text_that_no_language_can_be_told_of_has_none(tekst: str) -> None:
    assert taal(tekst) is None


@pytest.mark.parametrize("tekst", ["Aurora", "123", "ok", "👍", "Chez Nous", "Club Encore", "Mir"])
def test_the_language_of_the_conversation_holds_where_the_text_tells_none(tekst: str) -> None:
    assert taal(tekst, "tr") == "tr"


def test_a_plain_text_is_not_tipped_by_the_language_of_the_conversation() -> None:
    assert taal("on n'est pas rentrés parce qu'on est arabes", "nl") == "fr"


@pytest.mark.parametrize(
    ("verwacht", "tekst"),
    [
        ("fr", "on nous a refusé au De Zwarte Zwaan, Oude Beestenmarkt"),
        ("nl", "geweigerd bij Le Paradis Perdu omdat ik zwart ben"),
        ("tr", "portier bize 'vuile turken' dedi, almadı"),
        ("en", "they said 'alleen leden' and laughed at us"),
    ],
)
def test_names_and_quotes_in_another_language_do_not_tip_it(verwacht: str, tekst: str) -> None:
    assert taal(tekst) == verwacht


def test_the_words_that_told_it_are_shown() -> None:
    tekst = "ik mocht niet binnen in Aurora"
    woorden = HERKENNER.lees(tekst, tokens(tekst)).woorden
    assert {tekst[w.begin : w.eind] for w in woorden} <= {"ik", "mocht", "niet", "binnen", "in"}
    assert woorden


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.sampled_from([None, "nl", "ar", "xx"]))
def test_any_text_gives_a_language_we_read_or_none(tekst: str, vorige: str | None) -> None:
    lezing = HERKENNER.lees(tekst, tokens(tekst), vorige)
    assert lezing.taal is None or lezing.taal in HERKENNER.talen
    assert 0 <= lezing.zekerheid <= 1
    assert all(0 <= w.begin < w.eind <= len(tekst) for w in lezing.woorden)
