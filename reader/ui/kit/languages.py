"""Languages by their names."""

from PySide6.QtCore import QLocale

from reader.model.wording import tr


def language_name(code: str) -> str:
    """Give the name of a language by its ISO code; empty when it is not known."""
    language = QLocale.codeToLanguage(code.partition("-")[0]) if code else QLocale.Language.AnyLanguage
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return ""
    return tr(QLocale.languageToString(language))
