"""The conversation's face: what is known of a sender and what was just read become what to do and what to say.

Comes in: a Stand, a Binnengekomen, the city's rules and the answers in fourteen languages. Goes out: an Uitkomst.
Nothing here stores, sends or asks the clock.
"""

from nachtleven.gesprekken.waarden import (
    Aandacht,
    Actie,
    Antwoordsoort,
    Binnengekomen,
    Gegevens,
    Gespreksregels,
    Registernummer,
    Stand,
    Uitkomst,
)

__all__ = [
    "Aandacht",
    "Actie",
    "Antwoordsoort",
    "Binnengekomen",
    "Gegevens",
    "Gespreksregels",
    "Registernummer",
    "Stand",
    "Uitkomst",
]
