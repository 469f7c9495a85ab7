"""A mail server on a bad day, met by calls to who is on call: each goes out, or is said not to."""

import itertools
import shutil
import socketserver
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from sqlalchemy import select

from benches.fout_maten import Uitslag, huis
from nachtleven.opslag.diensttabellen import OproepRij
from nachtleven.taken.versturen import verstuur
from nachtleven.taken.werkplaats import Werkplaats
from tests.conftest import Klok
from tests.proefhuis import maak_bericht

WORTEL = Path(__file__).parent.parent
SPOED = "ze slaan mijn vriend nu aan bar kwikzilver, hij bloedt hard"


class _Mailserver(socketserver.StreamRequestHandler):
    """Says the greeting, and after that what this connection's turn is; a mail that was taken is kept by its id."""

    beurten = (
        "not a server", "busy", "no reader today", "no mail today", "hangs up before", "hangs up after", "odd goodbye",
        "silent", "refuses for good", "",
    )  # fmt: skip
    groet: ClassVar[dict[str, bytes]] = {
        "not a server": b"onzin\r\n", "busy": b"421 straks\r\n", "silent": b"", "refuses for good": b"554 nee\r\n",
    }  # fmt: skip
    beurt, gedaan = itertools.cycle(beurten), Counter[str]()
    gekregen: ClassVar[list[str]] = []

    def handle(self) -> None:
        wat = next(self.beurt)
        self.gedaan[wat or "takes it"] += 1
        with suppress(OSError):
            self.wfile.write(self.groet.get(wat, b"220 hier\r\n"))
            while regel := self.rfile.readline():
                opdracht = regel[:4].upper()
                if opdracht == b"RCPT" and wat == "no reader today":
                    self.wfile.write(b"451 later\r\n")
                elif opdracht == b"DATA":
                    if not self._neem_aan(wat):
                        return
                elif opdracht == b"QUIT" and wat != "odd goodbye":
                    self.wfile.write(b"221 dag\r\n")
                else:
                    self.wfile.write(b"250 goed\r\n")

    def _neem_aan(self, wat: str) -> bool:
        """Take a mail, or not; False: the line is cut."""
        if wat == "hangs up before":
            return False
        self.wfile.write(b"354 ga door\r\n")
        regels = list(iter(self.rfile.readline, b".\r\n"))
        if wat == "no mail today":
            self.wfile.write(b"451 later\r\n")
            return True
        self.gekregen += [r.split(b":", 1)[1].strip().decode() for r in regels if r.lower().startswith(b"message-id:")]
        if wat == "hangs up after":
            return False
        self.wfile.write(b"250 goed\r\n")
        return True


def smtp_weigert(map_: Path, keren: int) -> Uitslag:
    """Call who is on call by mail; lost is a call that neither went nor is kept as given up, or went as two."""
    shutil.copytree(WORTEL / "config", map_ / "config")
    stad = map_ / "config" / "nachtleven.toml"
    stad.write_text(stad.read_text("utf-8").replace("mails = []", 'mails = ["wacht@stad.example"]', 1), "utf-8")
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mailserver) as mailserver:
        threading.Thread(target=mailserver.serve_forever, daemon=True).start()
        url = f"smtp://127.0.0.1:{mailserver.server_address[1]}"
        deur = huis(map_ / "huis", NACHTLEVEN_CONFIG=str(stad), NACHTLEVEN_SMTP_URL=url)
        klok = deur.delen.klok
        assert isinstance(klok, Klok)
        for nummer in range(keren):
            deur.delen.ontvangst.neem_aan(maak_bericht(nummer, f"{SPOED} {nummer}", klok(), f"+3247{nummer:07d}"))
        for _ in range(16):
            verstuur(Werkplaats(deur.delen))
            klok.verder(hours=3)
        mailserver.shutdown()
    with deur.delen.opslag.lezen() as sessie:
        staten = {str(rij.id): rij.staat for rij in sessie.scalars(select(OproepRij).where(OproepRij.wijze == "mail"))}
    deur.delen.opslag.sluit()
    gekregen = {id_.strip("<>").partition("@")[0] for id_ in _Mailserver.gekregen}
    gegaan, opgegeven = ({id_ for id_, staat in staten.items() if staat == welke} for welke in ("verstuurd", "dood"))
    weg = abs(keren - len(staten)) + len(gegaan ^ (gekregen - opgegeven)) + len(staten.keys() - gegaan - opgegeven)
    return Uitslag(
        keren, weg,
        f"{dict(_Mailserver.gedaan)}; {len(gegaan)} calls went, each by one id; {len(opgegeven)} refused for good, and "
        "kept as given up",
    )  # fmt: skip
