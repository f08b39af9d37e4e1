"""Scores the ledger cell by cell against its gold tables: ``python -m bench.ledger`` prints a Markdown table.

A row found is paired with the gold row of its locator with which it shares most cells; a cell counts as right when its
words are the same. An agency of a list is a cell; empty cells count on neither side. F1 is over the cells of a table.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from hoi.corpus.ledger import Cell, Row, deadlines, duties, printed, targets
from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual, Document, Level
from hoi.corpus.normalise import nfc
from hoi.corpus.periods import Period
from hoi.corpus.structure import parse
from hoi.corpus.structure.metadata import metadata

GOLD = Path(__file__).parents[1] / "tests" / "fixtures" / "ledger"
TABLES: dict[str, Callable[[Document], Sequence[Row]]] = {"targets": targets, "duties": duties, "deadlines": deadlines}
INVENTED: dict[str, Level] = {"quyet-dinh": "national", "ke-hoach": "provincial", "chi-thi": "provincial"}
_NOT_SCORED = ("document", "quote", "start", "end")


@dataclass(frozen=True, slots=True)
class Score:
    """How many cells were found, are in the gold table, and are the same in both."""

    found: int
    gold: int
    right: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 when both tables are empty."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0


def documents() -> dict[str, Document]:
    """Return the documents that have gold tables, by the name of their files."""
    shipped = Library.shipped().get("kh-235-2021")
    return {shipped.id: shipped, **{name: _invented(name, level) for name, level in INVENTED.items()}}


def _invented(name: str, level: Level) -> Document:
    """Return a re-created document, read as a file would be."""
    text = nfc((GOLD / f"{name}.txt").read_text(encoding="utf-8"))
    outline = parse(text)
    title = Bilingual("Văn bản giả định", "Invented document")
    return Document(
        id=name, text=text, provisions=outline.provisions, tables=outline.tables, metadata=metadata(text, outline),
        name=title, full_name=title, level=level, verbatim=True, sha256="", held=title,
    )  # fmt: skip


def gold(document: str, table: str) -> list[dict[str, Any]]:
    """Return a gold table."""
    lines = (GOLD / f"{document}.{table}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(nfc(line)) for line in lines]


def shown(row: Row) -> dict[str, Any]:
    """Return the cells of ``row`` that are scored, as the public contract shows them."""
    return {each.name: _value(getattr(row, each.name)) for each in fields(row) if each.name not in _NOT_SCORED}


def score(found: Sequence[dict[str, Any]], expected: Sequence[dict[str, Any]]) -> Score:
    """Return how the rows ``found`` agree with the ``expected`` ones."""
    rest, right = list(expected), 0
    for row in found:
        same = [(len(_cells(row) & _cells(other)), -place) for place, other in enumerate(rest) if _at(row, other)]
        cells, place = max(same, default=(0, 0))
        if same:
            right += cells
            rest.pop(-place)
    return Score(sum(len(_cells(row)) for row in found), sum(len(_cells(row)) for row in expected), right)


def _at(row: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(row["locator"] == other["locator"])


def _cells(row: dict[str, Any]) -> set[tuple[str, Any]]:
    return set(_flat(row))


def _flat(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, list):
            yield from ((name, each) for each in value)
        elif value is not None:
            yield name, value


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if isinstance(value, Cell):
        return _value(value.value)
    if isinstance(value, Period):
        return printed(value)
    return value.isoformat() if isinstance(value, date) else value


def main() -> None:
    """Print the scores."""
    print("| document | table | rows | cells | F1 |\n|---|---|---:|---:|---:|")
    for name, document in documents().items():
        for table, read in TABLES.items():
            expected = gold(name, table)
            result = score([shown(row) for row in read(document)], expected)
            print(f"| {name} | {table} | {len(expected)} | {result.gold} | {result.f1:.3f} |")


if __name__ == "__main__":
    main()
