"""Keeping no longer than needed, erasing for good, and getting everything back: retention, erasure, keys, backups."""
