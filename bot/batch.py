"""A file of questions, answered line by line (contract: ``hoi ask --batch``)."""

from collections.abc import Callable, Iterator
from typing import IO

from pydantic import BaseModel, ConfigDict

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.records import at_line, records
from hoi.corpus.errors import InputError
from hoi.corpus.normalise import clean


class BatchLine(BaseModel):
    """One line; fields it does not know are passed over: a file of scored questions can be asked too."""

    model_config = ConfigDict(strict=True, extra="ignore")

    id: str | int
    question: str
    history: list[str] | None = None
    document: str | None = None

    def as_question(self, document: str | None) -> Question:
        """Return the question, restricted to ``document`` unless the line names its own.

        Raises:
            InputError: the question is empty or too long.
        """
        named = document if self.document is None else clean(self.document)
        return Question.of(self.question, tuple(self.history or ()), named)


def answers(
    ask: Callable[[Question], Answer], stream: IO[bytes], document: str | None = None
) -> Iterator[tuple[str | int, Answer]]:
    """Return the id and the answer of each line, as soon as the line is there.

    A line that cannot be answered ends the batch: passing over it would lose it without anybody noticing, and
    an answer of another shape would surprise the program that reads them. Those before it have been answered.

    Raises:
        InputError: a line is not acceptable, or names a document that is not held; names the line.
    """
    for number, line in records(stream, BatchLine):
        try:
            answer = ask(line.as_question(document))
        except InputError as error:
            raise at_line(number, error) from None
        yield line.id, answer
