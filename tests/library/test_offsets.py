"""Offsets are code points of the stored text on every path: file, store, answer, export, undo, version."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.library import Library
from reader.model.answers import article_answer
from reader.model.graphemes import snap
from reader.model.ids import ArticleId
from reader.model.query import Query
from reader.model.span import Span, Utf16Map

SIGNS = st.sampled_from(
    [
        "a",
        "Z ",
        "é",
        "e\u0301",
        "o\u0323\u0308",
        "한국",
        "漢𠀀字",
        "😀",
        "👩\u200d👩\u200d👧",
        "🇰🇷",
        "👍🏽",
        "שלום ",
        "مرحبا\u200f ",
        "\u200e",
        "नि",
        "— ",
        "\r\n",
        "\n\n",
        " \u00a0",
        "𝒳",
        "*_#",
    ]
)
BODIES = st.lists(SIGNS, min_size=3, max_size=40).map("".join).filter(lambda body: len(body.strip()) > 3)


@given(body=BODIES, ends=st.tuples(st.floats(0, 1), st.floats(0, 1)))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_highlight_is_the_same_words_everywhere(body: str, ends: tuple[float, float]):
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "text.txt"
        path.write_bytes(f"Title of the text\n\nFirst words. {body} last words.\n".encode())
        Library.create(folder / "library")
        library = Library.open(folder / "library", writable=True)
        try:
            check(library, path, folder / "out.md", sorted(ends))
        finally:
            library.close()


def check(library: Library, path: Path, out: Path, ends: list[float]) -> None:
    assert library.import_files([str(path)], "", []).added == 1
    article = library.article(ArticleId(library.search(Query()).identities()[0]))
    text = article.text
    assert text.encode("utf-8").decode("utf-8") == text
    start = int(ends[0] * (len(text) - 1))
    span = snap(text, Span(start, max(start + 1, int(ends[1] * len(text)))))
    if not text[span.start : span.end].strip():
        return
    units = Utf16Map(text)
    as_qt = text.encode("utf-16-le")[2 * units.to_units(span.start) : 2 * units.to_units(span.end)]
    assert as_qt.decode("utf-16-le") == text[span.start : span.end]

    library.add_highlight(article.id, span, 1)
    answer = json.loads(json.dumps(article_answer(library.article(article.id))))
    (made,) = answer["annotations"]
    assert answer["text"][made["start"] : made["end"]] == made["quote"] == text[span.start : span.end]
    for block in answer["blocks"]:
        assert answer["text"][block["start"] : block["end"]].strip()

    for _ in library.export(Query(), out):
        pass
    written = out.read_text("utf-8").replace("\\", "").replace("\n>\n>", "")
    assert "".join(made["quote"].split()) in "".join(written.split())

    library.undo()
    library.redo()
    path.write_bytes(path.read_bytes() + b"\nOne more line of words at the end.\n")
    library.import_files([str(path)], "", [])
    moved = library.article(article.id).highlights[0]
    if moved.start is not None:
        assert library.article(article.id).text[moved.start : moved.end] == moved.quote.exact
