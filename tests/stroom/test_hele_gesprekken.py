"""Whole conversations through the webhook, with the real reader: what is said to each text, turn by turn, as tables.

After each turn hold the rules of every answer: one question at most, and only one that waits for an answer; no more SMS
parts than it may take; the number never without that it is free.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select

from nachtleven.berichten import Bericht, aantal_delen, is_gsm7
from nachtleven.opslag import berichten
from nachtleven.opslag.tabellen import MelderRij, MeldingRij
from nachtleven.registerinvoer import voer_in
from tests.conftest import Klok
from tests.proefpoort import KOP_ZAKEN, NU_PROEF, Deurproef, gezegd, open_deur, velden

ZAKEN = f"""{KOP_ZAKEN}
P1,Bar Kwikzilver,'t Zilver,Kwikstraat,3,9000,Gent,Kwikwijk,90,nee
P2,Club Kwikzilver,,Molenberg,12,9000,Gent,Molenwijk,700,ja
P3,De Blauwe Otter,Otter,Otterkaai,7,9000,Gent,Otterwijk,300,ja
"""
KENMERK = re.compile(r"[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]")
DAG_LATER = timedelta(days=1)


@dataclass
class Telefoon:
    """One phone that texts 8989; keeps what was said to it, None: nothing."""

    deur: Deurproef
    klok: Klok
    nummer: int
    gezegd: list[str | None] = field(default_factory=list)
    teller: int = 0

    def sms(self, tekst: str, na: timedelta = timedelta(minutes=1)) -> str | None:
        self.klok.moment += na
        self.teller += 1
        voor = self.vragen()
        antwoord = self.deur.post(velden(f"SMg{self.nummer}x{self.teller}", tekst, From=f"+3246{self.nummer:07d}"))
        assert antwoord.status_code == 200
        teksten = gezegd(antwoord.text)
        self.gezegd.append(teksten[0] if teksten else None)
        self._keur(teksten, voor)
        return self.gezegd[-1]

    def _keur(self, teksten: list[str], voor: dict[str, tuple[str | None, int]]) -> None:
        """Hold the answer against the rules of every answer; `voor` is what was asked before it."""
        nieuw = [m for m in self.meldingen() if m.vraag and voor.get(m.kenmerk) != (m.vraag, m.vragen)]
        for tekst in teksten:
            assert tekst.replace("؟", "?").count("?") == len(nieuw), tekst
            keuze = any(m.vraag == "keuze" for m in nieuw)
            assert aantal_delen(tekst) <= (1 if is_gsm7(tekst) and not keuze else 2), tekst
            assert "8989" not in tekst or any(w in tekst for w in ("gratis", "gratuit", "free")), tekst
        assert all(m.vragen <= 2 for m in self.meldingen())

    def vragen(self) -> dict[str, tuple[str | None, int]]:
        return {m.kenmerk: (m.vraag, m.vragen) for m in self.meldingen()}

    def melder(self) -> MelderRij | None:
        with self.deur.delen.opslag.lezen() as sessie:
            pseudoniem = self.deur.delen.opslag.pseudoniemen.melder(f"+3246{self.nummer:07d}")
            rij = sessie.get(MelderRij, pseudoniem)
            sessie.expunge_all()
            return rij

    def meldingen(self) -> list[MeldingRij]:
        """Give this phone's meldingen, oldest first."""
        with self.deur.delen.opslag.lezen() as sessie:
            pseudoniem = self.deur.delen.opslag.pseudoniemen.melder(f"+3246{self.nummer:07d}")
            rijen = list(sessie.scalars(select(MeldingRij).where(MeldingRij.melder == pseudoniem)))
            sessie.expunge_all()
            return sorted(rijen, key=lambda rij: rij.ontvangen)


@pytest.fixture(scope="module")
def deur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Deurproef, Klok]]:
    map_ = tmp_path_factory.mktemp("gesprek")
    proef = open_deur(map_)
    (map_ / "zaken.csv").write_text(ZAKEN, encoding="utf-8")
    voer_in(proef.delen, "zaken", map_ / "zaken.csv", door="test")
    klok = proef.delen.klok
    assert isinstance(klok, Klok)
    yield proef, klok
    proef.delen.opslag.sluit()


@pytest.fixture
def telefoon(deur: tuple[Deurproef, Klok], request: pytest.FixtureRequest) -> Telefoon:
    """A phone that never texted before; it is half past one at night."""
    proef, klok = deur
    klok.moment = NU_PROEF
    return Telefoon(proef, klok, zlib.crc32(request.node.nodeid.encode()) % 10**7)


@dataclass(frozen=True)
class Zet:
    """One turn: what is texted, what stands in the answer (None: nothing is said), what doesn't, how long after."""

    tekst: str
    staat_erin: tuple[str, ...] | None = ()
    niet: tuple[str, ...] = ()
    na: timedelta = timedelta(minutes=1)


GESPREKKEN = [
    pytest.param(
        [
            Zet("ik mocht niet binnen in de blauwe otter omdat ik zwart ben", ("ontvangen", "NIET BELLEN"), ("?",)),
            Zet("bedankt!", None),
            Zet("ze riepen ook nog iets racistisch", ("Toegevoegd",), ("NIET BELLEN", "?")),
        ],
        [("P3", "te_contacteren")],
        id="all_is_known_and_how_it_goes_on_is_told_once",
    ),
    pytest.param(
        [Zet("MELDING", ("?", "welke zaak of straat")), Zet("otterkaai", ("Toegevoegd",), ("?",))],
        [("P3", "te_contacteren")],
        id="the_bare_word_and_then_the_street",
    ),
    pytest.param(
        [
            Zet("geweigerd aan kwikzilver", ("A Bar Kwikzilver, Kwikstraat", "B Club Kwikzilver, Molenberg", "?")),
            Zet("B", ("Toegevoegd",), ("?",)),
        ],
        [("P2", "te_contacteren")],
        id="two_venues_offered_in_the_order_of_their_id_and_a_letter",
    ),
    pytest.param(
        [Zet("geweigerd aan kwikzilver", ("?",)), Zet("nee, de blauwe otter", ("Toegevoegd",), ("?",))],
        [("P3", "te_contacteren")],
        id="an_offer_corrected",
    ),
    pytest.param(
        [Zet("geweigerd aan kwikzilver", ("?",)), Zet("A", ("Toegevoegd",), ("?",), timedelta(days=3))],
        [("P1", "te_contacteren")],
        id="an_answer_after_three_days",
    ),
    pytest.param(
        [
            Zet("geweigerd", ("welke zaak of straat?",)),
            Zet("weet ik niet", ("Toegevoegd",), ("?",)),
            Zet("het was aan het water", (), ("?",)),
        ],
        [(None, "te_contacteren")],
        id="who_does_not_know_is_not_asked_again",
    ),
    pytest.param(
        [
            Zet("geweigerd aan de blauwe otter", ("ontvangen",)),
            Zet("STOP", ("START",)),
            Zet("nog iets: ze duwden mij", None),
            Zet("START", ("weer antwoord",)),
            Zet("HULP", ("gratis", "privacy@stad.example", "De stad leest het")),
        ],
        [("P3", "te_contacteren")],
        id="stop_silence_start_help",
    ),
    pytest.param(
        [
            Zet("geweigerd aan de blauwe otter", ("ontvangen",)),
            Zet("stuur mij alstublieft geen berichten meer", ("geen sms'en meer",)),
            Zet("stuur mij alstublieft geen berichten meer", None),
        ],
        [("P3", "te_contacteren")],
        id="stop_as_a_sentence_that_says_nothing_else",
    ),
    pytest.param(
        [
            Zet("geweigerd aan de blauwe otter", ("ontvangen",)),
            Zet("geweigerd aan club kwikzilver", ("ontvangen",), (), DAG_LATER),
            Zet("WIS", ("?", "ALLES")),
            Zet("mijn tweede bericht", ("Ingetrokken", "14 dagen"), ("?",)),
        ],
        [("P3", "te_contacteren"), ("P2", "ingetrokken")],
        id="withdrawing_what_is_unclear_is_asked_and_the_second_one_goes",
    ),
    pytest.param(
        [
            Zet("geweigerd aan de blauwe otter", ("ontvangen",)),
            Zet("geweigerd aan club kwikzilver", ("ontvangen",), (), DAG_LATER),
            Zet("verwijder al mijn gegevens", ("Ingetrokken",), ("?",)),
        ],
        [("P3", "ingetrokken"), ("P2", "ingetrokken")],
        id="all_my_data_is_every_melding",
    ),
    pytest.param(
        [Zet("WIS", ("geen melding", "privacy@stad.example"), ("?",))],
        [],
        id="nothing_to_withdraw",
    ),
    pytest.param(
        [
            Zet("refusé à de blauwe otter parce que je suis noir", ("Signalement",), ("?",)),
            Zet("they refused me because i am black", ("Added",), ("?",)),
        ],
        [("P3", "te_contacteren")],
        id="a_phone_that_changes_language",
    ),
    pytest.param(
        [Zet("de portier van de blauwe otter sloeg mij, ik bloed", ("Bij gevaar: bel 112", "101"), ("?",))],
        [("P3", "te_contacteren")],
        id="danger_first",
    ),
    pytest.param(
        [Zet("portier de blauwe otter: 3 personen geweigerd om 01:20, zaal vol", ("Niet bevestigd", "nummer"), ("?",))],
        [],
        id="a_log_line_from_a_number_that_is_in_no_register",
    ),
    pytest.param(
        [Zet("geweigerd aan de blauwe otter", ("ontvangen",)), Zet("NIET BELLEN", ("bellen u niet",), ("?",))],
        [("P3", "te_contacteren")],
        id="no_contact",
    ),
    pytest.param(
        [
            Zet("geweigerd", ("?",)),
            Zet("om mijn hoofddoek", (), ("?",), timedelta(seconds=1)),
            Zet("de blauwe otter", ("Toegevoegd",), ("?",)),
        ],
        [("P3", "te_contacteren")],
        id="texts_that_cross_the_question",
    ),
    pytest.param(
        [Zet("geweigerd aan de blauwe otter", ("?", "Welke dag of nacht"), (), timedelta(hours=13)),
         Zet("gisteravond rond 23u", ("Toegevoegd",), ("?",))],
        [("P3", "te_contacteren")],
        id="by_day_the_night_is_asked_not_the_hour",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("zetten", "einde"), GESPREKKEN)
def test_a_conversation_goes_as_it_should(
    telefoon: Telefoon, zetten: list[Zet], einde: list[tuple[str | None, str]]
) -> None:
    for zet in zetten:
        gezegd_ = telefoon.sms(zet.tekst, zet.na)
        if zet.staat_erin is None:
            assert gezegd_ is None, zet.tekst
        elif zet.staat_erin or zet.niet:
            assert all(deel in (gezegd_ or "") for deel in zet.staat_erin), (zet.tekst, gezegd_)
            assert not any(deel in (gezegd_ or "") for deel in zet.niet), (zet.tekst, gezegd_)
    assert [(m.zaak_id, m.status) for m in telefoon.meldingen()] == einde


def test_the_kenmerk_is_the_same_throughout(telefoon: Telefoon) -> None:
    for tekst in ("geweigerd aan kwikzilver", "A", "omdat ik zwart ben", "WIS"):
        telefoon.sms(tekst)
    (melding,) = telefoon.meldingen()
    genoemd = {kenmerk for tekst in telefoon.gezegd for kenmerk in KENMERK.findall(tekst or "")}
    assert genoemd == {melding.kenmerk}


def test_a_reply_to_a_closed_melding_is_kept_with_it_and_a_person_is_told(telefoon: Telefoon) -> None:
    telefoon.sms("geweigerd aan de blauwe otter")
    with telefoon.deur.delen.opslag.schrijven() as sessie:
        sessie.get_one(MeldingRij, telefoon.meldingen()[0].id).status = "afgerond"
    assert "bellen" in (telefoon.sms("BEL", DAG_LATER) or "")
    (melding,) = telefoon.meldingen()
    assert (melding.status, "gesloten" in (melding.aandacht or "").split(",")) == ("afgerond", True)
    melder = telefoon.melder()
    assert melder is not None
    assert melder.contactwens == "bel"


@pytest.mark.parametrize(
    ("teksten", "laatste"),
    [
        pytest.param(["geweigerd aan de blauwe otter"], "Sorry dat dit laat komt: melding", id="opened_late"),
        pytest.param(
            ["geweigerd aan de blauwe otter", "omdat ik zwart ben"],
            "Sorry dat dit laat komt: toegevoegd",
            id="added_late",
        ),
    ],
)
def test_an_answer_fourteen_hours_late_says_sorry(telefoon: Telefoon, teksten: list[str], laatste: str) -> None:
    ontvangst, klok = telefoon.deur.delen.ontvangst, telefoon.klok
    toen = klok()
    klok.verder(hours=14)
    for plaats, tekst in enumerate(teksten):
        moment = toen + timedelta(minutes=plaats)
        bericht = Bericht(
            "twilio", f"SMl{telefoon.nummer}{plaats}", f"+3246{telefoon.nummer:07d}", "8989", tekst, moment
        )
        ontvangst.neem_op(bericht)
    assert len(telefoon.meldingen()) == 1
    with telefoon.deur.delen.opslag.lezen() as sessie:
        rij = berichten.zoek(sessie, "twilio", f"SMl{telefoon.nummer}{len(teksten) - 1}")
        assert rij is not None
        assert (berichten.stand(sessie, telefoon.deur.delen.opslag, rij).antwoord or "").startswith(laatste)
