"""What a digital signature draws over a page: the number, the day and the month that its blanks leave out.

The signing programs of Vietnamese agencies draw "3004", "02" and "10" in the appearance of signature fields, which no
text layer holds. pdfium writes them into the page when it is flattened (in memory; the file stays as it is).
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hoi.corpus.normalise import fold
from hoi.corpus.readers.pdf_lines import Row, Word, rows_of, text_of
from hoi.corpus.readers.pdf_words import Glyph, View, glyphs_of, words_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_FIGURE = re.compile(r"\d{1,5}[a-zđ]?", re.IGNORECASE)
_BEFORE = re.compile(r"(?:so|ngay|thang|nam)[:.]?")
_AFTER = re.compile(r"/.*|thang|nam")
_REACH = 30.0  # points: as far from its blank's words as a signing program was seen to set a figure


def has_overlay(page: "PdfPage") -> bool:
    """Tell whether form fields or stamps lie over ``page``."""
    import pypdfium2.raw as pdfium

    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_STAMP):
            return True
    return False


def overlay_of(pdf: "PdfDocument", number: int, glyphs: Sequence[Glyph], view: View) -> list[Word]:
    """Return the words that lie over page ``number`` and are not among the ``glyphs`` of its text layer.

    The page is flattened and read again, so handles to it taken before are no longer good.
    """
    import pypdfium2.raw as pdfium

    page = pdf[number]
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    page = pdf[number]
    known = {_place(glyph) for glyph in glyphs}
    drawn = [glyph for glyph in glyphs_of(page) if _place(glyph) not in known]
    page.close()
    return words_of(drawn, view)


def _place(glyph: Glyph) -> tuple[str, int, int]:
    return glyph.char, round(glyph.x0), round(glyph.top)


def fill(words: Sequence[Word], drawn: Sequence[Word]) -> tuple[list[Word], list[str]]:
    """Set each figure of ``drawn`` into the blank of a line it lies in; return all words, and the texts left over.

    A blank is the white after "Số:", "ngày", "tháng", "năm" or before "/", "tháng", "năm".
    """
    filled, left = list(words), []
    rows = rows_of(words) if drawn else []
    for word in drawn:
        blank = _blank(rows, word) if _FIGURE.fullmatch(word.text) else None
        if blank is None:
            left.append(word)
        else:
            filled.append(blank)
    return filled, [text_of(row) for row in rows_of(left)]


def _blank(rows: list[Row], word: Word) -> Word | None:
    """Return ``word`` brought to the height of the line whose blank it fills, or None."""
    x, y = word.middle
    for row in rows:
        before = max((each for each in row if each.middle[0] < x), key=lambda each: each.x1, default=None)
        after = min((each for each in row if each.middle[0] >= x), key=lambda each: each.x0, default=None)
        nearest = before or after
        if nearest is None or not nearest.top - nearest.height / 2 < y < nearest.bottom + nearest.height / 2:
            continue
        if _leads(before, word) or _follows(after, word):
            return Word(word.text, word.x0, _end(word, after), nearest.top, nearest.bottom, nearest.bold)
    return None


def _leads(before: Word | None, word: Word) -> bool:
    return before is not None and bool(_BEFORE.fullmatch(fold(before.text))) and word.x0 - before.x1 < _REACH


def _follows(after: Word | None, word: Word) -> bool:
    return after is not None and bool(_AFTER.fullmatch(fold(after.text))) and after.x0 - word.x1 < _REACH


def _end(word: Word, after: Word | None) -> float:
    """Return where the word ends: at the slash that follows, so that "3004" and "/QĐ-BKHCN" read as one."""
    return after.x0 if after is not None and after.text.startswith("/") else word.x1
