"""The use case of proving the audit log: whole from the first line, and still holding a head kept elsewhere."""

from nachtleven.bewaring.wisboek import BEGIN, Wiskop
from nachtleven.bewaring.wissen import wisboek_van
from nachtleven.fouten import WisboekFout
from nachtleven.opslag.accounts import Auditopslag
from nachtleven.samenstelling import Onderdelen
from nachtleven.toegang.auditstaat import Auditstaat


def bekijk_audit(delen: Onderdelen) -> Auditstaat:
    """Go through the whole log and the journal; give how they stand."""
    opslag = Auditopslag(delen.opslag)
    volgnummer, mac = opslag.kop()
    try:
        kop, heel = wisboek_van(delen).kop(), True
    except WisboekFout:
        kop, heel = Wiskop(0, BEGIN), False
    return Auditstaat(delen.klok(), opslag.controleer(), volgnummer, mac, kop.aantal, kop.mac, heel)


def houdt_kop(delen: Onderdelen, kop: tuple[int, str]) -> bool:
    """Tell whether the log still holds the line of a head that was kept elsewhere."""
    return Auditopslag(delen.opslag).bevat(*kop)
