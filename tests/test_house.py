"""The house rules that no linter checks."""

import io
import token
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "reader").rglob("*.py"))
LINES_OF_CODE = 450


def lines_of_code(path: Path) -> int:
    """Count lines that hold code: docstrings, comments and blank lines are free."""
    source = path.read_text("utf-8")
    counted: set[int] = set()
    fresh = True
    for each in tokenize.generate_tokens(io.StringIO(source).readline):
        if each.type in (token.NEWLINE, token.INDENT, token.DEDENT):
            fresh = True
        elif each.type in (tokenize.COMMENT, tokenize.NL, token.ENDMARKER):
            continue
        elif not (each.type == token.STRING and fresh):
            counted.update(range(each.start[0], each.end[0] + 1))
            fresh = False
    return len(counted)


def test_the_count_leaves_out_what_is_no_code(tmp_path: Path):
    path = tmp_path / "a.py"
    path.write_text(
        '"""Two\nlines."""\n\n# why\nx = """kept\nkept"""\n\n\ndef f():\n    """Doc."""\n    return x\n'
    )
    assert lines_of_code(path) == 4


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_small(path: Path):
    assert lines_of_code(path) <= LINES_OF_CODE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_named_by_a_noun_a_user_could_say(path: Path):
    assert path.stem not in {"utils", "util", "common", "manager", "helpers", "helper", "shared", "misc"}


def test_packaging_stays_a_folder():
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_top_level_holds_only_what_was_agreed():
    agreed = {"pyproject.toml", "README.md", "reader", "resources", "tests", "packaging"}
    agreed |= {"Makefile", "LICENSE", "CHANGELOG.md", ".ci", ".gitignore", ".git"}
    ignored = {line.strip("/\n") for line in (ROOT / ".gitignore").read_text().splitlines()}
    extra = {p.name for p in ROOT.iterdir()} - agreed - ignored
    assert not {name for name in extra if not name.endswith(".egg-info")}


def test_every_room_says_what_it_is():
    for folder in {path.parent for path in MODULES}:
        first = (folder / "__init__.py").read_text("utf-8")
        assert first.startswith('"""'), folder


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_qt_lives_upstairs_only(path: Path):
    room = path.relative_to(ROOT / "reader").parts[0]
    if room not in {"app", "ui", "jobs"}:
        assert "PySide6" not in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "resources/README.md"])
def test_no_merge_left_its_marks(name: str):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert not [line for line in lines if line.startswith(("<" * 7, "=" * 7, ">" * 7))]
