"""How much chatter is linked to a venue whose name is an ordinary word: `python benches/plaats_ruis.py [AANTAL]`.

There is no collection of real messages in this house (they are of people), so this is made: chatter and spam in French,
English and Turkish from phrases written by hand, filled with common words (`wordfreq`), one in twelve a single word.
The register: 966 venues, of which 403 are called by one ordinary word of those same lists. Real chatter is more varied
than phrases are. Beside it 300 sentences that tell of a refusal at one of the 403, and the chatter of the labelled
sets, written by people, against the same register. None of the phrases is trained on.
"""

import json
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from wordfreq import top_n_list

from nachtleven.koppelen import koppel_zaak, laad_drempels
from nachtleven.lezen.gewoonheid import gewoonheden
from nachtleven.lezen.index import bouw_index
from nachtleven.lezen.lezer import Lezer
from nachtleven.lezen.lezing import ZaakScore
from nachtleven.register.zaken import Zaak

CONFIG = Path("config")
DATA = Path("tests/lezen/data")
TOEN = datetime(2026, 3, 7, 1, 30, tzinfo=UTC)
AANTAL, ZAKEN, GEWONE, WEIGERINGEN = 100_000, 966, 403, 300
TALEN = ("fr", "en", "tr")
LOS = 12
"""One message in so many is a single word."""
KLANKEN = ["ba", "de", "ko", "lu", "mi", "na", "po", "ra", "se", "ti", "vo", "za", "fle", "gri", "sto", "bru"]

KLETS = {
    "fr": (
        "t'es où {}", "on se voit demain pour {} ?", "je suis à la {} là", "tu peux acheter {} et {} stp",
        "merci pour {} bisous", "appelle moi quand tu as {}", "c'est quoi ce {} lol", "j'ai oublié {} chez toi",
        "trop fatigué ce soir {}", "le {} c'est à {} heures", "mon {} est en {} je crois", "dis à maman pour {}",
        "bon anniversaire {} !!", "ok {} alors à demain", "j'arrive dans {n} min", "pas de {} aujourd'hui désolé",
        "gagnez {n} euros de {} répondez {}", "votre {} est disponible, cliquez ici", "tu viens {} ou pas",
        "il fait {} dehors, prends ton {}", "on a {} à la maison", "je t'aime {}", "le prof de {} est malade",
        "reçu le {} merci beaucoup", "{} c'est fini ou pas encore", "j'ai regardé {} hier c'était {}",
    ),
    "en": (
        "where are you {}", "c u at {n} by the {}", "can you get {} and {} pls", "thanks for the {} x",
        "running late, {} is bad", "lol that {} was so {}", "happy birthday {} !!", "dont forget your {}",
        "i left my {} in the {}", "call me when {} is done", "ok {} see you tomorrow", "the {} is at {n} today",
        "no {} tonight sorry", "win {n} pounds of {} text {} now", "your {} is ready to collect", "are you {} or not",
        "its {} outside take a {}", "we have {} at home", "love you {}", "how was the {} yesterday",
        "got the {} ta", "is it {} yet", "watched {} last night it was {}", "my {} needs a {} lol",
        "u in {} ? need {}", "meet me in {n} min {}",
    ),
    "tr": (
        "neredesin {}", "yarın {} için görüşelim mi", "{} ve {} alır mısın", "{} için teşekkürler", "geç kalıyorum {}",
        "bu {} çok {} ya", "doğum günün kutlu olsun {}", "{} unutma", "{} evde kaldı", "{} bitince ara",
        "tamam {} yarın görüşürüz", "{} saat {n} gibi", "bugün {} yok", "{n} lira {} kazandınız {} yazın",
        "{} hazır gelip alın", "{} misin değil misin", "dışarı {} montunu al", "evde {} var", "seni seviyorum {}",
        "dün {} nasıldı", "{} geldi sağol", "{} oldu mu", "dün {} izledim {} idi", "{} lazım {} var mı",
        "{n} dakikaya {}", "annem {} diyor",
    ),
}  # fmt: skip
WEIGERING = {
    "fr": (
        "on nous a refusé l'entrée au {} à cause de notre couleur", "refusée chez {} hier par le videur",
        "le portier de {} m'a pas laissé entrer, trop foncé selon lui", "hier soir à {} ils ont refusé mon frère",
        "le club {} refuse les arabes à l'entrée",
    ),
    "en": (
        "they refused us at {} because we are black", "bouncer at {} would not let me in, said members only",
        "got turned away from {} last night", "club {} kicked my friend out for being gay",
        "refused entry at the door of {} with my wheelchair",
    ),
    "tr": (
        "{}'a bizi almadılar yabancıyız diye", "dün gece {} kapısında güvenlik bizi geri çevirdi",
        "{} adlı kulübe giremedik, dolu dediler", "{}'da kapıdan almadılar", "{} barda bizi içeri almadılar",
    ),
}  # fmt: skip


def _verzonnen(kies: random.Random) -> str:
    return "".join(kies.choice(KLANKEN) for _ in range(kies.choice((2, 3, 3, 4)))).title()


def maak_zaken(kies: random.Random) -> list[Zaak]:
    """Make the register: the first 403 have an ordinary word of three letters or more for a name."""
    woorden = sorted({w for taal in TALEN for w in top_n_list(taal, 4000) if w.isalpha() and len(w) > 2})
    namen = [woord.title() for woord in kies.sample(woorden, GEWONE)]
    namen += [" ".join(_verzonnen(kies) for _ in range(kies.choice((1, 2)))) for _ in range(ZAKEN - GEWONE)]
    straten = [f"{_verzonnen(kies)}straat" for _ in range(ZAKEN // 8)]
    return [
        Zaak(f"Z{n}", naam, (), kies.choice(straten), str(n % 90 + 1), "9000", "Gent", "", None, portier=False)
        for n, naam in enumerate(namen)
    ]


def klets(aantal: int, kies: random.Random) -> Iterator[str]:
    """Give chatter, filled with words that people use, the commonest two hundred aside."""
    woorden = {taal: [w for w in top_n_list(taal, 4000)[200:] if w.isalpha()] for taal in TALEN}
    for _ in range(aantal):
        taal = kies.choice(TALEN)
        invul = kies.choices(woorden[taal], k=2)
        if kies.randrange(LOS) == 0:
            yield kies.choice(("{}", "{} ?", "{}!", "{} :)")).format(kies.choice((invul[0], invul[0].title())))
        else:
            yield kies.choice(KLETS[taal]).replace("{n}", str(kies.randrange(2, 40))).format(*invul)


def geschreven() -> list[str]:
    """Give the chatter of the labelled sets that was tuned on."""
    rijen = [
        json.loads(regel)
        for pad in sorted(DATA.glob("*/berichten.jsonl"))
        for regel in pad.read_text(encoding="utf-8").splitlines()
    ]
    return [rij["tekst"] for rij in rijen if rij["soort"] == "ruis"]


def main(aantal: int) -> None:
    """Print the parts that are linked."""
    kies = random.Random(11)
    zaken = maak_zaken(kies)
    lezer, drempels = Lezer(CONFIG, bouw_index(zaken, gewoonheden(zaken))), laad_drempels(CONFIG)

    def gekoppeld(tekst: str) -> bool:
        return koppel_zaak(lezer.lees(tekst, TOEN), drempels).zaak is not None

    namen = {zaak.naam.lower() for zaak in zaken}
    teksten = list(klets(aantal, kies))
    met_naam = sum(any(woord.strip("!?:)").lower() in namen for woord in tekst.split()) for tekst in teksten)
    sys.stdout.write(f"{met_naam} of {aantal} made messages hold a name: plain word matching links them all\n")
    fout = sum(map(gekoppeld, teksten))
    sys.stdout.write(f"{fout} linked ({fout / aantal:.3%}; asked: under 0.1%)\n")
    echt = geschreven()
    sys.stdout.write(f"{sum(map(gekoppeld, echt))} of {len(echt)} written messages linked\n")
    raak = bijna = 0
    for _ in range(WEIGERINGEN):
        zaak = kies.choice(zaken[:GEWONE])
        tekst = kies.choice(WEIGERING[kies.choice(TALEN)]).format(kies.choice((zaak.naam, zaak.naam.lower())))
        lezing = lezer.lees(tekst, TOEN)
        uit = koppel_zaak(lezing, drempels)
        raak += uit.zaak == zaak.zaak_id
        bijna += uit.zaak is None and (zaak.zaak_id in uit.kandidaten or _aangeboden(lezing.zaken, zaak))
    sys.stdout.write(f"of {WEIGERINGEN} refusals {raak} linked, {bijna} offered (asked: 90% together)\n")


def _aangeboden(scores: Sequence[ZaakScore], zaak: Zaak) -> bool:
    return bool(scores) and scores[0].zaak_id == zaak.zaak_id


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else AANTAL)
