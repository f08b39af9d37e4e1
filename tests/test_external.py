"""The foreign sets: how they are read, spoilt and scored; the search itself is asked once, on a tiny one."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import external
from bench.external import FORMS, PARTS, Asked, library, questions, ranking, report
from bench.ranking import HEADS, Scores, means
from hoi.corpus.normalise import fold, syllables
from hoi.index import build
from hoi.index.chunks import MAX_SYLLABLES, chunks
from hoi.index.encoder import Vectors
from hoi.index.search import Finder
from tests.auxil.encoder import BagOfSyllables
from tests.auxil.few_examples import few_examples

SENTENCE = "Sinh viên nộp học phí trước ngày mười lăm của tháng đầu học kỳ."
PASSAGES = (
    {"id": "Quy chế@1", "title": "Thư viện", "text": "Mỗi người được mượn năm quyển sách trong mười bốn ngày."},
    {"id": "p2", "title": "Học phí", "text": " ".join([SENTENCE] * 30)},
    {"id": "p3", "title": "Ký túc xá", "text": "Cửa đóng lúc hai mươi ba giờ.\nKhách ra về trước giờ đó."},
)
QUESTIONS = (
    {"id": "q1", "text": "Được mượn mấy quyển sách?", "type": "ngắn"},
    {"id": "q2", "text": "Học phí nộp trước ngày nào?"},
    {"id": "q3", "text": "Không bài nào trả lời?", "impossible": True},
    {"id": "q4", "text": "Mấy giờ cửa đóng?"},
)
RELEVANT = "query-id\tcorpus-id\tscore\nq1\tQuy chế@1\t1\nq2\tp2\t1\nq2\tp1\t0\nq4\tp3\t2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "tiny"
    place.mkdir()
    for name, lines in (("corpus", PASSAGES), ("queries", QUESTIONS)):
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (place / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (place / "qrels.tsv").write_text(RELEVANT, encoding="utf-8")
    return place


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[BagOfSyllables]:
    held = BagOfSyllables()
    monkeypatch.setattr(build, "for_documents", lambda _: held)
    monkeypatch.setattr(external, "for_questions", lambda: held)
    with few_examples():
        yield held


def test_passages_become_documents_cut_to_what_is_embedded_at_once(folder: Path) -> None:
    held = library(folder)
    assert {document.id for document in held} == {line["id"] for line in PASSAGES}
    assert [len(held.get(line["id"]).provisions) for line in PASSAGES] == [1, 3, 1]
    for document in held:
        assert all(each.span.of(document.text) == each.text for each in document.provisions)
    found = list(chunks(held))
    assert all(len(syllables(chunk.text)) <= MAX_SYLLABLES for chunk in found)
    assert {chunk.context for chunk in found} == {line["title"] for line in PASSAGES}
    assert "".join(syllables(held.get("p2").text)) == "".join(syllables(PASSAGES[1]["text"]))


def test_a_sentence_too_long_is_a_piece_alone(tmp_path: Path) -> None:
    text = f"Một câu ngắn. {'rất ' * 400}dài. Lại một câu ngắn."
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"id": "p", "text": text}), encoding="utf-8")
    pieces = [each.text for each in library(tmp_path).get("p").provisions]
    assert [len(syllables(piece)) for piece in pieces] == [3, 401, 4]


def test_questions_without_an_answer_are_passed_over(folder: Path) -> None:
    assert [(each.id, set(each.relevant)) for each in questions(folder)] == [
        ("q1", {"Quy chế@1"}),
        ("q2", {"p2"}),
        ("q4", {"p3"}),
    ]


@pytest.mark.parametrize(("limit", "kept"), [(1, 1), (2, 2), (3, 3), (9, 3)])
def test_a_limit_thins_evenly(folder: Path, limit: int, kept: int) -> None:
    assert len(questions(folder, limit)) == kept


@given(st.text(), st.text("aAăĂđĐếỘ1 ?,.-_"))
def test_a_form_changes_marks_only(identifier: str, text: str) -> None:
    asked = Asked(identifier, text, frozenset())
    for form in FORMS.values():
        assert fold(form(asked)) == fold(text)
        assert form(asked) == form(asked)


@pytest.mark.parametrize(
    ("form", "spoilt"),
    [
        ("original", {"Đường này ở đâu?"}),
        ("stripped", {"duong nay o dau?"}),
        ("half", {"duong này o đâu?", "Đường nay ở dau?"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_forms(form: str, spoilt: set[str]) -> None:
    assert {FORMS[form](Asked(str(n), "Đường này ở đâu?", frozenset())) for n in range(10)} == spoilt


@pytest.mark.parametrize(
    ("found", "relevant", "scores"),
    [
        ("abc", "a", (1, 1, 1, 1)),
        ("abc", "c", (0, 1, 1 / 3, 0.5)),
        ("abc", "x", (0, 0, 0, 0)),
        ("", "a", (0, 0, 0, 0)),
        ("abcdefghijk", "k", (0, 0, 0, 0)),
        ("abc", "ac", (1, 1, 1, 1.5 / (1 + 1 / math.log2(3)))),
    ],
    ids=["first", "third", "missed", "nothing_found", "eleventh", "two_of_them"],
)
def test_scores_of_a_ranking(found: str, relevant: str, scores: tuple[float, ...]) -> None:
    got = Scores.of(found, set(relevant))
    assert (got.hit_1, got.hit_10, got.mrr_10, got.ndcg_10) == pytest.approx(scores)


def test_the_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    right, wrong = Scores(1, 1, 1, 1), Scores(0, 1, 0.5, 0.6)
    few, many = means([right, wrong] * 10), means([right, wrong] * 1000)
    assert HEADS == ("hit@1", "hit@10", "MRR@10", "nDCG@10")
    for narrow, wide in zip(many, few, strict=True):
        assert wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high
    assert [each.value for each in few] == pytest.approx([0.5, 1, 0.75, 0.8])
    assert (few[0].low, few[0].high) == pytest.approx((0.28, 0.72), abs=0.05)
    assert str(few[1]) == "100.0 [100.0, 100.0]"
    assert means([right, wrong] * 10) == few


@pytest.mark.usefixtures("fake")
def test_the_report_scores_every_form_with_every_part(folder: Path, tmp_path: Path) -> None:
    lines = "\n".join(report(folder, tmp_path, list(FORMS), None)).splitlines()
    assert lines[0] == "| tiny | | hit@1 | hit@10 | MRR@10 | nDCG@10 |"
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:-2]]
    assert [tuple(line[:2]) for line in cells] == [(form, parts.name) for form in FORMS for parts in PARTS]
    assert cells[0][2:] == ["100.0 [100.0, 100.0]"] * len(HEADS)
    assert lines[-1].startswith("3 passages in 5 pieces, 3 questions; indexed in ")


def test_vectors_are_kept_between_runs(fake: BagOfSyllables, folder: Path, tmp_path: Path) -> None:
    first = list(report(folder, tmp_path, ["original"], None))
    assert fake.embedded
    fake.embedded.clear()
    assert list(report(folder, tmp_path, ["original"], None))[:-1] == first[:-1]
    assert fake.embedded == []


def test_parts_switched_off_take_no_part(fake: BagOfSyllables, folder: Path, tmp_path: Path) -> None:
    texts: list[str] = []
    index = build.build(library(folder), tmp_path)

    def embed(text: str) -> Vectors:
        texts.append(text)
        return fake.query("cửa đóng")

    finder = Finder(index, embed, threads=1)
    found = {parts.name: ranking(finder, "duoc muon quyen sach", parts)[0] for parts in PARTS}
    assert (found["keywords alone"], found["vectors alone"]) == ("Quy chế@1", "p3")
    assert texts == ["được mượn quyển sách", "duoc muon quyen sach"]
