"""Log lines: JSON, one a line, to standard error; ids only, never a number, a name or a text.

Every line of a request carries its `verzoek`, every line of a job its `taak`; libraries' own lines look the same.
An exception is named with its place, not with its message: a message may quote what somebody wrote.
"""

import logging
import re
import secrets
import sys
import traceback

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_VERZOEKNAAM = re.compile(r"[A-Za-z0-9-]{8,64}")


def zet_op(niveau: int = logging.WARNING) -> None:
    """Set the logging of this process up."""
    samen: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _alleen_de_plaats,
    ]
    vorm = structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
        foreign_pre_chain=[structlog.stdlib.add_logger_name, *samen],
    )
    kraan = logging.StreamHandler(sys.stderr)
    kraan.setFormatter(vorm)
    logging.basicConfig(handlers=[kraan], level=niveau, force=True)
    structlog.configure(
        processors=[*samen, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(niveau),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def begin_verzoek(gegeven: str) -> str:
    """Name the request that this thread begins on: as the proxy named it, where that is a plain id; give the name."""
    naam = gegeven if _VERZOEKNAAM.fullmatch(gegeven) else secrets.token_hex(8)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(verzoek=naam)
    return naam


def eindig_verzoek() -> None:
    """Let go of the name."""
    structlog.contextvars.clear_contextvars()


def _alleen_de_plaats(_logger: WrappedLogger, _naam: str, regel: EventDict) -> EventDict:
    """Replace an exception by its kinds and places."""
    info = regel.pop("exc_info", None)
    if not info:
        return regel
    fout = info[1] if isinstance(info, tuple) else info if isinstance(info, BaseException) else sys.exc_info()[1]
    if fout is not None:
        regel["fout"] = type(fout).__name__
        regel["oorzaak"] = type(fout.__cause__).__name__ if fout.__cause__ else None
        regel["plaats"] = [f"{_kort(p.filename)}:{p.lineno}" for p in traceback.extract_tb(fout.__traceback__)][-6:]
    return regel


def _kort(pad: str) -> str:
    return "/".join(pad.split("/")[-2:])
