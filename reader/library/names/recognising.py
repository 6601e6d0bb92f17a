"""Names of texts that belong to no library: files as they lie on the disk."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reader.formats.sniff import read_bytes, read_file
from reader.library.names.models import model_folder, open_languages
from reader.model.article import Block, Role
from reader.model.mention import Mention
from reader.recognition.names_model import NamesModel
from reader.recognition.recogniser import Recogniser
from reader.text.cleaning import with_plain_line_ends
from reader.text.encodings.decoding import decode
from reader.text.language import Languages
from reader.text.names.bounds import repair
from reader.text.names.clusters import Clusters
from reader.text.names.plan import Plan


@dataclass(frozen=True, slots=True)
class TextNames:
    """What was recognised in a text; `language` is empty where it is not known."""

    text: str
    language: str
    mentions: tuple[Mention, ...]


class FileRecogniser:
    """Recognises files, with the model of that name loaded once."""

    def __init__(self, model: str) -> None:
        """Find and load the model.

        Raises:
            ReaderError: `MODEL_MISSING`, `MODEL_DAMAGED`.
        """
        self._model = NamesModel(model_folder(model))
        self._model.load()
        self._languages = open_languages()

    def file(self, path: Path, *, raw: bool) -> TextNames:
        """Recognise a file; `raw` takes it as bare text, in which only the line ends are made alike.

        Raises:
            ReaderError: what reading a file may raise, such as `FILE_MISSING`.
        """
        if raw:
            text = with_plain_line_ends(decode(read_bytes(path)).text)
            return names_of_text(
                text, (Block(Role.PARAGRAPH, 0, len(text)),), "", self._model, self._languages
            )
        draft, _ = read_file(path, str(path))
        return names_of_text(draft.text, draft.blocks, draft.language or "", self._model, self._languages)


def names_of_text(
    text: str, blocks: Iterable[Block], language: str, model: Recogniser, languages: Languages
) -> TextNames:
    """Recognise a text at once."""
    plan = Plan(text, blocks, language, languages)
    clusters = Clusters(text)
    for piece in plan.pieces():
        clusters.add(repair(text, piece, model.annotate(text[piece.start : piece.end])))
    return TextNames(text, plan.language, clusters.mentions())
