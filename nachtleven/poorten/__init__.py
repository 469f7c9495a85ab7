"""The gateways besides Twilio's webhook: each is one small adapter that gives a Bericht."""
