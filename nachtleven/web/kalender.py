"""Names of months and days in the screens' languages, and numbers as words: the Belgian way, day before month."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kalender:
    """One language's names; months from January, days from Monday. `eerste`: how the first of a month is written."""

    maanden: tuple[str, ...]
    kort: tuple[str, ...]
    dagen: tuple[str, ...]
    dagkort: tuple[str, ...]
    getallen: tuple[str, ...]
    kwartalen: tuple[str, ...]
    eerste: str = "1"

    def dagnummer(self, dag: int) -> str:
        """Give the day of the month as it is written before its month."""
        return self.eerste if dag == 1 else str(dag)


KALENDERS = {
    "nl": Kalender(
        (
            "januari", "februari", "maart", "april", "mei", "juni",
            "juli", "augustus", "september", "oktober", "november", "december",
        ),
        ("jan", "feb", "maart", "apr", "mei", "juni", "juli", "aug", "sep", "okt", "nov", "dec"),
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        ("ma", "di", "wo", "do", "vr", "za", "zo"),
        ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
        ("eerste", "tweede", "derde", "vierde"),
    ),
    "en": Kalender(
        (
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ),
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        (
            "zero", "one", "two", "three", "four", "five", "six",
            "seven", "eight", "nine", "ten", "eleven", "twelve",
        ),
        ("first", "second", "third", "fourth"),
    ),
    "fr": Kalender(
        (
            "janvier", "février", "mars", "avril", "mai", "juin",
            "juillet", "août", "septembre", "octobre", "novembre", "décembre",
        ),
        ("janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        ("lu", "ma", "me", "je", "ve", "sa", "di"),
        (
            "zéro", "une", "deux", "trois", "quatre", "cinq", "six",
            "sept", "huit", "neuf", "dix", "onze", "douze",
        ),
        ("premier", "deuxième", "troisième", "quatrième"),
        "1er",
    ),
}  # fmt: skip
"""By language of the screens."""
