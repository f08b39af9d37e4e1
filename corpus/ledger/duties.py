"""Duties: who leads and who supports which task, from running text and from task tables."""

from collections.abc import Iterator

from hoi.corpus.ledger.assignments import assignments
from hoi.corpus.ledger.rows import Cell, Duty
from hoi.corpus.ledger.tables import tasks
from hoi.corpus.model import Document, Span, read_once


@read_once
def duties(document: Document) -> tuple[Duty, ...]:
    """Return the duties that ``document`` sets, in the order of the text."""
    return tuple(sorted((*_of_provisions(document), *_of_tables(document)), key=lambda duty: duty.start))


def _of_provisions(document: Document) -> Iterator[Duty]:
    for each in assignments(document):
        yield Duty(
            document=document.id,
            locator=each.provision.locator,
            task=_cell(document, each.task),
            lead=each.lead,
            support=each.support,
            period=each.period,
            quote=each.quote.of(document.text),
            start=each.quote.start,
            end=each.quote.end,
        )


def _of_tables(document: Document) -> Iterator[Duty]:
    for task in tasks(document):
        yield Duty(
            document=document.id,
            locator=task.row.locator,
            task=_cell(document, task.task),
            lead=task.lead,
            support=task.support,
            period=task.period,
            quote=task.line.of(document.text),
            start=task.line.start,
            end=task.line.end,
        )


def _cell(document: Document, span: Span) -> Cell[str]:
    return Cell(" ".join(span.of(document.text).split()), span)
