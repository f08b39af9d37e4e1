"""Notes: what to know beside an answer: time, reorganisation, what kind of text it is, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoi.bot.assistant.answer import Citation
from hoi.bot.assistant.choose import Choice
from hoi.bot.assistant.citing import cite
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.items import spoken
from hoi.bot.assistant.question import Reading
from hoi.bot.templates import render
from hoi.corpus.changes import touching
from hoi.corpus.ledger import deadlines
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.periods import Period, of_headings, of_provisions, printed_day


@dataclass(frozen=True, slots=True)
class Mark:
    """A day an answer is about, and how many days lie between it and today: positive when it is still to come."""

    day: date
    days: int

    @property
    def said(self) -> str:
        """The day as documents print it."""
        return printed_day(self.day)


class Noter:
    """Writes the notes to answers about one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._periods = {document.id: {**of_headings(document), **of_provisions(document)} for document in library}
        self._days: dict[str, dict[str, date]] = {}

    def changes(self, choice: Choice, cited: tuple[Citation, ...], today: date, reading: Reading) -> list[Citation]:
        """Return the citations of what has changed since the texts cited were issued, in the documents' order."""
        if choice.kind == "field":
            return []
        found = {
            (change.document, change.locator)
            for each in cited
            for change in touching(self._library.get(each.document), each.quote, today)
            if change.document in self._library
        }
        held = {(each.document, each.locator) for each in cited}
        places = ((self._library.get(document), locator) for document, locator in sorted(found - held))
        return [cite(document, document.provision(locator), reading.language) for document, locator in places]

    def notes(
        self, reading: Reading, form: Form, choice: Choice, cited: tuple[Citation, ...],
        changed: list[Citation], today: date,
    ) -> Iterator[str]:  # fmt: skip
        """Yield the notes to an answer that cites ``cited``; ``changed`` is what has changed since."""
        language = reading.language
        documents = [self._library.get(each.document) for each in cited]
        periods = {self._periods[each.document].get(each.locator) for each in cited} - {None}
        missing = choice.missing
        noted = render(
            "notes",
            language,
            ended=sorted(period for period in periods if period is not None and period.end < today.year),
            marks=self._marks(form, cited, periods, today),
            changes=[self._said(each, reading) for each in changed],
            digests=sorted({document.name.say(language) for document in documents if not document.verbatim}),
            unheld=choice.doubted if choice.kind == "not_found" else (),
            cut=missing.cut_after if choice.kind == "not_found" and missing else None,
            document=missing.name.say(language) if missing else "",
            gloss=language == "en" and bool(cited),
        )
        yield from (line for line in noted.splitlines() if line.strip())

    def _said(self, citation: Citation, reading: Reading) -> str:
        document = self._library.get(citation.document)
        return spoken(document, document.provision(citation.locator), reading.language)

    def _marks(self, form: Form, cited: tuple[Citation, ...], periods: set[Period | None], today: date) -> list[Mark]:
        """Return the days to tell the distance of: those of the clauses cited, and the ends of running periods."""
        if not (form.when or form.left):
            return []
        stated = {self._due(self._library.get(each.document)).get(each.locator) for each in cited}
        running = {date(period.end, 12, 31) for period in periods if period is not None and period.end >= today.year}
        return [Mark(day, (day - today).days) for day in sorted(running | {day for day in stated if day is not None})]

    def _due(self, document: Document) -> dict[str, date]:
        """Return the days by which, or from which on, something is due in a document, by locator."""
        if document.id not in self._days:
            rows = deadlines(document)
            self._days[document.id] = {row.locator: row.due.value for row in rows if row.due}
        return self._days[document.id]
