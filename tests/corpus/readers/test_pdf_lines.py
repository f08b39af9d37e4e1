"""Words to rows and lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.readers.pdf_lines import Row, Word, line_of, raised, rows_of, text_of
from tests.corpus.readers.printed import row


def texts(rows: list[Row]) -> list[str]:
    return [text_of(each) for each in rows]


def test_words_share_a_row_when_they_overlap_by_half() -> None:
    words = [*row("dòng hai", y=112), *row("|200 lệch", y=116), *row("dòng một", y=100)]
    assert texts(rows_of(words)) == ["dòng một", "dòng hai lệch"]


def test_words_that_lie_over_each_other_are_two_rows() -> None:
    words = [*row("Văn phòng", y=100), *row("Tòa án", y=104)]
    assert texts(rows_of(words)) == ["Văn phòng", "Tòa án"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param([*row("m"), Word("2", 91.2, 94.0, 97.0, 102.0)], "m2", id="exponent"),
        pytest.param([*row("Số: 3004"), Word("/QĐ", 133.2, 151.0, 100.0, 110.0)], "Số: 3004/QĐ", id="slash_set_close"),
        pytest.param(row("ngày tháng"), "ngày tháng", id="two_words"),
        pytest.param([Word("ho\u0323c", 0, 10, 0, 10)], "học", id="decomposed_letters"),
    ],
)
def test_text(words: Row, text: str) -> None:
    assert text_of(words) == text


def test_smaller_words_above_the_line_are_raised() -> None:
    call = Word("1", 120.0, 123.0, 97.0, 103.0)
    assert raised([*row("theo số liệu"), call]) == [call]


def test_a_line_knows_its_first_word_and_whether_all_is_bold() -> None:
    line = line_of(row("Điều 1. Phạm vi", bold=True))
    assert (line.first, line.bold, line.x0) == (24.0, True, 85.0)
    assert not line_of([*row("Điều 1.", bold=True), *row("|200 Văn bản")]).bold


@given(
    st.lists(
        st.builds(
            lambda text, x, y, wide, high: Word(text, x, x + wide, y, y + high),
            st.text("aăđ1-", min_size=1, max_size=5),
            *(st.floats(-50, 900) for _ in "xy"),
            *(st.floats(0, 60) for _ in "wh"),
        ),
        max_size=40,
    )
)
def test_no_word_is_lost_and_rows_run_from_left_to_right(words: list[Word]) -> None:
    rows = rows_of(words)
    assert sorted(map(repr, words)) == sorted(repr(word) for each in rows for word in each)
    assert all(each == sorted(each, key=lambda word: word.x0) for each in rows)
