"""Every periodic job there is, with how often it runs."""

from nachtleven.taken.alarmen import controleer_webhook, let_op_bijhalen, let_op_handtekeningen, stuur_proef
from nachtleven.taken.audit import bewijs_audit
from nachtleven.taken.bewaring import bewaar_niet_langer
from nachtleven.taken.bijhalen import haal_bij
from nachtleven.taken.herlezen import herlees
from nachtleven.taken.inhalen import haal_in
from nachtleven.taken.oordelen import oordeel
from nachtleven.taken.rapporten import maak_rapporten
from nachtleven.taken.rapportpost import verzend_rapporten
from nachtleven.taken.spoel import neem_spoel_in
from nachtleven.taken.versturen import verstuur
from nachtleven.taken.werkplaats import Taak, Werkplaats

TAKEN = (
    Taak("hartslag", 10, Werkplaats.klop),
    Taak("spoel", 3, neem_spoel_in),
    Taak("inhalen", 3, haal_in),
    Taak("versturen", 2, verstuur),
    Taak("herlezen", 10, herlees),
    Taak("bijhalen", 2, haal_bij),
    Taak("handtekeningen", 30, let_op_handtekeningen),
    Taak("bijhaalalarm", 60, let_op_bijhalen),
    Taak("webhookadres", 60, controleer_webhook),
    Taak("proefbericht", 60, stuur_proef),
    Taak("oordelen", 60, oordeel),
    Taak("bewaring", 60, bewaar_niet_langer),
    Taak("audit", 60, bewijs_audit),
    Taak("rapporten", 60, maak_rapporten),
    Taak("rapportpost", 60, verzend_rapporten),
)
