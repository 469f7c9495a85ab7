"""The sheets of stickers, A6, one a page: JSON on standard input, PDF on standard output."""

import json
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import fontpkg_source_sans_3  # type: ignore[import-untyped]  # the package of the letters has no types
import segno
import typst

from nachtleven.opmaak.woorden import SJABLONEN

_LETTERS = Path(fontpkg_source_sans_3.__file__).parent / "files"
_FOUT = "q"
"""The error correction of the QR code: a quarter may be scratched off a door and it still reads."""


def zet(stickers: Sequence[dict[str, str]], *, als_beeld: bool = False) -> bytes:
    """Set them as a PDF (PDF/UA-1), or a single one as a PNG to look at; equal words give equal bytes."""
    invoer = {"stickers": json.dumps([{**een, "code_svg": _code(een["qr"])} for een in stickers], ensure_ascii=False)}
    vorm: dict[str, Any] = {"format": "png", "ppi": 200.0} if als_beeld else {"pdf_standards": ["ua-1"], "timestamp": 0}
    return bytes(
        typst.compile(
            str(SJABLONEN / "sticker.typ"),
            root=str(SJABLONEN),
            font_paths=[str(_LETTERS)],
            ignore_system_fonts=True,
            sys_inputs=invoer,
            **vorm,
        )
    )


def _code(inhoud: str) -> str:
    beeld = BytesIO()
    segno.make(inhoud, error=_FOUT, micro=False).save(beeld, kind="svg", border=4, xmldecl=False, light="#fff")
    return beeld.getvalue().decode()


if __name__ == "__main__":
    sys.stdout.buffer.write(zet(json.load(sys.stdin)))
