"""Fetching an attachment of a message: on a click of onthaal, saved and never shown in the page."""

import mimetypes
from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, abort, send_file
from flask_babel import gettext as _
from flask_login import current_user

from nachtleven.fouten import PoortFout, SleutelFout
from nachtleven.kenmerken import lees_kenmerk
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.huis import boek, huis
from nachtleven.web.meldingblad import toon_melding
from nachtleven.web.rechten import voor

blauwdruk = Blueprint("bijlagen", __name__)


@blauwdruk.post("/meldingen/<kenmerk>/bericht/<uuid:id_>/bijlage/<int:nummer>")
@voor(Gebruikersrol.ONTHAAL)
def haal(kenmerk: str, id_: UUID, nummer: int) -> Response | tuple[str, int]:
    """Fetch one and give it to save; that it was asked for stands in the audit log, also where it did not come."""
    echt = lees_kenmerk(kenmerk)
    if echt is None or huis().bron.melding(echt, current_user.rol) is None:
        abort(404)
    boek(current_user.naam, "bijlage_gevraagd", "bericht", str(id_), f"{echt} {nummer}")
    try:
        media = huis().bureau.bijlagen.haal(echt, id_, nummer)
    except SleutelFout:
        abort(404)
    except PoortFout as fout:
        zin = _("De bijlage is nu niet op te halen: %(reden)s.", reden=fout.reden)
        return toon_melding(echt, {"gesprek": zin}, {}, 502)
    naam = f"{echt}-bijlage-{nummer}{mimetypes.guess_extension(media.soort) or ''}"
    antwoord = send_file(BytesIO(media.inhoud), media.soort, as_attachment=True, download_name=naam)
    antwoord.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return antwoord
