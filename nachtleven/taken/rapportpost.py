"""Approved reports go by mail to the consultation, each once among all processes, with what a person wrote."""

from functools import partial

import structlog

from nachtleven.fouten import PoortFout
from nachtleven.opslag import rapporten, wachtrij, werk
from nachtleven.opslag.werk import Eis
from nachtleven.post import Bijlage, Mail, verstuur_mail
from nachtleven.rapportleven import Bijschriftsoort, Rapportstand
from nachtleven.samenstelling import Onderdelen
from nachtleven.taken.werkplaats import Werkplaats, Werksoort

log = structlog.get_logger()

TOELICHTING = "toelichting.txt"
"""What a person wrote with a report, beside its files; they themselves stay as they were built."""

_BIJLAGEN = {
    "rapport.pdf": "application/pdf",
    "rapport.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_KOPPEN = {Bijschriftsoort.OPMERKING: "Opmerkingen", Bijschriftsoort.AANBEVELING: "Aanbevelingen"}


def verzend_rapporten(plaats: Werkplaats) -> list[str]:
    """Send the approved reports; give the names of those that this process sent. Without a list or server: none."""
    return RAPPORTPOST.werk_af(plaats)


def _te_verzenden(plaats: Werkplaats) -> list[Rapportstand]:
    delen = plaats.delen
    if not delen.stad.overleg or not delen.instellingen.smtp:
        return []
    with delen.opslag.lezen() as sessie:
        return rapporten.te_verzenden(sessie)


def _wachtende(plaats: Werkplaats) -> list[str]:
    return [stand.naam for stand in _te_verzenden(plaats)]


def _verzend_een(plaats: Werkplaats, sleutel: str) -> bool:
    stand = next((een for een in _te_verzenden(plaats) if een.naam == sleutel), None)
    return stand is not None and plaats.met_eis("rapportpost", stand.naam, partial(_verzend, plaats.delen, stand))


RAPPORTPOST = Werksoort(wachtrij.RAPPORTPOST, 60, _wachtende, _verzend_een)


def toelichting(stand: Rapportstand) -> str:
    """Write what goes with a report: who approved it, its hash, what changed, remarks and recommendations."""
    lijnen = [f"Verslag {stand.naam}", f"Goedgekeurd door: {stand.goedgekeurd_door}"]
    lijnen.append(f"Vingerafdruk van rapport.json (SHA-256): {stand.hash}")
    if stand.wijziging:
        lijnen += ["", f"Dit is een nieuwe uitgave. {stand.wijziging}"]
    for soort, kop in _KOPPEN.items():
        teksten = [f"- {b.tekst}" for b in stand.bijschriften if b.soort is soort]
        lijnen += ["", f"{kop}:", *teksten] if teksten else []
    lijnen += ["", "Een melding is wat iemand vertelt. Meer meldingen betekent niet dat er meer gebeurt."]
    return "\n".join(lijnen) + "\n"


def _verzend(delen: Onderdelen, stand: Rapportstand, eis: Eis) -> bool:
    map_ = delen.instellingen.data / "rapporten" / stand.map
    tekst = toelichting(stand)
    bijlagen = tuple(Bijlage(naam, soort, (map_ / naam).read_bytes()) for naam, soort in _BIJLAGEN.items())
    onderwerp = f"Verslag nachtleven {stand.naam}"
    mail = Mail(delen.stad.nummer.mail, delen.stad.overleg, onderwerp, tekst, f"rapport-{stand.id}", bijlagen)
    try:
        verstuur_mail(delen.instellingen.smtp, mail)
    except PoortFout as fout:
        log.warning("rapport_niet_verzonden", rapport=stand.naam, fout=str(fout))
        return False
    naast = map_ / f"{stand.id}-{TOELICHTING}"
    naast.write_text(tekst, encoding="utf-8")
    nu = delen.klok()
    with delen.opslag.schrijven() as sessie:
        rapporten.noteer_verzonden(sessie, stand.id, nu)
        werk.rond_af(sessie, eis, nu)
    log.info("rapport_verzonden", rapport=stand.naam)
    return True
