"""Days as people write them, whole or in part: two of them agree when they differ in nothing that both state."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from hoi.corpus.normalise import fold

Relation = Literal["at", "after", "before", "by"]

_SPAN = re.compile(r"\b(?:19|20)\d\d\s*(?:-|–|den|to)\s*(?:nam )?(?:19|20)\d\d\b")
_NUMBER = re.compile(
    r"\b\d+/\d{4}/[a-z][\w-]*"
    r"|\b(?:nghi quyet|quyet dinh|nghi dinh|thong tu|ke hoach|n[dq]|qd|tt|kh|resolution|decision|decree|circular|plan)"
    r"(?: so| no\.?)? ?\d{1,4}/\d{4}\b"
    r"|(?:^|(?<=, )|(?<=thay the )|(?<=sua doi )|(?<=sua ))0?\d{1,2}/20\d\d\b(?!/)"
    r"|\b(?:luat|law)(?: (?!ban hanh|ky\b|co\b|thong qua|ra doi|de\b|was|issued|passed|dated)[a-z]+){1,6}?"
    r"(?: nam)? 20\d\d\b"
    r"|\b20\d\d (?:law|reorgani[sz]ation)\b"
)
"""What holds a year that is no day: a document's number, the name of a law."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_Y, _M, _D, _ORDINAL = (
    r"(?P<year>(?:19|20)\d\d)",
    r"(?P<month>\d{1,2})",
    r"(?P<day>\d{1,2})",
    r"(?:st|nd|rd|th)?(?: of)?",
)
_FORMS = tuple(
    re.compile(rf"(?<![\d/.-]){form}(?![/-]?\d)")
    for form in (
        rf"{_Y}-{_M}-{_D}",
        rf"{_D} thang {_M}(?:,? nam|,|/)? ?{_Y}",
        rf"(?P<slashed>{_D}\s?[/.-]\s?{_M}\s?[/.-]\s?{_Y})",
        rf"{_D}{_ORDINAL} {_NAMED},? {_Y}",
        rf"{_NAMED} {_D}{_ORDINAL},? {_Y}",
        rf"{_NAMED},? {_Y}",
        rf"(?:thang )?{_M}(?:/|-|,? nam | ){_Y}",
        _Y,
    )
)
_RELATION = re.compile(
    r"\b(?:(?P<after>sau|qua|after|beyond|post)|(?P<before>truoc|before)|(?P<by>den|toi|by|until|till|to|so voi))"
    r"(?: (?:het|ngay|moc|nam|cuoi|dau|thang|the|end|of|year))*\s*$"
)

_KEPT = 4096
"""Texts whose days are kept: a question's are set beside those of every clause that is held."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month (``day`` is 0) or a year (``month`` is 0 as well), and how what is said of it stands to it."""

    year: int
    month: int = 0
    day: int = 0
    relation: Relation = "at"

    def agrees(self, other: "Day") -> bool:
        """Tell whether nothing that both state differs.

        >>> Day(2021, 12).agrees(Day(2021, 12, 11)), Day(2021, 11, 12).agrees(Day(2021, 12, 11))
        (True, False)
        """
        fields = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return self.relation == other.relation and all(one == two for one, two in fields if one and two)

    @classmethod
    def of(cls, day: date) -> "Day":
        """Return a whole day."""
        return cls(day.year, day.month, day.day)


@lru_cache(maxsize=_KEPT)
def days(text: str, *, english: bool = False) -> tuple[Day, ...]:
    """Return the days, months and years that ``text`` names; none twice, and none that a more exact one holds.

    In English "12/11/2021" may be either of two days, and is none.

    >>> days("ngày 11 tháng 12 năm 2021"), days("ban hành 12-11-2021")
    ((Day(year=2021, month=12, day=11, relation='at'),), (Day(year=2021, month=11, day=12, relation='at'),))
    >>> days("nđ 05/2025 có từ tháng 1/2025"), days("by 2030", english=True)
    ((Day(year=2025, month=1, day=0, relation='at'),), (Day(year=2030, month=0, day=0, relation='by'),))
    """
    found = tuple(dict.fromkeys(day for _, day in _written(_without_names(fold(text)), english=english)))
    return tuple(each for each in found if not any(_holds(other, each) for other in found))


def without_days(text: str) -> str:
    """Return ``text``, folded to small letters or not, without the days it names."""
    spans = [span for span, _ in _written(_without_names(fold(text)), english=False)]
    if len(fold(text)) != len(text):
        return text
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{' | '}{text[end:]}"
    return text


def _without_names(key: str) -> str:
    """Return ``key`` with blanks where a year is of a span or of a name."""
    for pattern in (_NUMBER, _SPAN):
        key = pattern.sub(lambda match: " " * len(match[0]), key)
    return key


def _written(key: str, *, english: bool) -> Iterator[tuple[tuple[int, int], Day]]:
    for form in _FORMS:
        for match in form.finditer(key):
            if (day := _day(match, key, english=english)) is not None:
                yield match.span(), day
        key = form.sub(lambda match: " " * len(match[0]), key)


def _day(match: re.Match[str], key: str, *, english: bool) -> Day | None:
    given = match.groupdict()
    month = _MONTHS.index(given["name"]) + 1 if given.get("name") else int(given.get("month") or 0)
    day = int(given.get("day") or 0)
    if english and given.get("slashed"):
        if day <= len(_MONTHS) and month <= len(_MONTHS) and day != month:
            return None
        day, month = (month, day) if month > len(_MONTHS) else (day, month)
    return Day(int(given["year"]), month, day, _relation(key[: match.start()]))


def _relation(before: str) -> Relation:
    found = _RELATION.search(before)
    if found is None:
        return "at"
    return "after" if found["after"] else "before" if found["before"] else "by"


def _holds(exact: Day, part: Day) -> bool:
    """Tell whether ``part`` is the month or the year of ``exact``."""
    less = (bool(part.month), bool(part.day)) < (bool(exact.month), bool(exact.day))
    return less and exact.agrees(Day(part.year, part.month, part.day, exact.relation))
