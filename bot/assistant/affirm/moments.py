"""Moments: the day, month or year a question states, beside those a clause has of the same."""

import re
from dataclasses import replace

from hoi.bot.assistant.affirm.counts import Agreement
from hoi.corpus.days import Day, days
from hoi.corpus.normalise import fold
from hoi.corpus.periods import Period

_OF_A_DOCUMENT = re.compile(
    r"\b(?:nghi quyet|quyet dinh|nghi dinh|ke hoach|cong van|chi thi|luat|resolution|decision|decree|plan|directive)"
    r"(?: so| no\.?)? (?P<number>\d+)(?:[/-][\w/-]+)?,? (?:ngay|thong qua ngay|of|passed on)"
    r" (?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2} \w+ \d{4})"
)
"""The day of a document that a clause only refers to."""


def dated(own: str, clause: str, period: Period | None, *, english: bool, exact: bool) -> Agreement:
    """Return whether the times that ``own`` names are those of ``clause``, or of the ``period`` it stands under.

    What is due by a year may be said to be due in it, unless a day is asked for ``exact``ly.
    """
    asked = days(own, english=english)
    said = days(_without_references(clause, own), english=english)
    found = {_dated(each, said, period, exact=exact) for each in asked}
    return "differs" if "differs" in found else "unsaid" if "unsaid" in found else "agrees"


def _dated(asked: Day, said: tuple[Day, ...], period: Period | None, *, exact: bool) -> Agreement:
    if period is not None and not asked.month and _is_of(asked, period):
        return "agrees"
    comparable = [each for each in said if each.relation == asked.relation]
    if not (comparable or asked.month or exact):
        comparable = [each for each in said if {asked.relation, each.relation} == {"at", "by"}]
    same = [each for each in comparable if _is_same(asked, each)]
    if any(bool(each.month) >= bool(asked.month) and bool(each.day) >= bool(asked.day) for each in same):
        return "agrees"
    return "differs" if comparable and not same and (period is None or asked.month) else "unsaid"


def _is_same(asked: Day, said: Day) -> bool:
    return replace(asked, relation="at").agrees(replace(said, relation="at"))


def _is_of(asked: Day, period: Period) -> bool:
    """Tell whether a year is one of a period: "đến" names its last, "sau" may name the one before it."""
    if asked.relation == "by":
        return asked.year == period.end
    return period.start - (asked.relation == "after") <= asked.year <= period.end


def _without_references(clause: str, own: str) -> str:
    """Return ``clause``, folded, without the days of documents that ``own`` does not name."""
    asked = set(re.findall(r"\d+", fold(own)))
    return _OF_A_DOCUMENT.sub(
        lambda match: match[0] if {match["number"], match["number"].lstrip("0")} & asked else " ", fold(clause)
    )
