"""Hard-wrapped files: seen only when plain, and joined only where a paragraph goes on."""

import textwrap

import pytest

from hoi.corpus.readers.wrapping import Line, paragraphs, width_of

TEXT = """\
ỦY BAN NHÂN DÂN
TỈNH AN KHÊ
KẾ HOẠCH
Thực hiện chỉ đạo của Chính phủ về việc trồng cây phân tán trên địa bàn, Ủy ban nhân dân tỉnh ban hành kế hoạch \
gồm những nội dung sau đây:
I. MỤC TIÊU
1. Đến năm 2025, toàn tỉnh trồng mới 2.000.000 cây xanh, trong đó có 85% số cây được trồng tại khu vực nông thôn \
và các tuyến đường do cấp huyện quản lý.
a) Sở Lâm nghiệp chủ trì, phối hợp với các sở, ngành và Ủy ban nhân dân các huyện hướng dẫn kỹ thuật; chuẩn bị \
đủ giống cây theo quy định tại Điều 5 của Luật Trồng cây số 12/2020/QH14.
- Người dân tham gia chăm sóc."""
PARAGRAPHS = TEXT.split("\n")


def lines(text: str) -> list[Line]:
    return [Line(line.strip(), len(line) - len(line.lstrip())) for line in text.split("\n")]


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
@pytest.mark.parametrize("indent", ["", "    "], ids=["flush", "first_line_indented"])
def test_a_wrapped_file_is_joined_again(width: int, indent: str) -> None:
    wrapped = [textwrap.fill(each, width, initial_indent=indent, break_on_hyphens=False) for each in PARAGRAPHS]
    found = lines("\n".join(wrapped))
    assert paragraphs(found, width_of(found)) == PARAGRAPHS


def test_a_line_a_paragraph_stays_so() -> None:
    found = lines("\n".join(PARAGRAPHS))
    assert width_of(found) is None
    assert paragraphs(found, None) == PARAGRAPHS


def test_a_title_over_three_lines_proves_nothing() -> None:
    title = ["Ban hành Kế hoạch kiểm tra văn bản", "quy phạm pháp luật năm 2014", "của tỉnh"]
    assert width_of(lines("\n".join(title + PARAGRAPHS))) is None


KEPT_APART = {
    "empty_line": ("và các cơ quan liên quan", "", "thực hiện."),
    "marker": ("và các cơ quan liên quan", "1. thực hiện."),
    "article": ("và các cơ quan liên quan", "Điều 2. Hiệu lực"),
    "capitals": ("BAN HÀNH KẾ HOẠCH TRỒNG", "CÂY NĂM 2024"),
    "colon": ("gồm những nội dung sau:", "trồng cây"),
    "deeper_indent": ("và các cơ quan liên quan", "    thực hiện."),
    "short_line": ("Ghi chú", "thực hiện."),
    "would_have_fitted": ("và các cơ quan.", "Ủy ban"),
}


@pytest.mark.parametrize("texts", KEPT_APART.values(), ids=KEPT_APART)
def test_never_joined(texts: tuple[str, ...]) -> None:
    found = lines("\n".join(texts))
    assert paragraphs(found, 24) == [text.strip() for text in texts if text]


def test_the_end_of_a_document_number_is_no_title() -> None:
    found = lines("theo quy định tại Thông tư\n08/2019/TT-BVT.")
    assert paragraphs(found, 26) == ["theo quy định tại Thông tư 08/2019/TT-BVT."]
