"""The rows of the ledger; each cell is a value and the place in the text it was read from."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from hoi.corpus.model import Level, Span
from hoi.corpus.periods import Period

T = TypeVar("T")
Comparator = Literal["=", ">=", ">", "<=", "<", "range", "increase", "decrease"]


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """A value and where the text says it; ``span`` is None for what was computed or stands in a table's head."""

    value: T
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach, or an objective of a list of targets that names none (then the four middle cells are None).

    ``comparator`` says how the figure binds: ``=``, ``>=``, ``>``, ``<=``, ``<`` a level (``low`` and ``high`` the
    same, or one of them None); ``range`` a level between ``low`` and ``high``; ``increase`` and ``decrease`` that the
    figure is the change itself, again from ``low`` to ``high``. ``unit`` is as printed: ``%``, ``% mỗi năm``,
    ``mô hình``.
    """

    document: str
    locator: str
    measure: Cell[str]
    comparator: Cell[Comparator] | None
    low: Cell[float] | None
    high: Cell[float] | None
    unit: Cell[str] | None
    subject: Cell[str] | None
    period: Cell[Period] | None
    level: Cell[Level]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Duty:
    """What is to be done, who leads and who supports, as printed; no ``lead`` when the text names none."""

    document: str
    locator: str
    task: Cell[str]
    lead: tuple[Cell[str], ...]
    support: tuple[Cell[str], ...]
    period: Cell[Period] | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, once (``due``) or again and again (``recurs``, see ``hoi.corpus.deadlines``)."""

    document: str
    locator: str
    what: Cell[str]
    who: tuple[Cell[str], ...]
    due: Cell[date] | None
    recurs: Cell[str] | None
    quote: str
    start: int
    end: int


Row = Target | Duty | Deadline


def printed(period: Period) -> str:
    """Return a period as the tables show it: ``2021 - 2025``, or ``2030`` for a single year."""
    return str(period) if period.start != period.end else str(period.end)
