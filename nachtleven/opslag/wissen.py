"""Queries that erase: a melding becomes a tombstone, a message a mark that it was there; their keys are destroyed.

What stays of a melding: kenmerk, status, channel, the dates. What stays of a message: the gateway's own id, so that it
is not taken in again, and when it came. Every table that hangs on a melding with ON DELETE CASCADE is emptied of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, MetaData, Table, case, delete, or_, select, update
from sqlalchemy.orm import Session

from nachtleven.meldingen import Status, ga_over
from nachtleven.nacht import lokaal, nacht_van
from nachtleven.opslag import verteld
from nachtleven.opslag.berichten import GELEZEN, VREEMD
from nachtleven.opslag.dossiertabellen import DossierMeldingRij, DossierregelRij, DossierRij
from nachtleven.opslag.tabellen import AntwoordRij, BerichtRij, MelderRij, MeldingRij, UitpostRij, VerloopRij
from nachtleven.opslag.uitpost import GESTOPT, WACHT

GEEN_MELDER = ""
"""The pseudonym of a message whose sender was unlinked."""

_BLOK = 500
_BERICHT_LEEG = {
    "sleutel": None,
    "van_geheim": None,
    "tekst_geheim": None,
    "bijlagen_geheim": None,
    "lezing_geheim": None,
    "melder": GEEN_MELDER,
    "soort": None,
    "taal": None,
    "wissen_op": None,
    "houder": None,
    "lease_tot": None,
    "staat": case((BerichtRij.staat == VREEMD, VREEMD), else_=GELEZEN),
}
_MELDING_LEEG = (
    *("rol", "taal", "melder", "sleutel", "nummer_geheim", "zaak_id", "zaak_hoe", "tijdstip", "tijdstip_van"),
    *("tijdstip_tot", "vraag", "contact_voor", "beelden_voor", "beelden_alarm", "contactwens", "aandacht"),
)


@dataclass(frozen=True, slots=True)
class Wisbaar:
    """A message that can be erased, with what it is known by at the gateway."""

    id: UUID
    poort: str
    poort_id: str


def zoek_melding(sessie: Session, kenmerk: str) -> MeldingRij | None:
    """Give a melding for change; None: there is none of this kenmerk."""
    return sessie.scalar(select(MeldingRij).where(MeldingRij.kenmerk == kenmerk).with_for_update())


def berichten_van(sessie: Session, melding: UUID) -> list[Wisbaar]:
    """Give the messages of a melding."""
    return _wisbare(sessie, BerichtRij.melding_id == melding)


def losse_berichten(sessie: Session, tot: datetime) -> list[Wisbaar]:
    """Give the messages that belong to no melding and no log line, whose sender wanted them erased before then."""
    los = BerichtRij.melding_id.is_(None) & BerichtRij.incident_id.is_(None)
    return _wisbare(sessie, los & (BerichtRij.wissen_op <= tot))


def _wisbare(sessie: Session, voorwaarde: ColumnElement[bool]) -> list[Wisbaar]:
    vraag = select(BerichtRij.id, BerichtRij.poort, BerichtRij.poort_id).where(voorwaarde).order_by(BerichtRij.id)
    return [Wisbaar(*rij) for rij in sessie.execute(vraag)]


def vervallen(
    sessie: Session, moment: datetime, zonder_verzoek: datetime, *, slot: bool = True
) -> Sequence[MeldingRij]:
    """Give the withdrawn meldingen that are due for erasure and not held; `slot`: to erase them now.

    One that staff withdrew has no moment of its own: it is due when it was closed before `zonder_verzoek`.
    """
    op = or_(
        MeldingRij.wissen_op <= moment,
        MeldingRij.wissen_op.is_(None) & (MeldingRij.gesloten <= zonder_verzoek),
    )
    vraag = select(MeldingRij).where(MeldingRij.status == Status.INGETROKKEN.value, op)
    vraag = vraag.where(MeldingRij.vastgehouden.is_(False)).order_by(MeldingRij.ontvangen)
    return sessie.scalars(vraag.with_for_update() if slot else vraag).all()


def meldingen_van_dossier(sessie: Session, kenmerk: str) -> list[str]:
    """Give the meldingen of a dossier that were not erased, by kenmerk; none where there is no such dossier."""
    vraag = select(MeldingRij.kenmerk).join(DossierMeldingRij, DossierMeldingRij.melding_id == MeldingRij.id)
    vraag = vraag.join(DossierRij, DossierRij.id == DossierMeldingRij.dossier_id).where(DossierRij.kenmerk == kenmerk)
    return list(sessie.scalars(vraag.where(MeldingRij.status != Status.GEWIST.value).order_by(MeldingRij.kenmerk)))


def houd_vast(sessie: Session, kenmerk: str, wie: tuple[str, datetime], *, vast: bool) -> bool:
    """Put a hold on a melding or take it off; False: there is none, or it was erased."""
    rij = zoek_melding(sessie, kenmerk)
    if rij is None or rij.status == Status.GEWIST.value:
        return False
    if rij.vastgehouden != vast:
        door, moment = wie
        rij.vastgehouden = vast
        rij.versie += 1
        _schrijf(sessie, rij.id, (door, "vastgehouden" if vast else "losgelaten", moment), None, None)
    return True


def trek_in(sessie: Session, rij: MeldingRij, door: str, moment: datetime, wissen_op: datetime) -> None:
    """Withdraw a melding, to be erased from that moment on; one that was withdrawn keeps the earlier moment."""
    if rij.status == Status.INGETROKKEN.value:
        rij.wissen_op = min(rij.wissen_op or wissen_op, wissen_op)
        return
    van = Status(rij.status)
    rij.status, rij.vraag = ga_over(van, Status.INGETROKKEN).value, None
    rij.wissen_op, rij.gesloten = wissen_op, rij.gesloten or moment
    rij.versie += 1
    _schrijf(sessie, rij.id, (door, "status", moment), van.value, Status.INGETROKKEN.value)


def wis_melding(sessie: Session, rij: MeldingRij, door: str, moment: datetime) -> None:
    """Make a tombstone of a melding: its key, its words and all that hangs on it are gone, its dates stay."""
    berichten = [een.id for een in berichten_van(sessie, rij.id)]
    melders, dossiers = {rij.melder} if rij.melder else set(), dossiers_van(sessie, rij.id)
    sessie.flush()
    for tabel, kolom in _hangt_aan_melding(sessie):
        waarde = rij.id if sessie.get_bind().dialect.name == "postgresql" else rij.id.hex
        sessie.execute(delete(tabel).where(tabel.c[kolom] == waarde))
    sessie.expire_all()
    verteld.maak_los(sessie, rij.kenmerk, moment)
    for kolom in _MELDING_LEEG:
        setattr(rij, kolom, None)
    rij.status, rij.spoed, rij.vragen, rij.nacht_bekend = Status.GEWIST.value, False, 0, False
    rij.nacht, rij.uur = nacht_van(rij.ontvangen), lokaal(rij.ontvangen).hour
    rij.gesloten = rij.gesloten or moment
    rij.versie += 1
    _leeg_antwoorden(sessie, AntwoordRij.melding_id == rij.id)
    _schrijf(sessie, rij.id, (door, "gewist", moment), None, None)
    wis_berichten(sessie, berichten, melders)
    laat_dossiers_los(sessie, dossiers)


def dossiers_van(sessie: Session, melding: UUID) -> Sequence[UUID]:
    """Give the dossier that a melding is in, if any."""
    return sessie.scalars(select(DossierMeldingRij.dossier_id).where(DossierMeldingRij.melding_id == melding)).all()


def laat_dossiers_los(sessie: Session, ids: Iterable[UUID]) -> None:
    """Destroy the notes of those dossiers of whose meldingen no words are left; what was done and decided stays."""
    for id_ in ids:
        leeft = select(MeldingRij.id).join(DossierMeldingRij, DossierMeldingRij.melding_id == MeldingRij.id)
        leeft = leeft.where(DossierMeldingRij.dossier_id == id_, MeldingRij.sleutel.is_not(None))
        if sessie.scalar(leeft.limit(1)) is None:
            sessie.execute(update(DossierRij).where(DossierRij.id == id_).values(sleutel=None))
            nota = update(DossierregelRij).where(DossierregelRij.dossier_id == id_)
            sessie.execute(nota.values(toelichting_geheim=None))


def wis_berichten(sessie: Session, ids: Sequence[UUID], melders: Iterable[str] = ()) -> None:
    """Destroy the keys of messages and empty what they held, with what was answered to them.

    A sender of whom nothing is left, of these messages or among `melders`, is forgotten.
    """
    vergeten = set(melders)
    for blok in (ids[i : i + _BLOK] for i in range(0, len(ids), _BLOK)):
        vergeten |= set(sessie.scalars(select(BerichtRij.melder).where(BerichtRij.id.in_(blok))))
        sessie.execute(update(BerichtRij).where(BerichtRij.id.in_(blok)).values(**_BERICHT_LEEG))
        _leeg_antwoorden(sessie, AntwoordRij.bericht_id.in_(blok))
    sessie.flush()
    vergeet_melders(sessie, vergeten - {GEEN_MELDER})


def wis_teruggekeerde(sessie: Session, ids: Sequence[UUID]) -> int:
    """Erase those of these messages that still have a key; give how many."""
    gevonden: list[UUID] = []
    for blok in (ids[i : i + _BLOK] for i in range(0, len(ids), _BLOK)):
        vraag = select(BerichtRij.id).where(BerichtRij.id.in_(blok), BerichtRij.sleutel.is_not(None))
        gevonden += sessie.scalars(vraag)
    wis_berichten(sessie, gevonden)
    return len(gevonden)


def merk_bekend(sessie: Session, bericht: Wisbaar, moment: datetime) -> None:
    """Keep that a message was here, where the database does not know it; nothing else of it is known."""
    zelfde = or_(
        BerichtRij.id == bericht.id,
        (BerichtRij.poort == bericht.poort) & (BerichtRij.poort_id == bericht.poort_id),
    )
    if sessie.scalar(select(BerichtRij.id).where(zelfde)) is None:
        sessie.add(
            BerichtRij(
                id=bericht.id,
                poort=bericht.poort,
                poort_id=bericht.poort_id,
                kanaal="sms",
                melder=GEEN_MELDER,
                naar="",
                ontvangen=moment,
                bewaard=moment,
                staat=GELEZEN,
                pogingen=0,
                kaal=False,
            )
        )


def vergeet_melders(sessie: Session, melders: Iterable[str]) -> None:
    """Drop what is known of these senders, where no message and no melding of theirs is left."""
    for melder in sorted(melders):
        bericht = select(BerichtRij.id).where(BerichtRij.melder == melder).limit(1)
        melding = select(MeldingRij.id).where(MeldingRij.melder == melder).limit(1)
        if sessie.scalar(bericht) is None and sessie.scalar(melding) is None:
            sessie.execute(delete(MelderRij).where(MelderRij.pseudoniem == melder))


def leeg_antwoorden_van(sessie: Session, melding: UUID) -> None:
    """Empty what was answered in a melding."""
    _leeg_antwoorden(sessie, AntwoordRij.melding_id == melding)


def _leeg_antwoorden(sessie: Session, voorwaarde: ColumnElement[bool]) -> None:
    """Empty answers; one that still waits to be sent is not sent any more."""
    ids = select(AntwoordRij.id).where(voorwaarde)
    wacht = update(UitpostRij).where(UitpostRij.antwoord_id.in_(ids), UitpostRij.staat == WACHT)
    sessie.execute(wacht.values(staat=GESTOPT), execution_options={"synchronize_session": False})
    leeg = update(AntwoordRij).where(voorwaarde).values(tekst_geheim=None, taal="")
    sessie.execute(leeg, execution_options={"synchronize_session": False})


def _hangt_aan_melding(sessie: Session) -> list[tuple[Table, str]]:
    """Give the tables that go with a melding, as the database itself has them, each with its column."""
    gelezen = MetaData()
    gelezen.reflect(sessie.connection())
    return [
        (tabel, sleutel.parent.name)
        for tabel in reversed(gelezen.sorted_tables)
        for sleutel in tabel.foreign_keys
        if sleutel.column.table.name == MeldingRij.__tablename__ and (sleutel.ondelete or "").upper() == "CASCADE"
    ]


def _schrijf(sessie: Session, melding: UUID, wie: tuple[str, str, datetime], van: str | None, naar: str | None) -> None:
    door, handeling, moment = wie
    sessie.add(
        VerloopRij(id=uuid4(), melding_id=melding, moment=moment, door=door, handeling=handeling, van=van, naar=naar)
    )
