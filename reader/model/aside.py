"""What is set aside: it stopped the worker twice and is left out from then on."""

from dataclasses import dataclass
from enum import StrEnum

from reader.model.errors import Trouble


class Task(StrEnum):
    """A kind of work whose units may be set aside."""

    READ = "read"
    """Reading a file of an import; the subject is its root and place."""
    NAMES = "names"
    """Recognising names; the subject is the article's identity."""
    VERB = "verb"
    """A long verb as a whole; the subject is its name, with the mark of what it was asked with."""


@dataclass(frozen=True, slots=True)
class Aside:
    """One thing set aside.

    `mark` is the state it was in: when that has changed, it is tried again. Of a verb, it is what the verb
    was asked with, in hexadecimal: it is tried again when the user says so, and those of the index after a
    restart, too.
    """

    task: Task
    subject: str
    mark: str
    reason: Trouble
    moment: str = ""
    title: str = ""
    """Of the article, where the subject is one."""
