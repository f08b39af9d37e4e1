"""The ledger as every face shows it: its rows with their documents, and what each provincial target carries out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import get_args

from hoi.bot.recurrence import following
from hoi.corpus.agencies import place_of
from hoi.corpus.alignment import align, carries_out
from hoi.corpus.errors import TooLargeError
from hoi.corpus.ledger.rows import Deadline, Row, Target, printed
from hoi.corpus.ledger.select import Table, Wanted, agencies_of, rows
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.normalise import clean

TABLES: tuple[Table, ...] = get_args(Table)
MAX_WANTED = 200
"""Characters of the agency or period asked for; the longest name of an agency has fewer than 150."""
_KEPT = 64
"""Selections that are kept: to read the rows of twenty long documents takes more than a second."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The national target that a provincial one carries out.

    ``low`` and ``high`` are the province's figure minus the nation's, as in ``hoi.corpus.alignment.Alignment``.
    """

    document: Document
    target: Target
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the ledger with the document it stands in."""

    row: Row
    document: Document
    carries_out: Carried | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a table can be asked for: the agencies and the periods that its rows name."""

    agencies: tuple[str, ...]
    periods: tuple[str, ...]


class Ledger:
    """The tables of one library, whose documents do not change while it is open."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._selected = lru_cache(maxsize=_KEPT)(self._select)
        self._carried = lru_cache(maxsize=None)(self._carried_out_by)
        self.choices = lru_cache(maxsize=None)(self._choices)

    def entries(self, table: Table, wanted: Wanted | None = None, document: str | None = None) -> tuple[Entry, ...]:
        """Return the rows of ``table`` that are ``wanted``, of one document or of all, in the order of the texts.

        Raises:
            NotHeldError: there is no such document.
            TooLargeError: the agency or the period is longer than any can be.
            InputError: the period names neither years nor an order.
        """
        wanted = wanted or Wanted()
        if max(len(wanted.agency or ""), len(wanted.period or "")) > MAX_WANTED:
            raise TooLargeError(
                f"Tên cơ quan hoặc giai đoạn dài quá {MAX_WANTED} ký tự; hãy ghi ngắn hơn.",
                f"The agency or the period is longer than {MAX_WANTED} characters; please shorten it.",
            )
        return self._selected(table, wanted, None if document is None else self._library.get(clean(document)).id)

    def _select(self, table: Table, wanted: Wanted, document: str | None) -> tuple[Entry, ...]:
        documents = self._library if document is None else [self._library.get(document)]
        return tuple(self._entry(row) for row in rows(table, documents, wanted))

    def _entry(self, row: Row) -> Entry:
        carried = self._carried(row.document).get(row) if isinstance(row, Target) else None
        return Entry(row, self._library.get(row.document), carried)

    def _carried_out_by(self, plan: str) -> dict[Target, Carried]:
        """Return what the targets of a provincial document carry out; a target with a figure before one without."""
        found: dict[Target, Carried] = {}
        for carried, ours in self._alignments(self._library.get(plan)):
            known = found.get(ours)
            if known is None or (known.target.unit is None and carried.target.unit is not None):
                found[ours] = carried
        return found

    def _alignments(self, plan: Document) -> Iterator[tuple[Carried, Target]]:
        for decision in self._library:
            if carries_out(plan, decision):
                for each in align(plan, decision):
                    if each.plan is not None:
                        yield Carried(decision, each.decision, each.low, each.high), each.plan

    def _choices(self, table: Table) -> Choices:
        agencies, periods = set[str](), set[str]()
        for entry in self.entries(table):
            place = place_of(entry.document.metadata.issuer)
            agencies |= {each.name for each in agencies_of(entry.row, place)}
            if not isinstance(entry.row, Deadline) and entry.row.period is not None:
                periods.add(printed(entry.row.period.value))
        return Choices(tuple(sorted(agencies)), tuple(sorted(periods)))


def by_date(entries: Iterable[Entry], today: date) -> list[Entry]:
    """Return deadlines by date, what recurs by its next one, and those without any at the end; others as they are."""
    return sorted(entries, key=lambda entry: falls_on(entry.row, today) or date.max)


def falls_on(row: Row, today: date) -> date | None:
    """Return the day on which a deadline falls, the next one when it recurs; None for all else."""
    if not isinstance(row, Deadline):
        return None
    if row.due is not None:
        return row.due.value
    return following(row.recurs.value, today) if row.recurs is not None else None
