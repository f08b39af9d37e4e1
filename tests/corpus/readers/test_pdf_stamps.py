"""Figures that a signature draws, set into the blanks of the lines they lie in."""

import pytest

from hoi.corpus.readers.pdf_lines import Word, rows_of, text_of
from hoi.corpus.readers.pdf_stamps import fill
from tests.corpus.readers.printed import row

NUMBER = row("Số: |40 /QĐ-UBND", 85.0, 100.0)  # the blank runs from 103 to 143
DATE = row("ngày |40 tháng |40 năm 2025", 300.0, 100.0)  # the blanks from 324 to 364 and from 394 to 434


def stamp(text: str, x: float, y: float = 98.0) -> Word:
    return Word(text, x, x + 6.0 * len(text), y, y + 12.0)


@pytest.mark.parametrize(
    ("drawn", "lines", "left"),
    [
        pytest.param([stamp("3004", 110)], ["Số: 3004/QĐ-UBND ngày tháng năm 2025"], [], id="number"),
        pytest.param(
            [stamp("02", 340), stamp("10", 405)], ["Số: /QĐ-UBND ngày 02 tháng 10 năm 2025"], [], id="day_and_month"
        ),
        pytest.param([stamp("5a", 110, 103)], ["Số: 5a/QĐ-UBND ngày tháng năm 2025"], [], id="a_little_lower"),
        pytest.param([stamp("7", 110, 140)], ["Số: /QĐ-UBND ngày tháng năm 2025"], ["7"], id="on_no_line"),
        pytest.param([stamp("7", 500)], ["Số: /QĐ-UBND ngày tháng năm 2025"], ["7"], id="in_no_blank"),
        pytest.param(
            [stamp("HỎA", 110, 40), stamp("TỐC", 140, 40)],
            ["Số: /QĐ-UBND ngày tháng năm 2025"],
            ["HỎA TỐC"],
            id="stamp",
        ),
        pytest.param([], ["Số: /QĐ-UBND ngày tháng năm 2025"], [], id="nothing"),
    ],
)
def test_fill(drawn: list[Word], lines: list[str], left: list[str]) -> None:
    words, texts = fill([*NUMBER, *DATE], drawn)
    assert [text_of(each) for each in rows_of(words)] == lines
    assert texts == left


def test_a_number_at_the_end_of_its_line() -> None:
    words, left = fill(row("Số:", 85.0, 100.0), [stamp("12", 110)])
    assert (text_of(words), left) == ("Số: 12", [])
