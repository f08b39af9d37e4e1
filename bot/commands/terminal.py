"""Standard output: JSON for programs, lines for people; colours and wrapping only on a terminal."""

import json
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import click

from hoi.bot.assistant.answer import Answer
from hoi.bot.commands.words import WORDS

_COMMANDING = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
"""Control characters but tab and line feed, and those that turn the direction of writing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph as shown: ``indent`` in columns, ``style`` in rich's words."""

    text: str = ""
    indent: int = 0
    style: str = ""


def put(lines: Iterable[Line]) -> None:
    """Show ``lines``; without a terminal nothing is wrapped, so that a search finds whole sentences.

    Signs that command a terminal or turn the order of a text are left out: what people wrote is not to run anything.
    """
    lines = (replace(line, text=_COMMANDING.sub("", line.text)) for line in lines)
    if sys.stdout.isatty():
        _put_styled(lines)
        return
    for line in lines:
        click.echo(textwrap.indent(line.text, " " * line.indent))


def put_json(value: object, *, compact: bool = False) -> None:
    """Print ``value`` as JSON; ``compact``: on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=None if compact else 2))


def answer(value: Answer) -> Iterator[Line]:
    """Return an answer for a person: text, quotes with their places and a line to copy, notes, what to ask next."""
    if value.read_as != value.question:
        yield Line(WORDS.say(value.language, "answer.read_as", question=value.read_as), style="dim")
        yield Line()
    yield Line(value.text, style="bold")
    for citation in value.sources:
        remark = "" if citation.verbatim else f" ({WORDS.say(value.language, 'answer.digest')})"
        yield Line()
        yield Line(f"{citation.head}{remark}", indent=2, style="cyan")
        yield Line(f"“{citation.quote}”" if citation.verbatim else citation.quote, indent=2)
        yield from (Line(line, indent=2, style="dim") for line in (citation.line,) if line)
    if value.notes:
        yield Line()
        yield from (Line(note, style="dim") for note in value.notes)
    if value.suggestions:
        yield Line()
        yield Line(WORDS.say(value.language, "answer.next"), style="dim")
        yield from (Line(each, indent=2) for each in value.suggestions)


def _put_styled(lines: Iterable[Line]) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console()
    for line in lines:
        # `Text` takes the words as they are: a square bracket in a document is not markup.
        console.print(Padding(Text(line.text, style=line.style), (0, 0, 0, line.indent), expand=False))
