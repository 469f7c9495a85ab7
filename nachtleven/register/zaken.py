"""Zaak: a horecazaak as the register of venues holds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Zaak:
    """One venue. `code` is its own short code on the sticker, made at its first import.

    `portier`: works with doormen. `camera`, `affiche` (number and e-mail address shown at the entrance): None where
    the register doesn't say. `gelegenheid`: an occasional dance event.
    """

    zaak_id: str
    naam: str
    aliassen: tuple[str, ...]
    straat: str
    huisnummer: str
    postcode: str
    gemeente: str
    wijk: str
    capaciteit: int | None
    portier: bool
    lat: float | None = None
    lon: float | None = None
    ondernemingsnummer: str = ""
    telefoon: str = ""
    email: str = ""
    camera: bool | None = None
    affiche: bool | None = None
    gelegenheid: bool = False
    code: str = ""
