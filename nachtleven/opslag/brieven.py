"""What staff write to a melder, kept as an answer of the melding with its outbox row, in one transaction."""

from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from nachtleven.berichten import Kanaal
from nachtleven.fouten import NietGevonden, SleutelFout, VerouderdFout, WensFout
from nachtleven.gesprek import Antwoordboek
from nachtleven.gesprekken.brieven import Bereikbaarheid, Brief, Schrijfrem, rem_op, schrijf_brief
from nachtleven.meldingen import Contactwens, Status
from nachtleven.opslag import wachtrij
from nachtleven.opslag.berichten import UIT
from nachtleven.opslag.gesprekken import is_gestopt
from nachtleven.opslag.motor import Opslag
from nachtleven.opslag.tabellen import AntwoordRij, MelderRij, MeldingRij, UitpostRij, VerloopRij
from nachtleven.telefoonnummers import normaliseer
from nachtleven.web.tonen import Bewerking

_SOORT = "personeel"


def wens_van(sessie: Session, rij: MeldingRij) -> Contactwens | None:
    """Give how the melder wants to be reached: what was said for this melding, else by the sender at all."""
    melder = sessie.get(MelderRij, rij.melder) if rij.melder else None
    wens = rij.contactwens or (melder.contactwens if melder else None)
    return Contactwens(wens) if wens else None


def rem_van(sessie: Session, opslag: Opslag, rij: MeldingRij) -> Schrijfrem | None:
    """Give why this melder gets no text from staff, or None."""
    nummer = _nummer(opslag, rij)
    gestopt = nummer is not None and is_gestopt(sessie, opslag, normaliseer(nummer))
    return rem_op(Bereikbaarheid(Status(rij.status), wens_van(sessie, rij), gestopt, bool(nummer)))


def _nummer(opslag: Opslag, rij: MeldingRij) -> str | None:
    if rij.nummer_geheim is None:
        return None
    try:
        sleutel = opslag.kluis.open_sleutel(rij.sleutel, "meldingen", rij.id)
        return sleutel.ontsleutel("nummer", rij.nummer_geheim)
    except SleutelFout:
        return None


class Briefopslag:
    """Queues what staff write. `nazorg`: where to find aftercare, as a text says it."""

    def __init__(self, opslag: Opslag, boek: Antwoordboek, nazorg: str) -> None:
        self._opslag, self._boek, self._nazorg = opslag, boek, nazorg

    def schrijf_terug(self, bewerking: Bewerking, brief: Brief) -> None:
        """Queue a text to the melder, in the melder's language where it stands ready; a line in the history tells it.

        Raises:
            NietGevonden: no such melding.
            VerouderdFout: another changed it meanwhile, or this very form was sent before.
            WensFout: the melder may not, or does not want to, get it.
            ValueError: there is nothing to send, or it is too long.
        """
        with self._opslag.schrijven() as sessie:
            vraag = select(MeldingRij).where(MeldingRij.kenmerk == bewerking.kenmerk).with_for_update()
            rij = sessie.scalar(vraag)
            if rij is None or rij.status == Status.GEWIST.value:
                raise NietGevonden("melding", bewerking.kenmerk)
            if rij.versie != bewerking.versie:
                raise VerouderdFout(bewerking.versie, rij.versie)
            rem = rem_van(sessie, self._opslag, rij)
            if rem is not None:
                raise WensFout(rem.value)
            taal = self._boek.taal(rij.taal)
            tekst = schrijf_brief(brief, self._boek, taal, {"kenmerk": rij.kenmerk, "nazorg": self._nazorg})
            rij.versie += 1
            rij.aandacht = None  # somebody looked
            self._leg_klaar(sessie, rij, bewerking, (taal, tekst))
            sessie.add(
                VerloopRij(
                    id=uuid4(),
                    melding_id=rij.id,
                    moment=bewerking.moment,
                    door=bewerking.door,
                    handeling="geschreven",
                    naar=brief.sjabloon.value if brief.sjabloon else "eigen_woorden",
                )
            )

    def _leg_klaar(self, sessie: Session, rij: MeldingRij, bewerking: Bewerking, brief: tuple[str, str]) -> None:
        taal, tekst = brief
        antwoord = uuid4()
        sleutel = self._opslag.kluis.open_sleutel(rij.sleutel, "meldingen", rij.id)
        sessie.add(
            AntwoordRij(
                id=antwoord,
                bericht_id=None,
                melding_id=rij.id,
                soort=_SOORT,
                taal=taal,
                wijze=UIT,
                tekst_geheim=sleutel.versleutel(f"antwoord {antwoord}", tekst),
                gemaakt=bewerking.moment,
            )
        )
        sessie.flush()
        if rij.kanaal == Kanaal.WEB.value:
            return  # its melder reads it on the page of the web form
        moment, post = bewerking.moment, uuid4()
        sessie.add(
            UitpostRij(id=post, antwoord_id=antwoord, staat="wacht", pogingen=0, volgende=moment, bijgewerkt=moment)
        )
        wachtrij.leg_klaar(sessie, wachtrij.ANTWOORD, [str(post)])
