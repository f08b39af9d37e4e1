"""Text to provisions: the locators of the contract, and what must hold for any text at all."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.library import Library
from hoi.corpus.normalise import nfc
from hoi.corpus.structure import parse, truncated_at

PLAN = (
    "meta preamble I I.1 I.2 I.3 I.4 II "
    "II.1 II.1#1 II.1#2 II.1#3 II.1#4 II.1#5 II.2 II.2#1 II.2#2 II.2#3 II.2#4 II.2#5 "
    "III III.1 III.1#1 III.1#2 III.1#3 III.1#4 III.2"
)

LOCATORS = {
    "part_clause_dash": ("II. MỤC TIÊU\n1. Đến năm 2025\n- 85%\n- 90%", "II II.1 II.1#1 II.1#2"),
    "dash_under_part": ("I. CHUNG\n- Một.\n- Hai.", "I I#1 I#2"),
    "plus_under_dash": ("I. A\n1. B\n- Một\n+ Nhỏ\n+ Nhỏ hơn\n- Hai", "I I.1 I.1#1 I.1#1.1 I.1#1.2 I.1#2"),
    "star_under_dash": ("I. A\n- Một\n* Nhỏ", "I I#1 I#1.1"),
    "dashes_of_other_lengths": ("I. A\n– Một\n— Hai", "I I#1 I#2"),
    "article_clause_point": ("Điều 1. A\n4. B\nđ) C", "dieu-1 dieu-1.4 dieu-1.4.đ"),
    "article_number_with_letter": ("Điều 12a. A", "dieu-12a"),
    "chapter_section_article": (
        "Chương II\nMục 2. A\nĐiều 5. B\n2. C",
        "chuong-ii chuong-ii.muc-2 chuong-ii.muc-2.dieu-5 chuong-ii.muc-2.dieu-5.2",
    ),
    "part_closes_article": ("Điều 64. A\n- B\nI. C\n- D", "dieu-64 dieu-64#1 I I#1"),
    "two_level_number_under_part": ("II. A\n2.1. B\n2.2. C", "II II.2.1 II.2.2"),
    "dashes_begin_anew": ("I. A\n1. B\n- C\n2. D\n- E", "I I.1 I.1#1 I.2 I.2#1"),
    "label_printed_twice": ("Điều 13. A\nĐiều 13. B\n1. C", "dieu-13 dieu-13_2 dieu-13_2.1"),
    "paragraph_under_article": ("Điều 1. A\nB\nC", "dieu-1 dieu-1¶1 dieu-1¶2"),
    "head_and_basis": ("KẾ HOẠCH\nCăn cứ Luật.\nTheo đề nghị của Sở.\nI. A", "meta preamble I"),
    "basis_alone": ("Căn cứ Luật.\nI. A", "preamble I"),
    "head_alone": ("KẾ HOẠCH\nSố: 1", "meta"),
    "ellipsis_is_no_provision": ("I. A\n1. B\n[...]", "I I.1"),
    "year_opens_no_clause": ("I. A\n2021. Năm đầu", "I I¶1"),
    "windows_line_ends": ("I. A\r\n\r\n1. B\r\n- C\r\n", "I I.1 I.1#1"),
    "upper_case_marks": ("CHƯƠNG I\nĐIỀU 2. A", "chuong-i chuong-i.dieu-2"),
    "empty": ("", ""),
    "blank": (" \n\n\t\n", ""),
}


@pytest.mark.parametrize(("text", "expected"), LOCATORS.values(), ids=LOCATORS)
def test_locators(text: str, expected: str) -> None:
    assert [each.locator for each in parse(nfc(text))] == expected.split()


def test_whole_outline_of_the_plan() -> None:
    plan = Library.shipped().get("kh-235-2021")
    assert [each.locator for each in plan.provisions] == PLAN.split()


def test_plan_breaks_off_where_its_record_says() -> None:
    plan = Library.shipped().get("kh-235-2021")
    assert truncated_at(plan.text) == plan.cut_after == "III.2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I. A\n1. B\n[...]", "I.1"),
        ("I. A\n1. B\n…\n\n", "I.1"),
        ("I. A\n1. B", None),
        ("", None),
        ("...", None),
    ],
    ids=["brackets", "one_character", "whole", "empty", "nothing_before"],
)
def test_truncated_at(text: str, expected: str | None) -> None:
    assert truncated_at(text) == expected


def test_heading_path_and_label() -> None:
    *_, dash, plus = parse("II. MỤC TIÊU\n1. Đến 2025\n- 85% siêu thị\n+ Riêng chợ")
    assert (dash.text, dash.label, dash.heading) == ("85% siêu thị", "-", ("II. MỤC TIÊU", "1. Đến 2025"))
    assert (plus.parent, plus.heading[-1]) == ("II.1#1", "85% siêu thị")


KINDS = (
    "I. A|II. B|1. C|2. D|2.1. E|a) G|đ) H|- K|+ L|* M|Điều 1. N|Điều 1. O|Chương I|Mục 2. P|Căn cứ Luật"
    "|đoạn|[...]|…|| |-|- -|1.|Điều|\xa0- Q"
)
LINES = st.sampled_from(KINDS.split("|")) | st.text(max_size=20)
TEXTS = st.lists(LINES, max_size=25).map("\n".join).map(nfc) | st.text(max_size=200).map(nfc)


@given(TEXTS)
def test_any_text_gives_slices_in_order_that_do_not_overlap(text: str) -> None:
    found = parse(text)
    for each in found:
        assert each.text == each.span.of(text) == each.text.strip() != ""
    for before, after in itertools.pairwise(found):
        assert before.span.end <= after.span.start


@given(TEXTS)
def test_any_text_gives_unique_locators_whose_parents_come_first(text: str) -> None:
    seen: set[str] = set()
    for each in parse(text):
        assert each.locator not in seen
        assert each.parent is None or each.parent in seen
        seen.add(each.locator)


@given(TEXTS)
def test_any_text_loses_no_word(text: str) -> None:
    """What no provision covers is marks, labels of dashes, ellipsis lines and blank space."""
    rest = list(text)
    for each in parse(text):
        rest[each.span.start : each.span.end] = " " * (each.span.end - each.span.start)
    assert not any(char.isalnum() for char in "".join(rest))


@given(TEXTS)
def test_any_text_can_be_asked_where_it_breaks_off(text: str) -> None:
    place = truncated_at(text)
    assert place is None or place in {each.locator for each in parse(text)}


def test_depth_of_headings_is_bounded_by_the_ranks() -> None:
    deepest = parse("I. A\n" + "1. B\na) C\n- D\n+ E\n" * 200)[-1]
    assert len(deepest.heading) == 4
