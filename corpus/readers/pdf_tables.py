"""Ruled tables: the cells between the lines of a page, their words, and rows that a page break cut in two."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from hoi.corpus.blocks import Grid
from hoi.corpus.normalise import fold
from hoi.corpus.readers.pdf_drawing import Ruling
from hoi.corpus.readers.pdf_lines import Line, Word, line_of, rows_of

MAX_RULINGS, MAX_CROSSINGS = 6_000, 3_000  # of one page; the cell finder's time grows with the crossings' square
_SNAP = 3.0  # points: pdfplumber's own tolerance
_SAME = 4.0  # points: as far as the column edges of one table differ from page to page
_PADDING = 5.4  # points: the margin that Word sets inside a cell unless told otherwise
_ALIKE = 0.85
_HEAD_WORDS = re.compile(r"\b(?:stt|tt|so tt|chi tieu|noi dung|nhiem vu)\b")
_NUMBER_HEAD = re.compile(r"(?:stt|tt|so tt|so thu tu)\W*")
_BULLET = re.compile(r"[-–—+•*]\s*\S")

Box = tuple[float, float, float, float]
Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table as it stands on one page, and afterwards with the rows of the next pages.

    ``edges`` are the x of its columns' edges. ``owners`` tell for each field of ``rows`` which cell it belongs to
    (-1: none): fields with one number are one merged cell.
    """

    box: Box
    edges: tuple[float, ...]
    rows: Cells
    owners: tuple[tuple[int, ...], ...]

    @property
    def top(self) -> float:
        """The top of the table, in points."""
        return self.box[1]

    def grid(self) -> Grid:
        """Return the table as every reader returns tables."""
        return Grid(self.rows)

    def is_table(self) -> bool:
        """Tell a table from a frame: three columns, or two under a head such as STT or Nội dung, and two rows."""
        columns = len(self.edges) - 1
        named = bool(_HEAD_WORDS.search(fold(" ".join(self.rows[0])))) if self.rows else False
        filled = sum(bool(cell) for row in self.rows for cell in row)
        return len(self.rows) > 1 and (columns > 2 or (columns == 2 and named)) and filled > 1


def tables_of(
    rulings: Sequence[Ruling], words: Sequence[Word], before: Ruled | None = None
) -> tuple[list[Ruled], list[Word]]:
    """Return the tables that the ``rulings`` of a page enclose, filled with ``words``, and the words outside them.

    ``before`` is the table that the page before ended with: what goes on with it is kept though it has one row only.
    """
    tables: list[Ruled] = []
    for cells in sorted(_tables(rulings), key=_area, reverse=True):
        if any(_holds(table.box, _middle(_around(cells))) for table in tables):
            continue  # lines within a cell of the table around it
        table = _filled(cells, words)
        if table.is_table() or (before is not None and _same_columns(before, table)):
            tables.append(table)
    outside = [word for word in words if not any(_holds(table.box, word.middle) for table in tables)]
    return sorted(tables, key=lambda table: table.top), outside


def _tables(rulings: Sequence[Ruling]) -> list[list[Box]]:
    """Return the cells that lines enclose, a list for each table, found by pdfplumber's algorithm."""
    if not 4 <= len(rulings) <= MAX_RULINGS:  # the sides of one cell
        return []
    from pdfplumber import table as finder

    merged = finder.merge_edges([_edge(ruling) for ruling in rulings], _SNAP, _SNAP, _SNAP, _SNAP)
    edges = [edge for edge in merged if max(edge["width"], edge["height"]) >= _SNAP]
    level = sum(edge["orientation"] == "h" for edge in edges)
    if level * (len(edges) - level) > 100 * MAX_CROSSINGS:
        return []
    crossings = finder.edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > MAX_CROSSINGS:
        return []
    found = finder.cells_to_tables(finder.intersections_to_cells(crossings))
    return [[(float(x0), float(top), float(x1), float(bottom)) for x0, top, x1, bottom in table] for table in found]


def _edge(ruling: Ruling) -> dict[str, Any]:
    """Return a line as pdfplumber holds one: exactly straight, in the middle of its thickness."""
    x0, top, x1, bottom = ruling
    if ruling.level:
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    box = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {**box, "orientation": "h" if ruling.level else "v"}


def _filled(cells: Sequence[Box], words: Sequence[Word]) -> Ruled:
    xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
    ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
    # Which cell each field of the full grid belongs to: a merged cell owns several.
    owner = {
        (row, column): number
        for number, (x0, top, x1, bottom) in enumerate(cells)
        for row in range(ys.index(top), ys.index(bottom))
        for column in range(xs.index(x0), xs.index(x1))
    }
    inside: dict[int, list[Word]] = {}
    for word in words:
        x, y = word.middle
        number = owner.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))
        if number is not None:
            inside.setdefault(number, []).append(word)
    texts = {number: _cell_text(cells[number], held) for number, held in inside.items()}
    owners = tuple(tuple(owner.get((row, column), -1) for column in range(len(xs) - 1)) for row in range(len(ys) - 1))
    rows = tuple(
        # A cell merged over columns stands in the first of them only.
        tuple("" if _is_covered(row, column) else texts.get(number, "") for column, number in enumerate(row))
        for row in owners
    )
    return Ruled(_around(cells), tuple(xs), rows, owners)


def _is_covered(owners: Sequence[int], column: int) -> bool:
    """Tell whether the field ``column`` of a row is covered by the cell at its left."""
    return column > 0 and owners[column] >= 0 and owners[column] == owners[column - 1]


def _cell_text(cell: Box, words: Sequence[Word]) -> str:
    """Return the words of a cell, its lines joined by spaces; a line feed where the author began a new line."""
    lines = [line_of(row) for row in rows_of(words)]
    text = lines[0].text
    for before, line in pairwise(lines):
        text += ("\n" if _begins(before, line, cell[2]) else " ") + line.text
    return text


def _begins(before: Line, line: Line, right: float) -> bool:
    """Tell whether ``line`` was begun by its author: it has a bullet, or its first word had room on the line before."""
    if _BULLET.match(line.text):
        return True
    space = 0.25 * line.height
    room = right - _PADDING - before.x1 > space + line.first + _SAME
    return room and (line.text[0].isupper() or line.text[0].isdigit())


def joined(before: Ruled, after: Ruled) -> Ruled | None:
    """Return ``before`` with the rows of ``after``, the table on top of the next page, when that goes on with it.

    A head printed again is dropped; a row that the break cut in two is joined cell by cell; a merged cell that goes on
    keeps its text in the rows after the break.
    """
    if not _same_columns(before, after):
        return None
    done, first = list(before.rows), 0
    while first < min(len(after.rows), len(done)) and _is_same_head(after.rows[first], done[first]):
        first += 1
    if first < len(after.rows) and _is_cut(before, after.rows[first]):
        done[-1] = tuple(map(_joined_cell, done[-1], after.rows[first]))
        first += 1
    highest = max(max(row) for row in before.owners) + 1
    owners = (tuple(number + highest if number >= 0 else -1 for number in row) for row in after.owners[first:])
    return replace(
        after,
        rows=(*done, *_carried(before, after, first)),
        owners=(*before.owners, *owners),
        edges=before.edges,
    )


def _carried(before: Ruled, after: Ruled, first: int) -> Cells:
    """Return the rows of ``after`` from ``first``, a merged cell that the break parts filled with its text."""
    rows, owners = [list(row) for row in after.rows[first:]], after.owners[first:]
    last, above = before.owners[-1], before.owners[-2] if len(before.owners) > 1 else ()
    for column, number in enumerate(above):
        if last[column] != number or number < 0 or _is_covered(last, column):
            continue
        for row, mine in zip(rows, owners, strict=True):
            if mine[column] != owners[0][column] or row[column] or _is_covered(mine, column):
                break
            row[column] = before.rows[-1][column]
    return tuple(map(tuple, rows))


def _joined_cell(text: str, more: str) -> str:
    if not text or not more:
        return text or more
    begins = _BULLET.match(more) or (text[-1] in ";." and more[0].isupper())
    return f"{text}\n{more}" if begins else f"{text} {more}"


def _same_columns(one: Ruled, other: Ruled) -> bool:
    return len(one.edges) == len(other.edges) and all(
        abs(mine - yours) < _SAME for mine, yours in zip(one.edges, other.edges, strict=True)
    )


def _is_same_head(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two rows say the same; of a head without figures, nearly the same, as a scan is read."""
    mine, yours = ["".join(cell.split()) for cell in one], ["".join(cell.split()) for cell in other]
    if mine == yours or mine[0] != yours[0]:
        return mine == yours
    named = bool(mine[0]) and not any(char.isdigit() for char in "".join(mine + yours))
    return named and SequenceMatcher(None, "|".join(mine), "|".join(yours)).ratio() > _ALIKE


def _is_cut(before: Ruled, row: tuple[str, ...]) -> bool:
    """Tell whether ``row`` is the rest of the last row of ``before``: its number is missing and its words go on."""
    numbered = bool(_NUMBER_HEAD.fullmatch(fold(before.rows[0][0]))) or before.rows[-1][0][:1].isdigit()
    words = [cell for cell in row if cell]
    goes_on = any(cell[0].islower() for cell in words) or any(
        cell and last and last[-1] not in ".;:" for cell, last in zip(row, before.rows[-1], strict=True)
    )
    return numbered and not row[0] and bool(words) and goes_on


def _around(cells: Sequence[Box]) -> Box:
    return (
        min(cell[0] for cell in cells),
        min(cell[1] for cell in cells),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )


def _area(cells: Sequence[Box]) -> float:
    x0, top, x1, bottom = _around(cells)
    return (x1 - x0) * (bottom - top)


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
