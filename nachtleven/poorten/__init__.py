"""Gateways: each a small adapter that takes and gives our own values; nothing behind it knows the supplier."""
