"""What is drawn on a PDF page besides its text: ruling lines, pictures, and how much ink there is."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from hoi.corpus.readers.pdf_words import View

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_OBJECTS = 50_000  # of one page: a map or a drawing beyond it has no tables we could read
_MAX_SEGMENTS = 400  # of one path: a table drawn as a single path has four a cell; letters drawn as paths have more
_DEPTH = 4  # of forms within forms
_THIN = 3.0  # points: a rectangle no thicker is a line (pdfplumber snaps edges at the same distance)
_SHORT = 1.0  # points: shorter than this is a dot

Matrix = tuple[float, float, float, float, float, float]


class Ruling(NamedTuple):
    """A horizontal or vertical line, in points from the top left of the page as read."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether the line is horizontal."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(slots=True)
class Drawing:
    """The ruling lines of a page, the share of it that pictures cover, and its other ink in path segments."""

    rulings: list[Ruling] = field(default_factory=list)
    picture: float = 0.0
    segments: int = 0


def drawing_of(page: "PdfPage", view: View) -> Drawing:
    """Return what is drawn on ``page``; of a page with more than ``MAX_OBJECTS`` no lines, only the ink."""
    import pypdfium2.raw as pdfium

    drawing, area = Drawing(), view.width * view.height
    for count, (thing, kind, matrix) in enumerate(_objects(page.raw, pdfium)):
        if count >= MAX_OBJECTS:
            drawing.rulings.clear()
            drawing.segments += MAX_OBJECTS
            break
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _bounds(thing, pdfium, matrix)
            drawing.picture += (right - left) * (top - bottom) / area
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            lines = [Ruling(*view.box(*box)) for box in _lines(thing, pdfium, matrix)]
            drawing.rulings += lines
            drawing.segments += 0 if lines else max(0, pdfium.FPDFPath_CountSegments(thing))
    return drawing


_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _objects(page: Any, pdfium: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield the objects of a page and of the forms on it, each with its kind and the matrix that places it."""
    open_forms = [(None, _IDENTITY, 0)]
    while open_forms:
        form, matrix, depth = open_forms.pop()
        count = pdfium.FPDFFormObj_CountObjects(form) if form else pdfium.FPDFPage_CountObjects(page)
        for index in range(count):
            thing = pdfium.FPDFFormObj_GetObject(form, index) if form else pdfium.FPDFPage_GetObject(page, index)
            kind = pdfium.FPDFPageObj_GetType(thing)
            yield thing, kind, matrix
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                open_forms.append((thing, _times(_matrix(thing, pdfium), matrix), depth + 1))


def _matrix(thing: Any, pdfium: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    x, y = _apply(then, e, f)
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        x,
        y,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


Box = tuple[float, float, float, float]


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _bounds(thing: Any, pdfium: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    corners = [(left.value, bottom.value), (right.value, top.value)]
    return _around([_apply(matrix, x, y) for x, y in corners])


def _lines(path: Any, pdfium: Any, matrix: Matrix) -> Iterator[Box]:
    """Yield the boxes of the straight lines that ``path`` draws: itself, its thin parts, or its stroked sides."""
    whole = _bounds(path, pdfium, matrix)
    if _is_line(whole):
        yield whole
        return
    if not 2 <= pdfium.FPDFPath_CountSegments(path) <= _MAX_SEGMENTS:  # one segment is a point
        return
    stroked = _is_stroked(path, pdfium)
    for part in _parts(path, pdfium, _times(_matrix(path, pdfium), matrix)):
        box = _around(part)
        if _is_line(box):
            yield box
        elif stroked:
            sides = (_around([start, end]) for start, end in pairwise(part))
            yield from (side for side in sides if _is_line(side))


def _is_line(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) < _THIN and max(width, height) >= _SHORT and max(width, height) > min(width, height)


def _is_stroked(path: Any, pdfium: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def _parts(path: Any, pdfium: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each part of ``path``, each from one move of the pen to the next, closed if it is."""
    part: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and part:
            yield part
            part = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        part.append(_apply(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            part.append(part[0])
    if part:
        yield part
