"""Deadlines as a calendar (iCalendar, RFC 5545): an all-day event for each day and for each recurrence."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from hoi.bot.ledger import Entry
from hoi.bot.ledger_words import WORDS, nature
from hoi.bot.recurrence import Rule, rules
from hoi.corpus.labels import citation_line
from hoi.corpus.ledger.rows import Deadline
from hoi.corpus.normalise import clean

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True)
class Calendar:
    """The file, and how many deadlines it leaves out because the text gives them neither a day nor a rhythm."""

    content: bytes
    left_out: int


def as_calendar(entries: Iterable[Entry], now: datetime, language: str) -> Calendar:
    """Return the deadlines of ``entries`` as a calendar made at the moment ``now``.

    An event keeps its identifier as long as its document, place, words and day are the same, so that a calendar that
    is imported again is brought up to date.
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//hoi//hoi//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", WORDS.say(language, "event.calendar"))
    events: dict[str, Event] = {}
    left_out = 0
    for entry in entries:
        found = {str(event["uid"]): event for event in _events(entry, now, language)}
        left_out += not found
        events |= found
    for event in events.values():
        calendar.add_component(event)
    return Calendar(calendar.to_ical(), left_out)


def _events(entry: Entry, now: datetime, language: str) -> "Iterator[Event]":
    row = entry.row
    if isinstance(row, Deadline) and row.due is not None:
        yield _event(entry, row, row.due.value, now, language)
    elif isinstance(row, Deadline) and row.recurs is not None:
        for rule in rules(row.recurs.value):
            yield _recurring(entry, row, rule, now, language)


def _recurring(entry: Entry, row: Deadline, rule: Rule, now: datetime, language: str) -> "Event":
    """Return an event that begins on its first day after the document was issued: RFC 5545 wants one of its days."""
    start = rule.following(entry.document.metadata.issued_on or now.date())
    event = _event(entry, row, start, now, language, rule)
    event.add("rrule", rule.as_rrule())
    return event


def _event(entry: Entry, row: Deadline, day: date, now: datetime, language: str, rule: Rule | None = None) -> "Event":
    import icalendar

    told = [_lines(row.quote), citation_line(entry.document, row.locator)]
    if not entry.document.verbatim:
        told.append(f"({nature(entry, language)})")
    if rule is not None and rule.rhythm is not None:
        told.append(WORDS.say(language, "event.no_day"))
    time = day.isoformat() if rule is None else f"{rule.months} {rule.day} {rule.rhythm}"
    event = icalendar.Event()
    event.add("uid", _identifier(row, time))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", day)
    event.add("summary", clean(row.what.value))
    event.add("description", "\n".join(told))
    event.add("transp", "TRANSPARENT")  # a deadline makes nobody busy all day
    return event


def _identifier(row: Deadline, time: str) -> str:
    told = f"{row.document}\n{row.locator}\n{row.what.value}\n{time}"
    return f"{hashlib.sha256(told.encode('utf-8')).hexdigest()[:32]}@hoi"


def _lines(text: str) -> str:
    """Return a text without the control characters that readers of calendars take for the end of a line."""
    return "\n".join(clean(line) for line in text.split("\n"))
