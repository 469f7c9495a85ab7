"""rapport.html: one self-contained page, without script, that reads on a phone and prints."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nachtleven.opmaak.bladzijden import Leesrapport
from nachtleven.opmaak.thema import kleurregels, voor_html
from nachtleven.opmaak.woorden import SJABLONEN


def als_html(lees: Leesrapport) -> str:
    """Write the page; every text is escaped."""
    omgeving = Environment(
        loader=FileSystemLoader(SJABLONEN),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    licht, donker = kleurregels()
    omgeving.filters["voor_html"] = voor_html
    return omgeving.get_template("rapport.html.j2").render(lees=lees, licht=licht, donker=donker)
