"""The text layer of a PDF page as words: characters with boxes, read through pdfium, set upright and spaced anew."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from hoi.corpus.errors import TooLargeError
from hoi.corpus.readers.pdf_lines import Word
from hoi.corpus.readers.syllables import is_syllable

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_CHARACTERS = 100_000  # of one page; a page of the densest table measured has 6,000
_BLANK = 0.2  # of the letters' height: white that parts words; a space is a quarter of the type's size
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff\ud800-\udfff\ufffe\uffff]")
_HYPHENS = {0x2: "-", 0xFFFE: "-"}  # how pdfium gives a hyphen at a line's end
_NO_LETTER = re.compile(r"[\W\d_]")
_HEAVY = 600  # the weight from which a font is called semi-bold (OpenType, usWeightClass)
_GLUED = 0.08  # of the letters' height: how much wider than its neighbours a gap is when a space was squeezed out


class Glyph(NamedTuple):
    """A character and its box, in points from the top left of the page turned so that its line runs level.

    ``base`` is where its line stands, ``turn`` the direction of the line on the page in degrees, ``bold`` whether the
    font is heavy.
    """

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: int
    turn: int
    bold: bool

    @property
    def height(self) -> float:
        """The height of the font at its size, and of an accent above it."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class View:
    """How a page's own space is turned into the page as read: ``turn`` is the direction of its lines, in degrees.

    ``left`` to ``top`` is the part of the page's space that is shown. A page set sideways (a wide table on an
    upright sheet, or a sheet with a rotation) is turned so that its lines run from left to right.
    """

    turn: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """The width of the page as read, in points."""
        return max(1.0, self.right - self.left if self.turn in (0, 180) else self.top - self.bottom)

    @property
    def height(self) -> float:
        """The height of the page as read, in points."""
        return max(1.0, self.top - self.bottom if self.turn in (0, 180) else self.right - self.left)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return a box of the page's space as (x0, top, x1, bottom), from the top left of the page as read."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turn == 90:  # degrees
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turn == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


def view_of(page: "PdfPage", glyphs: Sequence[Glyph] = ()) -> View:
    """Return how ``page`` is read: along the direction most of its characters run in, else as it is shown."""
    turns = Counter(glyph.turn for glyph in glyphs)
    return View(turns.most_common(1)[0][0] if turns else page.get_rotation(), *page.get_bbox())


def glyphs_of(page: "PdfPage") -> list[Glyph]:
    """Return the characters of ``page`` in the order of its text layer, and the spaces that were printed.

    What runs aslant (a watermark) is left out.

    Raises:
        TooLargeError: the page has more than ``MAX_CHARACTERS``.
    """
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > MAX_CHARACTERS:
            raise TooLargeError(
                f"Một trang của tệp PDF có quá {MAX_CHARACTERS} ký tự; hãy tách tệp hoặc xuất lại từ bản gốc.",
                f"A page of the PDF has more than {MAX_CHARACTERS} characters; split it or export it again.",
            )
        return list(_glyphs(textpage.raw, textpage.count_chars(), view_of(page)))
    finally:
        textpage.close()


def _glyphs(text: Any, count: int, shown: View) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    unicode, box_of, box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FS_RECTF()
    views = {turn: replace(shown, turn=turn) for turn in (0, 90, 180, 270)}
    turn, bold, view, begins = 0, False, shown, True
    bases: dict[float, int] = {}  # letters whose boxes end at one height stand on one line
    for index in range(count):
        char = _HYPHENS.get(code := unicode(text, index)) or chr(code)
        box_of(text, index, box)
        if char.isspace():
            begins = True
            if box.right <= box.left:  # pdfium's own guess at a space or at a line's end
                continue
        elif begins:  # asked once a word: each question costs as much as the character itself
            turn, bold = _turn(text, index, pdfium), pdfium.FPDFText_GetFontWeight(text, index) >= _HEAVY
            begins, view = False, views.get(turn, shown)
        if turn not in views:
            continue
        bottom = box.bottom
        base = bases.get(bottom) if turn == 0 else None
        if base is None:
            base = _base(text, index, pdfium, view)
            if turn == 0:
                bases[bottom] = base
        yield Glyph(char, *view.box(box.left, bottom, box.right, box.top), base, turn, bold)


def _turn(text: Any, index: int, pdfium: Any) -> int:
    """Return the direction of a character's line in degrees.

    Not FPDFText_GetCharAngle, which takes the slant of a made-up italic for a turn.
    """
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    return round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360


def _base(text: Any, index: int, pdfium: Any, view: View) -> int:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return round(view.box(x.value, y.value, x.value, y.value)[1])


def words_of(glyphs: Sequence[Glyph], view: View) -> list[Word]:
    """Return the words that ``glyphs`` spell in the direction of ``view``.

    Characters are taken line by line from left to right, whatever the order they were drawn in: some programs draw
    the letters that a font lacks, and so borrow from another, after the rest of the line.
    """
    lines: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.turn == view.turn and not _CONTROL.match(glyph.char):
            lines.setdefault(glyph.base, []).append(glyph)
    words: list[Word] = []
    for base in sorted(lines):
        # A line on the border between two whole points falls on either side of it.
        line = lines.pop(base, []) + lines.pop(base + 1, [])
        line.sort(key=itemgetter(1))
        words += _words_of_line(line)
    return words


def _words_of_line(line: Sequence[Glyph]) -> list[Word]:
    words: list[Word] = []
    run: list[Glyph] = []
    for glyph in line:
        space = glyph.char.isspace()
        if run and (space or _is_away(run[-1], glyph)):
            words += map(_word, _unglued(run))
            run = []
        if not space:
            run.append(glyph)
    return words + [_word(piece) for piece in _unglued(run)]


def _is_away(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.x0 - before.x1
    return gap > 0 and gap > _BLANK * min(glyph.height, before.height)


def _word(run: Sequence[Glyph]) -> Word:
    # The box of a letter with a stacked accent is drawn higher; the lowest of the boxes is the type's own.
    plain = min(run, key=_height)
    return Word(_text(run), run[0].x0, run[-1].x1, plain.top, plain.bottom, run[0].bold)


def _height(glyph: Glyph) -> float:
    return glyph.bottom - glyph.top


def _text(run: Sequence[Glyph]) -> str:
    return "".join([glyph.char for glyph in run])


def _unglued(run: list[Glyph]) -> list[list[Glyph]]:
    """Part a run such as "KHOAHỌC" at gaps wider than its others, if Vietnamese syllables come of it."""
    text = _text(run)
    if len(text) < 4 or is_syllable(text) or _is_whole(text):  # two syllables have four letters
        return [run] if run else []
    gaps = [after.x0 - before.x1 for before, after in pairwise(run)]
    usual = median(gaps)
    cuts = [0, *(n for n, gap in enumerate(gaps, 1) if gap > usual + _GLUED * run[0].height), len(run)]
    pieces = [run[start:end] for start, end in pairwise(cuts)]
    return pieces if len(pieces) > 1 and all(_is_whole(_text(piece)) for piece in pieces) else [run]


def _is_whole(text: str) -> bool:
    """Tell whether ``text``, its punctuation aside, is one syllable."""
    return is_syllable(_NO_LETTER.sub("", text))
