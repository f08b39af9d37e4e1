"""The small form of `make kill-test`: nothing is lost, whenever the bot ends and however."""

import pytest

from bench.kill_test import Plan, run


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_killed_bot_loses_nothing_and_repeats_one_message_a_kill_at_most(mode: str) -> None:
    plan = Plan(questions=80, chats=16, seconds=5.0, ends=3, mode=mode, longest=1.0)
    outcome = run(plan)
    assert (outcome.lost, outcome.out_of_order) == (0, 0)
    assert outcome.repeated <= plan.ends


def test_stopped_bot_loses_and_repeats_nothing() -> None:
    outcome = run(Plan(questions=60, chats=12, seconds=4.0, ends=2, kill=False, longest=1.0))
    assert (outcome.lost, outcome.repeated, outcome.out_of_order) == (0, 0, 0)


def test_killed_bot_loses_nothing_of_a_chat_whose_questions_waited() -> None:
    outcome = run(Plan(questions=8, chats=4, seconds=2.0, ends=2, longest=1.0, eager=30))
    assert (outcome.lost, outcome.out_of_order) == (0, 0)
