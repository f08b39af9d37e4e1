"""``hoi documents``: what is held, where each document comes from, and the stored versions of one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoi.bot.commands.words import WORDS, help_of, help_of_option

if TYPE_CHECKING:
    from hoi.bot.commands.terminal import Line
    from hoi.corpus.model import Document
    from hoi.corpus.store.versions import Version


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of the list; ``document`` is None when it is removed or damaged, ``problem`` says how it is damaged.

    ``version`` is the one in use of a document that was added, None for a shipped one.
    """

    id: str
    document: "Document | None"
    version: str | None
    problem: str | None = None


@click.command("documents", help=help_of("documents"))
@click.option("--versions", metavar="ID", help=help_of_option("documents_versions"))
@click.option("--json", "as_json", is_flag=True, help=help_of_option("documents_json"))
def documents(versions: str | None, *, as_json: bool) -> None:
    """List the documents, or the versions of one."""
    from hoi.bot import shapes
    from hoi.bot.commands import terminal
    from hoi.bot.settings import load
    from hoi.corpus.store import Store

    settings = load()
    if versions is None:
        listed = list(_listed(settings.data_dir, settings.language))
        shape = [_shape(each) for each in listed]
        lines = [line for each in listed for line in _lines(each, settings.language)]
    else:
        found = Store(settings.data_dir).versions(versions)
        shape = [shapes.version(each) for each in found]
        lines = [_version(each, settings.language) for each in found]
    if as_json:
        terminal.put_json(shape)
    else:
        terminal.put(lines)


def _listed(data_dir: Path, language: str) -> Iterator[Listed]:
    """Yield every document, by id; a damaged one must not hide the others here."""
    from hoi.corpus.errors import CorpusError
    from hoi.corpus.library import Library
    from hoi.corpus.store import Store

    shipped = {document.id: document for document in Library.shipped()}
    store = Store(data_dir)
    for identifier in sorted({*shipped, *store.known()}):
        version = store.current(identifier)
        if version is None:
            yield Listed(identifier, shipped.get(identifier), None)
            continue
        try:
            yield Listed(identifier, store.read(identifier), version)
        except CorpusError as error:
            yield Listed(identifier, None, version, error.sentence(language))


def _shape(value: Listed) -> dict[str, Any]:
    return {
        "id": value.id,
        "name": value.document.full_name.vi if value.document else None,
        "verbatim": value.document.verbatim if value.document else None,
        "version": value.version,
        "problem": value.problem,
    }


def _lines(value: Listed, language: str) -> "Iterator[Line]":
    from hoi.bot.commands.terminal import Line

    def say(key: str, **values: object) -> str:
        return WORDS.say(language, f"documents.{key}", **values)

    if value.document is None:
        yield Line(f"{value.id}  {value.problem or say('removed', id=value.id)}", style="yellow")
        return
    yield Line(f"{value.id}  {value.document.full_name.say(language)}")
    kind = WORDS.say(language, f"doctor.{'verbatim' if value.document.verbatim else 'digest'}")
    origin = say("shipped") if value.version is None else say("added", version=value.version)
    yield Line(f"{kind}; {origin}", 2, style="dim")


def _version(value: "Version", language: str) -> "Line":
    from zoneinfo import ZoneInfo

    from hoi.bot.commands.terminal import Line

    if value.ingested_at is None:
        text = f"{value.name}  {WORDS.say(language, 'documents.damaged')}"
    else:
        local = value.ingested_at.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
        text = f"{value.name}  {local:%d/%m/%Y %H:%M}  {value.file}"
    in_use = WORDS.say(language, "documents.in_use") if value.is_current else ""
    return Line(f"{text}  {in_use}".rstrip())
