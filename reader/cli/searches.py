"""The headless verb that lists the saved searches."""

import click

from reader.cli.output import complain
from reader.cli.verbs import Place, pressmark, print_json, reading
from reader.model.wording import tr


@pressmark.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def searches(place: Place, as_json: bool) -> None:
    """List the saved searches: what each finds, and how much of it is new since it was last looked at."""
    with reading(place) as library:
        counted = [(each, library.count_search(each.id)) for each in library.saved_searches()]
        waiting = library.waiting()
    if not all(count.whole for _, count in counted):
        complain(tr("The index is missing or damaged: only titles were searched."))
    elif waiting and counted:
        complain(tr("{count} changes are not searchable yet.", count=waiting))
    if as_json:
        print_json(
            [
                {"name": each.name, "query": each.words, "articles": count.articles, "new": count.new}
                for each, count in counted
            ]
        )
        return
    for each, count in counted:
        new = tr("{count} new", count=f"{count.new:,}") if count.new else ""
        click.echo(f"{count.articles:>9,}  {new:>12}  {each.name}\n{'':25}{each.words}")
    if not counted:
        click.echo(tr("No search is saved in this library yet."))
