"""The first day that a question, or a clause that forbids, speaks of."""

from datetime import date

import pytest

from hoi.bot.assistant.times import times, without_times
from hoi.corpus.normalise import fold


@pytest.mark.parametrize(
    ("text", "first", "until"),
    [
        pytest.param("sau năm 2025", date(2026, 1, 1), False, id="after_a_year"),
        pytest.param("hết 2025", date(2026, 1, 1), False, id="the_end_of_a_year"),
        pytest.param("từ ngày 1/1/2026", date(2026, 1, 1), False, id="from_a_day"),
        pytest.param("from 1 January 2026", date(2026, 1, 1), False, id="from_a_day_in_english"),
        pytest.param("sau 31/12/2030", date(2031, 1, 1), False, id="after_a_day"),
        pytest.param("năm 2027", date(2027, 1, 1), False, id="a_year"),
        pytest.param("trc 2026", date(2026, 1, 1), True, id="before_a_year"),
        pytest.param("till the end of 2030", date(2030, 1, 1), True, id="until_a_year"),
        pytest.param("ngày 31/2/2026", None, False, id="no_day"),
    ],
)
def test_a_time_has_a_first_day(text: str, first: date | None, until: bool) -> None:
    (found,) = times(text)

    assert (found.first, found.until) == (first, until)


@pytest.mark.parametrize(
    "text", ["Nghị định 08/2022/NĐ-CP", "Kế hoạch 235", "Luật Bảo vệ môi trường 2020", "số 08/2022"]
)
def test_the_number_of_a_document_is_no_time(text: str) -> None:
    assert times(text) == ()


def test_the_rest_of_a_question_stays() -> None:
    text = "Từ năm 2026 chợ còn được phát túi ni lông không?"

    assert without_times(text).split() == fold("chợ còn được phát túi ni lông không?").split()
