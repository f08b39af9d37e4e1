"""Pages to blocks: broken lines become paragraphs again, and tables that run over several pages become one.

Two lines are one paragraph when the first word of the second had no room on the first, and nothing says that a new
one begins: a marker ("1.", "a)", "-"), an indent, a wider space, a centred or bold heading.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from hoi.corpus.blocks import Block, Paragraph
from hoi.corpus.readers.lines import is_ruler, opens_unit
from hoi.corpus.readers.pdf_lines import Line
from hoi.corpus.readers.pdf_margins import Sheet, strip
from hoi.corpus.readers.pdf_tables import Ruled, joined

# Besides what `opens_unit` knows: "5.Hạ tầng", "III.NHIỆM VỤ", which are typed without the space.
_TIGHT = re.compile(r"(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2}){0,3})\.[^\W\d]")
_RANGE = re.compile(r"[-–—]\s*\d")
_ENDS = re.compile(r"[.;:!?…][\"”’»)\]/]*$|/\.$")
_WORD_GOES_ON = re.compile(r"\w[-‐]$")
_BULLET = re.compile(r"[•●▪■◦‣\uf0a7\uf0b7\uf0d8\uf076]\s*")

_INDENT = 8.0  # points: a first line is indented by 28 to 36 (1 to 1.27 cm, Decree 30/2020/NĐ-CP, Annex I)
_HANGING = 60.0  # points: further in than that is no continuation of a marker's line
_CLOSE, _LOOSE = 3.0, 8.0  # points that justified lines may end beside the edge, on a page set and on a page scanned
_NEAR = 40.0  # points: a long word
_AT_RIGHT = 0.4  # of the text's width: a line that begins further in is set at the right
_CENTRED = 6.0  # points that the middle of a centred line may lie beside the middle of the text


def blocks_of(sheets: Sequence[Sheet]) -> tuple[Block, ...]:
    """Return the paragraphs and tables of ``sheets``, those that a page break cut in two made whole."""
    strip(sheets)
    composer = _Composer()
    for sheet, (left, right) in zip(sheets, _margins(sheets), strict=True):
        leading, justified = _leading(sheet.lines), _is_justified(sheet.lines, right)
        for item in sheet.items:
            if isinstance(item, Ruled):
                composer.table(item, sheet)
            elif not is_ruler(item.text) and (not sheet.recognised or _says_something(item)):
                composer.line(_Set(item, sheet, left, right, leading, justified))
    return tuple(composer.finish())


def _says_something(line: Line) -> bool:
    return any(char.isalnum() for char in line.text)


def _margins(sheets: Sequence[Sheet]) -> Iterator[tuple[float, float]]:
    """Yield where the text of each sheet begins and ends; a sheet with few lines takes it from those of its width."""
    wide: dict[int, list[Line]] = {}
    own: list[list[Line]] = []
    for sheet in sheets:
        own.append([line for line in sheet.lines if not line.alone and line.x1 - line.x0 > sheet.width / 2])
        wide.setdefault(round(sheet.width), []).extend(own[-1])
    for sheet, lines in zip(sheets, own, strict=True):
        enough = lines if len(lines) >= 5 else wide[round(sheet.width)]  # half of a short page
        yield _edges(enough) if enough else (0.0, sheet.width)


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the leftmost start that a tenth of ``lines`` share, and the end that a tenth of them reach or pass."""
    starts = Counter(round(line.x0 / 4) for line in lines)
    shared = [start for start, count in starts.items() if count >= 0.1 * len(lines)] or list(starts)
    ends = sorted(line.x1 for line in lines)
    return min(line.x0 for line in lines if round(line.x0 / 4) == min(shared)), ends[int(0.9 * (len(ends) - 1))]


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual white between two lines, in points."""
    gaps = [after.top - before.bottom for before, after in pairwise(lines)]
    return median([gap for gap in gaps if gap > -5] or [0.0])  # the next column begins higher


def _is_justified(lines: Sequence[Line], right: float) -> bool:
    """Tell whether most of the lines that come near the right edge of the text end on it."""
    near = [line.x1 for line in lines if right - line.x1 < _NEAR]
    return sum(abs(right - end) < _CLOSE for end in near) > 0.7 * len(near)


@dataclass(frozen=True, slots=True)
class _Set:
    """A line with what is known of its sheet: the edges of its text, the usual white between lines, their alignment."""

    line: Line
    sheet: Sheet
    left: float
    right: float
    leading: float
    justified: bool

    @property
    def indent(self) -> float:
        return self.line.x0 - self.left

    @property
    def apart(self) -> bool:
        """Whether the line stands by itself: in a head, or set at the right as signatures are."""
        return self.line.alone or self.indent > _AT_RIGHT * (self.right - self.left)

    @property
    def centred(self) -> bool:
        inner = self.indent > 2 * _INDENT and self.right - self.line.x1 > 2 * _INDENT
        return inner and abs(self.line.x0 + self.line.x1 - self.left - self.right) < 2 * _CENTRED

    @property
    def ends(self) -> bool:
        return bool(_ENDS.search(self.line.text))

    def is_full(self, after: "_Set") -> bool:
        """Tell whether the first word of the line ``after`` had no room on this one."""
        if self.ends and self.justified and after.line.text[0].isupper():
            return self.right - self.line.x1 < (_LOOSE if self.sheet.recognised else _CLOSE)
        return self.line.x1 + 0.25 * self.line.height + after.line.first > self.right - _CLOSE


class _Composer:
    """Lines and tables in, blocks out."""

    def __init__(self) -> None:
        self._blocks: list[Block | tuple[Ruled, Sheet]] = []
        self._open: list[_Set] = []

    def table(self, table: Ruled, sheet: Sheet) -> None:
        self._close()
        before = self._blocks[-1] if self._blocks else None
        if isinstance(before, tuple) and before[1] is not sheet and (whole := joined(before[0], table)):
            self._blocks[-1] = (whole, sheet)
        else:
            self._blocks.append((table, sheet))

    def line(self, line: _Set) -> None:
        if self._open and not _goes_on(self._open, line):
            self._close()
        self._open.append(line)

    def finish(self) -> Iterator[Block]:
        self._close()
        return (block[0].grid() if isinstance(block, tuple) else block for block in self._blocks)

    def _close(self) -> None:
        if self._open:
            self._blocks.append(Paragraph(_BULLET.sub("- ", _joined_text(self._open), count=1)))
            self._open = []


def _joined_text(lines: Sequence[_Set]) -> str:
    """Return the lines as one text: "QĐ-" and "UBND" become one word again, "2021 -" and "2025" stay apart."""
    parts = [lines[0].line.text]
    for before, each in pairwise(lines):
        parts += ["" if _WORD_GOES_ON.search(before.line.text) else " ", each.line.text]
    return "".join(parts)


def _goes_on(paragraph: Sequence[_Set], line: _Set) -> bool:
    """Tell whether ``line`` goes on with ``paragraph``."""
    first, last = paragraph[0], paragraph[-1]
    if line.apart or last.apart or not last.is_full(line) or line.sheet.width != last.sheet.width:
        return False
    if line.centred and abs(line.indent - last.indent) > _CLOSE:
        return False
    if _is_spaced(last, line) and last.ends:
        return False
    if _is_marked(line.line.text):
        return not last.ends and (_is_flush(first, line) or _RANGE.match(line.line.text) is not None)
    if line.line.text[0].isupper() and _is_heading(last) != _is_heading(line) and (last.ends or _is_heading(last)):
        return False
    return _in_place(paragraph, line)


def _is_heading(line: _Set) -> bool:
    return line.line.bold or line.line.text.isupper()


def _is_marked(text: str) -> bool:
    return opens_unit(text) or _TIGHT.match(text) is not None or _BULLET.match(text) is not None


def _is_spaced(last: _Set, line: _Set) -> bool:
    gap = line.line.top - last.line.bottom
    return line.sheet is last.sheet and gap > line.leading + 0.3 * line.line.height


def _is_flush(first: _Set, line: _Set) -> bool:
    """Tell whether ``line`` begins at the margin while its paragraph began with an indent: no marker stands there."""
    return first.indent > _INDENT and line.indent < _INDENT


def _in_place(paragraph: Sequence[_Set], line: _Set) -> bool:
    """Tell whether ``line`` begins where a further line of ``paragraph`` would."""
    first, last = paragraph[0], paragraph[-1]
    if len(paragraph) > 1:
        return abs(line.indent - last.indent) < _INDENT
    further = line.indent - first.indent
    if further > _INDENT:
        return further < _HANGING and _is_marked(first.line.text)
    if further > -_INDENT and first.indent > _INDENT:
        return not last.ends  # two lines at one indent: a block set in, or two short paragraphs
    return True
