"""When it happened, said in each of the fourteen languages; received in the night of Saturday to Sunday, or by day."""

from datetime import datetime
from pathlib import Path

import pytest

from nachtleven.lezen.lezing import Soort
from nachtleven.lezen.tekst import tokens
from nachtleven.lezen.tijd import Tijdlezer
from nachtleven.nacht import BRUSSEL, lokaal

LEZER = Tijdlezer(Path("config"))
NACHT = datetime(2026, 5, 17, 3, 10, tzinfo=BRUSSEL)
"""Sunday ten past three in the night."""
DAG = datetime(2026, 5, 17, 14, 0, tzinfo=BRUSSEL)
"""Sunday two in the afternoon."""


def gelezen(tekst: str, taal: str, ontvangen: datetime) -> str:
    """Read the moment as day and wall time, empty where none was read."""
    lezing = LEZER.lees(tekst, tokens(tekst), taal, Soort.MELDING, ontvangen)
    return lokaal(lezing.moment).strftime("%d/%m %H:%M") if lezing else ""


SNACHTS = [
    ("nl", "geweigerd om half twee", "17/05 01:30"),
    ("nl", "om kwart voor één niet binnen", "17/05 00:45"),
    ("nl", "tien voor twee aan de deur", "17/05 01:50"),
    ("nl", "alf twalve buitengesmeten", "16/05 23:30"),
    ("nl", "vijf over half drie", "17/05 02:35"),
    ("nl", "2u30 niet binnen, inkom 15 euro", "17/05 02:30"),
    ("nl", "een uur geleden weggestuurd", "17/05 02:10"),
    ("nl", "zaterdagavond niet binnen", "16/05 22:00"),
    ("fr", "refusé à 1h40 du matin", "17/05 01:40"),
    ("fr", "une heure et demie, pas rentré", "17/05 01:30"),
    ("fr", "minuit et quart, le videur dit non", "17/05 00:15"),
    ("fr", "deux heures moins le quart", "17/05 01:45"),
    ("fr", "y a 20 min refusé", "17/05 02:50"),
    ("en", "half past one refused", "17/05 01:30"),
    ("en", "quarter to 2 at the door", "17/05 01:45"),
    ("en", "around half one they said no", "17/05 00:30"),
    ("en", "kicked out 11pm", "16/05 23:00"),
    ("en", "half an hour ago", "17/05 02:40"),
    ("de", "um halb zwei nicht reingekommen", "17/05 01:30"),
    ("de", "Viertel vor eins abgewiesen", "17/05 00:45"),
    ("de", "dreiviertel zwei abgewiesen", "17/05 01:45"),
    ("de", "vor einer halben Stunde abgewiesen", "17/05 02:40"),
    ("de", "23 Uhr 30 rausgeworfen", "16/05 23:30"),
    ("es", "a las dos menos cuarto no nos dejaron", "17/05 01:45"),
    ("es", "a la una y media", "17/05 01:30"),
    ("es", "hace media hora", "17/05 02:40"),
    ("pt", "à uma e meia não deixaram entrar", "17/05 01:30"),
    ("pt", "há meia hora barraram-me", "17/05 02:40"),
    ("pt", "às 2h15 na porta", "17/05 02:15"),
    ("ro", "la unu și jumătate nu ne-au lăsat", "17/05 01:30"),
    ("ro", "pe la 2 fără un sfert", "17/05 01:45"),
    ("ro", "acum o oră", "17/05 02:10"),
    ("pl", "o wpół do drugiej nas nie wpuścili", "17/05 01:30"),
    ("pl", "kwadrans po pierwszej", "17/05 01:15"),
    ("pl", "za dziesięć druga", "17/05 01:50"),
    ("pl", "pół godziny temu", "17/05 02:40"),
    ("pl", "godzinę temu mnie wyrzucili", "17/05 02:10"),
    ("sk", "o pol druhej nás nepustili", "17/05 01:30"),
    ("sk", "štvrť na dve", "17/05 01:15"),
    ("sk", "trištvrte na dve", "17/05 01:45"),
    ("sk", "pred hodinou", "17/05 02:10"),
    ("bg", "в един и половина не ни пуснаха", "17/05 01:30"),
    ("bg", "v 2 bez 15 ni varnaha", "17/05 01:45"),
    ("bg", "преди половин час", "17/05 02:40"),
    ("ru", "в половине второго не пустили", "17/05 01:30"),
    ("ru", "без четверти два", "17/05 01:45"),
    ("ru", "полвторого выгнали", "17/05 01:30"),
    ("ru", "полчаса назад не пустили", "17/05 02:40"),
    ("ru", "в два часа ночи", "17/05 02:00"),
    ("uk", "о пів на другу не пустили", "17/05 01:30"),
    ("uk", "за чверть друга", "17/05 01:45"),
    ("uk", "півгодини тому", "17/05 02:40"),
    ("tr", "saat bir buçukta almadılar", "17/05 01:30"),
    ("tr", "ikiye çeyrek kala", "17/05 01:45"),
    ("tr", "biri on geçe kovdular", "17/05 01:10"),
    ("tr", "saat yarımda kapıdaydık", "17/05 00:30"),
    ("tr", "yarım saat önce", "17/05 02:40"),
    ("ar", "الساعة واحدة ونص منعوني", "17/05 01:30"),
    ("ar", "الساعة الثانية إلا ربع", "17/05 01:45"),
    ("ar", "الساعة ٢:١٥ عند الباب", "17/05 02:15"),
    ("ar", "قبل نص ساعة ما دخلوني", "17/05 02:40"),
    ("ar", "m3a l wa7da w noss ma khallawnach", "17/05 01:30"),
    ("ar", "الساعة 11 بالليل رفضوا دخولي", "16/05 23:00"),
    ("ar", "الثانية صباحا طردني الحارس", "17/05 02:00"),
    ("ar", "m3a 12 w rob3 f lbab", "17/05 00:15"),
    ("ar", "من ساعة منعوني", "17/05 02:10"),
    ("ar", "على الساعة 2 ديال الليل", "17/05 02:00"),
    ("ar", "sa3a wa7da w noss", "17/05 01:30"),
    ("ar", "قبل ساعتين منعونا", "17/05 01:10"),
    ("nl", "halfdrie buitengezet", "17/05 02:30"),
    ("pl", "po północy nas wyrzucili", "17/05 00:30"),
    ("pt", "à meia-noite e meia", "17/05 00:30"),
    ("ru", "около часа ночи", "17/05 01:00"),
    ("ru", "десять минут второго", "17/05 01:10"),
    ("tr", "gece 2 gibi almadılar", "17/05 02:00"),
    ("tr", "saat 1.30da kovdular", "17/05 01:30"),
    ("sk", "o tretej ráno", "17/05 03:00"),
    ("bg", "към 2 през нощта", "17/05 02:00"),
    ("ro", "la ora 1 noaptea", "17/05 01:00"),
    ("es", "a medianoche", "17/05 00:00"),
    ("nl", "kwart voor middernacht geweigerd", "16/05 23:45"),
    ("nl", "na twaalven buitengezet", "17/05 00:30"),
    ("nl", "kwart noar iene nie binne", "17/05 01:15"),
    ("nl", "rond de klok van twee", "17/05 02:00"),
    ("nl", "twee uurtjes geleden", "17/05 01:10"),
    ("en", "1ish, bouncer said no", "17/05 01:00"),
    ("en", "half past midnight refused", "17/05 00:30"),
    ("en", "an hour and a half ago", "17/05 01:40"),
    ("en", "she sat on her own and they sent her away", "17/05 03:10"),
    ("en", "refused, 'the bingo is on thursday' he said to my mum", "17/05 03:10"),
    ("fr", "ya une bonne heure, recalés", "17/05 02:10"),
    ("fr", "j'ai jamais vu ça : deux tarifs", "17/05 03:10"),
    ("fr", "il est 3h05, virée à 2h10", "17/05 02:10"),
    ("de", "halbe Stunde her, abgewiesen", "17/05 02:40"),
    ("de", "um zehn vor zwölf am Palast abgewiesen", "16/05 23:50"),
    ("de", "vor anderthalb Stunden", "17/05 01:40"),
    ("pl", "punkt druga nas cofnęli", "17/05 02:00"),
    ("pl", "niecałe pół godziny temu", "17/05 02:40"),
    ("pl", "prawie godzinę temu", "17/05 02:10"),
    ("ro", "acu 20 min", "17/05 02:50"),
    ("ro", "acum o jumătate de oră", "17/05 02:40"),
    ("ro", "la una un sfert m-a dat afară", "17/05 01:15"),
    ("ro", "1 fara 20 la ușă", "17/05 00:40"),
    ("sk", "pol hodku dozadu", "17/05 02:40"),
    ("sk", "pred štvrťhodinou", "17/05 02:55"),
    ("sk", "hodinu dozadu ma vyhodili", "17/05 02:10"),
    ("es", "a la una el del bar nos echó", "17/05 01:00"),
    ("es", "hace cosa de media hora", "17/05 02:40"),
    ("es", "eran las dos menos diez", "17/05 01:50"),
    ("pt", "tem 20 min que me barraram", "17/05 02:50"),
    ("pt", "há coisa de meia hora", "17/05 02:40"),
    ("pt", "faz mais de uma hora", "17/05 02:10"),
]
OVERDAG = [
    ("nl", "vannacht niet binnen", "17/05 01:00"),
    ("nl", "gisteravond geweigerd", "16/05 22:00"),
    ("nl", "vrijdag geweigerd", "15/05 23:00"),
    ("nl", "vrijdagnacht om 2u", "16/05 02:00"),
    ("nl", "gisteren rond 1u", "17/05 01:00"),
    ("nl", "eergisteren niet binnen", "15/05 23:00"),
    ("nl", "vorig weekend geweigerd", "09/05 23:00"),
    ("nl", "op 12 mei om 23u30", "12/05 23:30"),
    ("nl", "3 dagen geleden", "14/05 23:00"),
    ("nl", "in de nacht van vrijdag op zaterdag om 2u", "16/05 02:00"),
    ("fr", "dans la nuit de vendredi à samedi vers 2h", "16/05 02:00"),
    ("en", "2 nights ago", "15/05 23:00"),
    ("en", "May 12th around midnight", "13/05 00:00"),
    ("tr", "dün gece 2 de almadılar", "17/05 02:00"),
    ("uk", "минулої суботи", "16/05 23:00"),
    ("ar", "nhar sebt m3a 11 d lil", "16/05 23:00"),
    ("ar", "ليلة أمس حوالي الساعة الواحدة", "17/05 01:00"),
    ("fr", "hier soir recalés", "16/05 22:00"),
    ("fr", "cette nuit vers 2h", "17/05 02:00"),
    ("fr", "vendredi soir", "15/05 22:00"),
    ("en", "last night they refused us", "17/05 01:00"),
    ("en", "friday night refused", "16/05 01:00"),
    ("en", "the night of may 8", "09/05 01:00"),
    ("en", "yesterday about 1", "17/05 01:00"),
    ("de", "gestern Abend abgewiesen", "16/05 22:00"),
    ("de", "Freitagnacht nicht reingekommen", "16/05 01:00"),
    ("de", "letztes Wochenende", "09/05 23:00"),
    ("es", "anoche no me dejaron entrar", "16/05 22:00"),
    ("es", "el viernes por la noche", "15/05 22:00"),
    ("es", "esta madrugada a las 3", "17/05 03:00"),
    ("pt", "ontem à noite não entrei", "16/05 22:00"),
    ("pt", "na sexta à noite", "15/05 22:00"),
    ("ro", "aseară nu ne-au lăsat", "16/05 22:00"),
    ("ro", "vineri noaptea la ora 2", "16/05 02:00"),
    ("pl", "wczoraj wieczorem", "16/05 22:00"),
    ("pl", "w piątek w nocy nas wyrzucili", "16/05 01:00"),
    ("pl", "w zeszłą sobotę", "16/05 23:00"),
    ("sk", "včera večer nás nepustili", "16/05 22:00"),
    ("sk", "minulý víkend", "09/05 23:00"),
    ("bg", "снощи не ме пуснаха", "17/05 01:00"),
    ("bg", "v petak ve4er", "15/05 22:00"),
    ("ru", "вчера вечером", "16/05 22:00"),
    ("ru", "в пятницу ночью", "16/05 01:00"),
    ("uk", "вчора ввечері не пустили", "16/05 22:00"),
    ("uk", "у п'ятницю вночі", "16/05 01:00"),
    ("tr", "dün gece almadılar", "17/05 01:00"),
    ("tr", "cuma akşamı", "15/05 22:00"),
    ("tr", "geçen hafta sonu", "09/05 23:00"),
    ("ar", "مبارح بالليل منعوني", "17/05 01:00"),
    ("ar", "مساء أمس رفضوا دخولي", "16/05 22:00"),
    ("ar", "lbare7 flil ma dkhelnach", "17/05 01:00"),
    ("ar", "الجمعة بالليل", "16/05 01:00"),
    ("ar", "يوم الجمعة مساء", "15/05 22:00"),
    ("ar", "nhar ljem3a f lil", "16/05 01:00"),
    ("ar", "أمس الساعة 11 ليلا", "16/05 23:00"),
    ("nl", "vorige nacht niet binnen", "17/05 01:00"),
    ("nl", "gisteren buitengezet, ze is 3 weken geleden bevallen", "16/05 23:00"),
    ("nl", "oudejaarsnacht om 1u geweigerd", "01/01 01:00"),
    ("en", "the night before last they refused us", "16/05 01:00"),
    ("en", "on the 8th of may at 11pm", "08/05 23:00"),
    ("en", "new year's eve at 11.30pm", "31/12 23:30"),
    ("fr", "avant-hier soir", "15/05 22:00"),
    ("de", "in der Nacht auf Sonntag rausgeworfen", "17/05 01:00"),
    ("de", "am 8.5. abgewiesen", "08/05 23:00"),
    ("de", "Silvester um 23 Uhr", "31/12 23:00"),
    ("pl", "w nocy z czwartku na piątek nas wyrzucili", "15/05 01:00"),
    ("pl", "przedwczoraj wieczorem", "15/05 22:00"),
    ("sk", "v noci zo štvrtka na piatok", "15/05 01:00"),
    ("sk", "predvčerom večer", "15/05 22:00"),
    ("ro", "joi spre vineri noaptea", "15/05 01:00"),
    ("ro", "alaltăieri seara", "15/05 22:00"),
    ("es", "anteayer por la noche", "15/05 22:00"),
    ("pt", "anteontem à noite", "15/05 22:00"),
]
GEEN_NACHT = [
    ("nl", "iedere vrijdag niet binnen"),
    ("nl", "twee maanden geleden geweigerd"),
    ("nl", "onlangs niet binnen gemogen"),
    ("en", "every saturday they turn us away"),
    ("en", "the other night they refused me"),
    ("en", "a few weeks back refused"),
    ("fr", "tous les samedis refusés"),
    ("fr", "l'autre soir pas rentré"),
    ("fr", "il y a deux mois, recalé"),
    ("de", "jeden Samstag abgewiesen"),
    ("de", "vor zwei Monaten abgewiesen"),
]


@pytest.mark.parametrize(("taal", "tekst", "moment"), SNACHTS)
def test_a_clock_time_of_the_night_is_read_in_every_language(taal: str, tekst: str, moment: str) -> None:
    assert gelezen(tekst, taal, NACHT) == moment


@pytest.mark.parametrize(("taal", "tekst", "moment"), OVERDAG)
def test_a_night_told_by_day_is_the_night_meant_in_every_language(taal: str, tekst: str, moment: str) -> None:
    assert gelezen(tekst, taal, DAG) == moment


@pytest.mark.parametrize(("taal", "tekst"), GEEN_NACHT)
def test_a_habit_or_a_time_long_ago_is_no_night(taal: str, tekst: str) -> None:
    assert gelezen(tekst, taal, DAG) == ""


def test_every_language_has_its_own_table_of_examples() -> None:
    talen = {taal for taal, _, _ in SNACHTS}
    assert talen == {"nl", "fr", "en", "tr", "ar", "bg", "sk", "es", "pl", "ro", "uk", "ru", "de", "pt"}
