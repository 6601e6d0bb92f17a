"""Inversion: what becomes of the words of entries is what going through them one by one would give."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from reader.search.analysis.words import is_paired, words_of
from reader.search.entry import GAP, TITLE_WEIGHT, Entry
from reader.search.looks import unwatched
from reader.search.segments import inversion, occurrences, vocabulary
from reader.search.segments.inversion import FIELDS, PLACED, Batch, Run
from reader.search.segments.occurrences import Layout

TEXTS = (
    ("", ""),
    ("Tides", "The tide rises, “rising” tides: 15,000 rises. tide tide tide"),
    ("", "Kwang-chol’s U.S. boat—the boats are re-built; organization's organizations"),
    ("서울은 tide", "서울은 지금 中国外交部。북한의 미사일 tide"),
    ("A title alone", ""),
    ("The tide rises", "The tide rises " * 40),
    ("...", "- . , &"),
)
Postings = dict[str, dict[bytes, list[tuple[int, int, list[int]]]]]


def entries() -> list[Entry]:
    return [Entry("article", number, number, *text) for number, text in enumerate(TEXTS * 3)]


def by_one(all_: list[Entry]) -> Postings:
    """Invert word by word: for each field and term the documents, weights and positions."""
    where: dict[str, dict[bytes, dict[int, set[int]]]] = {
        field: defaultdict(lambda: defaultdict(set)) for field in FIELDS
    }
    of_title: Counter[tuple[bytes, int]] = Counter()
    for document, entry in enumerate(all_):
        title = [(word, word.position) for word in words_of(entry.title)]
        after = title[-1][1] + 1 + GAP if title else 0
        body = [(word, after + word.position) for word in words_of(entry.body)]
        for word, position in [*title, *body]:
            form, surface = word.form.encode(), word.surface.encode()
            where["text"][form][document].add(position)
            if form != surface:
                where["surfaces"][surface][document].add(position)
            for name in {word.form, word.surface}:
                where["initials"][name[:1].encode()][document].add(0)
                if len(name) > 1 and not is_paired(name[0]):
                    where["initials"][name[:2].encode()][document].add(0)
        for word, position in title:
            where["title"][word.form.encode()][document].add(position)
        for form, _ in {(word.form.encode(), position) for word, position in title}:
            of_title[form, document] += 1
    return {
        field: {
            term: [
                (
                    document,
                    len(places) + (TITLE_WEIGHT - 1) * of_title[term, document] * (field == "text"),
                    sorted(places) if field in PLACED else [],
                )
                for document, places in sorted(documents.items())
            ]
            for term, documents in terms.items()
        }
        for field, terms in where.items()
    }


def by_runs(runs: list[Run], step: int) -> Postings:
    """Read what runs hold, some terms at a time."""
    found: Postings = {field: {} for field in FIELDS}
    base = 0
    for run in runs:
        run.base, base = base, base + run.documents
        for field in FIELDS:
            terms = run.terms(field)
            assert terms == sorted(set(terms))
            for first in range(0, len(terms), step):
                some = terms[first : first + step]
                block = run.block(field, first, first + len(some))
                assert len(block.starts) == len(some) + 1
                places = iter(block.positions.tolist())
                for term, (begin, end) in zip(some, pairwise(block.starts.tolist()), strict=True):
                    assert 0 < end - begin <= run.sizes(field)[terms.index(term)]
                    for at in range(begin, end):
                        count = int(block.counts[at])
                        held = [next(places) for _ in range(count)] if field in PLACED else []
                        posting = int(block.documents[at]), int(block.weights[at]), held
                        found[field].setdefault(term, []).append(posting)
                assert next(places, None) is None
    return found


def runs_of(all_: list[Entry]) -> list[Run]:
    batch, runs = Batch(), []
    for entry in all_:
        batch.add(entry, unwatched)
        if batch.is_full:
            runs.append(batch.invert(unwatched))
    if len(batch):
        runs.append(batch.invert(unwatched))
    return runs


@pytest.mark.parametrize("step", [1, 7, 1_000])
@pytest.mark.parametrize("little", [False, True])
def test_postings_are_those_of_going_word_by_word(monkeypatch: pytest.MonkeyPatch, step: int, little: bool):
    if little:
        monkeypatch.setattr(inversion, "_AT_ONCE", 30)
        monkeypatch.setattr(inversion, "_DOCUMENTS", 4)
        monkeypatch.setattr(inversion, "_NAMES", 5)
        monkeypatch.setattr(occurrences, "_STRETCH", 25)
    all_ = entries()
    runs = runs_of(all_)
    assert len(runs) == 1
    assert by_runs(runs, step) == by_one(all_)


def test_a_vocabulary_that_is_full_begins_anew(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vocabulary, "_MANY", 20)
    all_ = entries()
    runs = runs_of(all_)
    assert len(runs) > 3
    assert by_runs(runs, 5) == by_one(all_)


def test_surfaces_know_what_they_share_with_their_forms():
    (run,) = runs_of(entries())
    terms = run.terms("surfaces")
    shared = dict(zip(terms, run.shared("surfaces", 0, len(terms)).tolist(), strict=True))
    assert (shared[b"tides"], shared[b"rises"], shared[b"rising"]) == (4, 4, 3)
    assert set(run.shared("text", 0, len(run.terms("text"))).tolist()) == {0}


def test_lengths_count_positions_and_the_gap_behind_a_title():
    (run,) = runs_of([Entry("article", 1, 1, "Low tide", "one two three"), Entry("article", 2, 2, "", "one")])
    assert run.lengths.tolist() == [2 + GAP + 3, 1]


def test_a_position_that_does_not_fit_is_told():
    layout = Layout(1 << 40, 1 << 20)
    with pytest.raises(OverflowError):
        layout.keys(*(occurrences.np.array([number]) for number in (1, 1, 16)))
