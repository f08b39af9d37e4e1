"""A table of the ledger as a person looks through it: few columns, each cell one phrase."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hoi.bot import ledger_words
from hoi.bot.ledger import Carried, Entry
from hoi.bot.ledger_words import WORDS
from hoi.corpus.ledger.rows import Cell, Deadline, Duty, Target, printed
from hoi.corpus.periods import Period


@dataclass(frozen=True, slots=True)
class Seen:
    """A cell: the key of its column's heading (``column.<key>`` of the ledger's words), what it says, and a remark.

    ``leads_to`` is the document and locator of the provision that it is about, when not the row's own.
    """

    column: str
    text: str
    remark: str = ""
    leads_to: tuple[str, str] | None = None

    def __str__(self) -> str:
        """Return what the cell says, with the remark in brackets."""
        return f"{self.text} ({self.remark})" if self.remark else self.text


def overview(entries: Iterable[Entry], today: date, language: str) -> list[tuple[Seen, ...]]:
    """Return the cells of each row, without the columns that are empty in all of them."""
    seen = [_cells(entry, today, language) for entry in entries]
    used = {cell.column for cells in seen for cell in cells if cell.text}
    return [tuple(cell for cell in cells if cell.column in used) for cells in seen]


def _cells(entry: Entry, today: date, language: str) -> tuple[Seen, ...]:
    row = entry.row
    if isinstance(row, Target):
        return _target(row, entry, today, language)
    return _duty(row, entry, today, language) if isinstance(row, Duty) else _deadline(row, entry, today, language)


def _target(row: Target, entry: Entry, today: date, language: str) -> tuple[Seen, ...]:
    return (
        Seen("target", ledger_words.aim(row, entry.document)),
        Seen("figure", ledger_words.figure(row, language)),
        _period(row.period, today, language),
        _carried(entry.carries_out, language),
    )


def _carried(carried: Carried | None, language: str) -> Seen:
    if carried is None:
        return Seen("carries_out", "")
    compared = ledger_words.difference(carried, language)
    remark = WORDS.say(language, "difference.beside", difference=compared) if compared else ""
    where = (carried.document.id, carried.target.locator)
    return Seen("carries_out", ledger_words.figure(carried.target, language), remark, where)


def _duty(row: Duty, entry: Entry, today: date, language: str) -> tuple[Seen, ...]:
    return (
        Seen("task", row.task.value),
        Seen("lead", ledger_words.agencies(row.lead, entry.document, today, language)),
        Seen("support", ledger_words.agencies(row.support, entry.document, today, language)),
        _period(row.period, today, language),
    )


def _deadline(row: Deadline, entry: Entry, today: date, language: str) -> tuple[Seen, ...]:
    return (
        Seen("when", *ledger_words.when(row, today, language)),
        Seen("what", row.what.value),
        Seen("who", ledger_words.agencies(row.who, entry.document, today, language)),
    )


def _period(cell: Cell[Period] | None, today: date, language: str) -> Seen:
    said = printed(cell.value) if cell is not None else ""
    return Seen("period", said, ledger_words.ended(cell, today, language))
