"""Making a user: what `nachtleven gebruiker maak` does."""

from nachtleven.opslag.accounts import Accountopslag
from nachtleven.samenstelling import Onderdelen
from nachtleven.toegang.gebruikers import Gebruikersrol, totp_adres


def maak_gebruiker(delen: Onderdelen, naam: str, rol: str) -> dict[str, str]:
    """Make a user and give what is shown this once: the one-time password and the code app's secret.

    Raises:
        BezetFout: the name is taken.
    """
    gemaakt = Accountopslag(delen.opslag).maak(naam, Gebruikersrol(rol), delen.klok())
    geheim = gemaakt.totp or ""
    return {
        "naam": gemaakt.naam,
        "rol": gemaakt.rol.value,
        "wachtwoord": gemaakt.wachtwoord,
        "totp": geheim,
        "totp_adres": totp_adres(geheim, naam) if geheim else "",
    }
