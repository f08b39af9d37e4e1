"""``hoi ledger``: the tables of targets, duties and deadlines, for a person, a program, a spreadsheet or a calendar."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoi.bot.commands.words import WORDS, help_of, help_of_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.table import Table as Grid

    from hoi.bot.commands.terminal import Line
    from hoi.bot.ledger import Entry
    from hoi.bot.overview import Seen
    from hoi.corpus.ledger.select import Table

_TABLES = ("targets", "duties", "deadlines")
_STANDARD_OUTPUT = "-"
_WIDTHS = {"place": 13, "figure": 12, "period": 13, "carries_out": 22, "lead": 21, "support": 21, "who": 22, "when": 20}
"""Columns of the terminal that the narrow columns of a table take at most; the wordiest one takes the rest."""


@click.command("ledger", help=help_of("ledger"))
@click.argument("table", type=click.Choice(_TABLES))
@click.option("--agency", metavar="A", help=help_of_option("ledger_agency"))
@click.option("--period", metavar="P", help=help_of_option("ledger_period"))
@click.option("--document", metavar="ID", help=help_of_option("ledger_document"))
@click.option("--json", "as_json", is_flag=True, help=help_of_option("ledger_json"))
@click.option("--csv", "csv_file", metavar="FILE", help=help_of_option("ledger_csv"))
@click.option("--xlsx", "xlsx_file", metavar="FILE", help=help_of_option("ledger_xlsx"))
@click.option("--ics", "ics_file", metavar="FILE", help=help_of_option("ledger_ics"))
def ledger(
    table: "Table",
    agency: str | None,
    period: str | None,
    document: str | None,
    csv_file: str | None,
    xlsx_file: str | None,
    ics_file: str | None,
    *,
    as_json: bool,
) -> None:
    """Show a table or write it to a file; a wrong call is refused before anything is read."""
    from hoi.bot import clock
    from hoi.bot.ledger import Ledger
    from hoi.bot.settings import load
    from hoi.corpus.ledger.select import Wanted
    from hoi.corpus.library import Library

    files = {"csv": csv_file, "xlsx": xlsx_file, "ics": ics_file}
    named = {form: file for form, file in files.items() if file is not None}
    _check(table, named, as_json=as_json)
    settings = load()
    found = Ledger(Library.open(settings.data_dir)).entries(table, Wanted(agency, period), document)
    if not found:
        key = "none" if agency is period is document is None else "none_wanted"
        click.echo(WORDS.say(settings.language, f"ledger.{key}"), err=True)
    now = clock.now_in_vietnam()
    for form, file in named.items():
        _put(file, _content(form, table, found, now, settings.language), len(found), settings.language)
    if not named:
        _show(found, now, settings.language, as_json=as_json)


def _check(table: str, named: dict[str, str], *, as_json: bool) -> None:
    if len(named) + as_json > 1:
        raise WORDS.wrong("usage.one_output")
    if "ics" in named and table != "deadlines":
        raise WORDS.wrong("usage.ics_of_deadlines")
    if named.get("xlsx") == _STANDARD_OUTPUT:
        raise WORDS.wrong("usage.xlsx_needs_file")


def _content(form: str, table: "Table", found: "Sequence[Entry]", now: datetime, language: str) -> bytes:
    """Return the table as a file; what a calendar has to leave out is said on standard error."""
    from hoi.bot.events import as_calendar
    from hoi.bot.exports import as_csv, as_workbook, sheet
    from hoi.bot.ledger import by_date

    if form == "ics":
        calendar = as_calendar(found, now, language)
        if calendar.left_out:
            click.echo(WORDS.say(language, "ledger.left_out", count=calendar.left_out), err=True)
        return calendar.content
    value = sheet(table, by_date(found, now.date()), now.date(), language)
    return as_csv(value) if form == "csv" else as_workbook(value)


def _put(file: str, content: bytes, count: int, language: str) -> None:
    from hoi.bot import files

    if file == _STANDARD_OUTPUT:
        click.echo(content, nl=False)
        return
    files.write(Path(file), content)
    click.echo(WORDS.say(language, "ledger.written", count=count, path=file))


def _show(found: "Sequence[Entry]", now: datetime, language: str, *, as_json: bool) -> None:
    from hoi.bot import shapes
    from hoi.bot.commands import terminal
    from hoi.bot.ledger import by_date
    from hoi.bot.overview import overview

    if as_json:
        terminal.put_json([shapes.entry(each) for each in found])
        return
    entries = by_date(found, now.date())
    seen = list(zip(entries, overview(entries, now.date(), language), strict=True))
    if seen and sys.stdout.isatty():
        from rich.console import Console

        Console().print(_grid(seen, language))
    else:
        terminal.put(_lines(seen, language))


def _lines(seen: "Iterable[tuple[Entry, Sequence[Seen]]]", language: str) -> "Iterator[Line]":
    """Return each row on one line, every value after its heading, so that a search finds the whole row."""
    from hoi.bot.commands.terminal import Line
    from hoi.bot.ledger_words import WORDS as TOLD

    for entry, cells in seen:
        told = [f"{TOLD.say(language, f'column.{cell.column}')}: {cell}" for cell in cells if cell.text]
        yield Line(" | ".join((_place(entry, " ", language), *told)))


def _grid(seen: "Sequence[tuple[Entry, Sequence[Seen]]]", language: str) -> "Grid":
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    from hoi.bot.ledger_words import WORDS as TOLD

    grid = Grid(box=box.SIMPLE_HEAD, leading=1, expand=True)
    for column in ("place", *(cell.column for cell in seen[0][1])):
        widest = _WIDTHS.get(column)
        heading = TOLD.say(language, f"column.{column}")
        grid.add_column(heading, max_width=widest, ratio=None if widest else 1, overflow="fold")
    for entry, cells in seen:
        # `Text` takes the words as they are: a square bracket in a document is not markup.
        grid.add_row(Text(_place(entry, "\n", language), style="cyan"), *(Text(str(cell)) for cell in cells))
    return grid


def _place(entry: "Entry", between: str, language: str) -> str:
    """Return what ``hoi show`` takes to show the row's provision, and whether its words are a digest's."""
    from hoi.bot.ledger_words import WORDS as TOLD

    digest = () if entry.document.verbatim else (f"({TOLD.say(language, 'nature.short')})",)
    return between.join((entry.row.document, entry.row.locator, *digest))
