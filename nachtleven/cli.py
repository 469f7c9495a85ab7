"""The command line. Results go to standard output, messages to standard error; 0 done, 1 not done, 2 a wrong call.

Imports stand inside the commands: the start-up time of `serve` must not pay for what only `rapport` needs.
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


def _vertaal_fouten(opdracht: Callable[P, T]) -> Callable[P, T]:
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


def _delen(voor: "Voor") -> "Onderdelen":
    """Put the parts together; the database must be there, and at the newest migration."""
    from nachtleven import instellingen, klok, logboek
    from nachtleven.opslag import schema
    from nachtleven.samenstelling import stel_samen

    logboek.zet_op()
    gelezen = instellingen.laad(instellingen.omgeving(), voor)
    delen = stel_samen(gelezen, klok.nu)
    if not schema.is_bij(delen.opslag.motor):
        raise fouten.OpslagFout("de database is niet bij: voer `nachtleven db upgrade` uit")
    return delen


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nachtleven")
def main() -> None:
    """Meldpunt 8989: van een sms aan de deur tot het verslag voor het nachtlevenoverleg."""


@main.group()
def db() -> None:
    """De database."""


@db.command("upgrade")
@_vertaal_fouten
def db_upgrade() -> None:
    """Maak het schema of breng het bij."""
    from nachtleven import instellingen
    from nachtleven.opslag import schema
    from nachtleven.samenstelling import open_opslag

    opslag = open_opslag(instellingen.laad(instellingen.omgeving(), instellingen.Voor.OPSLAG))
    voor, na = schema.werk_bij(opslag.motor)
    click.echo(f"schema staat op {na}" + ("" if voor == na else f" (was {voor or 'leeg'})"), err=True)


@main.group()
def register() -> None:
    """De registers."""


@register.command("importeer")
@click.argument("soort", type=click.Choice(["zaken", "portiers", "inzet", "incidenten", "controles"]))
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--droog", is_flag=True, help="Alleen nakijken, niets bewaren.")
@_vertaal_fouten
def register_importeer(soort: str, bestand: str, droog: bool) -> None:  # noqa: FBT001 - click's own
    """Voer een registerbestand in: helemaal of niet."""
    from nachtleven import instellingen
    from nachtleven.registerinvoer import voer_in

    delen = _delen(instellingen.Voor.OPSLAG)
    with _als_pad(bestand) as pad:
        gevolg = voer_in(delen, soort, pad, door="opdrachtregel", droog=droog)
    for opmerking in gevolg.opmerkingen:
        click.echo(opmerking, err=True)
    verschil = gevolg.verschil
    click.echo(
        f"{soort}: {verschil.nieuw} nieuw, {verschil.gewijzigd} gewijzigd, "
        f"{verschil.gelijk} ongewijzigd, {verschil.weg} weg" + (" (droog: niets bewaard)" if droog else "")
    )


@main.command()
@click.option("--jsonl", is_flag=True, required=True, help="Een JSON-object per lijn.")
@click.argument("bestand", type=click.File(encoding="utf-8-sig"))
@_vertaal_fouten
def lees(jsonl: bool, bestand: IO[str]) -> None:  # noqa: FBT001, ARG001 - click's own
    """Lees teksten tegen de registers; bewaar niets."""
    from nachtleven import instellingen
    from nachtleven.koppelen import koppel_zaak
    from nachtleven.regels import lees_regels, moment, tekst
    from nachtleven.toonlezing import als_regel

    delen = _delen(instellingen.Voor.OPSLAG)
    regels = lees_regels(_naam(bestand), bestand, lambda r: (r["id"], moment(r, "ontvangen"), tekst(r, "tekst")))
    lezer = delen.lezers.lezer()
    for kenmerk, ontvangen, inhoud in regels:
        lezing = lezer.lees(inhoud, ontvangen)
        _schrijf({"id": kenmerk, **als_regel(lezing, koppel_zaak(lezing))})


@main.group()
def sms() -> None:
    """De berichten."""


@sms.command("importeer")
@click.argument("bestand", type=click.File(encoding="utf-8-sig"))
@_vertaal_fouten
def sms_importeer(bestand: IO[str]) -> None:
    """Neem de uitvoer van een poort in alsof elk bericht op zijn eigen moment aankwam; verstuur niets."""
    from nachtleven import instellingen
    from nachtleven.smsinvoer import lees_uitvoer, neem_over

    delen = _delen(instellingen.Voor.OPSLAG)
    berichten = lees_uitvoer(_naam(bestand), bestand, delen.stad.nummer.kort)
    overgeslagen = 0
    for genomen in neem_over(delen, berichten):
        if genomen is None:
            overgeslagen += 1
        else:
            _schrijf(genomen)
    click.echo(f"{len(berichten) - overgeslagen} ingenomen, {overgeslagen} waren er al", err=True)


@sms.command("overzicht")
@click.option("--json", "als_json", is_flag=True, required=True)
@_vertaal_fouten
def sms_overzicht(als_json: bool) -> None:  # noqa: FBT001, ARG001 - click's own
    """Tel de berichten en de antwoorden."""
    from nachtleven import instellingen
    from nachtleven.opslag import berichten

    delen = _delen(instellingen.Voor.OPSLAG)
    with delen.opslag.lezen() as sessie:
        telling = berichten.tel(sessie)
    _schrijf(
        {
            "in": telling.binnen,
            "te_lezen": telling.te_lezen,
            "gelezen": telling.gelezen,
            "spoel": 0,
            "antwoorden": telling.antwoorden,
            "uit": telling.uit,
        }
    )


@main.group()
def meldingen() -> None:
    """De meldingen."""


@meldingen.command("exporteer")
@click.option("--jsonl", is_flag=True, required=True, help="Een JSON-object per lijn.")
@click.option("--van", type=Dag(), help="Vanaf, inbegrepen.")
@click.option("--tot", type=Dag(), help="Tot, niet inbegrepen.")
@_vertaal_fouten
def meldingen_exporteer(jsonl: bool, van: datetime | None, tot: datetime | None) -> None:  # noqa: FBT001, ARG001 - click's own
    """Schrijf de meldingen uit, ook de gewiste; zonder telefoonnummers."""
    from nachtleven import instellingen
    from nachtleven.opslag import uitvoer

    delen = _delen(instellingen.Voor.OPSLAG)
    with delen.opslag.lezen() as sessie:
        for rij in uitvoer.meldingen(sessie, van, tot):
            _schrijf(rij)


@main.group()
def portier() -> None:
    """De naleving van het portierreglement."""


@portier.command("controleer")
@click.option("--van", type=Dag(), required=True, help="Vanaf, inbegrepen.")
@click.option("--tot", type=Dag(), required=True, help="Tot, niet inbegrepen.")
@click.option("--jsonl", is_flag=True, required=True, help="Een JSON-object per lijn.")
@_vertaal_fouten
def portier_controleer(van: datetime, tot: datetime, jsonl: bool) -> None:  # noqa: FBT001, ARG001 - click's own
    """Toon de bevindingen van een periode, elk met haar bewijs."""
    from nachtleven import instellingen
    from nachtleven.nachttoets import controleer

    for regel in controleer(_delen(instellingen.Voor.OPSLAG), van, tot):
        _schrijf(regel)


@main.group()
def rapport() -> None:
    """De verslagen."""


@rapport.command("maak")
@click.option("--soort", type=click.Choice(["maand", "kwartaal", "jaar"]), required=True)
@click.option("--periode", required=True, help="2026-03, 2026-K1 of 2026.")
@click.option("--uit", "map_uit", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--versie", type=click.Choice(["intern", "deelbaar"]))
@_vertaal_fouten
def rapport_maak(soort: str, periode: str, map_uit: Path, versie: str | None) -> None:
    """Bouw het verslag van een periode."""
    from nachtleven import instellingen
    from nachtleven.rapportbouw import maak_in

    delen = _delen(instellingen.Voor.OPSLAG)
    maak_in(delen, soort, periode, versie, map_uit)
    click.echo(str(map_uit), err=True)


@main.group()
def gebruiker() -> None:
    """De gebruikers."""


@gebruiker.command("maak")
@click.argument("naam")
@click.option("--rol", type=click.Choice(["onthaal", "economie", "preventie", "politie", "beheer"]), required=True)
@click.option("--json", "als_json", is_flag=True)
@_vertaal_fouten
def gebruiker_maak(naam: str, rol: str, als_json: bool) -> None:  # noqa: FBT001 - click's own
    """Maak een gebruiker; toon het eenmalige wachtwoord en het TOTP-geheim deze ene keer."""
    from nachtleven import instellingen
    from nachtleven.accounts import maak_gebruiker

    gemaakt = maak_gebruiker(_delen(instellingen.Voor.OPSLAG), naam, rol)
    if als_json:
        _schrijf(gemaakt)
    else:
        for veld, waarde in gemaakt.items():
            click.echo(f"{veld}: {waarde}")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8989, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@_vertaal_fouten
def serve(host: str, port: int, workers: int) -> None:
    """Start het webproces."""
    from nachtleven import instellingen
    from nachtleven.server import bedien

    instellingen.laad(instellingen.omgeving(), instellingen.Voor.SERVE)
    bedien(host, port, workers)


@main.command()
@_vertaal_fouten
def planner() -> None:
    """Start de planner; er mogen er zoveel draaien als men wil."""
    from nachtleven import instellingen
    from nachtleven.planner import Planner

    Planner(_delen(instellingen.Voor.PLANNER)).draai()


@main.command()
@_vertaal_fouten
def demo() -> None:
    """Toon alles in een keer, met verzonnen gegevens, op http://127.0.0.1:8989 (PORT voor een andere poort)."""
    from nachtleven.demo.voorstelling import speel

    speel()


def _schrijf(rij: dict[str, Any]) -> None:
    click.echo(json.dumps(rij, ensure_ascii=False))


def _naam(bestand: IO[str]) -> str:
    """Give the file's name; a standard input that was put in another's place has none."""
    return getattr(bestand, "name", "<stdin>")


@contextmanager
def _als_pad(bestand: str) -> Iterator[Path]:
    """Give the file's path; standard input is put in a file first."""
    if bestand != "-":
        yield Path(bestand)
        return
    with tempfile.NamedTemporaryFile(suffix=".csv") as tijdelijk:
        tijdelijk.write(sys.stdin.buffer.read())
        tijdelijk.flush()
        yield Path(tijdelijk.name)
