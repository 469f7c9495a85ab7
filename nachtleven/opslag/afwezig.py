"""Who of onthaal is away, and who stands in."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.opslag.opvolgtabellen import AfwezigheidRij
from nachtleven.opslag.tabellen import GebruikerRij
from nachtleven.toegang.gebruikers import Gebruikersrol
from nachtleven.web.opvolgwaarden import Afwezigheid


def afwezigen(sessie: Session, dag: date) -> tuple[Afwezigheid, ...]:
    """Give who is away on this day, by name."""
    vraag = select(AfwezigheidRij).where(AfwezigheidRij.tot >= dag).order_by(AfwezigheidRij.gebruiker)
    return tuple(Afwezigheid(rij.gebruiker, rij.tot, rij.vervanger) for rij in sessie.scalars(vraag))


def collegas(sessie: Session) -> tuple[str, ...]:
    """Give the names of the active users of onthaal."""
    vraag = select(GebruikerRij.naam).where(
        GebruikerRij.rol == Gebruikersrol.ONTHAAL.value, GebruikerRij.actief.is_(True)
    )
    return tuple(sessie.scalars(vraag.order_by(GebruikerRij.naam)))
