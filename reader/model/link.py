"""Links to an article or to a highlight in it: `pressmark://article/12?annotation=3&library=/path`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, HighlightId

SCHEME: Final = "pressmark"
_LONGEST: Final = 8192
_LARGEST: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads: an article, a highlight in it if any, and the library; None is the usual one."""

    article: ArticleId
    annotation: HighlightId | None = None
    library: Path | None = None


def link_text(link: Link) -> str:
    """Write a link."""
    query = []
    if link.annotation is not None:
        query.append(f"annotation={link.annotation}")
    if link.library is not None:
        query.append(f"library={quote(str(link.library).encode('utf-8', 'surrogateescape'), safe='/')}")
    return f"{SCHEME}://article/{link.article}" + ("?" + "&".join(query) if query else "")


def read_link(text: str) -> Link:
    """Read a link; what it asks for beside article, annotation and library is passed over.

    Raises:
        ReaderError: `LINK_INVALID`.
    """
    wrong = ReaderError(Trouble.LINK_INVALID, link=text[:200])
    if len(text) > _LONGEST:
        raise wrong
    try:
        parts = urlsplit(text.strip())
        asked = dict(parse_qsl(parts.query, errors="surrogateescape"))
    except ValueError:
        raise wrong from None
    if parts.scheme != SCHEME or parts.netloc != "article":
        raise wrong
    article = _number(parts.path.removeprefix("/").removesuffix("/"))
    annotation = _number(asked["annotation"]) if "annotation" in asked else None
    library = Path(asked["library"]) if asked.get("library") else None
    if article is None or ("annotation" in asked and annotation is None):
        raise wrong
    if library is not None and ("\0" in str(library) or not library.is_absolute()):
        raise wrong
    return Link(ArticleId(article), None if annotation is None else HighlightId(annotation), library)


def _number(text: str) -> int | None:
    if not text.isascii() or not text.isdigit() or len(text) > len(str(_LARGEST)):
        return None
    return int(text) if 0 < int(text) <= _LARGEST else None
