"""Stickers for many venues at once: one PDF with a page each, made once by whoever."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from pypdf import PdfReader

from nachtleven.bewaring.bewaren import bewaar
from nachtleven.opslag import registers
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.stickervellen import Stickeropslag
from nachtleven.taken.stickervellen import STICKERVELLEN
from nachtleven.web.zaakwaarden import Zaakfilter
from tests.proefrij import aan_het_werk, banen, wacht_tot
from tests.registerhuis import AURORA, voer
from tests.taken.conftest import Proefplaats

ZAKEN = [dataclasses.replace(AURORA, zaak_id=f"Z{n:03}", naam=f"Bar {n:03}") for n in range(100)]


def vraag(proef: Proefplaats, woord: str = "") -> UUID:
    id_ = Stickeropslag(proef.delen.opslag).vraag(Zaakfilter(woord), proef.klok()).id
    assert id_ is not None
    return id_


def bladzijden(proef: Proefplaats, id_: UUID) -> list[str]:
    pdf = Stickeropslag(proef.delen.opslag).pdf(id_)
    assert pdf is not None
    return [blad.extract_text() for blad in PdfReader(BytesIO(pdf)).pages]


def test_every_venue_has_its_page_with_its_code_by_name(maak_proef: Callable[..., Proefplaats], opslag: Opslag) -> None:
    proef = maak_proef(opslag)
    voer(opslag, "zaken", ZAKEN[:3])
    id_ = vraag(proef)
    assert STICKERVELLEN.werk_af(proef.plaats) == [str(id_)]
    assert STICKERVELLEN.werk_af(proef.ander()) == []
    with opslag.lezen() as sessie:
        codes = [zaak.code for zaak in registers.zaken(sessie).values()]
    assert len(set(codes)) == 3
    for blad, code in zip(bladzijden(proef, id_), codes, strict=True):
        assert code in blad


def test_a_hundred_are_made_from_the_queue_once_though_two_planners_work(
    maak_proef: Callable[..., Proefplaats], opslag_postgresql: Opslag
) -> None:
    proef = maak_proef(opslag_postgresql)
    voer(opslag_postgresql, "zaken", ZAKEN)
    with aan_het_werk(proef.plaats), aan_het_werk(proef.ander()):
        alle, een = vraag(proef), vraag(proef, "Bar 042")
        wacht_tot(lambda: banen(opslag_postgresql) == [])
    assert (len(bladzijden(proef, alle)), len(bladzijden(proef, een))) == (100, 1)


def test_what_was_made_goes_after_a_week(proef: Proefplaats) -> None:
    voer(proef.delen.opslag, "zaken", ZAKEN[:1])
    id_ = vraag(proef)
    proef.klok.moment += timedelta(days=7)
    assert bewaar(proef.delen, "proef")["stickervellen"] == 1
    assert Stickeropslag(proef.delen.opslag).stand(id_, proef.klok()) is None
