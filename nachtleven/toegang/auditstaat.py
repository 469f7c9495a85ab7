"""What is said of the audit log and the erasure journal: whether they are whole, and their heads, to keep elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from nachtleven.nacht import lokaal


@dataclass(frozen=True, slots=True)
class Auditstaat:
    """The log at a moment: the line at which it first breaks (None: whole), its head, and the journal's.

    `wisboek_heel` False: the journal can't be read or was changed; its head is then of no line.
    """

    moment: datetime
    breuk: int | None
    volgnummer: int
    mac: str
    wisregels: int
    wismac: str
    wisboek_heel: bool

    @property
    def is_heel(self) -> bool:
        """Whether both are whole."""
        return self.breuk is None and self.wisboek_heel

    @property
    def kop(self) -> str:
        """The head of the log as it is kept elsewhere: number and MAC."""
        return f"{self.volgnummer}:{self.mac}"


def lees_kop(tekst: str) -> tuple[int, str] | None:
    """Read a head back; None: it is not one."""
    nummer, _, mac = tekst.strip().partition(":")
    is_kop = nummer.isascii() and nummer.isdecimal() and len(mac) == 64 and all(t in "0123456789abcdef" for t in mac)
    return (int(nummer), mac) if is_kop else None


def auditbrief(staat: Auditstaat, stad: str) -> tuple[str, str]:
    """Write the daily mail: its subject and its text."""
    oordeel = "heel" if staat.is_heel else "NIET HEEL"
    wat = "De keten is heel." if staat.breuk is None else f"De keten breekt bij lijn {staat.breuk}."
    boek = "Het wisboek is heel." if staat.wisboek_heel else "Het wisboek is niet heel."
    tekst = (
        f"Auditlog van het meldpunt {stad}, {lokaal(staat.moment):%d/%m/%Y %H:%M}.\n\n"
        f"{wat}\n{boek}\n\n"
        f"kop: {staat.kop}\n"
        f"wisboek: {staat.wisregels}:{staat.wismac}\n\n"
        "Bewaar dit bericht. Of er sindsdien lijnen verdwenen, kijkt de beheerder na met:\n"
        f"nachtleven audit controleer --kop {staat.kop}\n"
    )
    return f"Auditlog {oordeel}: lijn {staat.volgnummer}", tekst
