"""Moments the program itself wrote down, as the reader's own clock shows them."""

from datetime import datetime


def local_moment(utc: str) -> str:
    """Give an ISO time in UTC as an ISO minute of the local clock; anything else is given back."""
    try:
        moment = datetime.fromisoformat(utc)
    except ValueError:
        return utc
    if moment.tzinfo is None:
        return utc[:16]
    return moment.astimezone().strftime("%Y-%m-%dT%H:%M")
