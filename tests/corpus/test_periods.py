"""Periods: what a heading covers, what a question names, and which provisions are twins."""

from dataclasses import replace

import pytest

from hoi.corpus.library import Library
from hoi.corpus.periods import Period, following, named, of_headings, of_provisions, twins, years
from hoi.corpus.structure import parse

FIRST, SECOND = Period(2021, 2025), Period(2026, 2030)

NAMED = {
    "year_of_the_end": ("đến năm 2025 thì sao", {FIRST}),
    "later_year": ("den nam 2030", {SECOND}),
    "year_inside": ("năm 2023 có gì", {FIRST}),
    "range": ("giai đoạn 2021 - 2025", {FIRST}),
    "range_in_words": ("từ 2021 đến năm 2025", {FIRST}),
    "slang_year": ("2k30 bn phần trăm", {SECOND}),
    "after_a_year": ("sau năm 2025", {SECOND}),
    "after_in_english": ("after 2025", {SECOND}),
    "first_phase": ("giai đoạn 1", {FIRST}),
    "second_phase": ("gd 2 the nao", {SECOND}),
    "second_in_words": ("giai đoạn sau", {SECOND}),
    "both_phases": ("cả hai giai đoạn", {FIRST, SECOND}),
    "both_years": ("2025 và 2030 khác gì", {FIRST, SECOND}),
    "reached": ("qua 2030 thì bao nhiêu", {SECOND}),
    "passed": ("qua năm 2025 thì sao", {SECOND}),
    "day": ("từ ngày 1/3/2025", set()),
    "days_of_a_mark": ("mốc 1/3/2025 và mốc 1-7-2025", set()),
    "month": ("tháng 3 năm 2025 có gì", set()),
    "month_in_english": ("since March 2025", set()),
    "last_day": ("đến ngày 31/12/2025", {FIRST}),
    "last_month": ("tháng 12/2025", {FIRST}),
    "whole_programme": ("giai đoạn 2021 - 2030", set()),
    "after_a_period": ("sau giai đoạn 2021 - 2025 thì sao", {SECOND}),
    "period_that_may_be_over": ("giai đoạn 2021 - 2025 đã hết chưa", {FIRST}),
    "before_the_next": ("trước năm 2026", {FIRST}),
    "before_its_end": ("trước năm 2025", {FIRST}),
    "outside": ("năm 2040", set()),
    "none": ("siêu thị dùng túi gì", set()),
}


@pytest.mark.parametrize(("question", "expected"), NAMED.values(), ids=NAMED)
def test_named(question: str, expected: set[Period]) -> None:
    assert named(question, [FIRST, SECOND]) == expected


def test_what_is_named_is_of_the_periods_known() -> None:
    assert (
        named("đến năm 2025 thì sao", (FIRST, SECOND))
        == named("đến năm 2025 thì sao", iter([FIRST, SECOND]))
        == {FIRST}
    )
    assert named("đến năm 2025 thì sao", [SECOND]) == frozenset()


FOLLOWED = {
    "then": ("sau đó còn làm tiếp không", {FIRST}, {SECOND}),
    "after_that_mark": ("Sau mốc đó thì sao?", {FIRST}, {SECOND}),
    "in_english": ("and after that?", {FIRST}, {SECOND}),
    "nothing_later": ("sau đó thì sao", {SECOND}, {SECOND}),
    "not_of_one": ("sau đó thì sao", {FIRST, SECOND}, {FIRST, SECOND}),
    "not_asked": ("ai làm", {FIRST}, {FIRST}),
}


@pytest.mark.parametrize(("question", "spoken_of", "expected"), FOLLOWED.values(), ids=FOLLOWED)
def test_following(question: str, spoken_of: set[Period], expected: set[Period]) -> None:
    assert following(question, frozenset(spoken_of), [FIRST, SECOND]) == expected


def test_years() -> None:
    assert years("từ 2021 đến 2k25, mã 20255") == {2021, 2025}


@pytest.mark.parametrize("document", ["kh-235-2021", "qd-889-2020"])
def test_targets_stand_under_their_period(document: str) -> None:
    held = Library.shipped().get(document)
    headings = of_headings(held)
    assert headings["II.1"] == FIRST
    assert headings["II.2"] == SECOND
    found = of_provisions(held)
    for provision in held.provisions:
        expected = headings.get(provision.locator.partition("#")[0]) if "#" in provision.locator else None
        assert found.get(provision.locator) == expected, provision.locator


def test_targets_of_the_plan_have_their_twin_under_the_other_period() -> None:
    found = twins(Library.shipped().get("kh-235-2021"))
    for place in range(1, 6):
        assert found[f"II.1#{place}"] == (f"II.2#{place}",)
        assert found[f"II.2#{place}"] == (f"II.1#{place}",)


def test_period_reads_as_it_is_printed() -> None:
    assert str(FIRST) == "2021 - 2025"


def test_the_nearest_heading_names_the_period_and_the_name_of_a_programme_does_not() -> None:
    text = (
        "Điều 1. Phê duyệt Chương trình hành động quốc gia về sản xuất và tiêu dùng bền vững giai đoạn 2021 - 2030 với "
        "những nội dung chủ yếu sau đây:\nI. MỤC TIÊU GIAI ĐOẠN 2021 - 2030\n1. Đến năm 2025\na) Nhựa:\n- Một\n2. Hai"
    )
    outline = parse(text)
    held = replace(Library.shipped().get("kh-235-2021"), text=text, provisions=outline.provisions)
    found = of_provisions(held)
    assert found["dieu-1.I.1.a#1"].end == 2025
    assert found["dieu-1.I.2"] == Period(2021, 2030)
    assert "dieu-1.I" not in found
