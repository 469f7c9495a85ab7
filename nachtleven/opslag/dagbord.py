"""What the day's list shows, by role: what is lost first stands first, at most ten of each."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, not_, select
from sqlalchemy.orm import Session

from nachtleven.dossiers.waarden import STUK_WACHT, Dossierstaat, Maatregelstaat, Stuksoort, Stukstaat
from nachtleven.gesprek import Aandacht
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.meldingen import Status
from nachtleven.nacht import lokaal, middag
from nachtleven.opslag import alarmen
from nachtleven.opslag.afwezig import afwezigen
from nachtleven.opslag.berichten import PERSOON
from nachtleven.opslag.bevindingen import VOOR_POLITIE
from nachtleven.opslag.diensttabellen import OproepRij
from nachtleven.opslag.dossiertabellen import DossierMeldingRij, DossierRij, DossierstukRij, MaatregelRij
from nachtleven.opslag.losseberichten import tel_losse, wacht_op_mens
from nachtleven.opslag.maatregelen import maatregelen
from nachtleven.opslag.meldingregels import WACHT_OP_CONTACT, regels, zaaknamen, zichtbaar
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MeldingKandidaatRij, MeldingRij, UitpostRij
from nachtleven.opslag.toezichttabellen import BevindingRij
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.toezicht.opvolging import BevindingStaat
from nachtleven.web.maatregelwaarden import Maatregelregel, Stuktaak
from nachtleven.web.tonen import MeldingRegel, Uitblijver, Vandaag

_OPEN = (*WACHT_OP_CONTACT, Status.IN_ONDERZOEK.value, Status.DOORVERWEZEN.value)
_BEWAKERS = (Gebruikersrol.ONTHAAL, Gebruikersrol.BEHEER)
_AFSPRAKERS = (Gebruikersrol.ONTHAAL, Gebruikersrol.ECONOMIE, Gebruikersrol.PREVENTIE)
_PER_LIJST = 10
_WEEK, _BIJNA = 7, 2
_DODE_POST = ("mislukt", "dood")


def maak_dag(sessie: Session, rol: Gebruikersrol, moment: datetime) -> Vandaag:
    """Give what needs this role now."""
    dag = _Dag(sessie, rol, moment)
    begin = middag(lokaal(moment).date() - timedelta(days=1))
    onthaal, wacht = rol is Gebruikersrol.ONTHAAL, dag.wacht_op_contact()
    return Vandaag(
        spoed=dag.lijst(MeldingRij.ontvangen, *wacht, MeldingRij.spoed.is_(True)) if onthaal else (),
        aandacht=dag.lijst(MeldingRij.ontvangen, *dag.aandacht()) if onthaal else (),
        contact=dag.lijst(MeldingRij.contact_voor, *wacht, MeldingRij.spoed.is_(False)) if onthaal else (),
        beelden=dag.lijst(MeldingRij.beelden_voor, *dag.beelden()) if onthaal else (),
        stukken=dag.stukken() if onthaal else (),
        twijfel=dag.lijst(MeldingRij.ontvangen.desc(), *dag.twijfel()) if onthaal else (),
        verwezen=dag.verwezen() if rol is Gebruikersrol.POLITIE else (),
        afspraken=dag.afspraken() if rol in _AFSPRAKERS else (),
        uitblijvers=dag.uitblijvers() if rol in _BEWAKERS else (),
        alarmen=alarmen.openstaande(sessie) if rol in _BEWAKERS else (),
        afwezigen=afwezigen(sessie, lokaal(moment).date()) if onthaal else (),
        contact_totaal=dag.tel(MeldingRij, *wacht, MeldingRij.spoed.is_(False)) if onthaal else 0,
        aandacht_totaal=dag.tel(MeldingRij, *dag.aandacht()) if onthaal else 0,
        losse=tel_losse(sessie) if onthaal else 0,
        losse_spoed=onthaal and dag.heeft_losse_spoed(),
        bevindingen=dag.tel(BevindingRij, *dag.bevindingen()) if rol is Gebruikersrol.POLITIE else 0,
        bevindingen_tegen=dag.tel(BevindingRij, *dag.met_termijn()) if rol is Gebruikersrol.POLITIE else 0,
        signalen=dag.tel(BevindingRij, *dag.signalen()) if onthaal else 0,
        laatste_bericht=sessie.scalar(select(func.max(BerichtRij.ontvangen))),
        berichten_nacht=dag.tel(BerichtRij, BerichtRij.ontvangen >= begin),
        meldingen_nacht=dag.tel(MeldingRij, MeldingRij.ontvangen >= begin),
    )


class _Dag:
    """The lists of Vandaag."""

    def __init__(self, sessie: Session, rol: Gebruikersrol, moment: datetime) -> None:
        self._sessie, self._rol, self._moment = sessie, rol, moment

    def wacht_op_contact(self) -> tuple[ColumnElement[bool], ...]:
        """Give the conditions of a melding whose sender nobody spoke to."""
        return MeldingRij.status.in_(WACHT_OP_CONTACT), MeldingRij.gecontacteerd.is_(None)

    def aandacht(self) -> tuple[ColumnElement[bool], ...]:
        """Give the conditions of a melding marked for a person; an urgent one that waits for contact stands above."""
        al = and_(*self.wacht_op_contact(), MeldingRij.spoed.is_(True), MeldingRij.aandacht == Aandacht.SPOED.value)
        return MeldingRij.aandacht.is_not(None), MeldingRij.status != Status.GEWIST.value, not_(al)

    def heeft_losse_spoed(self) -> bool:
        """Tell whether an urgent message that belongs to no melding waits."""
        dringend = BerichtRij.aandacht.contains(Aandacht.SPOED.value)
        return self._sessie.scalar(select(BerichtRij.id).where(*wacht_op_mens(), dringend).limit(1)) is not None

    def beelden(self) -> tuple[ColumnElement[bool], ...]:
        """Give the conditions of a melding whose footage lapses soon and is still there."""
        loopt = MeldingRij.beelden_alarm <= self._moment, MeldingRij.beelden_voor > self._moment
        in_dossier = select(DossierMeldingRij.melding_id)
        return (
            MeldingRij.status.in_(_OPEN),
            MeldingRij.zaak_id.is_not(None),
            MeldingRij.id.not_in(in_dossier),
            *loopt,
        )

    def stukken(self) -> tuple[Stuktaak, ...]:
        """Give the evidence of open dossiers that is due, by its term; footage that is past it may still be there."""
        vraag = (
            select(DossierstukRij, DossierRij)
            .join(DossierRij, DossierRij.id == DossierstukRij.dossier_id)
            .where(DossierRij.staat == Dossierstaat.OPEN.value, DossierstukRij.alarm <= self._moment)
            .where(DossierstukRij.staat.in_([staat.value for staat in STUK_WACHT]))
            .order_by(DossierstukRij.termijn)
            .limit(_PER_LIJST)
        )
        rijen = self._sessie.execute(vraag).all()
        namen = zaaknamen(self._sessie, {d.zaak_id for _, d in rijen if d.zaak_id})
        return tuple(
            Stuktaak(
                d.kenmerk, Stuksoort(s.soort), Stukstaat(s.staat), s.termijn or self._moment,
                namen.get(d.zaak_id, d.zaak_id) if d.zaak_id else None, d.nacht,
            )
            for s, d in rijen
        )  # fmt: skip

    def afspraken(self) -> tuple[Maatregelregel, ...]:
        """Give the agreements whose term is near or past and that nobody looked at."""
        tot: date = lokaal(self._moment).date() + timedelta(days=_WEEK)
        waar = MaatregelRij.staat == Maatregelstaat.LOPEND.value, MaatregelRij.termijn <= tot
        gevonden = maatregelen(self._sessie, *waar)
        return tuple(sorted(gevonden, key=lambda m: (m.termijn or tot, m.gemaakt))[:_PER_LIJST])

    def twijfel(self) -> tuple[ColumnElement[bool], ...]:
        """Give the conditions of a melding that needs a person to choose the venue."""
        heeft = MeldingRij.id.in_(select(MeldingKandidaatRij.melding_id))
        return MeldingRij.status.in_(_OPEN), MeldingRij.zaak_id.is_(None), heeft

    def bevindingen(self) -> tuple[ColumnElement[bool], ...]:
        """Give the conditions of a finding that the police may see and nobody looked at."""
        return VOOR_POLITIE, BevindingRij.ingetrokken.is_(None), BevindingRij.staat == BevindingStaat.OPEN.value

    def met_termijn(self) -> tuple[ColumnElement[bool], ...]:
        """Give the conditions of a finding in hand whose term is near or past."""
        tot = lokaal(self._moment).date() + timedelta(days=_BIJNA)
        in_hand = BevindingRij.staat.in_((BevindingStaat.OPEN.value, BevindingStaat.NAGEKEKEN.value))
        return VOOR_POLITIE, BevindingRij.ingetrokken.is_(None), in_hand, BevindingRij.tegen <= tot

    def signalen(self) -> tuple[ColumnElement[bool], ...]:
        """Give the conditions of what a melder told of a duty and onthaal did not release."""
        wacht = BevindingRij.melding.is_not(None), BevindingRij.vrijgegeven.is_(None)
        return *wacht, BevindingRij.ingetrokken.is_(None)

    def lijst(self, volgorde: object, *voorwaarden: ColumnElement[bool]) -> tuple[MeldingRegel, ...]:
        """Give the first of a list."""
        vraag = select(MeldingRij).where(*voorwaarden).order_by(volgorde).limit(_PER_LIJST)  # type: ignore[arg-type]  # a column or its descending order
        return tuple(regels(self._sessie, self._sessie.scalars(vraag).all(), self._rol))

    def verwezen(self) -> tuple[MeldingRegel, ...]:
        """Give what was referred to the police and is still open."""
        return self.lijst(
            MeldingRij.ontvangen.desc(), *zichtbaar(self._rol), MeldingRij.status == Status.DOORVERWEZEN.value
        )

    def tel(self, tabel: type[MeldingRij | BerichtRij | BevindingRij], *voorwaarden: ColumnElement[bool]) -> int:
        """Count rows."""
        return self._sessie.scalar(select(func.count()).select_from(tabel).where(*voorwaarden)) or 0

    def uitblijvers(self) -> tuple[Uitblijver, ...]:
        """Give the messages nobody understood and the answers that did not arrive, newest first."""
        onbegrepen = select(BerichtRij).where(BerichtRij.staat == PERSOON).order_by(BerichtRij.ontvangen.desc())
        gevonden = []
        if self._rol is not Gebruikersrol.ONTHAAL:  # they have the list of those messages
            wat = "een bericht dat niet gelezen kon worden"
            gevonden = [Uitblijver(wat, b.ontvangen, None) for b in self._sessie.scalars(onbegrepen.limit(_PER_LIJST))]
        post = (
            select(UitpostRij.bijgewerkt, MeldingRij.kenmerk)
            .join(AntwoordRij, AntwoordRij.id == UitpostRij.antwoord_id)
            .outerjoin(BerichtRij, BerichtRij.id == AntwoordRij.bericht_id)
            .outerjoin(MeldingRij, MeldingRij.id == func.coalesce(AntwoordRij.melding_id, BerichtRij.melding_id))
            .where(UitpostRij.staat.in_(_DODE_POST))
            .order_by(UitpostRij.bijgewerkt.desc())
            .limit(_PER_LIJST)
        )
        for moment, kenmerk in self._sessie.execute(post):
            gevonden.append(Uitblijver("een antwoord kwam niet aan", moment, kenmerk))
        oproepen = select(OproepRij).where(OproepRij.staat.in_(_DODE_POST)).order_by(OproepRij.bijgewerkt.desc())
        for oproep in self._sessie.scalars(oproepen.limit(_PER_LIJST)):
            wat = "een oproep van wie van wacht is kwam niet aan"
            gevonden.append(Uitblijver(wat, oproep.bijgewerkt, lees_kenmerk(oproep.onderwerp)))
        return tuple(gevonden)
