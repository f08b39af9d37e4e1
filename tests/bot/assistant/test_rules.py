"""Rules that hold for every answer to every question of every set."""

import hashlib
import json
from pathlib import Path

import pytest

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.assistant.assistant import Assistant
from hoi.bot.assistant.verify import unsupported

QUESTIONS = Path(__file__).parents[2] / "questions"


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[Answer]:
    rows = [
        json.loads(line)
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [assistant.ask(Question.of(row["question"], tuple(row.get("history", ())))) for row in rows]


def test_every_citation_is_a_slice_of_its_text(assistant: Assistant, answers: list[Answer]) -> None:
    for answer in answers:
        for each in answer.citations:
            assert assistant.library.get(each.document).text[each.span.start : each.span.end] == each.quote


def test_every_citation_lies_inside_the_provision_it_names(assistant: Assistant, answers: list[Answer]) -> None:
    for answer in answers:
        for each in answer.citations:
            assert each.span.within(assistant.library.get(each.document).provision(each.locator).span)


def test_every_figure_stands_in_a_cited_text(assistant: Assistant, answers: list[Answer]) -> None:
    wrong = {answer.question: unsupported(answer, assistant.library) for answer in answers}

    assert {question: figures for question, figures in wrong.items() if figures} == {}


def test_only_answers_and_partial_answers_cite(answers: list[Answer]) -> None:
    for answer in answers:
        assert bool(answer.citations) == (answer.status in ("answered", "partial")), answer.question


def test_every_answer_says_something_in_one_paragraph_or_a_list(answers: list[Answer]) -> None:
    for answer in answers:
        assert answer.text.strip() == answer.text
        assert answer.text
        assert "\n\n" not in answer.text


def test_the_question_sets_are_frozen() -> None:
    for line in (QUESTIONS / "checksums.txt").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((QUESTIONS / name).read_bytes()).hexdigest() == digest, name
