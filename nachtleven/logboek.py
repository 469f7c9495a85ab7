"""Log lines: JSON, one a line, to standard error; ids only, never a number, a name or a text.

An exception is named with its place, not with its message: a message may quote what somebody wrote.
"""

import logging
import sys
import traceback

import structlog
from structlog.typing import EventDict, WrappedLogger


def zet_op(niveau: int = logging.WARNING) -> None:
    """Set the logging of this process up."""
    logging.basicConfig(stream=sys.stderr, level=niveau, format="%(levelname)s %(name)s %(message)s", force=True)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _alleen_de_plaats,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(niveau),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


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
