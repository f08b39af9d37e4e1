"""``hoi ingest``: a file becomes a document that is answered from, once a person has seen what changes."""

import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoi.bot.commands.words import WORDS, help_of, help_of_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hoi.bot.commands.terminal import Line
    from hoi.bot.settings import Settings
    from hoi.corpus.intake import Understood
    from hoi.corpus.model import Document, Metadata
    from hoi.corpus.store import Store
    from hoi.corpus.store.addition import Addition
    from hoi.corpus.store.difference import Change, ChangeKind

MOST_CHANGES = 60
"""Changes shown one by one; those beyond are counted."""
_MARKS: "dict[ChangeKind, str]" = {"added": "+", "changed": "~", "moved": ">", "removed": "-"}


@click.command("ingest", help=help_of("ingest"))
@click.argument("file")
@click.option("--id", "identifier", metavar="ID", help=help_of_option("ingest_id"))
@click.option("--yes", is_flag=True, help=help_of_option("ingest_yes"))
def ingest(file: str, identifier: str | None, *, yes: bool) -> None:
    """Show what a file changes, ask, store it, and build the index anew."""
    from hoi.bot.settings import load
    from hoi.bot.startup import refresh_index
    from hoi.corpus.store import Store
    from hoi.corpus.store.naming import checked

    settings = load()
    store = Store(settings.data_dir)
    given = None if identifier is None else checked(identifier)
    addition = _addition(file, given, settings.language, yes=yes)
    held = _held(store, settings, addition)
    if store.holds(addition):
        click.echo(WORDS.say(settings.language, "ingest.same", id=addition.id))
        refresh_index(settings)  # the process that stored it may have died before the index was built
        return
    _show(addition, held, settings.language)
    if yes or _agreed(settings.language):
        _store(store, addition, settings)


def _addition(file: str, identifier: str | None, language: str, *, yes: bool) -> "Addition":
    import hashlib

    from hoi.bot.commands import understood
    from hoi.corpus.store import naming
    from hoi.corpus.store.addition import Addition

    value = understood.read(file)
    if not value.outline.provisions:
        raise WORDS.wrong("ingest.empty")
    if value.recognised:
        value = _taken(value) if yes else _confirmed(value, language)
    with Path(file).open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return Addition(identifier or naming.identifier(value.metadata), value, Path(file), digest)


def _taken(value: "Understood") -> "Understood":
    """Return ``value`` with a warning that names what recognition read and nobody has confirmed."""
    from hoi.bot.commands.understood import shown
    from hoi.corpus.model import Bilingual

    said = {
        language: {field: shown(value.metadata, field, language) for field in ("number", "issued_on", "signer")}
        for language in ("vi", "en")
    }
    vi, en = (WORDS.say(language, "ingest.unconfirmed", **fields) for language, fields in said.items())
    return replace(value, warnings=(*value.warnings, Bilingual(vi, en)))


def _confirmed(value: "Understood", language: str) -> "Understood":
    """Ask for what recognition must not decide: number, date and signer."""
    from hoi.bot.commands.understood import shown

    _need_a_person()
    click.echo(WORDS.say(language, "ingest.recognised"))
    said = value.metadata
    day = shown(said, "issued_on", language) if said.issued_on else ""
    number = _asked("number", said.number or "", language)
    issued = click.prompt(WORDS.say(language, "ingest.day"), default=day, value_proc=lambda text: _day(text, language))
    signer = _asked("signer", said.signer or "", language)
    return replace(value, metadata=replace(said, number=number, issued_on=issued, signer=signer))


def _asked(field: str, default: str, language: str) -> str | None:
    from hoi.corpus.normalise import clean

    return clean(click.prompt(WORDS.say(language, f"understood.{field}"), default=default)) or None


def _day(text: str, language: str) -> date | None:
    """Return the day a person typed, as 11/12/2021; nothing typed, no day."""
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").replace(tzinfo=UTC).date() if text.strip() else None
    except ValueError:
        raise click.BadParameter(WORDS.say(language, "ingest.no_day")) from None


def _need_a_person() -> None:
    if not sys.stdin.isatty():
        raise WORDS.wrong("usage.yes")


def _held(store: "Store", settings: "Settings", addition: "Addition") -> "Document | None":
    """Return the document that is to be replaced, unless it is damaged; None when there is none.

    Raises:
        InputError: the id or the number belongs to another document.
    """
    from hoi.corpus.errors import CorpusError
    from hoi.corpus.library import Library
    from hoi.corpus.store.identity import refuse_if_taken

    library = Library.open(settings.data_dir, besides=addition.id)
    held = library.get(addition.id) if addition.id in library else None
    try:
        if store.current(addition.id) is not None:
            held = store.read(addition.id)
    except CorpusError:
        held = None
    refuse_if_taken(addition.id, addition.metadata, held, library)
    return held


def _show(addition: "Addition", held: "Document | None", language: str) -> None:
    from hoi.bot.commands import terminal, understood
    from hoi.bot.commands.terminal import Line

    terminal.put([Line(addition.names.full_name.say(language), style="bold"), Line(f"ID: {addition.id}")])
    terminal.put(understood.record(addition.understood, language))
    terminal.put([Line(), *_changes(addition, held, language)])


def _changes(addition: "Addition", held: "Document | None", language: str) -> "Iterator[Line]":
    from hoi.bot.commands.terminal import Line
    from hoi.corpus.store.difference import difference

    if held is None:
        yield Line(WORDS.say(language, "ingest.new"))
        return
    if held.verbatim:
        found = difference(held.provisions, addition.understood.outline.provisions)
        counts = Counter(change.kind for change in found)
        yield Line(WORDS.say(language, "ingest.changes", **{kind: counts[kind] for kind in _MARKS}), style="bold")
    else:
        found = ()
        yield Line(WORDS.say(language, "ingest.replaces_digest", name=held.name.say(language)), style="bold")
    yield from _fields(held.metadata, addition.metadata, language)
    for change in found[:MOST_CHANGES]:
        yield from _change(change)
    if len(found) > MOST_CHANGES:
        yield Line(WORDS.say(language, "ingest.more", count=len(found) - MOST_CHANGES))


def _fields(before: "Metadata", after: "Metadata", language: str) -> "Iterator[Line]":
    """Return a line for each thing the documents say of themselves that is not the same."""
    from hoi.bot.commands.terminal import Line
    from hoi.bot.commands.understood import FIELDS, short, shown
    from hoi.corpus.normalise import fold

    for field in FIELDS:
        old, new = (shown(each, field, language) for each in (before, after))
        if fold(old) != fold(new):
            yield Line(f"~ {WORDS.say(language, f'understood.{field}')}: {short(old)} → {short(new)}", 2)


def _change(change: "Change") -> "Iterator[Line]":
    from hoi.bot.commands.terminal import Line
    from hoi.bot.commands.understood import short
    from hoi.corpus.store.difference import around

    mark = f"{_MARKS[change.kind]} {change.locator}"
    if change.before and change.after and change.kind == "changed":
        old, new = around(change.before.text, change.after.text)
        yield Line(f"{mark}  {short(old)}", 2)
        yield Line(f"→ {short(new)}", 6)
    elif change.before and change.after:
        yield Line(f"> {change.before.locator} → {change.after.locator}  {short(change.after.text)}", 2)
    elif stands := change.after or change.before:
        yield Line(f"{mark}  {short(stands.text)}", 2)


def _agreed(language: str) -> bool:
    _need_a_person()
    agreed = click.confirm(WORDS.say(language, "ingest.ask"))
    if not agreed:
        click.echo(WORDS.say(language, "ingest.declined"))
    return agreed


def _store(store: "Store", addition: "Addition", settings: "Settings") -> None:
    from hoi.bot.startup import refresh_index

    version = store.add(addition, datetime.now(UTC))
    click.echo(WORDS.say(settings.language, "ingest.stored", id=addition.id, version=version))
    refresh_index(settings)
    click.echo(WORDS.say(settings.language, "ingest.next", id=addition.id))
