"""Every periodic job there is, with how often it runs."""

from nachtleven.taken.inhalen import haal_in
from nachtleven.taken.oordelen import oordeel
from nachtleven.taken.rapporten import maak_rapporten
from nachtleven.taken.werkplaats import Taak, Werkplaats

TAKEN = (
    Taak("hartslag", 10, Werkplaats.klop),
    Taak("inhalen", 3, haal_in),
    Taak("oordelen", 60, oordeel),
    Taak("rapporten", 60, maak_rapporten),
)
