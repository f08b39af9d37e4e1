"""Which reminders are due when: days before, recurring days, the end of February, what was missed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoi.bot.ledger import Ledger
from hoi.bot.reminders import DAYS_BEFORE, concerned, due, next_day
from hoi.bot.store.subscriptions import Kind, Subscription
from hoi.corpus.library import Library
from tests.auxil.ledger import held

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at(day: str, hour: int = 9) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), VIETNAM) + timedelta(hours=hour)


def subscription(
    kind: Kind = "document", subject: str = "thu-1", made: datetime = LONG_AGO, chat: str = "c"
) -> Subscription:
    return Subscription(f"{chat}{kind}", "p", chat, 42, None, "vi", kind, subject, int(made.timestamp()))


def ledger_of(clause: str) -> Ledger:
    return Ledger(Library([held(f"1. {clause}")]))


def found(ledger: Ledger, now: datetime, *subscriptions: Subscription) -> list[tuple[str, int]]:
    return [(each.due.isoformat(), each.before) for each in due(ledger, subscriptions or [subscription()], now)]


ONCE = "Sở Công Thương báo cáo kết quả trước ngày 15/12/2026."
YEARLY = "Sở Công Thương báo cáo kết quả trước ngày 15/12 hằng năm."


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at("2026-11-15", 7), []),
        (at("2026-11-15", 8), [("2026-12-15", 30)]),
        (at("2026-11-20"), [("2026-12-15", 30)]),
        (at("2026-12-08"), [("2026-12-15", 7)]),
        (at("2026-12-14"), [("2026-12-15", 1)]),
        (at("2026-12-15", 7), [("2026-12-15", 1)]),
        (at("2026-12-15", 8), [("2026-12-15", 0)]),
        (at("2026-12-16"), []),
    ],
)
def test_day_before_day(now: datetime, expected: list[tuple[str, int]]) -> None:
    assert found(ledger_of(ONCE), now) == expected
    assert found(ledger_of(YEARLY), now) == expected


def test_yearly_deadline_comes_back() -> None:
    assert found(ledger_of(YEARLY), at("2027-12-14")) == [("2027-12-15", 1)]


def test_moment_is_that_of_vietnam_wherever_the_program_runs() -> None:
    assert found(ledger_of(ONCE), datetime(2026, 11, 15, 0, 59, tzinfo=UTC)) == []
    assert found(ledger_of(ONCE), datetime(2026, 11, 15, 1, 0, tzinfo=UTC)) == [("2026-12-15", 30)]


def test_what_lay_before_the_subscription_is_not_told() -> None:
    made = at("2026-12-10")
    assert found(ledger_of(ONCE), at("2026-12-10", 10), subscription(made=made)) == []
    assert found(ledger_of(ONCE), at("2026-12-14"), subscription(made=made)) == [("2026-12-15", 1)]


def test_monthly_deadline_is_not_told_a_month_before() -> None:
    monthly = ledger_of("Sở Công Thương báo cáo trước ngày 10 hằng tháng.")
    assert found(monthly, at("2026-11-12")) == []
    assert found(monthly, at("2026-12-03")) == [("2026-12-10", 7)]


def test_end_of_february_is_the_last_day_it_has() -> None:
    ledger = ledger_of("Sở Công Thương báo cáo trước ngày 29/02 hằng năm.")
    assert found(ledger, at("2027-02-28")) == [("2027-02-28", 0)]
    assert found(ledger, at("2028-02-28")) == [("2028-02-29", 1)]


def test_chat_is_told_once_of_what_two_subscriptions_are_about() -> None:
    both = [subscription(), subscription("agency", "Sở Công Thương")]
    assert found(ledger_of(ONCE), at("2026-12-14"), *both) == [("2026-12-15", 1)]
    other = subscription(chat="d")
    assert len(found(ledger_of(ONCE), at("2026-12-14"), *both, other)) == 2


@pytest.mark.parametrize(
    ("kind", "subject", "count"),
    [
        ("document", "thu-1", 1),
        ("deadline", "thu-1 1", 1),
        ("deadline", "thu-1 2", 0),
        ("agency", "so cong thuong", 1),
        ("agency", "Sở Y tế", 0),
        ("document", "khong-con", 0),
        ("deadline", "khong-con 1", 0),
    ],
)
def test_subscription_is_about_its_subject(kind: Kind, subject: str, count: int) -> None:
    assert len(concerned(ledger_of(ONCE), kind, subject)) == count


def test_next_day_is_the_first_not_past() -> None:
    ledger = ledger_of(YEARLY)
    assert next_day(concerned(ledger, "document", "thu-1"), date(2026, 12, 15)) == date(2026, 12, 15)
    assert next_day(concerned(ledger, "document", "thu-1"), date(2026, 12, 16)) == date(2027, 12, 15)
    assert next_day(concerned(ledger_of(ONCE), "document", "thu-1"), date(2026, 12, 16)) is None


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 800), st.lists(st.integers(1, 2_000), min_size=5, max_size=60))
def test_whenever_the_program_looks_each_day_is_told_of_in_order_and_in_time(start: int, steps: list[int]) -> None:
    ledger, now, told = ledger_of(YEARLY), at("2026-01-01") + timedelta(days=start), dict[str, list[int]]()
    for step in steps:
        now += timedelta(hours=step)
        for each in due(ledger, [subscription()], now):
            assert 0 <= (each.due - now.astimezone(VIETNAM).date()).days <= each.before
            if each.before not in told.setdefault(each.key.split("/")[0], []):  # as the store marks it
                told[each.due.isoformat()].append(each.before)
    for steps_told in told.values():
        assert steps_told == sorted(steps_told, reverse=True)
        assert set(steps_told) <= set(DAYS_BEFORE)
