"""One melding's page: the conversation with what was read in it, the night around it, and its follow-up, by role."""

import json

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from nachtleven.fouten import SleutelFout
from nachtleven.nacht import nachtgrenzen
from nachtleven.opslag import registers
from nachtleven.opslag.brieven import rem_van, wens_van
from nachtleven.opslag.meldingregels import kandidaat_ids, regels, zaaknamen
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.opvolgblad import maak_opvolging
from nachtleven.opslag.registertabellen import KaartRij
from nachtleven.opslag.tabellen import (
    AntwoordRij,
    BerichtRij,
    MeldingKaartRij,
    MeldingRij,
    UitpostRij,
    VerloopRij,
)
from nachtleven.opslag.zaakregels import keuze, logregels
from nachtleven.register.portiers import sleutel_kaartnummer
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.tonen import (
    BerichtTekst,
    DienstRegel,
    Keuzezaak,
    LogRegel,
    MeldingBlad,
    MeldingRegel,
    Stukje,
    Uitleg,
    VerloopRegel,
)
from nachtleven.web.uitleg import Kennis, leg_uit

_STAND = {"wacht": "wacht", "bezig": "wordt verstuurd", "verstuurd": "verstuurd", "bezorgd": "aangekomen"}


def maak_blad(sessie: Session, opslag: Opslag, rij: MeldingRij, rol: Gebruikersrol) -> MeldingBlad:
    """Give one melding as this role sees it."""
    return _Blad(sessie, opslag, rij, rol).maak()


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
            opvolging=maak_opvolging(self._sessie, self._opslag, self._rij, self._rol),
        )

    def _kandidaten(self) -> tuple[Keuzezaak, ...]:
        ids = kandidaat_ids(self._sessie, [self._rij.id]).get(self._rij.id, [])
        if self._rij.zaak_id and self._rij.zaak_id not in ids:
            ids = [self._rij.zaak_id, *ids]
        zaken = registers.zaken(self._sessie, ids)
        return tuple(keuze(zaken[id_]) for id_ in ids if id_ in zaken)

    def _gesprek(self) -> tuple[tuple[BerichtTekst, ...], tuple[Uitleg, ...]]:
        vraag = select(BerichtRij).where(BerichtRij.melding_id == self._rij.id).order_by(BerichtRij.ontvangen)
        teksten: list[BerichtTekst] = []
        uitleg: list[Uitleg] = []
        for bericht in self._sessie.scalars(vraag):
            try:
                stukjes, rijen = self._open(bericht, len(uitleg) + 1)
                bijlagen = self._bijlagen(bericht)
            except SleutelFout:
                stukjes, rijen, bijlagen = None, [], 0
            uitleg += rijen
            teksten.append(BerichtTekst(bericht.ontvangen, True, bericht.taal, stukjes, "", bericht.id, bijlagen))  # noqa: FBT003 - the sender wrote it
        teksten += self._antwoorden()
        return tuple(sorted(teksten, key=lambda t: (t.moment, not t.van_melder))), tuple(uitleg)

    def _bijlagen(self, bericht: BerichtRij) -> int:
        if bericht.bijlagen_geheim is None:
            return 0
        sleutel = self._opslag.kluis.open_sleutel(bericht.sleutel, "berichten", bericht.id)
        return len(json.loads(sleutel.ontsleutel("bijlagen", bericht.bijlagen_geheim)))

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
        return logregels(
            self._sessie, rij.zaak_id, nachtgrenzen(rij.nacht), tijdstip=self._regel.tijdstip, ontvangen=rij.ontvangen
        )

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
