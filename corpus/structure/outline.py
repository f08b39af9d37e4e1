"""Text to provisions: the outline of Vietnamese administrative documents, one line at a time.

A *kế hoạch* is numbered ``I. / 1. / a) / - / +``; a *quyết định* or *nghị định* by ``Chương / Mục / Điều / 1. / a)``.
Each line is one paragraph (the readers have joined broken lines), so its first characters say what it is; a line with
tabs is a row of a table. Time is linear in the text, and no input raises.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hoi.corpus.model import Kind, Outline, Provision, Row, Span, Table
from hoi.corpus.structure.contents import leads_to_page, listed_lines
from hoi.corpus.structure.markers import BULLETS, OUTLINE, STATUTORY, Mark, Style, mark_at, worn_number_at
from hoi.corpus.structure.quotations import Quotations, opens_quotation
from hoi.corpus.structure.tables import RowKind, columns, row_kinds
from hoi.corpus.structure.zones import Line, Zone, annex_segment, zones

_LINE = re.compile(r"[^\n]+")
_CUT = re.compile(r"\[?(?:\.{3}|…)\]?\s*")
_TITLE_LENGTH = 200
_OPENING_QUOTES = '“"'


@dataclass(slots=True)
class _Open:
    """A unit that later lines may still belong to; the outermost one of a scope has no style."""

    locator: str
    title: str
    heading: tuple[str, ...]
    style: Style | None = None
    number: tuple[int, ...] = ()
    last: str = ""
    dashes: int = 0
    paragraphs: int = 0
    tables: int = 0

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above what stands under this unit."""
        return (*self.heading, self.title) if self.title else ()


def parse(text: str) -> Outline:
    r"""Return what is seen in ``text`` (NFC, one paragraph a line), in the order it stands.

    >>> [p.locator for p in parse("KẾ HOẠCH\nI. MỤC TIÊU\n1. Đến 2025\n- 85% siêu thị.\n+ Một.").provisions]
    ['meta', 'I', 'I.1', 'I.1#1', 'I.1#1.1']
    """
    parser = _Parser(text)
    return Outline(tuple(parser.run()), tuple(parser.tables))


def truncated_at(text: str) -> str | None:
    """Return the locator of the unit inside which ``text`` breaks off with an ellipsis line, or None."""
    last = next((match for match in reversed(list(_LINE.finditer(text))) if match[0].strip()), None)
    if last is None or not _CUT.fullmatch(last[0].strip()):
        return None
    before = [provision for provision in parse(text).provisions if provision.span.end <= last.start()]
    return before[-1].locator if before else None


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._scope = _Open("", "", ())
        self._stack: list[_Open] = [self._scope]
        self._used: dict[str, int] = {}
        self._annexes = 0
        self.tables: list[Table] = []

    def run(self) -> Iterator[Provision]:
        lines = [self._content(*match.span()) for match in _LINE.finditer(self._text) if match[0].strip()]
        for zone in zones(self._text, lines):
            if zone.kind in ("head", "closing"):
                yield self._block("meta", zone.lines)
            elif zone.kind == "basis":
                yield self._block("preamble", zone.lines)
            else:
                yield from self._units(zone)

    def _content(self, start: int, end: int) -> Line:
        """Return a line without the blanks around it; the tabs of a row stay, for they are its empty cells."""
        words = self._text[start:end]
        blank = " \xa0\r\f\v" if "\t" in words else None
        return start + len(words) - len(words.lstrip(blank)), end - (len(words) - len(words.rstrip(blank)))

    def _block(self, kind: Kind, lines: tuple[Line, ...]) -> Provision:
        span = self._trim(lines[0][0], lines[-1][1])
        return Provision(self._unique(kind), kind, "", span.of(self._text), span, None, ())

    def _units(self, zone: Zone) -> Iterator[Provision]:
        lines = zone.lines
        if zone.kind == "annex":
            yield self._annex(zone)
            lines = lines[zone.title_lines :]
        listed, quotations = listed_lines(self._text, lines), Quotations(self._text, lines)
        at = quoted = 0
        while at < len(lines):
            taken = 1
            if at < quoted or at in listed:
                yield self._paragraph(*lines[at])
            elif "\t" in self._text[slice(*lines[at])]:
                taken = self._rows_from(lines, at)
                yield from self._table(lines[at : at + taken])
            elif not _CUT.fullmatch(self._text, *lines[at]):
                taken, provision = self._line(lines, at)
                yield provision
            if at >= quoted:
                quoted = at + taken + quotations.behind(at + taken - 1)
            at += taken

    def _line(self, lines: tuple[Line, ...], at: int) -> tuple[int, Provision]:
        """Return how many lines the unit or paragraph at line ``at`` takes, and the provision."""
        mark = None if opens_quotation(self._text, lines[at][0]) else self._mark(*lines[at])
        if mark is None:
            return 1, self._paragraph(*lines[at])
        taken = self._heading_lines(mark, lines, at)
        return taken, self._unit(mark, lines[at + taken - 1][1])

    def _annex(self, zone: Zone) -> Provision:
        """Open an annex: its own numbering begins, under a locator of its own."""
        self._annexes += 1
        span = self._trim(zone.lines[0][0], zone.lines[zone.title_lines - 1][1])
        locator = self._unique(annex_segment(zone.number, self._annexes))
        words = span.of(self._text)
        self._scope = _Open(locator, " ".join(words.split()), ())
        self._stack = [self._scope]
        return Provision(locator, "paragraph", words.partition("\n")[0], words, span, None, ())

    def _mark(self, start: int, end: int) -> Mark | None:
        """Return the mark of a line that opens a unit here, or None."""
        if leads_to_page(self._text, start, end):
            return None
        worn = worn_number_at(self._text, start, end)
        mark = mark_at(self._text, start, end)
        begins = worn is not None and worn.number == (1,) and self._stack[-1].style == "article"
        if worn is not None and (mark is None or mark.style == "dash") and (begins or self._counts_on(worn)):
            return worn
        if mark is None or (mark.style == "plus" and self._stack[-1] is self._scope):
            return None
        return mark if mark.sure or self._counts_on(mark) or self._begins(mark) else None

    def _counts_on(self, mark: Mark) -> bool:
        """Tell whether ``mark`` continues the numbering that is open."""
        before = next((unit for unit in reversed(self._stack) if unit.style == mark.style), None)
        return (
            before is not None
            and bool(before.number)
            and before.number[:-1] == mark.number[:-1]
            and (before.number[-1] + 1 == mark.number[-1])
        )

    def _begins(self, mark: Mark) -> bool:
        """Tell whether ``mark`` may begin a numbering where none is open: "1." under a heading, "2.1." under "2."."""
        if mark.number[-1] != 1:
            return False
        if mark.depth > 1:
            return any(unit.style == mark.style and unit.number == mark.number[:-1] for unit in self._stack)
        return mark.style in ("article", "number") and all(unit.style != mark.style for unit in self._stack)

    def _heading_lines(self, mark: Mark, lines: tuple[Line, ...], at: int) -> int:
        """Return 2 when the title of a bare "Chương II" or "Điều 5." stands on the next line, else 1."""
        if mark.style not in STATUTORY or self._text[mark.end : lines[at][1]].strip() or at + 1 == len(lines):
            return 1
        start, end = lines[at + 1]
        title = self._text[start:end]
        if "\t" in title or mark_at(self._text, start, end) is not None or len(title) > _TITLE_LENGTH:
            return 1
        return 2 if title.isupper() or (mark.style == "article" and title[-1] not in ".;:,") else 1

    def _unit(self, mark: Mark, end: int) -> Provision:
        self._close_for(mark)
        parent = self._stack[-1]
        span = self._trim(mark.end if mark.style in BULLETS else mark.start, end)
        words = span.of(self._text)
        kind = self._kind(mark, parent)
        locator = self._locator(mark, parent)
        self._stack.append(_Open(locator, words, parent.path, mark.style, mark.number, words[-1:]))
        label = self._text[mark.start : mark.end].strip()
        return Provision(locator, kind, label, words, span, parent.locator or None, parent.path)

    def _kind(self, mark: Mark, parent: _Open) -> Kind:
        return "plus" if mark.style in ("star", "bullet") and parent.style in BULLETS else mark.kind

    def _close_for(self, mark: Mark) -> None:
        """Close the open units that the unit of ``mark`` does not stand in."""
        if mark.style in STATUTORY:
            rank = STATUTORY.index(mark.style)
            self._close_while(lambda unit: unit.style not in STATUTORY[:rank])
        elif mark.style in BULLETS:
            self._close_bullets(mark)
        elif mark.style == "number" and mark.depth > 1:
            self._close_for_dotted(mark)
        else:
            self._close_for_outline(mark)

    def _close_while(self, closes: Callable[[_Open], bool]) -> None:
        while self._stack[-1] is not self._scope and closes(self._stack[-1]):
            self._stack.pop()

    def _close_bullets(self, mark: Mark) -> None:
        """Close down to the last bullet of this style; one of a new style stands under the bullet that is open."""
        if any(unit.style == mark.style for unit in self._stack):
            self._close_while(lambda unit: unit.style != mark.style)
            self._stack.pop()

    def _close_for_dotted(self, mark: Mark) -> None:
        """Put "2.1." under a printed "2.", else directly under the part (contract: "Document ids and locators")."""
        under = mark.number[:-1]
        if any(unit.style == "number" and unit.number == under for unit in self._stack):
            self._close_while(lambda unit: not (unit.style == "number" and unit.number == under))
        else:
            self._close_while(lambda unit: unit.style not in (*STATUTORY, "capital", "roman"))

    def _close_for_outline(self, mark: Mark) -> None:
        """Go on with a style that is open; put a new one under what announces it, else where its rank says."""
        self._close_while(lambda unit: unit.style in BULLETS)
        of_style = [unit for unit in self._stack if unit.style == mark.style and len(unit.number) == mark.depth]
        top = self._stack[-1]
        if of_style and not (mark.number == (1,) and top is not of_style[-1] and self._restarts(top, of_style)):
            follows = [unit for unit in of_style if unit.number[-1] + 1 == mark.number[-1]]
            beside = (follows or of_style)[-1]
            self._close_while(lambda unit: unit is not beside)
            self._stack.pop()
        elif not of_style and top.last != ":":
            rank = OUTLINE[mark.style]
            in_article = rank >= OUTLINE["number"]
            self._close_while(lambda unit: _rank(unit) > rank or (unit.style == "article" and not in_article))

    def _restarts(self, top: _Open, of_style: list[_Open]) -> bool:
        """Tell whether a "1." begins a list of its own under ``top``, which announces it with a colon."""
        return len(of_style) == 1 and top.last == ":" and top.style in OUTLINE

    def _locator(self, mark: Mark, parent: _Open) -> str:
        if mark.style in BULLETS:
            parent.dashes += 1
            nested = parent.style in BULLETS
            return self._unique(f"{parent.locator}{'.' if nested else '#'}{parent.dashes}")
        return self._unique(f"{parent.locator}.{mark.segment}" if parent.locator else mark.segment)

    def _paragraph(self, start: int, end: int) -> Provision:
        span = self._trim(start, end)
        words = span.of(self._text)
        self._close_while(lambda unit: unit.style in BULLETS and unit.last != ":")
        parent = self._stack[-1]
        parent.paragraphs += 1
        if parent.style not in BULLETS:
            parent.last = words[-1:]
        locator = self._unique(f"{parent.locator}¶{parent.paragraphs}")
        return Provision(locator, "paragraph", "", words, span, parent.locator or None, parent.path)

    def _rows_from(self, lines: tuple[Line, ...], at: int) -> int:
        """Return how many lines from ``at`` on are rows of one table: an empty line parts two tables."""
        number = at + 1
        while number < len(lines) and "\t" in self._text[slice(*lines[number])]:
            if self._text.count("\n", lines[number - 1][1], lines[number][0]) > 1:
                break
            number += 1
        return number - at

    def _table(self, lines: tuple[Line, ...]) -> Iterator[Provision]:
        self._close_while(lambda unit: unit.style in BULLETS)
        parent = self._stack[-1]
        parent.tables += 1
        locator = self._unique(f"{parent.locator}.bang-{parent.tables}" if parent.locator else f"bang-{parent.tables}")
        rows = [self._cells(*line) for line in lines]
        words = [tuple(cell.of(self._text) for cell in row) for row in rows]
        kinds = row_kinds(words)
        heads = kinds.count("head")
        held = _Open(locator, " | ".join(columns(words[:heads])), parent.path) if heads else parent
        if heads:
            span = self._trim(lines[0][0], lines[heads - 1][1])
            yield Provision(locator, "paragraph", "", span.of(self._text), span, parent.locator or None, parent.path)
        found: list[Row] = []
        for line, cells, kind in zip(lines[heads:], rows[heads:], kinds[heads:], strict=True):
            yield from self._row(line, cells, kind, locator, held, found)
        self.tables.append(Table(locator, columns(words[:heads]), tuple(found)))

    def _row(
        self, line: Line, cells: tuple[Span, ...], kind: RowKind, table: str, held: _Open, found: list[Row]
    ) -> Iterator[Provision]:
        span = self._trim(*line)
        if span.start >= span.end:
            return
        words = span.of(self._text)
        if kind == "data":
            locator = self._unique(f"{table}#r{len(found) + 1}")
            found.append(Row(locator, cells, held.last or None))
            yield Provision(locator, "row", cells[0].of(self._text), words, span, held.locator or None, held.path)
        else:
            held.paragraphs += 1
            locator = self._unique(f"{table}¶{held.paragraphs}")
            if kind == "group":
                held.last = locator
            yield Provision(locator, "paragraph", "", words, span, held.locator or None, held.path)

    def _cells(self, start: int, end: int) -> tuple[Span, ...]:
        found = []
        for words in self._text[start:end].split("\t"):
            found.append(self._trim(start, start + len(words)))
            start += len(words) + 1
        return tuple(found)

    def _unique(self, locator: str) -> str:
        """Return ``locator``, with ``_2`` and so on when it was printed before under the same parent."""
        count = self._used[locator] = self._used.get(locator, 0) + 1
        return locator if count == 1 else f"{locator}_{count}"

    def _trim(self, start: int, end: int) -> Span:
        words = self._text[start:end]
        if not words.strip():
            return Span(start, start)
        return Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))


def _rank(unit: _Open) -> int:
    """Return the rank of a unit of the outline; less than any for a unit of a statute."""
    return OUTLINE.get(unit.style, -1) if unit.style is not None else -1
