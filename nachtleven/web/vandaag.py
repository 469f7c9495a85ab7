"""What needs somebody now, by role."""

from flask import Blueprint, render_template
from flask_login import current_user

from nachtleven.web.huis import huis
from nachtleven.web.rechten import IEDEREEN_BINNEN, voor

blauwdruk = Blueprint("vandaag", __name__)


@blauwdruk.get("/vandaag")
@voor(*IEDEREEN_BINNEN)
def bord() -> str:
    """Show what needs this role now, what is lost first standing first."""
    return render_template("vandaag.html", vandaag=huis().bron.vandaag(current_user.rol, huis().klok()))
