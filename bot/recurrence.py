"""When a recurring deadline falls: the days that ``Deadline.recurs`` stands for, as dates and as calendar rules.

A day that a month does not have is that month's last one. A rhythm without a day ("hằng quý") falls on the last day of
its month, quarter, half or year, as a year falls on its last day elsewhere (``hoi.corpus.deadlines``); "hằng tuần" on
Friday, the week's last working day of state agencies (Quyết định 188/1999/QĐ-TTg).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY_OF_MONTH = re.compile(r"(?P<month>0[1-9]|1[0-2]|-)-(?P<day>0[1-9]|[12]\d|3[01])")
_LAST = 31
_FRIDAY = 4
_COMMON_YEAR = 2001


@dataclass(frozen=True, slots=True)
class Rule:
    """A day of some months (of every month when ``months`` is empty), or Friday of every week when ``day`` is None.

    ``rhythm`` is the ISO 8601 duration that the text amounts to when it names no day, else None.
    """

    months: tuple[int, ...] = ()
    day: int | None = None
    rhythm: str | None = None

    def following(self, start: date) -> date:
        """Return the first of its days that is not before ``start``.

        >>> Rule((6, 12), 31).following(date(2026, 6, 30))
        datetime.date(2026, 6, 30)
        """
        if self.day is None:
            return start + timedelta((_FRIDAY - start.weekday()) % 7)
        year, month = start.year, start.month
        while True:
            found = date(year, month, min(self.day, monthrange(year, month)[1]))
            if found >= start and (not self.months or month in self.months):
                return found
            year, month = year + month // 12, month % 12 + 1

    def as_rrule(self) -> dict[str, str | int | list[int]]:
        """Return the recurrence rule of RFC 5545, section 3.3.10.

        >>> Rule((3, 6, 9, 12), 25).as_rrule()
        {'FREQ': 'YEARLY', 'BYMONTH': [3, 6, 9, 12], 'BYMONTHDAY': 25}
        """
        if self.day is None:
            return {"FREQ": "WEEKLY", "BYDAY": "FR"}
        months: dict[str, str | int | list[int]] = {"BYMONTH": list(self.months)} if self.months else {}
        rule: dict[str, str | int | list[int]] = {"FREQ": "YEARLY" if self.months else "MONTHLY", **months}
        shortest = min(monthrange(_COMMON_YEAR, month)[1] for month in self.months or (2,))
        if self.day <= shortest:
            return {**rule, "BYMONTHDAY": self.day}
        if self.day == _LAST:
            return {**rule, "BYMONTHDAY": -1}
        # The last of these days that the month has; each month by itself, so the rule has to be a monthly one.
        return {"FREQ": "MONTHLY", **months, "BYMONTHDAY": list(range(shortest, self.day + 1)), "BYSETPOS": -1}


_RHYTHMS = {
    "P1W": Rule(rhythm="P1W"),
    "P1M": Rule((), _LAST, "P1M"),
    "P3M": Rule((3, 6, 9, 12), _LAST, "P3M"),
    "P6M": Rule((6, 12), _LAST, "P6M"),
    "P1Y": Rule((12,), _LAST, "P1Y"),
}


def rules(recurs: str) -> tuple[Rule, ...]:
    """Return the rules that ``Deadline.recurs`` stands for; the same day of several months is one rule.

    >>> rules("03-25,06-25")
    (Rule(months=(3, 6), day=25, rhythm=None),)
    """
    found: list[Rule] = []
    months: dict[int, list[int]] = {}
    for part in recurs.split(","):
        day = _DAY_OF_MONTH.fullmatch(part)
        if part in _RHYTHMS:
            found.append(_RHYTHMS[part])
        elif day is not None and day["month"] == "-":
            found.append(Rule((), int(day["day"])))
        elif day is not None:
            months.setdefault(int(day["day"]), []).append(int(day["month"]))
    return (*found, *(Rule(tuple(sorted({*each})), day) for day, each in months.items()))


def following(recurs: str, start: date) -> date | None:
    """Return the first day, not before ``start``, on which what ``recurs`` falls due; None for an unknown form."""
    return min((each.following(start) for each in rules(recurs)), default=None)
