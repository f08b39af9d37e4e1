"""Clauses and sentences: where they end, and where a full stop ends none."""

import pytest

from hoi.corpus.ledger.clauses import clauses, trimmed
from hoi.corpus.model import Span

LINES = {
    "one": ("Làm a.", ["Làm a"]),
    "sentences": ("Làm a. Làm b.", ["Làm a", "Làm b"]),
    "semicolons": ("Làm a; làm b;", ["Làm a", "làm b"]),
    "semicolon_in_parentheses": ("Làm a (b; c. D); làm e", ["Làm a (b; c. D)", "làm e"]),
    "parenthesis_never_closed": ("Làm a (b; c", ["Làm a (b; c"]),
    "abbreviation": ("Tại TP. Huế và TP. Vinh.", ["Tại TP. Huế và TP. Vinh"]),
    "number": ("Cấp 1.200 tấn, mục 2.1 và ngày 1.2.2024.", ["Cấp 1.200 tấn, mục 2.1 và ngày 1.2.2024"]),
    "end_of_document": ("Thi hành Quyết định này./.", ["Thi hành Quyết định này"]),
    "lower_case_goes_on": ("Làm a. và b", ["Làm a. và b"]),
    "only_marks": (" ; . ;", []),
    "empty": ("", []),
}


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_clauses(line: str, expected: list[str]) -> None:
    assert [each.span.of(line) for each in clauses(line, Span(0, len(line)))] == expected


def test_each_clause_knows_its_sentence() -> None:
    line = "Làm a; làm b. Làm c."
    found = clauses(line, Span(0, len(line)))
    assert [each.sentence.of(line) for each in found] == ["Làm a; làm b.", "Làm a; làm b.", "Làm c."]


def test_trimmed_to_nothing_is_empty() -> None:
    span = trimmed(" ;. ", 0, 4)
    assert span.start == span.end
