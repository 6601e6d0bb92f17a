"""The JSON of the headless verbs: just these keys in just this order, and values of the kind they promise."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from newsroom import MOON, RATES
from reader.cli.verbs import run

REPORT = ["added", "updated", "unchanged", "failed", "problems"]
FOUND = ["total", "ms", "hits"]
HIT = ["id", "title", "source", "published", "snippet", "score"]
ARTICLE = [
    *("id", "title", "source", "author", "published", "language", "url", "origin", "version", "text"),
    *("blocks", "mentions", "annotations", "tags"),
]
ANNOTATION = [
    *("id", "start", "end", "quote", "label", "note", "tags", "state", "created", "modified"),
]
ROLES = {"title", "heading", "paragraph", "caption", "credit", "removed"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


class Shell:
    """Asks the verbs in this process and gives what they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys

    def json(self, *arguments: object) -> Any:
        assert run(["--library", str(self._folder), *map(str, arguments), "--json"]) == 0
        return json.loads(self._capsys.readouterr().out)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    news = tmp_path / "news"
    news.mkdir()
    (news / "moon.txt").write_text(MOON, "utf-8")
    (news / "rates.txt").write_text(f"{RATES}\nFollow us on every channel\n", "utf-8")
    (news / "empty.txt").write_text("", "utf-8")
    made = Shell(tmp_path / "library", capsys)
    report = made.json("import", news, "--source", "Desk", "--tag", "one", "--no-entities")
    assert list(report) == REPORT
    assert list(report.values())[:4] == [2, 0, 0, 1]
    assert [list(each) for each in report["problems"]] == [["path", "reason"]]
    return made


def test_a_search(shell: Shell):
    found = shell.json("search", "lander")
    assert list(found) == FOUND
    assert (type(found["total"]), type(found["ms"])) == (int, float)
    (hit,) = found["hits"]
    assert list(hit) == HIT
    assert [type(value) for value in hit.values()] == [int, str, str, str, str, float]
    nothing = shell.json("search", "nowhereatall")
    assert (list(nothing), nothing["total"], nothing["hits"]) == (FOUND, 0, [])


def test_an_article(shell: Shell):
    (hit,) = shell.json("search", "lander")["hits"]
    article = shell.json("show", hit["id"])
    assert list(article) == ARTICLE
    kinds = [int, *[str] * 7, int, str, *[list] * 4]
    assert [type(value) for value in article.values()] == kinds
    assert [list(block) for block in article["blocks"]] == [["role", "start", "end"]] * len(article["blocks"])
    assert article["tags"] == ["one"]
    # No time and no zone that the source does not give.
    assert article["published"] == "2023-08-23T18:40"


def test_several_articles_are_a_list_in_the_order_asked_for(shell: Shell):
    ids = [hit["id"] for hit in shell.json("search", "")["hits"]]
    shown = shell.json("show", *ids[::-1])
    assert [article["id"] for article in shown] == ids[::-1]
    assert all(list(article) == ARTICLE for article in shown)
    roles = {block["role"] for article in shown for block in article["blocks"]}
    assert {"title", "paragraph", "caption", "credit", "removed"} <= roles <= ROLES
    assert {article["published"] for article in shown} == {"2023-08-23T18:40", "2024-06-06"}


def test_an_annotation(shell: Shell):
    (hit,) = shell.json("search", "lander")["hits"]
    text = shell.json("show", hit["id"])["text"]
    start = text.index("fourteen days")
    bounds = ("--start", start, "--end", start + 13)
    more = ("--label", 3, "--note", "long", "--tag", "a", "--tag", "b")
    bare = shell.json("annotate", hit["id"], *bounds)
    full = shell.json("annotate", hit["id"], *bounds, *more)
    for made, label, note, tags in ((bare, 1, "", []), (full, 3, "long", ["a", "b"])):
        assert list(made) == ANNOTATION
        assert (made["start"], made["end"], made["quote"]) == (start, start + 13, "fourteen days")
        assert (made["label"], made["note"], made["tags"], made["state"]) == (label, note, tags, "exact")
        assert MOMENT.match(made["created"])
        assert MOMENT.match(made["modified"])
    assert shell.json("show", hit["id"])["annotations"] == [bare, full]
