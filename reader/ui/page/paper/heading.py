"""The words above the article that are not its own: source, time, length, language, version."""

import re
from functools import lru_cache
from math import ceil
from typing import Final

from reader.model.article import Article
from reader.model.wording import joined, tr
from reader.ui.kit.dates import full_date, long_date
from reader.ui.kit.languages import language_name

_WORDS_A_MINUTE: Final = 230
_SIGNS_A_MINUTE: Final = 450
"""Reading pace for scripts that leave no space between words."""

_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
GAP: Final = " " * 5
"""Stands between two facts; the page paints a dot in it, unless the line breaks there."""


def kicker(article: Article) -> str:
    """Give the source as the line above the title shows it; empty when there is none."""
    return article.source.upper()


def facts_line(article: Article) -> str:
    """Give what is known of the article in one line: author, times, length, language, version."""
    facts = [article.author, full_date(article.published) if article.published else ""]
    if article.updated and article.updated[:10] != article.published[:10]:
        facts.append(tr("updated {date}", date=long_date(article.updated)))
    facts.append(tr("{minutes} min read", minutes=f"{minutes_to_read(article.text):,}"))
    facts.append(language_name(article.language))
    if article.version_count > 1:
        number, count = article.version_number, article.version_count
        facts.append(tr("version {number} of {count}", number=number, count=count))
    return joined(GAP, *(fact.replace(" ", "\u00a0") for fact in facts))  # lines break between facts


def minutes_to_read(text: str) -> int:
    """Estimate how many minutes a text takes to read; at least one."""
    spaced, unspaced = _counted(text)
    return max(1, ceil(spaced / _WORDS_A_MINUTE + unspaced / _SIGNS_A_MINUTE))


def length_words(text: str) -> str:
    """Say how long a text is, such as `412 words`; in scripts without spaces by its signs."""
    spaced, unspaced = _counted(text)
    if unspaced > spaced:
        return tr("{count} signs", count=f"{unspaced:,}")
    return tr("1 word") if spaced == 1 else tr("{count} words", count=f"{spaced:,}")


@lru_cache(maxsize=1)
def _counted(text: str) -> tuple[int, int]:
    """Count the words of a text, and its signs of scripts without spaces; the head and the foot both ask."""
    unspaced = 0 if text.isascii() else sum(1 for _ in _UNSPACED.finditer(text))
    return len(text.split()), unspaced
