"""The form of every command: its errors as exit codes, its days, its parts, its lines of JSON.

Results go to standard output, messages to standard error; 0 done, 1 not done, 2 a wrong call. Imports stand inside the
commands: the start-up time of `serve` must not pay for what only `rapport` needs.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from nachtleven import fouten
from nachtleven.nacht import middag

if TYPE_CHECKING:
    from nachtleven.instellingen import Voor
    from nachtleven.samenstelling import Onderdelen

P = ParamSpec("P")
T = TypeVar("T")

_HOOGSTENS_GETOOND = 200
_UITGANGEN: tuple[tuple[type[fouten.Fout], int], ...] = (
    (fouten.InstellingenFout, 2),
    (fouten.ConfiguratieFout, 2),
    (fouten.Fout, 1),
)


def vertaal_fouten(opdracht: Callable[P, T]) -> Callable[P, T]:
    """Say an error of ours on standard error and leave with its exit code."""

    @wraps(opdracht)
    def doe(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return opdracht(*args, **kwargs)
        except fouten.Fout as fout:
            _zeg_fout(fout)
            sys.exit(next(code for soort, code in _UITGANGEN if isinstance(fout, soort)))

    return doe


def _zeg_fout(fout: fouten.Fout) -> None:
    if isinstance(fout, fouten.InstellingenFout):
        for gebrek in fout.gebreken:
            click.echo(gebrek, err=True)
    elif isinstance(fout, fouten.InvoerFout):
        for rij in fout.rijen[:_HOOGSTENS_GETOOND]:
            click.echo(f"{fout.bestand}: {rij}", err=True)
        if len(fout.rijen) > _HOOGSTENS_GETOOND:
            click.echo(f"… en nog {len(fout.rijen) - _HOOGSTENS_GETOOND} foute rijen", err=True)
        click.echo(f"{fout.bestand}: niets ingevoerd, {len(fout.rijen)} foute rij(en)", err=True)
    else:
        click.echo(str(fout), err=True)


class Dag(click.ParamType[datetime]):
    """A moment, or a date, which means 12:00 Brussels of that day."""

    name = "D"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401 - click's signature
        """Read it; a moment without an offset is refused."""
        if isinstance(value, datetime):
            return value
        try:
            if len(value) == len("2026-01-01"):
                return middag(date.fromisoformat(value))
            gelezen = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value}: geen dag (2026-03-01) of moment (2026-03-01T22:00:00+01:00)", param, ctx)
        if gelezen.tzinfo is None:
            self.fail(f"{value}: een moment zonder afwijking van UTC", param, ctx)
        return gelezen


def delen(voor: "Voor") -> "Onderdelen":
    """Put the parts together; the database must be there, and at the newest migration."""
    from nachtleven import instellingen, klok, logboek
    from nachtleven.opslag import schemaversie
    from nachtleven.samenstelling import stel_samen

    logboek.zet_op()
    gelezen = instellingen.laad(instellingen.omgeving(), voor)
    samen = stel_samen(gelezen, klok.nu)
    if not schemaversie.is_bij(samen.opslag.motor):
        raise fouten.OpslagFout("de database is niet bij: voer `nachtleven db upgrade` uit")
    return samen


def delen_zonder_schema() -> "Onderdelen":
    """Put the parts together over a database that need not be there yet."""
    from nachtleven import instellingen, klok, logboek
    from nachtleven.samenstelling import stel_samen

    logboek.zet_op()
    return stel_samen(instellingen.laad(instellingen.omgeving(), instellingen.Voor.OPSLAG), klok.nu)


def schrijf(rij: dict[str, Any]) -> None:
    """Write one line of JSON to standard output."""
    click.echo(json.dumps(rij, ensure_ascii=False))


def naam(bestand: IO[str]) -> str:
    """Give the file's name; a standard input that was put in another's place has none."""
    return getattr(bestand, "name", "<stdin>")


@contextmanager
def als_pad(bestand: str) -> Iterator[Path]:
    """Give the file's path; standard input is put in a file first."""
    if bestand != "-":
        yield Path(bestand)
        return
    with tempfile.NamedTemporaryFile(suffix=".csv") as tijdelijk:
        tijdelijk.write(sys.stdin.buffer.read())
        tijdelijk.flush()
        yield Path(tijdelijk.name)
