"""Endings: the heading that says until when a document's targets are set, for questions about nothing else."""

from collections.abc import Collection

from hoi.bot.assistant.levels import foremost
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.question import Reading
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.periods import Period, named, of_headings


class Endings:
    """The periods of the documents of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def asked(self, reading: Reading, scope: Collection[str]) -> Place | None:
        """Return the heading of the period whose end is asked for: of the one named, else of the last.

        None when the document asked about, or else the plan held word for word, sets targets for no period.
        """
        held = [document for document in self._library if document.id in scope and of_headings(document)]
        about = [document for document in held if document.id in reading.documents] or held
        if not about or (reading.documents and not reading.documents & {document.id for document in about}):
            return None
        document = foremost(about)
        periods = named(reading.text, sorted(set(of_headings(document).values())))
        return None if len(periods) > 1 else self._heading(document, next(iter(periods), None))

    def last(self, document: Document) -> Place | None:
        """Return the heading of the last period that a document sets targets for."""
        return self._heading(document, None) if of_headings(document) else None

    def period(self, place: Place) -> Period:
        """Return the period that a heading names.

        Raises:
            KeyError: it names none.
        """
        document, heading = place
        return of_headings(document)[heading.locator]

    def _heading(self, document: Document, period: Period | None) -> Place:
        headings = of_headings(document)
        period = period or max(headings.values(), key=lambda each: each.end)
        return document, document.provision(next(at for at, each in headings.items() if each == period))
