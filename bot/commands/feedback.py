"""``hoi feedback``: what people said of answers in a chat, and the questions they let be kept, as an evaluation set."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from hoi.bot.commands.words import WORDS, help_of, help_of_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hoi.bot.commands.terminal import Line
    from hoi.bot.store.feedback import Feedback, Verdict

MAX_SHOWN = 10_000


@click.command("feedback", help=help_of("feedback"))
@click.option("--verdict", type=click.Choice(["right", "wrong", "remark"]), help=help_of_option("feedback_verdict"))
@click.option(
    "--limit", type=click.IntRange(1, MAX_SHOWN), default=50, show_default=True, help=help_of_option("feedback_limit")
)
@click.option("--export", "export", metavar="FILE", help=help_of_option("feedback_export"))
def feedback(verdict: "Verdict | None", limit: int, export: str | None) -> None:
    """Show the newest feedback first, or write the questions that were let be kept to a file."""
    from hoi.bot import files, reported
    from hoi.bot.commands import terminal
    from hoi.bot.settings import load

    settings = load()
    found = _kept(settings.data_dir, verdict, MAX_SHOWN if export else limit)
    if export is not None:
        content = reported.cases(found)
        files.write(Path(export), content)
        click.echo(WORDS.say(settings.language, "feedback.exported", count=content.count(b"\n"), path=export))
        return
    lines = [line for each in found for line in _lines(each, settings.language)]
    terminal.put(lines or [terminal.Line(WORDS.say(settings.language, "feedback.none"))])


def _kept(data_dir: Path, verdict: "Verdict | None", limit: int) -> "tuple[Feedback, ...]":
    """Return the feedback kept under ``data_dir``; none, and no file made, where no bot ever ran."""
    from hoi.bot.store import feedback as table
    from hoi.bot.store.sqlite import FILE, SqliteStore

    if not (data_dir / FILE).is_file():
        return ()

    async def read() -> "tuple[Feedback, ...]":
        store = SqliteStore.open(data_dir)
        try:
            return await store.run(lambda transaction: table.newest(transaction, limit, verdict))
        finally:
            await store.close()

    return asyncio.run(read())


def _lines(word: "Feedback", language: str) -> "Iterator[Line]":
    from hoi.bot.commands.terminal import Line

    when = datetime.fromtimestamp(word.given_at, ZoneInfo("Asia/Ho_Chi_Minh")).strftime("%Y-%m-%d %H:%M")
    place = f"{word.document} {word.locator}" if word.document else ""
    said = [when, WORDS.say(language, f"feedback.{word.verdict}"), place, word.reason or ""]
    yield Line(" | ".join(each for each in said if each), style="bold")
    if word.verdict != "remark":
        yield Line(word.question or WORDS.say(language, "feedback.question_not_kept"), indent=2)
