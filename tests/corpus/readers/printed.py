"""Pages without a PDF: words and lines set in a type six points wide and ten high."""

from hoi.corpus.readers.pdf_lines import Line, Row, Word

WIDE, HIGH = 6.0, 10.0


def row(text: str, x: float = 85.0, y: float = 100.0, *, high: float = HIGH, bold: bool = False) -> Row:
    """Return the words of ``text`` from left to right; "|30" between two words is that many points of white."""
    words: Row = []
    for part in text.split():
        if part.startswith("|"):
            x += float(part[1:]) - WIDE
            continue
        words.append(Word(part, x, x + WIDE * len(part), y, y + high, bold))
        x += WIDE * (len(part) + 1)
    return words


def line(text: str, x0: float = 85.0, x1: float = 538.0, top: float = 100.0, *, bold: bool = False) -> Line:
    """Return a line from ``x0`` to ``x1``."""
    return Line(text, x0, x1, top, top + HIGH, WIDE * len(text.split(maxsplit=1)[0]), bold)


def paragraph(texts: list[str], top: float = 100.0, first: float = 113.0, left: float = 85.0) -> list[Line]:
    """Return lines set justified between 85 and 538: the first indented, the last short."""
    last = len(texts) - 1
    return [
        line(text, left if number else first, 300.0 if number == last else 538.0, top + 1.2 * HIGH * number)
        for number, text in enumerate(texts)
    ]
