"""The sticker of a venue: what stands on it, and the making of its PDF, of one or of many, in a process of its own.

The web server never loads the typesetter: it weighs 40 MB and takes a second to begin. The pages are made by
`python -m nachtleven.opmaak.sticker`, which gets the words on its standard input and needs neither the database nor a
key.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from nachtleven.fouten import Fout
from nachtleven.register.zaken import Zaak
from nachtleven.stad import Nummer

_GEDULD_S, _GEDULD_PER_S = 30.0, 0.05


@dataclass(frozen=True, slots=True)
class Sticker:
    """What a sticker says: the number (free), the long one, the address, and the code that makes the venue certain."""

    nummer: str
    lang: str
    mail: str
    naam: str
    code: str

    @property
    def qr(self) -> str:
        """Give what the QR code holds: it opens a text to the number with the venue's code already in it."""
        return f"SMSTO:{self.nummer}:{self.code}"


class StickerFout(Fout):
    """A sticker that could not be made."""


def sticker_van(zaak: Zaak, nummer: Nummer) -> Sticker:
    """Give the sticker of a venue."""
    return Sticker(nummer.kort, nummer.lang, nummer.mail, zaak.naam, zaak.code)


def maak_pdf(stickers: Sequence[Sticker]) -> bytes:
    """Make one PDF in another process, a page a sticker, in their order; at least one.

    Raises:
        StickerFout: it did not come, or not in time.
    """
    opdracht = [sys.executable, "-m", "nachtleven.opmaak.sticker"]
    invoer = json.dumps([{**asdict(sticker), "qr": sticker.qr} for sticker in stickers]).encode()
    geduld = _GEDULD_S + _GEDULD_PER_S * len(stickers)
    try:
        gedaan = subprocess.run(opdracht, input=invoer, capture_output=True, timeout=geduld, check=True)  # noqa: S603 - our own module
    except (subprocess.SubprocessError, OSError) as fout:
        raise StickerFout("de sticker kon niet gemaakt worden") from fout
    return gedaan.stdout
