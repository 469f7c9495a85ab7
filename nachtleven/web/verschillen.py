"""Two at once: what somebody typed beside what stands there now, so that nothing is lost and nothing overwritten."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from nachtleven.web.tonen import MeldingBlad
from nachtleven.web.woorden import grond, moment_kort, nacht_kort, woord
from nachtleven.web.woordenboek import N_

Getypt = Mapping[str, str | Sequence[str]]
"""What came with a form, by field; a field of several boxes as a sequence."""


@dataclass(frozen=True, slots=True)
class Verschil:
    """One field: its label, what was typed, and what stands there now (empty: that can't be said of this field)."""

    label: str
    getypt: str
    nu: str


def _moment(blad: MeldingBlad) -> str:
    regel = blad.regel
    if regel.tijdstip:
        return moment_kort(regel.tijdstip)
    return nacht_kort(regel.nacht) if regel.nacht_bekend else _("niet bekend")


def _gronden(blad: MeldingBlad) -> str:
    return ", ".join(grond(g.grond) for g in blad.regel.gronden if g.bevestigd is not False) or _("geen")


def _leeg(_blad: MeldingBlad) -> str:
    return ""


def _wens(blad: MeldingBlad) -> str:
    afspraak = blad.opvolging.afspraak
    return afspraak.wanneer if afspraak else ""


_VELDEN: Mapping[str, tuple[str, Callable[[MeldingBlad], str]]] = {
    "zaak": (N_("Zaak"), lambda b: b.regel.zaak or _("niet bekend")),
    "grond": (N_("Grond"), _gronden),
    "status": (N_("Staat"), lambda b: woord(b.regel.status)),
    "reden": (N_("Waarom"), _leeg),
    "dag": (N_("Dag"), _moment),
    "uur": (N_("Uur"), _moment),
    "feit": (N_("Feiten"), lambda b: ", ".join(woord(f) for f in b.regel.feiten) or _("geen")),
    "aan": (N_("Bij wie"), lambda b: b.opvolging.toegewezen or _("niemand")),
    "wens": (N_("Contact"), lambda b: woord(b.contactwens)),
    "wanneer": (N_("Wanneer"), _wens),
    "naar": (N_("Toestemming"), lambda b: ", ".join(woord(t.naar) for t in b.opvolging.toestemmingen if t.geldt)),
    "met": (N_("Samenvoegen met"), lambda b: b.opvolging.samengevoegd_met or ""),
}


def verschillen(blad: MeldingBlad, getypt: Getypt) -> list[Verschil]:
    """Give the typed fields that say something, each with what stands there now."""
    gevonden = []
    for veld, (label, nu) in _VELDEN.items():
        waarde = getypt.get(veld)
        if waarde:
            tekst = waarde if isinstance(waarde, str) else ", ".join(map(woord, waarde))
            gevonden.append(Verschil(_(label), _leesbaar(veld, tekst, blad), nu(blad)))
    return gevonden


def _leesbaar(veld: str, tekst: str, blad: MeldingBlad) -> str:
    if veld == "zaak":
        namen = {z.zaak_id: z.naam for z in blad.kandidaten}
        return _("geen van deze") if tekst == "-" else namen.get(tekst, tekst)
    return woord(tekst) if veld in ("grond", "status", "wens", "naar") else tekst
