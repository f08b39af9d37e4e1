"""From blocks to a document: one normalised text, its outline, its tables and its annexes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.blocks import Grid, Paragraph, Reading
from hoi.corpus.intake import is_layout, render, understand
from hoi.corpus.structure import parse
from hoi.corpus.structure.tables import row_kinds

HEAD = Grid((
    ("BỘ VĂN THƯ\n-------\nSố: 12/QĐ-BVT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
    ("", "Hà Nội, ngày 5 tháng 3 năm 2024"),
))  # fmt: skip
SIGNATURE = Grid((("Nơi nhận:\n- Như Điều 2;", "BỘ TRƯỞNG\n\nTrần Văn Mẫu"),))
TASKS = Grid((
    ("STT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời gian"),
    ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"),
    ("I", "Tuyên truyền", "", "", ""),
    ("1", "Làm phim:\n- ngắn\n- dài", "Vụ A", "Vụ B", "Quý I/2025"),
    ("2", "Làm sách", "Vụ A", "", "Năm 2025"),
    ("II", "Kiểm tra", "", "", ""),
    ("1", "Đi kiểm tra", "Vụ C", "", "Hằng năm"),
))  # fmt: skip
BLOCKS = (
    HEAD,
    Paragraph("QUYẾT ĐỊNH\nBan hành Kế hoạch"),
    Paragraph("Căn cứ Luật Văn thư;"),
    Paragraph("QUYẾT ĐỊNH:"),
    Paragraph("Điều 1. Ban hành Kế hoạch."),
    Paragraph("Điều 2. Có hiệu lực từ ngày ký."),
    SIGNATURE,
    Paragraph("KẾ HOẠCH\nNăm 2025\n(Ban hành kèm theo Quyết định số 12/QĐ-BVT)"),
    Paragraph("I. NHIỆM VỤ"),
    TASKS,
    Paragraph("II. TỔ CHỨC"),
    Paragraph("- Một"),
    Paragraph("PHỤ LỤC II"),
    Paragraph("Điều 1. Mẫu"),
)
LOCATORS = (
    "meta preamble ¶1 dieu-1 dieu-2 meta_2 phu-luc-1 phu-luc-1.I phu-luc-1.I.bang-1 phu-luc-1.I.bang-1¶1 "
    "phu-luc-1.I.bang-1#r1 phu-luc-1.I.bang-1#r2 phu-luc-1.I.bang-1¶2 phu-luc-1.I.bang-1#r3 phu-luc-1.II "
    "phu-luc-1.II#1 phu-luc-ii phu-luc-ii.dieu-1"
)


def test_decision_with_a_plan_and_a_table() -> None:
    found = understand(Reading(BLOCKS))
    assert [each.locator for each in found.outline.provisions] == LOCATORS.split()
    assert (found.metadata.number, found.metadata.signer) == ("12/QĐ-BVT", "Trần Văn Mẫu")
    assert found.warnings == ()


def test_cells_of_a_table_are_slices() -> None:
    found = understand(Reading(BLOCKS))
    (table,) = found.outline.tables
    assert table.columns == ("STT", "Nhiệm vụ", "Cơ quan thực hiện Chủ trì", "Phối hợp", "Thời gian")
    cells = [[cell.of(found.text) for cell in row.cells] for row in table.rows]
    assert cells[0] == ["1", "Làm phim: - ngắn - dài", "Vụ A", "Vụ B", "Quý I/2025"]
    assert cells[1] == ["2", "Làm sách", "Vụ A", "", "Năm 2025"]
    assert [row.group for row in table.rows] == ["phu-luc-1.I.bang-1¶1"] * 2 + ["phu-luc-1.I.bang-1¶2"]


LAYOUTS = {
    "head": (HEAD, True),
    "signature": (SIGNATURE, True),
    "box": (Grid((("Khung",),)), True),
    "tasks": (TASKS, False),
    "two_columns_of_data": (Grid((("Chỉ tiêu", "Kết quả"), ("A", "5%"))), False),
    "two_columns_of_words": (Grid((("Trái", "Phải"), ("a", "b"))), True),
    "empty": (Grid(()), True),
}


@pytest.mark.parametrize(("grid", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_layout_or_data(grid: Grid, expected: bool) -> None:
    assert is_layout(grid) is expected


NORMALISED = {
    "nfd": ("Nghi\u0323 quye\u0302\u0301t", "Nghị quyết\n"),
    "icelandic_d": ("\xd0iều 1. A", "Điều 1. A\n"),
    "soft_hyphen": ("ki\xadểm", "kiểm\n"),
    "no_break_space": ("a\xa0\u2003b", "a b\n"),
    "zero_width": ("\ufeffa\u200bb", "ab\n"),
    "surrogate": ("a\ud800b", "a b\n"),
    "ruler": ("-------", ""),
    "tab_in_a_paragraph": ("a\tb", "a b\n"),
}


@pytest.mark.parametrize(("words", "expected"), NORMALISED.values(), ids=NORMALISED)
def test_normalised(words: str, expected: str) -> None:
    assert render((Paragraph(words),)) == expected


ROWS = {
    "two_heads_without_a_merge": (
        (("TT", "Việc", "Cơ quan", ""), ("", "", "Chủ trì", "Phối hợp"), ("1", "A", "B", "C")),
        "head head data",
    ),
    "numbers_of_columns": (
        (("STT", "Nội dung", "Ghi chú"), ("(1)", "(2)", "(3)"), ("1", "A", "")),
        "head numbers data",
    ),
    "total": ((("STT", "Nội dung", "Kinh phí"), ("1", "A", "5"), ("Tổng cộng", "", "5")), "head data total"),
    "group_in_capitals": (
        (("STT", "Nội dung", "Ghi chú"), ("", "TUYÊN TRUYỀN", ""), ("1", "A", "B")),
        "head group data",
    ),
    "row_without_a_number": ((("STT", "Nội dung", "Ghi chú"), ("1", "A", "B"), ("", "- và A", "")), "head data data"),
    "no_head": ((("1", "A", "B"), ("2", "C", "D")), "data data"),
}


@pytest.mark.parametrize(("rows", "expected"), ROWS.values(), ids=ROWS)
def test_kinds_of_rows(rows: tuple[tuple[str, ...], ...], expected: str) -> None:
    assert row_kinds(rows) == expected.split()


def test_tables_side_by_side_stay_two() -> None:
    table = Grid((("STT", "Nội dung", "Chủ trì"), ("1", "A", "B")))
    outline = parse(render((Paragraph("I. A"), table, table)))
    assert [each.locator for each in outline.tables] == ["I.bang-1", "I.bang-2"]


def test_warnings_name_a_number_printed_twice_and_a_missing_signature() -> None:
    found = understand(Reading((Paragraph("Điều 1. A"), Paragraph("Điều 1. B"))))
    assert ["dieu-1_2" in each.en or "signature" in each.en for each in found.warnings] == [True, True]


WORDS = st.sampled_from(
    ["STT", "Nhiệm vụ", "Chủ trì", "I", "1", "1.", "Tổng", "(1)", "", "Điều 1. A", "a\nb", "PHỤ LỤC"]
)
CELLS = WORDS | st.text(max_size=12)
GRIDS = st.integers(0, 5).flatmap(
    lambda width: st.lists(st.tuples(*[CELLS] * width), max_size=6).map(lambda rows: Grid(tuple(rows)))
)


@given(st.lists(GRIDS | CELLS.map(Paragraph), max_size=8))
def test_any_blocks_give_provisions_that_cover_every_word_once(blocks: list[Grid | Paragraph]) -> None:
    found = understand(Reading(tuple(blocks)))
    rest = list(found.text)
    end = 0
    for each in found.outline.provisions:
        assert each.text == each.span.of(found.text) == each.text.strip() != ""
        assert each.span.start >= end
        end = each.span.end
        rest[each.span.start : end] = " " * (end - each.span.start)
    assert not any(char.isalnum() for char in "".join(rest))
    located = {each.locator for each in found.outline.provisions}
    assert len(located) == len(found.outline.provisions)
    assert all(row.locator in located for table in found.outline.tables for row in table.rows)
