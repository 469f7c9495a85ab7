"""The signs by which a stretch of a text is, or is not, the venue meant: what it looks like and what stands round it.

Each sign is a strength, 0 where it is absent; what each weighs stands in `config/lezen.toml`.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

from nachtleven.lezen.plaatsstukken import Stuk, eindigt
from nachtleven.lezen.plaatswoorden import Frasen, Plaatswoorden, Taalplaats
from nachtleven.lezen.straatzoeker import Straat
from nachtleven.lezen.treffer import KLINKT_ALS, Treffer

Tekens = dict[str, float]

ZWAAR = 2.5
"""How strong a sign is that says nearly everything, so that a few examples are enough to learn its weight."""
GEWOON, HEEL_GEWOON = 3.0, 4.5
"""Zipf frequency from which a word counts as ordinary, the more the higher, and from which as very ordinary."""
KORT = 3
OPENT, SLUIT = frozenset("\"“„«‘'‚”"), frozenset("\"”“»’'")
"""What stands round a name that is quoted."""
EINDE = frozenset(".,;:!?-–…)\n")
"""What closes a name that stands alone."""
KAART = 5
"""Letters and digits from which a number may be that of a card."""
VERDER = 9
"""Pieces behind a name in which it may be told that all was well there."""
GEHOORD = 0.88
"""How alike a name in a script without short vowels is when it was written as it sounds."""
TERUG = 5
"""Pieces before a name in which a phrase may say that it is not where it happened."""
MET_VERTELD = ("gewoon", "gewoon_los", "fout", "deel", "los", "begin", "precies", "plaats", "straat_enig")
"""Signs that weigh otherwise in a text that tells of a door than in one that doesn't."""
MET_VOOR_ONS = ("gewoon", "fout", "precies", "plaats")
"""Signs that weigh otherwise in a text that is for us than in chatter."""
MEESTE_AFSPRAAK = 2
"""Words of people who meet beyond which more say nothing more."""


def treffertekens(
    tekst: str, stukken: Sequence[Stuk], treffer: Treffer, woorden: tuple[Plaatswoorden, Taalplaats], gewoon: float
) -> Tekens:
    """Give the signs of one stretch. `gewoon`: how ordinary its least ordinary word is, zipf frequency."""
    return _gelijkenis(treffer, woorden[0].lidwoorden) | _omgeving(
        tekst, stukken, treffer, woorden, max(0.0, gewoon - GEWOON)
    )


def _gelijkenis(treffer: Treffer, lidwoorden: frozenset[str]) -> Tekens:
    """Give the signs of what was said of the name, and how alike."""
    fout = 1 - treffer.gelijk
    vertaald, heel = treffer.wijze == "vertaald", treffer.dekking == 1
    letterlijk = treffer.gelijk == 1 and not vertaald and not treffer.kaal
    return {
        "gelijk": treffer.gelijk,
        "fout": fout,
        "fout_kort": fout * (treffer.kern < 6),
        "fout_ver": max(0.0, fout - 0.2),
        "precies": float(letterlijk and treffer.voluit),
        "precies_kern": float(letterlijk and heel and not treffer.voluit),
        "voluit": float(treffer.voluit and not letterlijk),
        "klank": float(treffer.gelijk == KLINKT_ALS),
        "geraamte": float(treffer.wijze == "geraamte"),
        "vertaald": float(vertaald),
        "deel": 1 - treffer.dekking,
        "is_deel": float(not heel),
        "alias": float(treffer.alias and not treffer.voluit),
        "kaal": float(treffer.kaal and treffer.aanhang not in lidwoorden),
        "kaal_fout": float(treffer.kaal and fout > 0),
        "kort": float(treffer.kern <= KORT),
        "lang": min(treffer.kern, 12) / 12,
        "leeg": float(treffer.leeg),
        "deel_ver": max(0.0, 0.5 - treffer.dekking),
    }


def _omgeving(
    tekst: str,
    stukken: Sequence[Stuk],
    treffer: Treffer,
    woorden: tuple[Plaatswoorden, Taalplaats],
    gemeen: float,
) -> Tekens:
    """Give the signs of what stands round the stretch, and how they make up for ordinary words."""
    algemeen, taal = woorden
    voor = _eerste_voor(stukken, treffer.begin, algemeen)
    aanhang = treffer.kaal and treffer.aanhang in taal.plaats_na | taal.voorzetsels
    plaats = aanhang or _is_plaats(stukken, treffer, taal, voor)
    soort = _naast_soort(stukken, treffer, algemeen)
    heel = treffer.eind - treffer.begin >= len(stukken) - (voor < 0) * treffer.begin
    zin = _hele_zin(tekst, stukken, treffer)
    hoofdletter = _hoofdletter(tekst, stukken[treffer.begin])
    kop = _kop(stukken, treffer.begin, taal)
    deur = min(3, len({stuk.sleutel for stuk in stukken} & taal.deur))
    fout = treffer.gelijk < (GEHOORD if treffer.wijze == "geraamte" else 1) or treffer.wijze == "vertaald"
    quote = _aangehaald(tekst, stukken, treffer, voor)
    los = not (plaats or soort or heel or hoofdletter or zin or quote or treffer.begin == 0)
    tijd = treffer.eind - treffer.begin == 1 and stukken[treffer.begin].sleutel in algemeen.tijd[taal.taal]
    eigen = any(stuk.sleutel in taal.deur for stuk in stukken[treffer.begin : treffer.eind])
    begin = treffer.begin == 0 and not (zin or heel or soort)
    bestaand = {"deurloos": not deur, "los": los, "heel": heel, "zin": zin, "plaats": plaats}
    gewoon = {"los": los, "plaats": plaats, "soort": soort, "hoofdletter": hoofdletter, "zin": zin, "heel": heel}
    gewoon |= {"begin": begin, "kop": kop, "deur": deur > 0, "fout": fout, "deel": treffer.dekking < 1}
    gewoon |= {"woorden": treffer.eind - treffer.begin > 1, "aangehaald": quote}
    van_gewone = _van_gewone(gemeen, bestaand, gewoon)
    return (
        _verhaal(stukken, treffer, algemeen, taal)
        | van_gewone
        | {
            "los": float(los),
            "fout_los": float(fout and los),
            "fout_kort_los": float(fout and treffer.kern < KORT + 2 and not (plaats or soort or hoofdletter)),
            "fout_plaats": float(fout and plaats),
            "fout_soort": float(fout and soort),
            "fout_deurloos": float(fout and not deur),
            "deel_los": float(treffer.dekking < 1 and los),
            "meer_woorden": float(treffer.eind - treffer.begin > 1),
            "tijdwoord": float(tijd and not (soort or zin or heel)),
            "eigen_deur": float(eigen),
            "eigen_deur_los": float(eigen and not (soort or hoofdletter or zin)),
            "plaats": float(plaats),
            "aanhang": float(aanhang),
            "soort": float(soort),
            "hoofdletter": float(hoofdletter),
            "heel": float(heel),
            "aangehaald": float(quote),
            "zin": float(zin),
            "begin": float(treffer.begin == 0),
            "deur": float(deur),
            "deur_geen": float(deur == 0 and not heel),
            "kop": float(kop),
        }
    )


def _van_gewone(gemeen: float, bestaand: Mapping[str, bool], gewoon: Mapping[str, bool]) -> Tekens:
    """Give the signs that weigh only where the name is a word too: `gemeen` is how ordinary, 0 where it is none."""
    uit = {"bestaand": float(gemeen > 0), "gewoon": gemeen, "gewoon_veel": max(0.0, gemeen - HEEL_GEWOON + GEWOON)}
    uit |= {f"bestaand_{naam}": float(gemeen > 0 and waar) for naam, waar in bestaand.items()}
    return uit | {f"gewoon_{naam}": gemeen * waar for naam, waar in gewoon.items()}


def _verhaal(stukken: Sequence[Stuk], treffer: Treffer, algemeen: Plaatswoorden, taal: Taalplaats) -> Tekens:
    """Give the signs that a name is where people came from, went on to, or did not mean."""
    voor = {stuk.sleutel for stuk in stukken[max(0, treffer.begin - TERUG) : treffer.begin]}
    vlak = [stuk.sleutel for stuk in stukken[max(0, treffer.begin - 2) : treffer.begin]]
    na = [stuk.sleutel for stuk in stukken[treffer.eind : treffer.eind + VERDER]]
    ervoor = _eerste_voor(stukken, treffer.begin, algemeen)
    ding = treffer.begin - 1
    while ding > 0 and stukken[ding].sleutel in algemeen.generiek:
        ding -= 1
    return {
        "elders": float(_frase_voor(stukken, treffer.begin, taal.elders, TERUG)),
        "naast": float(_frase_voor(stukken, treffer.begin, taal.naast, 2) or eindigt_na(stukken, treffer.eind, taal)),
        "daarna": float(bool(voor & taal.daarna or set(na[:2]) & taal.daarna)),
        "van": float(ervoor >= 0 and stukken[ervoor].sleutel in taal.van),
        "naar": float(ervoor >= 0 and stukken[ervoor].sleutel in taal.naar),
        "eerst": float(_frase_voor(stukken, treffer.begin, taal.eerst, TERUG)),
        "onbepaald": float(ding >= 0 and stukken[ding].sleutel in taal.onbepaald),
        "ontkend_vlak": float(
            (ervoor >= 0 and stukken[ervoor].sleutel in taal.niet) or bool(taal.niet_na & set(na[:1]))
        ),
        "ontkend": float(any(woord in taal.niet for woord in (*vlak, *na[:1]))),
    }


def wat_volgt(stukken: Sequence[Stuk], treffer: Treffer, taal: Taalplaats, namen: Collection[int]) -> Tekens:
    """Tell whether all was well at a place, or was not, in what is said of it before another name comes."""
    tot = min((begin for begin in namen if begin >= treffer.eind), default=len(stukken))
    na = [stuk.sleutel for stuk in stukken[treffer.eind : min(tot, treffer.eind + VERDER)]]
    daar = {*na[:2], *takewhile(lambda woord: woord not in taal.daarna, na[2:])}
    return {"goed": float(bool(daar & taal.goed)), "slecht": float(bool(daar & taal.slecht))}


def verteltekens(verteld: float, voor_ons: float, tekens: Tekens) -> Tekens:
    """Give the signs of how surely a text tells of a door, and is for us, -1 to 1, beside the other signs of a find.

    None where the text is the name alone, for that tells nothing either way.
    """
    if tekens.get("heel"):
        return {}
    samen = {f"verteld_{naam}": verteld * sterkte for naam in MET_VERTELD if (sterkte := tekens.get(naam))}
    samen |= {f"voor_ons_{naam}": voor_ons * sterkte for naam in MET_VOOR_ONS if (sterkte := tekens.get(naam))}
    niet = min(0.0, verteld)
    samen |= {"verteld": verteld, "verteld_niet": niet, "verteld_niet_gewoon": niet * tekens.get("gewoon", 0.0)}
    return samen | {"voor_ons": voor_ons}


def afspraaktekens(stukken: Sequence[Stuk], taal: Taalplaats, treffer: Treffer | None = None) -> Tekens:
    """Give the signs that people meet, go out or sell something; the words of the name itself say nothing of it."""
    eigen = range(treffer.begin, treffer.eind) if treffer else range(0)
    aantal = sum(plek not in eigen and eindigt(stukken, plek, taal.afspraak) for plek in range(len(stukken)))
    deur = any(stuk.sleutel in taal.deur for stuk in stukken)
    return {
        "afspraak": float(min(MEESTE_AFSPRAAK, aantal)),
        "afspraak_deurloos": float(min(MEESTE_AFSPRAAK, aantal) * (not deur)),
    }


def gezegd(stukken: Sequence[Stuk], treffer: Treffer) -> list[list[str]]:
    """Give the words of a stretch, and again without what was grown onto it."""
    woorden = [stuk.sleutel for stuk in stukken[treffer.begin : treffer.eind]]
    uit = [woorden]
    if treffer.kaal and woorden[-1].endswith(treffer.aanhang) and woorden[-1] != treffer.aanhang:
        uit.append([*woorden[:-1], woorden[-1].removesuffix(treffer.aanhang)])
    if treffer.kaal and woorden[0].startswith(treffer.aanhang) and woorden[0] != treffer.aanhang:
        uit.append([woorden[0].removeprefix(treffer.aanhang), *woorden[1:]])
    return uit


def is_klok(tekst: str, stukken: Sequence[Stuk], treffer: Treffer, woorden: tuple[Plaatswoorden, Taalplaats]) -> bool:
    """Tell whether a stretch only tells the time: the 00 of 23:00, or words of it that a name is a translation of."""
    delen = [stuk.sleutel for stuk in stukken[treffer.begin : treffer.eind]]
    if not all(deel.isdigit() for deel in delen):
        algemeen, taal = woorden[0], woorden[1].taal
        tijd = algemeen.tijd[taal] | algemeen.klok[taal]
        return treffer.wijze == "vertaald" and len(delen) > 1 and tijd.issuperset(delen)
    begin, eind = stukken[treffer.begin].begin, stukken[treffer.eind - 1].eind
    voor, na = tekst[max(0, begin - 2) : begin], tekst[eind : eind + 2]
    return any(
        len(rand) == len("1:") and ":" in rand and not rand.strip(":").strip("0123456789") for rand in (voor, na)
    )


def _kop(stukken: Sequence[Stuk], begin: int, taal: Taalplaats) -> bool:
    """Tell whether nothing but numbers and words of the door stand before a name, as doormen begin."""
    return all(stuk.sleutel.isdigit() or stuk.sleutel in taal.deur for stuk in stukken[:begin]) and any(
        len(stuk.sleutel) >= KAART and any(map(str.isdigit, stuk.sleutel)) for stuk in stukken[: begin + KAART]
    )


def _hele_zin(tekst: str, stukken: Sequence[Stuk], treffer: Treffer) -> bool:
    """Tell whether a name stands alone between stops, as people sign with it or begin with it."""
    voor = treffer.begin == 0 or stukken[treffer.begin].na_leesteken
    na = tekst[stukken[treffer.eind - 1].eind :].lstrip(" ")[:1]
    return voor and (na == "" or na in EINDE)


def _aangehaald(tekst: str, stukken: Sequence[Stuk], treffer: Treffer, voor: int) -> bool:
    """Tell whether a name, articles and its kind before it or not, stands between quotation marks."""
    na = tekst[stukken[treffer.eind - 1].eind :][:1]
    openingen = (tekst[: stukken[plek].begin] for plek in {voor + 1, treffer.begin})
    return na in SLUIT and any(opening[-1:] in OPENT and not opening[-2:-1].isalnum() for opening in openingen)


def straattekens(zaak: int, straten: Sequence[Straat]) -> Tekens:
    """Give the signs of the streets in the text for a venue that was named."""
    op = [straat for straat in straten if zaak in straat.zaken]
    elders = [straat for straat in straten if straat.gelijk > 0.9 and straat.zeker]
    return {
        "op_straat": float(bool(op)),
        "op_nummer": float(any(zaak in straat.op_nummer for straat in op)),
        "andere_straat": float(bool(elders) and not op),
    }


def _eerste_voor(stukken: Sequence[Stuk], begin: int, woorden: Plaatswoorden) -> int:
    """Give the piece before a name, articles and kinds of venue skipped; -1 where there is none."""
    plek = begin - 1
    while plek >= 0 and begin - plek <= 3 and woorden.is_leeg(stukken[plek].sleutel):
        plek -= 1
    return plek


def _is_plaats(stukken: Sequence[Stuk], treffer: Treffer, taal: Taalplaats, voor: int) -> bool:
    ervoor = [stukken[plek].sleutel for plek in {voor, treffer.begin - 1} if plek >= 0]
    if any(woord in taal.voorzetsels for woord in ervoor):
        return True
    if treffer.eind >= len(stukken):
        return False
    na = stukken[treffer.eind]
    return na.sleutel in taal.plaats_na and (na.vast or len(na.sleutel) > 1)


def _naast_soort(stukken: Sequence[Stuk], treffer: Treffer, woorden: Plaatswoorden) -> bool:
    rond = stukken[max(0, treffer.begin - 1) : treffer.eind + 1]
    return not treffer.leeg and any(stuk.sleutel in woorden.generiek for stuk in rond)


def _hoofdletter(tekst: str, stuk: Stuk) -> bool:
    """Tell whether a word has a capital in the middle of a sentence that is not all in capitals."""
    ervoor = tekst[: stuk.begin].rstrip(" '\"’‘“(")
    midden = bool(ervoor) and ervoor[-1] not in ".!?:\n…"
    return stuk.vorm[0].isupper() and midden and not (stuk.vorm.isupper() and tekst.isupper())


def _frase_voor(stukken: Sequence[Stuk], begin: int, frasen: Frasen, ver: int) -> bool:
    return any(eindigt(stukken, plek, frasen) for plek in range(max(0, begin - ver), begin))


def eindigt_na(stukken: Sequence[Stuk], eind: int, taal: Taalplaats) -> bool:
    """Tell whether the word for "next to" comes just behind the name, as in Turkish."""
    return any(eindigt(stukken, plek, taal.naast) for plek in range(eind, min(eind + 3, len(stukken)))) and bool(
        set(taal.plaats_na) & {stuk.sleutel for stuk in stukken[eind : eind + 2]}
    )
