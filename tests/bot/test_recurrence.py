"""Recurring deadlines: the days they stand for, against the rules of another implementation."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from icalendar import vRecur

from hoi.bot.recurrence import Rule, following, rules

RULES = {
    "one_day": ("12-15", [Rule((12,), 15)]),
    "same_day_of_quarters": ("03-25,06-25,09-25,12-25", [Rule((3, 6, 9, 12), 25)]),
    "two_days": ("06-15,12-20", [Rule((6,), 15), Rule((12,), 20)]),
    "monthly": ("--05", [Rule((), 5)]),
    "rhythms": ("P1M,P1Y", [Rule((), 31, "P1M"), Rule((12,), 31, "P1Y")]),
    "week": ("P1W", [Rule(rhythm="P1W")]),
    "unknown": ("P2D", []),
    "no_such_day": ("13-01,00-10,01-32", []),
    "empty": ("", []),
}
NEXT = {
    "today": ("12-15", date(2026, 12, 15), date(2026, 12, 15)),
    "next_year": ("12-15", date(2026, 12, 16), date(2027, 12, 15)),
    "first_of_two": ("06-15,12-15", date(2026, 11, 23), date(2026, 12, 15)),
    "end_of_a_short_month": ("--31", date(2027, 2, 1), date(2027, 2, 28)),
    "leap_day": ("02-29", date(2027, 1, 1), date(2027, 2, 28)),
    "quarter": ("P3M", date(2026, 11, 23), date(2026, 12, 31)),
    "half": ("P6M", date(2026, 5, 1), date(2026, 6, 30)),
    "friday": ("P1W", date(2026, 11, 23), date(2026, 11, 27)),
    "unknown": ("P2D", date(2026, 11, 23), None),
}
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
WRITTEN = st.one_of(
    st.builds(lambda month, day: f"{month:02}-{day:02}", st.integers(1, 12), st.integers(1, 31)),
    st.builds(lambda day: f"--{day:02}", st.integers(1, 31)),
    st.sampled_from(["P1W", "P1M", "P3M", "P6M", "P1Y"]),
)


@pytest.mark.parametrize(("recurs", "found"), RULES.values(), ids=RULES)
def test_rules(recurs: str, found: list[Rule]) -> None:
    assert list(rules(recurs)) == found


@pytest.mark.parametrize(("recurs", "start", "found"), NEXT.values(), ids=NEXT)
def test_following(recurs: str, start: date, found: date | None) -> None:
    assert following(recurs, start) == found


@given(st.lists(WRITTEN, min_size=1, max_size=4), DAYS)
def test_a_calendar_falls_on_the_same_days(written: list[str], start: date) -> None:
    for rule in rules(",".join(written)):
        first = rule.following(start)
        assert first >= start
        text = vRecur(rule.as_rrule()).to_ical().decode()  # type: ignore[no-untyped-call]
        theirs = rrulestr(text, dtstart=datetime.combine(first, time()))[:5]
        ours = [first]
        while len(ours) < 5:
            ours.append(rule.following(ours[-1] + timedelta(1)))
        assert [each.date() for each in theirs] == ours


@given(st.text(alphabet="-0123456789,PMYW", max_size=20), DAYS)
def test_whatever_is_written_raises_nothing(recurs: str, start: date) -> None:
    found = following(recurs, start)
    assert found is None or found >= start
