"""The web application put together: the webhook, the health routes and the screens."""

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from nachtleven import gezondheid, instellingen, klok, logboek, sms
from nachtleven.alarmen import HANDTEKENING_TELLER
from nachtleven.foutenteller import Foutenteller
from nachtleven.instellingen import Voor
from nachtleven.poorten import kannel
from nachtleven.samenstelling import Onderdelen, stel_samen
from nachtleven.scherminrichting import richt_in
from nachtleven.web.gastheer import zet_gastheer
from nachtleven.web.grenzen import zet_grenzen

GEDULD_S = 5
"""Seconds that the web process waits for the database: twice that, and the gateway still hears us in time."""


def create_app(delen: Onderdelen) -> Flask:
    """Make the application over the parts it is given."""
    zet = delen.instellingen
    app = Flask("nachtleven.web")
    app.config["SECRET_KEY"] = zet.geheim
    if zet.aantal_proxies:
        aantal = zet.aantal_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=aantal, x_proto=aantal, x_host=aantal)  # type: ignore[method-assign]  # Flask's own way
    _benoem_verzoeken(app)
    teller = Foutenteller(delen.opslag, HANDTEKENING_TELLER, delen.klok)
    deur = sms.Deur(delen.aanname, delen.opslag, zet.publiek_adres, zet.twilio_tokens, delen.klok, teller)
    sms.zet_deur(app.extensions, deur)
    gezondheid.zet_meter(
        app.extensions, gezondheid.Meter(delen.opslag, delen.aanname.spoel, zet.metrics_token, delen.klok)
    )
    netwerken = delen.stad.kannel_adressen
    kannel.zet_smsbox(app.extensions, kannel.Smsbox(delen.aanname, zet.kannel_geheim, netwerken, delen.klok))
    zet_gastheer(app, zet.publiek_adres)
    app.register_blueprint(sms.blauwdruk)
    app.register_blueprint(kannel.blauwdruk)
    app.register_blueprint(gezondheid.blauwdruk)
    richt_in(app, delen)
    zet_grenzen(app, zet.redis)
    return app


def _benoem_verzoeken(app: Flask) -> None:
    """Name each request in the log lines it makes and in its answer: the proxy's name for it, else one of our own."""

    @app.before_request
    def begin() -> None:
        g.verzoek = logboek.begin_verzoek(request.headers.get("X-Request-Id", ""))

    @app.after_request
    def zeg(antwoord: Response) -> Response:
        if "verzoek" in g:
            antwoord.headers["X-Request-Id"] = g.verzoek
        return antwoord

    @app.teardown_request
    def eindig(_fout: BaseException | None) -> None:
        logboek.eindig_verzoek()


def uit_omgeving() -> Flask:
    """Make the application from the environment; what a web worker calls."""
    logboek.zet_op()
    gelezen = instellingen.laad(instellingen.omgeving(), Voor.SERVE)
    return create_app(stel_samen(gelezen, klok.nu, GEDULD_S))
