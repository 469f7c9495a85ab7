"""One text → one Lezing: the words cut once, then language, venues, content and time read in that order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from nachtleven.lezen.index import ZaakIndex
from nachtleven.lezen.inhoud import Inhoud, Inhoudslezer
from nachtleven.lezen.lezing import Hoe, Lezing, Soort, Tijdlezing, Verklaring, ZaakScore
from nachtleven.lezen.plaatslezer import Plaatslezer, laad_plaatskennis
from nachtleven.lezen.taal import Taalherkenner, Taallezing
from nachtleven.lezen.tekst import tokens
from nachtleven.lezen.tijd import Tijdlezer

LANGST = 3200
"""Characters of a text that are read; the longest joined SMS holds half of that."""
PLAATSLOOS = frozenset({Soort.RUIS, Soort.STOP, Soort.HELP})
"""Kinds of text that are about no venue: chatter, and the commands, whose words may be names too."""
ZEKER_PLAATSLOOS = 0.35
"""Sureness from which a text is taken to be of such a kind."""
RUIS = 0.15
"""What is left of the chance of a venue in them."""
ONZEKERE_VRAAG = 0.2
"""Sureness below which a question may as well be chatter."""
MISSCHIEN_RUIS = 0.65
"""What is left of the chance of a venue in what is likely, not surely, chatter: too little to be linked by itself."""
KORT_ANTWOORD = 3
"""Words of a text that is an answer where we asked, whatever else it may be read as."""
GEMEEND = 0.5
"""Sureness from which the words of a venue say nothing of what happened."""


class Lezer:
    """Reads texts by the words of a folder like `config/` and the venues of one index; safe to share by threads."""

    def __init__(self, woorden: Path, index: ZaakIndex, *, diep: bool = False) -> None:
        """Load everything that reading needs; raises ConfiguratieFout where a file is missing or doesn't parse.

        `diep`: tell better what a text is and tells, too slowly for who waits for an answer.
        """
        self._woorden = woorden
        self._taal = Taalherkenner(woorden)
        self._tijd = Tijdlezer(woorden)
        self._inhoud = Inhoudslezer(woorden, diep=diep)
        self._kennis = laad_plaatskennis(woorden, None if diep else self._inhoud.model)
        self._plaats = Plaatslezer(self._kennis, index)

    def met_index(self, index: ZaakIndex) -> "Lezer":
        """Give a reader with the same words over other venues; this one goes on reading over its own."""
        nieuw = object.__new__(Lezer)
        nieuw._woorden, nieuw._taal, nieuw._tijd, nieuw._inhoud = self._woorden, self._taal, self._tijd, self._inhoud
        nieuw._kennis = self._kennis
        nieuw._plaats = Plaatslezer(self._kennis, index)
        return nieuw

    def bereid(self, teksten: Sequence[str]) -> None:
        """Make ready for texts that are read next; each then gives the reading that it gives by itself, sooner."""
        self._inhoud.bereid([tekst[:LANGST] for tekst in teksten])

    def lees(
        self, tekst: str, ontvangen: datetime, vorige_taal: str | None = None, *, gevraagd: bool = False
    ) -> Lezing:
        """Read one text that came in at `ontvangen` (aware); any text gives a reading.

        `vorige_taal`: the language of the conversation so far, for texts too short to tell their own. `gevraagd`: we
        asked for a venue or a night, so that a place or a time in a text that tells nothing is the answer to that.
        """
        tekst = tekst[:LANGST]
        woorden = tokens(tekst)
        taal = self._taal.lees(tekst, woorden, vorige_taal)
        zaken = self._plaats.lees(tekst, woorden, taal.taal)
        inhoud = self._inhoud.lees(tekst, woorden, taal.taal, [zaak for zaak in zaken if zaak.zekerheid >= GEMEEND])
        antwoordt = gevraagd and (inhoud.soort in (Soort.RUIS, Soort.VRAAG) or len(woorden) <= KORT_ANTWOORD)
        zaken = zaken if antwoordt else _gedempt(zaken, _deel(inhoud))
        tijd = self._tijd.lees(tekst, woorden, taal.taal, Soort.MELDING if antwoordt else inhoud.soort, ontvangen)
        tijd = None if antwoordt and tijd is not None and not tijd.genoemd else tijd
        return Lezing(
            taal=taal.taal,
            soort=inhoud.soort,
            rol=inhoud.rol,
            zaken=zaken,
            tijd=tijd,
            gronden=frozenset(inhoud.gronden),
            feiten=frozenset(inhoud.feiten),
            kaartnummers=tuple(inhoud.kaartnummers),
            spoed=inhoud.spoed,
            verklaringen=(*_verklaar(taal, zaken, tijd), *inhoud.verklaringen),
        )


def _deel(inhoud: Inhoud) -> float:
    """Give what is left of the chance of a venue in a text of this kind, read this surely."""
    zeker = next((v.zekerheid for v in inhoud.verklaringen if v.veld == "soort"), 1.0)
    if inhoud.soort in PLAATSLOOS:
        return RUIS if zeker >= ZEKER_PLAATSLOOS else MISSCHIEN_RUIS
    return MISSCHIEN_RUIS if inhoud.soort is Soort.VRAAG and zeker < ONZEKERE_VRAAG else 1.0


def _gedempt(zaken: tuple[ZaakScore, ...], deel: float) -> tuple[ZaakScore, ...]:
    return tuple(zaak if zaak.hoe is Hoe.CODE else replace(zaak, zekerheid=zaak.zekerheid * deel) for zaak in zaken)


def _verklaar(taal: Taallezing, zaken: tuple[ZaakScore, ...], tijd: Tijdlezing | None) -> Iterator[Verklaring]:
    if taal.taal is not None:
        yield Verklaring("taal", taal.taal, taal.woorden, taal.zekerheid)
    for zaak in zaken:
        yield Verklaring("zaak", zaak.zaak_id, zaak.woorden, zaak.zekerheid)
    if tijd is not None:
        yield Verklaring("tijd", tijd.moment.isoformat(), tijd.woorden, tijd.zekerheid)
