"""``hoi parse``: what is understood of a file; nothing is stored."""

from typing import TYPE_CHECKING

import click

from hoi.bot.commands.words import WORDS, help_of, help_of_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hoi.bot.commands.terminal import Line
    from hoi.corpus.intake import Understood


@click.command("parse", help=help_of("parse"))
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help=help_of_option("parse_json"))
def parse(file: str, *, as_json: bool) -> None:
    """Show what is understood of a file."""
    from hoi.bot import shapes
    from hoi.bot.commands import terminal, understood
    from hoi.bot.settings import load

    language = load().language
    value = understood.read(file)
    if as_json:
        terminal.put_json(shapes.understood(value))
    else:
        terminal.put(_lines(value, language))


def _lines(value: "Understood", language: str) -> "Iterator[Line]":
    from hoi.bot.commands import understood
    from hoi.bot.commands.terminal import Line

    yield from understood.record(value, language)
    yield Line()
    yield Line(WORDS.say(language, "understood.outline"), style="bold")
    yield from understood.outline(value.outline.provisions)
    for table in value.outline.tables:
        yield Line()
        yield from understood.table(table, value.text)
