"""Articles for the tests of the page: made of (role, words), with highlights on words in them."""

from collections.abc import Sequence
from typing import Any

from reader.model.annotation import AnchorState, Highlight, Quote
from reader.model.article import Article, Block, Role
from reader.model.hits import Hits
from reader.model.ids import ArticleId, HighlightId, VersionId
from reader.model.span import Span

DANUBE = (
    (Role.TITLE, "Ten countries share one river"),
    (Role.CAPTION, "A lock on the lower Danube, seen from the southern bank."),
    (Role.CREDIT, "[File photo]"),
    (Role.PARAGRAPH, "The Danube rises in Germany and flows through ten countries to the Black Sea."),
    (Role.HEADING, "Dams and locks"),
    (Role.PARAGRAPH, "Two dams stand in the gorge called the Iron Gates, between Romania and Serbia."),
    *(
        (Role.PARAGRAPH, f"Paragraph {n} says that the basin touches nineteen countries. " * 3)
        for n in range(20)
    ),
    (Role.REMOVED, "Follow us on every channel"),
    (Role.REMOVED, "All rights reserved"),
)


def article(parts: Sequence[tuple[Role, str]] = DANUBE, **facts: Any) -> Article:
    """Make an article of parts; a credit stands one space after its caption, all else a blank line apart."""
    text = ""
    blocks = []
    for role, words in parts:
        words = words.strip()
        if text:
            text += " " if role is Role.CREDIT else "\n\n"
        blocks.append(Block(role, len(text), len(text) + len(words)))
        text += words
    usual: dict[str, Any] = {
        "id": ArticleId(1),
        "version": VersionId(1),
        "version_number": 1,
        "version_count": 1,
        "title": next((words for role, words in parts if role is Role.TITLE), "Untitled"),
        "source": "River Desk",
        "author": "",
        "published": "2025-11-07T08:44",
        "updated": "",
        "language": "en",
        "url": "",
        "origin": "river.txt",
        "encoding": "utf-8",
        "added": "2025-11-08T10:00:00+00:00",
        "text": text,
        "blocks": tuple(blocks),
        "corrected": frozenset(),
        "tags": (),
        "highlights": (),
        "unread": False,
        "starred": False,
        "binned": False,
        "position": 0,
    }
    return Article(**{**usual, **facts})


def highlight(number: int, shown: Article, words: str, label: int = 1, note: str = "") -> Highlight:
    """Make a highlight on the first place of some words."""
    start = shown.text.index(words)
    return highlight_at(number, start, start + len(words), label, note)


def highlight_at(
    number: int, start: int | None, end: int | None, label: int = 1, note: str = ""
) -> Highlight:
    """Make a highlight on a span, or an orphan."""
    state = AnchorState.ORPHAN if start is None else AnchorState.EXACT
    moment = "2025-11-08T10:00:00+00:00"
    return Highlight(
        HighlightId(number),
        ArticleId(1),
        start,
        end,
        Quote("", "", ""),
        label,
        note,
        (),
        state,
        moment,
        moment,
    )


def hits_of(shown: Article, *words: str, note: str = "") -> Hits:
    """Find each place of some words, as the library would."""
    spans = []
    for each in words:
        at = shown.text.find(each)
        while at >= 0:
            spans.append(Span(at, at + len(each)))
            at = shown.text.find(each, at + len(each))
    return Hits.of(shown, sorted(spans), note=note)
