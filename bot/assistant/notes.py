"""Notes: what to know beside an answer: time, reorganisation, what kind of text it is, what is missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoi.bot.assistant.answer import Citation, Language
from hoi.bot.assistant.choice import Choice
from hoi.bot.assistant.citing import cite
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.question import Reading
from hoi.bot.ledger_words import number
from hoi.bot.templates import render
from hoi.corpus.changes import changes, named, touching
from hoi.corpus.labels import about, cited_name
from hoi.corpus.ledger import deadlines
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.periods import Period, of_headings, of_provisions, printed_day, runs_to, written_day


@dataclass(frozen=True, slots=True)
class Mark:
    """A day an answer is about, and how many days lie between it and today: positive when it is still to come.

    ``said`` and ``count`` are the day and the number of days as they are written; a rule ``starts`` on it, or else
    something is due by it.
    """

    said: str
    days: int
    count: str
    starts: bool


class Noter:
    """Writes the notes to answers about one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def changes(self, choice: Choice, cited: tuple[Citation, ...], today: date, reading: Reading) -> list[Citation]:
        """Return the citations of what has changed since the texts cited were issued, in the documents' order."""
        if choice.kind in ("field", "refused", "unreadable"):
            return []
        told = [change for each in cited for change in touching(self._library.get(each.document), each.quote, today)]
        told += named(f"{reading.text} {reading.search}", today)
        found = {change.place for change in told if change.document in self._library}
        held = {(each.document, each.locator) for each in cited}
        places = ((self._library.get(document), locator) for document, locator in sorted(found - held))
        return [cite(document, document.provision(locator), reading.language) for document, locator in places]

    def told(
        self, choice: Choice, cited: tuple[Citation, ...], changed: list[Citation], today: date, *, now: bool
    ) -> list[Citation]:
        """Return those of ``changed`` that the answer itself has to tell.

        To a question about the present day that is what has changed; to any, what ended the state that a quote tells.
        """
        if choice.kind in ("partial", "not_found"):
            return []
        quoted = [change for each in cited for change in touching(self._library.get(each.document), each.quote, today)]
        ending = {change.place for change in quoted if change.within}
        return [each for each in changed if now or (each.document, each.locator) in ending]

    def notes(
        self, reading: Reading, form: Form, choice: Choice, cited: tuple[Citation, ...],
        changed: list[Citation], today: date,
    ) -> Iterator[str]:  # fmt: skip
        """Yield the notes to an answer that cites ``cited``; ``changed`` is what has changed since."""
        language = reading.language
        told = [(self._library.get(each.document), each.locator) for each in cited if not each.heading]
        periods = {_period(self._library.get(each.document), each.locator) for each in cited} - {None}
        missing = choice.missing
        noted = render(
            "notes",
            language,
            ended=sorted(period for period in periods if period is not None and period.end < today.year)
            if not (choice.kind == "ending" and form.yes_no)  # the answer says so
            else (),
            marks=self._marks(form, cited, periods, today, language),
            today=written_day(today, language),
            changes=list(self._changes(changed, reading)),
            past=sorted({each for citation in cited if (each := self._past(citation, today, language))}),
            digests=sorted({cited_name(*place).say(language) for place in told if not place[0].verbatim}),
            unheld=choice.doubted if choice.kind == "not_found" else (),
            cut=missing.cut_after if missing and _may_stand_beyond(reading, choice) else None,
            document=missing.name.say(language) if missing else "",
            gloss=language == "en" and bool(cited),
        )
        yield from (line for line in noted.splitlines() if line.strip())

    def _changes(self, changed: list[Citation], reading: Reading) -> Iterator[str]:
        """Yield what has changed, in the short words of ``changes.toml`` where it has some."""
        short = {change.place: change for change in changes() if change.note is not None}
        places = [(each.document, each.locator) for each in changed]
        covered = {(place[0], short[place].covers) for place in places if place in short}
        for document, locator in places:
            note = short[document, locator].note if (document, locator) in short else None
            if note is not None:
                yield note.say(reading.language)
            elif (document, locator) not in covered:
                held = self._library.get(document)
                yield held.said(held.provision(locator), reading.language)

    def _past(self, citation: Citation, today: date, language: Language) -> tuple[int, str] | None:
        """Return the year, now past, that a digest says another document's target runs to, and that document."""
        other = about(self._library.get(citation.document), citation.locator)
        years = runs_to(citation.quote)
        return (max(years), other.say(language)) if other and years and max(years) < today.year else None

    def _marks(
        self, form: Form, cited: tuple[Citation, ...], periods: set[Period | None], today: date, language: Language
    ) -> list[Mark]:
        """Return the days to tell the distance of: those of the clauses cited, and the ends of running periods."""
        if not (form.when or form.left):
            return []
        running = {date(period.end, 12, 31) for period in periods if period is not None and period.end >= today.year}
        days = dict.fromkeys(running, False)
        for each in cited:
            day = _due(self._library.get(each.document), each.locator)
            if day is not None:
                days[day] = bool(re.search(rf"\btừ (?:ngày )?{printed_day(day)}", each.quote, re.IGNORECASE))
        return [_mark(day, today, language, starts=starts) for day, starts in sorted(days.items())]


def _period(document: Document, locator: str) -> Period | None:
    """Return the period that a provision stands under, or that it names if it is a heading."""
    return of_provisions(document).get(locator) or of_headings(document).get(locator)


def _due(document: Document, locator: str) -> date | None:
    """Return the last day by which, or from which on, something is due by a provision."""
    days = [row.due.value for row in deadlines(document) if row.due and row.locator == locator]
    return days[-1] if days else None


def _may_stand_beyond(reading: Reading, choice: Choice) -> bool:
    """Tell whether what was not found may stand beyond the cut of the copy of the one plan that the question names.

    A plan says nowhere what came of it, nor how it compares with another document.
    """
    alone = choice.missing is not None and reading.documents == {choice.missing.id} and not reading.cited
    outside = reading.comparison or reading.unheld or any(each.name == "achieved" for each in reading.things)
    return choice.kind == "not_found" and alone and not outside


def _mark(day: date, today: date, language: Language, *, starts: bool) -> Mark:
    days = (day - today).days
    return Mark(written_day(day, language), days, number(abs(days), language), starts)
