"""The audit log in words: acts, and the kinds of things they were done to. A test holds them against the code."""

from flask_babel import gettext

from nachtleven.web.woordenboek import N_

HANDELINGEN = {
    "aanbeveling_opgevolgd": N_("zei wat van een aanbeveling kwam"),
    "aanbeveling_toegevoegd": N_("voegde een aanbeveling toe"),
    "aangemeld": N_("meldde zich aan"),
    "aangemeld_stad": N_("meldde zich aan via de stad"),
    "afwezig_gemeld": N_("meldde iemand afwezig"),
    "alarm_gezien": N_("zag een alarm"),
    "api_gelezen": N_("las cijfers via de API"),
    "api_gemaakt": N_("gaf toegang tot de API"),
    "api_ingetrokken": N_("trok toegang tot de API in"),
    "bekeken": N_("bekeek"),
    "bevestigd": N_("bevestigde het wachtwoord opnieuw"),
    "bewaring": N_("ruimde op wat zijn termijn had"),
    "bijlage_gevraagd": N_("haalde een bijlage op"),
    "contact": N_("noteerde een contactpoging"),
    "contactwens": N_("noteerde hoe contact veilig is"),
    "correctie": N_("verbeterde"),
    "dossier_gesloten": N_("sloot het dossier"),
    "dossier_heropend": N_("heropende het dossier"),
    "feiten_gezet": N_("zette recht wat er gebeurde"),
    "gebruiker_gemaakt": N_("maakte een gebruiker"),
    "gebruiker_hersteld": N_("herstelde de toegang van een gebruiker"),
    "gecontroleerd": N_("noteerde een controle aan de deur"),
    "gelogd": N_("typte een regel in het logboek"),
    "gemaakt": N_("maakte"),
    "geopend": N_("opende als melding"),
    "geschreven": N_("schreef terug"),
    "gesplitst": N_("splitste"),
    "gespreksblad": N_("drukte het gespreksblad af"),
    "gewist": N_("wiste"),
    "gezocht": N_("zocht"),
    "grond_ja": N_("bevestigde een grond"),
    "grond_nee": N_("verwierp een grond"),
    "grond_terug": N_("nam het oordeel over een grond terug"),
    "hersteld": N_("zette terug"),
    "herwikkeld": N_("wikkelde de sleutels opnieuw"),
    "in_dossier": N_("voegde toe aan een dossier"),
    "ingetrokken": N_("trok in"),
    "ingetypt": N_("typte in"),
    "ingevoerd": N_("voerde een register in"),
    "inzage": N_("gaf inzage"),
    "keten_nagekeken": N_("keek de hele keten na"),
    "leden_gewijzigd": N_("wijzigde welke meldingen erin zitten"),
    "losgelaten": N_("liet los, zodat de termijn weer telt"),
    "losgemaakt": N_("maakte los uit de samenvoeging"),
    "maatregel_erbij": N_("noteerde een maatregel"),
    "maatregel_gewijzigd": N_("werkte een maatregel bij"),
    "moment_gezet": N_("zette het moment recht"),
    "nagekeken": N_("keek na"),
    "nota": N_("schreef een nota"),
    "onderzoeksuitvoer": N_("maakte een uitvoer voor onderzoek"),
    "opendata_gemaakt": N_("maakte open data"),
    "opgezocht": N_("zocht op aan de deur"),
    "opmerking_toegevoegd": N_("voegde een opmerking toe"),
    "rapport_geopend": N_("opende een bestand van een rapport"),
    "rapport_goedgekeurd": N_("keurde een rapport goed"),
    "rol_gewijzigd": N_("wijzigde de rol van een gebruiker"),
    "samengevoegd": N_("voegde samen met"),
    "staat": N_("veranderde de stand"),
    "staat_veranderd": N_("veranderde de stand"),
    "stickers_gevraagd": N_("vroeg stickers voor een lijst zaken"),
    "stuk_erbij": N_("voegde een bewijsstuk toe"),
    "stuk_gewijzigd": N_("werkte een bewijsstuk bij"),
    "termijn": N_("zette een termijn"),
    "terug_gemeld": N_("meldde iemand terug"),
    "toegelaten": N_("liet een gebruiker weer toe"),
    "toegewezen": N_("wees toe"),
    "toestemming_igvm": N_("noteerde toestemming voor het IGVM"),
    "toestemming_ingetrokken": N_("trok een toestemming in"),
    "toestemming_politie": N_("noteerde toestemming voor de politie"),
    "toestemming_unia": N_("noteerde toestemming voor Unia"),
    "uitgeschakeld": N_("schakelde een gebruiker uit"),
    "vastgehouden": N_("hield vast, buiten de termijn"),
    "verwezen": N_("verwees door"),
    "verwijzing_geopend": N_("opende wat doorgegeven werd"),
    "vrijgegeven": N_("gaf vrij voor de politie"),
    "wachtwoord_gewijzigd": N_("koos een nieuw wachtwoord"),
    "wederwoord": N_("noteerde het antwoord van zaak of portier"),
    "zaak_gekozen": N_("koos de zaak"),
}
"""Act: what was done, in the past, after the name of who did it."""

SOORTEN = {
    "afzender": N_("afzender"),
    "alarm": N_("alarm"),
    "api": N_("API"),
    "audit": N_("auditlog"),
    "bericht": N_("bericht"),
    "bevinding": N_("bevinding"),
    "database": N_("database"),
    "deur": N_("deur"),
    "dossier": N_("dossier"),
    "gebruiker": N_("gebruiker"),
    "invoer": N_("register"),
    "kaart": N_("kaart"),
    "kaarten": N_("kaarten"),
    "logboek": N_("logboek"),
    "loglijn": N_("loglijn"),
    "melding": N_("melding"),
    "rapport": N_("rapport"),
    "reservekopie": N_("reservekopie"),
    "sleutel": N_("sleutel"),
    "zaak": N_("zaak"),
}


def handeling(code: str) -> str:
    """Give an act in words; one of an older version with blanks for its underscores."""
    return str(gettext(HANDELINGEN[code])) if code in HANDELINGEN else code.replace("_", " ")


def auditsoort(code: str) -> str:
    """Give what kind of thing an act was done to."""
    return str(gettext(SOORTEN[code])) if code in SOORTEN else code


FILTERS = {f.__name__: f for f in (handeling, auditsoort)}
