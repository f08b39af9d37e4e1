"""Cells between ruling lines, and tables that a page break parts."""

import pytest

from hoi.corpus.blocks import Grid
from hoi.corpus.readers import pdf_tables
from hoi.corpus.readers.pdf_drawing import Ruling
from hoi.corpus.readers.pdf_lines import Word
from hoi.corpus.readers.pdf_tables import Ruled, joined, tables_of
from tests.corpus.readers.printed import row

XS, YS = (50.0, 80.0, 280.0, 400.0), (100.0, 120.0, 140.0, 160.0)


def box(xs: tuple[float, ...] = XS, ys: tuple[float, ...] = YS) -> list[Ruling]:
    """Return the lines of a table whose columns and rows end at ``xs`` and ``ys``."""
    level = [Ruling(xs[0], y, xs[-1], y) for y in ys]
    return level + [Ruling(x, ys[0], x, ys[-1]) for x in xs]


def words(*texts: tuple[str, float, float]) -> list[Word]:
    return [word for text, x, y in texts for word in row(text, x, y)]


HEAD = [("STT", 52.0, 105.0), ("Nội dung", 85.0, 105.0), ("Thời gian", 290.0, 105.0)]


def test_words_fall_into_cells_and_others_stay_outside() -> None:
    tables, outside = tables_of(box(), words(*HEAD, ("1", 55, 125), ("Tập huấn", 85, 125), ("Căn cứ", 85, 300)))
    assert [table.grid() for table in tables] == [
        Grid((("STT", "Nội dung", "Thời gian"), ("1", "Tập huấn", ""), ("", "", "")))
    ]
    assert [word.text for word in outside] == ["Căn", "cứ"]


def test_merged_cells() -> None:
    # the line under "Nội dung" is missing, and that between the last two columns in the last row
    lines = [line for line in box() if line != Ruling(50, 120, 400, 120) and line != Ruling(280, 100, 280, 160)]
    lines += [Ruling(50, 120, 80, 120), Ruling(280, 120, 400, 120), Ruling(280, 100, 280, 140)]
    (table,), _ = tables_of(lines, words(*HEAD, ("2", 55, 125), ("Quý I", 290, 125), ("3", 55, 145), ("Cả", 85, 145)))
    assert table.rows == (("STT", "Nội dung", "Thời gian"), ("2", "Nội dung", "Quý I"), ("3", "Cả", ""))


@pytest.mark.parametrize(
    ("texts", "cell"),
    [
        pytest.param(["Tổ chức tập huấn cho hộ kinh", "doanh"], "Tổ chức tập huấn cho hộ kinh doanh", id="wrapped"),
        pytest.param(["Sở Tài chính;", "Sở Công Thương"], "Sở Tài chính;\nSở Công Thương", id="new_line_of_the_author"),
        pytest.param(["Chuẩn bị", "nội dung"], "Chuẩn bị nội dung", id="short_line_before_a_small_letter"),
        pytest.param(["- Tập huấn", "- Kiểm tra"], "- Tập huấn\n- Kiểm tra", id="bullets"),
    ],
)
def test_lines_of_a_cell(texts: list[str], cell: str) -> None:
    inside = [(text, 85.0, 122.0 + 9 * number) for number, text in enumerate(texts)]
    (table,), _ = tables_of(box(ys=(100.0, 120.0, 140.0)), words(*HEAD, *inside))
    assert table.rows[1][1] == cell


@pytest.mark.parametrize(
    ("lines", "texts", "kept"),
    [
        pytest.param(box(), HEAD, True, id="three_columns"),
        pytest.param(box((50, 80, 400)), HEAD[:2], True, id="two_columns_under_a_head"),
        pytest.param(box((50, 80, 400)), [("A", 52, 105), ("B", 85, 105)], False, id="two_columns_without_a_head"),
        pytest.param(box(ys=(100, 120)), HEAD, False, id="one_row"),
        pytest.param(box((50, 400)), HEAD, False, id="frame"),
        pytest.param(box(), [("STT", 52, 105)], False, id="form_without_words"),
        pytest.param([Ruling(50, 100, 200, 100)] * 6, HEAD, False, id="underlines"),
    ],
)
def test_what_is_a_table(lines: list[Ruling], texts: list[tuple[str, float, float]], kept: bool) -> None:
    tables, outside = tables_of(lines, words(*texts))
    assert bool(tables) is kept
    assert bool(outside) is not kept


def test_lines_within_a_cell_are_no_table_of_their_own() -> None:
    inner = box((90.0, 130.0, 170.0, 210.0), (122.0, 128.0, 134.0))
    tables, _ = tables_of([*box(), *inner], words(*HEAD, ("A", 95, 122), ("B", 140, 122)))
    assert len(tables) == 1


def test_too_many_lines_are_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_tables, "MAX_RULINGS", 7)
    assert tables_of(box(), words(*HEAD))[0] == []


def ruled(*rows: tuple[str, ...], owners: tuple[tuple[int, ...], ...] | None = None, shift: float = 0.0) -> Ruled:
    columns = len(rows[0])
    each = tuple(tuple(range(n * columns, (n + 1) * columns)) for n in range(len(rows)))
    return Ruled((50.0, 100.0, 400.0, 160.0), tuple(x + shift for x in XS), rows, owners or each)


BEFORE = ("STT", "Nội dung", "Chủ trì"), ("1", "Tập huấn tại", "Sở A;")


@pytest.mark.parametrize(
    ("after", "rows"),
    [
        pytest.param([("2", "Kiểm tra", "Sở B")], [BEFORE[1], ("2", "Kiểm tra", "Sở B")], id="goes_on"),
        pytest.param([BEFORE[0], ("2", "Kiểm tra", "")], [BEFORE[1], ("2", "Kiểm tra", "")], id="head_printed_again"),
        pytest.param([("", "các xã", "Sở B")], [("1", "Tập huấn tại các xã", "Sở A;\nSở B")], id="row_cut_in_two"),
        pytest.param([("", "", "Sở B")], [BEFORE[1], ("", "", "Sở B")], id="row_of_its_own_without_a_number"),
    ],
)
def test_a_table_on_the_next_page(after: list[tuple[str, ...]], rows: list[tuple[str, ...]]) -> None:
    whole = joined(ruled(*BEFORE), ruled(*after, shift=1.0))
    assert whole is not None
    assert list(whole.rows) == [BEFORE[0], *rows]


def test_a_head_that_a_scan_reads_a_little_differently_is_dropped() -> None:
    whole = joined(ruled(*BEFORE), ruled(("STT", "Nội dụng", "Chủ trì"), ("2", "Kiểm tra", "")))
    assert whole is not None
    assert len(whole.rows) == 3


def test_a_merged_cell_goes_on_as_far_as_it_reaches() -> None:
    before = ruled(("1", "Một", "Sở A"), ("2", "Hai", "Sở A"), owners=((0, 1, 2), (3, 4, 2)))
    after = ruled(("3", "Ba", ""), ("4", "Bốn", ""), ("5", "Năm", ""), owners=((0, 1, 2), (3, 4, 2), (5, 6, 7)))
    whole = joined(before, after)
    assert whole is not None
    assert [row[2] for row in whole.rows] == ["Sở A", "Sở A", "Sở A", "Sở A", ""]


def test_other_columns_are_another_table() -> None:
    assert joined(ruled(*BEFORE), ruled(("2", "Kiểm tra", "Sở B"), shift=30.0)) is None
