"""The duties that are seen at the door itself: the card, the notice, the camera and its footage."""

from collections.abc import Iterator, Mapping
from datetime import UTC, timedelta

from nachtleven.lezen.lezing import Feit
from nachtleven.register.logboek import Controle, Oordeel
from nachtleven.register.portiers import sleutel_kaartnummer
from nachtleven.register.zaken import Zaak
from nachtleven.toezicht.bevindingen import Aard, Bevinding, Bewijs, BewijsSoort
from nachtleven.toezicht.gegevens import Zitting, bewijs_zaak, uit_melding
from nachtleven.toezicht.plichten import Code

TE_CONTROLEREN: Mapping[str, Code] = {
    code.value: code
    for code in (Code.KAART_ZICHTBAAR, Code.AFFICHE_ZICHTBAAR, Code.CAMERA_OP_DEUR, Code.BEELDEN_BEWAARD)
}
"""The duties on which an inspection's own word is a finding."""


def toets_controles(zitting: Zitting) -> Iterator[Bevinding]:
    """Find what an inspection saw to be wrong; its moment is both van and tot."""
    for controle in dict.fromkeys(zitting.controles):
        code = TE_CONTROLEREN.get(controle.plicht)
        if code is None or controle.oordeel is not Oordeel.NIET_OK or zitting.plicht(code, controle.tijdstip) is None:
            continue
        yield Bevinding(
            plicht=code,
            aard=Aard.VASTSTELLING,
            zaak_id=controle.zaak_id,
            kaartnummer=controle.kaartnummer,
            van=controle.tijdstip,
            tot=controle.tijdstip,
            bewijs=(_bewijs(controle),),
        )


def _bewijs(controle: Controle) -> Bewijs:
    moment = controle.tijdstip.astimezone(UTC).isoformat()
    kaart = sleutel_kaartnummer(controle.kaartnummer)
    sleutel = f"{controle.zaak_id}/{moment}/{controle.plicht}/{kaart}"
    return Bewijs(BewijsSoort.CONTROLE, sleutel, f"oordeel bij de controle: {controle.oordeel}")


def toets_register(zitting: Zitting) -> Iterator[Bevinding]:
    """Find venues that work with doormen while the register says that camera or notice is not there.

    The register's word has no moment: it is one finding a venue and duty, however many nights are judged, with the
    judged period as its time and the rules of that period's last night.
    """
    laatste = zitting.periode.tot - timedelta(microseconds=1)
    camera = zitting.plicht(Code.CAMERA_OP_DEUR, laatste) is not None
    affiche = zitting.plicht(Code.AFFICHE_ZICHTBAAR, laatste) is not None
    for zaak in zitting.gegevens.zaken.values():
        if zaak.zaak_id in zitting.gegevens.verdwenen:
            continue
        if camera and zaak.portier and zaak.camera is False:
            yield _van_register(zitting, Code.CAMERA_OP_DEUR, zaak, "camera: nee")
        if affiche and zaak.portier and zaak.affiche is False:
            yield _van_register(zitting, Code.AFFICHE_ZICHTBAAR, zaak, "affiche: nee")


def _van_register(zitting: Zitting, code: Code, zaak: Zaak, tekst: str) -> Bevinding:
    return Bevinding(
        plicht=code,
        aard=Aard.VASTSTELLING,
        zaak_id=zaak.zaak_id,
        kaartnummer="",
        van=zitting.periode.van,
        tot=zitting.periode.tot,
        bewijs=(bewijs_zaak(zaak, tekst),),
        onderwerp="register",
    )


def toets_kaart_getoond(zitting: Zitting) -> Iterator[Bevinding]:
    """Find meldingen that tell that no card was shown or worn."""
    for melding in zitting.meldingen:
        bekend = melding.zaak_id in zitting.gegevens.zaken
        if bekend and Feit.GEEN_KAART in melding.feiten and zitting.plicht(Code.KAART_ZICHTBAAR, melding.moment):
            yield uit_melding(Code.KAART_ZICHTBAAR, melding)
