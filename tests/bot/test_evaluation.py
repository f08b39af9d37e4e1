"""Scoring: what counts as said, what makes an answer right, and the table of `hoi eval`."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.bot import evaluation
from hoi.bot.assistant.answer import Answer, Citation, Status
from hoi.bot.cases import Case
from hoi.bot.evaluation import Rate, judge, measures
from hoi.bot.wording import asserts, contradicts, declines, normal, says, tells_cut
from hoi.corpus.library import Library
from tests.auxil.terminal import Hoi

PLAN = "kh-235-2021"
SAMPLE = Path(__file__).parents[1] / "questions" / "sample.jsonl"


# Wording


@pytest.mark.parametrize(
    ("text", "phrase", "said"),
    [
        pytest.param("Giảm 5 - 8% mức tiêu hao", "5-8%", True, id="range_spaced"),
        pytest.param("giảm từ 5% đến 8%", "5 - 8%", True, id="range_in_words"),
        pytest.param("between 5 and 8%", "5 - 8%", True, id="range_in_english"),
        pytest.param("giảm 5–8 phần trăm", "5 - 8%", True, id="range_long_dash"),
        pytest.param("Giảm 85%", "5%", False, id="part_of_a_number"),
        pytest.param("Giảm 1.85%", "85%", False, id="decimals"),
        pytest.param("năm 20251", "2025", False, id="longer_number"),
        pytest.param("01- 02 mô hình", "1 - 2 mô hình", True, id="leading_zero"),
        pytest.param("ngày 11 tháng 12 năm 2021", "11/12/2021", True, id="date_in_words"),
        pytest.param("on 11 December 2021", "11/12/2021", True, id="date_in_english"),
        pytest.param("December 11th, 2021", "11/12/2021", True, id="date_month_first"),
        pytest.param("2021-12-11", "11/12/2021", True, id="date_iso"),
        pytest.param("hoá chất, phân huỷ", "hóa chất", True, id="old_tone_marks"),
        pytest.param("túi nilon", "túi ni lông", True, id="plastic_bag"),
        pytest.param("“Sở **Công Thương**”", "sở công thương", True, id="quotes_and_marks"),
        pytest.param("khuyến khích", "khuyến khí", True, id="a_word_may_go_on"),
        pytest.param("siêu thị", "thị", True, id="whole_word"),
        pytest.param("siêuthị", "thị", False, id="inside_a_word"),
    ],
)
def test_says(text: str, phrase: str, said: bool) -> None:
    assert says(text, phrase) is said


@pytest.mark.parametrize(
    ("text", "asserted"),
    [
        pytest.param("Đến năm 2025: 100%.", True, id="plain"),
        pytest.param("Không phải 100% mà là 85%.", False, id="denied"),
        pytest.param("Không. Đến năm 2025 là 100%.", True, id="denied_in_another_sentence"),
        pytest.param("Đến năm 2025: 85%; đến năm 2030: 100%.", False, id="of_the_other_period"),
        pytest.param("Đến 2025 là 100%, đến 2030 thì chưa rõ.", True, id="nearer_to_its_own"),
    ],
)
def test_asserts(text: str, asserted: bool) -> None:
    assert asserts(text, "100%", own=2025, others={2030}) is asserted


@pytest.mark.parametrize(
    ("text", "polarity", "contradicted"),
    [
        ("Có, 85% siêu thị.", "no", True),
        ("Dạ đúng ạ.", "no", True),
        ("Không, chỉ 85%.", "yes", True),
        ("No.", "yes", True),
        ("Có, 85%.", "yes", False),
        ("85% siêu thị.", "no", False),
        ("Không có.", "yes", False),
        ("Có.", None, False),
    ],
)
def test_contradicts(text: str, polarity: str | None, contradicted: bool) -> None:
    assert contradicts(text, polarity) is contradicted


def test_words_of_declining_and_of_the_cut() -> None:
    assert declines("Kế hoạch không nêu mức phạt.")
    assert declines("The plan does not say who pays.")
    assert not declines("Kế hoạch nêu 5 nhiệm vụ.")
    assert tells_cut("Bản đang lưu dừng ở tiêu đề III.2.")
    assert tells_cut("The copy held ends at the heading III.2.")
    assert not tells_cut("Kế hoạch nêu 5 nhiệm vụ.")


@given(st.text())
def test_normal_form_is_stable(text: str) -> None:
    assert says(text, "x") is says(normal(text), "x")


# Judging


def case(**fields: Any) -> Case:
    given = {
        "id": "1", "question": "?", "form": "standard", "category": "target", "audience": "citizen",
        "expect": "answer", "gold": ["II.1#5"], "must_include": [["85%", "85 phần trăm"]],
        "must_not_include": ["100%"],
    }  # fmt: skip
    return Case.model_validate(given | fields)


def answer(text: str, *places: str, status: Status = "answered", notes: tuple[str, ...] = ()) -> Answer:
    library = Library.shipped()
    citations = []
    for place in places:
        document, _, locator = place.rpartition(":")
        held = library.get(document or PLAN)
        citations.append(Citation.cut(held, locator, "", held.provision(locator).span))
    return Answer("?", "?", "vi", status, text, tuple(citations), notes)


RIGHT = answer("Đến năm 2025: 85%.", "II.1#5")
DECLINED = answer("Không tìm thấy.", status="not_found")
CUT: dict[str, Any] = {"expect": "partial", "gold": [], "must_include": [], "must_not_include": []}
ABSTAIN = CUT | {"expect": "abstain"}
TRAP = {"expect": "abstain", "correction_ok": True, "polarity": "no"}


@pytest.mark.parametrize(
    ("fields", "given", "faults"),
    [
        pytest.param({}, RIGHT, [], id="right"),
        pytest.param({}, answer("85%, đến năm 2030 là 100%.", "II.1#5"), [], id="other_period_beside_it"),
        pytest.param({}, answer("85% và 100%.", "II.1#5"), ["asserts"], id="wrong_figure"),
        pytest.param({}, answer("Nhiều.", "II.1#5", notes=("85%.",)), [], id="said_in_a_note"),
        pytest.param({}, answer("Nhiều.", "II.1#5"), ["lacks"], id="figure_lacks"),
        pytest.param({}, answer("85%.", "II.2#5", "II.1#5"), ["first"], id="other_citation_first"),
        pytest.param({}, DECLINED, ["declined", "first", "lacks"], id="declined"),
        pytest.param({"all_required": ["II.1#5", "II.2#5"]}, RIGHT, ["required"], id="one_not_cited"),
        pytest.param(
            {"gold": [], "all_required": ["II.1#5"]},
            answer("85%.", "II.1"),
            [],
            id="heading_covers_its_dashes",
        ),
        pytest.param(
            {"gold": ["qd-889-2020:II.1#6"], "must_include": []},
            answer("Có.", "qd-889-2020:II.1#6"),
            [],
            id="gold_in_another_document",
        ),
        pytest.param({"gold": ["qd-889-2020:II.1#5"]}, RIGHT, ["first"], id="same_locator_elsewhere"),
        pytest.param({"must_include": [["share"]], "en_alt": [["85 percent"]]}, RIGHT, [], id="said_in_english"),
        pytest.param({"must_include": [["85%"], []]}, RIGHT, ["lacks"], id="group_without_a_phrase"),
        pytest.param({"polarity": "no"}, answer("Có, 85%.", "II.1#5"), ["polarity"], id="yes_for_no"),
        pytest.param(CUT, answer("Bản này dừng ở III.2.", status="partial"), [], id="cut_told"),
        pytest.param(CUT, DECLINED, ["cut"], id="cut_not_told"),
        pytest.param(CUT, RIGHT, ["answered", "cut"], id="cut_answered"),
        pytest.param(ABSTAIN, DECLINED, [], id="rightly_declined"),
        pytest.param(ABSTAIN, RIGHT, ["answered"], id="answered_all_the_same"),
        pytest.param(ABSTAIN, answer("Kế hoạch không nêu.", "II.1#5"), [], id="declined_in_words"),
        pytest.param(TRAP, DECLINED, [], id="false_premise_declined"),
        pytest.param(TRAP, answer("Không phải 100% mà là 85%.", "II.1#5"), [], id="false_premise_corrected"),
        pytest.param(TRAP, answer("Mức là 60%.", "II.1#5"), ["answered"], id="false_premise_swallowed"),
    ],
)
def test_judge(library: Library, fields: dict[str, Any], given: Answer, faults: list[str]) -> None:
    verdict = judge(case(**fields), given, library)
    assert [fault.kind for fault in verdict.faults] == faults
    assert verdict.right is (not faults)


def test_measures_leave_false_premises_out_of_declining(library: Library) -> None:
    judged = [
        judge(case(), RIGHT, library),
        judge(case(), DECLINED, library),
        judge(case(**ABSTAIN), DECLINED, library),
        judge(case(**TRAP), RIGHT, library),
    ]
    assert measures(judged) == {
        "first": Rate(2, 1),
        "soon": Rate(2, 1),
        "required": Rate(0, 0),
        "contains": Rate(2, 1),
        "declined": Rate(1, 1),
        "justly": Rate(2, 1),
        "no_wrong": Rate(3, 3),
    }


@given(st.integers(0, 500), st.integers(0, 500))
def test_interval_holds_the_share_and_stays_inside(first: int, second: int) -> None:
    right, n = sorted((first, second))
    low, high = Rate(n, right).interval
    assert 0 <= low <= high <= 1
    assert not n or low - 1e-9 <= right / n <= high + 1e-9


def test_wilson_interval_as_published() -> None:
    # Newcombe, Two-sided confidence intervals for the single proportion (1998), table I.
    for right, n, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611)):
        assert Rate(n, right).interval == pytest.approx((low, high), abs=5e-5)


# The command


@pytest.fixture
def sample(tmp_path: Path, data_dir: Path) -> Path:
    """Three questions: one right, one whose gold is wrong, one of the unseen half."""
    rows: list[dict[str, Any]] = [
        {"id": "đúng", "intent": "a", "question": "Đến năm 2025 bao nhiêu phần trăm siêu thị?"},
        {"id": "sai", "intent": "a", "question": "Chỉ tiêu siêu thị đến năm 2025?", "gold": ["I.1"]},
        {"id": "kín", "intent": "e", "question": "Siêu thị đến năm 2025 là bao nhiêu?", "gold": ["I.1"]},
    ]
    assert data_dir.is_dir()
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(case(**row).model_dump(), ensure_ascii=False) for row in rows), "utf-8")
    return file


def test_table_and_failures(hoi: Hoi, sample: Path, tmp_path: Path) -> None:
    done = hoi("eval", str(sample), "--json", str(tmp_path / "out.json"))
    assert (done.code, done.err) == (0, "")
    overall = next(line for line in done.out.splitlines() if "Tất cả" in line)
    assert [cell.strip() for cell in overall.strip("│").split("│")][1:4] == ["3", "1", "33.3%"]
    failures = done.out.partition("Câu chưa đúng: 2")[2]
    assert "sai [standard, answer] Chỉ tiêu siêu thị" in failures
    assert "trích dẫn đầu tiên không đúng: kh-235-2021:II.1#5" in failures
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert written["overall"] | {"low": 0, "high": 0} == {
        "n": 3,
        "right": 1,
        "share": 0.3333,
        "low": 0,
        "high": 0,
    }
    assert [(each["id"], each["right"]) for each in written["questions"]][:2] == [
        ("đúng", True),
        ("sai", False),
    ]


def test_markdown(hoi: Hoi, sample: Path) -> None:
    lines = hoi("eval", str(sample), "--markdown", language="en").out.splitlines()
    assert lines[0] == "| Group | Questions | Right | Share | 95% interval |"
    assert lines[2].startswith("| All | 3 | 1 | 33.3% | ")
    assert all(line.count("|") == 6 for line in lines)


def test_unseen_half_is_only_counted(hoi: Hoi, sample: Path, tmp_path: Path) -> None:
    assert {each.half for each in (case(intent="a"), case(intent="e"))} == {"tune", "unseen"}
    unseen = hoi("eval", str(sample), "--half", case(intent="e").half, "--json", str(tmp_path / "out.json"))
    assert "Câu chưa đúng" not in unseen.out
    assert json.loads((tmp_path / "out.json").read_text())["questions"] == []
    assert "kín" not in hoi("eval", str(sample), "--half", "tune").out


def test_several_files_are_one_set(hoi: Hoi, sample: Path) -> None:
    assert "| Tất cả | 6 | 2 |" in hoi("eval", str(sample), str(sample), "--markdown").out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "Không có câu hỏi nào", id="empty"),
        pytest.param(b"# Questions", "Dòng 1", id="not_json"),
        pytest.param(b'{"id": "1", "question": "a"}', "“form”", id="no_form"),
    ],
)
def test_file_that_is_no_question_file(hoi: Hoi, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(content)
    done = hoi("eval", str(file))
    assert (done.code, done.out) == (2, "")
    assert said in done.sentence


def test_result_file_that_cannot_be_written(hoi: Hoi, sample: Path, tmp_path: Path) -> None:
    done = hoi("eval", str(sample), "--json", str(tmp_path / "khong" / "co.json"))
    assert done.code == 2
    assert "co.json" in done.sentence


def test_every_question_of_the_sample_is_judged(hoi: Hoi, data_dir: Path) -> None:
    assert data_dir.is_dir()
    out = hoi("eval", str(SAMPLE), "--markdown").out
    assert "| Tất cả | 30 | " in out
    assert evaluation.DIMENSIONS == ("form", "category", "audience", "expect")
