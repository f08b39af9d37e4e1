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
    "two_level_number_under_its_printed_clause": ("II. A\n2. B\n2.1. C\n3. D", "II II.2 II.2.2.1 II.3"),
    "part_inside_an_article_that_announces_it": (
        "Điều 1. Phê duyệt như sau:\nI. A\n1. B\nII. C\nĐiều 2. D",
        "dieu-1 dieu-1.I dieu-1.I.1 dieu-1.II dieu-2",
    ),
    "letters_with_dots": ("1. A\na. B\nđ. C", "1 1.a 1.đ"),
    "l_typed_as_capital_i": ("1. A\nk) B\nI) C\nm) D", "1 1.k 1.l 1.m"),
    "number_put_before_a_letter": ("5. A\n6. a) B\n7. b) C", "5 5.a 5.b"),
    "no_blank_after_the_mark": ("III.NHIỆM VỤ\n5.Hạ tầng", "III III.5"),
    "old_marks": ("Điều thứ XII: A\n1- B\n2- C", "dieu-xii dieu-xii.1 dieu-xii.2"),
    "name_of_the_document_before_the_mark": ("Nghị định 47/2021/NĐ-CP. Điều 1. A", "dieu-1"),
    "number_with_thousands_opens_nothing": ("I. A\n90.000 BTU trở lên", "I I¶1"),
    "sentence_about_an_article": ("Điều 1. A\nĐiều 5 của Luật này quy định.", "dieu-1 dieu-1¶1"),
    "title_on_the_next_line": (
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1.\nPhạm vi\nB.",
        "chuong-i chuong-i.dieu-1 chuong-i.dieu-1¶1",
    ),
    "quoted_amendment": (
        "Điều 1. Sửa đổi:\n“Điều 43a. A\n1. B\n2. C.”\nĐiều 2. D",
        "dieu-1 dieu-1¶1 dieu-1¶2 dieu-1¶3 dieu-2",
    ),
    "quotation_opened_in_a_unit": ("1. Sửa như sau: “1. A\n2. B”\n2. C", "1 1¶1 2"),
    "quotation_never_closed": ("1. “A\n2. B\n3. C", "1 2 3"),
    "list_of_chapters": (
        "Điều 2. Gồm:\nChương I. A\nChương II. B\nChương III. C\nĐiều 3. D.",
        "dieu-2 dieu-2¶1 dieu-2¶2 dieu-2¶3 dieu-3",
    ),
    "contents_before_the_articles": (
        "".join(f"Điều {n}. Tên\n" for n in range(1, 6)) + "Điều 1. Tên\nA.\nĐiều 2. Tên\nB.",
        "¶1 ¶2 ¶3 ¶4 ¶5 dieu-1 dieu-1¶1 dieu-2 dieu-2¶1",
    ),
    "dots_that_lead_to_a_page": ("I. A\n1. B ........ 3", "I I¶1"),
    "words_of_a_dash_that_announces_them": ("I. A\n- Văn phòng:\nB\n- C", "I I#1 I#1¶1 I#2"),
    "dash_under_a_star": ("I. A\n* B\n- C\n- D\n* E", "I I#1 I#1.1 I#1.2 I#2"),
    "list_that_begins_anew_under_a_point": ("1. A\na) B:\n1. C\n2. D\n2. E", "1 1.a 1.a.1 1.a.2 2"),
    "words_that_begin_with_a_figure": (
        "II. A\n1. 85% siêu thị\n2. 100% chợ\n2.1. 5 mô hình\n2.2. 7 mô hình",
        "II II.1 II.2 II.2.2.1 II.2.2.2",
    ),
    "figure_that_counts_nothing": ("Điều 1. A\n1. B\n7. 5 mô hình", "dieu-1 dieu-1.1 dieu-1.1¶1"),
    "worn_marks_of_a_scan": ("Điều 1. A\n1, B\n2 C\n- 3. D\n- E", "dieu-1 dieu-1.1 dieu-1.2 dieu-1.3 dieu-1.3#1"),
    "worn_marks_that_nothing_comes_before": ("I. A\n2, B\n3 C\n- 4. D", "I I¶1 I¶2 I#1"),
    "worn_marks_that_count_on": ("Điều 1. A\n1. B\n2 C\n- 3. D\n- E", "dieu-1 dieu-1.1 dieu-1.2 dieu-1.3 dieu-1.3#1"),
    "sentences_about_a_chapter": (
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. A\nPhần I Kế hoạch này giữ nguyên.\nMục 2 Chương III bị bãi bỏ.\nĐiều 2. B",
        "chuong-i chuong-i.dieu-1 chuong-i.dieu-1¶1 chuong-i.dieu-1¶2 chuong-i.dieu-2",
    ),
    "brackets_under_a_letter": ("1. A\na) B\n(1) C\n(2) D\nb) E", "1 1.a 1.a.1 1.a.2 1.b"),
    "letters_under_a_bracket": ("1. A\n1) B\na) C\nb) D\n2) E", "1 1.1 1.1.a 1.1.b 1.2"),
    "capitals_above_romans": (
        "Độc lập - Tự do\nBÁO CÁO\nKết quả\nSở Văn thư báo cáo kết quả công tác như sau:\nA. B\nI. C\n1. D\nB. E",
        "meta ¶1 A A.I A.I.1 B",
    ),
    "numbers_in_brackets": ("1. A\n(1) B\n(2) C\n2. D", "1 1.1 1.2 2"),
    "annexes": (
        "Điều 1. A\nBỘ TRƯỞNG\nTrần Văn Mẫu\nKẾ HOẠCH\n(Kèm theo Quyết định)\nI. B\nPHỤ LỤC II\nDANH MỤC\nĐiều 1. C",
        "dieu-1 meta phu-luc-1 phu-luc-1.I phu-luc-ii phu-luc-ii.dieu-1",
    ),
    "sentence_about_an_annex": ("Điều 1. A\nPhụ lục I của Luật này quy định.", "dieu-1 dieu-1¶1"),
    "title_inside_an_annex": (
        "Điều 1. A\nBỘ TRƯỞNG\nTrần Văn Mẫu\nQUY CHẾ\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. B",
        "dieu-1 meta phu-luc-1 phu-luc-1.chuong-i phu-luc-1.chuong-i.dieu-1",
    ),
    "empty": ("", ""),
    "blank": (" \n\n\t\n", ""),
}


@pytest.mark.parametrize(("text", "expected"), LOCATORS.values(), ids=LOCATORS)
def test_locators(text: str, expected: str) -> None:
    assert [each.locator for each in parse(nfc(text)).provisions] == expected.split()


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
    *_, dash, plus = parse("II. MỤC TIÊU\n1. Đến 2025\n- 85% siêu thị\n+ Riêng chợ").provisions
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
    found = parse(text).provisions
    for each in found:
        assert each.text == each.span.of(text) == each.text.strip() != ""
    for before, after in itertools.pairwise(found):
        assert before.span.end <= after.span.start


@given(TEXTS)
def test_any_text_gives_unique_locators_whose_parents_come_first(text: str) -> None:
    seen: set[str] = set()
    for each in parse(text).provisions:
        assert each.locator not in seen
        assert each.parent is None or each.parent in seen
        seen.add(each.locator)


@given(TEXTS)
def test_any_text_loses_no_word(text: str) -> None:
    """What no provision covers is marks, labels of dashes, ellipsis lines and blank space."""
    rest = list(text)
    for each in parse(text).provisions:
        rest[each.span.start : each.span.end] = " " * (each.span.end - each.span.start)
    assert not any(char.isalnum() for char in "".join(rest))


@given(TEXTS)
def test_any_text_can_be_asked_where_it_breaks_off(text: str) -> None:
    place = truncated_at(text)
    assert place is None or place in {each.locator for each in parse(text).provisions}


def test_depth_of_headings_is_bounded_by_the_ranks() -> None:
    deepest = parse("I. A\n" + "1. B\na) C\n- D\n+ E\n" * 200).provisions[-1]
    assert len(deepest.heading) == 4
