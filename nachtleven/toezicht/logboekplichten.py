"""The duties about the venue's log: a refusal stands in it, written in time, with the reason that was given."""

from collections.abc import Iterator
from datetime import timedelta

from nachtleven.lezen.lezing import Feit
from nachtleven.register.dienst import Loglijn, loglijnen, ruim
from nachtleven.register.logboek import IncidentSoort
from nachtleven.toezicht.bevindingen import Bevinding, Bewijs
from nachtleven.toezicht.gegevens import Feitmelding, Zitting, bewijs_incident, uit_melding
from nachtleven.toezicht.plichten import Code, Plicht


def toets_logboek(zitting: Zitting) -> Iterator[Bevinding]:
    """Find refusals told of that no verified line covers that was written before the melding came in.

    A line that was written after is shown as naderhand and fulfils no duty.
    """
    code = Code.WEIGERING_IN_LOGBOEK
    for melding, plicht in _weigeringen(zitting, code):
        lijnen = _lijnen(zitting, melding, plicht)
        if all(lijn.naderhand for lijn in lijnen):
            yield uit_melding(code, melding, *(_bewijs(lijn) for lijn in lijnen))


def toets_reden(zitting: Zitting) -> Iterator[Bevinding]:
    """Find refusals that the log covers in time, but under no line with the reason that the melder was told."""
    code = Code.REDEN_KLOPT
    for melding, plicht in _weigeringen(zitting, code):
        lijnen = [lijn for lijn in _lijnen(zitting, melding, plicht) if not lijn.naderhand]
        if melding.reden is None or not lijnen or any(lijn.incident.reden == melding.reden for lijn in lijnen):
            continue
        yield uit_melding(code, melding, *(_bewijs(lijn) for lijn in lijnen))


def _weigeringen(zitting: Zitting, code: Code) -> Iterator[tuple[Feitmelding, Plicht]]:
    for melding in zitting.meldingen:
        if Feit.GEWEIGERD in melding.feiten and melding.zaak_id in zitting.gegevens.zaken:
            plicht = zitting.plicht(code, melding.moment)
            if plicht is not None:
                yield melding, plicht


def _lijnen(zitting: Zitting, melding: Feitmelding, plicht: Plicht) -> tuple[Loglijn, ...]:
    """Give the verified refusals in the log that lie within the margin of the time told."""
    gevraagd = ruim(melding.van, melding.tot, timedelta(minutes=plicht.parameters["marge_minuten"]), melding.tijdstip)
    raken = zitting.logboek(melding.zaak_id, *gevraagd)
    weigeringen = (incident for incident in raken if incident.soort is IncidentSoort.WEIGERING)
    return loglijnen(weigeringen, melding.zaak_id, gevraagd, melding.ontvangen)


def _bewijs(lijn: Loglijn) -> Bewijs:
    wanneer = ", naderhand geschreven" if lijn.naderhand else ""
    return bewijs_incident(lijn.incident, f"reden in het logboek: {lijn.incident.reden}{wanneer}")
