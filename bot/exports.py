"""Tables of the ledger as files for a spreadsheet: CSV and Excel workbooks, a heading line and one line a row.

A cell of a CSV file that a spreadsheet would run as a formula gets an apostrophe before it, which is how a person types
such text; a reader that wants the text to the letter takes JSON, where nothing is added. A workbook needs no
apostrophe: there a cell says itself that it holds text.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from hoi.bot import ledger_words
from hoi.bot.ledger import Carried, Entry
from hoi.bot.ledger_words import WORDS
from hoi.corpus.labels import place
from hoi.corpus.ledger.rows import Cell, Deadline, Duty, Target, printed
from hoi.corpus.ledger.select import Table

Value = str | float | date | None

# OWASP, "CSV Injection": the signs with their full-width forms, which spreadsheets read alike, and control characters.
_OPENS_FORMULA = tuple("=+-@＝＋－＠")
_UNSAFE = tuple("\t\r\n")
_LONGEST = 32_767
"""Characters a cell of a workbook may hold (Excel specifications and limits)."""
_WHERE = ("document", "id", "place", "locator")
_QUOTED = ("quote", "nature")
_COLUMNS: dict[Table, tuple[str, ...]] = {
    "targets": (
        *_WHERE, "subject", "measure", "comparator", "low", "high", "unit", "period", "level", *_QUOTED,
        "carries_out", "carries_out_place", "difference",
    ),
    "duties": (*_WHERE, "task", "lead", "support", "period", *_QUOTED),
    "deadlines": (*_WHERE, "what", "who", "due", "recurs", *_QUOTED),
}  # fmt: skip
_WIDE = {"measure": 50, "subject": 40, "task": 60, "what": 60, "quote": 80, "lead": 30, "support": 30, "who": 30,
         "place": 30, "carries_out_place": 30, "document": 24, "difference": 24}  # fmt: skip
_NARROW = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its headings; ``columns`` are their keys, each line has a value for each of them."""

    title: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    lines: tuple[tuple[Value, ...], ...]


def sheet(table: Table, entries: Sequence[Entry], today: date, language: str) -> Sheet:
    """Return ``table`` with headings in ``language``; figures are numbers and days are dates in it."""
    columns = _COLUMNS[table]
    return Sheet(
        title=WORDS.say(language, f"table.{table}"),
        columns=columns,
        headings=tuple(WORDS.say(language, f"column.{each}") for each in columns),
        lines=tuple(_line(entry, today, language) for entry in entries),
    )


def as_csv(value: Sheet) -> bytes:
    """Return a CSV file (RFC 4180) in UTF-8, with the mark by which Excel knows the encoding."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(value.headings)
    writer.writerows([_guarded(each) for each in line] for line in value.lines)
    return stream.getvalue().encode("utf-8-sig", "replace")


def _guarded(value: Value) -> str | float | None:
    """Return a value as CSV holds it: a number plain, a day in ISO form, a text that no spreadsheet runs.

    >>> _guarded("=1+1"), _guarded(" @x"), _guarded("- 85%"), _guarded(-1.0), _guarded("85%")
    ("'=1+1", "' @x", "'- 85%", -1.0, '85%')
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and (value.startswith(_UNSAFE) or value.lstrip().startswith(_OPENS_FORMULA)):
        return f"'{value}"
    return value


def as_workbook(value: Sheet) -> bytes:
    """Return an Excel workbook of one sheet: its headings bold and kept in sight, long texts wrapped."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    page.title = value.title
    for number, line in enumerate((value.headings, *value.lines), start=1):
        for column, each in enumerate(line, start=1):
            _fill(page.cell(number, column), each, heading=number == 1)
    for column, key in enumerate(value.columns, start=1):
        page.column_dimensions[get_column_letter(column)].width = _WIDE.get(key, _NARROW)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
