"""Queries of the oversight: every row that touches a period, as the registers hold them now."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.meldingen import NIET_GETELD
from nachtleven.opslag import registers
from nachtleven.opslag.registertabellen import ControleRij, IncidentRij, InzetRij, KaartRij
from nachtleven.opslag.tabellen import MeldingFeitRij, MeldingKaartRij, MeldingRij
from nachtleven.register.portiers import Inzet
from nachtleven.toezicht.gegevens import Feitmelding, Gegevens, Periode

_RUIM = timedelta(days=2)
_DEUR = frozenset({"geweigerd", "fouillering", "geen_kaart"})


def gegevens(sessie: Session, periode: Periode) -> Gegevens:
    """Give all that a period is judged on, with the rows of just before and after that touch it."""
    van, tot = periode.van - _RUIM, periode.tot + _RUIM
    inzetten = [
        Inzet(r.kaartnummer, r.zaak_id, r.van, r.tot)
        for r in sessie.scalars(
            select(InzetRij)
            .where(InzetRij.bekend_tot.is_(None), InzetRij.van >= van, InzetRij.van < tot)
            .order_by(InzetRij.van, InzetRij.id)
        )
    ]
    incidenten = sessie.scalars(
        select(IncidentRij)
        .where(IncidentRij.bekend_tot.is_(None), IncidentRij.zaak_id.is_not(None))
        .where(IncidentRij.van >= van, IncidentRij.van < tot)
        .order_by(IncidentRij.van, IncidentRij.nummer)
    )
    controles = sessie.scalars(
        select(ControleRij)
        .where(ControleRij.bekend_tot.is_(None), ControleRij.tijdstip >= van, ControleRij.tijdstip < tot)
        .order_by(ControleRij.tijdstip, ControleRij.id)
    )
    sleutels = sessie.scalars(select(KaartRij.kaart_sleutel).where(KaartRij.bekend_tot.is_(None))).all()
    return Gegevens(
        zaken=registers.zaken(sessie),
        kaarten=registers.kaarten(sessie, sleutels) if sleutels else {},
        inzetten=inzetten,
        incidenten=[registers.incident_van(rij) for rij in incidenten],
        controles=[registers.controle_van(rij) for rij in controles],
        meldingen=_feitmeldingen(sessie, Periode(van, tot)),
    )


def _feitmeldingen(sessie: Session, periode: Periode) -> list[Feitmelding]:
    rijen = sessie.scalars(
        select(MeldingRij)
        .where(MeldingRij.zaak_id.is_not(None), MeldingRij.tijdstip.is_not(None))
        .where(MeldingRij.tijdstip >= periode.van, MeldingRij.tijdstip < periode.tot)
        .where(MeldingRij.status.not_in([status.value for status in NIET_GETELD]))
        .order_by(MeldingRij.tijdstip, MeldingRij.kenmerk)
    ).all()
    feiten: dict[object, set[str]] = {}
    for melding_id, feit in sessie.execute(
        select(MeldingFeitRij.melding_id, MeldingFeitRij.feit)
        .join(MeldingRij, MeldingRij.id == MeldingFeitRij.melding_id)
        .where(MeldingRij.tijdstip >= periode.van, MeldingRij.tijdstip < periode.tot)
    ):
        feiten.setdefault(melding_id, set()).add(feit)
    met_kaart = set(sessie.scalars(select(MeldingKaartRij.melding_id).where(MeldingKaartRij.bron == "tekst")))
    return [
        Feitmelding(
            kenmerk=rij.kenmerk,
            zaak_id=rij.zaak_id or "",
            van=rij.tijdstip_van or rij.tijdstip or rij.ontvangen,
            tot=rij.tijdstip_tot or rij.tijdstip or rij.ontvangen,
            ontvangen=rij.ontvangen,
            feiten=frozenset(feiten.get(rij.id, set())),
            portier_genoemd=rij.id in met_kaart or bool(feiten.get(rij.id, set()) & _DEUR),
        )
        for rij in rijen
    ]
