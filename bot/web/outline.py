"""A document as its page shows it: every line of the text in order, each under the locator it belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision, Table

_HEADINGS = ("phan", "chuong", "muc", "dieu")
_LONGEST_HEADING = 200
"""Characters; a longer "Điều 1. …" is a sentence of the text, not a title."""
_FIRST_LEVEL, _LAST_LEVEL = 3, 6
"""HTML heading levels: the page's name and its sections have the first two."""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the text: ``mark + text`` is what the document holds, to the character.

    Attributes:
        locator: the provision's, or None for a line of none (the ellipsis where a copy breaks off).
        kind: the provision's kind, ``paragraph`` without one.
        level: the HTML heading level; 0 for what is not a heading.
        cells: the cells of a line that belongs to a table.
    """

    locator: str | None
    kind: str
    mark: str
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of the text: its head when it has one, its lines (rows and names of groups), and how many columns."""

    head: Block | None
    lines: tuple[Block, ...]
    width: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from: a web address, or the id of a document held here."""

    name: str
    held: bool


def outline(document: Document) -> tuple[Block | TableBlock, ...]:
    """Return the blocks of ``document``; joined, they hold all of its text but blank space between lines."""
    tables = {table.locator: table for table in document.tables}
    found: list[Block | TableBlock] = []
    for locator, group in groupby(_blocks(document), key=_table_of):
        table, blocks = tables.get(locator), tuple(group)
        found += blocks if table is None else [_as_table(document, table, blocks)]
    return tuple(found)


def _table_of(block: Block) -> str:
    """Return the locator of the table that a block would stand in."""
    return re.split(r"(?<=\d)[#¶](?=r?\d+$)", block.locator or "")[0]


def _as_table(document: Document, table: Table, blocks: tuple[Block, ...]) -> TableBlock:
    cells = {row.locator: tuple(cell.of(document.text) for cell in row.cells) for row in table.rows}
    lines = tuple(replace(block, cells=cells.get(block.locator or "", ())) for block in blocks)
    headed = lines[0].locator == table.locator
    head = replace(lines[0], cells=table.columns) if headed else None
    return TableBlock(head, lines[1:] if headed else lines, max((len(row) for row in cells.values()), default=1))


def sources(library: Library, names: tuple[str, ...]) -> list[Source]:
    """Return the sources called ``names``."""
    return [Source(name, name in library) for name in names]


def _blocks(document: Document) -> Iterator[Block]:
    position = 0
    for provision in document.provisions:
        *loose, mark = document.text[position : provision.span.start].split("\n")
        yield from _loose(loose)
        level = _level(document, provision)
        yield Block(provision.locator, provision.kind, mark.lstrip(" \t"), provision.text, level)
        position = provision.span.end
    yield from _loose(document.text[position:].split("\n"))


def _loose(lines: list[str]) -> Iterator[Block]:
    return (Block(None, "paragraph", "", line) for line in lines if line.strip())


def _level(document: Document, provision: Provision) -> int:
    titled = provision.kind in _HEADINGS or (
        provision.kind == "khoan"
        # A numbered line where the copy breaks off heads what is missing.
        and (bool(document.children(provision.locator)) or provision.locator == document.cut_after)
    )
    if not titled or len(provision.text) > _LONGEST_HEADING:
        return 0
    return min(_FIRST_LEVEL + len(provision.heading), _LAST_LEVEL)
