"""What the screens read, by role: the day's work, the inbox, one melding whole, the venues, the archive of reports."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from nachtleven.fouten import SleutelFout
from nachtleven.gesprek import Aandacht
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.meldingen import Status
from nachtleven.nacht import lokaal, middag, nachtgrenzen
from nachtleven.opslag import alarmen, registers
from nachtleven.opslag.brieven import rem_van, wens_van
from nachtleven.opslag.diensttabellen import OproepRij
from nachtleven.opslag.meldingregels import bladzijde, kandidaat_ids, regels, zaaknamen, zichtbaar
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import KaartRij, ZaakRij
from nachtleven.opslag.tabellen import (
    AntwoordRij,
    BerichtRij,
    MeldingKaartRij,
    MeldingKandidaatRij,
    MeldingRij,
    RapportRij,
    UitpostRij,
    VerloopRij,
)
from nachtleven.register.portiers import sleutel_kaartnummer
from nachtleven.register.zaken import Zaak
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.tonen import (
    BerichtTekst,
    Bladzijde,
    DienstRegel,
    Keuzezaak,
    LogRegel,
    MeldingBlad,
    Meldingfilter,
    MeldingRegel,
    RapportRegel,
    Stukje,
    Uitblijver,
    Uitleg,
    Vandaag,
    VerloopRegel,
)
from nachtleven.web.uitleg import Kennis, leg_uit

_WACHT_OP_CONTACT = tuple(s.value for s in (Status.NIEUW, Status.VRAAG_GESTELD, Status.TE_CONTACTEREN))
_OPEN = (*_WACHT_OP_CONTACT, Status.IN_ONDERZOEK.value, Status.DOORVERWEZEN.value)
_BEWAKERS = (Gebruikersrol.ONTHAAL, Gebruikersrol.BEHEER)
_PER_LIJST = 10
_LINKS_IN_LIJST = 500
_DODE_POST = ("mislukt", "dood")
_STAND = {"wacht": "wacht", "bezig": "wordt verstuurd", "verstuurd": "verstuurd", "bezorgd": "aangekomen"}


class Schermbron:
    """Reads what the screens show; each question is a transaction of its own."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def vandaag(self, rol: Gebruikersrol, moment: datetime) -> Vandaag:
        """Give what needs this role now: at most ten of each, what is lost first standing first."""
        with self._opslag.lezen() as sessie:
            dag = _Dag(sessie, rol, moment)
            begin = middag(lokaal(moment).date() - timedelta(days=1))
            onthaal, wacht = rol is Gebruikersrol.ONTHAAL, dag.wacht_op_contact()
            return Vandaag(
                spoed=dag.lijst(MeldingRij.ontvangen, *wacht, MeldingRij.spoed.is_(True)) if onthaal else (),
                contact=dag.lijst(MeldingRij.contact_voor, *wacht, MeldingRij.spoed.is_(False)) if onthaal else (),
                beelden=dag.lijst(MeldingRij.beelden_voor, *dag.beelden()) if onthaal else (),
                twijfel=dag.lijst(MeldingRij.ontvangen.desc(), *dag.twijfel()) if onthaal else (),
                verwezen=dag.verwezen() if rol is Gebruikersrol.POLITIE else (),
                uitblijvers=dag.uitblijvers() if rol in _BEWAKERS else (),
                alarmen=alarmen.openstaande(sessie) if rol in _BEWAKERS else (),
                contact_totaal=dag.tel(MeldingRij, *wacht, MeldingRij.spoed.is_(False)) if onthaal else 0,
                laatste_bericht=sessie.scalar(select(func.max(BerichtRij.ontvangen))),
                berichten_nacht=dag.tel(BerichtRij, BerichtRij.ontvangen >= begin),
                meldingen_nacht=dag.tel(MeldingRij, MeldingRij.ontvangen >= begin),
            )

    def meldingen(self, rol: Gebruikersrol, filter_: Meldingfilter, hoogstens: int) -> Bladzijde:
        """Give a page of meldingen, newest first."""
        with self._opslag.lezen() as sessie:
            return bladzijde(sessie, rol, filter_, hoogstens)

    def melding(self, kenmerk: str, rol: Gebruikersrol) -> MeldingBlad | None:
        """Give one melding as this role sees it; the words of a person for onthaal, the doormen for the police."""
        with self._opslag.lezen() as sessie:
            rij = sessie.scalar(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk, *zichtbaar(rol)))
            return _Blad(sessie, self._opslag, rij, rol).maak() if rij else None

    def zaken(self) -> list[Keuzezaak]:
        """Give the venues that meldingen are about or may be about, by name."""
        with self._opslag.lezen() as sessie:
            genoemd = select(MeldingRij.zaak_id).where(MeldingRij.zaak_id.is_not(None)).distinct()
            mogelijk = select(MeldingKandidaatRij.zaak_id).distinct()
            vraag = select(ZaakRij).where(ZaakRij.bekend_tot.is_(None))
            vraag = vraag.where(or_(ZaakRij.zaak_id.in_(genoemd), ZaakRij.zaak_id.in_(mogelijk)))
            gevonden = sessie.scalars(vraag.order_by(ZaakRij.naam).limit(_LINKS_IN_LIJST))
            return [_keuze(registers.zaak_van(rij)) for rij in gevonden]

    def zoek_zaken(self, woord: str, hoogstens: int) -> list[Keuzezaak]:
        """Give the venues whose name, alias or street holds this word, by name; capitals don't matter."""
        past = [kolom.icontains(woord, autoescape=True) for kolom in (ZaakRij.naam, ZaakRij.aliassen, ZaakRij.straat)]
        with self._opslag.lezen() as sessie:
            vraag = select(ZaakRij).where(ZaakRij.bekend_tot.is_(None), or_(*past)).order_by(ZaakRij.naam)
            return [_keuze(registers.zaak_van(rij)) for rij in sessie.scalars(vraag.limit(hoogstens))]

    def rapporten(self) -> list[RapportRegel]:
        """Give the built reports, newest first."""
        with self._opslag.lezen() as sessie:
            vraag = select(RapportRij).order_by(RapportRij.gemaakt.desc(), RapportRij.periode.desc()).limit(200)
            return [_rapport(rij) for rij in sessie.scalars(vraag)]

    def rapport(self, id_: UUID) -> RapportRegel | None:
        """Give one built report."""
        with self._opslag.lezen() as sessie:
            rij = sessie.get(RapportRij, id_)
            return _rapport(rij) if rij else None


def _rapport(rij: RapportRij) -> RapportRegel:
    return RapportRegel(
        rij.id, rij.soort, rij.periode, rij.versie, rij.uitgave, rij.gemaakt, voorlopig=rij.voorlopig, map=rij.map
    )


def _keuze(zaak: Zaak) -> Keuzezaak:
    return Keuzezaak(zaak.zaak_id, zaak.naam, f"{zaak.straat} {zaak.huisnummer}".strip(), portier=zaak.portier)


class _Dag:
    """The lists of Vandaag."""

    def __init__(self, sessie: Session, rol: Gebruikersrol, moment: datetime) -> None:
        self._sessie, self._rol, self._moment = sessie, rol, moment

    def wacht_op_contact(self) -> tuple[ColumnElement[bool], ...]:
        """Give the conditions of a melding whose sender nobody spoke to."""
        return MeldingRij.status.in_(_WACHT_OP_CONTACT), MeldingRij.gecontacteerd.is_(None)

    def beelden(self) -> tuple[ColumnElement[bool], ...]:
        """Give the conditions of a melding whose footage lapses soon and is still there."""
        loopt = MeldingRij.beelden_alarm <= self._moment, MeldingRij.beelden_voor > self._moment
        return MeldingRij.status.in_(_OPEN), MeldingRij.zaak_id.is_not(None), *loopt

    def twijfel(self) -> tuple[ColumnElement[bool], ...]:
        """Give the conditions of a melding that needs a person to choose the venue."""
        heeft = MeldingRij.id.in_(select(MeldingKandidaatRij.melding_id))
        return MeldingRij.status.in_(_OPEN), MeldingRij.zaak_id.is_(None), heeft

    def lijst(self, volgorde: object, *voorwaarden: ColumnElement[bool]) -> tuple[MeldingRegel, ...]:
        """Give the first of a list."""
        vraag = select(MeldingRij).where(*voorwaarden).order_by(volgorde).limit(_PER_LIJST)  # type: ignore[arg-type]  # a column or its descending order
        return tuple(regels(self._sessie, self._sessie.scalars(vraag).all(), self._rol))

    def verwezen(self) -> tuple[MeldingRegel, ...]:
        """Give what was referred to the police and is still open."""
        return self.lijst(
            MeldingRij.ontvangen.desc(), *zichtbaar(self._rol), MeldingRij.status == Status.DOORVERWEZEN.value
        )

    def tel(self, tabel: type[MeldingRij | BerichtRij], *voorwaarden: ColumnElement[bool]) -> int:
        """Count rows."""
        return self._sessie.scalar(select(func.count()).select_from(tabel).where(*voorwaarden)) or 0

    def uitblijvers(self) -> tuple[Uitblijver, ...]:
        """Give the messages nobody understood and the answers that did not arrive, newest first."""
        onbegrepen = select(BerichtRij).where(BerichtRij.staat == "persoon").order_by(BerichtRij.ontvangen.desc())
        gevonden = [
            Uitblijver("een bericht dat niet gelezen kon worden", b.ontvangen, None)
            for b in self._sessie.scalars(onbegrepen.limit(_PER_LIJST))
        ]
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
        return (*self._na_sluiting(), *gevonden)

    def _na_sluiting(self) -> tuple[Uitblijver, ...]:
        """Give the closed meldingen whose sender wrote again and nobody did anything since, by their last text."""
        if self._rol is not Gebruikersrol.ONTHAAL:
            return ()
        vraag = (
            select(MeldingRij.kenmerk, func.max(BerichtRij.ontvangen))
            .join(BerichtRij, BerichtRij.melding_id == MeldingRij.id)
            .where(MeldingRij.aandacht.contains(Aandacht.GESLOTEN.value))
            .group_by(MeldingRij.kenmerk)
            .order_by(func.max(BerichtRij.ontvangen))
            .limit(_PER_LIJST)
        )
        wat = "een nieuw bericht bij een afgesloten melding"
        return tuple(Uitblijver(wat, moment, kenmerk) for kenmerk, moment in self._sessie.execute(vraag))


class _Blad:
    """One melding's page, for one role."""

    def __init__(self, sessie: Session, opslag: Opslag, rij: MeldingRij, rol: Gebruikersrol) -> None:
        self._sessie, self._opslag, self._rij, self._rol = sessie, opslag, rij, rol
        self._regel = regels(sessie, [rij], rol)[0]

    def maak(self) -> MeldingBlad:
        """Put the page together."""
        gesprek, uitleg = self._gesprek() if self._rol is Gebruikersrol.ONTHAAL else ((), ())
        met_uur = self._rol is not Gebruikersrol.POLITIE
        return MeldingBlad(
            regel=self._regel,
            versie=self._rij.versie,
            tijdstip_van=self._rij.tijdstip_van if met_uur else None,
            tijdstip_tot=self._rij.tijdstip_tot if met_uur else None,
            kandidaten=self._kandidaten(),
            gesprek=gesprek,
            uitleg=uitleg,
            diensten=None if met_uur else self._diensten(),
            logboek=self._logboek(),
            verloop=self._verloop(),
            andere=self._andere() if met_uur else (),
            contactwens=wens_van(self._sessie, self._rij) if self._rol is Gebruikersrol.ONTHAAL else None,
            schrijfrem=rem_van(self._sessie, self._opslag, self._rij) if self._rol is Gebruikersrol.ONTHAAL else None,
        )

    def _kandidaten(self) -> tuple[Keuzezaak, ...]:
        ids = kandidaat_ids(self._sessie, [self._rij.id]).get(self._rij.id, [])
        if self._rij.zaak_id and self._rij.zaak_id not in ids:
            ids = [self._rij.zaak_id, *ids]
        zaken = registers.zaken(self._sessie, ids)
        return tuple(_keuze(zaken[id_]) for id_ in ids if id_ in zaken)

    def _gesprek(self) -> tuple[tuple[BerichtTekst, ...], tuple[Uitleg, ...]]:
        vraag = select(BerichtRij).where(BerichtRij.melding_id == self._rij.id).order_by(BerichtRij.ontvangen)
        teksten: list[BerichtTekst] = []
        uitleg: list[Uitleg] = []
        for bericht in self._sessie.scalars(vraag):
            try:
                stukjes, rijen = self._open(bericht, len(uitleg) + 1)
            except SleutelFout:
                stukjes, rijen = None, []
            uitleg += rijen
            teksten.append(BerichtTekst(bericht.ontvangen, True, bericht.taal, stukjes, ""))  # noqa: FBT003 - the sender wrote it
        teksten += self._antwoorden()
        return tuple(sorted(teksten, key=lambda t: (t.moment, not t.van_melder))), tuple(uitleg)

    def _open(self, bericht: BerichtRij, eerste: int) -> tuple[tuple[Stukje, ...], list[Uitleg]]:
        sleutel = self._opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
        tekst = sleutel.ontsleutel("tekst", bericht.tekst_geheim or b"")
        if bericht.lezing_geheim is None:
            return (Stukje(tekst, ()),), []
        lezing = json.loads(sleutel.ontsleutel("lezing", bericht.lezing_geheim))
        namen = zaaknamen(self._sessie, {z["zaak_id"] for z in lezing.get("zaken", ())})
        stukjes, rijen = leg_uit(tekst, lezing, eerste, Kennis(namen, self._regel.gronden))
        return tuple(stukjes), rijen

    def _antwoorden(self) -> list[BerichtTekst]:
        vraag = (
            select(AntwoordRij, BerichtRij, UitpostRij.staat)
            .outerjoin(BerichtRij, BerichtRij.id == AntwoordRij.bericht_id)
            .outerjoin(UitpostRij, UitpostRij.antwoord_id == AntwoordRij.id)
            .where(or_(BerichtRij.melding_id == self._rij.id, AntwoordRij.melding_id == self._rij.id))
            .where(AntwoordRij.tekst_geheim.is_not(None))
        )
        gevonden = []
        for antwoord, bericht, staat in self._sessie.execute(vraag):
            eigenaar, tabel = (bericht, "berichten") if bericht is not None else (self._rij, "meldingen")
            try:
                sleutel = self._opslag.kluis.open_sleutel(eigenaar.sleutel, tabel, eigenaar.id)
                tekst = sleutel.ontsleutel(f"antwoord {antwoord.id}", antwoord.tekst_geheim or b"")
                stukjes: tuple[Stukje, ...] | None = (Stukje(tekst, ()),)
            except SleutelFout:
                stukjes = None
            stand = "automatisch" if bericht is not None else "van onthaal"
            stand += f", {_STAND.get(staat, 'niet aangekomen')}" if staat else ""
            gevonden.append(BerichtTekst(antwoord.gemaakt, False, antwoord.taal, stukjes, stand))  # noqa: FBT003 - ours
        return gevonden

    def _diensten(self) -> tuple[DienstRegel, ...]:
        vraag = select(MeldingKaartRij).where(MeldingKaartRij.melding_id == self._rij.id)
        rijen = self._sessie.scalars(vraag.order_by(MeldingKaartRij.bron, MeldingKaartRij.kaartnummer)).all()
        sleutels = {sleutel_kaartnummer(r.kaartnummer) for r in rijen}
        nu = select(KaartRij).where(KaartRij.kaart_sleutel.in_(sleutels), KaartRij.bekend_tot.is_(None))
        kaarten = {k.kaart_sleutel: k for k in self._sessie.scalars(nu)}
        geheim = registers.registersleutel(self._sessie, self._opslag) if kaarten else None
        gevonden = []
        for rij in rijen:
            kaart = kaarten.get(sleutel_kaartnummer(rij.kaartnummer))
            naam = geheim.ontsleutel(f"{kaart.id}.naam", kaart.naam_geheim) if kaart and geheim else None
            gebreken = tuple(filter(None, rij.gebreken.split(",")))
            werkgever = kaart.werkgever if kaart else ""
            gevonden.append(DienstRegel(rij.kaartnummer, naam, werkgever, rij.van, rij.tot, rij.bron, gebreken))
        return tuple(gevonden)

    def _logboek(self) -> tuple[LogRegel, ...]:
        rij = self._rij
        if rij.zaak_id is None or not rij.nacht_bekend:
            return ()
        van, tot = nachtgrenzen(rij.nacht)
        tijd = self._regel.tijdstip
        return tuple(
            LogRegel(
                i.van, i.tot, i.soort.value, i.reden.value, i.aantal, i.gelogd,
                geverifieerd=i.geverifieerd, naderhand=i.gelogd > rij.ontvangen,
                dekt=tijd is not None and (i.van <= tijd < i.tot or i.van == tijd),
            )
            for i in registers.incidenten(self._sessie, rij.zaak_id, van, tot)
        )  # fmt: skip

    def _verloop(self) -> tuple[VerloopRegel, ...]:
        vraag = select(VerloopRij).where(VerloopRij.melding_id == self._rij.id).order_by(VerloopRij.moment.desc())
        regels_ = [
            VerloopRegel(v.moment, v.door, v.handeling, v.van, v.naar, self._toelichting(v))
            for v in self._sessie.scalars(vraag)
        ]
        return tuple(regels_) if self._rol is not Gebruikersrol.POLITIE else ()

    def _toelichting(self, verloop: VerloopRij) -> str | None:
        if verloop.toelichting_geheim is None or self._rol is not Gebruikersrol.ONTHAAL:
            return None
        try:
            sleutel = self._opslag.kluis.open_sleutel(self._rij.sleutel, "meldingen", self._rij.id)
            return sleutel.ontsleutel(f"verloop {verloop.id}", verloop.toelichting_geheim)
        except SleutelFout:
            return None

    def _andere(self) -> tuple[MeldingRegel, ...]:
        rij = self._rij
        if rij.zaak_id is None or not rij.nacht_bekend:
            return ()
        zelfde = MeldingRij.zaak_id == rij.zaak_id, MeldingRij.nacht == rij.nacht, MeldingRij.id != rij.id
        vraag = select(MeldingRij).where(*zelfde, MeldingRij.nacht_bekend).order_by(MeldingRij.ontvangen).limit(20)
        return tuple(regels(self._sessie, self._sessie.scalars(vraag).all(), self._rol))
