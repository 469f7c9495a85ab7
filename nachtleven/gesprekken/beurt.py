"""One turn of a conversation: the text with all that is needed to answer it, and the saying of an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nachtleven.berichten import aantal_delen
from nachtleven.gesprekken.antwoordteksten import Antwoordboek, Opgesteld, Zin, stel_op
from nachtleven.gesprekken.keuze import op_volgorde, toon_keuzes
from nachtleven.gesprekken.waarden import Binnengekomen, Gespreksregels, Stand
from nachtleven.gesprekken.woorden import Woordenboek, Woordsoort
from nachtleven.lezen.lezing import Feit, Lezing
from nachtleven.meldingen import Vraag, gaat_over_nu
from nachtleven.nacht import nacht_van

_LENGTES = (40, 30, 24, 20, 17, 15, 13, 11, 9, 7, 5)
_DELEN_KEUZE = 2
_LANGSTE_VERBETERING = 8
_LEESTIJD = timedelta(seconds=20)
"""Nobody reads an answer and types another text within less."""


@dataclass(frozen=True, slots=True)
class Beurt:
    """One text in its conversation. `stil`: nothing may be said, and so nothing asked."""

    stand: Stand
    binnen: Binnengekomen
    regels: Gespreksregels
    boek: Antwoordboek
    stil: bool

    @property
    def lezing(self) -> Lezing:
        """Give what was read in the text."""
        return self.binnen.lezing

    @property
    def woorden(self) -> Woordenboek:
        """Give the words of all languages."""
        return self.boek.woorden

    @property
    def taal(self) -> str:
        """Give the language to answer in: of this text, else the sender's last, else Dutch."""
        return self.boek.taal(self.lezing.taal, self.stand.taal)

    @property
    def is_laat(self) -> bool:
        """Tell whether the answer comes so long after the text that it needs a word of apology."""
        grens = timedelta(minutes=self.regels.laat_na_minuten)
        return self.binnen.moment - self.binnen.ontvangen > grens

    @property
    def kruist(self) -> bool:
        """Tell whether the text was written before our last answer could be read, so that it doesn't answer that."""
        laatst = self.stand.laatst_geantwoord
        return laatst is not None and self.binnen.ontvangen - laatst < _LEESTIJD

    @property
    def nacht(self) -> date | None:
        """Give the night that the text tells of, or None where it must be asked."""
        tijd = self.lezing.tijd
        if tijd is not None:
            return nacht_van(tijd.moment) if tijd.nacht_bekend else None
        return nacht_van(self.binnen.ontvangen) if gaat_over_nu(self.binnen.ontvangen) else None

    @property
    def zaken(self) -> frozenset[str]:
        """Give the venue or the candidates of the text."""
        koppeling = self.binnen.koppeling
        return frozenset({koppeling.zaak}) if koppeling.zaak else frozenset(koppeling.kandidaten)

    @property
    def verbetert(self) -> bool:
        """Tell whether the text corrects what was said before: a few words that begin with "no"."""
        is_kort = len(self.binnen.tekst.split()) <= _LANGSTE_VERBETERING
        return is_kort and self.woorden.begint_met(self.binnen.tekst, Woordsoort.NEE)

    def zeg(self, zinnen: Sequence[Zin], kandidaten: Sequence[str] = ()) -> Opgesteld | None:
        """Put the answer together, the offer of venues as long as it fits; None where nothing may be said."""
        if self.stil:
            return None
        if not kandidaten:
            return stel_op(self.boek, self.taal, [*self.spoedzinnen(), *zinnen])
        volgorde = op_volgorde(kandidaten)
        for lengte in _LENGTES:
            keuzes = toon_keuzes(volgorde, self.binnen.zaken, lengte)
            gevuld = [_met_keuzes(zin, keuzes) for zin in (*self.spoedzinnen(), *zinnen)]
            opgesteld = stel_op(self.boek, self.taal, gevuld, _DELEN_KEUZE)
            if aantal_delen(opgesteld.tekst) <= _DELEN_KEUZE and "vraag_keuze" in opgesteld.sleutels:
                break
        return opgesteld

    def spoedzinnen(self) -> list[Zin]:
        """Give the sentences that go first where somebody is in danger or hurt."""
        zorgcentrum = self.regels.gegevens.zorgcentrum
        zinnen = [Zin("spoed")] if self.lezing.spoed else []
        if Feit.SEKSUEEL in self.lezing.feiten and zorgcentrum:
            zinnen.append(Zin("zorg", rang=1, waarden={"zorgcentrum": zorgcentrum}))
        return zinnen


def _met_keuzes(zin: Zin, keuzes: str) -> Zin:
    waarden: Mapping[str, str] = {"keuzes": keuzes} if zin.sleutel == "vraag_keuze" else zin.waarden
    return Zin(zin.sleutel, zin.rang, waarden)


def vraagzin(vraag: Vraag, *, veel: bool) -> Zin:
    """Give the sentence that asks this of a melding; `veel`: more venues fit than can be offered."""
    sleutels = {Vraag.ZAAK: "vraag_straat" if veel else "vraag_zaak", Vraag.KEUZE: "vraag_keuze"}
    return Zin(sleutels.get(vraag, "vraag_nacht"), rang=2)
