"""The venues' logs as the police type them, and per night and reason what they say beside what meldingen tell."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nachtleven.bestanden.velden import Veldfout
from nachtleven.fouten import NietGevonden
from nachtleven.lezen.lezing import Feit
from nachtleven.meldingen import NIET_GETELD
from nachtleven.nacht import nacht_van, nachtgrenzen
from nachtleven.opslag import bewijsrijen, registers
from nachtleven.opslag.incidenten import nummer_van
from nachtleven.opslag.meldingregels import zaaknamen
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.registertabellen import IncidentRij, InvoerRij
from nachtleven.opslag.tabellen import MeldingFeitRij, MeldingRij
from nachtleven.register.logboek import IncidentSoort
from nachtleven.toezicht.bevindingen import BewijsSoort
from nachtleven.web.toezichttonen import Logboeklijn, Logtelling, NieuweLoglijn

BRON = "politie"
_SOORT = BewijsSoort.INCIDENT.value


class Zaaklogboek:
    """Writes and counts the lines of the venues' logs."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def schrijf(self, lijn: NieuweLoglijn, moment: datetime) -> bool:
        """Keep a line that the police type, verified, written now; False where it was there already.

        Raises:
            NietGevonden: the register holds no such venue.
        """
        with self._opslag.schrijven() as sessie:
            if lijn.zaak_id not in registers.zaken(sessie, [lijn.zaak_id]):
                raise NietGevonden("zaak", lijn.zaak_id)
            if sessie.get(IncidentRij, lijn.id) is not None:
                return False
            sleutel, gewikkeld = self._opslag.kluis.nieuwe_sleutel("incidenten", lijn.id)
            sessie.add(
                IncidentRij(
                    id=lijn.id,
                    nummer=nummer_van(lijn.id),
                    zaak_id=lijn.zaak_id,
                    van=lijn.van,
                    tot=lijn.tot,
                    soort=lijn.soort,
                    reden=lijn.reden,
                    aantal=lijn.aantal,
                    kaartnummer=lijn.kaartnummer,
                    sleutel=gewikkeld,
                    tekst_geheim=sleutel.versleutel("tekst", lijn.tekst) if lijn.tekst else None,
                    gelogd=moment,
                    geverifieerd=True,
                    bron=BRON,
                    bekend_van=moment,
                )
            )
        return True

    def lijnen(self, zaak_id: str, nacht: date) -> tuple[str, list[Logboeklijn]] | None:
        """Give the venue's name and the lines of its log that begin in that night; None: it never was a venue."""
        van, tot = nachtgrenzen(nacht)
        r = IncidentRij
        vraag = select(r).where(r.zaak_id == zaak_id, r.bekend_tot.is_(None), r.van >= van, r.van < tot)
        with self._opslag.lezen() as sessie:
            naam = zaaknamen(sessie, {zaak_id}).get(zaak_id)
            rijen = sessie.scalars(vraag.order_by(r.van, r.nummer)).all()
            return None if naam is None else (naam, [_lijn(sessie, rij) for rij in rijen])

    def corrigeer(self, nummer: str, waarden: Mapping[str, str], waarom: str, wie: tuple[str, datetime]) -> None:
        """Correct a line as a new version; `wie`: who and when. When it was written stays as it was.

        Raises:
            NietGevonden: there is no such line.
            Veldfout: a value can't be read, or nothing was changed.
        """
        door, moment = wie
        with self._opslag.schrijven() as sessie:
            rij = bewijsrijen.vind(sessie, _SOORT, nummer)
            if rij is None:
                raise NietGevonden("loglijn", nummer)
            anders = bewijsrijen.lees_correctie(_SOORT, rij, waarden)
            if not anders:
                raise Veldfout("er is niets anders dan wat er staat")
            correctie = bewijsrijen.Correctie(anders, door, moment, waarom)
            bewijsrijen.corrigeer(sessie, self._opslag, _SOORT, rij, correctie)

    def tellingen(self, eerste: date, laatste: date, *, met_meldingen: bool) -> list[Logtelling]:
        """Give the counts of the nights from the first to the last, both inclusive, newest first, by venue.

        A line without a number counts as one refusal; only verified refusals count.
        """
        with self._opslag.lezen() as sessie:
            log = _gelogd(sessie, eerste, laatste)
            verteld = _verteld(sessie, eerste, laatste) if met_meldingen else Counter()
            sleutels = sorted({*log, *verteld}, key=lambda s: (-s[0].toordinal(), s[1]))
            namen = zaaknamen(sessie, {zaak for _, zaak in sleutels})
        return [
            Logtelling(
                nacht=nacht,
                zaak_id=zaak,
                zaak=namen.get(zaak, zaak),
                redenen=tuple(sorted(log[nacht, zaak].items())),
                geweigerd=log[nacht, zaak].total(),
                meldingen=verteld[nacht, zaak] if met_meldingen else None,
            )
            for nacht, zaak in sleutels
        ]


def _lijn(sessie: Session, rij: IncidentRij) -> Logboeklijn:
    i = InvoerRij
    vraag = select(i.moment, i.door, i.bestand).join(IncidentRij, IncidentRij.invoer_id == i.id)
    vraag = vraag.where(IncidentRij.nummer == rij.nummer, i.soort == "correctie").order_by(i.moment.desc())
    return Logboeklijn(
        nummer=rij.nummer,
        geverifieerd=rij.geverifieerd,
        kolommen=bewijsrijen.kolommen(_SOORT, rij),
        velden=bewijsrijen.te_corrigeren(_SOORT, rij),
        bekend_van=rij.bekend_van,
        correcties=tuple((moment, door, tekst.partition(": ")[2]) for moment, door, tekst in sessie.execute(vraag)),
    )


def _gelogd(sessie: Session, eerste: date, laatste: date) -> dict[tuple[date, str], Counter[str]]:
    van, tot = nachtgrenzen(eerste)[0], nachtgrenzen(laatste)[1]
    r = IncidentRij
    vraag = select(r.van, r.zaak_id, r.reden, r.aantal).where(
        r.bekend_tot.is_(None), r.geverifieerd, r.soort == IncidentSoort.WEIGERING.value, r.van >= van, r.van < tot
    )
    geteld: dict[tuple[date, str], Counter[str]] = defaultdict(Counter)
    for moment, zaak, reden, aantal in sessie.execute(vraag.where(r.zaak_id.is_not(None))):
        geteld[nacht_van(moment), zaak or ""][reden] += aantal or 1
    return geteld


def _verteld(sessie: Session, eerste: date, laatste: date) -> Counter[tuple[date, str]]:
    m = MeldingRij
    vraag = select(m.nacht, m.zaak_id, func.count()).join(MeldingFeitRij, MeldingFeitRij.melding_id == m.id)
    vraag = vraag.where(MeldingFeitRij.feit == Feit.GEWEIGERD.value, m.zaak_id.is_not(None), m.nacht_bekend)
    vraag = vraag.where(m.nacht >= eerste, m.nacht <= laatste, m.status.not_in([s.value for s in NIET_GETELD]))
    rijen = sessie.execute(vraag.where(m.samengevoegd_met.is_(None)).group_by(m.nacht, m.zaak_id))
    return Counter({(nacht, zaak or ""): aantal for nacht, zaak, aantal in rijen})
