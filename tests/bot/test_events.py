"""Deadlines as a calendar, read back by a parser of calendars."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from hoi.bot.events import as_calendar
from hoi.bot.ledger import Entry, Ledger
from hoi.corpus.ledger.rows import Deadline
from hoi.corpus.library import Library
from tests.auxil.shelf import DECISION, LIBRARY, NOW, PLAN, deadline


def events(*rows: Deadline, now: datetime = NOW, **metadata: Any) -> list[Any]:
    document = replace(PLAN, metadata=replace(PLAN.metadata, **metadata))
    content = as_calendar([Entry(row, document) for row in rows], now, "vi").content
    return list(Calendar.from_ical(content).walk("VEVENT"))


def told(event: Any) -> str:
    return str(event["description"])


def test_a_day_is_an_all_day_event() -> None:
    (event,) = events(deadline("Lập đề án; trình, duyệt", due=date(2026, 12, 1)))
    assert event["summary"] == "Lập đề án; trình, duyệt"
    assert event.decoded("dtstart") == date(2026, 12, 1)
    assert event.decoded("dtstamp") == NOW.astimezone(UTC)
    assert told(event).splitlines() == [
        "Lập đề án; trình, duyệt",
        "theo gạch đầu dòng thứ 1, khoản 1, phần II Văn bản số 1/KH-UBND",
    ]
    assert {"location", "rrule"}.isdisjoint(name.lower() for name in event)


RECURRENCES = {
    "yearly": ("12-15", date(2021, 12, 15), "FREQ=YEARLY;BYMONTHDAY=15;BYMONTH=12"),
    "quarterly": ("03-25,06-25,09-25,12-25", date(2021, 3, 25), "FREQ=YEARLY;BYMONTHDAY=25;BYMONTH=3,6,9,12"),
    "monthly": ("--05", date(2021, 3, 5), "FREQ=MONTHLY;BYMONTHDAY=5"),
    "end_of_month": ("--30", date(2021, 3, 30), "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
    "each_month": ("P1M", date(2021, 3, 31), "FREQ=MONTHLY;BYMONTHDAY=-1"),
    "each_quarter": ("P3M", date(2021, 3, 31), "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=3,6,9,12"),
    "each_year": ("P1Y", date(2021, 12, 31), "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=12"),
    "each_week": ("P1W", date(2021, 3, 5), "FREQ=WEEKLY;BYDAY=FR"),
}


@pytest.mark.parametrize(("recurs", "start", "rule"), RECURRENCES.values(), ids=RECURRENCES)
def test_what_recurs_begins_on_its_first_day_after_the_document(recurs: str, start: date, rule: str) -> None:
    (event,) = events(deadline("Báo cáo", recurs=recurs))
    assert event.decoded("dtstart") == start
    assert event["rrule"].to_ical().decode() == rule


def test_without_a_day_of_issue_it_begins_now() -> None:
    (event,) = events(deadline("Báo cáo", recurs="12-15"), issued_on=None)
    assert event.decoded("dtstart") == date(2026, 12, 15)


def test_different_days_of_the_year_are_different_events() -> None:
    found = events(deadline("Báo cáo", recurs="06-15,12-20"))
    assert [each.decoded("dtstart") for each in found] == [date(2021, 6, 15), date(2021, 12, 20)]
    assert len({each["uid"] for each in found}) == 2


@pytest.mark.parametrize(("recurs", "says"), [("12-15", False), ("P1Y", True)], ids=["day", "rhythm"])
def test_a_day_that_the_text_does_not_name_is_said_to_be_ours(recurs: str, says: bool) -> None:
    (event,) = events(deadline("Báo cáo", recurs=recurs))
    assert ("Văn bản không nêu ngày cụ thể" in told(event)) == says


def test_the_words_of_a_digest_are_told_from_the_wording() -> None:
    content = as_calendar([Entry(deadline("a", due=date(2026, 12, 1)), DECISION)], NOW, "vi").content
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert told(event).endswith("(tổng hợp, không phải nguyên văn)")


def test_what_has_neither_day_nor_rhythm_is_left_out_and_counted() -> None:
    rows = (deadline("a"), deadline("b", recurs="P2D"), deadline("c", due=date(2026, 12, 1)))
    calendar = as_calendar([Entry(row, PLAN) for row in rows], NOW, "vi")
    assert calendar.left_out == 2
    assert len(Calendar.from_ical(calendar.content).walk("VEVENT")) == 1


def test_an_event_keeps_its_identifier_from_one_day_to_the_next() -> None:
    rows = (deadline("a", due=date(2026, 12, 1)), deadline("b", recurs="P3M"), deadline("b", recurs="--07"))
    first, later = (events(*rows, now=each, issued_on=None) for each in (NOW, NOW + timedelta(200)))
    assert [each["uid"] for each in first] == [each["uid"] for each in later]
    assert first[0]["dtstamp"].dt != later[0]["dtstamp"].dt


MOVED = {
    "document": replace(deadline("a", due=date(2026, 12, 1)), document="kh-2-2022"),
    "locator": replace(deadline("a", due=date(2026, 12, 1)), locator="II.1#2"),
    "words": deadline("b", due=date(2026, 12, 1)),
    "day": deadline("a", due=date(2026, 12, 2)),
}


@pytest.mark.parametrize("other", MOVED.values(), ids=MOVED)
def test_another_deadline_has_another_identifier(other: Deadline) -> None:
    first, second = events(deadline("a", due=date(2026, 12, 1)), other)
    assert first["uid"] != second["uid"]


def test_the_same_deadline_twice_is_one_event() -> None:
    assert len(events(*[deadline("a", due=date(2026, 12, 1))] * 2)) == 1


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_the_words_are_they_stay_in_their_event(words: str) -> None:
    text = f"{words}\r\nEND:VEVENT\nBEGIN:VALARM\u2028ATTACH:x\x85{words}"
    content = as_calendar([Entry(deadline(text, due=date(2026, 12, 1)), PLAN)], NOW, "vi").content
    calendar = Calendar.from_ical(content)
    assert [each.name for each in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    assert content.count(b"\r\nEND:VEVENT\r\n") == 1
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "RFC 5545, section 3.1"


def test_every_shipped_deadline_is_in_the_calendar() -> None:
    for library in (Library.shipped(), LIBRARY):
        entries = Ledger(library).entries("deadlines")
        calendar = as_calendar(entries, NOW, "vi")
        found = Calendar.from_ical(calendar.content).walk("VEVENT")
        assert len(found) == len(entries) - calendar.left_out
        assert calendar.left_out == sum(row.row.due is None and row.row.recurs is None for row in entries)  # type: ignore[union-attr]
