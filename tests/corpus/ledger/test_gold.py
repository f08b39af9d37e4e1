"""The ledger against tables written by hand, and what must hold for each of its cells."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.ledger import INVENTED, TABLES, Score, documents, gold, score, shown
from hoi.corpus.ledger import Cell, Row
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.normalise import modern_tone
from tests.auxil.ledger import held

DOCUMENTS = documents()
ENOUGH = 0.97


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_cells_are_those_of_the_gold_table(name: str, table: str) -> None:
    found = [shown(row) for row in TABLES[table](DOCUMENTS[name])]
    assert score(found, gold(name, table)).f1 >= ENOUGH


@pytest.mark.parametrize("name", INVENTED)
def test_invented_documents_say_so_in_their_first_line(name: str) -> None:
    assert DOCUMENTS[name].text.splitlines()[0] == "VĂN BẢN GIẢ ĐỊNH DÙNG ĐỂ KIỂM THỬ"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("document", [*DOCUMENTS.values(), *Library.shipped()], ids=lambda document: document.id)
def test_each_row_points_into_the_text(document: Document, table: str) -> None:
    for row in TABLES[table](document):
        assert document.text[row.start : row.end] == row.quote
        assert row.quote.strip() == row.quote != ""
        assert document.provision(row.locator)
        for cell in cells(row, *SAID):
            assert cell.span is not None
            assert " ".join(cell.span.of(document.text).split()) == cell.value


SAID = ("measure", "subject", "unit", "task", "lead", "support", "what", "who")
READ = ("comparator", "low", "high", "period", "due", "recurs")


def cells(row: Row, *names: str) -> Iterator[Cell[object]]:
    """Yield the cells of ``row`` that have these names."""
    for each in fields(row):
        value = getattr(row, each.name) if each.name in names else None
        yield from (cell for cell in (value if isinstance(value, tuple) else (value,)) if isinstance(cell, Cell))


@pytest.mark.parametrize(
    ("found", "expected", "counted"),
    [
        ([], [], Score(0, 0, 0)),
        ([{"locator": "1", "a": "x"}], [{"locator": "1", "a": "x"}], Score(2, 2, 2)),
        ([{"locator": "1", "a": "x"}], [{"locator": "1", "a": "y"}], Score(2, 2, 1)),
        ([{"locator": "1", "a": "x"}], [{"locator": "2", "a": "x"}], Score(2, 2, 0)),
        ([{"locator": "1", "a": None}], [{"locator": "1", "a": "x"}], Score(1, 2, 1)),
        ([{"locator": "1", "a": ["x", "z"]}], [{"locator": "1", "a": ["x", "y"]}], Score(3, 3, 2)),
        (
            [{"locator": "1", "a": "x"}, {"locator": "1", "a": "y"}],
            [{"locator": "1", "a": "y"}, {"locator": "1", "a": "x"}],
            Score(4, 4, 4),
        ),
    ],
    ids=["empty", "same", "other_words", "other_place", "missing", "list", "other_order"],
)  # fmt: skip
def test_score(found: list[dict[str, object]], expected: list[dict[str, object]], counted: Score) -> None:
    assert score(found, expected) == counted


LINES = st.sampled_from(
    """I. MỤC TIÊU|1. Đến năm 2025|II. NHIỆM VỤ|1. Sở Công Thương|a) Chủ trì, phối hợp với Sở Y tế|Nơi nhận:|PHỤ LỤC
    |- Giảm 5 - 8% mức tiêu hao; tăng 3%.|- Ít nhất 02 mô hình của các ngành|- Giao Sở Y tế (cơ quan thường trực)
    |+ Cơ quan chủ trì:|+ Thời hạn: quý II/2022; 2023|Điều 2. Tổ chức thực hiện|.;.;:|do Sở Y tế chủ trì, phối hợp với
    |Trước ngày 15/12 hằng năm, các sở báo cáo|STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian|1\tKhảo sát\tnt\t12/2022|\t\t\t
    |TT\tChỉ tiêu\tĐơn vị\tNăm 2025|1\tTỷ lệ\t%\t≥ 50""".replace("\n    ", "").split("|")
)


@given(st.lists(LINES | st.text(max_size=30), max_size=14).map("\n".join))
@example("STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian\n0\t\nSTT\tNhiệm vụ\tCơ quan chủ trì\tThời gian")
def test_any_text_has_a_ledger_whose_rows_point_into_it(text: str) -> None:
    document = held(text)
    for read in TABLES.values():
        for row in read(document):
            assert document.text[row.start : row.end] == row.quote
            assert all(cell.span.of(document.text) for cell in cells(row, *SAID, *READ) if cell.span)


def test_spelling_of_tone_marks_changes_no_row() -> None:
    old = held("I. NHIỆM VỤ\n- Uỷ ban nhân dân tỉnh chủ trì, phối hợp với Sở Y tế cụ thể hoá Kế hoạch.")
    new = held(modern_tone(old.text))
    assert [shown(row)["support"] for row in TABLES["duties"](old)] == [["Sở Y tế"]]
    assert [modern_tone(shown(row)["task"]) for row in TABLES["duties"](old)] == ["cụ thể hóa Kế hoạch"]
    assert [shown(row)["task"] for row in TABLES["duties"](new)] == ["cụ thể hóa Kế hoạch"]
