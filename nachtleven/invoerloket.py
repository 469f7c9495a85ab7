"""Register files that come in over a screen: put aside, looked at, and kept only when a person says so.

Reading a file is heavy (spreadsheets, the index over the venues), so our own command line does it in a process of its
own and the web process stays light. What was put aside lies in the data folder, readable by this user alone, until it
is kept or an hour has passed.
"""

import json
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nachtleven.fouten import Fout, NietGevonden
from nachtleven.invoermap import gooi_weg, ruim_op
from nachtleven.web.invoertonen import Invoeruitkomst, Invoervoorbeeld

_GEDULD_S = 300
_BEWIJS = re.compile(r"[A-Za-z0-9_-]{24}")
"""What a file that was put aside is asked for by, as `secrets.token_urlsafe(18)` makes it."""
Roep = Callable[[Sequence[str]], tuple[int, str]]


def roep_opdracht(woorden: Sequence[str]) -> tuple[int, str]:
    """Run our own command line in a process of its own; give its exit code and what it wrote.

    Raises:
        Fout: it took longer than five minutes.
    """
    try:
        gedaan = subprocess.run(  # noqa: S603 - our own program, the words are no shell's
            [sys.executable, "-m", "nachtleven", *woorden],
            capture_output=True,
            text=True,
            check=False,
            timeout=_GEDULD_S,
        )
    except subprocess.TimeoutExpired as fout:
        raise Fout("het inlezen duurde te lang") from fout
    return gedaan.returncode, gedaan.stdout


@dataclass(frozen=True, slots=True)
class Invoerloket:
    """Takes files in. `map`: the folder where they lie meanwhile; `klok` gives the present moment."""

    map: Path
    klok: Callable[[], datetime]
    roep: Roep = roep_opdracht

    def bekijk(self, soort: str, naam: str, inhoud: bytes) -> Invoeruitkomst:
        """Tell what a file would change, and put it aside; nothing of it is kept in the registers.

        Raises:
            Fout: it could not be read at all.
        """
        ruim_op(self.map, self.klok())
        bewijs = secrets.token_urlsafe(18)
        pad = self._pad(bewijs)
        pad.touch(mode=0o600)
        pad.write_bytes(inhoud)
        pad.with_suffix(".json").write_text(json.dumps({"soort": soort, "naam": naam}), encoding="utf-8")
        gelezen = self._voer("register", "importeer", soort, str(pad), "--droog", "--json")
        if gelezen.get("fouten"):
            gooi_weg(pad)
            bewijs = ""
        return _uitkomst(soort, naam, bewijs, gelezen)

    def bewaar(self, bewijs: str, door: str) -> Invoeruitkomst:
        """Keep the file that was looked at, whole or not at all.

        Raises:
            NietGevonden: it was kept already, or put aside more than an hour ago.
            Fout: it could not be read.
        """
        ruim_op(self.map, self.klok())
        pad = self._pad(bewijs)
        if not _BEWIJS.fullmatch(bewijs) or not pad.is_file():
            raise NietGevonden("bestand", "dat nagekeken is")
        wat = json.loads(pad.with_suffix(".json").read_text(encoding="utf-8"))
        gelezen = self._voer("register", "importeer", wat["soort"], str(pad), "--json", "--door", door)
        gooi_weg(pad)
        return _uitkomst(wat["soort"], wat["naam"], "", gelezen)

    def _pad(self, bewijs: str) -> Path:
        self.map.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.map / f"{bewijs}.bestand"

    def _voer(self, *woorden: str) -> dict[str, Any]:
        code, uit = self.roep(woorden)
        try:
            gelezen: dict[str, Any] = json.loads(uit)
        except ValueError as fout:
            raise Fout(f"het bestand kon niet ingelezen worden (code {code})") from fout
        return gelezen


def _uitkomst(soort: str, naam: str, bewijs: str, gelezen: dict[str, Any]) -> Invoeruitkomst:
    return Invoeruitkomst(
        soort=soort,
        bestand=naam,
        bewijs=bewijs,
        nieuw=gelezen.get("nieuw", 0),
        gewijzigd=gelezen.get("gewijzigd", 0),
        gelijk=gelezen.get("gelijk", 0),
        weg=gelezen.get("weg", 0),
        voorbeelden=tuple(
            Invoervoorbeeld(v["wat"], ", ".join(v["sleutel"]), tuple((n, w, x) for n, w, x in v["velden"]))
            for v in gelezen.get("voorbeelden", ())
        ),
        opmerkingen=tuple(gelezen.get("opmerkingen", ())),
        fouten=tuple((f["lijn"], f["veld"], f["reden"]) for f in gelezen.get("fouten", ())),
        aantal_fouten=gelezen.get("aantal_fouten", 0),
    )
