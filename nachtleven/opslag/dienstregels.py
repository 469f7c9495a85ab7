"""Who was on duty at the moment of a melding, noted with it whenever its venue or moment changes."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from nachtleven.opslag import registers
from nachtleven.opslag.tabellen import MeldingKaartRij, MeldingRij
from nachtleven.register.dienst import op_dienst
from nachtleven.register.portiers import sleutel_kaartnummer


def noteer_dienst(sessie: Session, rij: MeldingRij, *, is_nieuw: bool = False) -> None:
    """Note who was on duty then, and whether card and firm were in order; what was noted before goes."""
    if not is_nieuw:
        oud = MeldingKaartRij.melding_id == rij.id, MeldingKaartRij.bron == "dienst"
        sessie.execute(delete(MeldingKaartRij).where(*oud))
    if rij.zaak_id is None or rij.tijdstip is None:
        return
    van, tot = rij.tijdstip, rij.tijdstip
    inzetten = registers.inzetten(sessie, rij.zaak_id, van, tot + timedelta(minutes=1))
    zaak = registers.zaken(sessie, [rij.zaak_id]).get(rij.zaak_id) if inzetten else None
    if zaak is None:
        return
    sleutels = {sleutel_kaartnummer(inzet.kaartnummer) for inzet in inzetten}
    kaarten = registers.kaarten(sessie, sleutels)
    diensten = {dienst.kaartnummer: dienst for dienst in op_dienst(inzetten, kaarten, zaak, van, tot)}
    for kaartnummer, dienst in diensten.items():
        sessie.add(
            MeldingKaartRij(
                melding_id=rij.id,
                bron="dienst",
                kaartnummer=kaartnummer[:80],
                van=dienst.inzet.van,
                tot=dienst.inzet.tot,
                gebreken=",".join(gebrek.value for gebrek in dienst.gebreken),
            )
        )
