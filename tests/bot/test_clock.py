"""The time where the documents apply."""

from datetime import UTC, datetime, timedelta

from hoi.bot.clock import now_in_vietnam


def test_the_clock_is_that_of_vietnam() -> None:
    now = now_in_vietnam()
    assert now.utcoffset() == timedelta(hours=7)
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)
