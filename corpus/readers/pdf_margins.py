"""What belongs to the sheet and not to the text: page numbers, running heads, signing notices, footnotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from hoi.corpus.normalise import fold
from hoi.corpus.readers.lines import is_ruler
from hoi.corpus.readers.pdf_lines import Line, Row, raised, text_of
from hoi.corpus.readers.pdf_tables import Ruled

_MARGIN = 0.12  # of the page's height at its top and its foot: 3.5 cm of A4, where no more than two lines of text stand
_PAGE_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?", re.IGNORECASE)
_NOTICE = re.compile(
    r"(?:nguoi ky|ky boi|ky so boi|digitally signed|signed by|thoi gian ky|ngay ky|email|co quan)\s*:"
    r"|cong thong tin dien tu chinh phu$"
)
# What may stand at the top of several pages and yet is text: the head of each annex or form.
_REPEATS = re.compile(r"phu luc|mau|bieu|danh muc|kem theo|\(|cong hoa xa hoi|doc lap")
_NOTE = re.compile(r"(\d{1,3})(?![\d.)])")
_SMALLER, _SMALLER_SCANNED = 0.9, 0.82  # of the body's height: footnotes are set in 10 point beside 13 or 14


@dataclass(slots=True)
class Sheet:
    """A page: its size in points, its lines and tables in reading order, and whether its words were recognised."""

    width: float
    height: float
    items: list[Line | Ruled] = field(default_factory=list)
    recognised: bool = False

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]


def without_number(rows: list[Row], height: float) -> list[Row]:
    """Return the ``rows`` of a page without a page number alone in the first or the last of them."""
    kept = list(rows)
    for at in (-1, 0):
        if kept and _is_number(kept[at]) and not _MARGIN < kept[at][0].middle[1] / height < 1 - _MARGIN:
            del kept[at]
    return kept


def _is_number(row: Row) -> bool:
    return _PAGE_NUMBER.fullmatch(text_of(row)) is not None


def without_notes(rows: list[Row], *, recognised: bool = False) -> tuple[list[Row], bool]:
    """Return ``rows`` without footnotes and the raised numbers that call them, and whether there were any.

    A footnote is a run of smaller rows at the foot of the page that begins with a number raised in the rows above.
    The number goes with it, as "85%¹" would read 85%1. In ``recognised`` rows nothing is seen to be raised, and any
    number will do.
    """
    if not rows:
        return rows, False
    small = (_SMALLER_SCANNED if recognised else _SMALLER) * median(_height(row) for row in rows)
    first = len(rows)
    while first and _height(rows[first - 1]) < small:
        first -= 1
    called = {word.text for row in rows[:first] for word in raised(row) if word.text.isdecimal()}
    while first < len(rows) and _number(rows[first]) not in called and not (recognised and _number(rows[first])):
        first += 1
    numbers = {_number(row) for row in rows[first:]} & called
    return [_without(row, numbers) for row in rows[:first]], first < len(rows)


def _without(row: Row, numbers: set[str]) -> Row:
    """Return ``row`` without the raised ``numbers``."""
    calls = [word for word in raised(row) if word.text in numbers] if numbers else []
    return [word for word in row if word not in calls]


def _height(row: Row) -> float:
    return max(word.height for word in row)


def _number(row: Row) -> str:
    """Return the number that ``row`` begins with, unless it is that of a clause ("1.", "2)"), else nothing."""
    found = _NOTE.match(row[0].text)
    return found[1] if found else ""


def strip(sheets: Sequence[Sheet]) -> None:
    """Drop from the top and the foot of ``sheets`` what repeats at one height on several pages, and signing notices."""
    seen: dict[str, list[tuple[int, float]]] = {}
    for number, sheet in enumerate(sheets):
        for line in sheet.lines:
            if line.bottom < _MARGIN * sheet.height or line.top > (1 - _MARGIN) * sheet.height:
                seen.setdefault(_key(line), []).append((number, line.top))
    for number, sheet in enumerate(sheets):
        while sheet.items and _droppable(sheet.items[0], number, seen):
            del sheet.items[0]
        while sheet.items and _droppable(sheet.items[-1], number, seen):
            del sheet.items[-1]


def _key(line: Line) -> str:
    """Return the letters of a line without the page number beside them."""
    return re.sub(r"^\d+\s|\s\d+$", "", fold(line.text)).strip()


def _droppable(item: Line | Ruled, number: int, seen: dict[str, list[tuple[int, float]]]) -> bool:
    if isinstance(item, Ruled):
        return False
    key = _key(item)
    if is_ruler(item.text) or _NOTICE.match(key):
        return True
    again = any(other != number and abs(top - item.top) < item.height / 2 for other, top in seen.get(key, ()))
    return again and not item.alone and not _REPEATS.match(key)
