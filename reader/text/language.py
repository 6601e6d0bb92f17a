"""Which language a text is in."""

import re
from pathlib import Path
from typing import Final, Protocol

_LETTERS_LOOKED_AT: Final = 1_000
_FEWEST_LETTERS: Final = 20
_FEWEST_SIGNS: Final = 6
"""A syllable or word sign says more than a letter."""
_LEAST_SURE: Final = 0.5

_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_KANA: Final = re.compile("[\u3041-\u30ff]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")


class _Model(Protocol):
    def predict(self, text: str, k: int = ..., threshold: float = ...) -> tuple[tuple[str, ...], object]: ...


class Languages:
    """Tells the language of texts with fastText's model, which is read at the first question."""

    def __init__(self, model: Path) -> None:
        """Name the file of the model; it is not opened yet."""
        self._path = model
        self._model: _Model | None = None

    def of(self, text: str) -> str | None:
        """Give the ISO 639 code of the language, or None when the text is too short or unclear.

        Looks at the first 1,000 code points that matter; under 20 letters only Korean, Japanese and
        Chinese are told, by their script.
        """
        sample = " ".join(text[: 2 * _LETTERS_LOOKED_AT].split())[:_LETTERS_LOOKED_AT]
        letters = sum(map(str.isalpha, sample))
        script = _by_script(sample, letters)
        if script or letters < _FEWEST_LETTERS:
            return script
        labels, chances = self._loaded().predict(sample, k=1, threshold=_LEAST_SURE)
        del chances  # the model itself drops what is below the threshold
        return labels[0].removeprefix("__label__") if labels else None

    def _loaded(self) -> _Model:
        if self._model is None:
            import fasttext

            loaded: _Model = fasttext.load_model(str(self._path))
            self._model = loaded
        return self._model


def _by_script(sample: str, letters: int) -> str | None:
    if sample.isascii() or letters < _FEWEST_SIGNS:
        return None
    hangul, kana, han = (len(pattern.findall(sample)) for pattern in (_HANGUL, _KANA, _HAN))
    if hangul * 2 > letters:
        return "ko"
    if (kana + han) * 2 <= letters:
        return None
    if kana * 10 >= kana + han:
        return "ja"
    # Han signs alone: Chinese, unless the text is so short that it may be a Japanese headline.
    return "zh" if not kana and letters >= _FEWEST_LETTERS else None
