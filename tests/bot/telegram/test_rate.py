import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.bot.telegram import rate
from hoi.bot.telegram.limits import Asking, Leave, Limits
from hoi.bot.telegram.pace import GROUP
from hoi.bot.telegram.rate import Rate, Rates

GAPS = st.lists(st.floats(0, 30), min_size=1, max_size=80)


@given(GAPS)
def test_group_never_gets_more_than_twenty_messages_in_any_minute(gaps: list[float]) -> None:
    rates, now, sent = Rates(GROUP), 0.0, []
    for gap in gaps:
        now += gap
        sent.append(now + rates.reserve("g", now))
    assert sent == sorted(sent)
    assert all(sum(start <= each < start + 60 for each in sent) <= 20 for start in sent)


@given(GAPS, st.integers(1, 5))
def test_what_is_allowed_is_never_more_than_the_rate(gaps: list[float], burst: int) -> None:
    rates, now, allowed = Rates(Rate(3.0, burst)), 0.0, []
    for gap in gaps:
        now += gap
        if rates.allow("a", now):
            allowed.append(now)
    assert all(sum(start <= each < start + 60 for each in allowed) <= 20 + burst for start in allowed)


def test_keys_do_not_wait_for_each_other() -> None:
    rates = Rates(Rate(1.0, 1))
    assert [rates.reserve(key, 0.0) for key in ("a", "a", "b")] == [0.0, 1.0, 0.0]


def test_number_of_keys_is_bounded() -> None:
    rates = Rates(Rate(1.0, 1))
    for key in range(rate.REMEMBERED + 10):
        rates.reserve(key, 0.0)
    assert len(rates._due) == rate.REMEMBERED


def test_flood_is_told_once_then_ignored_and_ends() -> None:
    limits = Limits()
    leaves = [limits.leave(Asking("p", "c", 0.0)) for _ in range(40)]
    assert leaves == [Leave.ANSWERED] * 20 + [Leave.TOLD] + [Leave.IGNORED] * 19
    assert limits.leave(Asking("q", "d", 0.0)) is Leave.ANSWERED
    assert limits.leave(Asking("p", "c", 61.0)) is Leave.ANSWERED


def test_questions_that_waited_are_counted_when_they_were_written() -> None:
    limits, now = Limits(), 100_000.0
    assert limits.leave(Asking("p", "c", now)) is Leave.ANSWERED, "a press among them, whose moment nobody knows"
    waited = [Asking("p", "c", now, written=now - 60 * (60 - n)) for n in range(60)]
    assert {limits.leave(each) for each in waited} == {Leave.ANSWERED}
    elsewhere = [Asking("p", "g", now, written=now - 60 * (60 - n), group=True) for n in range(60)]
    assert {limits.leave(each) for each in elsewhere} == {Leave.ANSWERED}, "in whichever order chats are worked off"


def test_flood_that_waited_is_a_flood_all_the_same() -> None:
    limits, now = Limits(), 100_000.0
    leaves = [limits.leave(Asking("p", "c", now, written=now - 7200)) for _ in range(40)]
    assert leaves == [Leave.ANSWERED] * 20 + [Leave.TOLD] + [Leave.IGNORED] * 19


@pytest.mark.parametrize("written", [1.0, 200_000.0], ids=["long_ago", "to_come"])
def test_impossible_moment_is_that_of_the_receipt(written: float) -> None:
    assert Asking("p", "c", 100_000.0, written).at == 100_000.0


def test_one_member_uses_up_half_of_a_group_at_most() -> None:
    limits = Limits()
    mine = [limits.leave(Asking("p", "g", 0.0, group=True)) for _ in range(20)]
    assert mine.count(Leave.ANSWERED) == 10
    theirs = [limits.leave(Asking("q", "g", 0.0, group=True)) for _ in range(20)]
    assert theirs.count(Leave.ANSWERED) == 10
    assert limits.leave(Asking("r", "g", 0.0, group=True)) is Leave.IGNORED, "the group as a whole has its rate"


@given(st.lists(st.tuples(st.sampled_from("pq"), st.sampled_from("cg"), st.floats(0, 20)), max_size=60))
def test_what_would_be_ignored_is_ignored(asked: list[tuple[str, str, float]]) -> None:
    limits, now, foretold = Limits(), 0.0, []
    for person, chat, gap in [("p", "c", 0.0)] * 22 + asked:
        now += gap
        asking = Asking(person, chat, now, group=chat == "g")
        foretold.append((limits.would_ignore(asking), limits.leave(asking)))
    assert all(leave is Leave.IGNORED for sure, leave in foretold if sure)
    assert all(sure for sure, leave in foretold if leave is Leave.IGNORED)
