"""``hoi ledger``: what a person, a program, a spreadsheet and a calendar get, and what a wrong call is told."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from hoi.bot import clock
from hoi.bot.ledger import TABLES
from hoi.corpus.library import Library
from tests.auxil.shelf import DECISION, FORMULA, HOSTILE, LIBRARY, NOW, PLAN
from tests.auxil.terminal import Hoi

FIELDS = {
    "targets": [
        "document", "locator", "measure", "comparator", "low", "high", "unit", "subject", "period", "level", "quote",
        "start", "end", "cells", "carries_out",
    ],
    "duties": ["document", "locator", "task", "lead", "support", "period", "quote", "start", "end", "cells"],
    "deadlines": ["document", "locator", "what", "who", "due", "recurs", "quote", "start", "end", "cells"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _on_a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now_in_vietnam", lambda: NOW)


@pytest.fixture
def shelf(hoi: Hoi, monkeypatch: pytest.MonkeyPatch) -> Hoi:
    """The command over the small library."""
    monkeypatch.setattr(Library, "open", lambda _: LIBRARY)
    return hoi


def lines(text: str) -> list[str]:
    return text.splitlines()


# For a person


def test_each_row_is_one_line_with_its_headings(shelf: Hoi) -> None:
    done = shelf("ledger", "targets", "--document", PLAN.id)
    assert (done.code, done.err) == (0, "")
    assert lines(done.out) == [
        (
            "kh-1-2021 II.1#1 | Chỉ tiêu: chợ phân loại rác | Mức: 90% | Giai đoạn: 2021 - 2025 (đã kết thúc)"
            " | Chỉ tiêu của cả nước: 70% (địa phương cao hơn 20 điểm phần trăm)"
        ),
        (
            "kh-1-2021 II.1#2 | Chỉ tiêu: Xây dựng mô hình chợ xanh | Mức: 2 mô hình"
            " | Giai đoạn: 2021 - 2025 (đã kết thúc) | Chỉ tiêu của cả nước: 30 mô hình"
        ),
        (
            "kh-1-2021 II.2#1 | Chỉ tiêu: lượng rác của các chợ | Mức: giảm 8 - 10% | Giai đoạn: 2026 - 2030"
            " | Chỉ tiêu của cả nước: giảm 7 - 10%"
            " (địa phương cao hơn 1 điểm phần trăm ở mức thấp nhất, bằng ở mức cao nhất)"
        ),
    ]


def test_deadlines_stand_by_date_with_the_days_left(shelf: Hoi) -> None:
    told = [line.split(" | ") for line in lines(shelf("ledger", "deadlines", "--document", PLAN.id).out)]
    assert [row[1] for row in told] == [
        "Thời hạn: 30/6/2025 (đã qua 511 ngày)",
        "Thời hạn: ngày 15/6, 15/12 hằng năm (lần tới 15/12/2026, còn 22 ngày)",
        "Thời hạn: hằng quý (kỳ này hết ngày 31/12/2026, còn 38 ngày)",
        "Thời hạn: không nêu ngày",
    ]
    assert told[0][2:] == [
        "Việc phải làm: Lập đề án",
        "Cơ quan thực hiện: Sở Tài nguyên và Môi trường (nay là Sở Nông nghiệp và Môi trường)",
    ]


def test_rows_of_a_digest_say_that_they_are(shelf: Hoi) -> None:
    out = lines(shelf("ledger", "targets", "--document", DECISION.id).out)
    assert all(line.startswith("qd-12-2021 II.") and "(tổng hợp) | " in line for line in out)


def test_headings_and_words_in_english(shelf: Hoi) -> None:
    out = shelf("ledger", "deadlines", "--document", PLAN.id, language="en").out
    assert lines(out)[0].startswith(
        "kh-1-2021 III.1#1 | Deadline: 2025-06-30 (days past: 511) | What is due: Lập đề án"
    )


@pytest.mark.parametrize("table", TABLES)
def test_on_a_terminal_it_is_a_table_of_100_columns(shelf: Hoi, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    out = lines(re.sub(r"\x1b\[[\d;]*m", "", shelf("ledger", table).out))
    assert {len(line) for line in out} == {100}
    assert out[1].split()[:2] == ["Vị", "trí"]
    assert {"targets": "70%", "duties": "Sở Công Thương", "deadlines": "15/12/2026"}[table] in "\n".join(out)


def test_brackets_of_a_document_are_no_markup(shelf: Hoi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    assert FORMULA in shelf("ledger", "targets", "--document", HOSTILE.id).out


NOTHING = {
    "agency": ["--agency", "Sở Y tế"],
    "period": ["--period", "1999 - 2005"],
    "hostile": ["--agency", "\x1b[31m\udcff" + "(" * 150],
    "empty": ["--agency", ""],
    "both": ["--agency", "Sở TN&MT", "--period", "2040"],
}


@pytest.mark.parametrize("asked", NOTHING.values(), ids=NOTHING)
def test_what_selects_nothing_is_an_empty_table_and_a_sentence(shelf: Hoi, asked: list[str]) -> None:
    done = shelf("ledger", "duties", *asked)
    assert (done.code, done.out) == (0, "")
    assert done.sentence == "Không có dòng nào khớp với điều kiện đã chọn."
    assert json.loads(shelf("ledger", "duties", *asked, "--json").out) == []
    assert len(lines(shelf("ledger", "duties", *asked, "--csv", "-").out)) == 1


def test_an_empty_table_says_so(hoi: Hoi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "open", lambda _: Library([]))
    assert hoi("ledger", "targets").sentence == "Các văn bản đang có không nêu dòng nào cho bảng này."


@pytest.mark.parametrize(
    ("asked", "locators"),
    [
        pytest.param(["--agency", "so tnmt"], ["III.1#1", "III.1#2", "III.1#3"], id="short_name"),
        pytest.param(["--agency", "Sở Nông nghiệp và Môi trường"], ["III.1#1", "III.1#2", "III.1#3"], id="successor"),
        pytest.param(["--agency", "Sở Công Thương"], ["III.1#2"], id="support"),
    ],
)
def test_rows_of_an_agency(shelf: Hoi, asked: list[str], locators: list[str]) -> None:
    found = json.loads(shelf("ledger", "duties", "--document", PLAN.id, *asked, "--json").out)
    assert [row["locator"] for row in found] == locators


# For a program


@pytest.mark.parametrize("table", TABLES)
def test_json_has_the_contract_s_fields_and_every_cell_points_into_the_text(
    hoi: Hoi, tmp_path: Path, table: str
) -> None:
    rows = json.loads(hoi("ledger", table, "--json", data_dir=str(tmp_path)).out)
    assert rows
    for row in rows:
        assert list(row) == FIELDS[table]
        text = Library.shipped().get(row["document"]).text
        assert text[row["start"] : row["end"]] == row["quote"]
        for name, place in row["cells"].items():
            _check_cell(text, row[name], place)


def _check_cell(text: str, value: Any, place: list[Any]) -> None:
    if isinstance(value, list):
        assert len(value) == len(place)
        for each, where in zip(value, place, strict=True):
            assert " ".join(text[where[0] : where[1]].split()) == each
        return
    said = " ".join(text[place[0] : place[1]].split())
    if isinstance(value, float):
        assert float(said.replace(".", "").replace(",", ".")) == value
    else:
        assert said


def test_json_of_a_target_says_what_it_carries_out(shelf: Hoi) -> None:
    first, second, *_ = json.loads(shelf("ledger", "targets", "--document", PLAN.id, "--json").out)
    assert first == {
        "document": "kh-1-2021", "locator": "II.1#1", "measure": "phân loại rác", "comparator": "=", "low": 90.0,
        "high": 90.0, "unit": "%", "subject": "chợ", "period": "2021 - 2025", "level": "provincial",
        "quote": "90% chợ phân loại rác.", "start": first["start"], "end": first["start"] + 22,
        "cells": first["cells"],
        "carries_out": {"document": "qd-12-2021", "locator": "II.1#1", "difference": {"low": 20.0, "high": 20.0}},
    }  # fmt: skip
    assert second["carries_out"]["difference"] == {"low": -28.0, "high": -28.0}
    decision = json.loads(shelf("ledger", "targets", "--document", DECISION.id, "--json").out)
    assert {row["carries_out"] for row in decision} == {None}


def test_json_of_deadlines_has_dates_and_rhythms_in_the_order_of_the_text(shelf: Hoi) -> None:
    rows = json.loads(shelf("ledger", "deadlines", "--document", PLAN.id, "--json").out)
    assert [(row["due"], row["recurs"]) for row in rows] == [
        ("2025-06-30", None), (None, "06-15,12-15"), (None, "P3M"), (None, None),
    ]  # fmt: skip
    assert rows[0]["who"] == ["Sở Tài nguyên và Môi trường"]


# Files


def of_csv(content: bytes) -> int:
    return len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))) - 1


def of_workbook(content: bytes) -> int:
    return int(load_workbook(io.BytesIO(content)).active.max_row) - 1


def of_calendar(content: bytes) -> int:
    return len(Calendar.from_ical(content).walk("VEVENT")) + 1  # one has neither a day nor a rhythm


COUNTS: dict[str, Callable[[bytes], int]] = {"csv": of_csv, "xlsx": of_workbook, "ics": of_calendar}


@pytest.mark.parametrize(("form", "count"), COUNTS.items(), ids=COUNTS)
def test_files_hold_the_rows(shelf: Hoi, tmp_path: Path, form: str, count: Callable[[bytes], int]) -> None:
    file = tmp_path / f"sổ theo dõi.{form}"
    done = shelf("ledger", "deadlines", f"--{form}", str(file))
    assert (done.code, done.out) == (0, f"Đã ghi 4 dòng vào {file}\n")
    assert count(file.read_bytes()) == 4
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("form", ["csv", "ics"])
def test_a_dash_is_standard_output(shelf: Hoi, tmp_path: Path, form: str) -> None:
    file = tmp_path / "file"
    shelf("ledger", "deadlines", f"--{form}", str(file))
    assert shelf("ledger", "deadlines", f"--{form}", "-").out.encode() == file.read_bytes()


def test_a_calendar_says_what_it_leaves_out(shelf: Hoi) -> None:
    done = shelf("ledger", "deadlines", "--ics", "-")
    assert done.sentence == "Không đưa vào lịch 1 thời hạn mà văn bản không nêu ngày hoặc định kỳ."


def test_a_table_in_a_file_stands_by_date(shelf: Hoi) -> None:
    text = shelf("ledger", "deadlines", "--csv", "-").out
    places = [row[3] for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]
    assert places == ["Mã vị trí", "III.1#1", "III.1#3", "III.2#1", "III.2#2"]


# What is wrong with the call


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([], "hoi ledger --help", id="no_table"),
        pytest.param(["nhiem-vu"], "hoi ledger --help", id="unknown_table"),
        pytest.param(["targets", "--json", "--csv", "-"], "--xlsx", id="two_forms"),
        pytest.param(["deadlines", "--csv", "-", "--ics", "-"], "--xlsx", id="two_files"),
        pytest.param(["targets", "--ics", "a.ics"], "hoi ledger deadlines --ics", id="calendar_of_targets"),
        pytest.param(["targets", "--xlsx", "-"], "--xlsx", id="workbook_on_standard_output"),
        pytest.param(["targets", "--document", "qd-1-1999"], "kh-1-2021, kh-2-2022", id="unknown_document"),
        pytest.param(["targets", "--document", ""], "Không có văn bản “”", id="empty_document"),
        pytest.param(["targets", "--period", "sắp tới"], "“sắp tới”", id="no_period"),
        pytest.param(["targets", "--period", "9" * 1_000], "200 ký tự", id="long_period"),
        pytest.param(["targets", "--agency", "a" * 100_000], "200 ký tự", id="long_agency"),
        pytest.param(["targets", "--csv", "khong/co/a.csv"], "Không ghi được tệp khong/co/a.csv", id="no_folder"),
        pytest.param(["targets", "--xlsx", ""], "Không ghi được tệp", id="no_name"),
        pytest.param(["targets", "--csv"], "--help", id="no_file"),
    ],
)
def test_wrong_call_is_one_sentence_and_exit_2(
    shelf: Hoi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = shelf("ledger", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.sentence
    assert not list(tmp_path.iterdir())
