"""Deadlines: what is due when, and from whom, from running text and from the time columns of task tables."""

import re
from collections.abc import Iterator
from datetime import date

from hoi.corpus.deadlines import When, times
from hoi.corpus.ledger.assignments import Assignment, assignments
from hoi.corpus.ledger.clauses import Clause, trimmed
from hoi.corpus.ledger.context import Context
from hoi.corpus.ledger.grammar import Agencies, Grammar
from hoi.corpus.ledger.lines import statements
from hoi.corpus.ledger.rows import Cell, Deadline
from hoi.corpus.ledger.tables import tasks
from hoi.corpus.model import Document, Provision, Span, read_once

# A rhythm alone ("hằng năm") is a deadline only where something is handed in or reviewed at that rhythm.
_PERIODIC = re.compile(
    r"định\s+kỳ|báo\s+cáo|sơ\s+kết|tổng\s+kết|tổng\s+hợp|đánh\s+giá|rà\s+soát|công\s+bố", re.IGNORECASE
)
_IN_FORCE = re.compile(r"có\s+hiệu\s+lực", re.IGNORECASE)
_EDGES = " \t\n\xa0.;:,/()"


@read_once
def deadlines(document: Document) -> tuple[Deadline, ...]:
    """Return the deadlines that ``document`` sets, in the order of the text."""
    found = (*_Reader(document).run(), *_of_tables(document))
    return tuple(sorted(found, key=lambda deadline: deadline.start))


def _of_tables(document: Document) -> Iterator[Deadline]:
    for task in tasks(document):
        for when in task.times:
            yield _row(document, task.row.locator, task.task, task.lead, when, task.line)


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._context = Context(document)
        self._grammar = Grammar(document.text, self._context.place)
        self._work = assignments(document)
        self._of_clause = {
            part.clause.span: (each, number) for each in self._work for number, part in enumerate(each.parts)
        }
        self._told = {when.span for each in self._work for _, when in each.times}

    def run(self) -> Iterator[Deadline]:
        for each in self._work:
            yield from self._described(each)
        for provision in self._context.provisions:
            section = self._context.section(provision)
            if section != "views":
                of_objectives = section in ("targets", "general", "objectives")
                for clause in statements(self._grammar, self._text, self._context.body(provision)):
                    yield from self._named(provision, clause, of_objectives=of_objectives)

    def _described(self, each: Assignment) -> Iterator[Deadline]:
        """Yield what lines of their own say of the work: "Thời hạn hoàn thành: quý II/2022"."""
        for line, when in each.times:
            if when.grain != "span":
                yield _row(self._document, line.locator, each.task, each.lead, when, line.span)

    def _named(self, provision: Provision, clause: Clause, *, of_objectives: bool) -> Iterator[Deadline]:
        """Yield what the clause itself says is due."""
        found = [when for when in times(self._text, clause.span, self._document.metadata) if self._counts(clause, when)]
        if of_objectives:  # the year of a target is its period
            found = [when for when in found if when.grain not in ("year", "rhythm")]
        if not found or self._is_heading(provision, clause):
            return
        what, who = self._what(clause.span)
        for when in found:
            words = _without(self._text, what, when.span)
            if words.start == words.end:  # "…; hoàn thành trong quý II": the clause before it
                words = self._before(clause.span) or words
            if words.start < words.end:
                yield _row(self._document, provision.locator, words, who, when, clause.sentence)

    def _is_heading(self, provision: Provision, clause: Clause) -> bool:
        under = bool(self._document.children(provision.locator))
        return under and clause.span not in self._of_clause and provision.text.rstrip()[-1:] not in ".;"

    def _what(self, clause: Span) -> tuple[Span, Agencies]:
        """Return the words of what is due in ``clause``, from its verb on, and who is to do it."""
        work, number = self._of_clause.get(clause, (None, 0))
        if work is not None:
            words = work.parts[number].words
            return Span(self._grammar.after_time(words), words.end), work.lead
        opening = self._grammar.opening(clause)
        if opening is not None and opening.subject and self._grammar.acts(opening.task, clause.end):
            return Span(opening.task, clause.end), opening.subject
        return Span(self._grammar.after_time(clause), clause.end), ()

    def _before(self, clause: Span) -> Span | None:
        """Return the words of the clause before ``clause`` in the same piece of work."""
        work, number = self._of_clause.get(clause, (None, 0))
        return work.parts[number - 1].words if work is not None and number else None

    def _counts(self, clause: Clause, when: When) -> bool:
        """Tell whether a time that ``clause`` names makes something due."""
        words = clause.span.of(self._text)
        if when.span in self._told or (when.due is not None and not self._lies_ahead(when.due)):
            return False
        if when.grain == "rhythm" and not _PERIODIC.search(words):
            return False
        return not _IN_FORCE.search(words) or bool(_IN_FORCE.search(when.span.of(self._text)))

    def _lies_ahead(self, due: date) -> bool:
        """Tell whether a day comes after the document; what came before it is told, not set."""
        issued = self._document.metadata.issued_on
        return self._document.verbatim if issued is None else due >= issued


def _without(text: str, what: Span, when: Span) -> Span:
    """Return ``what`` without the words of the time when they stand at one of its edges."""
    if what.start <= when.start and trimmed(text, when.end, what.end, _EDGES).start >= what.end:
        return trimmed(text, what.start, when.start, " \t\n\xa0.;:,(")
    if when.start <= what.start < when.end or not text[what.start : when.start].strip(_EDGES):
        return trimmed(text, max(what.start, when.end), what.end, " \t\n\xa0.;:,)")
    return what


def _row(document: Document, locator: str, what: Span, who: Agencies, when: When, quote: Span) -> Deadline:
    return Deadline(
        document=document.id,
        locator=locator,
        what=Cell(" ".join(what.of(document.text).split()), what),
        who=who,
        due=None if when.due is None else Cell(when.due, when.span),
        recurs=None if when.recurs is None else Cell(when.recurs, when.span),
        quote=quote.of(document.text),
        start=quote.start,
        end=quote.end,
    )
