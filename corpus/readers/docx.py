"""Word's .docx: what is printed of its body, in order, as paragraphs and grids.

Read are: automatic numbers, content controls, text boxes (after the paragraph that anchors them), tracked insertions,
the results of fields. Left out are: tracked deletions, hidden text, a table of contents that Word made, headers and
footers, comments and footnotes (a warning says that there are some).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hoi.corpus.blocks import Block, Grid, Paragraph, Reading
from hoi.corpus.errors import TooLargeError
from hoi.corpus.model import Bilingual
from hoi.corpus.readers import docx_tables
from hoi.corpus.readers.docx_numbering import Numbering
from hoi.corpus.readers.docx_package import Parts, damaged, open_parts
from hoi.corpus.readers.docx_runs import Piece, Runs, printed
from hoi.corpus.readers.docx_styles import Styles
from hoi.corpus.readers.docx_tree import children, fields_are_closed, word

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_CHARACTERS = 10_000_000
"""Characters of a reading, a merged cell counted in each of its rows; 300 pages have about a million."""

_BODY, _PARAGRAPH, _TABLE, _PROPERTIES = word("body"), word("p"), word("tbl"), word("pPr")
_Table = tuple[tuple[docx_tables.Lines, ...], ...]
_TRACKED = Bilingual(
    "Tệp còn theo dõi thay đổi (track changes): phần thêm vào được giữ, phần bị xóa được bỏ; "
    "hãy kiểm tra đây có phải bản chính thức không.",
    "The file still has tracked changes: insertions were kept, deletions left out; "
    "please check that this is the official version.",
)
_FOOTNOTES = Bilingual(
    "Tệp có chú thích cuối trang; nội dung chú thích không được đọc.",
    "The file has footnotes; their text was not read.",
)


def read(path: Path) -> Reading:
    """Read the .docx at ``path``.

    Raises:
        InputError: damaged, locked by a password, or not a .docx.
        TooLargeError: unpacked, or read, it is larger than the bounds here, in `docx_package` and in `docx_tables`.
    """
    parts = open_parts(path)
    body = parts.document.find(_BODY)
    if body is None:
        raise damaged()
    walk = _Walk(parts)
    flow = list(walk.flow(body))
    return Reading(tuple(_blocks(flow, printed(walk.lines))), tuple(_warnings(body)))


class _Walk:
    """One pass over the body: numbering and fields count in the order of the text.

    What it yields names each paragraph by its place in ``lines``, for its words are read with those of all others.
    """

    def __init__(self, parts: Parts) -> None:
        styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering, styles)
        self._runs = Runs(styles, fields_are_closed=fields_are_closed(parts.document))
        self.lines: list[list[Piece]] = []

    def flow(self, container: "Element", *, in_cell: bool = False) -> Iterator[int | _Table]:
        """Yield what stands in ``container``; inside a cell there are only paragraphs."""
        held: list[Piece] = []
        for element in children(container):
            if element.tag == _PARAGRAPH:
                line = self._runs.line(element)
                held += line.pieces
                if not line.open_end:
                    yield from self._paragraph(element, held, in_cell=in_cell)
                    held = []
                for box in line.boxes:
                    yield from self.flow(box, in_cell=in_cell)
            elif element.tag == _TABLE:
                yield from self._table(element, in_cell=in_cell)
        if held:
            yield self._add(held)

    def _paragraph(self, element: "Element", pieces: list[Piece], *, in_cell: bool) -> Iterator[int]:
        """Yield a paragraph if it has words; in a cell a number alone will do, as under STT."""
        properties = element.find(_PROPERTIES)
        label = self._numbering.label(properties)
        if (in_cell and label) or any(piece.text.strip() for piece in pieces):
            yield self._add([*self._runs.label(label, properties), *pieces])

    def _table(self, table: "Element", *, in_cell: bool) -> Iterator[int | _Table]:
        """Yield a table; one inside a cell, or of one column, is a frame around its paragraphs."""
        rows = docx_tables.cells(table)
        if in_cell or all(len(row) <= 1 for row in rows):
            for cell in (cell for row in rows for cell in row if not cell.continues):
                yield from self.flow(cell.element, in_cell=in_cell)
        else:
            yield docx_tables.grid(table, rows, self._cell)

    def _cell(self, cell: "Element") -> docx_tables.Lines:
        return tuple(each for each in self.flow(cell, in_cell=True) if isinstance(each, int))

    def _add(self, pieces: list[Piece]) -> int:
        self.lines.append(pieces)
        return len(self.lines) - 1


def _blocks(flow: list[int | _Table], texts: list[str]) -> Iterator[Block]:
    left = MAX_CHARACTERS
    for each in flow:
        block = Paragraph(texts[each]) if isinstance(each, int) else _grid(each, texts)
        texts_of = (block.text,) if isinstance(block, Paragraph) else (cell for row in block.rows for cell in row)
        left -= sum(map(len, texts_of))
        if left < 0:
            raise TooLargeError(
                "Văn bản trong tệp Word dài quá mức đọc được; hãy tách văn bản thành các tệp nhỏ hơn.",
                "The text of the Word file is longer than can be read; split the document into smaller files.",
            )
        if block != Paragraph(""):
            yield block


def _grid(table: _Table, texts: list[str]) -> Grid:
    """Return a table with its words; a merged cell is joined once, however many rows repeat it."""
    cells = {id(cell): cell for row in table for cell in row}
    words = {key: "\n".join(filter(None, (texts[n] for n in cell))) for key, cell in cells.items()}
    return Grid(tuple(tuple(words[id(cell)] for cell in row) for row in table))


def _warnings(body: "Element") -> Iterator[Bilingual]:
    if next(body.iter(*map(word, ("ins", "del", "moveFrom", "moveTo"))), None) is not None:
        yield _TRACKED
    if next(body.iter(word("footnoteReference")), None) is not None:
        yield _FOOTNOTES
