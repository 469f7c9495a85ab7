"""Every periodic job there is, with how often it runs."""

from nachtleven.taken.inhalen import haal_in
from nachtleven.taken.rapporten import maak_rapporten
from nachtleven.taken.spoel import neem_spoel_in
from nachtleven.taken.werkplaats import Taak, Werkplaats

TAKEN = (
    Taak("hartslag", 10, Werkplaats.klop),
    Taak("spoel", 3, neem_spoel_in),
    Taak("inhalen", 3, haal_in),
    Taak("rapporten", 60, maak_rapporten),
)
