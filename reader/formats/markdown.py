"""Write an article's annotations as Markdown: readable by people, stable for tools."""

import re
from collections.abc import Mapping

from reader.model.annotation import AnchorState, Highlight
from reader.model.article import Article
from reader.model.wording import tr

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def article_notes(article: Article, label_names: Mapping[int, str]) -> str:
    """Give the Markdown of one article: its facts, then each highlight with its note, in text order."""
    lines = [f"# {_plain(article.title)}", ""]
    facts = (
        (tr("Source"), article.source),
        (tr("Author"), article.author),
        (tr("Published"), article.published),
        (tr("Address"), article.url),
        (tr("File"), article.origin),
        (tr("Tags"), ", ".join(tag.name for tag in article.tags)),
    )
    lines += [f"- {name}: {_plain(value)}" for name, value in facts if value]
    for highlight in article.highlights:
        lines += ["", *_highlight(highlight, label_names)]
    return "\n".join(lines) + "\n"


def _highlight(highlight: Highlight, label_names: Mapping[int, str]) -> list[str]:
    paragraphs = [part for part in highlight.quote.exact.split("\n") if part.strip()]
    lines: list[str] = []
    for paragraph in paragraphs:
        if lines:
            lines.append(">")
        lines.append(f"> {_plain(paragraph)}")
    lines[-1] += f" ^h{highlight.id}"
    details = [label_names.get(highlight.label, str(highlight.label))]
    if highlight.tags:
        details.append(tr("tags: {names}", names=", ".join(highlight.tags)))
    if highlight.state is AnchorState.ORPHAN:
        details.append(tr("no longer in the text"))
    lines += ["", f"*{_plain(' · '.join(details))}*"]
    if highlight.note.strip():
        lines += ["", highlight.note.strip()]
    return lines


def _plain(text: str) -> str:
    """Escape what Markdown would read as markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
