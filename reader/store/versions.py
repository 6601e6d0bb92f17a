"""Versions: each text an article has had, with its blocks and the facts it came with. They never change."""

import json
from collections.abc import Sequence
from typing import Final

from reader.model.article import Block, Draft, Origin, Role
from reader.model.graphemes import is_boundary
from reader.model.ids import ArticleId, BatchId, VersionId
from reader.store.files.database import Database

OPENING: Final = 240
"""Code points of a text that lists show of it."""


def insert_version(
    db: Database,
    article: ArticleId,
    draft: Draft,
    origin: Origin,
    *,
    source: str,
    text_key: str,
    batch: BatchId,
) -> VersionId:
    """Store a text as the newest version of an article and make it the current one."""
    version = db.insert(
        """INSERT INTO versions (article_id, number, batch_id, title, source, author, published, updated,
               language, url, encoding, doubts, path, root, place, digest, text_key, opening, blocks, text)
           VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM versions WHERE article_id = ?1),
               ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)""",
        (
            article,
            batch,
            draft.title,
            source,
            ", ".join(draft.authors),
            draft.published or "",
            draft.updated or "",
            draft.language or "",
            draft.url or "",
            draft.encoding,
            json.dumps(draft.doubts),
            origin.path,
            origin.root,
            origin.place,
            origin.digest,
            text_key,
            opening(draft.text, draft.blocks),
            pack(draft.blocks),
            draft.text,
        ),
    )
    db.run("UPDATE articles SET current_version = ? WHERE id = ?", (version, article))
    return VersionId(version)


def pack(blocks: Sequence[Block]) -> str:
    """Write blocks as they are stored."""
    return json.dumps([(block.role, block.start, block.end) for block in blocks], separators=(",", ":"))


def unpack(stored: str) -> tuple[Block, ...]:
    """Read blocks as `pack` wrote them."""
    return tuple(Block(Role(role), start, end) for role, start, end in unpacked(stored))


def unpacked(stored: str) -> list[tuple[str, int, int]]:
    """Read blocks as `pack` wrote them, as role, start and end: the quick way for very many."""
    found: list[tuple[str, int, int]] = json.loads(stored)
    return found


def opening(text: str, blocks: Sequence[Block]) -> str:
    """Give the first words of the paragraphs, at most `OPENING` code points; else those of captions."""
    spans = [block for block in blocks if block.role is Role.PARAGRAPH]
    spans = spans or [block for block in blocks if block.role in (Role.HEADING, Role.CAPTION)]
    words, length = [], 0
    for block in spans:
        # White space folds away: a little more than the opening is enough.
        words += text[block.start : min(block.end, block.start + 4 * OPENING)].split()
        length = sum(map(len, words)) + len(words)
        if length > OPENING:
            break
    whole = " ".join(words)
    if len(whole) <= OPENING:
        return whole
    end = whole.rfind(" ", OPENING // 2, OPENING)
    if end < 0:  # writing without spaces
        end = OPENING - 1
        while not is_boundary(whole, end):
            end -= 1
    return whole[:end].rstrip(" ,;:–—") + "…"
