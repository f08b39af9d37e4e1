"""What every reader returns: a file's paragraphs and tables in the order they stand, before any structure is seen."""

from dataclasses import dataclass

from hoi.corpus.model import Bilingual


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as printed; a line break that the author made stays a line feed in ``text``."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a full grid of cells, all rows of one length; paragraphs of a cell are parted by a line feed.

    A cell merged over several rows is repeated in each of them (each row then reads on its own); a cell merged over
    several columns stands in the first of them and leaves the others empty.
    """

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its blocks, what a person should know of the reading, and how the words were got.

    ``stamped`` holds texts that lie over a page instead of in its lines (the number and date that a digital
    signature draws), top to bottom; ``recognised`` is True when any page was read by OCR.
    """

    blocks: tuple[Block, ...]
    warnings: tuple[Bilingual, ...] = ()
    stamped: tuple[str, ...] = ()
    recognised: bool = False
