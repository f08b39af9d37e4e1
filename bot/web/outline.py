"""A document as its page shows it: every line of the text in order, each under the locator it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision

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
    """

    locator: str | None
    kind: str
    mark: str
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from: a web address, or the id of a document held here."""

    name: str
    held: bool


def outline(document: Document) -> tuple[Block, ...]:
    """Return the blocks of ``document``; joined, they hold all of its text but blank space between lines."""
    return tuple(_blocks(document))


def sources(library: Library, names: tuple[str, ...]) -> list[Source]:
    """Return the sources called ``names``."""
    return [Source(name, name in library) for name in names]


def _blocks(document: Document) -> Iterator[Block]:
    position = 0
    for provision in document.provisions:
        *loose, mark = document.text[position : provision.span.start].split("\n")
        yield from _loose(loose)
        yield Block(provision.locator, provision.kind, mark.lstrip(), provision.text, _level(document, provision))
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
