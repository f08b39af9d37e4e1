"""Figures: what counts as the same number, and what must never."""

import pytest

from hoi.corpus.figures import figures, percentages

CASES = {
    "percent": ("85% siêu thị", {"85%"}),
    "percent_in_words": ("85 phần trăm", {"85%"}),
    "percent_in_english": ("85 percent of 85 per cent", {"85%"}),
    "percent_apart": ("85 %", {"85%"}),
    "range_is_one_figure": ("giảm từ 5 - 8%", {"5-8%"}),
    "range_in_words": ("từ 5% đến 8%", {"5-8%"}),
    "range_in_english": ("5 to 8%", {"5-8%"}),
    "range_with_en_dash": ("5–8%", {"5-8%"}),
    "leading_zeros": ("01- 02 mô hình", {"1-2"}),
    "zero_stays": ("00 và 0%", {"0", "0%"}),
    "date_with_slashes": ("ngày 01/9/2021", {"1/9/2021"}),
    "date_in_words": ("ngày 11 tháng 12 năm 2021", {"11/12/2021"}),
    "document_number": ("Quyết định số 889/QĐ-TTg", {"889/qd-ttg"}),
    "document_number_with_year": ("Nghị định 08/2022/NĐ-CP", {"08/2022/nd-cp"}),
    "resolution_of_a_committee": ("Nghị quyết số 45-NQ/TU", {"45-nq/tu"}),
    "years_of_a_period": ("giai đoạn 2021 - 2025", {"2021-2025"}),
    "year": ("đến năm 2030", {"2030"}),
    "decimal_comma": ("tăng 6,5%", {"6,5%"}),
    "thousands": ("1.200 cơ sở", {"1.200"}),
    "none": ("không có số nào", set()),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_figures(text: str, expected: set[str]) -> None:
    assert figures(text) == expected


def test_nobody_can_change_the_figures_kept_of_a_text() -> None:
    found = figures("85% siêu thị")

    assert found is figures("85% siêu thị")
    assert isinstance(found, frozenset)


def test_end_of_a_range_is_not_found_in_the_range() -> None:
    assert not figures("8%") & figures("giảm từ 5 - 8%")


def test_percentages_leave_other_figures_out() -> None:
    assert percentages("Đến 2025, 85% của 12 siêu thị, giảm 5 - 8%") == {"85%", "5-8%"}
