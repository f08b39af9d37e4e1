"""Bans: what a clause forbids, from when on, and for whom it does not hold."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hoi.bot.assistant.affirm.subject import Subject
from hoi.bot.assistant.affirm.table import Table, table
from hoi.corpus.normalise import fold

Ban = Literal["banned", "banned_except", "free"]

_NUMBERED = re.compile(r"\b(?:so |no\.? ?)?\d{1,4}/20\d\d(?:/[\w-]+)?|\b(?:luat|law)[a-z ]{0,30} 20\d\d")
_TIME = re.compile(
    r"\b(?:(?P<relation>sau|qua|tu|ke tu|truoc|den|toi|after|beyond|from|since|before|by|until|to)\b)?"
    r"(?: (?:het|ngay|moc|nam|dau|cuoi|thang|the|end|of|year|early))*"
    r" ?(?:(?P<day>\d{1,2})/(?P<month>\d{1,2})/)?(?P<year>20\d\d)\b"
)
_AFTER, _FROM = ("sau", "qua", "after", "beyond"), ("tu", "ke tu", "from", "since", None)


@dataclass(frozen=True, slots=True)
class Prohibition:
    """A clause that forbids: what stands before its exceptions, what from the ban on, and the exceptions."""

    main: str
    act: str
    exceptions: str


def ban(own: str, subject: Subject, clause: str, today: date) -> Ban | None:
    """Return whether what a question is about is forbidden by ``clause`` on the day it asks for; None when undecided.

    ``own`` are the question's own words; on no other day named, it is asked for ``today``.
    """
    known = table(subject.language)
    subject = subject.without(known.asks_ban)
    said = clause.lower()
    if exempt := known.exempts.search(said):
        subject = without_actor(subject, said)
        return "free" if subject.stands_in(said) and subject.touches(said[exempt.end() :]) else None
    found = _prohibition(said, known)
    if found is None or not _is_bounded_alike(found, own, known) or not _holds(found.main, own, today):
        return None
    subject = without_actor(_without_years(subject), found.main).classed(found.main)
    if subject.stands_in(found.main):
        if subject.language == "vi" and not subject.touches(found.act):  # in English it may stand before the verb
            return None
        return "banned_except" if found.exceptions else "banned"
    return "free" if found.exceptions and subject.stands_in(f"{found.main} {found.exceptions}") else None


def _prohibition(said: str, known: Table) -> Prohibition | None:
    main, *exceptions = known.exceptions.split(said, maxsplit=1)
    mark = known.bans.search(main)
    return None if mark is None else Prohibition(main, main[mark.end() :], " ".join(exceptions))


def without_actor(subject: Subject, clause: str) -> Subject:
    """Return the subject without who it is that asks, where the clause means everyone, or names nobody."""
    known, said = table(subject.language), clause.lower()
    return subject.without(known.actor) if known.everyone.search(said) or not known.actor.search(said) else subject


def _without_years(subject: Subject) -> Subject:
    return subject.without(re.compile(r"(?:\b\d{1,2}/\d{1,2}/)?\b20\d\d\b"))


def _is_bounded_alike(found: Prohibition, own: str, known: Table) -> bool:
    """Tell whether a clause holds for every size and thickness, or the question names the clause's own."""
    return all(match[0] in own.lower() for match in known.bounds.finditer(found.main))


def _holds(main: str, own: str, today: date) -> bool:
    """Tell whether the clause is in force on the day the question asks for."""
    times = [time for time in _TIME.finditer(fold(main)) if time["relation"]]
    if not times:
        return True
    since = _first_day(times[0])
    named = list(_TIME.finditer(_NUMBERED.sub(" ", fold(own))))
    if len(named) > 1:
        return False
    asked = _first_day(named[0]) if named else today
    return since is not None and asked is not None and asked >= since


def _first_day(time: re.Match[str]) -> date | None:
    """Return the first day of a time that begins then ("sau năm 2025"); None of one that ends then ("đến 2025")."""
    year, whole = int(time["year"]), time["month"] is None
    month = 12 if whole else int(time["month"])
    if not 1 <= month <= 12:
        return None
    last = date(year, month, min(31 if whole else int(time["day"]), monthrange(year, month)[1]))
    if time["relation"] in _AFTER:
        return last + timedelta(days=1)
    return (date(year, 1, 1) if whole else last) if time["relation"] in _FROM else None
