"""Figures: the numbers, ranges, dates and document numbers of a text, each in one form that compares."""

import re
from datetime import date
from functools import lru_cache

from hoi.corpus.normalise import fold

# English, whatever the locale of the machine.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DATE = re.compile(r"(?:ngay\s+)?\b(\d{1,2})\s*(?:thang|/|-|\.)\s*(\d{1,2})\s*(?:nam|/|-|\.)\s*(\d{4})\b")
_ENGLISH_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_NUMBER_OF_DOCUMENT = re.compile(r"\b\d+(?:/\d{4})?/[a-z]{2,}[a-z0-9]*(?:-[a-z]{2,}\d*)*\b|\b\d+-[a-z]{2,}/[a-z]{2,}\b")
_A_HUNDRED = re.compile(r"\b(?<!bao nhieu )(?:mot )?tram phan tram\b")
_PERCENT = re.compile(r"\s*(?:%|phan tram|per ?cent)")
_N, _TO = r"(\d+(?:[.,]\d+)*)", r"[^\S\n]*(?:-|–|den|toi|to)[^\S\n]*"
# "5 - 8%", "5% đến 8%", "2021 - 2025"; not "85% đến 2030", where only the first is a percentage.
_RANGE = re.compile(rf"\b{_N}(?:%{_TO}{_N}(%)|{_TO}{_N}(%?))")
_NUMBER = re.compile(rf"(?<![\w/.,-]){_N}(%?)")


@lru_cache(maxsize=2048)  # of a provision they are asked for at each step of an answer
def figures(text: str) -> frozenset[str]:
    r"""Return the figures of ``text``: ``85%``, ``5-8%``, ``11/12/2021``, ``235/kh-ubnd``, ``2030``.

    A range is one figure, not two, so that 5% alone is not found in "5 - 8%".

    >>> sorted(figures("đạt 85% đến 2030, giảm 5 đến 8 phần trăm"))
    ['2030', '5-8%', '85%']
    >>> sorted(figures("Giảm 5 - 8% từ ngày 01 tháng 9 năm 2021 theo 889/QĐ-TTg, 01- 02 mô hình"))
    ['1-2', '1/9/2021', '5-8%', '889/qd-ttg']
    >>> sorted(figures("đến năm 2030\n- 2 mô hình"))  # a list's mark is no range's
    ['2', '2030']
    """
    rest = _PERCENT.sub("%", _A_HUNDRED.sub("100%", fold(numbered_days(text))))
    found: set[str] = set()
    for pattern, form in (
        (_DATE, lambda m: "/".join(str(int(part)) for part in m.groups())),
        (_NUMBER_OF_DOCUMENT, lambda m: m[0]),
        (_RANGE, _range),
        (_NUMBER, lambda m: _plain(m[1]) + m[2]),
    ):
        found |= {form(match) for match in pattern.finditer(rest)}
        rest = pattern.sub(" ", rest)
    return frozenset(found)


def numbered_days(text: str) -> str:
    """Return ``text`` with the days it writes in English as numbers.

    >>> numbered_days("From 01 January 2026 on")
    'From 01/1/2026 on'
    """
    return _ENGLISH_DAY.sub(lambda match: f"{match[1]}/{_MONTHS.index(match[2]) + 1}/{match[3]}", text)


def english_day(day: date) -> str:
    """Return a day in English with the zero that documents print: "01 January 2026"."""
    return f"{day.day:02} {_MONTHS[day.month - 1]} {day.year}"


def percentages(text: str) -> frozenset[str]:
    """Return the percentages of ``text``, ranges whole."""
    return frozenset(each for each in figures(text) if each.endswith("%"))


def _range(match: re.Match[str]) -> str:
    low, high, high_percent, plain_high, percent = match.groups()
    return f"{_plain(low)}-{_plain(high or plain_high)}{high_percent or percent or ''}"


def _plain(number: str) -> str:
    return number.lstrip("0") or "0" if number.isdigit() else number
