"""Tables of the ledger as files for a spreadsheet: CSV and Excel workbooks, a line of headings and one line a row.

A cell of a CSV file that a spreadsheet would run as a formula gets an apostrophe before it, as a person types such a
text; a reader that wants it to the letter takes JSON. A workbook needs none: there a cell says that it holds text.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hoi.bot import ledger_words
from hoi.bot.ledger import Carried, Entry
from hoi.bot.ledger_words import WORDS
from hoi.corpus.labels import label, original_place
from hoi.corpus.ledger.rows import Cell, Deadline, Duty, Target, printed
from hoi.corpus.ledger.select import Table
from hoi.corpus.periods import Period

Value = str | float | date | None

# OWASP, "CSV Injection": these signs, their full-width forms, and characters that end or indent a cell.
_OPENS_FORMULA = tuple("=+-@＝＋－＠")
_UNSAFE = tuple("\t\r\n")
_LONGEST = 32_767
"""Characters a cell of a workbook may hold (Excel specifications and limits)."""
_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF))
"""What XML 1.0 does not allow (production 2, Char) and openpyxl's own list of such characters lacks."""
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
_WIDTHS = {
    "quote": 80, "task": 60, "what": 60, "measure": 50, "subject": 40, "place": 30, "carries_out_place": 30,
    "lead": 30, "support": 30, "who": 30, "recurs": 24, "document": 24, "carries_out": 24, "difference": 24,
}  # fmt: skip
_NARROW = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its headings; ``columns`` are their keys, and each line has a value for each of them."""

    title: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    lines: tuple[tuple[Value, ...], ...]


def sheet(table: Table, entries: Sequence[Entry], today: date, language: str) -> Sheet:
    """Return ``table`` with headings in ``language``; in it figures are numbers and days are dates."""
    columns = _COLUMNS[table]
    lines = ({**_where(entry, language), **_values(entry, today, language)} for entry in entries)
    return Sheet(
        title=WORDS.say(language, f"table.{table}"),
        columns=columns,
        headings=tuple(WORDS.say(language, f"column.{each}") for each in columns),
        lines=tuple(tuple(line[each] for each in columns) for line in lines),
    )


def as_csv(value: Sheet) -> bytes:
    """Return a CSV file (RFC 4180) in UTF-8, with the mark by which Excel knows the encoding."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(value.headings)
    writer.writerows([_guarded(each) for each in line] for line in value.lines)
    return stream.getvalue().encode("utf-8-sig")


def as_workbook(value: Sheet) -> bytes:
    """Return an Excel workbook of one sheet: its headings bold and kept in sight, long texts wrapped."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    page.title = value.title
    for number, line in enumerate((value.headings, *value.lines), start=1):
        for column, each in enumerate(line, start=1):
            _fill(page.cell(number, column), each, is_heading=number == 1)
    for column, key in enumerate(value.columns, start=1):
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(key, _NARROW)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _guarded(value: Value) -> str | float | None:
    """Return a value as CSV holds it: a number plain, a day in ISO form, a text that no spreadsheet runs.

    >>> [_guarded(each) for each in ("=1+1", " @x", "- 85%", -1.5, 85.0, "85%")]
    ["'=1+1", "' @x", "'- 85%", -1.5, 85, '85%']
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and (value.startswith(_UNSAFE) or value.lstrip().startswith(_OPENS_FORMULA)):
        return f"'{value}"
    return value


def _fill(square: Any, value: Value, *, is_heading: bool) -> None:
    """Put a value into a square of the workbook; a text stays one, whatever sign it begins with."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    held = (
        ILLEGAL_CHARACTERS_RE.sub("", value).translate(_NO_CHARACTERS)[:_LONGEST] if isinstance(value, str) else value
    )
    square.value = None if held == "" else held
    if isinstance(held, str) and held:
        square.data_type = "s"
        square.quotePrefix = held.startswith(_OPENS_FORMULA)  # so that it stays text when a person edits it
    if isinstance(value, date):
        square.number_format = "dd/mm/yyyy"
    square.alignment = Alignment(wrap_text=True, vertical="top")
    square.font = Font(bold=is_heading)


def _where(entry: Entry, language: str) -> dict[str, Value]:
    return {
        "document": entry.document.name.say(language),
        "id": entry.document.id,
        "place": original_place(entry.document, entry.row.locator, language),
        "locator": entry.row.locator,
        "quote": entry.row.quote,
        "nature": ledger_words.nature(entry, language),
    }


def _values(entry: Entry, today: date, language: str) -> dict[str, Value]:
    row, document = entry.row, entry.document
    if isinstance(row, Target):
        return {**_target(row, language), **_carried(entry.carries_out, language)}
    if isinstance(row, Duty):
        return {
            "task": row.task.value,
            "lead": ledger_words.agencies(row.lead, document, today, language),
            "support": ledger_words.agencies(row.support, document, today, language),
            "period": _period(row.period),
        }
    return {**_deadline(row, language), "who": ledger_words.agencies(row.who, document, today, language)}


def _target(row: Target, language: str) -> dict[str, Value]:
    return {
        "subject": row.subject.value if row.subject else None,
        "measure": row.measure.value,
        "comparator": ledger_words.comparator(row, language),
        "low": row.low.value if row.low else None,
        "high": row.high.value if row.high else None,
        "unit": row.unit.value if row.unit else None,
        "period": _period(row.period),
        "level": WORDS.say(language, f"level.{row.level.value}"),
    }


def _carried(carried: Carried | None, language: str) -> dict[str, Value]:
    if carried is None:
        return dict.fromkeys(("carries_out", "carries_out_place", "difference"))
    return {
        "carries_out": ledger_words.figure(carried.target, language),
        "carries_out_place": label(carried.document, carried.target.locator, language),
        "difference": ledger_words.difference(carried, language),
    }


def _deadline(row: Deadline, language: str) -> dict[str, Value]:
    return {
        "what": row.what.value,
        "due": row.due.value if row.due else None,
        "recurs": ledger_words.recurs(row, language) or None,
    }


def _period(cell: Cell[Period] | None) -> str | None:
    return printed(cell.value) if cell else None
