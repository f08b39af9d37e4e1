"""Suggesting: questions to ask next that the documents are known to answer (``suggestions.toml`` beside each)."""

from collections.abc import Iterator
from itertools import zip_longest

from hoi.bot.assistant.answer import Citation
from hoi.bot.assistant.levels import Counterparts
from hoi.bot.assistant.question import Reading
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.normalise import fold, syllables
from hoi.corpus.periods import twins

MOST = 3


class Suggester:
    """Suggests questions about one library: nothing is made up, each question was written and is tried in a test."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._counterparts = Counterparts(library)
        self._twins = {document.id: twins(document) for document in library}
        records = [document.metadata for document in library]
        self._names = _words(" ".join(f"{each.kind or ''} {each.number or ''}" for each in records))

    def after(self, reading: Reading, cited: tuple[Citation, ...], scope: frozenset[str]) -> tuple[str, ...]:
        """Return up to ``MOST`` questions in the language of ``reading``, those nearest to what is cited first."""
        asked = _words(reading.text)
        found: dict[str, None] = {}
        for line in self._lines(reading, cited, scope):
            if not asked ^ _words(line) <= self._names:  # with or without the name of its document it is one question
                found.setdefault(line)
            if len(found) == MOST:
                break
        return tuple(found)

    def _lines(self, reading: Reading, cited: tuple[Citation, ...], scope: frozenset[str]) -> Iterator[str]:
        seen = {(each.document, each.locator) for each in cited}
        for document, locator in self._near(cited):
            # of a clause just read, its first question was the one asked: its others are about something else in it
            known = (document.id, locator) in seen
            lines = document.suggestions.get((locator, reading.language), ()) if document.id in scope else ()
            yield from lines[1:] if known else lines[:1]
        yield from self._anywhere(reading, seen, scope)

    def _anywhere(self, reading: Reading, seen: set[tuple[str, str]], scope: frozenset[str]) -> Iterator[str]:
        """Yield the first questions of the documents in turn, in the order in which they were written down."""
        of_each = (
            [
                lines[0]
                for (locator, language), lines in document.suggestions.items()
                if language == reading.language and (document.id, locator) not in seen
            ]
            for document in self._library
            if document.id in scope
        )
        yield from (line for turn in zip_longest(*of_each) for line in turn if line)

    def _near(self, cited: tuple[Citation, ...]) -> Iterator[tuple[Document, str]]:
        """Yield places near those cited: the other period, the other level, the clause itself, its neighbours."""
        if not cited:
            return
        document, locator = self._library.get(cited[0].document), cited[0].locator
        yield from ((document, twin) for twin in self._twins[document.id].get(locator, ()))
        provision = document.provision(locator)
        yield from ((other, each.locator) for other, each in self._counterparts.of(document, provision))
        yield document, locator
        siblings = [each.locator for each in document.children(provision.parent or "")]
        place = siblings.index(locator) if locator in siblings else 0
        yield from ((document, each) for each in (*siblings[place + 1 :], *reversed(siblings[:place])))


def _words(text: str) -> frozenset[str]:
    return frozenset(syllables(fold(text)))
