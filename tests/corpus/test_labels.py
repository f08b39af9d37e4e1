"""Labels: how a place is said, in both languages."""

import re

import pytest

from hoi.corpus.errors import NotHeldError
from hoi.corpus.labels import citation_line, label, place
from hoi.corpus.library import Library

PLACES = {
    "dash": (
        "kh-235-2021",
        "III.1#4",
        "gạch đầu dòng thứ 4, khoản 1, phần III",
        "dash 4, clause 1, part III",
    ),
    "clause": ("kh-235-2021", "I.3", "khoản 3, phần I", "clause 3, part I"),
    "part": ("kh-235-2021", "II", "phần II", "part II"),
    "preamble": ("kh-235-2021", "preamble", "phần căn cứ", "legal basis"),
    "meta": ("kh-235-2021", "meta", "phần đầu văn bản", "head of the document"),
    "dash_of_an_article": ("nd-08-2022", "dieu-64#2", "gạch đầu dòng thứ 2, Điều 64", "dash 2, article 64"),
}


@pytest.mark.parametrize(("document", "locator", "vi", "en"), PLACES.values(), ids=PLACES)
def test_place(document: str, locator: str, vi: str, en: str) -> None:
    held = Library.shipped().get(document)
    assert place(held, locator) == vi
    assert place(held, locator, "en") == en


def test_label_ends_with_the_name_of_the_document() -> None:
    plan = Library.shipped().get("kh-235-2021")
    expected = "gạch đầu dòng thứ 5, khoản 1, phần II, Kế hoạch số 235/KH-UBND"
    assert label(plan, "II.1#5") == expected


def test_every_provision_has_a_place_of_its_own_and_a_line_to_cite() -> None:
    for document in Library.shipped():
        places = [place(document, each.locator) for each in document.provisions]
        assert len(set(places)) == len(places)
        for each in document.provisions:
            line = citation_line(document, each.locator)
            assert line.startswith("theo ")
            assert document.verbatim != bool(re.search("tổng hợp", line, re.IGNORECASE))


CITED = {
    "article_of_a_digest": (
        "nd-08-2022", "dieu-64#7", "Điều 64 Nghị định số 08/2022/NĐ-CP, bản tổng hợp ý 7",
        ("theo Điều 64 Nghị định số 08/2022/NĐ-CP ngày 10/01/2022 của Chính phủ "
         "(nội dung tổng hợp ý 7, chưa có nguyên văn)"),
    ),
    "part_on_another_document": (
        "nd-08-2022", "IV.2#1", "Kế hoạch số 106/KH-UBND, bản tổng hợp mục IV.2 ý 1",
        "theo Kế hoạch số 106/KH-UBND (nội dung tổng hợp mục IV.2 ý 1, chưa có nguyên văn)",
    ),
    "place_that_the_sources_give": (
        "nd-08-2022", "I#3", "khoản 1 Điều 73 Luật Bảo vệ môi trường năm 2020, bản tổng hợp mục I ý 3",
        "theo khoản 1 Điều 73 Luật Bảo vệ môi trường năm 2020 (nội dung tổng hợp mục I ý 3, chưa có nguyên văn)",
    ),
    "part_on_several": (
        "nd-08-2022", "IV.3#1", "Nghị định số 08/2022/NĐ-CP và văn bản liên quan, bản tổng hợp mục IV.3 ý 1",
        ("theo mục IV.3 ý 1 Nghị định số 08/2022/NĐ-CP ngày 10/01/2022 của Chính phủ và các văn bản liên quan "
         "(bản tổng hợp)"),
    ),
    "numbers_of_the_digest_itself": (
        "qd-889-2020", "II.1#6", "Quyết định số 889/QĐ-TTg, bản tổng hợp mục II.1 ý 6",
        ("theo Quyết định số 889/QĐ-TTg ngày 24/6/2020 của Thủ tướng Chính phủ "
         "(nội dung tổng hợp mục II.1 ý 6, chưa có nguyên văn)"),
    ),
    "record": (
        "qd-889-2020", "meta", "Quyết định số 889/QĐ-TTg",
        "theo Quyết định số 889/QĐ-TTg ngày 24/6/2020 của Thủ tướng Chính phủ (nội dung tổng hợp, chưa có nguyên văn)",
    ),
    "without_a_number": (
        "sap-xep-2025", "IV#1", "Tổng hợp về sắp xếp tổ chức bộ máy năm 2025, mục IV ý 1",
        "theo mục IV ý 1 Tổng hợp về sắp xếp tổ chức bộ máy năm 2025 ở trung ương và tỉnh Lạng Sơn",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("document", "locator", "said", "line"), CITED.values(), ids=CITED)
def test_the_numbers_of_a_digest_are_said_to_be_its_own(document: str, locator: str, said: str, line: str) -> None:
    held = Library.shipped().get(document)
    assert label(held, locator) == said
    assert citation_line(held, locator) == line


def test_two_statements_of_a_digest_are_cited_apart() -> None:
    for document in Library.shipped():
        items = [each.locator for each in document.provisions if each.kind == "dash"]
        for said in ([label(document, each) for each in items], [citation_line(document, each) for each in items]):
            assert len(set(said)) == len(said), document.id


def test_place_of_what_is_not_held() -> None:
    with pytest.raises(NotHeldError):
        place(Library.shipped().get("kh-235-2021"), "IX")
