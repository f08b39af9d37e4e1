"""A web page's elements to blocks: a walk without recursion over the tree that selectolax has parsed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import TYPE_CHECKING

from hoi.corpus.blocks import Block, Grid, Paragraph
from hoi.corpus.normalise import clean
from hoi.corpus.readers.html_tables import MAX_CELLS, MAX_SPAN, Cell, Table
from hoi.corpus.readers.lines import opens_unit, split_rulers

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TEXT = "-text"
_DROPPED = {
    "script", "style", "nav", "aside", "header", "footer", "noscript", "template", "head", "title", "meta", "link",
    "base", "xml", "iframe", "object", "embed", "svg", "math", "select", "button", "textarea", "input", "img",
    "audio", "video", "canvas", "map",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_NO_BULLET = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_ROMAN = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
    "XVIII", "XIX", "XX",
)  # fmt: skip


def is_dropped(node: "LexborNode") -> bool:
    """Tell whether an element is no part of what a reader sees of the document: menus, scripts, hidden parts."""
    if node.tag in _DROPPED or node.tag is None:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style") or "") is not None
    )


def walk(root: "LexborNode") -> list[Block]:
    """Return the paragraphs and tables under ``root``, line breaks of the author as line feeds (``arrange`` next)."""
    walker = _Walker()
    waiting = [(root, False)]
    while waiting:
        node, leaving = waiting.pop()
        if leaving:
            walker.leave(node)
        elif node.tag == TEXT:
            walker.say(node.text_content or "")
        elif node.mem_id == root.mem_id or not is_dropped(node):  # a whole page may be hidden until its script has run
            walker.enter(node)
            waiting.append((node, True))
            waiting += [(child, False) for child in reversed(list(node.iter(include_text=True)))]
    walker.end_paragraph()
    return walker.found


def arrange(blocks: list[Block] | tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks with line feeds settled: an empty line, a ruler or a unit's mark begins a new paragraph."""
    for block in blocks:
        if isinstance(block, Grid):
            yield Grid(tuple(tuple("\n".join(_lines(cell)) for cell in row) for row in block.rows))
            continue
        paragraph: list[str] = []
        for line in block.text.split("\n"):
            pieces = split_rulers(line)
            if paragraph and (not pieces or len(pieces) > 1 or opens_unit(pieces[0])):
                yield Paragraph("\n".join(paragraph))
                paragraph = []
            yield from map(Paragraph, pieces[:-1])
            paragraph += pieces[-1:]
        if paragraph:
            yield Paragraph("\n".join(paragraph))


def _lines(cell: str) -> list[str]:
    return [piece for line in cell.split("\n") for piece in split_rulers(line)]


@dataclass(slots=True)
class _List:
    """A list under way: how its items are marked, and the number of the next.

    The marks are those of administrative documents: a browser prints "a." where the author had "a)".
    """

    mark: str
    number: int = 1

    def next(self) -> str:
        number, self.number = self.number, self.number + 1
        if self.mark in ("- ", "+ ", ""):
            return self.mark
        if self.mark == "a" and 0 < number <= len(ascii_lowercase):
            return f"{ascii_lowercase[number - 1]}) "
        if self.mark == "I" and 0 < number <= len(_ROMAN):
            return f"{_ROMAN[number - 1]}. "
        return f"{number}. "


@dataclass(slots=True)
class _Walker:
    """The words of the paragraph under way, and the tables and lists that are open around it."""

    found: list[Block] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _mark: str = ""
    _tables: list[Table] = field(default_factory=list)
    _outer: list[list[Block]] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _kept_lines: int = 0
    _cells: int = MAX_CELLS

    def say(self, text: str) -> None:
        self._words.append(text if self._kept_lines else _SPACE.sub(" ", text))

    def enter(self, node: "LexborNode") -> None:
        tag = node.tag
        if tag == "br":
            self._words.append("\n")
        if tag not in _BLOCKS:
            return
        self.end_paragraph()
        if tag == "table":
            self._tables.append(Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            self._open(self._tables[-1].cell(_span(node, "rowspan"), _span(node, "colspan")))
        elif tag in ("ul", "ol"):
            self._lists.append(self._list(node))
        elif tag == "li" and self._lists:
            self._mark = self._lists[-1].next()
        self._kept_lines += tag == "pre"

    def leave(self, node: "LexborNode") -> None:
        tag = node.tag
        if tag not in _BLOCKS:
            return
        self.end_paragraph()
        if tag == "table":
            self._close(self._tables.pop())
        elif tag in ("td", "th") and self._tables:
            self.found = self._outer.pop()
        elif tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "li":
            self._mark = ""
        self._kept_lines -= tag == "pre"

    def end_paragraph(self) -> None:
        """Put the words so far into a paragraph, if there are any."""
        if not self._words:
            return
        lines = [clean(line) for line in "".join(self._words).split("\n")]
        self._words.clear()
        text = "\n".join(lines).strip("\n")
        if text:
            self.found.append(Paragraph(text if opens_unit(text) else self._mark + text))
            self._mark = ""

    def _open(self, cell: Cell) -> None:
        self._outer.append(self.found)
        self.found = cell.blocks

    def _close(self, table: Table) -> None:
        blocks = table.blocks(self._cells)
        self._cells -= sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows)
        self.found += blocks

    def _list(self, node: "LexborNode") -> _List:
        attributes = node.attributes
        if _NO_BULLET.search(attributes.get("style") or ""):
            return _List("")
        if node.tag == "ol":
            return _List(attributes.get("type") or "1", _number(attributes.get("start"), 1))
        return _List("+ " if any(each.mark == "- " for each in self._lists) else "- ")


def _span(node: "LexborNode", name: str) -> int:
    """Return how far a cell reaches; 0 means to the end of the table (HTML, "Attributes common to td and th")."""
    return min(_number(node.attributes.get(name), 1) or MAX_SPAN, MAX_SPAN)


def _number(value: str | None, default: int) -> int:
    digits = (value or "").strip()
    return int(digits[:6]) if digits.isascii() and digits.isdigit() else default
