"""The whole query language through the whole engine, against a count by hand over what is stored."""

import random
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from newsroom import catch_up
from reader.library.library import Library
from reader.library.search.asking import Asking
from reader.library.search.facts import Facts
from reader.library.search.indexing import index_folder
from reader.library.search.likeness import Likeness
from reader.library.search.searching import Finder
from reader.model.article import Article, Field, Role
from reader.model.query import Query, Shelf, Sort
from reader.model.span import Span
from reader.search.analysis.words import Word, words_of
from reader.search.language.query import parse
from reader.search.language.tree import (
    Beginning,
    Boosted,
    Both,
    Either,
    Except,
    Fact,
    Fuzzy,
    Near,
    Phrase,
    Place,
    Regex,
    Said,
    Term,
    Wildcard,
    Within,
)
from reader.store.files.database import Database

TODAY = date(2026, 3, 31)
WORDS = (
    *("harbour", "harbours", "tide", "tides", "tidal", "ferry", "ferries", "organize", "organization"),
    *("studies", "studied", "pier", "Saint-Malo", "saintmalo", "12,500", "1931", "U.S.", "Kraków", "café"),
    *("서울은", "日本海", "O'Higgins", "the", "of", "and"),
)
SOURCES = ("Rates Desk", "Evening Tide", "Köln Kurier")
AUTHORS = ("Ana Lund", "Bo Harbour", "")
DAYS = ("2025", "2025-10", "2025-10-03", "2025-11-30", "2026-03-24", "2026-03-25", "2026-03-31", "")
TAGS = ("space", "to read", "Space/Moon", "none")


class Stored:
    """What is known of an article, and its texts one by one: its words by hand."""

    def __init__(self, article: Article, title: str, notes: list[str]) -> None:
        shown = [block for block in article.blocks if block.role is not Role.REMOVED]
        own = "\n".join(article.text[b.start : b.end] for b in shown if b.role is Role.TITLE)
        rest = "\n".join(article.text[b.start : b.end] for b in shown if b.role is not Role.TITLE)
        heads, bodies = words_of(own), words_of(rest)
        gap = (max(word.position for word in heads) + 11) if heads else 0
        moved = [Word(w.form, w.start, w.end, w.position + gap, w.surface) for w in bodies]
        self.article = article
        self.texts = [[*heads, *moved], *map(words_of, notes)]
        if title != own:
            self.texts.append(words_of(title))
        self.title = words_of(title)
        self.notes = [words_of(note) for note in notes]
        self.tags = {tag.name.casefold() for tag in article.tags}
        self.tags |= {tag.casefold() for each in article.highlights for tag in each.tags}


def holds(tree: object, stored: Stored) -> bool:
    """Tell by hand whether an article answers a tree."""
    match tree:
        case None:
            return True
        case Both(parts):
            return all(holds(part, stored) for part in parts)
        case Either(parts):
            return any(holds(part, stored) for part in parts)
        case Except(part):
            return not holds(part, stored)
        case Boosted(part):
            return holds(part, stored)
        case Fact(field, value, growing):
            return fact_holds(stored, field, value, growing)
        case Said(field, leaf):
            return bool(spans(leaf, words_of(getattr(stored.article, field))))
        case Regex(pattern):
            both = f"{stored.article.title}\n\n\n{stored.article.text}"
            return re.search(pattern, both, re.IGNORECASE | re.MULTILINE) is not None
        case Within(place, leaf):
            texts = [stored.title] if place is Place.TITLE else stored.notes
            return any(spans(leaf, text) for text in texts)
        case _:
            return any(spans(tree, text) for text in stored.texts)


def spans(leaf: object, text: list[Word]) -> set[tuple[int, int]]:
    match leaf:
        case Phrase(words):
            each = [{word.position - step for word in text if fits(wanted, word)} for step, wanted in words]
            return {(start, start + words[-1][0]) for start in set.intersection(*each)}
        case Near(members, distance):
            found = [set().union(*(spans(choice, text) for choice in member)) for member in members]
            return {
                (min(one[0] for one in way), max(one[1] for one in way))
                for way in product(*found)
                if len(set(way)) == len(way)
                and max(one[0] for one in way) - min(one[1] for one in way) <= distance
            }
        case _:
            return {(word.position, word.position) for word in text if fits(leaf, word)}


def fits(wanted: object, word: Word) -> bool:
    match wanted:
        case Term(form):
            return word.form == form
        case Beginning(start, form):
            return word.surface.startswith(start) or word.form.startswith(start) or word.form == form
        case Wildcard(pattern):
            written = "".join({"*": ".*", "?": "."}.get(sign) or re.escape(sign) for sign in pattern)
            return any(re.fullmatch(written, each, re.DOTALL) for each in (word.surface, word.form))
        case Fuzzy(surface, form, most):
            return word.form == form or any(edits(surface, each, most) for each in (word.surface, word.form))
    raise TypeError(wanted)


def edits(one: str, other: str, most: int) -> bool:
    """Tell whether one word becomes the other by so many changes, none of them at one place twice."""
    if not one or not other:
        return len(one) + len(other) <= most
    if one[0] == other[0]:
        return edits(one[1:], other[1:], most)
    if not most:
        return False
    swapped = len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]
    ways = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    return any(edits(a, b, most - 1) for a, b in ways + ([(one[2:], other[2:])] if swapped else []))


def fact_holds(stored: Stored, field: str, value: str, growing: bool) -> bool:
    article = stored.article
    name = value.casefold()
    states = {
        "is unread": article.unread,
        "is read": not article.unread,
        "is starred": article.starred,
        "has note": any(each.note for each in article.highlights),
        "has highlight": bool(article.highlights),
        "has tag": bool(stored.tags),
        "tag ": not stored.tags,
    }
    if f"{field} {name}" in states:
        return states[f"{field} {name}"]
    if field == "tag":
        return any(tag == name or (growing and tag.startswith(name)) for tag in stored.tags)
    if field == "lang":
        return article.language == name or (growing and article.language.startswith(name))
    return days_hold(article, field, value)


def days_hold(article: Article, field: str, value: str) -> bool:
    first, last = SPANS[value]
    begun, ended = days_of(article.published[:10])
    if field == "added" or not article.published:
        return field == "added" and first <= article.added[:10] <= last
    if field == "before":
        return ended < first
    if field == "after":
        return begun > (first if value[-1] in "dm" else last)
    return first <= begun and ended <= last


def days_of(published: str) -> tuple[str, str]:
    """Give the first and the last day that a date may mean."""
    parts = [int(part) for part in published.split("-") if part]
    if len(parts) == 1:
        return f"{published}-01-01", f"{published}-12-31"
    if len(parts) == 2:
        return f"{published}-01", f"{published}-{monthrange(*parts)[1]}"
    return published, published


SPANS = {
    "2025": ("2025-01-01", "2025-12-31"),
    "2025-10": ("2025-10-01", "2025-10-31"),
    "2025-10-03": ("2025-10-03", "2025-10-03"),
    "2025-10/2025-11": ("2025-10-01", "2025-11-30"),
    "today": ("2026-03-31", "2026-03-31"),
    "last week": ("2026-03-23", "2026-03-29"),
    "7d": ("2026-03-24", "2026-03-31"),
    "3m": ("2025-12-31", "2026-03-31"),
    "2025-11/today": ("2025-11-01", "2026-03-31"),
    "2000/": ("2000-01-01", "9999-12-31"),
}


def question(dice: random.Random, depth: int = 0) -> str:
    word, other = dice.choice(WORDS), dice.choice(WORDS)
    simple = (
        word,
        f"{word[: dice.randrange(1, len(word) + 1)].rstrip(',.-')}*",
        f'"{word} {other}"',
        f'"{word} {other} {dice.choice(WORDS)}"~{dice.randrange(12)}',
        f"{word} NEAR/{dice.randrange(1, 8)} {other}",
        f'({word} OR tid*) NEAR/{dice.randrange(1, 8)} "{other} the"',
        dice.choice(("t?d*", "*es", "h?rbour", "*i*r*", "st?d*d", "o?ganiz*")),
        dice.choice(("tiid~", "hrabour~", "pierr~1", "studys~", "fery~2", "organise~")),
        f"{word}^{dice.randrange(1, 5)}",
        dice.choice(("/tid(e|al)/", "/^harb.*pier/", r"/\b1931\b/", "/Ferr(y|ies) the/")),
        f"title:{dice.choice((word, 't?de*', f'({word} OR {other})', 'harbuor~', 'tid*'))}",
        f'title:"{word} {other}"',
        f"note:{dice.choice((word, 'tid*', f'({word} NEAR/3 {other})'))}",
        f"source:{dice.choice(('rates', 'koln', 'tide', 'k*', 'ratse~'))}",
        f"author:{dice.choice(('lund', 'bo', 'harbours', 'x'))}",
        dice.choice(("tag:space", 'tag:"to read"', "tag:none", 'tag:"none"', "tag:spa*", "tag:nosuch")),
        dice.choice(("lang:en", "lang:none", "lang:e*")),
        dice.choice(("is:unread", "is:read", "is:starred", "has:note", "has:highlight", "has:tag")),
        f"{dice.choice(('date', 'before', 'after'))}:{dice.choice([*SPANS])}",
        f"added:{dice.choice(('2025', '2000/', 'last week'))}",
    )
    kind = dice.randrange(9 if depth < 3 else 4)
    match kind:
        case 4:
            return f"({question(dice, depth + 1)} OR {question(dice, depth + 1)})"
        case 5 | 6:
            return f"{question(dice, depth + 1)} {question(dice, depth + 1)}"
        case 7:
            return f"-({question(dice, depth + 1)})"
        case _:
            return dice.choice(simple)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Finder, list[Stored], Library]]:
    folder = tmp_path_factory.mktemp("asking")
    dice = random.Random(1)
    news = folder / "news"
    news.mkdir()
    for number in range(90):
        facts = [f"Title: {' '.join(dice.choices(WORDS, k=3))} {number}"]
        facts += [f"{name}: {value}" for name, value in (("Date", dice.choice(DAYS)),) if value]
        body = "\n\n".join(" ".join(dice.choices(WORDS, k=8)) + "." for _ in range(2))
        (news / f"{number}.txt").write_text("\n".join(facts) + f"\n\n{body}\n", "utf-8")
    Library.create(folder / "library")
    library = Library.open(folder / "library", writable=True)
    library.import_files([str(news)], "", [])
    numbers = list(library.search(Query()).identities())
    titles = {}
    for number in numbers:
        titles[number] = library.article(number).title
        for field, values in ((Field.SOURCE, SOURCES), (Field.AUTHOR, AUTHORS)):
            if value := dice.choice(values):
                library.correct(number, field, value)
        if not dice.randrange(4):
            titles[number] = " ".join(dice.choices(WORDS, k=3))
            library.correct(number, Field.TITLE, titles[number])
        if not dice.randrange(5):
            library.correct(number, Field.PUBLISHED, dice.choice(DAYS[2:7]))
        for _ in range(dice.randrange(3)):
            note = " ".join(dice.choices(WORDS, k=3)) if dice.randrange(3) else ""
            library.add_highlight(number, Span(0, 4), 1, note, dice.sample(TAGS, dice.randrange(2)))
        library.set_article_tags(number, dice.sample(TAGS, dice.randrange(2)))
        library.set_starred([number], not dice.randrange(3))
        library.set_unread([number], bool(dice.randrange(2)))
    catch_up(library)
    stored = []
    for number in numbers:
        article = library.article(number)
        notes = [each.note for each in article.highlights if each.note]
        stored.append(Stored(article, titles[number], notes))
    db = Database.open(folder / "library", writable=False)
    finder = Finder(db, lambda: False, today=lambda: TODAY)
    yield finder, stored, library
    finder.close()
    db.close()
    library.close()


def test_days_from_a_later_one_to_an_earlier_find_nothing(engine: tuple[Finder, list[Stored], Library]):
    finder, _, _ = engine
    assert finder.search(Query("date:today/2025-10")).total == 0
    assert finder.search(Query("date:2025-10/today")).total > 0


def test_hits_are_those_of_a_count_by_hand(engine: tuple[Finder, list[Stored], Library]):
    finder, stored, _ = engine
    dice = random.Random(6)
    telling, kinds = 0, set()
    for _ in range(400):
        words, typing = question(dice), dice.random() < 0.2
        found = finder.search(Query(words, typing=typing))
        tree = parse(words, typing).tree
        expected = {each.article.id for each in stored if holds(tree, each)}
        assert set(found.identities()) == expected, words
        assert found.total == len(expected), words
        if 0 < len(expected) < len(stored):
            telling += 1
            kinds |= set(re.findall(r"\b[a-z]+:|NEAR|~\d|/t|[?]|[*]|\\^", words))
    assert telling > 150
    assert len(kinds) >= 18


def titles(library: Library, words: str, **more: object) -> list[str]:
    return [row.title[:8] for row in library.search(Query(words, **more)).rows]


def test_filters_alone_need_no_index_and_list_the_newest_first(filled: Library, folder: Path):
    for path in index_folder(folder).iterdir():
        path.unlink()
    found = filled.search(Query("is:unread sort:relevance"))
    assert ([row.published[:4] for row in found.rows], found.partial) == (["2024", "2023"], False)
    assert titles(filled, "has:tag") == titles(filled, "tag:space")
    assert titles(filled, "-tag:space") == titles(filled, "tag:none") == []
    assert filled.search(Query("lander -is:starred")).partial


def test_without_an_index_titles_are_asked_the_whole_language(filled: Library, folder: Path):
    for path in index_folder(folder).iterdir():
        path.unlink()
    for words in (
        "lander",
        "title:moon",
        "l?nder tag:space",
        '"near moon"~4',
        "/near the moon/ -rates",
        "landre~",
    ):
        found = filled.search(Query(words))
        assert (found.total, found.partial) == (1, True), words
    assert titles(filled, "lander tag:none") == []
    assert titles(filled, "lander OR source:rates") == ["Central ", "A lander"]


def test_the_words_may_name_the_order(filled: Library):
    found = filled.search(Query("first sort:date"))
    assert ([row.published[:4] for row in found.rows], found.sort) == (["2024", "2023"], Sort.DATE)
    assert filled.search(Query("first", sort=Sort.DATE)).sort is None
    assert filled.search(Query("first sort:relevance", sort=Sort.DATE)).sort is Sort.RELEVANCE
    assert titles(filled, "sort:date") == ["Central ", "A lander"]


def test_a_weight_changes_the_order(filled: Library):
    assert titles(filled, "lander^9 OR bank") == ["A lander", "Central "]
    assert titles(filled, "lander OR bank^9") == ["Central ", "A lander"]


def test_the_filters_of_an_answer_are_told_with_their_places(filled: Library):
    words = "first -tag:x  (is:read OR  is:unread) title:a"
    chips = filled.search(Query(words)).chips
    assert [(words[chip.start : chip.end], chip.words) for chip in chips] == [
        ("-tag:x", "-tag:x"),
        ("(is:read OR  is:unread)", "(is:read OR is:unread)"),
    ]


def test_what_changed_is_seen_at_once(filled: Library, moon: Article):
    assert titles(filled, "is:starred") == []
    filled.set_starred([moon.id], True)
    assert titles(filled, "is:starred") == ["A lander"]
    filled.set_article_tags(moon.id, [])
    assert titles(filled, "tag:none") == ["A lander"]
    filled.move_to_bin([moon.id])
    assert titles(filled, "is:starred") == []
    assert titles(filled, "is:starred", shelf=Shelf.BIN) == ["A lander"]


def test_a_pattern_that_takes_too_long_is_told(filled: Library, folder: Path):
    db = Database.open(folder, writable=False)
    listed = list(filled.search(Query()).identities())
    parts = (db, Facts(db), Likeness(db), lambda: None, lambda: False, listed)
    asked = Asking(*parts, seconds=-1).ask(Regex("lander"))
    assert (list(asked.ids), asked.searched) == ([], 0)
    for tree in (Either((Regex("x"), Regex("y"))), Both((Regex("."), Regex("y")))):
        ticks = iter(range(100))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("reader.library.search.asking.monotonic", lambda ticks=ticks: float(next(ticks)))
            asking = Asking(*parts, seconds=1.0)
            assert asking.ask(tree).searched == 0  # the first pattern took the time of the second
    asked = Asking(*parts).ask(Except(Regex("lander")))
    assert (len(asked.ids), asked.searched) == (1, None)
    db.close()


def test_words_in_phrases_patterns_and_fields_are_marked(filled: Library):
    shown = {
        '"soil for fourteen"': ["soil", "for", "fourteen"],
        "s?il title:lander": ["soil", "lander"],
        "fourteeen~": ["fourteen"],
        "fourteen NEAR/3 soil": ["soil", "fourteen"],
        "/fourteen d.ys/": ["fourteen days"],
        "-fourteen soil": [],
    }
    for words, marked in shown.items():
        rows = filled.search(Query(words)).rows
        texts = [row.snippet.text[mark.start : mark.end] for row in rows for mark in row.snippet.marks]
        assert set(marked) <= set(texts), words
        assert bool(texts) == bool(marked), words


def test_a_misspelled_word_is_mended_when_that_finds_something(filled: Library):
    assert filled.suggestion(Query("landre")) == "lander"
    assert filled.suggestion(Query("title:Lnader -tag:x")) == "title:Lander -tag:x"
    assert filled.suggestion(Query('"soli for fourtene"')) == '"soil for fourteen"'
    assert filled.suggestion(Query("INDAI AND spcae")) == "INDIA AND space"
    assert filled.suggestion(Query("quarter lander")) == ""  # nothing is misspelled
    assert filled.suggestion(Query("landre quarter")) == ""  # it would find nothing either
    assert filled.suggestion(Query("zzzzzz")) == filled.suggestion(Query("")) == ""


def test_a_query_is_explained(filled: Library):
    told = filled.explain(Query("lander OR (rates -tag:space) title:moon nosuch:x"))
    assert told.understood == 'lander OR ((rate AND NOT tag:space) AND title:moon AND "nosuch x")'
    assert told.parts == (("lander", 1), ("rates", 1), ("tag:space", 2), ("title:moon", 1), ("nosuch:x", 0))
    assert told.notes == ("unknown-field:nosuch",)
    assert filled.explain(Query("")).parts == ()
    far = filled.explain(Query("lander NEAR/400 moon"))
    assert (far.understood, far.notes) == ("(lander NEAR/100 moon)", ("near-far:100",))


def test_an_export_takes_the_whole_language(filled: Library, moon: Article, tmp_path: Path):
    for _ in filled.export(Query("tag:space date:2023 title:l?nder"), tmp_path / "out.md"):
        pass
    assert "lander" in (tmp_path / "out.md").read_text("utf-8")


def test_more_like_this_is_a_filter_like_others(filled: Library, folder: Path, tmp_path: Path):
    for name, title, words in (
        ("one", "Ferry strike", "The dockers of the harbour began a strike."),
        ("two", "Strike goes on", "Talks with the dockers in the harbour failed."),
        ("three", "Comet", "A comet was seen."),
    ):
        (tmp_path / f"{name}.txt").write_text(f"Title: {title}\n\n{words}\n", "utf-8")
    filled.import_files([str(tmp_path / f"{name}.txt") for name in ("one", "two", "three")], "port", [])
    catch_up(filled)
    one = next(iter(filled.search(Query("title:ferry")).identities()))
    found = filled.search(Query(f"like:{one}"))
    assert [row.title for row in found.rows] == ["Strike goes on"]
    assert [(chip.words, chip.like) for chip in found.chips] == [(f"like:{one}", "Ferry strike")]
    assert found.rows[0].snippet.marks
    assert filled.search(Query(f"like:{one} source:port")).total == 1
    assert filled.search(Query(f"like:{one} -source:port")).total == 0
    assert filled.search(Query(f"-like:{one}")).total == filled.search(Query()).total - 1
    words = filled.telling_words(one, "the dockers of the harbour")
    assert sorted(words.split()) == ["dockers", "harbour"]
    found = filled.search(Query(f'like:{one}"{words}"'))
    assert [row.title for row in found.rows] == ["Strike goes on"]
    assert found.chips[0].like == words
    told = filled.explain(Query(f"like:{one}"))
    assert told.parts == ((f"like:{one}", 1),)
    assert filled.search(Query(told.understood)).total == 1
    assert filled.search(Query("like:99")).notes == ("like-missing:99",)
    assert filled.search(Query('like:"1 2"')).notes == ("like-nothing",)
    assert filled.telling_words(one, "the") == ""
    filled.move_to_bin([found.rows[0].id])
    assert filled.search(Query(f"like:{one}")).total == 0
    for path in index_folder(folder).iterdir():
        path.unlink()
    found = filled.search(Query(f"like:{one}"))
    assert (found.total, found.partial) == (0, True)
