"""The words of a page with their boxes, and the rows and lines they stand in.

Both ways to a page's words (its text layer, and recognition of its picture) end here. Lengths are points (1/72 inch),
measured from the top left corner of the page as a person sees it.
"""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hoi.corpus.normalise import nfc


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page and its box, as high as its letters."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False

    @property
    def height(self) -> float:
        """The height of the box: about the size of the letters, in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Words in one row of one column.

    ``first`` is the width of the first word, which tells whether it would have fitted on the line before. ``alone``
    marks a line of a letter head or of a signature, which no other line is joined to.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    first: float = 0.0
    bold: bool = False
    alone: bool = False

    @property
    def height(self) -> float:
        """The height of the line's letters, in points."""
        return self.bottom - self.top


Row = list[Word]

_CLOSE = 0.1  # of the letters' height: less white than a space leaves, even in a condensed line
_OVER = 0.4  # of the letters' height: words that overlap further belong to two lines


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Return ``words`` in rows from top to bottom, each row from left to right.

    Two words share a row when the lower of the two overlaps the other by half its height, and neither lies over the
    other.
    """
    rows: list[Row] = []
    top = bottom = 0.0
    for word in sorted(words, key=lambda each: (each.top + each.bottom, each.x0)):
        overlap = min(bottom, word.bottom) - max(top, word.top)
        if rows and overlap >= 0.5 * min(word.height, bottom - top) and _has_room(rows[-1], word):
            insort(rows[-1], word, key=_start)
            top, bottom = min(top, word.top), max(bottom, word.bottom)
        else:
            rows.append([word])
            top, bottom = word.top, word.bottom
    return rows


def _start(word: Word) -> float:
    return word.x0


def _has_room(row: Row, word: Word) -> bool:
    if word.x0 >= row[-1].x1:
        return True
    at = bisect_left(row, word.x0, key=_start)
    before, after = row[at - 1] if at else None, row[at] if at < len(row) else None
    least = _OVER * word.height
    return not (before and before.x1 - word.x0 > least) and not (after and word.x1 - after.x0 > least)


def line_of(row: Row, *, alone: bool = False) -> Line:
    """Return the words of ``row`` as one line."""
    return Line(
        text=text_of(row),
        x0=row[0].x0,
        x1=max(word.x1 for word in row),
        top=min(word.top for word in row),
        bottom=max(word.bottom for word in row),
        first=row[0].x1 - row[0].x0,
        bold=all(word.bold for word in row),
        alone=alone,
    )


def text_of(row: Row) -> str:
    """Return the words of ``row`` with a space between two, but none before what is set close: a raised figure, "/"."""
    high = set(map(id, raised(row)))
    parts = [row[0].text]
    for before, word in pairwise(row):
        close = word.x0 - before.x1 < _CLOSE * before.height
        joined = close and (id(word) in high or id(before) in high or word.text.startswith("/"))
        parts.append(word.text if joined else f" {word.text}")
    return nfc("".join(parts))


def raised(row: Row) -> Row:
    """Return the words that stand above the line of ``row`` in smaller letters: an exponent, a note's number."""
    height, bottom = max(word.height for word in row), max(word.bottom for word in row)
    return [word for word in row if word.height < 0.8 * height and word.bottom < bottom - 0.15 * height]
