"""Two at once: what somebody typed beside what stands there now, so that nothing is lost and nothing overwritten."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from nachtleven.web.dossierwaarden import Dossierblad
from nachtleven.web.toezichttonen import BevindingBlad
from nachtleven.web.tonen import MeldingBlad
from nachtleven.web.woorden import dag_jaar, grond, moment_kort, nacht_kort, woord
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


def verschillen_dossier(blad: Dossierblad, getypt: Getypt) -> list[Verschil]:
    """Give what was typed on a dossier's page, each field with what stands there now."""
    stuk = next((s for s in blad.stukken if str(s.id) == getypt.get("stuk")), None)
    besluit = next((v.toelichting for v in blad.verloop if v.handeling == "dossier_gesloten"), None)
    velden = {
        "staat": (_("Hoe ver is het"), woord(stuk.staat) if stuk else ""),
        "termijn": (_("Antwoord verwacht tegen"), dag_jaar(stuk.termijn) if stuk and stuk.termijn else ""),
        "toelichting": (_("Toelichting"), ""),
        "soort": (_("Nog een stuk"), ", ".join(woord(s.soort) for s in blad.stukken)),
        "melding": (_("Melding"), ", ".join(m.kenmerk for m in blad.meldingen)),
        "uitkomst": (_("Uitkomst"), woord(blad.regel.uitkomst) if blad.regel.uitkomst else _("Nog geen.")),
        "besluit": (_("Waarop steunt dat"), besluit or ""),
        "verslag": (_("Wat er gezegd is"), ""),
        "nota": (_("Nota"), ""),
    }
    return _naast(velden, getypt, {"staat", "soort", "uitkomst"})


def verschillen_bevinding(blad: BevindingBlad, getypt: Getypt) -> list[Verschil]:
    """Give what was typed on a finding's page, each field with what stands there now."""
    regel = blad.regel
    antwoord = next((v.toelichting for v in blad.verloop if v.handeling == "wederwoord"), None)
    waarom = next((v.toelichting for v in blad.verloop if v.handeling == "staat"), None)
    velden = {
        "staat": (_("Nieuwe staat"), woord(regel.staat)),
        "reden": (_("Waarom"), waarom or ""),
        "tegen": (_("Tegen wanneer"), dag_jaar(regel.tegen) if regel.tegen else _("niet gezet")),
        "wederwoord": (_("Wat er geantwoord werd"), antwoord or ""),
        "nota": (_("Nota"), ""),
        "waarom": (_("Waarom"), ""),
    }
    return _naast(velden, getypt, {"staat"})


def _naast(velden: Mapping[str, tuple[str, str]], getypt: Getypt, codes: Collection[str]) -> list[Verschil]:
    """Give the fields that were filled in; what was typed into those of `codes` is a code."""
    ingevuld = ((veld, getypt.get(veld)) for veld in velden)
    return [
        Verschil(velden[veld][0], woord(tekst) if veld in codes else tekst, velden[veld][1])
        for veld, tekst in ingevuld
        if tekst and isinstance(tekst, str)
    ]
