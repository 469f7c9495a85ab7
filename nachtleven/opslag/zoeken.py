"""Finding meldingen by what is exact: a telephone number, through its pseudonym, or a card number; never by a text."""

from sqlalchemy import ColumnElement, select

from nachtleven.opslag.meldingregels import regels, zichtbaar
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import MeldingKaartRij, MeldingRij
from nachtleven.telefoonnummers import normaliseer
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.tonen import MeldingRegel

_HOOGSTENS = 50


class Zoekbron:
    """Looks meldingen up; each question is a transaction of its own."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def op_nummer(self, nummer: str) -> tuple[MeldingRegel, ...]:
        """Give the meldingen of a telephone number, newest first; for onthaal."""
        melder = self._opslag.pseudoniemen.melder(normaliseer(nummer))
        return self._zoek(Gebruikersrol.ONTHAAL, MeldingRij.melder == melder)

    def op_kaart(self, kaartnummer: str, rol: Gebruikersrol) -> tuple[MeldingRegel, ...]:
        """Give the meldingen with a card: for onthaal those that name it, for the police also who was on duty."""
        waar: list[ColumnElement[bool]] = [MeldingKaartRij.kaartnummer.in_({kaartnummer, kaartnummer.upper()})]
        if rol is not Gebruikersrol.POLITIE:
            waar.append(MeldingKaartRij.bron == "tekst")
        return self._zoek(rol, MeldingRij.id.in_(select(MeldingKaartRij.melding_id).where(*waar)))

    def _zoek(self, rol: Gebruikersrol, waar: ColumnElement[bool]) -> tuple[MeldingRegel, ...]:
        vraag = select(MeldingRij).where(waar, *zichtbaar(rol)).order_by(MeldingRij.ontvangen.desc())
        with self._opslag.lezen() as sessie:
            return tuple(regels(sessie, sessie.scalars(vraag.limit(_HOOGSTENS)).all(), rol))
