"""What the webhook is measured against: the least a Flask app can do. `gunicorn webhook_maten:app`.

MAAT=bewaart: signature, one plain durable INSERT (SQLite, WAL, synchronous=FULL), TwiML. MAAT=tekent: no INSERT.
"""

import os
import sqlite3
import threading

from flask import Flask, Response, request
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

TOKEN, ADRES, BESTAND = os.environ["TOKEN"], os.environ["ADRES"], os.environ["BESTAND"]
BEWAART = os.environ["MAAT"] == "bewaart"
app = Flask(__name__)
_eigen = threading.local()


def _verbinding() -> sqlite3.Connection:
    if not hasattr(_eigen, "db"):
        _eigen.db = sqlite3.connect(BESTAND, timeout=15, isolation_level=None)
        _eigen.db.execute("PRAGMA journal_mode=WAL")
        _eigen.db.execute("PRAGMA synchronous=FULL")
        _eigen.db.execute("CREATE TABLE IF NOT EXISTS berichten (sid TEXT PRIMARY KEY, van TEXT, naar TEXT, tekst)")
    return _eigen.db


@app.post("/sms")
def ontvang() -> Response:
    goed = RequestValidator(TOKEN).validate(f"{ADRES}/sms", request.form, request.headers.get("X-Twilio-Signature", ""))
    if not goed:
        return Response("", 403)
    if BEWAART:
        rij = tuple(request.form[naam] for naam in ("MessageSid", "From", "To", "Body"))
        _verbinding().execute("INSERT OR IGNORE INTO berichten VALUES (?, ?, ?, ?)", rij)
    antwoord = MessagingResponse()
    antwoord.message("Bedankt, we hebben je bericht.")
    return Response(str(antwoord), mimetype="text/xml")


@app.get("/readyz")
def klaar() -> Response:
    return Response("ok")
