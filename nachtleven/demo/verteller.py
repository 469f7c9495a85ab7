"""What the demo says while it works: a bar on a terminal, a line a step elsewhere."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

T = TypeVar("T")


class Verteller:
    """Tells the steps. Used as a context: the bar is taken away at its end."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=True)
        self._balk = Progress(
            TextColumn("{task.description:<34}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=self._console,
            transient=True,
            disable=not sys.stdout.isatty(),
        )

    def __enter__(self) -> "Verteller":
        self._balk.start()
        return self

    def __exit__(self, *_fout: object) -> None:
        self._balk.stop()

    def bij(self, wat: str, dingen: Iterable[T], aantal: int) -> Iterator[T]:
        """Give the things one by one while a bar grows; elsewhere one line says what is done."""
        if self._balk.disable:
            self.zeg(f"{wat} ({aantal})")
        yield from self._balk.track(dingen, total=aantal, description=wat)

    def zeg(self, regel: str = "") -> None:
        """Say a line, as it is."""
        self._console.print(regel, markup=False)
        sys.stdout.flush()
