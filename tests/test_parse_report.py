"""The fixtures are understood as well as the goals say, and the report says so only when it is true."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from bench.parse_report import FIXTURES, FORMS, GOALS, labels, missed, result, results, table
from bench.parse_scores import Label, Score, compare, total
from hoi.corpus.blocks import Grid, Paragraph, Reading
from hoi.corpus.intake import Understood, understand
from tests.fixtures import make

NEEDED = {"doc": ("soffice", "libreoffice"), "scan": ("tesseract",)}
MAX_BYTES = 3_000_000
PLAN = """ỦY BAN NHÂN DÂN
TỈNH HƯNG LĨNH
Số: 7/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hưng Lĩnh, ngày 02 tháng 5 năm 2024
KẾ HOẠCH
Trồng cây
Căn cứ Luật Lâm nghiệp;
I. MỤC TIÊU
- Trồng 500 cây.
II. PHÂN CÔNG"""
ROWS = (("STT", "Nhiệm vụ", "Chủ trì"), ("1", "Ươm cây", "Sở Lâm nghiệp"), ("2", "Trồng cây", ""))
LABEL = Label(
    "plan.txt",
    "text",
    ("7/KH-UBND", "2024-05-02", "", "UBND tỉnh Hưng Lĩnh", "", "Kế hoạch", "Trồng cây"),
    {
        ("meta", "meta"): "",
        ("preamble", "preamble"): "Căn cứ Luật Lâm nghiệp;",
        ("I", "phan"): "I. MỤC TIÊU",
        ("I#1", "dash"): "Trồng 500 cây.",
        ("II", "phan"): "II. PHÂN CÔNG",
        ("II.bang-1", "paragraph"): "",
        ("II.bang-1#r1", "row"): "1 Ươm cây Sở Lâm nghiệp",
        ("II.bang-1#r2", "row"): "2 Trồng cây",
    },
    (ROWS,),
)


@pytest.fixture(scope="module")
def seen() -> Understood:
    return understand(Reading((*(Paragraph(line) for line in PLAN.split("\n")), Grid(ROWS))))


@pytest.mark.parametrize("form", FORMS)
def test_goals_hold(form: str) -> None:
    if form in NEEDED and not any(map(shutil.which, NEEDED[form])):
        pytest.skip(f"{' or '.join(NEEDED[form])} is not installed")
    if form == "scan" and "vie" not in languages():
        pytest.skip("tesseract has no Vietnamese")
    found = list(results(FIXTURES, [form]))
    whole, goal = total(form, found), GOALS[form]
    assert whole.metadata.recall >= goal.metadata, missed(found)
    assert whole.provisions.f1 >= goal.provisions, missed(found)
    assert whole.cells.f1 >= goal.cells, missed(found)


def languages() -> list[str]:
    asked = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True)
    return asked.stdout.split()


def test_what_is_right_scores_full(seen: Understood) -> None:
    found = compare(LABEL, seen)
    assert found.failures == ()
    assert found.metadata == Score(7, 7, 7)
    assert found.provisions == found.locators == Score(8, 8, 8)
    assert (found.cells, found.rows) == (Score(8, 8, 8), Score(2, 2, 2))


def test_another_number_is_wrong(seen: Understood) -> None:
    found = compare(replace(LABEL, stated=("8/KH-UBND", *LABEL.stated[1:])), seen)
    assert found.metadata == Score(7, 7, 6)
    assert found.failures == ("number: wanted '8/KH-UBND', found '7/KH-UBND'",)


def test_long_and_short_names_of_an_agency_are_one(seen: Understood) -> None:
    named = (*LABEL.stated[:3], "Ủy ban nhân dân tỉnh Hưng Lĩnh", *LABEL.stated[4:])
    assert compare(replace(LABEL, stated=named), seen).metadata == Score(7, 7, 7)


@pytest.mark.parametrize(
    ("key", "words", "provisions", "locators"),
    [
        (("I#1", "dash"), "Trồng 400 cây.", Score(8, 8, 7), Score(8, 8, 8)),
        (("I#1", "dash"), "TRONG 500  CAY.", Score(8, 8, 8), Score(8, 8, 8)),
        (("I.1", "khoan"), "1. Không có", Score(9, 8, 8), Score(9, 8, 8)),
    ],
    ids=["other_words", "same_but_for_diacritics", "missed"],
)
def test_provisions(seen: Understood, key: tuple[str, str], words: str, provisions: Score, locators: Score) -> None:
    found = compare(replace(LABEL, provisions={**LABEL.provisions, key: words}), seen)
    assert (found.provisions, found.locators) == (provisions, locators)
    assert bool(found.failures) == (provisions.right < provisions.wanted)


def test_a_provision_that_is_not_there(seen: Understood) -> None:
    fewer = {key: words for key, words in LABEL.provisions.items() if key != ("I#1", "dash")}
    found = compare(replace(LABEL, provisions=fewer), seen)
    assert found.provisions == Score(7, 8, 7)
    assert (found.provisions.recall, found.provisions.precision) == (1.0, 7 / 8)


def test_only_a_scan_may_differ_in_a_letter(seen: Understood) -> None:
    misread = {**LABEL.provisions, ("II.bang-1#r1", "row"): "1 Ươm cây Sở Lâm nghiêp"[:-1] + "b"}
    assert compare(replace(LABEL, provisions=misread), seen).provisions.right == 7
    assert compare(replace(LABEL, provisions=misread, form="scan"), seen).provisions.right == 8


def test_a_cell_counts_at_its_place(seen: Understood) -> None:
    moved = (*ROWS[:2], ("2", "", "Trồng cây"))
    found = compare(replace(LABEL, tables=(moved,)), seen)
    assert (found.cells, found.rows) == (Score(8, 8, 7), Score(2, 2, 1))


def test_a_file_that_cannot_be_read_has_everything_missed(tmp_path: Path) -> None:
    found = result(tmp_path, replace(LABEL, file="absent.txt"))
    assert (found.provisions, found.cells) == (Score(8, 0, 0), Score(8, 0, 0))
    assert found.failures[0].startswith("not read: ")


def test_table_has_a_line_for_each_format(seen: Understood) -> None:
    found = [compare(LABEL, seen), compare(replace(LABEL, form="pdf"), None)]
    heads, _, *lines = table(found).split("\n")
    assert [re.split(r" *\| *", line)[1] for line in lines] == ["text", "pdf", "all"]
    assert {line.count("|") for line in (heads, *lines)} == {heads.count("|")}


def test_labels_are_what_the_sources_say() -> None:
    """A label is changed in its source; what the parser sees never becomes one."""
    written = (FIXTURES / "labels.jsonl").read_text(encoding="utf-8")
    assert written == "\n".join(make.labels()) + "\n"


def test_every_fixture_is_there_labelled_and_small() -> None:
    labelled = {label.file for label in labels(FIXTURES)}
    there = {path.name for path in FIXTURES.iterdir()} - {"labels.jsonl", "README.md"}
    assert labelled == there
    assert len(there) >= 26
    assert sum(path.stat().st_size for path in FIXTURES.iterdir()) < MAX_BYTES
