"""Rows to lines in reading order: a letter head and the foot of a document are read column by column."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from statistics import median

from hoi.corpus.normalise import fold
from hoi.corpus.readers.pdf_lines import Line, Row, line_of

# What Decree 30/2020/NĐ-CP (Annex I), and the Party's papers, print at the right of the head.
_MOTTO = re.compile(r"conghoaxahoichunghia|doclap[-–—]?tudo[-–—]?hanhphuc|dangcongsanvietnam")
_HEAD_ROWS = 12  # a motto further down is quoted text, not a head
_GUTTER = 6.0  # points: the least white between two columns, twice a space
_TELLING = 6  # spaces of a row that show how far it is stretched
_ITEM = re.compile(r"[-–•+]\s*\w")


def lines_of(rows: list[Row], width: float) -> list[Line]:
    """Return the lines of a page ``width`` wide, in reading order.

    A letter head (agency at the left, motto at the right) and the foot of a document (recipients at the left,
    signature at the right) are read column by column.
    """
    head = _head(rows, width)
    foot = _foot(rows, head.end if head else 0, width)
    lines: list[Line] = []
    at = 0
    for zone in filter(None, (head, foot)):
        lines += [line_of(row) for row in rows[at : zone.start]]
        lines += zone.lines(rows)
        at = zone.end
    return lines + [line_of(row) for row in rows[at:]]


@dataclass(frozen=True, slots=True)
class _Zone:
    """Rows ``start`` to ``end`` in two columns, parted by the white between ``left`` and ``right``."""

    start: int
    end: int
    left: float
    right: float

    def lines(self, rows: list[Row]) -> list[Line]:
        gutter = (self.left + self.right) / 2
        sides = [[word for word in row if word.middle[0] < gutter] for row in rows[self.start : self.end]]
        others = [[word for word in row if word.middle[0] >= gutter] for row in rows[self.start : self.end]]
        left = [line_of(side, alone=True) for side in sides if side]
        return [*_recipients(left), *(line_of(side, alone=True) for side in others if side)]


def _recipients(lines: list[Line]) -> list[Line]:
    """Join an item of the list of recipients that runs over two lines; every other line of a column stays alone."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and _ITEM.match(before.text) and not _ITEM.match(line.text) and before.text[-1] not in ";.":
            joined[-1] = replace(before, text=f"{before.text} {line.text}", bottom=line.bottom)
        else:
            joined.append(line)
    return joined


def _head(rows: list[Row], width: float) -> _Zone | None:
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        word = _motto(row)
        if word is not None and row[word].x0 > width / 4:
            # The first quarter of the page is never between the columns: an agency's name is longer than that.
            left = row[word - 1].x1 if word else width / 4
            return _grow(rows, number, (left, row[word].x0), lambda above: _at_left(above, width))
    return None


def _motto(row: Row) -> int | None:
    """Return the number of the word that the national motto (or the Party's name) begins with."""
    keys = [fold(word.text) for word in row]
    found = _MOTTO.search("".join(keys))
    if found is None:
        return None
    ends = list(accumulate(len(key) for key in keys))
    return next(n for n, end in enumerate(ends) if end > found.start())


def _at_left(row: Row, width: float) -> bool:
    return row[-1].x1 < width / 2 and any(not word.text.isdecimal() for word in row)


def _foot(rows: list[Row], floor: int, width: float) -> _Zone | None:
    for number, row in enumerate(rows[floor:], floor):
        if row[0].x0 < width / 3 and fold("".join(word.text for word in row[:2])).startswith("noinhan"):
            # A signature is set around two thirds of the page.
            white = (row[min(1, len(row) - 1)].x1, 0.62 * width)
            return _grow(rows, number, white, lambda above: above[0].x0 > 0.4 * width, floor)
    return None


def _grow(
    rows: list[Row], anchor: int, white: tuple[float, float], above: Callable[[Row], bool], floor: int = 0
) -> _Zone | None:
    """Take in the rows around ``anchor`` as long as one strip of white goes through them all."""
    found = _narrow(white, rows[anchor])
    start, end = anchor, anchor + 1
    while found and end < len(rows) and (narrowed := _narrow(found, rows[end])):
        found, end = narrowed, end + 1
    while found and start > floor and above(rows[start - 1]) and _near(rows[start - 1], rows[start]):
        narrowed = _narrow(found, rows[start - 1])
        if narrowed is None:
            break
        found, start = narrowed, start - 1
    return _Zone(start, end, *found) if found else None


def _near(row: Row, below: Row) -> bool:
    return below[0].top - row[0].bottom < 3 * row[0].height


def _narrow(white: tuple[float, float], row: Row) -> tuple[float, float] | None:
    """Return the widest strip of ``white`` that no word of ``row`` lies in, or None when none is wide enough.

    Between words it must be clearly wider than the spaces of the row, which justified lines stretch.
    """
    strips, left = [], white[0]
    for word in row:
        if word.x1 > left and word.x0 < white[1]:
            strips.append((left, word.x0))
            left = word.x1
    strips.append((left, white[1]))
    start, end = max(strips, key=lambda strip: strip[1] - strip[0])
    between = row[0].x0 < start and row[-1].x1 > end
    return (start, end) if end - start >= (max(_GUTTER, 2 * _space(row)) if between else _GUTTER) else None


def _space(row: Row) -> float:
    """Return the usual space between two words of ``row``: half a letter's height where it has too few to tell."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(row)]
    return median(gaps) if len(gaps) >= _TELLING else 0.5 * row[0].height
