"""Rules that hold for every answer to every question of every set."""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from bench.verifier_report import corrupted, judge, written
from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.assistant.assistant import Assistant, plain
from hoi.bot.assistant.verify import slices
from hoi.corpus.agencies import find
from hoi.corpus.figures import figures
from hoi.corpus.library import Library
from hoi.corpus.normalise import fold

QUESTIONS = Path(__file__).parents[2] / "questions"
GOOD = Path(__file__).parents[2] / "verifier" / "good.jsonl"
TWICE = re.compile(
    r"(?:tổng hợp|ghi|digest|says|Lạng Sơn|cả nước|\d{4}): (?:theo một nguồn|nhận xét của|according to one|compiler)"
    r"|(?:theo|according to) [^.:]{3,60}: (?:giai đoạn|tỉnh lạng sơn|cả nước|period)\b[^.,]{0,30}:"
    r"|giai đoạn đến năm (\d{4}): (?:theo một nguồn, )?đến năm \1",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[Answer]:
    """The answers to every question; those of the held-out set are only asserted on, never printed."""
    rows = [
        json.loads(line)
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [assistant.ask(Question.of(row["question"], tuple(row.get("history", ())))) for row in rows]


def test_every_citation_is_a_slice_of_its_text(assistant: Assistant, answers: list[Answer]) -> None:
    assert all(slices(answer, assistant.library) for answer in answers)


def test_every_citation_lies_inside_the_provision_it_names(assistant: Assistant, answers: list[Answer]) -> None:
    for answer in answers:
        for each in answer.citations:
            assert each.span.within(assistant.library.get(each.document).provision(each.locator).span)


def test_every_figure_stands_in_a_cited_text(assistant: Assistant, answers: list[Answer]) -> None:
    wrong = sum(bool(figures(answer.text) - figures(_held(answer, assistant.library))) for answer in answers)

    assert wrong == 0


def test_every_agency_stands_in_a_cited_text(assistant: Assistant, answers: list[Answer]) -> None:
    wrong = 0
    for answer in answers:
        named, held = (
            {fold(each.agency.name) for each in find(text)} for text in (answer.text, _held(answer, assistant.library))
        )
        wrong += any(not name.startswith("cac ") for name in named - held)

    assert wrong == 0


def test_every_answer_is_sound_or_only_quotes(assistant: Assistant, answers: list[Answer]) -> None:
    replaced = [answer for answer in answers if answer.citations and answer.text == plain(answer).text]
    faulty = [answer for answer in answers if answer not in replaced and assistant.verifier.faults(answer)]

    assert len(faulty) == 0
    assert len(replaced) <= len(answers) // 50  # else it is the composer that is at fault


def _held(answer: Answer, library: Library) -> str:
    """Return what the citations of an answer say, their documents' records and, in English, their glosses."""
    held = [each.quote for each in answer.citations]
    for each in answer.citations:
        document = library.get(each.document)
        held.append(document.gloss.get(each.locator, ""))
    for document in {each.document: library.get(each.document) for each in answer.citations}.values():
        data = document.metadata
        held += [document.full_name.vi, document.full_name.en, data.number or "", data.title or "", data.issuer or ""]
        held += [f"{day.day}/{day.month}/{day.year}" for day in (data.issued_on, data.effective_on) if day]
    return "\n".join(held)


def test_only_answers_and_partial_answers_cite(answers: list[Answer]) -> None:
    for answer in answers:
        assert bool(answer.citations) == (answer.status in ("answered", "partial")), answer.question


def test_every_answer_says_something_in_one_paragraph_or_a_list(answers: list[Answer]) -> None:
    for answer in answers:
        assert answer.text.strip() == answer.text
        assert answer.text
        assert "\n\n" not in answer.text


def test_no_line_says_twice_whose_it_is_or_for_when(answers: list[Answer]) -> None:
    found = sum(bool(TWICE.search(line)) for answer in answers for line in answer.text.splitlines())

    assert found == 0


def test_periods_that_ended_and_levels_that_are_no_more_are_never_offered_first(answers: list[Answer]) -> None:
    past = (
        "2021 - 2025",
        "năm 2025 bao nhiêu",
        "năm 2025 cả nước",
        "huyện, thành phố tổ chức",
        "by 2025",
        "districts must",
    )
    first = {answer.suggestions[0] for answer in answers if answer.suggestions}

    assert not [each for each in first if any(words in each for words in past)]


def test_the_same_questions_do_not_stand_under_every_answer(answers: list[Answer]) -> None:
    answered = [answer for answer in answers if answer.status == "answered"]
    offered = Counter(line for answer in answered for line in answer.suggestions)

    assert max(offered.values()) < len(answered) / 4


def test_answers_made_wrong_are_caught_and_right_ones_kept(
    assistant: Assistant, library: Library, answers: list[Answer]
) -> None:
    different = list({(each.text, each.citations): each for each in answers}.values())
    rows = judge(assistant.verifier, corrupted(different))
    good = judge(assistant.verifier, [("good", each) for each in different] + written(GOOD, library))

    assert sum(row.total for row in rows) >= 300
    assert sum(row.found for row in rows) / sum(row.total for row in rows) >= 0.95
    assert sum(row.found for row in good) / sum(row.total for row in good) <= 0.05


def test_the_question_sets_are_frozen() -> None:
    for line in (QUESTIONS / "checksums.txt").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((QUESTIONS / name).read_bytes()).hexdigest() == digest, name
