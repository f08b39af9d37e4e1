"""Tables as CSV and workbooks, read back by other readers."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from hoi.bot.exports import Sheet, Value, as_csv, as_workbook, sheet
from hoi.bot.ledger import TABLES, Entry, Ledger
from hoi.corpus.ledger.select import Table
from hoi.corpus.library import Library
from tests.auxil.shelf import DECISION, FORMULA, HOSTILE, LIBRARY, PLAN, TODAY, deadline

SIGNS = "=+-@\t\r\n＝＋－＠"
# What a document's text can hold: XML 1.0 characters, in the one form of line ends.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n", exclude_characters="\ufffe\uffff")
)


def table(name: Table, document: str | None = None, language: str = "vi") -> Sheet:
    return sheet(name, Ledger(LIBRARY).entries(name, document=document), TODAY, language)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def records(content: bytes) -> list[dict[str, str]]:
    head, *rows = lines(content)
    return [dict(zip(head, row, strict=True)) for row in rows]


def page(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).active


def of(*values: Value) -> Sheet:
    columns = tuple(f"c{number}" for number in range(len(values)))
    return Sheet("Bảng", columns, columns, (values,))


# CSV


def test_csv_opens_with_the_mark_that_excel_needs() -> None:
    assert as_csv(table("targets")).startswith(b"\xef\xbb\xbfV\xc4\x83n b\xe1\xba\xa3n,")


def test_csv_of_targets_has_figures_as_numbers_and_what_they_carry_out() -> None:
    first = records(as_csv(table("targets", PLAN.id)))[0]
    assert first == {
        "Văn bản": "Văn bản số 1/KH-UBND", "Mã văn bản": "kh-1-2021",
        "Vị trí": "gạch đầu dòng thứ 1, khoản 1, phần II", "Mã vị trí": "II.1#1",
        "Đối tượng": "chợ", "Nội dung": "phân loại rác", "So sánh": "bằng", "Từ": "90", "Đến": "90", "Đơn vị": "%",
        "Giai đoạn": "2021 - 2025", "Cấp": "cấp tỉnh", "Đoạn trích": "90% chợ phân loại rác.",
        "Tính chất đoạn trích": "nguyên văn", "Chỉ tiêu của cả nước": "70%",
        "Vị trí chỉ tiêu của cả nước": "Văn bản số 12/QĐ-TTg, bản tổng hợp mục II.1 ý 1",
        "So với cả nước": "cao hơn 20 điểm phần trăm",
    }  # fmt: skip


def test_csv_of_duties_names_successors_and_leaves_what_is_not_said_empty() -> None:
    rows = records(as_csv(table("duties", PLAN.id)))
    assert rows[1]["Chủ trì"] == "Sở Tài nguyên và Môi trường (nay là Sở Nông nghiệp và Môi trường)"
    assert rows[1]["Phối hợp"] == "Sở Công Thương"
    assert rows[0]["Phối hợp"] == rows[0]["Giai đoạn"] == ""


def test_csv_of_deadlines_has_dates_and_rhythms() -> None:
    rows = records(as_csv(table("deadlines", PLAN.id)))
    assert [(row["Ngày"], row["Định kỳ"]) for row in rows[:3]] == [
        ("2025-06-30", ""), ("", "ngày 15/6, 15/12 hằng năm"), ("", "hằng quý"),
    ]  # fmt: skip


def test_quotes_of_a_digest_are_told_from_the_wording() -> None:
    rows = records(as_csv(table("targets", DECISION.id)))
    assert {row["Tính chất đoạn trích"] for row in rows} == {"tổng hợp, không phải nguyên văn"}


def test_headings_are_in_the_language_of_the_settings() -> None:
    assert lines(as_csv(table("deadlines", language="en")))[0][:4] == ["Document", "Document id", "Place", "Locator"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_has_its_headings(name: Table) -> None:
    empty = sheet(name, (), TODAY, "vi")
    assert lines(as_csv(empty)) == [list(empty.headings)]
    assert [cell.value for cell in page(as_workbook(empty))[1]] == list(empty.headings)


def test_hostile_words_of_a_document_are_no_formula_anywhere() -> None:
    value = table("targets", HOSTILE.id)
    told = records(as_csv(value))
    assert [row["Nội dung"] for row in told] == [f"'{FORMULA} phải xong", "'@SUM phải xong"]
    assert [row["Đoạn trích"] for row in told] == [f"'{FORMULA} phải xong.", "'@SUM phải xong."]
    assert {cell.data_type for row in page(as_workbook(value)).iter_rows() for cell in row} <= {"s", "n"}


@given(st.text(st.sampled_from(f"{SIGNS} a1'\","), min_size=1) | TEXTS)
def test_no_cell_of_a_csv_file_opens_a_formula(text: str) -> None:
    ((cell,),) = lines(as_csv(of(text)))[1:] or [[""]]
    assert not cell.lstrip().startswith(tuple(SIGNS.strip())), "a spreadsheet would run it"
    assert cell in (text, f"'{text}"), "nothing but the apostrophe is added"


@given(st.lists(TEXTS | st.none() | st.integers(-100, 100).map(float) | st.dates(), min_size=1, max_size=4))
def test_a_csv_file_reads_back_as_it_was(values: list[Value]) -> None:
    read = lines(as_csv(of(*values)))
    assert len(read) == 2
    for cell, value in zip(read[1], values, strict=True):
        expected = "" if value is None else str(int(value)) if isinstance(value, float) else str(value)
        assert cell.removeprefix("'") == expected.removeprefix("'")


# Workbooks


def test_a_workbook_shows_its_headings_and_wraps_its_texts() -> None:
    shown = page(as_workbook(table("targets")))
    assert shown.title == "Chỉ tiêu"
    assert shown.freeze_panes == "A2"
    assert all(cell.font.bold for cell in shown[1])
    assert not any(cell.font.bold for cell in shown[2])
    assert all(cell.alignment.wrap_text for row in shown.iter_rows() for cell in row)
    assert {each.width for each in shown.column_dimensions.values()} == {14, 24, 30, 40, 50, 80}
    assert shown.auto_filter.ref == shown.dimensions


def test_a_workbook_has_numbers_and_dates() -> None:
    targets = {cell.value: cell.column for cell in page(as_workbook(table("targets", PLAN.id)))[1]}
    shown = page(as_workbook(table("targets", PLAN.id)))
    assert (shown.cell(2, targets["Từ"]).value, shown.cell(2, targets["Từ"]).data_type) == (90, "n")
    due = page(as_workbook(sheet("deadlines", [Entry(deadline("a", due=date(2026, 12, 1)), PLAN)], TODAY, "vi")))
    (cell,) = [each for each in due[2] if each.is_date]
    assert (cell.value.date(), cell.number_format) == (date(2026, 12, 1), "dd/mm/yyyy")


@pytest.mark.parametrize("text", [FORMULA, "#N/A", "1", "+84", "2021-01-01", "TRUE"], ids=str)
def test_a_text_stays_a_text_in_a_workbook(text: str) -> None:
    cell = page(as_workbook(of(text)))["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == text.startswith(("=", "+"))


@given(st.text(max_size=40))
@example("\ufffe\uffff")
def test_any_text_can_be_put_into_a_workbook(text: str) -> None:
    held = text.encode("utf-8", "ignore").decode()  # no document holds lone surrogates
    assert page(as_workbook(of(held)))["A2"].data_type in ("s", "n")


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert len(page(as_workbook(of("a" * 40_000)))["A2"].value) == 32_767


def test_every_shipped_table_can_be_exported() -> None:
    ledger = Ledger(Library.shipped())
    for name in TABLES:
        entries = ledger.entries(name)
        value = sheet(name, entries, TODAY, "vi")
        assert len(lines(as_csv(value))) == page(as_workbook(value)).max_row == len(entries) + 1


def test_the_quote_is_never_rewritten() -> None:
    row = replace(deadline("việc"), quote="dòng một\n\tdòng hai  “x”")
    value = sheet("deadlines", [Entry(row, PLAN)], TODAY, "vi")
    assert records(as_csv(value))[0]["Đoạn trích"] == row.quote
