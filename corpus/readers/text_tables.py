"""Tables in plain text: Markdown pipes, boxes drawn with signs, and cells parted by tabs."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from hoi.corpus.blocks import Grid
from hoi.corpus.normalise import clean, fold

MAX_CELLS = 200_000
"""Cells of a table, at most; the longest real task tables have some ten thousand. A wider one stays lines."""
_UPRIGHT, _LEVEL = "│┃║┆┇┊┋╎╏", "─━═┄┅┈┉╌╍"
_DRAWN = dict.fromkeys(range(0x2500, 0x2580), "+") | str.maketrans(
    _UPRIGHT + _LEVEL, "|" * len(_UPRIGHT) + "-" * len(_LEVEL)
)
_RULE_SIGNS = frozenset("|+:=- \t")
_RULE_PARTS = ("--", "==", ":-", "-:")
_PIPE = re.compile(r"(?<!\\)\|")
_HEAD = re.compile(r"(?:so )?(?:stt|tt)\b|noi dung|nhiem vu|chi tieu|cong viec")
_ALL_RULED = 4
"""Rules that a box has at least when one stands between all its rows, so that the lines between two are one row."""


def take(lines: Sequence[str], at: int) -> tuple[Grid | None, int]:
    """Return the table that begins at line ``at``, if one does, and the number of the line after what was looked at.

    Lines that make no table need not be looked at again: time stays linear in the text.
    """
    end = at
    while end < len(lines) and ("|" in (line := lines[end].translate(_DRAWN)) or _is_rule(line)):
        end += 1
    if end > at:
        return _piped([line.translate(_DRAWN).strip() for line in lines[at:end]]), end
    end = _tabbed_until(lines, at)
    return (_grid([line.split("\t") for line in lines[at:end]]), end) if end > at else (None, at + 1)


def _is_rule(line: str) -> bool:
    return _RULE_SIGNS.issuperset(line) and any(part in line for part in _RULE_PARTS)


def _piped(lines: Sequence[str]) -> Grid | None:
    rules = {number for number, line in enumerate(lines) if _is_rule(line)}
    rows: list[list[str]] = []
    for number, line in enumerate(lines):
        if number in rules:
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in _PIPE.split(line.removeprefix("|").removesuffix("|"))]
        if rows and 0 in rules and number - 1 not in rules and _continues(cells[0], len(rules)):
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip_longest(rows[-1], cells, fillvalue="")]
        else:
            rows.append(cells)
    return _grid(rows) if rules else None


def _continues(first: str, rules: int) -> bool:
    """Tell whether a line of a box goes on with the row above it: its first cell says so."""
    return not first or (rules >= _ALL_RULED and not first.rstrip(".").isdigit())


def _tabbed_until(lines: Sequence[str], at: int) -> int:
    tabs = lines[at].count("\t")
    if tabs < 2 or not any(_HEAD.match(fold(cell.strip())) for cell in lines[at].split("\t")):
        return at
    end = at + 1
    while end < len(lines) and lines[end].count("\t") == tabs:
        end += 1
    return end if end > at + 1 else at


def _grid(rows: Sequence[Sequence[str]]) -> Grid | None:
    kept = [[clean(cell) for cell in row] for row in rows if any(map(str.strip, row))]
    width = max(map(len, kept), default=0)
    if width < 2 or width * len(kept) > MAX_CELLS:
        return None
    return Grid(tuple((*row, *[""] * (width - len(row))) for row in kept))
