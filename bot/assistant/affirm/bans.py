"""Bans: what a clause forbids, from when on, and for whom it does not hold."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hoi.bot.assistant.affirm.subject import Subject
from hoi.bot.assistant.affirm.table import Table, table
from hoi.bot.assistant.times import Time, times

Ban = Literal["banned", "banned_except", "free"]


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
    since = next((time for time in times(main) if time.related), None)
    if since is None:
        return True
    named = times(own)
    if len(named) > 1:
        return False
    begins, asked = _first_day(since), _first_day(named[0]) if named else today
    return begins is not None and asked is not None and asked >= begins


def _first_day(time: Time) -> date | None:
    """Return the first day of a time that begins then ("sau năm 2025"); None of one that ends then ("đến 2025")."""
    return None if time.until else time.first
