"""``hoi show``: a document's outline, one provision, or the text that offsets count in."""

import textwrap
from typing import TYPE_CHECKING

import click

from hoi.bot.commands.words import WORDS, help_of, help_of_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hoi.bot.commands.terminal import Line
    from hoi.corpus.model import Document, Provision

_OUTLINE_WIDTH = 96


@click.command("show", help=help_of("show"))
@click.argument("document")
@click.argument("locator", required=False)
@click.option("--json", "as_json", is_flag=True, help=help_of_option("show_json"))
@click.option("--text", "as_text", is_flag=True, help=help_of_option("show_text"))
def show(document: str, locator: str | None, *, as_json: bool, as_text: bool) -> None:
    """Show a document or one of its provisions."""
    from hoi.bot import shapes
    from hoi.bot.commands import terminal
    from hoi.bot.settings import load
    from hoi.corpus.library import Library
    from hoi.corpus.normalise import clean

    if as_json and as_text:
        raise WORDS.wrong("usage.json_or_text")
    settings = load()
    held = Library.open(settings.data_dir).get(clean(document))
    provision = None if locator is None else held.provision(clean(locator))
    if as_text:
        text = held.text if provision is None else provision.text
        click.echo(text, nl=not text.endswith("\n"))
    elif as_json:
        terminal.put_json(shapes.document(held, whole=True) if provision is None else shapes.provision(provision))
    else:
        language = settings.language
        terminal.put(_outline(held, language) if provision is None else _provision(held, provision, language))


def _outline(document: "Document", language: str) -> "Iterator[Line]":
    from hoi.bot.commands.terminal import Line

    yield Line(document.full_name.say(language), style="bold")
    yield Line(WORDS.say(language, "show.held", text=document.held.say(language)), style="dim")
    for missing in document.missing:
        yield Line(WORDS.say(language, "show.missing", text=missing.what.say(language)), style="dim")
    yield Line()
    for provision in document.provisions:
        if provision.parent is None:
            yield from _branch(document, provision, 0)


def _branch(document: "Document", provision: "Provision", indent: int) -> "Iterator[Line]":
    from hoi.bot.commands.terminal import Line

    words = textwrap.shorten(provision.text, _OUTLINE_WIDTH, placeholder=" …")
    yield Line(f"{provision.locator}  {words}", indent)
    for child in document.children(provision.locator):
        yield from _branch(document, child, indent + 2)


def _provision(document: "Document", provision: "Provision", language: str) -> "Iterator[Line]":
    from hoi.bot.commands.terminal import Line
    from hoi.corpus.labels import label

    remark = "" if document.verbatim else f" ({WORDS.say(language, 'answer.digest')})"
    yield Line(f"{label(document, provision.locator, language)}{remark}", style="cyan")
    yield Line(provision.text)
    children = document.children(provision.locator)
    if children:
        yield Line()
    for child in children:
        yield from _branch(document, child, 2)
