from hypothesis import given
from hypothesis import strategies as st

from hoi.bot.telegram import rate
from hoi.bot.telegram.limits import Leave, Limits
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
    leaves = [limits.leave("p", "c", 0.0) for _ in range(40)]
    assert leaves == [Leave.ANSWERED] * 20 + [Leave.TOLD] + [Leave.IGNORED] * 19
    assert limits.leave("q", "d", 0.0) is Leave.ANSWERED
    assert limits.leave("p", "c", 61.0) is Leave.ANSWERED
