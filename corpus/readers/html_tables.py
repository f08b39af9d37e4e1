"""Tables of a web page: cells with their spans to a full grid."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from hoi.corpus.blocks import Block, Grid, Paragraph

MAX_SPAN = 200
MAX_CELLS = 200_000
"""Cells of all tables of a page, at most; with more, a table's cells come as paragraphs and no word is lost."""
_LAYOUT, _LAYOUT_AROUND_TABLE = 40, 10
"""Blocks of one cell from which a table is a page's layout: a task's cell has a dozen lines, a document has more."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stands in the page: what it holds, and how many rows and columns it covers."""

    rows: int
    columns: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the cell; a table inside it is a line a row."""
        lines = (_flat(block) for block in self.blocks)
        return "\n".join(line for line in lines if line)

    @property
    def is_layout(self) -> bool:
        """Tell whether the cell holds a document rather than an entry of a table."""
        around = any(isinstance(block, Grid) for block in self.blocks)
        return len(self.blocks) >= (_LAYOUT_AROUND_TABLE if around else _LAYOUT)


def _flat(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return "\n".join(" ".join(cell for cell in row if cell) for row in block.rows)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, filled while the page is walked."""

    rows: list[list[Cell]] = field(default_factory=list)

    def cell(self, rows: int, columns: int) -> Cell:
        """Add a cell to the last row and return it."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(Cell(rows, columns))
        return self.rows[-1][-1]

    def blocks(self, most: int) -> list[Block]:
        """Return the table as one grid of ``most`` cells at most, or what its cells hold when it is no table.

        A frame of one column and a page's layout are no tables.
        """
        cells = [cell for row in self.rows for cell in row]
        if any(len(row) > 1 for row in self.rows) and not any(cell.is_layout for cell in cells):
            rows = _placed(self.rows, most)
            if rows is not None:
                return [Grid(rows)] if rows else []
        return [block for cell in cells for block in cell.blocks]


def _placed(rows: Iterable[list[Cell]], most: int) -> tuple[tuple[str, ...], ...] | None:
    """Return the rows of text, or None when they come to more than ``most`` cells.

    A column in which no cell begins (a span wider than the table) is left out, and so is a row without words.
    """
    placed: list[dict[int, str]] = []
    above: dict[int, tuple[str, int]] = {}
    begun: set[int] = set()
    left = most
    for row in rows:
        line, above = _row(row, above, begun, left)
        left -= len(line)
        if left < 0:
            return None
        if row and any(line.values()):
            placed.append(line)
    columns = sorted(begun)
    if len(columns) * len(placed) > most:
        return None
    return tuple(tuple(line.get(column, "") for column in columns) for line in placed)


def _row(
    cells: list[Cell], above: dict[int, tuple[str, int]], begun: set[int], most: int
) -> tuple[dict[int, str], dict[int, tuple[str, int]]]:
    """Return a row's text by column, and what reaches down from it: the text and for how many rows more."""
    line = {column: text for column, (text, _) in above.items()}
    below = {column: (text, left - 1) for column, (text, left) in above.items() if left > 1}
    column = 0
    for cell in cells:
        while column in line:
            column += 1
        begun.add(column)
        text = cell.text
        for each in range(column, column + cell.columns):
            if each in line or len(line) > most:
                break
            line[each] = text if each == column else ""
            if cell.rows > 1:
                below[each] = (line[each], cell.rows - 1)
    return line, below
