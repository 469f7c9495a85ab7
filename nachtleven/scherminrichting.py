"""The screens given what they need: the database's sources, the city's ways to report, the archive of reports."""

from flask import Flask

from nachtleven import invoermap
from nachtleven.bureauinrichting import maak_bureau
from nachtleven.instellingentonen import toon_omgeving, toon_stad
from nachtleven.invoerloket import Invoerloket
from nachtleven.opslag.accounts import Accountopslag, Auditopslag
from nachtleven.opslag.apisleutels import Apisleutels
from nachtleven.opslag.beheer import Auditboek, Dienstlezer
from nachtleven.opslag.bevindingen import Bevindingboek
from nachtleven.opslag.brieven import Briefopslag
from nachtleven.opslag.deur import Deurbron
from nachtleven.opslag.handelingen import Handelingen
from nachtleven.opslag.openbaar import Openbaarbron
from nachtleven.opslag.rapporten import Rapportleven
from nachtleven.opslag.schermen import Schermbron
from nachtleven.opslag.zaaklog import Zaaklogboek
from nachtleven.samenstelling import Onderdelen
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.toezicht.plichten import laad_plichten
from nachtleven.web.api import Api, zet_api
from nachtleven.web.beheerwaarden import Beheer
from nachtleven.web.huis import Huis, Meldwegen
from nachtleven.web.opzet import zet_op
from nachtleven.web.stadslogin import Stadslogin, zet_stadslogin
from nachtleven.web.toezichthuis import Toezicht
from nachtleven.webpost import Webpost

RAPPORTENMAP = "rapporten"
"""The folder of the report archive under the data folder."""


def _toezicht(delen: Onderdelen) -> Toezicht:
    """Give the screens of the oversight what they need."""
    plichten = laad_plichten(delen.stad.map)
    boek = Bevindingboek(delen.opslag, plichten)
    return Toezicht(
        bevindingen=boek,
        deur=Deurbron(delen.opslag, boek),
        zaaklog=Zaaklogboek(delen.opslag),
        invoer=Invoerloket(delen.instellingen.data / invoermap.MAP, delen.klok),
        plichten=plichten,
    )


def _beheer(delen: Onderdelen) -> Beheer:
    """Give the administrator's rooms what they need."""
    spoel = delen.aanname.spoel
    return Beheer(
        gebruikers=Accountopslag(delen.opslag),
        audit=Auditboek(delen.opslag),
        dienst=Dienstlezer(delen.opslag, lambda: (spoel.aantal(), len(spoel.kapotte(delen.klok())))),
        instellingen=toon_omgeving(delen.instellingen),
        stad=toon_stad(delen.instellingen.config),
    )


def _stadslogin(delen: Onderdelen) -> Stadslogin | None:
    """Give the way to the city's single sign-on, None where it is off."""
    if delen.instellingen.oidc is None:
        return None
    rollen = {woord: Gebruikersrol(rol) for woord, rol in delen.stad.oidc_rollen}
    return Stadslogin(*delen.instellingen.oidc, delen.instellingen.publiek_adres, delen.stad.oidc_claim, rollen)


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
        toezicht=_toezicht(delen),
        stad=Meldwegen(
            nummer=nummer.kort,
            sleutelwoord=nummer.sleutelwoord,
            lang_nummer=nummer.lang,
            email=nummer.mail,
            contact_dagen=delen.stad.termijnen.contact_dagen,
            webformulier=True,
        ),
        brieven=Briefopslag(delen.opslag, delen.boek, nummer.nazorg),
        verslagen=Rapportleven(delen.opslag),
        webpost=Webpost(delen.aanname, delen.opslag, nummer.kort, delen.klok),
        bureau=maak_bureau(delen),
        beheer=_beheer(delen),
        met_code=not delen.instellingen.is_demo,
    )
    zet_api(app, Api(Apisleutels(delen.opslag), Openbaarbron(delen.opslag)))
    zet_stadslogin(app, _stadslogin(delen))
    zet_op(app, huis, veilig=delen.instellingen.publiek_adres.startswith("https://"))
