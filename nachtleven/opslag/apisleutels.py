"""Queries on the clients of the API: made, revoked, and known by their token."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from nachtleven.fouten import BezetFout, NietGevonden
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.typen import Sleutel, Tabel
from nachtleven.toegang.apisleutels import (
    Apiclient,
    Bereik,
    geheim_klopt,
    hash_geheim,
    lees_token,
    nieuw_geheim,
    schrijf_token,
)


class ApisleutelRij(Tabel):
    """A client of the API with the hash of its token. `bereiken`: what it may read, comma separated."""

    __tablename__ = "apisleutels"

    id: Mapped[Sleutel]
    naam: Mapped[str] = mapped_column(String(60), unique=True)
    bereiken: Mapped[str] = mapped_column(String(200))
    hash: Mapped[str] = mapped_column(String(64))
    gemaakt: Mapped[datetime]
    ingetrokken: Mapped[datetime | None]


class Apisleutels:
    """The clients in the database."""

    def __init__(self, opslag: Opslag) -> None:
        self._opslag = opslag

    def maak(self, naam: str, bereiken: frozenset[Bereik], moment: datetime) -> str:
        """Make a client; give its token, which is kept nowhere.

        Raises:
            BezetFout: the name is taken, also by a client that was revoked.
        """
        id_, geheim = uuid4(), nieuw_geheim()
        rij = ApisleutelRij(
            id=id_, naam=naam, bereiken=",".join(sorted(bereiken)), hash=hash_geheim(geheim), gemaakt=moment
        )
        try:
            with self._opslag.schrijven() as sessie:
                sessie.add(rij)
        except IntegrityError as fout:
            raise BezetFout(f"er is al een client {naam}") from fout
        return schrijf_token(id_, geheim)

    def trek_in(self, naam: str, moment: datetime) -> None:
        """Let a client's token open nothing more, from now on; one that was revoked stays so.

        Raises:
            NietGevonden: no such client.
        """
        with self._opslag.schrijven() as sessie:
            rij = sessie.scalar(select(ApisleutelRij).where(ApisleutelRij.naam == naam))
            if rij is None:
                raise NietGevonden("client", naam)
            rij.ingetrokken = rij.ingetrokken or moment

    def lijst(self) -> list[Apiclient]:
        """Give all clients by name."""
        with self._opslag.lezen() as sessie:
            return [_client(rij) for rij in sessie.scalars(select(ApisleutelRij).order_by(ApisleutelRij.naam))]

    def wie(self, token: str) -> Apiclient | None:
        """Give whose token this is; None: nobody's, or it was revoked."""
        gelezen = lees_token(token)
        if gelezen is None:
            return None
        with self._opslag.lezen() as sessie:
            rij = sessie.get(ApisleutelRij, gelezen[0])
            if rij is None or rij.ingetrokken is not None or not geheim_klopt(gelezen[1], rij.hash):
                return None
            return _client(rij)


def _client(rij: ApisleutelRij) -> Apiclient:
    bereiken = frozenset(Bereik(woord) for woord in rij.bereiken.split(","))
    return Apiclient(rij.id, rij.naam, bereiken, rij.gemaakt, rij.ingetrokken)
