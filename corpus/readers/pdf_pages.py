"""The pages of a PDF one by one: what pdfium reads of each, or its picture sent to be recognised."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hoi.corpus.readers import legacy, ocr
from hoi.corpus.readers.pdf_drawing import Drawing, drawing_of
from hoi.corpus.readers.pdf_lines import Word
from hoi.corpus.readers.pdf_stamps import has_overlay, overlay_of
from hoi.corpus.readers.pdf_words import View, glyphs_of, view_of, words_of
from hoi.corpus.readers.syllables import strange_share

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

# When a page's own text is not taken: garbage layers measured 71% strange words, good ones 9% at most.
_ENOUGH, _STRANGE = 200, 0.25
_UNMAPPED = re.compile("[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd-\uffff]")  # letters whose font does not say which
_SYMBOLS = 50  # of a page: bullets and boxes to tick, which a symbol font draws
_PICTURE, _FULL_PICTURE = 0.3, 0.8  # of the page: more than a seal and a signature; a scan
_INK = 2_000  # path segments: the letters of two lines drawn as outlines
_DEPTH = 3  # of forms within forms that a watermark is looked for in
_MAX_PIXELS = 40_000_000  # a sheet of A3 at 300 dots an inch has 17 million


@dataclass(slots=True)
class Page:
    """A page as far as pdfium reads it; ``scan`` is there when its words are being recognised."""

    number: int
    view: View
    words: list[Word]
    drawing: Drawing
    drawn: list[Word] = field(default_factory=list)
    scan: "Future[ocr.Recognised] | None" = None

    @property
    def recognised(self) -> bool:
        """Whether the words come from recognition: ours, or that of the scanner which laid them under its picture."""
        return self.scan is not None or self.drawing.picture >= _FULL_PICTURE

    def settle(self) -> bool:
        """Wait for what is being recognised and take it in; False when nothing could be had."""
        if self.scan is None:
            return True
        found = self.scan.result()
        self.words, self.drawing = list(found.words), replace(self.drawing, rulings=[*found.rulings])
        self.view = replace(self.view, turn=(self.view.turn + found.turned) % 360)
        return found.done


def pages_of(pdf: "PdfDocument") -> Iterator[Page]:
    """Yield the pages of ``pdf``, no more than ``ocr.WORKERS`` of them being recognised ahead.

    Raises:
        InputError: a page must be recognised and Tesseract is not installed.
        TooLargeError: a page has more text than any real one.
    """
    waiting: deque[Page] = deque()
    with ThreadPoolExecutor(ocr.WORKERS) as pool:
        for number in range(len(pdf)):
            waiting.append(_page(pdf, number, pool))
            while waiting and (waiting[0].scan is None or sum(each.scan is not None for each in waiting) > ocr.WORKERS):
                yield waiting.popleft()
        yield from waiting


def _page(pdf: "PdfDocument", number: int, pool: ThreadPoolExecutor) -> Page:
    page = pdf[number]
    glyphs = glyphs_of(page)
    view = view_of(page, glyphs)
    read = Page(number, view, words_of(glyphs, view), drawing_of(page, view))
    if needs_recognition("".join(glyph.char for glyph in glyphs), read.words, read.drawing):
        ocr.require()
        view = view_of(page)
        scan = pool.submit(ocr.recognise, *_rendered(page, read.drawing))
        read = Page(number, view, [], drawing_of(page, view), scan=scan)
    overlaid = has_overlay(page)
    page.close()
    if overlaid:
        read.drawn = overlay_of(pdf, number, glyphs, view)
    return read


def needs_recognition(characters: str, words: Sequence[Word], drawing: Drawing) -> bool:
    """Tell whether a page's own text is too little, beside a picture or drawn letters, or too strange to be taken.

    ``characters`` are those of its text layer, ``words`` what they spell.
    """
    if len(_UNMAPPED.findall(characters)) > max(_SYMBOLS, _STRANGE * len(characters)):
        return True
    text = " ".join(word.text for word in words)
    if len(text) < _ENOUGH:
        return drawing.picture >= _PICTURE or drawing.segments >= _INK
    return strange_share(text) >= _STRANGE and strange_share(legacy.decode(text)) >= _STRANGE


def _rendered(page: "PdfPage", drawing: Drawing) -> "tuple[Image, float]":
    """Return the picture of ``page`` and its dots an inch, without fields, stamps and, over a scan, watermarks."""
    import pypdfium2.raw as pdfium

    if drawing.picture >= _FULL_PICTURE:
        for thing in list(page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_DEPTH)):
            page.remove_obj(thing)
    width, height = page.get_size()
    scale = min(ocr.DPI / 72, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    return page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil(), 72 * scale
