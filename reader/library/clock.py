"""The time, as the library writes it down."""

from datetime import UTC, datetime


def now() -> str:
    """Give the present moment: ISO, in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
