"""Numbering: the part, section or point that a question names by its number ("điểm 2 phần III", "III.1")."""

import re

_CLAUSE = re.compile(
    r"\b(?:diem|muc|khoan|y|point|clause|section) (?P<a>\d+),?(?: cua| of| trong| thuoc)?"
    r" (?:phan|muc|part) (?P<b>[ivx]+)\b"
    r"|\b(?:phan|part) (?P<c>[ivx]+),? (?:diem|muc|khoan|y|point|clause|section) (?P<d>\d+)\b"
)
_POINT = re.compile(r"\b(?:diem|muc|khoan|point|clause|section) (\d)\b")
NUMBERED = re.compile(r"\b(?:phan|muc|part|section) ([ivx]+(?:\.\d+)?)\b|\b([ivx]+\.\d+)\b")
"""How a folded question names a part or a section by its number."""


def point_named(key: str) -> str:
    """Return the locator of the point of a part that a folded question names; empty where it names none.

    >>> point_named("diem 2 phan iii noi gi")
    'III.2'
    """
    match = _CLAUSE.search(key)
    return f"{match['b'] or match['c']}.{match['a'] or match['d']}".upper() if match else ""


def part_named(key: str, before: str = "") -> str:
    """Return the locator of the point, else the part or section, that a folded question names; empty where none.

    A point by itself is of the part that was spoken of ``before``.

    >>> part_named("phan ii gom nhung gi"), part_named("con khoan 2?", "II.1")
    ('II', 'II.2')
    """
    if found := point_named(key):
        return found
    if named := NUMBERED.search(key):
        return (named[1] or named[2]).upper()
    point = _POINT.search(key) if before else None
    return f"{before.split('.', maxsplit=1)[0]}.{point[1]}" if point else ""
