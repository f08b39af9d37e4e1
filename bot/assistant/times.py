"""Times: the first day that a question or a clause speaks of ("sau năm 2025", "from 1/1/2026", "trước 2030")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hoi.corpus.normalise import fold

_TIME = re.compile(
    r"\b(?:(?P<relation>sau|qua|het|tu|ke tu|truoc|trc|den|toi|after|beyond|from|since|before|by|until|to|till)\b)?"
    r"(?: (?:het|ngay|moc|nam|dau|cuoi|thang|the|end|of|year|early|january|1))*"
    r" ?(?:(?P<day>\d{1,2})/(?P<month>\d{1,2})/)?(?P<year>20\d\d)\b"
)
# "08/2022/NĐ-CP" is a document's number, "31/12/2030" a day
_NUMBER = re.compile(
    r"(?<![\d/])\d{1,4}/20\d\d(?:/[\w-]+)?|\b(?:nghi dinh|ke hoach|decree|plan)(?: so| no\.?)? \d+(?:/[\w-]+)*"
    r"|\b(?:luat|law)[a-z ]{0,30} 20\d\d"
)
_AFTER = ("sau", "qua", "het", "after", "beyond")
_UNTIL = ("truoc", "trc", "den", "toi", "before", "by", "until", "to", "till")


@dataclass(frozen=True, slots=True)
class Time:
    """A year or a day that is named.

    ``first`` is the first day of it, or the first after it where that is said; None where no calendar has the day.
    ``exact``: it is given as a day; ``related``: it is said how it is meant; ``until``: all before it is meant.
    """

    first: date | None
    exact: bool
    related: bool
    until: bool


def times(text: str) -> tuple[Time, ...]:
    """Return the times that ``text`` names, in its order; those in numbers of documents are none.

    >>> [str(each.first) for each in times("Theo Nghị định 08/2022/NĐ-CP, sau 31/12/2030 hay từ năm 2026?")]
    ['2031-01-01', '2026-01-01']
    """
    return tuple(_times(_NUMBER.sub(" ", fold(text))))


def without_times(text: str) -> str:
    """Return ``text``, folded, without the times it names."""
    return _TIME.sub(" ", fold(text))


def _times(key: str) -> Iterator[Time]:
    for match in _TIME.finditer(key):
        relation, exact = match["relation"], match["day"] is not None
        yield Time(_first(match, after=relation in _AFTER), exact, relation is not None, relation in _UNTIL)


def _first(match: re.Match[str], *, after: bool) -> date | None:
    year, month, day = (int(match[each] or 0) for each in ("year", "month", "day"))
    if not day:
        return date(year + after, 1, 1)
    try:
        return date(year, month, day) + timedelta(days=after)
    except ValueError:
        return None
