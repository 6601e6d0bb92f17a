"""The headless verb that finds names in files without a library."""

from collections.abc import Sequence
from pathlib import Path

import click

from reader.cli.output import complain
from reader.cli.verbs import not_empty, pressmark, print_json
from reader.library.names.models import MODELS
from reader.model.answers import Answer, mention_answer
from reader.model.errors import ReaderError, Trouble
from reader.model.wording import reason_words, tr, trouble_words

# What reads files is imported where it is needed: the window starts without it.


def _a_date(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    from reader.text.dates import parse_stamp

    if value and parse_stamp(value) is None:
        raise click.BadParameter(" ".join(trouble_words(ReaderError(Trouble.DATE_INVALID, date=value))))
    return value


@pressmark.command()
@click.argument("files", nargs=-1, required=True, callback=not_empty)
@click.option("--published", default="", callback=_a_date, metavar="DATE", help="Day of publication.")
@click.option("--raw", is_flag=True, help="Take the files as bare text, without the rules of the import.")
@click.option("--model", type=click.Choice(MODELS), default="sm", help="The names model to use.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def recognise(files: Sequence[str], published: str, raw: bool, model: str, as_json: bool) -> None:
    """Find names, dates and amounts in files; nothing is stored. Files that cannot be read are named."""
    del published  # dates are marked as they stand; what they come to is not worked out yet
    from reader.formats.sniff import problem_code
    from reader.library.names.recognising import FileRecogniser

    recogniser = FileRecogniser(model)
    answers: list[Answer] = []
    for name in files:
        try:
            found = recogniser.file(Path(name), raw=raw)
        except ReaderError as error:
            complain(f"{name}: {reason_words(problem_code(error))}")
            continue
        mentions = [mention_answer(found.text, each) for each in found.mentions]
        answers.append({"path": name, "text": found.text, "language": found.language, "mentions": mentions})
    if as_json:
        print_json(answers)
    else:
        for answer in answers:
            _print(answer)
    if len(answers) < len(files):
        raise click.exceptions.Exit(1)


def _print(answer: Answer) -> None:
    click.echo(answer["path"])
    if not answer["mentions"]:
        click.echo(
            tr("    nothing was recognised (language: {language})", language=answer["language"] or "?")
        )
    for each in answer["mentions"]:
        words = " ".join(each["text"].split())
        click.echo(f"{each['start']:>8}–{each['end']:<8}{each['type']:<12}{words}")
