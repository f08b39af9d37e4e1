"""The assistant: one plain, synchronous call from a question to an answer. No channel and no clock of its own."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.assistant.choice import Choice
from hoi.bot.assistant.choose import Chooser
from hoi.bot.assistant.compose import Composer
from hoi.bot.assistant.question import Reader, Reading
from hoi.bot.assistant.verify import Verifier
from hoi.bot.clock import now_in_vietnam
from hoi.bot.templates import render
from hoi.corpus.library import Library
from hoi.index.search import Finder

if TYPE_CHECKING:
    from hoi.bot.assistant.advice import Adviser


def today_in_vietnam() -> date:
    """Return today's date where the documents apply."""
    return now_in_vietnam().date()


class Assistant:
    """Answers questions about one library; opened once, asked from any thread."""

    def __init__(
        self,
        library: Library,
        finder: Finder,
        today: Callable[[], date] = today_in_vietnam,
        adviser: "Adviser | None" = None,
    ) -> None:
        self.library = library
        self.finder = finder
        self._chooser = Chooser(library, finder)
        self._reader = Reader(library, finder.restorer, self._chooser.is_vague, self._chooser.naming_its_body)
        self._composer = Composer(library, finder)
        self.verifier = Verifier(library)
        self._today = today
        self.adviser = adviser

    @classmethod
    def open(cls, data_dir: Path, encoder: str = "", threads: int = 2) -> "Assistant":
        """Open the assistant over the documents held and the index under ``data_dir``.

        Raises:
            IndexStateError: there is no index, or it is damaged or stale.
            CorpusError: a document is damaged.
            StorageError: the data directory cannot be read.
        """
        library = Library.open(data_dir)
        return cls(library, Finder.open(library, data_dir, encoder, threads))

    def ask(self, question: Question) -> Answer:
        """Answer one question.

        Raises:
            NotHeldError: the question is restricted to a document that is not held.
        """
        started = time.perf_counter()
        if question.document is not None:
            self.library.get(question.document)
        today = self._today()
        reading = self._reader.read(replace(question, document=None), today)
        choice = self._chooser.choose(reading, question.document)
        if self.adviser is None:
            answer = self._sound(reading, choice, question, today)
        else:
            answer = self._advised(self.adviser, reading, choice, question, today)
        return replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000)

    def _sound(self, reading: Reading, choice: Choice, question: Question, today: date) -> Answer:
        answer = self._composer.compose(reading, choice, question.text, today, question.document)
        return plain(answer) if self.verifier.faults(answer) else answer

    def _advised(self, adviser: "Adviser", reading: Reading, choice: Choice, question: Question, today: date) -> Answer:
        """Return the answer with what a language model adds to it; when that fails, the same answer without."""
        until = adviser.deadline()
        scope = frozenset((question.document,) if question.document else (each.id for each in self.library))
        answer = self._sound(reading, adviser.choose(reading, choice, scope, until), question, today)
        return adviser.lead(reading, answer, until)


def plain(answer: Answer) -> Answer:
    """Return ``answer`` with nothing in it but its quotes: what is said when its own words are faulty."""
    quotes = [" ".join(citation.quote.split()) for citation in answer.citations]
    return replace(answer, text=render("plain", answer.language, quotes=quotes))
