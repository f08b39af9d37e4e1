"""Which reminders are due: a plain function of the subscriptions, the ledger and the moment. Knows no channel.

A reminder goes out at 08:00 in Vietnam, 30, 7 and 1 days before a deadline and on its day. Whoever was not running then
catches up with the last one only, and a subscription is never told of what lay before it was made. Of what recurs, a
reminder that is nearer to the deadline before is left out: 30 days before a monthly one would be noise.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hoi.bot.ledger import Entry, Ledger
from hoi.bot.recurrence import rules
from hoi.bot.store.subscriptions import Subscription
from hoi.corpus.errors import HoiError
from hoi.corpus.ledger.rows import Deadline
from hoi.corpus.ledger.select import Wanted

DAYS_BEFORE = (30, 7, 1, 0)
AT = time(8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
_ONCE = 10_000
"""Days between two days of something that does not recur."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is due: to whom, of which row of the ledger, for which day, how many days before by the plan.

    ``entry_key`` and ``key`` name it for good: a reminder with the same two is sent once to a subscription.
    """

    subscription: Subscription
    entry: Entry
    due: date
    before: int

    @property
    def entry_key(self) -> str:
        """The row's name: its document and its place."""
        return f"{self.entry.document.id} {self.entry.row.locator}"

    @property
    def key(self) -> str:
        """The day and which of its reminders."""
        return f"{self.due.isoformat()}/{self.before}"


def due(ledger: Ledger, subscriptions: Iterable[Subscription], now: datetime) -> tuple[Reminder, ...]:
    """Return the reminders that are due at ``now`` (with its time zone), each chat's of one row and day but once."""
    found: dict[tuple[str, str, str], Reminder] = {}
    about = cache(lambda kind, subject: concerned(ledger, kind, subject))  # many subscribe to the same
    for subscription in subscriptions:
        for each in _of(about(subscription.kind, subscription.subject), subscription, now):
            found.setdefault((subscription.chat, each.entry_key, each.due.isoformat()), each)
    return tuple(found.values())


def concerned(ledger: Ledger, kind: str, subject: str) -> tuple[Entry, ...]:
    """Return the deadlines that a subscription is about; none when its document is not held any more."""
    try:
        if kind == "agency":
            return ledger.entries("deadlines", Wanted(agency=subject))
        document, _, locator = subject.partition(" ")
        entries = ledger.entries("deadlines", document=document)
    except HoiError:
        return ()
    return tuple(each for each in entries if kind == "document" or each.row.locator == locator)


def days(deadline: Deadline, first: date, last: date) -> Iterator[tuple[date, int]]:
    """Return the days from ``first`` to ``last`` on which a deadline falls, and how far the day after each is."""
    if deadline.due is not None:
        if first <= deadline.due.value <= last:
            yield deadline.due.value, _ONCE
        return
    for rule in rules(deadline.recurs.value) if deadline.recurs is not None else ():
        day = rule.following(first)
        while day <= last:
            following = rule.following(day + timedelta(1))
            yield day, (following - day).days
            day = following


def next_day(entries: Iterable[Entry], today: date) -> date | None:
    """Return the first day, not before ``today``, on which one of ``entries`` falls; None when there is none."""
    far = date(today.year + 100, 1, 1)
    found = (next(days(each.row, today, far), None) for each in entries if isinstance(each.row, Deadline))
    return min((each[0] for each in found if each is not None), default=None)


def _of(entries: Iterable[Entry], subscription: Subscription, now: datetime) -> Iterator[Reminder]:
    today = now.astimezone(AT.tzinfo).date()
    made = datetime.fromtimestamp(subscription.created_at, AT.tzinfo)
    for entry in entries:
        if not isinstance(entry.row, Deadline):
            continue
        for day, gap in days(entry.row, today, today + timedelta(max(DAYS_BEFORE))):
            passed = [before for before in DAYS_BEFORE if 2 * before <= gap and made < _moment(day, before) <= now]
            if passed:
                yield Reminder(subscription, entry, day, min(passed))


def _moment(day: date, before: int) -> datetime:
    return datetime.combine(day - timedelta(before), AT)
