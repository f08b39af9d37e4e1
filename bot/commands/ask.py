"""``hoi ask``: one question, or a file of them answered line by line."""

from typing import IO

import click

from hoi.bot.commands.words import WORDS, help_of, help_of_option


@click.command("ask", help=help_of("ask"))
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help=help_of_option("ask_json"))
@click.option("--document", metavar="ID", help=help_of_option("ask_document"))
@click.option("--batch", metavar="FILE", help=help_of_option("ask_batch"))
def ask(question: str | None, document: str | None, batch: str | None, *, as_json: bool) -> None:
    """Answer one question, or each line of a file; a wrong call is refused before the index is opened."""
    from hoi.bot.settings import load
    from hoi.corpus.library import Library
    from hoi.corpus.normalise import clean

    if (question is None) == (batch is None):
        raise WORDS.wrong("usage.question_or_batch")
    restricted = None if document is None else Library.open(load().data_dir).get(clean(document)).id
    if question is not None:
        _ask_one(question, restricted, as_json=as_json)
    elif batch is not None:
        _ask_each(batch, restricted)


def _ask_one(text: str, document: str | None, *, as_json: bool) -> None:
    from hoi.bot import shapes
    from hoi.bot.assistant.answer import Question
    from hoi.bot.commands import terminal
    from hoi.bot.settings import load
    from hoi.bot.startup import open_assistant

    question = Question.of(text, (), document)
    answer = open_assistant(load()).ask(question)
    if as_json:
        terminal.put_json(shapes.answer(answer))
    else:
        terminal.put(terminal.answer(answer))


def _ask_each(path: str, document: str | None) -> None:
    from hoi.bot import shapes
    from hoi.bot.batch import answers
    from hoi.bot.commands import terminal
    from hoi.bot.settings import load
    from hoi.bot.startup import open_assistant

    with opened(path) as stream:
        assistant = open_assistant(load())
        for identifier, answer in answers(assistant.ask, stream, document):
            terminal.put_json({"id": identifier, **shapes.answer(answer)}, compact=True)


def opened(path: str) -> IO[bytes]:
    """Open a file, or standard input for ``-``, to be read as bytes.

    Raises:
        InputError: the file cannot be opened.
    """
    try:
        return click.open_file(path, "rb")
    except OSError as error:
        raise WORDS.wrong("error.unreadable", path=path, reason=error.strerror) from None
