"""Task tables: which column says what, and the rows read by it."""

import re
from dataclasses import dataclass

from hoi.corpus.deadlines import When, times_of_cell
from hoi.corpus.ledger.clauses import trimmed
from hoi.corpus.ledger.context import Context
from hoi.corpus.ledger.grammar import Agencies, Grammar
from hoi.corpus.ledger.lines import agencies_in, span_of_years
from hoi.corpus.ledger.rows import Cell
from hoi.corpus.model import Document, Row, Span, Table
from hoi.corpus.normalise import fold
from hoi.corpus.periods import Period

# The heads of task tables as annexes of plans print them; the first kind that fits a head names its column.
_ROLES = (
    ("ordinal", re.compile(r"^(?:stt|tt|so tt|so thu tu)\b")),
    ("support", re.compile(r"\bphoi hop\b")),
    ("time", re.compile(r"\b(?:thoi (?:gian|han|diem)|tien do|hoan thanh|ky han|lo trinh)\b")),
    ("lead", re.compile(r"\b(?:chu tri|(?:co quan|don vi|to chuc) (?:thuc hien|dau moi)|phan cong|trach nhiem)\b")),
    (
        "task",
        re.compile(r"\b(?:nhiem vu|noi dung|cong viec|hoat dong|giai phap|dau viec|ten (?:de an|du an|van ban))\b"),
    ),
)
_DITTO = re.compile(r"(?:-?\s*nt\s*-?|nhu tren|[\"”“〃']+|//)[.\s]*")


@dataclass(frozen=True, slots=True)
class Task:
    """A row of a task table, read."""

    row: Row
    task: Span
    lead: Agencies
    support: Agencies
    times: tuple[When, ...]
    period: Cell[Period] | None

    @property
    def line(self) -> Span:
        """The row's whole line in the text."""
        return Span(self.row.cells[0].start, self.row.cells[-1].end)


def tasks(document: Document) -> tuple[Task, ...]:
    """Return the rows of the document's task tables, in the order of the text; what is ditto is taken from above."""
    grammar = Grammar(document.text, Context(document).place)
    return tuple(task for table in document.tables for task in _Reader(document, table, grammar).run())


def columns(table: Table) -> dict[str, int]:
    """Return the number of the column of each role that the table's heads name."""
    found: dict[str, int] = {}
    for number, head in enumerate(table.columns):
        words = " ".join(fold(head).split())
        role = next((role for role, pattern in _ROLES if pattern.search(words)), None)
        if role is not None:
            found.setdefault(role, number)
    return found


class _Reader:
    def __init__(self, document: Document, table: Table, grammar: Grammar) -> None:
        self._document = document
        self._table = table
        self._grammar = grammar
        self._columns = columns(table)
        self._above: dict[str, Span] = {}

    def run(self) -> list[Task]:
        if "task" not in self._columns or not {"lead", "support", "time"} & self._columns.keys():
            return []
        return [task for row in self._table.rows if (task := self._task(row)) is not None]

    def _task(self, row: Row) -> Task | None:
        task = trimmed(self._document.text, *_pair(self._cell(row, "task")), edges=" -+*•.;")
        if task.start == task.end:
            return None
        when = times_of_cell(self._document.text, self._cell(row, "time"), self._document.metadata)
        years = next((period for each in when if (period := span_of_years(each))), None)
        lead, support = (
            tuple(agencies_in(self._grammar, self._document.text, self._cell(row, role)))
            for role in ("lead", "support")
        )
        return Task(row, task, lead, support, tuple(each for each in when if each.grain != "span"), years)

    def _cell(self, row: Row, role: str) -> Span:
        """Return the cell's words; those of the row above when the cell says "như trên"."""
        number = self._columns.get(role)
        if number is None or number >= len(row.cells):
            return Span(row.cells[0].start, row.cells[0].start)
        cell = trimmed(self._document.text, *_pair(row.cells[number]))
        if role != "task" and _DITTO.fullmatch(fold(cell.of(self._document.text))) and role in self._above:
            return self._above[role]
        self._above[role] = cell
        return cell


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end
