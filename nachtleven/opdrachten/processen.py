"""`nachtleven serve`, `planner` and `demo`: the processes."""

import os
import signal
import sys
import threading

import click

from nachtleven import geheugen
from nachtleven.opdrachten import vorm


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8989, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@vorm.vertaal_fouten
def serve(host: str, port: int, workers: int) -> None:
    """Start het webproces."""
    from nachtleven import instellingen
    from nachtleven.server import bedien

    instellingen.laad(instellingen.omgeving(), instellingen.Voor.SERVE)
    bedien(host, port, workers)


@click.command()
@vorm.vertaal_fouten
def planner() -> None:
    """Start de planner; er mogen er zoveel draaien als men wil."""
    stop = threading.Event()
    for teken in (signal.SIGTERM, signal.SIGINT):
        signal.signal(teken, lambda *_: stop.set())
    geheugen.houd_klein()
    from nachtleven import instellingen
    from nachtleven.planner import Planner

    if not Planner(vorm.delen(instellingen.Voor.PLANNER), stop).draai():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)  # Python would wait for the job that is still under way


@click.command()
@vorm.vertaal_fouten
def demo() -> None:
    """Toon alles in een keer, met verzonnen gegevens, op http://127.0.0.1:8989 (PORT voor een andere poort)."""
    from nachtleven.demo.voorstelling import speel

    speel()
