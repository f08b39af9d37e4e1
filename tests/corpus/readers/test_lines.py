"""What opens a unit, what is a ruler, and where a head set in one line is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.readers.lines import is_ruler, opens_unit, split_rulers

UNITS = (
    "Điều 1. Phạm vi", "ĐIỀU 2:", "Điều 43a. Sửa đổi", "Điều thứ XII:", "Điều 3 Trách nhiệm", "Chương I QUY ĐỊNH CHUNG",
    "CHƯƠNG II", "Mục 1. Chung", "Phần thứ nhất", "PHỤ LỤC", "Phụ lục II (kèm theo)", "I. MỤC TIÊU", "III.NHIỆM VỤ",
    "1. Một", "5.Hạ tầng", "2.1. Hai", "1.1 Ba", "1/ Bốn", "1- Năm", "12) Sáu", "a) Bảy", "đ. Tám", "- Chín", "+ Mười",
    "* Ghi chú", "• Chợ", "Căn cứ Luật A;", "Xét đề nghị", "Theo đề nghị của", "Nơi nhận:", "Số: 1/QĐ", "KT. BỘ TRƯỞNG",
    "(Ban hành kèm theo Quyết định)",
)  # fmt: skip
NO_UNITS = (
    "Điều 5 của Luật này", "Điều 5 Luật Đất đai", "điều kiện", "Mục tiêu chung", "chương trình", "Phụ lục kèm theo",
    "90.000 BTU", "2025. Đến", "Số lượng", "Ủy ban nhân dân", "và các sở", "(sau đây gọi tắt", "abc) d", "",
)  # fmt: skip


@pytest.mark.parametrize("line", UNITS)
def test_units(line: str) -> None:
    assert opens_unit(line)


@pytest.mark.parametrize("line", NO_UNITS, ids=[each or "empty" for each in NO_UNITS])
def test_no_units(line: str) -> None:
    assert not opens_unit(line)


@pytest.mark.parametrize("line", ["---", "-------", "– – –", "* * *", "_____", "=====", "-----o0o-----", "***000***"])
def test_rulers(line: str) -> None:
    assert is_ruler(line)
    assert split_rulers(line) == []


@pytest.mark.parametrize("line", ["", "-", "- -", "...", "....", "1000", "ooo", "- Một", "A ---"])
def test_no_rulers(line: str) -> None:
    assert not is_ruler(line)


HEADS = {
    "agency": ("CHÍNH PHỦ -------", ["CHÍNH PHỦ"]),
    "glued": ("BỘ A-------Số: 5/QĐ-A", ["BỘ A", "Số: 5/QĐ-A"]),
    "motto": (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ---------------",
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    ),
    "agency_and_motto": (
        "TỈNH A CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        ["TỈNH A", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    ),
    "parliament": (
        "QUỐC HỘI NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ["QUỐC HỘI NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ),
    "blank_number": ("Số: _____/QĐ-UBND", ["Số: _____/QĐ-UBND"]),
    "blank_to_fill_in": ("Họ và tên: _______ Ngày sinh: _______", ["Họ và tên: _______ Ngày sinh: _______"]),
    "dashes_in_a_sentence": ("Từ 01/01 --- đến 31/12", ["Từ 01/01 --- đến 31/12"]),
    "plain": ("Điều 1. Phạm vi", ["Điều 1. Phạm vi"]),
    "empty": ("", []),
}


@pytest.mark.parametrize(("line", "expected"), HEADS.values(), ids=HEADS)
def test_heads(line: str, expected: list[str]) -> None:
    assert split_rulers(line) == expected


@given(st.text(max_size=80))
def test_splitting_loses_only_rulers_and_space(line: str) -> None:
    def kept(text: str) -> str:
        return "".join(char for char in text if char not in "-–—_=*" and not char.isspace())

    if not is_ruler(line):
        assert kept("".join(split_rulers(line))) == kept(line)
