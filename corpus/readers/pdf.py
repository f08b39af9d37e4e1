"""PDF files: the text layer where there is a good one, recognition of the page's picture where there is none.

Page by page: words with their boxes (pdfium), figures that a signature draws, ruled tables (pdfplumber's cell finder),
lines in reading order. Then all pages together: what repeats is dropped, lines become paragraphs, tables are joined.
Footnotes are left out, as they are of a Word file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hoi.corpus.blocks import Reading
from hoi.corpus.errors import InputError, TooLargeError
from hoi.corpus.model import Bilingual
from hoi.corpus.readers import legacy
from hoi.corpus.readers.pdf_columns import lines_of
from hoi.corpus.readers.pdf_lines import Line, rows_of
from hoi.corpus.readers.pdf_margins import Sheet, without_notes, without_number
from hoi.corpus.readers.pdf_pages import Page, pages_of
from hoi.corpus.readers.pdf_paragraphs import blocks_of
from hoi.corpus.readers.pdf_stamps import fill
from hoi.corpus.readers.pdf_tables import Ruled, tables_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 2_000
"""Pages of a file; the longest annex known (a plan with its task tables) has 400."""

_LISTED = 12  # page numbers that a warning names


def read(path: Path) -> Reading:
    """Read the PDF at ``path``.

    Raises:
        InputError: it is damaged or locked by a password, or it is a scan and Tesseract is not installed.
        TooLargeError: it has more than ``MAX_PAGES`` pages, or a page has more text than any real one.
    """
    report = _Report()
    with _opened(path) as pdf:
        sheets = [report.sheet(page) for page in pages_of(pdf)]
    return Reading(
        blocks=legacy.decode_blocks(blocks_of(sheets)),
        warnings=tuple(report.warnings()),
        stamped=tuple(report.stamped),
        recognised=bool(report.recognised),
    )


@contextmanager
def _opened(path: Path) -> Iterator["PdfDocument"]:
    import pypdfium2

    damaged = InputError(
        "Tệp PDF bị hỏng, không đọc được; hãy tải lại hoặc xuất lại từ bản gốc.",
        "The PDF is damaged and cannot be read; download it again or export it again.",
    )
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            pdf.init_forms()
            if not 0 < len(pdf) <= MAX_PAGES:
                raise _too_long(len(pdf)) if len(pdf) else damaged
            yield pdf
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise InputError(
                "Tệp PDF có mật khẩu; hãy gỡ mật khẩu rồi thử lại.",
                "The PDF is locked by a password; remove the password and try again.",
            ) from error
        raise damaged from error


def _too_long(pages: int) -> TooLargeError:
    return TooLargeError(
        f"Tệp PDF có {pages} trang, quá giới hạn {MAX_PAGES} trang; hãy tách tệp.",
        f"The PDF has {pages} pages, more than the limit of {MAX_PAGES}; split it.",
    )


@dataclass(slots=True)
class _Report:
    """What is gathered from page to page: figures drawn over them, and the pages a person should look at."""

    stamped: list[str] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    notes: bool = False
    table: Ruled | None = None

    def sheet(self, page: Page) -> Sheet:
        """Return ``page`` in lines and tables, its words recognised first where that was needed."""
        if not page.settle():
            self.late.append(page.number + 1)
        elif page.recognised:
            self.recognised.append(page.number + 1)
        words, left = fill(page.words, page.drawn)
        self.stamped += left
        tables, words = tables_of(page.drawing.rulings, words, self.table)
        self.table = tables[-1] if tables else None
        rows, notes = without_notes(without_number(rows_of(words), page.view.height), recognised=page.scan is not None)
        self.notes |= notes
        items = _merged(lines_of(rows, page.view.width), tables)
        return Sheet(page.view.width, page.view.height, items, page.scan is not None)

    def warnings(self) -> Iterator[Bilingual]:
        """Yield what a person should check."""
        if self.recognised:
            yield Bilingual(
                f"Chữ ở {_listed(self.recognised, 'trang')} do máy nhận dạng từ ảnh quét; hãy đối chiếu số hiệu, ngày "
                "ban hành và người ký với bản gốc.",
                f"The words of {_listed(self.recognised, 'pages')} were recognised from a scan; check the number, the "
                "date and the signer against the original.",
            )
        if self.late:
            yield Bilingual(
                f"Không nhận dạng được chữ ở {_listed(self.late, 'trang')}; nội dung trang đó không có trong văn bản.",
                f"The words of {_listed(self.late, 'pages')} could not be recognised; what stands there is missing.",
            )
        if self.notes:
            yield Bilingual(
                "Chú thích cuối trang không được đưa vào văn bản.",
                "Footnotes were left out of the text.",
            )


def _listed(pages: list[int], noun: str) -> str:
    shown = ", ".join(map(str, pages[:_LISTED]))
    return f"{noun.removesuffix('s') if len(pages) == 1 else noun} {shown}{', …' if len(pages) > _LISTED else ''}"


def _merged(lines: list[Line], tables: list[Ruled]) -> list[Line | Ruled]:
    """Set each table before the first line that stands below its top."""
    items: list[Line | Ruled] = []
    for line in lines:
        while tables and tables[0].top <= line.top:
            items.append(tables.pop(0))
        items.append(line)
    return [*items, *tables]
