"""``hoi chat``: questions and follow-ups in a terminal, or from a pipe."""

import sys
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from hoi.bot.commands.words import WORDS, help_of

if TYPE_CHECKING:
    from hoi.bot.assistant.assistant import Assistant

LEAVE = frozenset({"/thoat", "/exit", "/quit"})


@click.command("chat", help=help_of("chat"))
def chat() -> None:
    """Answer until the person leaves."""
    from hoi.bot.settings import load
    from hoi.bot.startup import open_assistant

    settings = load()
    assistant = open_assistant(settings)
    _converse(assistant, _typed(settings.language), settings.language)


def _typed(language: str) -> Iterator[str]:
    """Return what is typed, line by line, until the end or a word of leaving; prompts only on a terminal."""
    from hoi.corpus.normalise import clean, fold

    prompt = ""
    if sys.stdin.isatty():
        import readline  # noqa: F401 - gives `input` its arrow keys

        click.echo(WORDS.say(language, "chat.welcome"), err=True)
        prompt = WORDS.say(language, "chat.prompt")
    while True:
        try:
            line = clean(input(prompt))
        except EOFError:
            return
        if fold(line) in LEAVE:
            return
        if line:
            yield line


def _converse(assistant: "Assistant", lines: Iterator[str], language: str) -> None:
    from hoi.bot.assistant.answer import MAX_HISTORY, Question
    from hoi.bot.commands import terminal
    from hoi.corpus.errors import InputError

    history: deque[str] = deque(maxlen=MAX_HISTORY)
    for line in lines:
        try:
            question = Question.of(line, tuple(history))
        except InputError as error:
            click.echo(error.sentence(language), err=True)
            continue
        terminal.put(terminal.answer(assistant.ask(question)))
        terminal.put([terminal.Line()])
        history.append(question.text)
