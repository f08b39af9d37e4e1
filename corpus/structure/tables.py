"""The rows of a table: which name the columns, which name a group, and which hold the data."""

import re
from collections.abc import Sequence
from typing import Literal

from hoi.corpus.normalise import fold
from hoi.corpus.structure.terms import terms

RowKind = Literal["head", "numbers", "group", "data", "total"]
Cells = Sequence[str]

_COUNTER = re.compile(r"(?:so )?(?:stt|tt|thu tu)\.?")
_ORDINAL = re.compile(r"^[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]+|[a-zđ])[)\].]?$", re.IGNORECASE)
_NUMBER_CELL = re.compile(r"^[(\[]?\d{1,2}[)\]]?(?:\s*=.*)?$")
_TOTAL = re.compile(r"^(?:tong(?: cong| so)?|cong)\b")
_HEAD_ROWS = 3
_SHORTEST_TITLE = 4
_HEAD_CELL = 90


def is_head(cells: Cells) -> bool:
    """Tell whether a row names columns: its first counts the rows, or at least half begin with words of heads."""
    if len(cells) > 1 and _COUNTER.fullmatch(fold(cells[0])):
        return True
    named = [cell for cell in cells if cell and len(cell) <= _HEAD_CELL and terms().columns.match(fold(cell))]
    filled = [cell for cell in cells if cell]
    return len(named) >= 2 and len(named) * 2 >= len(filled)


def row_kinds(rows: Sequence[Cells]) -> list[RowKind]:
    """Return what each row of one table is."""
    heads = _heads(rows)
    kinds: list[RowKind] = ["head"] * heads
    return kinds + [_kind(row, first=number == 0) for number, row in enumerate(rows[heads:])]


def columns(heads: Sequence[Cells]) -> tuple[str, ...]:
    """Return the name of each column; the rows of a head are joined, a name that stands in both is said once."""
    return tuple(" ".join(dict.fromkeys(cell for cell in column if cell)) for column in zip(*heads, strict=True))


def _heads(rows: Sequence[Cells]) -> int:
    """Return how many rows at the top name the columns."""
    if not rows or not is_head(rows[0]):
        return 0
    heads = 1
    while heads < min(_HEAD_ROWS, len(rows) - 1) and _goes_on(rows[heads - 1], rows[heads]):
        heads += 1
    return heads


def _goes_on(above: Cells, below: Cells) -> bool:
    """Tell whether ``below`` is a second row of the head: it repeats a merged cell, or names columns under one."""
    if len(below) != len(above):  # tabs alone divide a pasted row, and some are lost
        return False
    repeated = any(cell and cell == over for cell, over in zip(below, above, strict=True))
    named = not below[0] and any(terms().columns.match(fold(cell)) for cell in below)
    return (repeated or named) and not _numbered(below) and all(len(cell) <= _HEAD_CELL for cell in below)


def _numbered(cells: Cells) -> bool:
    return bool(cells) and bool(_ORDINAL.match(cells[0]))


def _kind(cells: Cells, *, first: bool) -> RowKind:
    filled = [cell for cell in cells if cell]
    if first and len(filled) == len(cells) and all(_NUMBER_CELL.match(cell) for cell in filled):
        return "numbers"
    if _TOTAL.match(fold(filled[0])) if filled else False:
        return "total"
    titles = [cell for cell in cells[1:] if cell] if _numbered(cells) else filled
    return "group" if len(cells) > 2 and len(titles) == 1 and _names_group(cells) else "data"


def _names_group(cells: Cells) -> bool:
    """Tell a group's name from a row of which only the task is filled in: it is a title or Roman-numbered."""
    title = next(cell for cell in (cells[1:] if _numbered(cells) else cells) if cell)
    return (
        bool(re.match(r"^[IVXLCA-EĐ]+[.)]?(?:\s|$)", cells[0]))
        or (title.isupper() and len(title) > _SHORTEST_TITLE)
        or (not _numbered(cells) and bool(cells[0]) and len(title) <= _HEAD_CELL * 2)
    )
