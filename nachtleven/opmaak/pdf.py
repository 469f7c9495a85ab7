"""rapport.pdf: typst, PDF/UA-1 with PDF/A-2a; texts come in as data and are never read as markup."""

import json
from dataclasses import asdict
from datetime import datetime

import typst

from nachtleven.opmaak.bladzijden import Leesrapport
from nachtleven.opmaak.letters import BRON, lettermap
from nachtleven.opmaak.woorden import SJABLONEN


def als_pdf(lees: Leesrapport, gemaakt: datetime) -> bytes:
    """Write the document; its date is the moment of the data, so that equal reports give equal bytes."""
    invoer = {"rapport": json.dumps(asdict(lees), ensure_ascii=False)}
    return bytes(
        typst.compile(
            str(SJABLONEN / "rapport.typ"),
            root=str(SJABLONEN),
            font_paths=[str(BRON), str(lettermap())],
            ignore_system_fonts=True,
            sys_inputs=invoer,
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(gemaakt.timestamp()),
        )
    )
