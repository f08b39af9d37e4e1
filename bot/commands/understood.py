"""A file as understood, shown to a person: what it says of itself, how much it holds, its outline and tables."""

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from hoi.bot.commands.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hoi.bot.commands.terminal import Line
    from hoi.corpus.intake import Understood
    from hoi.corpus.model import Bilingual, Metadata, Provision, Table

FIELDS = ("number", "kind", "title", "issuer", "issued_on", "effective_on", "signer")
_WIDTH = 96


def read(path: str) -> "Understood":
    """Read a file and return what is understood of it.

    Raises:
        InputError: it cannot be read, or is not a document.
    """
    from hoi.corpus.intake import understand
    from hoi.corpus.readers.bounded import read_bounded

    return understand(read_bounded(Path(path)))


def record(value: "Understood", language: str) -> "Iterator[Line]":
    """Return the metadata, the counts and the warnings."""
    from hoi.bot.commands.terminal import Line

    for field in FIELDS:
        yield Line(f"{WORDS.say(language, f'understood.{field}')}: {shown(value.metadata, field, language)}")
    counts = {"characters": len(value.text), "provisions": len(value.outline.provisions)}
    yield Line(WORDS.say(language, "understood.counts", **counts, tables=len(value.outline.tables)))
    yield from warnings(value.warnings, language)


def shown(metadata: "Metadata", field: str, language: str) -> str:
    """Return a field of the metadata for a person; one that the file does not state is said to be so."""
    from datetime import date

    from hoi.corpus.periods import printed_day

    value = getattr(metadata, field)
    return printed_day(value) if isinstance(value, date) else value or WORDS.say(language, "understood.unstated")


def warnings(sentences: "Iterable[Bilingual]", language: str) -> "Iterator[Line]":
    """Return each warning as a line."""
    from hoi.bot.commands.terminal import Line

    for each in sentences:
        yield Line(WORDS.say(language, "understood.warning", text=each.say(language)), style="yellow")


def outline(provisions: "Iterable[Provision]") -> "Iterator[Line]":
    """Return a line for each provision, indented under its parent."""
    from hoi.bot.commands.terminal import Line

    depth: dict[str | None, int] = {None: -1}
    for each in provisions:
        depth[each.locator] = depth.get(each.parent, -1) + 1
        yield Line(f"{each.locator}  {short(each.text)}", 2 * depth[each.locator])


def table(value: "Table", text: str) -> "Iterator[Line]":
    """Return a table: its locator and columns, then its rows."""
    from hoi.bot.commands.terminal import Line

    yield Line(f"{value.locator}  {' | '.join(value.columns)}", style="bold")
    for row in value.rows:
        yield Line(short(" | ".join(cell.of(text) for cell in row.cells)), 2)


def short(text: str) -> str:
    """Return ``text`` on one line, cut at a word when it is long."""
    return textwrap.shorten(text, _WIDTH, placeholder=" …")
