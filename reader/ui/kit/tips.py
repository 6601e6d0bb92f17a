"""Tips that show text from articles as it stands."""

from html import escape


def plain_tip(text: str) -> str:
    """Give a text as a tip shows it, wrapped when it is long, with its own ends of lines.

    Qt takes a tip with angle brackets for a page: a title could then style itself, or load a picture.
    """
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""
