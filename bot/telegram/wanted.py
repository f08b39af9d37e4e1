"""What rows of the ledger a person asks for in a few words: "Sở Công Thương 2025", "giai đoạn 2026 - 2030". Pure."""

import re

from hoi.corpus.ledger.select import Wanted

_LEAD = (
    r"(?:giai\s+đoạn|giai\s+doan|thời\s+kỳ|thoi\s+ky|gđ|gd|period|phase|đến|den|hết|het|năm|nam|từ|tu|by|to|until|in)"
)
_YEARS = r"20\d\d(?:\s*(?:-|–|đến|den|to)\s*(?:năm\s+|nam\s+)?20\d\d)?"
_ORDER = r"(?:giai\s+đoạn|giai\s+doan|gđ|gd|phase)\s+(?:[12]|i{1,2}|một|hai|đầu|dau|sau)"
_PERIOD = re.compile(rf"(?<!\w)(?:(?:{_LEAD}\s+)*{_YEARS}|{_ORDER})(?!\w)", re.IGNORECASE)


def wanted(words: str) -> Wanted:
    """Return what ``words`` ask for: the first period in them, and the agency that the rest names.

    >>> wanted("Sở Công Thương, giai đoạn 2021 - 2025")
    Wanted(agency='Sở Công Thương', period='giai đoạn 2021 - 2025')
    >>> wanted("đến 2030"), wanted("")
    (Wanted(agency=None, period='đến 2030'), Wanted(agency=None, period=None))
    """
    said = " ".join(words.split())
    period = _PERIOD.search(said)
    rest = said if period is None else f"{said[: period.start()]} {said[period.end() :]}"
    agency = " ".join(rest.split()).strip(" ,;:-.")
    return Wanted(agency or None, period[0] if period is not None else None)


def printed(value: Wanted) -> str:
    """Return what is asked for as the heading of a table says it; empty for everything."""
    return ", ".join(each for each in (value.agency, value.period) if each)
