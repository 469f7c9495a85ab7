"""Looking at the database: there, migrated, durable, openable by our keys; the planner, alarms, what is filled in."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from nachtleven.alarmen import Alarm
from nachtleven.fouten import OpslagFout, SleutelFout
from nachtleven.keuringen.machine import keur_klok
from nachtleven.keuringen.waarden import Keurpunt, fout, goed, let_op, niet_gezien
from nachtleven.opslag import keurvragen, schemaversie, werk
from nachtleven.opslag.alarmen import openstaande
from nachtleven.opslag.keurvragen import Databasestand
from nachtleven.opslag.motor import Opslag

_STIL_NA = timedelta(minutes=3)
_NA_BEREIKT = ("migraties", "sleutels", "planner", "alarmen", "zaken", "gebruikers")
_NA_MIGRATIES = _NA_BEREIKT[1:]
_ONMISBAAR = ("onthaal", "beheer")


def keur_opslag(opslag: Opslag, moment: datetime) -> Iterator[Keurpunt]:
    """Look at the database and what it holds; what can't be asked without the point before it is named as not seen."""
    try:
        with opslag.lezen() as sessie:
            stand = keurvragen.databasestand(sessie)
        bij = schemaversie.is_bij(opslag.motor)
    except OpslagFout as weg:
        yield fout(
            "database", str(weg),
            "kijk of de server loopt en of NACHTLEVEN_DATABASE_URL klopt (host, naam, gebruiker, wachtwoord); "
            "berichten gaan intussen naar de spoel",
        )  # fmt: skip
        yield from (niet_gezien(naam, "de database is niet bereikbaar") for naam in _NA_BEREIKT)
        return
    yield _database(stand)
    yield keur_klok(moment, stand.moment, "database")
    if not bij:
        yield fout(
            "migraties", f"niet bij, nodig is {schemaversie.nieuwste_versie()}", "voer `nachtleven db upgrade` uit"
        )
        yield from (niet_gezien(naam, "het schema is niet bij") for naam in _NA_MIGRATIES)
        return
    yield goed("migraties", schemaversie.nieuwste_versie())
    yield keur_sleutels(opslag)
    yield from _inhoud(opslag, moment)


def _database(stand: Databasestand) -> Keurpunt:
    gezien = f"{stand.soort} {stand.versie}"
    if stand.duurzaam:
        return goed("database", gezien)
    doe = "zet fsync en synchronous_commit op on: een bericht dat bevestigd is, kan nu verloren gaan"
    return fout("database", f"{gezien}, een commit staat niet meteen op schijf", doe)


def keur_sleutels(opslag: Opslag) -> Keurpunt:
    """Look whether the master keys of the settings open what was kept first and last."""
    with opslag.lezen() as sessie:
        proeven = keurvragen.gewikkelde_sleutels(sessie)
    oud = 0
    for tabel, rij, gewikkeld in proeven:
        try:
            opslag.kluis.open_sleutel(gewikkeld, tabel, rij)
        except SleutelFout as dicht:
            return fout(
                "sleutels", str(dicht),
                "zet de hoofdsleutel van toen, na een komma, achteraan in NACHTLEVEN_ENCRYPTION_KEYS; hij staat in de "
                "kluis van de stad",
            )  # fmt: skip
        oud += opslag.kluis.is_oud(gewikkeld)
    if oud:
        return let_op(
            "sleutels", "er is nog met een vorige hoofdsleutel versleuteld", "houd die tot hij nergens meer staat"
        )
    return goed("sleutels", "de hoofdsleutels openen wat bewaard is" if proeven else "nog niets versleuteld")


def _inhoud(opslag: Opslag, moment: datetime) -> Iterator[Keurpunt]:
    with opslag.lezen() as sessie:
        hartslag = werk.laatste_hartslag(sessie, "planner")
        alarmen = openstaande(sessie)
        zaken, rollen = keurvragen.aantal_zaken(sessie), keurvragen.rollen_in_gebruik(sessie)
    yield keur_planner(hartslag, moment)
    yield from (keur_alarm(alarm) for alarm in alarmen)
    if not alarmen:
        yield goed("alarmen", "geen open")
    if zaken:
        yield goed("zaken", f"{zaken} in het register")
    else:
        yield let_op("zaken", "het register is leeg", "voer `nachtleven register importeer zaken BESTAND` uit")
    weg = [rol for rol in _ONMISBAAR if rol not in rollen]
    if weg:
        yield let_op(
            "gebruikers", f"niemand met rol {', '.join(weg)}", f"`nachtleven gebruiker maak NAAM --rol {weg[0]}`"
        )
    else:
        yield goed("gebruikers", f"rollen in gebruik: {', '.join(sorted(rollen))}")


def keur_planner(hartslag: datetime | None, moment: datetime) -> Keurpunt:
    """Look at the planner's last sign of life."""
    if hartslag is None:
        return let_op("planner", "nog nooit gezien", "start hem: systemctl enable --now nachtleven-planner")
    stil = moment - hartslag
    if stil > _STIL_NA:
        return fout(
            "planner", f"al {stil.total_seconds() / 60:.0f} minuten stil",
            "start hem opnieuw (systemctl restart nachtleven-planner) en lees zijn log; zolang vertrekt er geen sms",
        )  # fmt: skip
    return goed("planner", f"{stil.total_seconds():.0f} s geleden gezien")


def keur_alarm(alarm: Alarm) -> Keurpunt:
    """Tell of an open alarm of the service itself."""
    gezien = f"{alarm.aantal} keer sinds {alarm.sinds:%Y-%m-%d %H:%M} UTC"
    return let_op(f"alarm {alarm.soort.value}", gezien, f"zie docs/beheer.md, alarm `{alarm.soort.value}`")
