"""One pass over every question of every set, shared by the tests of the assistant."""

import json
from pathlib import Path

import pytest

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.assistant.assistant import Assistant

QUESTIONS = Path(__file__).parents[2] / "questions"


@pytest.fixture(scope="session")
def answers(assistant: Assistant) -> list[Answer]:
    """The answers to every question; those of the held-out set are only asserted on, never printed."""
    rows = [
        json.loads(line)
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [assistant.ask(Question.of(row["question"], tuple(row.get("history", ())))) for row in rows]
