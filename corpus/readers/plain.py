"""Plain text and Markdown: lines to paragraphs and tables."""

import re
from collections.abc import Sequence
from pathlib import Path

from hoi.corpus.blocks import Block, Grid, Paragraph, Reading
from hoi.corpus.errors import InputError
from hoi.corpus.normalise import clean, nfc
from hoi.corpus.readers import legacy
from hoi.corpus.readers.encoding import decode
from hoi.corpus.readers.lines import split_rulers
from hoi.corpus.readers.markdown import inline, is_markdown, printed
from hoi.corpus.readers.text_tables import take
from hoi.corpus.readers.wrapping import Line, paragraphs, width_of

MARKDOWN = (".md", ".markdown")
_LINE_END = re.compile("[\n\x0b\x0c\x85\u2028\u2029]")


def read(path: Path) -> Reading:
    """Read a text file; one named .md or .markdown, or with the marks of Markdown, without those marks.

    Raises:
        InputError: the file is not text, or has no words.
    """
    found = blocks(decode(path.read_bytes()), markdown=path.suffix.lower() in MARKDOWN)
    if not found:
        raise InputError(
            "Tệp không có chữ nào; hãy kiểm tra lại tệp.",
            "The file has no words in it; check that it is the right one.",
        )
    return Reading(found)


def blocks(text: str, *, markdown: bool = False) -> tuple[Block, ...]:
    r"""Return the paragraphs and tables of ``text``; a line is a paragraph unless the text is clearly hard-wrapped.

    >>> blocks("# KẾ HOẠCH\n\n1. Một\n2. Hai\n", markdown=True)
    (Paragraph(text='KẾ HOẠCH'), Paragraph(text='1. Một'), Paragraph(text='2. Hai'))
    """
    lines = legacy.decode_lines(_LINE_END.split(nfc(text)))
    markdown = markdown or is_markdown(lines)
    runs = _runs(lines)
    told = [[piece for line in run for piece in _told(line, markdown=markdown)] for run, _ in runs]
    width = width_of([line for run in told for line in run])
    found: list[Block] = []
    for run, (_, grid) in zip(told, runs, strict=True):
        found += [Paragraph(words) for words in paragraphs(run, width)]
        found += [_inline(grid) if markdown else grid] if grid else []
    return tuple(found)


def _runs(lines: Sequence[str]) -> list[tuple[list[str], Grid | None]]:
    """Return the lines in runs, each with the table that ends it; the last has none."""
    runs: list[tuple[list[str], Grid | None]] = []
    run: list[str] = []
    at = 0
    while at < len(lines):
        grid, end = take(lines, at)
        if grid:
            runs.append((run, grid))
            run = []
        else:
            run += lines[at:end]
        at = end
    return [*runs, (run, None)]


def _told(raw: str, *, markdown: bool) -> list[Line]:
    """Return the lines that ``raw`` prints: one, several for a head set in one, an empty one for a ruler."""
    text = printed(raw) if markdown else raw
    indent = len(raw.expandtabs()) - len(raw.expandtabs().lstrip())
    pieces = [piece for part in text.split("\n") for piece in split_rulers(clean(part))]
    return [Line(piece, indent) for piece in pieces] or [Line("")]


def _inline(grid: Grid) -> Grid:
    return Grid(tuple(tuple("\n".join(map(clean, inline(cell).split("\n"))) for cell in row) for row in grid.rows))
