"""The shapes in which headless verbs answer: plain data for JSON."""

from collections.abc import Sequence
from typing import Any

from reader.model.annotation import Highlight
from reader.model.article import Article, ArticleRow, ImportReport
from reader.model.mention import Mention
from reader.model.query import Found
from reader.model.wording import reason_words

Answer = dict[str, Any]


def import_answer(report: ImportReport) -> Answer:
    """Shape the report of an import."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "failed": report.failed,
        "problems": [
            {"path": problem.path, "reason": reason_words(problem.reason)} for problem in report.problems
        ],
    }


def search_answer(found: Found, rows: Sequence[ArticleRow]) -> Answer:
    """Shape what a search found, and the rows asked for of it; those of a saved one say what is new."""
    looked = found.query.look is not None
    return {"total": found.total, "ms": found.ms, "hits": [_hit(row, looked=looked) for row in rows]}


def _hit(row: ArticleRow, *, looked: bool) -> Answer:
    hit: Answer = {
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "published": row.published,
        "snippet": row.snippet.text,
        "score": row.score,
    }
    return {**hit, "new": row.new} if looked else hit


def annotation_answer(highlight: Highlight) -> Answer:
    """Shape a highlight; an orphan has no start and end."""
    return {
        "id": highlight.id,
        "start": highlight.start,
        "end": highlight.end,
        "quote": highlight.quote.exact,
        "label": highlight.label,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "state": str(highlight.state),
        "created": highlight.created,
        "modified": highlight.modified,
    }


def mention_answer(text: str, mention: Mention) -> Answer:
    """Shape a mention in a text."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "type": str(mention.type),
        "cluster": mention.cluster,
        "entity": mention.key,
        "value": mention.value,
        "derivation": mention.derivation,
        "confidence": str(mention.confidence),
    }


def article_answer(article: Article, mentions: Sequence[Mention] = ()) -> Answer:
    """Shape an article with its text, blocks, mentions and annotations."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "origin": article.origin,
        "version": article.version_number,
        "text": article.text,
        "blocks": [
            {"role": str(block.role), "start": block.start, "end": block.end} for block in article.blocks
        ],
        "mentions": [mention_answer(article.text, mention) for mention in mentions],
        "annotations": [annotation_answer(highlight) for highlight in article.highlights],
        "tags": [tag.name for tag in article.tags],
    }
