"""The code on a printed sticker, read back from its picture as a telephone does."""

import shutil
import subprocess
from pathlib import Path

import numpy
from zxingcpp import read_barcodes

PDFTOPPM = shutil.which("pdftoppm")


def lees_qr(pdf: bytes, map_: Path) -> list[str]:
    """Print a page of a PDF in a folder and read the codes on it."""
    (map_ / "blad.pdf").write_bytes(pdf)
    opdracht = ["pdftoppm", "-r", "150", "-gray", "-singlefile", "blad.pdf", "blad"]
    subprocess.run(opdracht, cwd=map_, check=True)
    kop, maten, _, ruw = (map_ / "blad.pgm").read_bytes().split(b"\n", 3)
    breed, hoog = map(int, maten.split())
    assert kop == b"P5"
    return [code.text for code in read_barcodes(numpy.frombuffer(ruw, numpy.uint8).reshape(hoog, breed))]
