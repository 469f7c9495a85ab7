"""Everything the planner does: what comes round, with how often, and the work that waits in rows or in the queue."""

from nachtleven.taken.alarmen import controleer_webhook, let_op_bijhalen, let_op_handtekeningen, stuur_proef
from nachtleven.taken.audit import bewijs_audit
from nachtleven.taken.bewaring import bewaar_niet_langer
from nachtleven.taken.bijhalen import haal_bij
from nachtleven.taken.herlezen import herlees
from nachtleven.taken.inhalen import BERICHTEN
from nachtleven.taken.oordelen import NACHTEN
from nachtleven.taken.rapporten import RAPPORTEN
from nachtleven.taken.rapportpost import RAPPORTPOST
from nachtleven.taken.spoel import neem_spoel_in
from nachtleven.taken.stickervellen import STICKERVELLEN
from nachtleven.taken.tellen import tel_nachten
from nachtleven.taken.vegen import veegtaak
from nachtleven.taken.versturen import POST
from nachtleven.taken.werkplaats import Taak, Werkplaats

KLOKWERK = (
    Taak("hartslag", 10, Werkplaats.klop),
    Taak("spoel", 3, neem_spoel_in),
    Taak("herlezen", 10, herlees),
    Taak("bijhalen", 2, haal_bij),
    Taak("handtekeningen", 30, let_op_handtekeningen),
    Taak("bijhaalalarm", 60, let_op_bijhalen),
    Taak("webhookadres", 60, controleer_webhook),
    Taak("proefbericht", 60, stuur_proef),
    Taak("bewaring", 60, bewaar_niet_langer),
    Taak("audit", 60, bewijs_audit),
    Taak("nachttellingen", 60, tel_nachten),
)

WERKSOORTEN = (BERICHTEN, *POST, STICKERVELLEN, NACHTEN, RAPPORTEN, RAPPORTPOST)

ALLES_ZELF = KLOKWERK + tuple(Taak(soort.werk.naam, soort.elke_s, soort.werk_af) for soort in WERKSOORTEN)
"""On the embedded database the planner does all work itself."""

MET_WACHTRIJ = KLOKWERK + tuple(veegtaak(soort) for soort in WERKSOORTEN)
"""On PostgreSQL it sees to it that there is a job for all that is due; who does the jobs stands in `werkers`."""
