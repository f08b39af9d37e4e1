"""A Word table as a grid: which columns a cell covers, which rows it is merged over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from hoi.corpus.errors import TooLargeError
from hoi.corpus.readers.docx_tree import children, number, value, word

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_COLUMNS = 200
"""Columns of a grid; Word itself stops at 63 cells a row."""

MAX_CELLS = 200_000
"""Cells of a grid; a table of 5,000 rows and 40 columns."""

_ROW, _CELL, _ROW_PROPERTIES, _CELL_PROPERTIES = word("tr"), word("tc"), word("trPr"), word("tcPr")
_SPAN, _MERGE, _BEFORE = word("gridSpan"), word("vMerge"), word("gridBefore")
_GRID = f"{word('tblGrid')}/{word('gridCol')}"
_UNPRINTED = (word("del"), word("hidden"))


_SNAP = 567
"""Twentieths of a point (1 cm): edges nearer than this that no row has both of are one edge, drawn twice by hand."""


Lines = tuple[int, ...]
"""The paragraphs of a cell, by their number among those of the document."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the column it begins in, the column after its last, and whether it continues the cell above."""

    start: int
    end: int
    continues: bool
    element: "Element"


def cells(table: "Element") -> list[list[Cell]]:
    """Return the cells of ``table`` (``w:tbl``) row by row, deleted and hidden rows left out.

    Raises:
        TooLargeError: more columns or cells than a document has.
    """
    rows = [list(_row(row)) for row in children(table) if row.tag == _ROW and _is_printed(row)]
    width = max((row[-1].end for row in rows if row), default=0)
    if width > MAX_COLUMNS or width * len(rows) > MAX_CELLS:
        raise TooLargeError(
            "Bảng trong tệp Word có quá nhiều ô nên không được đọc; hãy tách bảng đó ra khỏi văn bản.",
            "A table of the Word file has too many cells and was not read; take that table out of the document.",
        )
    return rows


def grid(table: "Element", rows: list[list[Cell]], read: Callable[["Element"], Lines]) -> tuple[tuple[Lines, ...], ...]:
    """Return the full grid of a table's ``rows``; ``read`` reads one cell, each once, in the order of the text.

    Columns in which no cell begins (those that are there for the sake of other rows' edges) are left out.
    """
    place = _columns(table, rows)
    above: list[Lines] = [()] * (max(place.values(), default=-1) + 1)
    filled = []
    for row in rows:
        line: list[Lines] = [()] * len(above)
        for cell in row:
            column = place[cell.start]
            line[column] = (above[column] if cell.continues else ()) or read(cell.element)
        above = line
        filled.append(tuple(line))
    return tuple(filled)


def _columns(table: "Element", rows: list[list[Cell]]) -> dict[int, int]:
    """Return the column of the grid for each place where cells begin."""
    edges = [0, *accumulate(number(each, _SNAP, "w") for each in table.iterfind(_GRID))]
    edges += [edges[-1] + _SNAP * n for n in range(1, MAX_COLUMNS + 2)]  # a grid that says less than its rows have
    starts = [{cell.start for cell in row} for row in rows]
    place: dict[int, int] = {}
    same: list[int] = []
    for start in sorted(set().union(*starts)):
        apart = not same or edges[start] - edges[same[0]] >= _SNAP
        if apart or any(start in row and not row.isdisjoint(same) for row in starts):
            same = []
        place[start] = max(place.values(), default=-1) + (not same)
        same.append(start)
    return place


def _row(row: "Element") -> Iterator[Cell]:
    properties = row.find(_ROW_PROPERTIES)
    column = 0 if properties is None else number(properties.find(_BEFORE), 0)
    for element in children(row):
        if element.tag == _CELL:
            inner = element.find(_CELL_PROPERTIES)
            merge = None if inner is None else inner.find(_MERGE)
            end = column + max(1, 1 if inner is None else number(inner.find(_SPAN), 1))
            yield Cell(column, end, merge is not None and value(merge) != "restart", element)
            column = end


def _is_printed(row: "Element") -> bool:
    properties = row.find(_ROW_PROPERTIES)
    return properties is None or all(properties.find(tag) is None for tag in _UNPRINTED)
