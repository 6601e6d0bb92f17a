"""The parts of the program and their licences: none is missing, each can be read."""

import re
from pathlib import Path

from reader.library.parts import parts
from reader.places import resource

ROOT = Path(__file__).parents[2]


def test_the_program_comes_first_with_its_own_licence():
    first = parts()[0]
    assert first.name == "pressmark"
    assert first.text.strip() == (ROOT / "LICENSE").read_text("utf-8").strip()


def test_every_package_that_the_program_runs_on_is_listed():
    listed = {re.sub("[-_.]+", "-", part.name).lower() for part in parts()}
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    needed = project[project.index("dependencies = [") : project.index("[project.optional-dependencies]")]
    names = {each.lower() for each in re.findall(r'^    "([A-Za-z0-9-]+)', needed, re.MULTILINE)} - {"tzdata"}
    assert len(names) > 5
    assert names <= listed
    assert {"python", "shiboken6"} <= listed
    assert not {"pytest", "ruff", "mypy"} & listed


def test_every_licence_among_the_resources_is_listed_with_its_text():
    texts = {part.text for part in parts()}
    root = resource("README.md").parent
    files = [path for path in root.rglob("*") if re.match("licen[cs]e", path.name, re.IGNORECASE)]
    assert len(files) >= 5
    for path in files:
        assert path.read_text("utf-8") in texts


def test_no_part_is_without_words():
    for part in parts():
        assert part.name
        assert part.licence, part.name
        assert part.text.strip(), part.name
    assert len({(part.name, part.version) for part in parts()}) == len(parts())


def test_the_licences_of_resources_are_named_shortly():
    named = {part.name: part.licence for part in parts() if not part.version}
    assert named == {
        "Inter (fonts)": "OFL-1.1",
        "SourceSerif4 (fonts)": "OFL-1.1",
        "Lucide (icons)": "ISC, MIT",
        "lid (models)": "CC BY-SA 3.0",
        "names-en-sm (models)": "MIT",
        "names-en-sm, of sources (models)": "OntoNotes 5, WordNet 3.0",
    }
