"""Tables of targets: a row for each measure, a column for each year or period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hoi.corpus.ledger.clauses import trimmed
from hoi.corpus.ledger.figure import Figure, figure_of_cell
from hoi.corpus.ledger.rows import Cell, Target
from hoi.corpus.model import Document, Row, Span, Table
from hoi.corpus.normalise import fold
from hoi.corpus.periods import Period

_YEAR = re.compile(r"\b(20\d\d)\b")
_MEASURE = re.compile(r"\b(?:chi tieu|muc tieu|noi dung|ten)\b")
_UNIT = re.compile(r"\b(?:don vi(?: tinh)?|dvt|dv tinh)\b")
# Columns of what was, not of what is to be reached.
_STATE = re.compile(r"\b(?:hien trang|thuc hien|thuc te|ket qua|uoc|so sanh|ghi chu|thoi gian|tien do)\b")


@dataclass(frozen=True, slots=True)
class _Columns:
    measure: int
    unit: int | None
    years: tuple[tuple[int, Period], ...]


def targets_of_tables(document: Document) -> Iterator[Target]:
    """Yield the targets that the tables of ``document`` set, row by row, a row's in the order of its columns."""
    for table in document.tables:
        columns = _columns(table)
        if columns is not None:
            for row in table.rows:
                yield from _of_row(document, row, columns)


def _columns(table: Table) -> _Columns | None:
    heads = [" ".join(fold(head).split()) for head in table.columns]
    years = tuple((n, _period(head)) for n, head in enumerate(heads) if _YEAR.search(head) and not _STATE.search(head))
    named = [n for n, head in enumerate(heads) if not _YEAR.search(head)]
    measure = next((n for n in named if _MEASURE.search(heads[n])), None)
    unit = next((n for n in named if _UNIT.search(heads[n])), None)
    return _Columns(measure, unit, years) if years and measure is not None else None


def _period(head: str) -> Period:
    years = [int(year) for year in _YEAR.findall(head)]
    return Period(min(years), max(years))


def _of_row(document: Document, row: Row, columns: _Columns) -> Iterator[Target]:
    cells = [trimmed(document.text, cell.start, cell.end) for cell in row.cells]
    measure = cells[columns.measure]
    unit = None if columns.unit is None else cells[columns.unit]
    for number, period in columns.years:
        figure = figure_of_cell(document.text, cells[number]) if number < len(cells) else None
        if figure is not None and measure.start < measure.end:
            yield _target(document, row, measure, figure.unit or unit, figure, period)


def _target(document: Document, row: Row, measure: Span, unit: Span | None, figure: Figure, period: Period) -> Target:
    line = Span(row.cells[0].start, row.cells[-1].end)
    return Target(
        document=document.id,
        locator=row.locator,
        measure=_cell(document, measure),
        comparator=figure.comparator,
        low=figure.low,
        high=figure.high,
        unit=_cell(document, unit) if unit and unit.start < unit.end else None,
        subject=None,
        period=Cell(period),
        level=Cell(document.level),
        quote=line.of(document.text),
        start=line.start,
        end=line.end,
    )


def _cell(document: Document, span: Span) -> Cell[str]:
    return Cell(" ".join(span.of(document.text).split()), span)
