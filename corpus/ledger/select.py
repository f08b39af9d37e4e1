"""Rows of the ledger asked for: of some documents, an agency, a period."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from hoi.corpus.agencies import Agency, answers_to, find, place_of
from hoi.corpus.errors import InputError
from hoi.corpus.ledger.deadlines import deadlines
from hoi.corpus.ledger.duties import duties
from hoi.corpus.ledger.rows import Deadline, Duty, Row, Target
from hoi.corpus.ledger.targets import targets
from hoi.corpus.model import Document
from hoi.corpus.normalise import clean
from hoi.corpus.periods import Period, named, years

Table = Literal["targets", "duties", "deadlines"]
_READERS: dict[Table, Callable[[Document], Sequence[Row]]] = {
    "targets": targets,
    "duties": duties,
    "deadlines": deadlines,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What rows are asked for; None asks for any.

    ``agency`` in long or short form finds the agency and those it succeeded in 2025; ``period`` names years ("2021 -
    2025", "đến 2030") or an order ("giai đoạn 1").
    """

    agency: str | None = None
    period: str | None = None


def rows(table: Table, documents: Iterable[Document], wanted: Wanted | None = None) -> tuple[Row, ...]:
    """Return the rows of ``table`` in ``documents`` that are ``wanted``, in their order.

    A row that recurs belongs to every period. A target belongs to the agencies that its words name.

    Raises:
        InputError: the period asked for names neither years nor an order.
    """
    wanted = wanted or Wanted()
    found = [
        row
        for document in documents
        for row in _READERS[table](document)
        if wanted.agency is None or _concerns(row, document, clean(wanted.agency))
    ]
    return tuple(found) if wanted.period is None else _of_period(found, clean(wanted.period))


def agencies_of(row: Row, place: str | None = None) -> tuple[Agency, ...]:
    """Return the agencies that ``row`` is about; ``place`` is the province whose departments it can name."""
    words = (row.quote,) if isinstance(row, Target) else _named_in(row)
    return tuple(mention.agency for each in words for mention in find(each, place))


def _named_in(row: Duty | Deadline) -> tuple[str, ...]:
    cells = (*row.lead, *row.support) if isinstance(row, Duty) else row.who
    return tuple(cell.value for cell in cells)


def _concerns(row: Row, document: Document, asked: str) -> bool:
    place = place_of(document.metadata.issuer)
    return any(answers_to(agency, asked) for agency in agencies_of(row, place))


def _of_period(found: list[Row], asked: str) -> tuple[Row, ...]:
    known = sorted({period for row in found if (period := _period(row)) is not None})
    meant = named(asked, known)
    years_asked = years(asked)
    if not meant and not years_asked:
        raise InputError(
            f"Không rõ giai đoạn “{asked}”; hãy ghi năm, ví dụ 2025 hoặc 2021 - 2025.",
            f"The period “{asked}” is not clear; give years, for example 2025 or 2021 - 2025.",
        )
    span = Period(min(years_asked), max(years_asked)) if years_asked else None
    return tuple(row for row in found if _falls_in(row, meant, span))


def _period(row: Row) -> Period | None:
    return None if isinstance(row, Deadline) or row.period is None else row.period.value


def _falls_in(row: Row, meant: frozenset[Period], span: Period | None) -> bool:
    if not isinstance(row, Deadline):
        return _period(row) in meant
    if row.due is None:
        return row.recurs is not None
    wanted = meant or ({span} if span else set())
    return any(each.start <= row.due.value.year <= each.end for each in wanted)
