"""Compares what was understood of a file with what was labelled in it by hand.

A provision counts when its locator and kind are right and its words are the labelled ones but for diacritics, case and
blanks; of a scan, one letter in twenty may differ. A label without words (the head, the signature, the head of a
table) is judged by locator and kind alone. A cell counts at its table, row and column; empty cells are left out.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from hoi.corpus.intake import Understood
from hoi.corpus.model import Metadata
from hoi.corpus.normalise import fold

STATED = ("number", "issued_on", "effective_on", "issuer", "signer", "kind", "title")
"""The fields of the metadata, in the order of the report."""
_EXACT = ("number", "issued_on", "effective_on")
_SHORT = ((re.compile(r"\buy ban nhan dan\b"), "ubnd"), (re.compile(r"\bhoi dong nhan dan\b"), "hdnd"))
_ALIKE = 0.95
"""The share of letters that must agree in what was read off a scan."""

Key = tuple[str, ...]
Cells = tuple[tuple[str, ...], ...]
"""A table as its rows of cells; the first row names the columns."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many units were wanted, how many were found, and how many of those were right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.wanted + other.wanted, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found; 1 when nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.wanted + self.found
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """What one file or a group of files scored.

    ``stated`` has one score for each field of ``STATED``; ``failures`` a sentence for each miss.
    """

    name: str
    form: str
    stated: tuple[Score, ...]
    provisions: Score
    locators: Score
    cells: Score
    rows: Score
    failures: tuple[str, ...] = ()

    @property
    def metadata(self) -> Score:
        """The score over all fields."""
        return sum(self.stated, Score())


@dataclass(frozen=True, slots=True)
class Label:
    """What a file holds, as labelled by hand; ``provisions`` maps locator and kind to words."""

    file: str
    form: str
    stated: tuple[str, ...]
    provisions: Mapping[Key, str]
    tables: tuple[Cells, ...]

    @classmethod
    def of(cls, line: dict[str, Any]) -> "Label":
        """Return the label that a line of ``labels.jsonl`` holds."""
        return cls(
            line["file"],
            line["format"],
            tuple(line["metadata"].get(name) or "" for name in STATED),
            {(locator, kind): words for locator, kind, words in line["provisions"]},
            tuple(tuple(map(tuple, (each["columns"], *each["rows"]))) for each in line["tables"]),
        )


def compare(label: Label, seen: Understood | None, failures: Iterable[str] = ()) -> Result:
    """Return what a file scored; of a file that could not be read (``seen`` is None) everything is missed."""
    return _Comparison(label, list(failures)).run(seen)


def total(name: str, parts: Iterable[Result]) -> Result:
    """Return the sum of some results under a name."""
    parts = list(parts)
    return Result(
        name,
        name,
        tuple(sum(scores, Score()) for scores in zip(*(part.stated for part in parts), strict=True)),
        sum((part.provisions for part in parts), Score()),
        sum((part.locators for part in parts), Score()),
        sum((part.cells for part in parts), Score()),
        sum((part.rows for part in parts), Score()),
    )


@dataclass(slots=True)
class _Comparison:
    label: Label
    failures: list[str] = field(default_factory=list)

    def run(self, seen: Understood | None) -> Result:
        metadata = seen.metadata if seen else Metadata()
        found: dict[Key, str] = {(p.locator, p.kind): p.text for p in seen.outline.provisions} if seen else {}
        tables = _tables(seen) if seen else ()
        said = (str(getattr(metadata, name) or "") for name in STATED)
        return Result(
            self.label.file,
            self.label.form,
            tuple(map(self._stated, STATED, self.label.stated, said)),
            self._provisions(found),
            _score(self.label.provisions, found, lambda _: True),
            self._cells(tables),
            self._rows(tables),
            tuple(self.failures),
        )

    def _stated(self, name: str, wanted: str, found: str) -> Score:
        right = wanted == found if name in _EXACT else self._same(_shortened(wanted), _shortened(found))
        if not right:
            self.failures.append(f"{name}: wanted {wanted or None!r}, found {found or None!r}")
        return Score(1, 1, int(right))

    def _provisions(self, found: Mapping[Key, str]) -> Score:
        wanted = self.label.provisions
        self.failures += [f"missed {' '.join(key)}: {wanted[key][:80]!r}" for key in wanted if key not in found]
        self.failures += [f"not there {' '.join(key)}: {found[key][:80]!r}" for key in found if key not in wanted]
        wrong = [key for key in wanted if wanted[key] and not self._same(wanted[key], found.get(key, wanted[key]))]
        self.failures += [f"words of {' '.join(key)}: wanted {wanted[key]!r}, found {found[key]!r}" for key in wrong]
        return _score(wanted, found, lambda key: key not in wrong)

    def _cells(self, tables: tuple[Cells, ...]) -> Score:
        wanted, found = _cells(self.label.tables), _cells(tables)
        for key in dict.fromkeys((*wanted, *found)):
            if not self._same(wanted.get(key, ""), found.get(key, "")):
                place = "table {}, row {}, column {}".format(*key)
                self.failures.append(f"{place}: wanted {wanted.get(key)!r}, found {found.get(key)!r}")
        return _score(wanted, found, lambda key: self._same(wanted[key], found[key]))

    def _rows(self, tables: tuple[Cells, ...]) -> Score:
        wanted, found = _rows(self.label.tables), _rows(tables)
        return _score(wanted, found, lambda key: self._same(wanted[key], found[key]))

    def _same(self, wanted: str, found: str) -> bool:
        first, second = (" ".join(fold(words).split()) for words in (wanted, found))
        if first == second or self.label.form != "scan":
            return first == second
        return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def _score(wanted: Mapping[Key, str], found: Mapping[Key, str], right: Callable[[Key], bool]) -> Score:
    return Score(len(wanted), len(found), sum(right(key) for key in wanted if key in found))


def _shortened(words: str) -> str:
    """Return folded words with the short names of agencies, so that "Ủy ban nhân dân" and "UBND" compare."""
    words = fold(words)
    for name, short in _SHORT:
        words = name.sub(short, words)
    return words


def _tables(seen: Understood) -> tuple[Cells, ...]:
    return tuple(
        (table.columns, *(tuple(cell.of(seen.text) for cell in row.cells) for row in table.rows))
        for table in seen.outline.tables
    )


def _rows(tables: tuple[Cells, ...]) -> dict[Key, str]:
    """Return the rows by table and number; the row that names the columns is not one of them."""
    return {
        (str(table), str(row)): " | ".join(cells)
        for table, rows in enumerate(tables)
        for row, cells in enumerate(rows[1:], start=1)
    }


def _cells(tables: tuple[Cells, ...]) -> dict[Key, str]:
    """Return the cells that hold something by table, row (0 names the columns) and column."""
    return {
        (str(table), str(row), str(column)): words
        for table, rows in enumerate(tables)
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
        if words
    }
