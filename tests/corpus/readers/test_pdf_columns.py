"""Letter heads and signatures, read column by column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.readers.pdf_columns import lines_of
from hoi.corpus.readers.pdf_lines import Row
from tests.corpus.readers.printed import row

WIDTH = 595.0
BODY = "Căn cứ Luật Tổ chức chính quyền địa phương năm 2025 và các văn bản hướng dẫn"


def page(*lines: str) -> list[Row]:
    return [row(text, y=100.0 + 14 * number) for number, text in enumerate(lines)]


def read(*lines: str) -> list[str]:
    return [line.text for line in lines_of(page(*lines), WIDTH)]


def test_head_of_an_agency() -> None:
    assert read(
        "ỦY BAN NHÂN DÂN |40 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "|10 TỈNH SÔNG XANH |80 Độc lập - Tự do - Hạnh phúc",
        "|15 Số: 12/KH-UBND |70 Sông Xanh, ngày 5 tháng 3 năm 2024",
        BODY,
    ) == [
        "ỦY BAN NHÂN DÂN", "TỈNH SÔNG XANH", "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sông Xanh, ngày 5 tháng 3 năm 2024",
        BODY,
    ]  # fmt: skip


def test_head_of_the_party_with_the_number_on_a_line_of_its_own() -> None:
    assert read("TỈNH ỦY SÔNG XANH |90 ĐẢNG CỘNG SẢN VIỆT NAM", "|40 *", "Số 7-KH/TU", BODY) == [
        "TỈNH ỦY SÔNG XANH", "*", "Số 7-KH/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", BODY,
    ]  # fmt: skip


def test_left_column_that_begins_above_the_motto() -> None:
    head = "|150 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert read("HỘI ĐỒNG NHÂN DÂN", head, BODY)[:2] == ["HỘI ĐỒNG NHÂN DÂN", head.removeprefix("|150 ")]


def test_a_page_number_above_the_head_is_not_of_it() -> None:
    assert read("|200 2", "BỘ A |120 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BODY)[0] == "2"


def test_a_stretched_line_of_text_ends_the_head() -> None:
    stretched = "|0 " + " |14 ".join(BODY.split()[:16])
    assert read("BỘ A |120 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", stretched)[-1] == " ".join(BODY.split()[:16])


def test_foot_of_a_document() -> None:
    lines = lines_of(
        page(
            BODY,
            "|250 TM. ỦY BAN NHÂN DÂN",
            "Nơi nhận: |215 CHỦ TỊCH",
            "- Các sở, ban, ngành",
            "thuộc tỉnh;",
            "- Lưu: VT. |190 Trần Văn Mẫu",
        ),
        WIDTH,
    )
    assert [line.text for line in lines] == [
        BODY,
        "Nơi nhận:", "- Các sở, ban, ngành thuộc tỉnh;", "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Mẫu",
    ]  # fmt: skip
    assert [line.alone for line in lines] == [False] + [True] * 6


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([BODY, BODY], id="text"),
        pytest.param([BODY] * 13 + ["BỘ A |120 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], id="motto_quoted_further_down"),
        pytest.param(["STT |60 Nội dung |60 Thời gian", "1 |72 Tuyên truyền |30 2025"], id="columns_of_a_list"),
    ],
)
def test_other_lines_are_read_across(lines: list[str]) -> None:
    assert not any(line.alone for line in lines_of(page(*lines), WIDTH))


WORDS = st.lists(st.sampled_from(["Nơi", "nhận:", "CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "|40", "|150", "a"]))


@given(st.lists(WORDS, max_size=8))
def test_no_word_is_lost(lines: list[list[str]]) -> None:
    rows = [each for each in page(*(" ".join(words) for words in lines)) if each]
    before = sorted(word.text for each in rows for word in each)
    assert sorted(word for line in lines_of(rows, WIDTH) for word in line.text.split()) == before
