"""Counts of units against labels: what is right, what is wrong, and what is not compared."""

from typing import Any

import pytest

from bench.counts import Result, compare
from hoi.corpus.blocks import Grid, Paragraph, Reading
from hoi.corpus.intake import Understood, understand

TASKS = Grid((("STT", "Nội dung", "Chủ trì"), ("1", "A", "B"), ("2", "C", "D")))
WORDS = "QUYẾT ĐỊNH\nCăn cứ Luật A;\nĐiều 1. B\n1. C\na) D\nBỘ TRƯỞNG\nTrần Văn Mẫu\nPHỤ LỤC\nI. E\n1.1. F"
LABELS: dict[str, tuple[dict[str, Any], Result]] = {
    "right": (
        {
            "loai": "Quyết định",
            "so_hieu": None,
            "main": {"dieu": 1, "arabic": 1, "letter": 1},
            "annexes": [{"ten": "PHỤ LỤC", "roman": 1, "multi": 1, "tables": [{"data_rows": 2}]}],
        },
        Result((2, 2), counts=True, rows=(2, 2)),
    ),
    "wrong_field": ({"loai": "Kế hoạch", "main": {"dieu": 1}}, Result((0, 1), counts=True, rows=(0, 0))),
    "wrong_count": ({"main": {"dieu": 2}}, Result((0, 0), counts=False, rows=(0, 0))),
    "annex_missing": ({"main": {}, "annexes": [{}, {"roman": 1}]}, Result((0, 0), counts=False, rows=(0, 0))),
    "rows_missing": (
        {"main": {}, "annexes": [{"tables": [{"data_rows": 3}, {"data_rows": 1}]}]},
        Result((0, 0), counts=True, rows=(2, 4)),
    ),
}


@pytest.fixture(scope="module")
def found() -> Understood:
    return understand(Reading((Paragraph(WORDS), TASKS)))


@pytest.mark.parametrize(("label", "expected"), LABELS.values(), ids=LABELS)
def test_compare(found: Understood, label: dict[str, Any], expected: Result) -> None:
    assert compare(found, label) == expected


def test_a_refused_file_is_right_when_its_label_states_nothing() -> None:
    assert compare(None, {"main": None, "loai": None}).counts
    assert not compare(None, {"main": {"dieu": 1}, "loai": "Luật"}).counts
