"""The user of a request: kept in a signed session that ends when it is still, old, or its password was changed."""

from datetime import UTC, datetime
from uuid import UUID

from flask import session
from flask_login import UserMixin, login_user

from nachtleven.toegang.gebruikers import Gebruiker
from nachtleven.toegang.sessies import is_pas_bevestigd, is_verlopen
from nachtleven.web.huis import huis


class Aangemeld(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """A user as Flask-Login wants one; its id carries the password's mark."""

    def __init__(self, gebruiker: Gebruiker) -> None:
        self.gebruiker = gebruiker
        self.naam, self.rol, self.moet_wijzigen = gebruiker.naam, gebruiker.rol, gebruiker.moet_wijzigen

    def get_id(self) -> str:
        """Give what the session keeps: id and mark."""
        return f"{self.gebruiker.id}:{self.gebruiker.stempel}"


def begin_sessie(gebruiker: Gebruiker) -> None:
    """Start a fresh session for a user who proved who they are; what an older one held is dropped."""
    nu = int(huis().klok().timestamp())
    session.clear()
    session.permanent = True
    session["begonnen"] = session["laatst"] = session["bewezen"] = nu
    login_user(Aangemeld(gebruiker))


def bevestig_sessie() -> None:
    """Keep that the user of this session just proved again who they are."""
    session["bewezen"] = int(huis().klok().timestamp())


def is_bevestigd() -> bool:
    """Tell whether the user of this session proved not long ago who they are."""
    bewezen = session.get("bewezen")
    return isinstance(bewezen, int) and is_pas_bevestigd(datetime.fromtimestamp(bewezen, UTC), huis().klok())


def laad(sleutel: str) -> Aangemeld | None:
    """Give the session's user, None where it has ended."""
    nu = huis().klok()
    try:
        id_, stempel = sleutel.split(":")
        begonnen, laatst = (datetime.fromtimestamp(session[naam], UTC) for naam in ("begonnen", "laatst"))
        gebruiker = huis().accounts.gebruiker(UUID(id_))
    except (ValueError, KeyError, TypeError):
        return None
    if gebruiker is None or not gebruiker.actief or gebruiker.stempel != stempel or is_verlopen(begonnen, laatst, nu):
        return None
    session["laatst"] = int(nu.timestamp())
    return Aangemeld(gebruiker)
