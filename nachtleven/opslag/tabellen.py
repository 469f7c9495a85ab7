"""The tables of messages, meldingen and the work around them. `…_geheim` columns are encrypted under the row's key."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from nachtleven.opslag.postrij import Postrij
from nachtleven.opslag.typen import Pseudoniem, Sleutel, Tabel, Woord


class BerichtRij(Tabel):
    """One message in, as it came. Unique by (poort, poort_id). `staat`: te_lezen, gelezen, persoon, vreemd.

    `houder`, `lease_tot`: who is understanding it now. `kaal`: its sender was told the plain confirmation.
    `sleutel` None: erased. `wissen_op`: its sender wants it erased then, though it belongs to no melding.
    `aandacht`: why a person must look at one that belongs to no melding, comma separated, until somebody did.
    `herlezen`: when it was read again, deeply, behind the answer.
    """

    __tablename__ = "berichten"
    __table_args__ = (
        UniqueConstraint("poort", "poort_id"),
        Index(None, "melder", "ontvangen"),
        Index("ix_berichten_open", "staat", "lease_tot"),
        Index(None, "aandacht", "ontvangen"),
        Index(None, "herlezen", "ontvangen"),
    )

    id: Mapped[Sleutel]
    poort: Mapped[Woord]
    poort_id: Mapped[str] = mapped_column(String(200))
    kanaal: Mapped[Woord]
    melder: Mapped[Pseudoniem]
    sleutel: Mapped[bytes | None]
    van_geheim: Mapped[bytes | None]
    naar: Mapped[str] = mapped_column(String(80))
    tekst_geheim: Mapped[bytes | None]
    bijlagen_geheim: Mapped[bytes | None]
    ontvangen: Mapped[datetime] = mapped_column(index=True)
    bewaard: Mapped[datetime] = mapped_column(index=True)
    staat: Mapped[Woord]
    pogingen: Mapped[int] = mapped_column(default=0)
    houder: Mapped[str | None] = mapped_column(String(80))
    lease_tot: Mapped[datetime | None]
    kaal: Mapped[bool] = mapped_column(default=False)
    gelezen: Mapped[datetime | None]
    soort: Mapped[str | None] = mapped_column(String(20))
    taal: Mapped[str | None] = mapped_column(String(8))
    lezing_geheim: Mapped[bytes | None]
    melding_id: Mapped[UUID | None] = mapped_column(ForeignKey("meldingen.id"), index=True)
    incident_id: Mapped[UUID | None] = mapped_column(ForeignKey("incidenten.id"))
    wissen_op: Mapped[datetime | None] = mapped_column(index=True)
    aandacht: Mapped[str | None] = mapped_column(String(200))
    herlezen: Mapped[datetime | None]


class AntwoordRij(Tabel):
    """What was answered to one message (`bericht_id`), or what staff wrote (then None). `tekst_geheim` None: nothing.

    `wijze`: direct (in the gateway's own answer), uit (through the outbox), geen (nothing is said), proef (an import).
    The key is that of the message, else of the melding.
    """

    __tablename__ = "antwoorden"

    id: Mapped[Sleutel]
    bericht_id: Mapped[UUID | None] = mapped_column(ForeignKey("berichten.id"), unique=True)
    melding_id: Mapped[UUID | None] = mapped_column(ForeignKey("meldingen.id"), index=True)
    soort: Mapped[Woord]
    taal: Mapped[str] = mapped_column(String(8))
    wijze: Mapped[Woord]
    tekst_geheim: Mapped[bytes | None]
    gemaakt: Mapped[datetime]


class UitpostRij(Postrij):
    """A text to send: one row an answer."""

    __tablename__ = "uitpost"
    __table_args__ = (Index("ix_uitpost_wacht", "staat", "volgende"),)

    antwoord_id: Mapped[UUID] = mapped_column(ForeignKey("antwoorden.id"), unique=True)


class MelderRij(Tabel):
    """A sender, by pseudonym: the last language, whether they were told how it goes on, and their contact wish."""

    __tablename__ = "melders"

    pseudoniem: Mapped[Pseudoniem] = mapped_column(primary_key=True)
    taal: Mapped[str | None] = mapped_column(String(8))
    ingelicht: Mapped[bool] = mapped_column(default=False)
    contactwens: Mapped[str | None] = mapped_column(String(20))
    eerste: Mapped[datetime]
    laatste: Mapped[datetime]


class StopRij(Tabel):
    """A number that wants no more texts, by a pseudonym of its own family; outlives erasure."""

    __tablename__ = "stoplijst"

    pseudoniem: Mapped[Pseudoniem] = mapped_column(primary_key=True)
    sinds: Mapped[datetime]


class MeldingRij(Tabel):
    """A melding. `nacht` and `uur` (Brussels, 0-23) are those of `tijdstip`, else of the receipt.

    `vraag`: the question that waits for an answer. `zaak_hoe`: zeker, na_vraag, persoon. `via_code`: a text of it named
    the venue by the code of its sticker. `versie` counts changes.
    `samengevoegd_met`: the melding that its messages went to; no figure counts it then. `aandacht`: why a person must
    look, comma separated, until somebody acts.
    """

    __tablename__ = "meldingen"
    __table_args__ = (
        Index(None, "melder", "ontvangen"),
        Index(None, "status", "contact_voor"),
        Index(None, "nacht", "zaak_id"),
        Index(None, "zaak_id", "nacht"),
        Index(None, "ontvangen", "id"),
        Index(None, "spoed", "ontvangen"),
        Index(None, "beelden_alarm", "beelden_voor"),
        Index(None, "taal", "ontvangen"),
        Index(None, "kanaal", "ontvangen"),
        Index(None, "status", "ontvangen"),
        Index(None, "aandacht", "ontvangen"),
    )

    id: Mapped[Sleutel]
    kenmerk: Mapped[str] = mapped_column(String(12), unique=True)
    status: Mapped[Woord]
    kanaal: Mapped[Woord]
    soort: Mapped[Woord]
    rol: Mapped[str | None] = mapped_column(String(20))
    taal: Mapped[str | None] = mapped_column(String(8))
    melder: Mapped[str | None] = mapped_column(String(64))
    sleutel: Mapped[bytes | None]
    nummer_geheim: Mapped[bytes | None]
    zaak_id: Mapped[str | None] = mapped_column(String(80))
    zaak_hoe: Mapped[str | None] = mapped_column(String(20))
    via_code: Mapped[bool] = mapped_column(default=False, server_default=false())
    tijdstip: Mapped[datetime | None]
    tijdstip_van: Mapped[datetime | None]
    tijdstip_tot: Mapped[datetime | None]
    nacht_bekend: Mapped[bool]
    nacht: Mapped[date]
    uur: Mapped[int]
    ontvangen: Mapped[datetime]
    spoed: Mapped[bool] = mapped_column(default=False)
    vraag: Mapped[str | None] = mapped_column(String(20))
    vragen: Mapped[int] = mapped_column(default=0)
    contact_voor: Mapped[datetime | None]
    beelden_voor: Mapped[datetime | None]
    beelden_alarm: Mapped[datetime | None]
    contactwens: Mapped[str | None] = mapped_column(String(20))
    gecontacteerd: Mapped[datetime | None]
    gesloten: Mapped[datetime | None]
    wissen_op: Mapped[datetime | None] = mapped_column(index=True)
    vastgehouden: Mapped[bool] = mapped_column(default=False)
    aandacht: Mapped[str | None] = mapped_column(String(200))
    samengevoegd_met: Mapped[UUID | None] = mapped_column(index=True)
    versie: Mapped[int] = mapped_column(default=1)


class MeldingKandidaatRij(Tabel):
    """A venue that the melding may be about; rang 1 is the likeliest."""

    __tablename__ = "melding_kandidaten"
    __table_args__ = (Index(None, "zaak_id"),)

    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), primary_key=True)
    rang: Mapped[int] = mapped_column(primary_key=True)
    zaak_id: Mapped[str] = mapped_column(String(80))


class MeldingGrondRij(Tabel):
    """A ground that was read; `bevestigd` is what a person made of it (None: not yet looked at)."""

    __tablename__ = "melding_gronden"
    __table_args__ = (Index(None, "grond", "melding_id"),)

    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), primary_key=True)
    grond: Mapped[Woord] = mapped_column(primary_key=True)
    bevestigd: Mapped[bool | None]


class MeldingFeitRij(Tabel):
    """A fact that was read."""

    __tablename__ = "melding_feiten"

    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), primary_key=True)
    feit: Mapped[Woord] = mapped_column(primary_key=True)


class MeldingKaartRij(Tabel):
    """A card of a doorman with this melding. `bron`: tekst (named in the text), dienst (on duty then).

    For `dienst`: the shift, and what was not in order with card, firm or statute then, comma separated.
    """

    __tablename__ = "melding_kaarten"
    __table_args__ = (Index(None, "kaartnummer"),)

    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), primary_key=True)
    bron: Mapped[Woord] = mapped_column(primary_key=True)
    kaartnummer: Mapped[str] = mapped_column(String(80), primary_key=True)
    van: Mapped[datetime | None]
    tot: Mapped[datetime | None]
    gebreken: Mapped[str] = mapped_column(String(200), default="")


class VerloopRij(Tabel):
    """One thing that happened to a melding: who, when, what, from and to which state."""

    __tablename__ = "melding_verloop"
    __table_args__ = (Index(None, "handeling", "melding_id"),)

    id: Mapped[Sleutel]
    melding_id: Mapped[UUID] = mapped_column(ForeignKey("meldingen.id", ondelete="CASCADE"), index=True)
    moment: Mapped[datetime] = mapped_column(index=True)
    door: Mapped[str] = mapped_column(String(80))
    handeling: Mapped[Woord]
    van: Mapped[str | None] = mapped_column(String(40))
    naar: Mapped[str | None] = mapped_column(String(40))
    toelichting_geheim: Mapped[bytes | None]


class ClaimRij(Tabel):
    """A piece of periodic work that one process holds until `lease_tot`; `klaar` when it is finished.

    `stap`: how far it is, of work that says so.
    """

    __tablename__ = "claims"

    soort: Mapped[Woord] = mapped_column(primary_key=True)
    periode: Mapped[str] = mapped_column(String(80), primary_key=True)
    houder: Mapped[str] = mapped_column(String(80))
    lease_tot: Mapped[datetime]
    klaar: Mapped[datetime | None]
    stap: Mapped[str | None] = mapped_column(String(40))


class HartslagRij(Tabel):
    """The last sign of life of a process."""

    __tablename__ = "hartslagen"

    proces: Mapped[str] = mapped_column(String(80), primary_key=True)
    soort: Mapped[Woord]
    moment: Mapped[datetime]


class RapportRij(Tabel):
    """A report as it was built; `map` is its folder under the archive, `hash` that of its rapport.json.

    `wijziging`: of a later edition, why it was made and what differs.
    """

    __tablename__ = "rapporten"
    __table_args__ = (UniqueConstraint("soort", "periode", "versie", "uitgave"),)

    id: Mapped[Sleutel]
    soort: Mapped[Woord]
    periode: Mapped[Woord]
    versie: Mapped[Woord]
    uitgave: Mapped[int]
    gemaakt: Mapped[datetime]
    voorlopig: Mapped[bool]
    map: Mapped[str] = mapped_column(String(200))
    hash: Mapped[str] = mapped_column(String(64))
    staat: Mapped[Woord] = mapped_column(default="concept", server_default="concept")
    goedgekeurd: Mapped[datetime | None]
    goedgekeurd_door: Mapped[str | None] = mapped_column(String(80))
    verzonden: Mapped[datetime | None]
    wijziging: Mapped[str | None] = mapped_column(String(1000))


class GebruikerRij(Tabel):
    """A user with one role. `ronde` goes up with each act that ends their sessions; `extern`: issuer and subject."""

    __tablename__ = "gebruikers"

    id: Mapped[Sleutel]
    naam: Mapped[str] = mapped_column(String(80), unique=True)
    rol: Mapped[Woord]
    wachtwoord_hash: Mapped[str] = mapped_column(String(200))
    totp_sleutel: Mapped[bytes | None]
    totp_geheim: Mapped[bytes | None]
    moet_wijzigen: Mapped[bool]
    actief: Mapped[bool]
    gemaakt: Mapped[datetime]
    laatst_aangemeld: Mapped[datetime | None]
    mislukt: Mapped[int] = mapped_column(default=0)
    geblokkeerd_tot: Mapped[datetime | None]
    totp_stap: Mapped[int | None]
    ronde: Mapped[int] = mapped_column(default=0)
    taal: Mapped[str | None] = mapped_column(String(8))
    extern: Mapped[str | None] = mapped_column(String(300), unique=True)


class AuditRij(Tabel):
    """One line of the audit log: ids only, bound to the line before by a keyed MAC."""

    __tablename__ = "audit"

    volgnummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    moment: Mapped[datetime] = mapped_column(index=True)
    gebruiker: Mapped[str] = mapped_column(String(80), index=True)
    handeling: Mapped[Woord]
    soort: Mapped[Woord]
    voorwerp: Mapped[str] = mapped_column(String(200), index=True)
    doel: Mapped[str] = mapped_column(String(200))
    mac: Mapped[str] = mapped_column(String(64))


class SleutelRij(Tabel):
    """A data key that belongs to no single row, by name; wrapped by a master key."""

    __tablename__ = "sleutels"

    naam: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[UUID]
    gewikkeld: Mapped[bytes]
