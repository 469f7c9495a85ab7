"""The filters of the inbox, read from an address: what is not among the choices is named beside its field."""

from datetime import date, datetime, timedelta
from uuid import UUID

from flask_babel import gettext as _
from flask_login import current_user

from nachtleven.berichten import Kanaal
from nachtleven.meldingen import Status
from nachtleven.nacht import dagbegin, lokaal
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import huis
from nachtleven.web.tonen import Meldingfilter
from nachtleven.web.woordenboek import GRONDEN, N_, TALEN

TERMIJNEN = {
    "te_laat": N_("Te laat"),
    "vandaag": N_("Vandaag of te laat"),
    "week": N_("Binnen 7 dagen"),
}
"""When contact is due."""

_DAGEN = {"te_laat": 0, "vandaag": 1, "week": 8}


def lees_filter(velden: dict[str, str]) -> tuple[Meldingfilter, dict[str, str]]:
    """Read the filters; what is wrong is left out and named beside its field."""
    keuzes: dict[str, set[str]] = {
        "taal": set(TALEN),
        "kanaal": {*Kanaal},
        "grond": set(GRONDEN),
        "status": {*Status},
        "termijn": set(TERMIJNEN),
    }
    goed = {naam: velden.get(naam) or None for naam in keuzes}
    fouten = {n: _("Kies iets uit de lijst.") for n, w in goed.items() if w and w not in keuzes[n]}
    goed = {naam: None if naam in fouten else waarde for naam, waarde in goed.items()}
    try:
        nacht = date.fromisoformat(velden["nacht"]) if velden.get("nacht") else None
    except ValueError:
        nacht, fouten["nacht"] = None, _("Schrijf de dag als 2026-11-21.")
    filter_ = Meldingfilter(
        status=Status(goed["status"]) if goed["status"] else None,
        zaak=velden.get("zaak") or None,
        nacht=nacht,
        taal=goed["taal"],
        kanaal=goed["kanaal"],
        grond=goed["grond"],
        contact_tot=_contact_tot(goed["termijn"]),
        bij=_bij_mij() if velden.get("mij") else (),
        na=lees_sleutel(velden.get("na", "")),
    )
    return filter_, fouten


def _contact_tot(termijn: str | None) -> datetime | None:
    nu = huis().klok()
    if termijn is None:
        return None
    return nu if termijn == "te_laat" else dagbegin(lokaal(nu).date() + timedelta(days=_DAGEN[termijn]))


def _bij_mij() -> tuple[str, ...]:
    """Give whose meldingen are mine now: my own, and those of whom I stand in for."""
    mij = current_user.naam
    if current_user.rol is not Gebruikersrol.ONTHAAL:
        return (mij,)
    dag = lokaal(huis().klok()).date()
    return (mij, *(a.gebruiker for a in huis().bureau.opvolging.afwezigen(dag) if a.vervanger == mij))


def lees_sleutel(tekst: str) -> tuple[datetime, UUID] | None:
    """Read the key of the last row seen, moment~id; None where it is none."""
    moment, _streep, id_ = tekst.partition("~")
    try:
        sleutel = datetime.fromisoformat(moment), UUID(id_)
    except ValueError:
        return None
    return sleutel if sleutel[0].tzinfo else None
