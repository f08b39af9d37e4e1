"""Relations: which body went into which, and which document replaces which, by their direction."""

import re

from hoi.corpus.agencies import Successor, find, successors
from hoi.corpus.days import without_days
from hoi.corpus.normalise import fold

_INTO = re.compile(r"\b(?:nhap|sap nhap|hop nhat|gop)\b(?: \w+)? ?(?:vao|voi|thanh|chung|ve)\b|\bthuoc\b|\bthanh\b")
_WITH = re.compile(r"\b(?:voi|va)\b")
_PAIR = ("old", "new")
_CHANGES = re.compile(
    r"\b0?(?P<one>\d{1,4})(?:/[\w/-]+)?[^\d]{0,80}?\b(?P<passive>bi |duoc )?"
    r"(?P<how>thay the|sua doi|sua|bai bo|replac|amend|repeal)\w*(?P<by> by)?\b"
    r"[^\d]{0,60}\b0?(?P<other>\d{1,4})\b"
)


def went_into(own: str, cited: frozenset[tuple[str, str]]) -> bool | None:
    """Return whether of the two bodies that a question names the first went into the second.

    None when it names no two, or the statement that says what became of them is not ``cited``.
    """
    bodies = find(own)
    between = fold(own[bodies[0].span.end : bodies[1].span.start]) if len(bodies) == len(_PAIR) else ""
    if not _INTO.search(between):
        return None
    old, new = (fold(each.agency.name) for each in bodies)
    told = [each for each in successors() if (each.document, each.locator) in cited]
    here = [each for each in told if old in _names(each) or new in _names(each)]
    if any((fold(each.old), fold(each.new)) == (old, new) for each in here):
        return True
    became = {fold(each.new) for each in here if fold(each.old) in (old, new)}
    if len(became) == 1 and {old, new} <= {fold(each.old) for each in here}:  # both went into a third
        return True if _WITH.search(between) else None
    other = any(fold(each.old) == old for each in here)
    turned = any((fold(each.old), fold(each.new)) == (new, old) for each in here)
    return False if other or turned else None


def _names(each: Successor) -> tuple[str, str]:
    return fold(each.old), fold(each.new)


def changed(own: str, clause: str) -> bool | None:
    """Return whether one document changes the other the way a question says; None where they are not the same two.

    >>> said = "Quyết định số 889/QĐ-TTg thay thế Quyết định số 76/QĐ-TTg trước đây"
    >>> changed("Quyết định 889 bị thay thế bởi Quyết định 76", said), changed("889 thay thế 76", said)
    (False, True)
    """
    asked, said = _change(own), _change(clause)
    if asked is None or said is None or set(asked[:2]) != set(said[:2]):
        return None
    return asked == said


def _change(text: str) -> tuple[str, str, str] | None:
    match = _CHANGES.search(without_days(fold(text)))
    if match is None:
        return None
    how = match["how"].removesuffix(" doi")
    passive = match["passive"] or match["by"]
    return (match["other"], match["one"], how) if passive else (match["one"], match["other"], how)
