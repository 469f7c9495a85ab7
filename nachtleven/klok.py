"""The clock of the shell: the one place that asks what time it is."""

from datetime import UTC, datetime


def nu() -> datetime:
    """Give the present moment, in UTC."""
    return datetime.now(UTC)
