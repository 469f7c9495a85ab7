"""Nothing is lost, whatever breaks: each fault tried many times, and what was lost by it (0).

Lost is: a message that was confirmed and is kept nowhere, one kept twice, a text sent twice or never, half a report, a
register changed by half a file, or an error that isn't a sentence of ours.

Run: `make bench-fouten`, or `python benches/fouten.py [--klein] [FAULT …]`. A full disk is a small file system of its
own for who may mount one, else a limit on the size of files. Ends with 1 where anything was lost.
"""

import logging
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))


from benches.fout_buiten_maten import half_register, twilio_weigert, typfout_in_config
from benches.fout_gedood_maten import gedood, migratie_onderbroken, rapport_gedood
from benches.fout_mail_maten import smtp_weigert
from benches.fout_maten import Uitslag
from benches.fout_opslag_maten import database_op_slot, klok_terug, postgresql_herstart, schijf_vol, trage_verbindingen
from benches.fout_vijandig_maten import vijandige_berichten
from nachtleven import logboek

FOUTEN: dict[str, tuple[Callable[[Path, int], Uitslag], int, int]] = {
    "schijf_vol": (schijf_vol, 400, 20),
    "database_op_slot": (database_op_slot, 60, 0),
    "postgresql_herstart": (postgresql_herstart, 300, 0),
    "klok_terug": (klok_terug, 100, 10),
    "gedood": (gedood, 200, 6),
    "half_register": (half_register, 100, 0),
    "typfout_in_config": (typfout_in_config, 150, 15),
    "migratie_onderbroken": (migratie_onderbroken, 20, 3),
    "rapport_gedood": (rapport_gedood, 8, 0),
    "smtp_weigert": (smtp_weigert, 30, 4),
    "twilio_weigert": (twilio_weigert, 40, 5),
    "vijandige_berichten": (vijandige_berichten, 10_000, 300),
    "trage_verbindingen": (trage_verbindingen, 200, 0),
}
"""Fault: how it is tried, how often in the bench and in the tests; 0: not in the tests, or elsewhere there."""


def main(woorden: Sequence[str]) -> int:
    klein = "--klein" in woorden
    gevraagd = [woord for woord in woorden if not woord.startswith("-")] or list(FOUTEN)
    totaal, begin = 0, time.monotonic()
    for naam in gevraagd:
        probeer, groot, weinig = FOUTEN[naam]
        keren = weinig if klein else groot
        if not keren:
            continue
        with tempfile.TemporaryDirectory() as tijdelijk:
            sinds = time.monotonic()
            uitslag = probeer(Path(tijdelijk), keren)
        totaal += uitslag.verloren
        duur = time.monotonic() - sinds
        sys.stdout.write(
            f"{naam:22} tried {uitslag.keren:6}  lost {uitslag.verloren}  ({duur:.0f} s) {uitslag.gezien}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"lost in all: {totaal}, in {time.monotonic() - begin:.0f} s\n")
    return 1 if totaal else 0


if __name__ == "__main__":
    logboek.zet_op(logging.CRITICAL)
    sys.exit(main(sys.argv[1:]))
