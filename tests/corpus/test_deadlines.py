"""Times in running text and in time columns: which are due when, which come back, and which set nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.deadlines import times, times_of_cell
from hoi.corpus.model import Metadata, Span

METADATA = Metadata(issued_on=date(2022, 1, 10), effective_on=date(2022, 2, 1))
Expected = list[tuple[str | None, str | None]]

CLAUSES: dict[str, tuple[str, Expected]] = {
    "each_year": ("trước ngày 15/12 hằng năm", [(None, "12-15")]),
    "each_year_old_spelling": ("trước ngày 15 tháng 12 hàng năm", [(None, "12-15")]),
    "twice_a_year": ("trước ngày 15/6 và 15/12 hằng năm", [(None, "06-15,12-15")]),
    "two_days_with_asides": ("trước ngày 20/6 (sơ kết) và ngày 20/12 (tổng kết)", [(None, "06-20,12-20")]),
    "rhythm_beside": ("Định kỳ hằng năm (trước ngày 15/12) báo cáo", [(None, "12-15")]),
    "next_year": ("chậm nhất ngày 15/01 năm sau", [(None, "01-15")]),
    "each_month": ("trước ngày 05 hằng tháng", [(None, "--05")]),
    "each_quarter": ("trước ngày 25 của tháng cuối quý", [(None, "03-25,06-25,09-25,12-25")]),
    "after_each_quarter": ("trước ngày 10 tháng đầu quý sau", [(None, "01-10,04-10,07-10,10-10")]),
    "day": ("chậm nhất là ngày 30 tháng 6 năm 2024", [("2024-06-30", None)]),
    "day_with_blanks": ("trước ngày 12/ 4/2024", [("2024-04-12", None)]),
    "from_a_day": ("kể từ ngày 01/01/2026", [("2026-01-01", None)]),
    "after_a_day": ("sau ngày 31/12/2030", [("2030-12-31", None)]),
    "end_of_year": ("đến hết năm 2025", [("2025-12-31", None)]),
    "before_a_year": ("trước năm 2026", [("2025-12-31", None)]),
    "in_a_year": ("hoàn thành trong năm 2023", [("2023-12-31", None)]),
    "goal_opens_clause": ("Đến năm 2025, hoàn thành việc số hóa", [("2025-12-31", None)]),
    "quarter": ("trong quý I năm 2025", [("2025-03-31", None)]),
    "quarter_with_slash": ("hoàn thành quý IV/2026", [("2026-12-31", None)]),
    "quarters": ("trong quý III và quý IV/2024", [("2024-12-31", None)]),
    "month": ("trong tháng 02/2024", [("2024-02-29", None)]),
    "months": ("vào tháng 4 - tháng 5/2024", [("2024-05-31", None)]),
    "first_half": ("trong 6 tháng đầu năm 2024", [("2024-06-30", None)]),
    "half_year_and_year": ("định kỳ 6 tháng, hằng năm", [(None, "P6M,P1Y")]),
    "quarter_half_and_year": ("định kỳ hằng quý, 6 tháng và năm", [(None, "P3M,P6M,P1Y")]),
    "each_week": ("hằng tuần báo cáo", [(None, "P1W")]),
    "counted_from_force": ("Trong thời hạn 30 ngày kể từ ngày Quyết định này có hiệu lực", [("2022-03-03", None)]),
    "counted_from_issue": ("trong vòng 02 tháng kể từ ngày ban hành", [("2022-03-10", None)]),
    "working_days_are_not_counted": ("trong vòng 15 ngày làm việc kể từ ngày ký", [(None, None)]),
    "from_another_event": ("trong thời hạn 10 ngày kể từ ngày hợp đồng được ký", [(None, None)]),
    "day_without_year": ("trước ngày 15/12", [(None, None)]),
    "two_times": ("trước ngày 15/6/2024 và trước ngày 10/11/2024", [("2024-11-10", None)]),
    "document_cited": ("theo Quyết định số 889/QĐ-TTg ngày 24/6/2020", []),
    "day_in_words_cited": ("ngày 24 tháng 6 năm 2020 của Thủ tướng", []),
    "vision": ("tầm nhìn đến năm 2050", []),
    "goal_inside_clause": ("phát triển công nghiệp đến năm 2030", []),
    "report_of_a_quarter": ("lập báo cáo quý IV/2024", []),
    "no_such_day": ("trước ngày 31/02/2024", []),
    "no_such_month": ("trong tháng 13/2024", []),
    "span_of_years": ("giai đoạn 2021 - 2025", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("clause", "expected"), CLAUSES.values(), ids=CLAUSES)
def test_clauses(clause: str, expected: Expected) -> None:
    found = times(clause, Span(0, len(clause)), METADATA)
    assert [(each.due and each.due.isoformat(), each.recurs) for each in found] == expected


CELLS: dict[str, tuple[str, Expected]] = {
    "year": ("2025", [("2025-12-31", None)]),
    "year_in_words": ("Năm 2023", [("2023-12-31", None)]),
    "month": ("12/2022", [("2022-12-31", None)]),
    "day": ("31/12/2022", [("2022-12-31", None)]),
    "from_to": ("Từ 01/01 đến 31/12/2022", [("2022-12-31", None)]),
    "quarter": ("Q2/2022", [("2022-06-30", None)]),
    "each_year": ("Hằng năm", [(None, "P1Y")]),
    "day_each_year": ("Trước ngày 30/10 hằng năm", [(None, "10-30")]),
    "always": ("Thường xuyên", []),
}


@pytest.mark.parametrize(("cell", "expected"), CELLS.values(), ids=CELLS)
def test_cells(cell: str, expected: Expected) -> None:
    found = times_of_cell(cell, Span(0, len(cell)), METADATA)
    assert [(each.due and each.due.isoformat(), each.recurs) for each in found] == expected


@pytest.mark.parametrize("cell", ["2022 - 2024", "Giai đoạn 2022-2024", "Từ năm 2022 đến năm 2024"])
def test_years_from_to_are_a_span_not_a_deadline(cell: str) -> None:
    (found,) = times_of_cell(cell, Span(0, len(cell)))
    assert (found.grain, found.years, found.due, found.recurs) == ("span", (2022, 2024), None, None)


def test_without_metadata_nothing_is_counted() -> None:
    clause = "trong thời hạn 30 ngày kể từ ngày Quyết định này có hiệu lực"
    assert times(clause, Span(0, len(clause)))[0].due is None


WORDS = st.sampled_from(
    [
        "trước",
        "ngày",
        "31",
        "12",
        "/",
        "tháng",
        "năm",
        "2025",
        "hằng",
        "quý",
        "IV",
        "định kỳ",
        "và",
        "đến",
        "hết",
        "99",
        "-",
        "(",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    for read in (times, times_of_cell):
        assert all(
            0 <= each.span.start < each.span.end <= len(text) for each in read(text, Span(0, len(text)), METADATA)
        )
