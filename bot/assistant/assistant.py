"""The assistant: one plain, synchronous call from a question to an answer. No channel and no clock of its own."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.assistant.choose import Chooser
from hoi.bot.assistant.compose import Composer
from hoi.bot.assistant.question import read
from hoi.bot.assistant.verify import unsupported
from hoi.bot.clock import now_in_vietnam
from hoi.corpus.library import Library
from hoi.index.search import Finder


def today_in_vietnam() -> date:
    """Return today's date where the documents apply."""
    return now_in_vietnam().date()


class Assistant:
    """Answers questions about one library; opened once, asked from any thread."""

    def __init__(self, library: Library, finder: Finder, today: Callable[[], date] = today_in_vietnam) -> None:
        self.library = library
        self.finder = finder
        self._chooser = Chooser(library, finder)
        self._composer = Composer(library, finder)
        self._today = today

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
        reading = read(question, self.library, self.finder.restorer, today)
        if question.history and reading.context is None and self._chooser.is_vague(reading):
            reading = read(question, self.library, self.finder.restorer, today, follows=True)
        choice = self._chooser.choose(reading, question.document)
        answer = self._composer.compose(reading, choice, question.text, today, question.document)
        if unsupported(answer, self.library):
            answer = replace(answer, text="\n".join(citation.quote for citation in answer.citations))
        return replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000)
