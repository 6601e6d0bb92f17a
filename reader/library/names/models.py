"""The names models a user may choose from, and the one in use."""

from pathlib import Path
from typing import Final

from reader import places
from reader.model.errors import ReaderError
from reader.recognition.names_model import NamesModel
from reader.recognition.recogniser import Recogniser
from reader.text.language import Languages

MODELS: Final = ("sm", "md")
"""The names models: the small one comes with the program, the larger one is fetched."""


def model_folder(model: str) -> Path:
    """Give the folder of a names model, whether it is there or not."""
    if model == "md":
        return places.models_folder() / "names-en-md"
    try:
        return places.resource("models/names-en-sm")
    except FileNotFoundError:
        return places.models_folder() / "names-en-sm"


def open_languages() -> Languages:
    """Give what tells the languages of texts."""
    return Languages(places.resource("models/lid/lid.176.ftz"))


class ChosenModel:
    """The model in use: one of `MODELS`, the small one where that is not there.

    A `recogniser` takes its place.
    """

    def __init__(self, model: str, recogniser: Recogniser | None = None) -> None:
        self._name = _present(model)
        self._recogniser = recogniser

    def use(self, model: str) -> None:
        """Use another of `MODELS` from now on."""
        self._name = _present(model)
        self._recogniser = None

    def recogniser(self) -> Recogniser:
        """Give the model; it is not loaded by that.

        Raises:
            ReaderError: `MODEL_MISSING`, `MODEL_DAMAGED`.
        """
        if self._recogniser is None:
            self._recogniser = NamesModel(model_folder(self._name))
        return self._recogniser

    def read_anew(self) -> None:
        """Read it anew the next time: it is damaged, and may be put right."""
        if isinstance(self._recogniser, NamesModel):
            self._recogniser = None

    def is_there(self) -> bool:
        """Tell whether there is anything to recognise with, whole or damaged."""
        return self._recogniser is not None or model_folder(self._name).is_dir()

    def is_readable(self) -> bool:
        """Tell whether there is a model whose papers can be read."""
        try:
            self.recogniser()
        except ReaderError:
            return False
        return True


def _present(model: str) -> str:
    return model if model_folder(model).is_dir() else MODELS[0]
