"""Page numbers, running heads, notices and footnotes."""

import pytest

from hoi.corpus.readers.pdf_lines import Word, text_of
from hoi.corpus.readers.pdf_margins import Sheet, strip, without_notes, without_number
from tests.corpus.readers.printed import line, row

HEIGHT = 842.0


@pytest.mark.parametrize(
    ("text", "y", "kept"),
    [
        pytest.param("2", 30.0, False, id="at_the_top"),
        pytest.param("- 2 -", 800.0, False, id="between_dashes"),
        pytest.param("Trang 2/14", 800.0, False, id="with_a_word"),
        pytest.param("2", 400.0, True, id="in_the_text"),
        pytest.param("2. Sở Tài chính", 30.0, True, id="a_clause"),
        pytest.param("2025.", 800.0, True, id="end_of_a_date"),
    ],
)
def test_page_number(text: str, y: float, kept: bool) -> None:
    rows = sorted([row("Căn cứ Luật", y=300.0), row(text, y=y)], key=lambda each: each[0].top)
    assert (row(text, y=y) in without_number(rows, HEIGHT)) is kept


def test_a_page_of_a_number_alone_is_left_empty() -> None:
    assert without_number([row("7", y=800.0)], HEIGHT) == []


def with_note(*, call: str = "1", note: str = "1 Số liệu năm 2023") -> list[list[Word]]:
    called = [*row("đạt 85%"), Word(call, 128.0, 132.0, 97.0, 103.0), *row("|90 các siêu thị")]
    return [row("Căn cứ", y=60.0), called, row("kết quả", y=114.0), row(note, y=700.0, high=7.0)]


def test_footnote_goes_with_its_number() -> None:
    rows, found = without_notes(with_note())
    assert found
    assert [text_of(each) for each in rows] == ["Căn cứ", "đạt 85% các siêu thị", "kết quả"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(with_note(call="2"), id="no_such_number"),
        pytest.param(with_note(note="Nơi nhận:"), id="small_print_without_a_number"),
        pytest.param(with_note(note="1. Sở Tài chính"), id="small_print_of_a_clause"),
        pytest.param([row("Căn cứ")], id="one_size"),
        pytest.param([], id="nothing"),
    ],
)
def test_other_small_print_stays(rows: list[list[Word]]) -> None:
    assert without_notes(rows) == (rows, False)


def test_in_a_scan_any_number_begins_a_footnote() -> None:
    rows = [row("Căn cứ"), row("85%1 các"), row("kết quả"), row("1 Số liệu", y=700.0, high=7.0)]
    assert without_notes(rows, recognised=True) == (rows[:3], True)


def sheets(*pages: list[str], y: float = 30.0) -> list[Sheet]:
    return [
        Sheet(595.0, HEIGHT, [line(text, top=y if number == 0 else 400.0) for number, text in enumerate(texts)])
        for texts in pages
    ]


def left(found: list[Sheet]) -> list[list[str]]:
    strip(found)
    return [[each.text for each in sheet.lines] for sheet in found]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        pytest.param("CÔNG BÁO SÔNG XANH", "CÔNG BÁO SÔNG XANH", False, id="the_same"),
        pytest.param("2 CÔNG BÁO SÔNG XANH", "CÔNG BÁO SÔNG XANH 3", False, id="the_same_beside_a_number"),
        pytest.param("CÔNG BÁO SÔNG XANH", "Điều 5. Hiệu lực", True, id="once"),
        pytest.param("PHỤ LỤC I", "PHỤ LỤC II", True, id="heads_of_annexes"),
        pytest.param("(Kèm theo Kế hoạch số 12)", "(Kèm theo Kế hoạch số 12)", True, id="what_annexes_belong_to"),
    ],
)
def test_running_head(first: str, second: str, kept: bool) -> None:
    expected = [first, "Một"], [second, "Hai"]
    assert left(sheets([first, "Một"], [second, "Hai"])) == [each if kept else each[1:] for each in expected]


def test_a_line_repeated_in_the_text_stays() -> None:
    assert left(sheets(["Như trên", "Một"], ["Như trên", "Hai"], y=300.0)) == [["Như trên", "Một"], ["Như trên", "Hai"]]


def test_signing_notices_and_rulers_go() -> None:
    notice = ["Người ký: Cổng thông tin Sông Xanh", "Thời gian ký: 01.02.2024", "_______", "Điều 1. Một"]
    assert left(sheets(notice)) == [["Điều 1. Một"]]
