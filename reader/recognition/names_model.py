"""A names model of spaCy in a folder: only its `ner` part, loaded by path and at the first text."""

import hashlib
import json
import sys
import warnings
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from reader.model.errors import ReaderError, Trouble
from reader.text.names.spans import RawSpan

if TYPE_CHECKING:
    from spacy.language import Language

PAPERS: Final = "model.json"
"""The file beside a model that says what it is and which hashes its files have."""

_KEPT: Final = 500
"""Texts whose words are remembered together: most words come again, and learning one takes 0.1 ms."""


class NamesModel:
    """The model in a folder. Nothing in it is executed, and a file with another hash is not read."""

    def __init__(self, folder: Path) -> None:
        """Read the model's papers; the model itself is not loaded yet.

        Raises:
            ReaderError: `MODEL_MISSING`, `MODEL_DAMAGED`.
        """
        self._folder = folder
        self._nlp: Language | None = None
        self._words = ExitStack()
        """The zone of memory in which spaCy remembers the words of the last texts."""
        self._texts = 0
        """Texts read in that zone."""
        try:
            papers = (folder / PAPERS).read_bytes()
        except OSError:
            raise ReaderError(Trouble.MODEL_MISSING, folder=folder) from None
        try:
            self._hashes = _hashes(json.loads(papers))
            name, version = (str(json.loads(papers)[key]) for key in ("name", "version"))
        except (ValueError, KeyError, TypeError):
            raise ReaderError(Trouble.MODEL_DAMAGED, folder=folder) from None
        content = hashlib.sha256(json.dumps(sorted(self._hashes.items())).encode()).hexdigest()
        self.id: Final = f"{name} {version} {content[:12]}"

    def load(self) -> None:
        """Load the model, unless that is done.

        Raises:
            ReaderError: `MODEL_DAMAGED` when a file is missing, has another hash or cannot be read.
        """
        if self._nlp is not None:
            return
        for name, wanted in self._hashes.items():
            try:
                found = hashlib.sha256((self._folder / name).read_bytes()).hexdigest()
            except OSError:
                found = ""
            if found != wanted:
                raise ReaderError(Trouble.MODEL_DAMAGED, folder=self._folder)
        self._nlp = _loaded(self._folder)

    def annotate(self, text: str) -> list[RawSpan]:
        """Give the spans of a short text in order (code points), with OntoNotes labels.

        Raises:
            ReaderError: `MODEL_DAMAGED` when the model cannot be loaded.
        """
        self.load()
        assert self._nlp is not None
        if self._texts == _KEPT:
            self._forget_words()
        if not self._texts:
            self._words.enter_context(self._nlp.memory_zone())
        self._texts += 1
        found = self._nlp(text).ents
        return [RawSpan(each.start_char, each.end_char, each.label_) for each in found]

    def _forget_words(self) -> None:
        """Give back what spaCy would remember of every word it ever saw."""
        self._words.close()
        self._texts = 0


def _hashes(papers: dict[str, Any]) -> dict[str, str]:
    files = papers["files"]
    if not isinstance(files, dict) or not files:
        raise ValueError
    return {str(name): str(value) for name, value in files.items()}


def _loaded(folder: Path) -> "Language":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about versions of models and of other libraries
        _leave_commands_out()
        import spacy

        load: Callable[..., Language] = spacy.load
        try:
            return load(folder)
        except Exception as error:  # a model that was made wrong fails in any way
            raise ReaderError(Trouble.MODEL_DAMAGED, folder=folder) from error


def _leave_commands_out() -> None:
    """Have spaCy come without its command line, unless it is there: nothing here asks for it.

    With it come a web client and what draws tables on a terminal, which take as long as all the rest.
    """
    if "spacy" not in sys.modules:
        commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
        vars(commands)["__path__"] = []
        vars(info)["info"] = None
        sys.modules.update({"spacy.cli": commands, "spacy.cli.info": info})
