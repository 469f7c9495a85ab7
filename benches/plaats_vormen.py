"""Variations of the tuned-on texts, so that what is learned of places holds for registers nobody has seen.

Each takes the texts of one set with its register and gives texts with a register and the same gold: over two registers
at once, with names that are ordinary words, beside venues with a longer name, misspelt, or followed by a place where
all was well. No text of a set that is tested on is ever used; all draws come from a seed.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plaats_zinnen import ERNAAST, HERSTEL, KLETS, UITGAAN, VERDER, VOORAF
from rapidfuzz.distance import OSA
from wordfreq import top_n_list, zipf_frequency

from nachtleven.lezen.index import naamwoorden
from nachtleven.lezen.plaatswoorden import Plaatswoorden
from nachtleven.lezen.tekst import sleutel, tokens
from nachtleven.register.zaken import Zaak

Rij = Mapping[str, Any]
PLAATSLOOS = ("ruis", "stop", "help")
"""Kinds in which the Lezer damps every venue; nothing is to be learned of them here."""
ERBIJ = 40
"""Venues with ordinary names that are added."""
DIEP, ONDIEP = 6000, 150
"""From the how manieth commonest word of a language on, and up to which, a venue is called after it."""
BEURTEN = 5
"""Other sets that each set is read together with."""
VREEMDEN = 2
"""Other sets over whose register alone the texts of a set are read."""
HALF = 0.5
PAREN = 0.25
"""The part of such names that are two words."""
KORTST = 4
STRAATKOP = 6
"""Letters by which a street is known."""
GEMEEN = 3.5
"""Zipf frequency from which a word is common."""

GEWONE_WOORDEN = """
huis tijd water vrijdag zaterdag morgen zomer winter straat feest plezier vriend leven dag thuis stad wereld licht
liefde geluk goed simpel gewoon brood bier muziek dans vuur ster zon maan kelder hoek plein markt raam tuin boom vogel
hond paard kamer tafel trap haven schip trein station bank winkel school kerk brug toren park boer koning vrouw man
kind moeder vader zus broer buur familie volk eten koffie thee wijn laat vroeg later straks altijd nooit soms misschien
zeker lekker mooi groot klein oud nieuw zwart wit rood groen blauw
time love pizza night music sister charlie house life friend money party dance light fire star moon corner garden
kitchen office heaven angel king queen lucky happy sugar honey magic public union royal place space stage river ocean
island paradise summer monday sunday
maison merci bonjour matin soir nuit jour monde vie ami amour coeur soleil lune ciel rue ville porte cave jardin gare
école table verre café roi reine enfant femme homme chat chien rouge noir blanc bleu encore toujours jamais demain hier
casa noche vida amigo fiesta mundo cielo gracias hola tiempo hayat dost zaman deniz güneş gece życie czas dom
"""
GEWOON = tuple(GEWONE_WOORDEN.split())
ACHTER = ("beach", "rooftop", "kaai", "aan zee", "boven", "2", "noord", "garden", "centrum", "royal")
"""What a venue with a longer name has behind it."""
KORT = ("{}", "{} ?", "ok {}", "{} !!", "haha {}", "{} hein", "ja {}", "{} dan", "tot {}", "yes {}")
"""Messages of a word or two; a name that is an ordinary word is that word in them."""
BLOOT = ("{}", "{} ?", "{} !!", "{}...")
"""The same of nothing but that word."""


@dataclass(frozen=True, slots=True)
class Voorraad:
    """Texts to read against one register: `van` the set they come from, `met` another set whose register is in it."""

    van: str
    met: str | None
    zaken: Sequence[Zaak]
    rijen: Sequence[Rij]


@dataclass(frozen=True, slots=True)
class Zet:
    """One set: its name, register and tuned-on texts; `klets`: those in which nobody tells of a door."""

    naam: str
    zaken: Sequence[Zaak]
    rijen: Sequence[Rij]
    klets: Sequence[Rij]

    def goud(self, rij: Rij) -> tuple[str, ...]:
        """Give the venues that the gold names."""
        return (rij["zaak"],) if rij["zaak"] else tuple(rij["kandidaten"])


def lees_zet(folder: Path, zaken: Sequence[Zaak]) -> Zet:
    """Read the tuned-on texts of a set beside its register."""
    regels = (folder / "berichten.jsonl").read_text(encoding="utf-8").splitlines()
    rijen = [json.loads(regel) for regel in regels]
    klets = [rij for rij in rijen if rij["soort"] == "ruis"]
    return Zet(folder.name, zaken, [rij for rij in rijen if rij["soort"] not in PLAATSLOOS], klets)


def gevarieerd(zetten: Sequence[Zet], woorden: Plaatswoorden, kies: random.Random) -> Iterator[Voorraad]:
    """Give the variations of every set."""
    for zet in zetten:
        for ander in kies.sample([een for een in zetten if een is not zet], min(BEURTEN, len(zetten) - 1)):
            yield _samen(zet, ander, woorden, kies)
        for ander in kies.sample([een for een in zetten if een is not zet], min(VREEMDEN, len(zetten) - 1)):
            yield _vreemd(zet, ander, woorden, kies)
        yield from (_met_gewone_namen(zet, kies) for _ in range(2))
        yield _met_langere_namen(zet, kies)
        yield _misspeld(zet, kies)
        yield _kletspraat(zet, kies)
        yield from (_verder(zet, kies) for _ in range(2))
        yield _vooraf(zet, kies)
        yield _hersteld(zet, kies)
        yield _ernaast(zet, kies)
        yield _uitgaan(zet, kies)
        yield _woorden(zet, kies)


def _samen(zet: Zet, ander: Zet, woorden: Plaatswoorden, kies: random.Random) -> Voorraad:
    """Read half the texts over both registers, but those whose venue is like one of the other."""
    botst = _botser(zet, ander, woorden)
    rijen = [rij for rij in zet.rijen if kies.random() < HALF and not botst(rij)]
    return Voorraad(zet.naam, ander.naam, [*zet.zaken, *ander.zaken], rijen)


def _vreemd(zet: Zet, ander: Zet, woorden: Plaatswoorden, kies: random.Random) -> Voorraad:
    """Read half the texts over the register of another city: their venue isn't in it, whatever else is like one."""
    botst = _botser(zet, ander, woorden)
    straten = {sleutel(zaak.straat)[:STRAATKOP] for zaak in ander.zaken}

    def noemt_straat(rij: Rij) -> bool:
        return any(token.sleutel.startswith(tuple(straten)) for token in tokens(rij["tekst"]))

    rijen = [rij for rij in zet.rijen if kies.random() < HALF and not (botst(rij) or noemt_straat(rij))]
    return Voorraad(zet.naam, ander.naam, ander.zaken, [{**rij, "zaak": None, "kandidaten": []} for rij in rijen])


def _botser(zet: Zet, ander: Zet, woorden: Plaatswoorden) -> Callable[[Rij], bool]:
    """Give what tells whether the venue of a text is like one of the other register."""
    vreemd = {w for zaak in ander.zaken for w in _kern(zaak, woorden)}
    ideeen = {idee for w in vreemd for idee in woorden.begrippen.get(w, ())}
    per_id = {zaak.zaak_id: zaak for zaak in zet.zaken}

    def botst(rij: Rij) -> bool:
        eigen = {w for naam in zet.goud(rij) for w in _kern(per_id[naam], woorden)}
        return any(
            not ideeen.isdisjoint(woorden.begrippen.get(w, ())) or any(_lijkt(w, v) for v in vreemd) for w in eigen
        )

    return botst


def _kern(zaak: Zaak, woorden: Plaatswoorden) -> set[str]:
    alle = {w for naam in (zaak.naam, *zaak.aliassen) for w in naamwoorden(naam)}
    return {w for w in alle if len(w) > 2 and not woorden.is_leeg(w)}


def _lijkt(een: str, ander: str) -> bool:
    return een == ander or (len(een) >= KORTST and OSA.distance(een, ander, score_cutoff=2) <= 2)


def _met_gewone_namen(zet: Zet, kies: random.Random) -> Voorraad:
    """Call part of the venues after ordinary words, in the texts too, and add venues that nobody means.

    A text of nothing but such a word is to be asked after.
    """
    namen = kies.sample(GEWOON, len(GEWOON))
    nieuw = {zaak.zaak_id: namen.pop() for zaak in zet.zaken if kies.random() < 0.6 and len(namen) > ERBIJ}
    zaken = [
        replace(zaak, naam=nieuw[zaak.zaak_id].title(), aliassen=()) if zaak.zaak_id in nieuw else zaak
        for zaak in zet.zaken
    ]
    zaken += [_verzonnen(zet, f"X{n}", naam.title()) for n, naam in enumerate(namen[:ERBIJ])]
    per_id = {zaak.zaak_id: zaak for zaak in zet.zaken}
    rijen: list[Rij] = []
    for rij in zet.rijen:
        if not any(naam in nieuw for naam in zet.goud(rij)):
            rijen.append(rij)
        elif rij["zaak"] and (tekst := _vervang(rij["tekst"], per_id[rij["zaak"]], nieuw[rij["zaak"]])):
            bloot = [token.sleutel for token in tokens(tekst)] == [sleutel(nieuw[rij["zaak"]])]
            rijen.append({**rij, "tekst": tekst, "zaak": None if bloot else rij["zaak"]})
    return Voorraad(zet.naam, None, zaken, rijen)


def _verzonnen(zet: Zet, nummer: str, naam: str) -> Zaak:
    return replace(zet.zaken[0], zaak_id=nummer, naam=naam, aliassen=(), straat="Verzonnenlaan", huisnummer="1")


def _met_langere_namen(zet: Zet, kies: random.Random) -> Voorraad:
    """Set beside a venue that is named to the letter another one whose name only begins so."""
    per_id = {zaak.zaak_id: zaak for zaak in zet.zaken}
    gezegd = [rij for rij in zet.rijen if rij["zaak"] and _letterlijk(rij["tekst"], per_id[rij["zaak"]].naam)]
    ids = sorted({rij["zaak"] for rij in gezegd})
    erbij = [_verzonnen(zet, f"L{n}", f"{per_id[een].naam} {kies.choice(ACHTER)}") for n, een in enumerate(ids)]
    return Voorraad(zet.naam, None, [*zet.zaken, *erbij], gezegd)


def _misspeld(zet: Zet, kies: random.Random) -> Voorraad:
    """Misspell the venues that are named to the letter, by one letter."""
    per_id = {zaak.zaak_id: zaak for zaak in zet.zaken}
    rijen: list[Rij] = []
    for rij in zet.rijen:
        zaak = per_id[rij["zaak"]] if rij["zaak"] else None
        plek = zaak and _letterlijk(rij["tekst"], zaak.naam)
        if zaak and plek and len(zaak.naam) >= KORTST + 2 and kies.random() < 0.5:
            tekst = rij["tekst"]
            fout = _verschrijf(plek.group(), kies)
            rijen.append({**rij, "tekst": tekst[: plek.start()] + fout + tekst[plek.end() :]})
    return Voorraad(zet.naam, None, zet.zaken, rijen)


def _kletspraat(zet: Zet, kies: random.Random) -> Voorraad:
    """Call venues after words of the texts themselves, chatter and reports: nobody means any of them.

    Beside them the shortest messages of all, of one ordinary word.
    """
    per_id = {zaak.zaak_id: zaak for zaak in zet.zaken}
    rijen = [*zet.klets, *(rij for rij in zet.rijen if kies.random() < 0.4)]
    namen = {naam for rij in rijen if (naam := _los_woord(rij, [per_id[een] for een in zet.goud(rij)], kies))}
    eigen = {w for zaak in zet.zaken for een in (zaak.naam, *zaak.aliassen) for w in naamwoorden(een)}
    namen -= eigen
    gewoon = kies.sample(GEWOON, ERBIJ)
    zaken = [*zet.zaken, *(_verzonnen(zet, f"K{n}", naam.title()) for n, naam in enumerate(sorted({*namen, *gewoon})))]
    kort = [kies.choice(KORT).format(kies.choice((naam, naam.title()))) for naam in gewoon]
    return Voorraad(
        zet.naam,
        None,
        zaken,
        [*rijen, *({"tekst": tekst, "zaak": None, "kandidaten": [], "taal": None} for tekst in kort)],
    )


def _los_woord(rij: Rij, goud: Sequence[Zaak], kies: random.Random) -> str | None:
    """Give a word of a text, or two beside each other, common in its language and no part of the name that is meant."""
    namen = {w for zaak in goud for naam in (zaak.naam, *zaak.aliassen) for w in naamwoorden(naam)}
    woorden = [token.vorm.lower() for token in tokens(rij["tekst"]) if token.vorm.isalpha() and len(token.vorm) > 2]
    is_gemeen = [zipf_frequency(w, rij["taal"] or "nl") > GEMEEN and sleutel(w) not in namen for w in woorden]
    gemeen = [w for w, ja in zip(woorden, is_gemeen, strict=True) if ja]
    if kies.random() < PAREN:
        gemeen = [
            f"{woorden[n]} {woorden[n + 1]}"
            for n in range(len(woorden) - 1)
            if is_gemeen[n] and is_gemeen[n + 1] and f"{woorden[n]} {woorden[n + 1]}" in rij["tekst"].lower()
        ]
    return kies.choice(gemeen) if gemeen else None


def _verschrijf(naam: str, kies: random.Random) -> str:
    plek = kies.randrange(1, len(naam) - 1)
    wijzen: tuple[Callable[[], str], ...] = (
        lambda: naam[:plek] + naam[plek + 1 :],
        lambda: naam[:plek] + naam[plek] + naam[plek:],
        lambda: naam[:plek] + naam[plek + 1] + naam[plek] + naam[plek + 2 :],
        lambda: naam[:plek] + kies.choice("aeiou") + naam[plek + 1 :],
    )
    return kies.choice(wijzen)()


def _verder(zet: Zet, kies: random.Random) -> Voorraad:
    """Tell on of another venue where all was well; the one that refused is still meant."""
    rijen = []
    for rij in zet.rijen:
        zinnen = VERDER.get(rij["taal"] or "")
        if rij["soort"] == "melding" and rij["zaak"] and zinnen and kies.random() < 0.6:
            ander = kies.choice([zaak for zaak in zet.zaken if zaak.zaak_id != rij["zaak"]])
            zin = kies.choice(zinnen).format(kies.choice((ander.naam, ander.naam.lower())))
            rijen.append({**rij, "tekst": rij["tekst"] + kies.choice((".", ",")) + zin})
    return Voorraad(zet.naam, None, zet.zaken, rijen)


def _vooraf(zet: Zet, kies: random.Random) -> Voorraad:
    """Tell first of another venue where all was well; the one that refused is still meant."""
    rijen = []
    for rij in zet.rijen:
        zinnen = VOORAF.get(rij["taal"] or "")
        if rij["soort"] == "melding" and rij["zaak"] and zinnen and kies.random() < 0.6:
            ander = kies.choice([zaak for zaak in zet.zaken if zaak.zaak_id != rij["zaak"]])
            zin = kies.choice(zinnen).format(kies.choice((ander.naam, ander.naam.lower())))
            rijen.append({**rij, "tekst": zin + rij["tekst"]})
    return Voorraad(zet.naam, None, zet.zaken, rijen)


def _hersteld(zet: Zet, kies: random.Random) -> Voorraad:
    """Name another venue first, by a slip that is taken back."""
    per_id = {zaak.zaak_id: zaak for zaak in zet.zaken}
    rijen = []
    for rij in zet.rijen:
        plek = _letterlijk(rij["tekst"], per_id[rij["zaak"]].naam) if rij["zaak"] else None
        if plek and rij["taal"] in HERSTEL and kies.random() < HALF:
            ander = kies.choice([zaak for zaak in zet.zaken if zaak.zaak_id != rij["zaak"]])
            fout = kies.choice(HERSTEL[rij["taal"]]).format(kies.choice((ander.naam, ander.naam.lower())))
            rijen.append({**rij, "tekst": rij["tekst"][: plek.start()] + fout + rij["tekst"][plek.start() :]})
    return Voorraad(zet.naam, None, zet.zaken, rijen)


def _ernaast(zet: Zet, kies: random.Random) -> Voorraad:
    """Tell of a place beside the one that is named, or of another: which one it was is not said."""
    per_id = {zaak.zaak_id: zaak for zaak in zet.zaken}
    rijen: list[Rij] = []
    for rij in zet.rijen:
        plek = _letterlijk(rij["tekst"], per_id[rij["zaak"]].naam) if rij["zaak"] else None
        if plek and rij["taal"] in ERNAAST and kies.random() < HALF:
            ander = kies.choice(ERNAAST[rij["taal"]]).format(plek.group())
            tekst = rij["tekst"][: plek.start()] + ander + rij["tekst"][plek.end() :]
            rijen.append({**rij, "tekst": tekst, "zaak": None, "kandidaten": []})
    return Voorraad(zet.naam, None, zet.zaken, rijen)


def _uitgaan(zet: Zet, kies: random.Random) -> Voorraad:
    """Name a venue where people meet or sell something: nobody tells of it."""
    rijen = []
    for taal, zinnen in UITGAAN.items():
        for zin in kies.sample(zinnen, len(zinnen) // 2):
            naam = kies.choice([een for zaak in zet.zaken for een in (zaak.naam, *zaak.aliassen)])
            tekst = zin.format(kies.choice((naam, naam.lower())))
            rijen.append({"tekst": tekst, "zaak": None, "kandidaten": [], "taal": taal})
    return Voorraad(zet.naam, None, zet.zaken, rijen)


def _woorden(zet: Zet, kies: random.Random) -> Voorraad:
    """Say ordinary words, most of them not the commonest, that are names of venues too: they are only words here."""
    rijen: list[Rij] = []
    for taal, zinnen in KLETS.items():
        woorden = [w for w in top_n_list(taal, DIEP)[ONDIEP:] if w.isalpha() and len(w) >= KORTST]
        for zin in (*zinnen, kies.choice(KORT), *BLOOT):
            een, ander = kies.sample(woorden, 2)
            tekst = zin.format(een.title() if zin.startswith("{}") and kies.random() < HALF else een, ander)
            rijen.append({"tekst": tekst, "zaak": None, "kandidaten": [], "taal": taal})
    namen = {w for rij in rijen for w in tokens(rij["tekst"]) if len(w.vorm) >= KORTST and kies.random() < HALF}
    erbij = [_verzonnen(zet, f"W{n}", w) for n, w in enumerate(sorted({een.vorm.title() for een in namen}))]
    return Voorraad(zet.naam, None, [*zet.zaken, *erbij], rijen)


def _letterlijk(tekst: str, naam: str) -> re.Match[str] | None:
    if len(naam) < KORTST:
        return None
    return re.search(rf"(?<!\w){re.escape(naam)}(?!\w)", tekst, re.IGNORECASE)


def _vervang(tekst: str, zaak: Zaak, naam: str) -> str | None:
    """Give the text with another name for the venue; None where it is not named once and to the letter."""
    namen = sorted((zaak.naam, *zaak.aliassen), key=len, reverse=True)
    plek = next((p for een in namen if (p := _letterlijk(tekst, een))), None)
    if plek is None or any(_letterlijk(tekst[: plek.start()] + " " + tekst[plek.end() :], een) for een in namen):
        return None
    oud = plek.group()
    nieuw = naam.upper() if oud.isupper() else naam.title() if oud[0].isupper() else naam
    return tekst[: plek.start()] + nieuw + tekst[plek.end() :]
