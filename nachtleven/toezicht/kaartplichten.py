"""The duties about one shift: its card, its firm and its footing. Source: law of 2 October 2017, art. 76-80.

Each finding has the shift's own card, van and tot. A card that is not in the register gives only `kaart_bekend`.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from nachtleven.register.kaartstaat import Gebrek, gebreken, zeker_in_orde
from nachtleven.register.portiers import Inzet, Kaart, sleutel_kaartnummer
from nachtleven.register.tijdlijn import Stuk
from nachtleven.toezicht.bevindingen import Aard, Bevinding, Bewijs, BewijsSoort
from nachtleven.toezicht.gegevens import Zitting, bewijs_inzet, bewijs_kaart, bewijs_zaak
from nachtleven.toezicht.plichten import Code

PLICHT_VAN: Mapping[Gebrek, Code] = {
    Gebrek.ONBEKEND: Code.KAART_BEKEND,
    Gebrek.NIET_GELDIG: Code.KAART_GELDIG,
    Gebrek.GESCHORST: Code.KAART_NIET_GESCHORST,
    Gebrek.VERGUNNING_VERLOPEN: Code.VERGUNNING_GELDIG,
    Gebrek.STATUUT_NIET_TOEGELATEN: Code.STATUUT_TOEGELATEN,
}
"""Which duty each gebrek leaves unmet."""


def toets_kaarten(zitting: Zitting) -> Iterator[Bevinding]:
    """Find the shifts during which card, firm or footing was not in order at some moment."""
    zaken, kaarten = zitting.gegevens.zaken, zitting.gegevens.kaarten
    zeker: dict[str, Stuk] = {}
    for inzet in zitting.inzetten:
        venster = zeker.get(inzet.kaartnummer)
        if venster is None:
            venster = zeker_in_orde(kaarten.get(sleutel_kaartnummer(inzet.kaartnummer)))
            zeker[inzet.kaartnummer] = venster
        if venster[0] <= inzet.van < inzet.tot <= venster[1]:
            continue
        zaak = zaken.get(inzet.zaak_id)
        kaart = zitting.kaart(inzet)
        for gebrek in gebreken(kaart, zaak, inzet.van, inzet.tot):
            if zitting.plicht(PLICHT_VAN[gebrek], inzet.van) is None:
                continue
            bewijs = [bewijs_inzet(inzet), _bewijs(gebrek, inzet, kaart)]
            if zaak is not None and gebrek is Gebrek.STATUUT_NIET_TOEGELATEN:
                bewijs.append(bewijs_zaak(zaak, "gelegenheid: nee"))
            yield van_inzet(PLICHT_VAN[gebrek], inzet, tuple(bewijs))


def van_inzet(code: Code, inzet: Inzet, bewijs: tuple[Bewijs, ...]) -> Bevinding:
    """Make the finding about a shift that the register shows."""
    return Bevinding(
        plicht=code,
        aard=Aard.VASTSTELLING,
        zaak_id=inzet.zaak_id,
        kaartnummer=inzet.kaartnummer,
        van=inzet.van,
        tot=inzet.tot,
        bewijs=bewijs,
    )


def _bewijs(gebrek: Gebrek, inzet: Inzet, kaart: Kaart | None) -> Bewijs:
    """Say what of the card counts; a card that is not there is shown by its key alone."""
    if kaart is None:
        return Bewijs(BewijsSoort.KAART, sleutel_kaartnummer(inzet.kaartnummer), "niet in het register")
    teksten = {
        Gebrek.NIET_GELDIG: f"geldig van {kaart.geldig_van} tot en met {kaart.geldig_tot}",
        Gebrek.GESCHORST: f"geschorst van {_dag(kaart.geschorst_van)} tot en met {_dag(kaart.geschorst_tot)}",
        Gebrek.VERGUNNING_VERLOPEN: f"vergunning van de werkgever tot en met {_dag(kaart.vergunning.geldig_tot)}",
        Gebrek.STATUUT_NIET_TOEGELATEN: f"statuut: {kaart.statuut}",
    }
    return bewijs_kaart(kaart, teksten[gebrek])


def _dag(dag: date | None) -> str:
    return "open" if dag is None else dag.isoformat()
