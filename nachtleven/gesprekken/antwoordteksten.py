"""What the system says: the templates of `config/antwoorden/`, one file a language, checked as they are loaded.

An answer is put together of whole sentences. In the basic SMS alphabet it fits one part, in another alphabet two.
"""

import string
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nachtleven.berichten import aantal_delen, is_gsm7
from nachtleven.fouten import ConfiguratieFout
from nachtleven.gesprekken.woorden import Woordenboek, Woordsoort, plat

TALEN = ("nl", "fr", "en", "tr", "ar", "bg", "sk", "es", "pl", "ro", "uk", "ru", "de", "pt")
"""The languages of the answers, ISO 639-1; the first is the one for a sender whose language is not known."""

VELDEN: Mapping[str, frozenset[str]] = {
    "ontvangen": frozenset({"kenmerk"}),
    "ontvangen_laat": frozenset({"kenmerk"}),
    "toegevoegd": frozenset({"kenmerk"}),
    "toegevoegd_laat": frozenset({"kenmerk"}),
    "info": frozenset(),
    "vraag_zaak": frozenset(),
    "vraag_straat": frozenset(),
    "vraag_keuze": frozenset({"keuzes"}),
    "vraag_nacht": frozenset(),
    "vraag_wis": frozenset({"kenmerken"}),
    "contact_bel": frozenset(),
    "contact_sms": frozenset(),
    "contact_geen": frozenset(),
    "ingetrokken": frozenset({"kenmerken", "dagen"}),
    "niets_te_wissen": frozenset({"privacy"}),
    "gesloten": frozenset({"kenmerk"}),
    "stop": frozenset(),
    "start": frozenset(),
    "hulp": frozenset({"nummer", "privacy"}),
    "informatie": frozenset(),
    "onbegrepen": frozenset(),
    "spoed": frozenset(),
    "zorg": frozenset({"zorgcentrum"}),
    "incident": frozenset({"nummer", "tijd"}),
    "incident_onbevestigd": frozenset({"nummer", "tijd"}),
    "kaal": frozenset(),
    "personeel_gebeld": frozenset({"kenmerk"}),
    "personeel_uitkomst": frozenset({"kenmerk"}),
    "personeel_nazorg": frozenset({"kenmerk", "nazorg"}),
}
"""Every template with the placeholders that it must hold, no more and no fewer."""


@dataclass(frozen=True, slots=True)
class Antwoordboek:
    """The templates by language and key, and the words of all languages together."""

    teksten: Mapping[str, Mapping[str, str]]
    woorden: Woordenboek

    def taal(self, *voorkeur: str | None) -> str:
        """Give the first of these languages that the answers exist in, else Dutch."""
        return next((taal for taal in voorkeur if taal is not None and taal in self.teksten), TALEN[0])

    def zin(self, taal: str, sleutel: str, **waarden: str) -> str:
        """Fill one template; in a language of the basic alphabet the values are brought into it."""
        sjabloon = self.teksten[taal][sleutel]
        if is_gsm7(sjabloon):
            waarden = {naam: in_gsm7(waarde) for naam, waarde in waarden.items()}
        return sjabloon.format(**waarden)


def in_gsm7(tekst: str) -> str:
    """Give the text in the basic alphabet: letters lose the accent that it lacks, other signs fall out."""
    return "".join(teken if is_gsm7(teken) else _kaal(teken) for teken in tekst)


def _kaal(teken: str) -> str:
    grond = unicodedata.normalize("NFKD", teken)[0]
    return grond if is_gsm7(grond) else {"’": "'", "‘": "'", "–": "-", "—": "-"}.get(teken, "")


@dataclass(frozen=True, slots=True)
class Zin:
    """One sentence of an answer: its template and values. `rang` 0 stays; of the others the highest falls out first."""

    sleutel: str
    rang: int = 0
    waarden: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opgesteld:
    """A finished answer, with the templates that found a place in it."""

    tekst: str
    sleutels: frozenset[str]


def stel_op(boek: Antwoordboek, taal: str, zinnen: Sequence[Zin], delen: int = 1) -> Opgesteld:
    """Put an answer together in at most `delen` parts (two outside the basic alphabet), leaving out what can be left.

    Sentences that must stay are never cut, so that only values of unforeseen length make an answer longer.
    """
    over = list(zinnen)
    while True:
        tekst = " ".join(boek.zin(taal, zin.sleutel, **zin.waarden) for zin in over)
        misbaar = [zin for zin in over if zin.rang]
        if aantal_delen(tekst) <= (delen if is_gsm7(tekst) else max(delen, 2)) or not misbaar:
            return Opgesteld(tekst, frozenset(zin.sleutel for zin in over))
        over.remove(max(misbaar, key=lambda zin: zin.rang))


def antwoord_kaal(taal: str | None, boek: Antwoordboek) -> str:
    """Give the plain confirmation, which names no kenmerk: said when anything fails after a message was kept."""
    return boek.zin(boek.taal(taal), "kaal")


def laad_antwoordboek(map_config: Path) -> Antwoordboek:
    """Load and check `antwoorden/` of the configuration folder; raises ConfiguratieFout at the first fault."""
    bladen = {taal: _laad_blad(map_config / "antwoorden" / f"{taal}.toml", taal) for taal in TALEN}
    teksten = {taal: blad[0] for taal, blad in bladen.items()}
    _toets_vertaald(teksten)
    woorden = {s: frozenset(plat(w) for _, lijst in bladen.values() for w in lijst[s]) - {""} for s in Woordsoort}
    return Antwoordboek(teksten, Woordenboek(woorden))


def _laad_blad(bestand: Path, taal: str) -> tuple[dict[str, str], dict[Woordsoort, list[str]]]:
    try:
        inhoud = tomllib.loads(bestand.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fout:
        raise ConfiguratieFout(bestand.name, "bestand", str(fout)) from fout
    if inhoud.get("taal") != taal:
        raise ConfiguratieFout(bestand.name, "taal", f"moet {taal} zijn")
    teksten, woorden = inhoud.get("teksten", {}), inhoud.get("woorden", {})
    _toets_teksten(bestand.name, teksten)
    if set(woorden) != set(Woordsoort):
        raise ConfiguratieFout(bestand.name, "woorden", f"moet precies deze hebben: {', '.join(Woordsoort)}")
    return teksten, {soort: woorden[soort] for soort in Woordsoort}


def _toets_teksten(bestand: str, teksten: Mapping[str, str]) -> None:
    """Raise ConfiguratieFout where a template is missing, unknown or holds other placeholders than it should."""
    for sleutel in VELDEN.keys() ^ teksten.keys():
        raise ConfiguratieFout(bestand, sleutel, "ontbreekt" if sleutel in VELDEN else "is onbekend")
    for sleutel, sjabloon in teksten.items():
        try:
            velden = {veld for _, veld, _, _ in string.Formatter().parse(sjabloon) if veld is not None}
        except ValueError as fout:
            raise ConfiguratieFout(bestand, sleutel, str(fout)) from fout
        if velden != VELDEN[sleutel] or not sjabloon.strip():
            raise ConfiguratieFout(bestand, sleutel, f"heeft {sorted(velden)}, moet {sorted(VELDEN[sleutel])} hebben")


def _toets_vertaald(teksten: Mapping[str, Mapping[str, str]]) -> None:
    """Raise ConfiguratieFout where two languages say a thing in the very same words."""
    for sleutel in VELDEN:
        gezien: dict[str, str] = {}
        for taal, blad in teksten.items():
            eerder = gezien.setdefault(blad[sleutel], taal)
            if eerder != taal:
                raise ConfiguratieFout(f"{taal}.toml", sleutel, f"is niet vertaald: gelijk aan {eerder}.toml")
