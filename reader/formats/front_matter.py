"""The facts written above an article: a header line, YAML front matter, or a block of `Title:` lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reader.text.dates import DayOrder, Stamp, find_stamp
from reader.text.lines.bylines import split_names

_HEADER_LINE: Final = re.compile(r"date (\d{4}-\d\d-\d\d)(?: (.+))?", re.I)
_KEY_LINE: Final = re.compile(r"([^\W\d_][\w /-]{0,24}?)\s?[:：]\s?(.*)")
_URL: Final = re.compile(r"https?://[^\s<>\"]+", re.I)
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]\w+)*")
_LONGEST_VALUE: Final = 1_000
_MOST_LINES: Final = 60
"""Lines of front matter; a rule further down closes nothing."""

_KEYS: Final = {
    "title": (
        "title|headline|titel|überschrift|schlagzeile|titre|título|titulo|titular|titolo|tytuł|titulek|"
        "název|nadpis|başlık|rubrik|tittel|overskrift|otsikko|cím|titlu|τίτλος|заголовок|название|"
        "назва|judul|tiêu đề|제목|タイトル|見出し|标题|標題|כותרת|العنوان|عنوان"
    ),
    "date": (
        "date|published|publication date|publish date|published at|pubdate|datum|veröffentlicht|publié|"
        "fecha|data|publicado|tarih|дата|опубликовано|ημερομηνία|tanggal|ngày|날짜|입력|등록|日付|日時|"
        "公開|日期|发布时间|時間|תאריך|التاريخ|päivämäärä|dato"
    ),
    "updated": ("updated|modified|last updated|last modified|lastmod|aktualisiert|수정|更新"),
    "author": (
        "author|authors|by|byline|writer|autor|autorin|autoren|auteur|auteurs|autores|autore|autori|"
        "autorzy|yazar|författare|forfatter|szerző|автор|авторы|автори|συντάκτης|penulis|tác giả|기자|"
        "글|글쓴이|著者|記者|筆者|作者|记者|מאת|الكاتب|بقلم"
    ),
    "source": (
        "source|publisher|publication|outlet|site|newspaper|agency|quelle|medium|fuente|fonte|fonti|"
        "bron|źródło|zdroj|kaynak|källa|kilde|lähde|forrás|источник|джерело|πηγή|sumber|nguồn|출처|"
        "매체|언론사|出典|媒体|来源|來源|מקור|المصدر"
    ),
    "url": ("url|link|canonical|permalink|address|링크|주소|链接"),
    "language": ("language|lang|sprache|langue|idioma|언어|言語|语言"),
}
"""Facts, and the words that newspapers and programs name them by."""
_FIELD_OF: Final = {key: name for name, keys in _KEYS.items() for key in keys.split("|")}


@dataclass(slots=True)
class Facts:
    """What a file says about its article; filled while the lines above the body are read."""

    order: DayOrder | None = None
    """How the source writes dates of numbers, where that is known; else they are read day first."""
    title: str = ""
    source: str | None = None
    authors: list[str] = field(default_factory=list)
    day: str | None = None
    """The day of the header line, which holds against any other."""
    published: Stamp | None = None
    named: bool = False
    """Whether the file says in words that `published` is the time of publication."""
    updated: Stamp | None = None
    url: str | None = None
    language: str | None = None
    removed: list[str] = field(default_factory=list)
    """Lines above the body that are no part of it, and said more than the facts hold."""
    doubts: list[str] = field(default_factory=list)

    @property
    def reading(self) -> DayOrder:
        """How dates are read that could be read either way."""
        return self.order or DayOrder.DAY_FIRST

    def add_authors(self, names: Sequence[str]) -> None:
        """Add names that are not there yet."""
        self.authors.extend(name for name in names if name not in self.authors)

    def doubt(self, code: str) -> None:
        """Note what is not sure, once."""
        if code not in self.doubts:
            self.doubts.append(code)


def read_front_matter(lines: Sequence[str], order: DayOrder | None = None) -> tuple[Facts, int]:
    """Read the facts above an article whose lines are clean; also give the number of the line after them."""
    facts = Facts(order)
    start = next((number for number, line in enumerate(lines) if line), len(lines))
    if start == len(lines):
        return facts, start
    first = lines[start]
    match = _HEADER_LINE.fullmatch(first) if len(first) <= _LONGEST_VALUE else None
    stamp = find_stamp(match[1]) if match else None
    if match is not None and stamp is not None:
        facts.day = stamp.day
        facts.title = match[2] or ""
        return facts, start + 1
    if first == "---":
        end = _closing_rule(lines, start)
        if end:
            _read_yaml(facts, lines[start + 1 : end])
            return facts, end + 1
    return facts, _read_block(facts, lines, start)


def read_fact_line(facts: Facts, line: str) -> bool:
    """Take a single line such as `Source: …` or `URL: …` that stands between the title and the body."""
    pair = _pair(line)
    if pair is None or _FIELD_OF.get(pair[0]) not in ("source", "url", "author") or len(line) > 200:
        return False
    if _FIELD_OF[pair[0]] != "url" and pair[1].endswith((".", "?", "!", "。")):
        return False
    _take(facts, *pair)
    return True


def _closing_rule(lines: Sequence[str], start: int) -> int:
    """Find the rule that closes front matter: only lines of keys, lists and blanks may stand before it."""
    for number in range(start + 1, min(len(lines), start + _MOST_LINES)):
        if lines[number] in ("---", "..."):
            return number if number > start + 1 else 0
        if (
            lines[number]
            and _pair(lines[number]) is None
            and not lines[number].startswith(("- ", "#", '"', "'"))
        ):
            return 0
    return 0


def _read_yaml(facts: Facts, lines: Sequence[str]) -> None:
    key = ""
    for line in lines:
        if line.startswith("- "):
            _take(facts, key, _unquoted(line[2:]))
            continue
        pair = _pair(line)
        if pair is None:
            continue
        key, value = pair
        if value.startswith("[") and value.endswith("]"):
            for part in value[1:-1].split(","):
                _take(facts, key, _unquoted(part.strip()))
        elif value:
            _take(facts, key, _unquoted(value))


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _read_block(facts: Facts, lines: Sequence[str], start: int) -> int:
    """Read `Key: value` lines up to the first other line, if they begin with a title or hold two facts."""
    pairs: list[tuple[str, str]] = []
    number = start
    while number < len(lines) and len(pairs) < _MOST_LINES:
        pair = _pair(lines[number])
        if pair is None or (not pairs and pair[0] not in _FIELD_OF):
            break
        pairs.append(pair)
        number += 1
    known = [pair for pair in pairs if pair[0] in _FIELD_OF]
    if not known or (_FIELD_OF[known[0][0]] != "title" and len(known) < 2):
        return start
    for key, value in known:
        _take(facts, key, value)
    return number


def _pair(line: str) -> tuple[str, str] | None:
    if len(line) > _LONGEST_VALUE:
        return None
    match = _KEY_LINE.fullmatch(line)
    return None if match is None else (match[1].casefold(), match[2])


def _take(facts: Facts, key: str, value: str) -> None:
    name = _FIELD_OF.get(key)
    if name is None or not value:
        return
    if name == "title":
        facts.title = facts.title or value
    elif name == "source":
        facts.source = facts.source or value
    elif name == "url":
        facts.url = facts.url or (value if _URL.fullmatch(value) else None)
    elif name == "language":
        match = _LANGUAGE.fullmatch(value)
        facts.language = facts.language or (match[1].lower() if match else None)
    elif name == "author":
        # Names joined by semicolons may hold commas of their own ("Kim, Do-yun").
        facts.add_authors([part.strip() for part in value.split(";")] if ";" in value else split_names(value))
    elif name == "updated":
        facts.updated = facts.updated or find_stamp(value, facts.reading)
    else:
        facts.published = facts.published or find_stamp(value, facts.reading)
        facts.named = True
