"""The screens given what they need: the database's sources, the city's ways to report, the archive of reports."""

from flask import Flask

from nachtleven.opslag.accounts import Accountopslag, Auditopslag
from nachtleven.opslag.brieven import Briefopslag
from nachtleven.opslag.handelingen import Handelingen
from nachtleven.opslag.rapporten import Rapportleven
from nachtleven.opslag.schermen import Schermbron
from nachtleven.samenstelling import Onderdelen
from nachtleven.web.huis import Huis, Meldwegen
from nachtleven.web.opzet import zet_op
from nachtleven.webpost import Webpost

RAPPORTENMAP = "rapporten"
"""The folder of the report archive under the data folder."""


def richt_in(app: Flask, delen: Onderdelen) -> None:
    """Put the screens on the application; the blueprints that guard themselves are there already."""
    nummer = delen.stad.nummer
    huis = Huis(
        bron=Schermbron(delen.opslag),
        werk=Handelingen(delen.opslag),
        accounts=Accountopslag(delen.opslag),
        audit=Auditopslag(delen.opslag),
        klok=delen.klok,
        archief=delen.instellingen.data / RAPPORTENMAP,
        stad=Meldwegen(
            nummer=nummer.kort,
            lang_nummer=nummer.lang,
            email=nummer.mail,
            contact_dagen=delen.stad.termijnen.contact_dagen,
            webformulier=True,
        ),
        brieven=Briefopslag(delen.opslag, delen.boek, nummer.nazorg),
        verslagen=Rapportleven(delen.opslag),
        webpost=Webpost(delen.aanname, delen.opslag, nummer.kort, delen.klok),
    )
    zet_op(app, huis, veilig=delen.instellingen.publiek_adres.startswith("https://"))
