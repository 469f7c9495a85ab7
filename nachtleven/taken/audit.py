"""The head of the audit log, sent out of this machine every day, so that nobody can cut its end off unseen."""

from datetime import timedelta
from functools import partial

from nachtleven.alarmen import Alarmsoort
from nachtleven.bewaring.auditcontrole import bekijk_audit
from nachtleven.opslag import alarmen
from nachtleven.opslag.rondes import Ronde
from nachtleven.post import Mail, verstuur_mail
from nachtleven.taken.rondes import Rooster, Uitslag, doe_ronde
from nachtleven.taken.werkplaats import Werkplaats
from nachtleven.toegang.auditstaat import auditbrief

AUDITRONDE = Rooster("audit", timedelta(days=1))


def bewijs_audit(plaats: Werkplaats) -> bool:
    """Prove the log every day, raise the alarm where it is not whole, and mail its head; False: not now.

    Without addresses or a mail server it is proved all the same.
    """
    return doe_ronde(plaats, AUDITRONDE, partial(_doe, plaats))


def _doe(plaats: Werkplaats, _ronde: Ronde) -> Uitslag:
    delen = plaats.delen
    staat = bekijk_audit(delen)
    with delen.opslag.schrijven() as sessie:
        if staat.is_heel:
            alarmen.los_op(sessie, Alarmsoort.AUDIT, staat.moment)
        else:
            alarmen.houd_alarm(sessie, Alarmsoort.AUDIT, staat.moment, 1)
    lezers, server = delen.stad.auditmail, delen.instellingen.smtp
    if lezers and server:
        onderwerp, tekst = auditbrief(staat, delen.stad.naam)
        kenmerk = f"audit-{staat.moment:%Y%m%d}-{staat.volgnummer}"
        verstuur_mail(server, Mail(delen.stad.nummer.mail, lezers, onderwerp, tekst, kenmerk))
    return Uitslag(staat.moment)
