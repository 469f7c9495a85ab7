"""Taking a register file in over a screen: looked at first, kept only when a person says so; for police and beheer."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from nachtleven.fouten import Fout, NietGevonden
from nachtleven.web.huis import boek, huis
from nachtleven.web.invoertonen import Invoeruitkomst


@dataclass(frozen=True, slots=True)
class Invoerkamer:
    """Where files are taken in: the blueprint and its registers; it has `importeren` and two more routes as below."""

    blauwdruk: str
    soorten: Mapping[str, str]

    def toon(
        self, uitkomst: Invoeruitkomst | None = None, fouten: Mapping[str, str] | None = None, *, bewaard: bool = False
    ) -> str:
        """Show the form, with what a file changes or changed, or with what is wrong, by field."""
        gekozen = request.form.get("soort", "")
        waarden = {"hier": self.blauwdruk, "soorten": self.soorten, "uitkomst": uitkomst, "bewaard": bewaard}
        return render_template("invoer.html", fouten=fouten or {}, gekozen=gekozen, **waarden)

    def bekijk(self) -> tuple[str, int] | str:
        """Show what the posted file would change; nothing is kept yet."""
        soort, bestand = request.form.get("soort", ""), request.files.get("bestand")
        fouten = {}
        if soort not in self.soorten:
            fouten["soort"] = _("Kies welk register dit is.")
        if bestand is None or not bestand.filename:
            fouten["bestand"] = _("Kies een bestand.")
        if fouten or bestand is None or bestand.filename is None:
            return self.toon(fouten=fouten), 400
        try:
            uitkomst = huis().toezicht.invoer.bekijk(soort, bestand.filename[:200], bestand.read())
        except Fout as fout:
            return self.toon(fouten={"bestand": str(fout)}), 400
        boek(current_user.naam, "nagekeken", "invoer", soort)
        return self.toon(uitkomst)

    def bewaar(self) -> tuple[str, int] | str:
        """Keep the file that was looked at."""
        try:
            uitkomst = huis().toezicht.invoer.bewaar(request.form.get("bewijs", ""), current_user.naam)
        except NietGevonden:
            zin = _("Dit bestand is al bewaard of te lang geleden nagekeken. Kies het opnieuw.")
            return self.toon(fouten={"bestand": zin}), 400
        except Fout as fout:
            return self.toon(fouten={"bestand": str(fout)}), 400
        boek(current_user.naam, "ingevoerd", "invoer", uitkomst.soort)
        return self.toon(uitkomst, bewaard=True)
