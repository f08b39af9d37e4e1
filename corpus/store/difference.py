"""What changes between two texts of one document, provision by provision."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hoi.corpus.model import Provision
from hoi.corpus.normalise import modern_tone

ChangeKind = Literal["added", "changed", "moved", "removed"]

_CONTEXT_WORDS = 6
_RULER = re.compile(r"[-_=*]{3,}")
_DASHES = str.maketrans("–—", "--")


@dataclass(frozen=True, slots=True)
class Change:
    """One provision that is not as it was: ``before`` is None when it is new, ``after`` when it is gone.

    A moved provision has the same words under another locator.
    """

    kind: ChangeKind
    before: Provision | None
    after: Provision | None

    @property
    def locator(self) -> str:
        """Where the provision stands now; where it stood, when it is gone."""
        stands = self.after or self.before
        return stands.locator if stands else ""


def difference(before: Iterable[Provision], after: Iterable[Provision]) -> tuple[Change, ...]:
    """Return what is not the same, in the order of ``after``, then what is gone.

    A provision is compared with the one of the same locator; one whose words stand under another locator has moved,
    so that a dash put first does not make all dashes after it look changed. Spelling of tone marks (hoà, hòa), kinds
    of dashes, ruling lines and blanks do not count.
    """
    was = {each.locator: each for each in before}
    now = {each.locator: each for each in after}
    same = {locator for locator in was.keys() & now.keys() if _key(was[locator]) == _key(now[locator])}
    left = {_key(each): each for locator, each in reversed(was.items()) if locator not in same}
    changes: list[Change] = []
    for locator, each in now.items():
        if locator not in same:
            came_from = left.pop(_key(each), None)
            changes.append(Change("moved", came_from, each) if came_from else Change("added", None, each))
    moved = {change.before.locator for change in changes if change.before}
    gone = {locator: each for locator, each in was.items() if locator not in same | moved}
    found = [_joined(change, gone) for change in changes]
    return (*found, *(Change("removed", each, None) for each in gone.values()))


def _joined(change: Change, gone: dict[str, Provision]) -> Change:
    """Return ``change``; an added provision takes what is gone from its place, and has changed."""
    if change.kind == "added" and change.locator in gone:
        return Change("changed", gone.pop(change.locator), change.after)
    return change


def around(before: str, after: str) -> tuple[str, str]:
    """Return both texts where they differ, with a few words around; ``…`` stands for the words they share.

    >>> around("Có 85% siêu thị dùng túi giấy thay túi nhựa", "Có 90% siêu thị dùng túi giấy thay túi nhựa")
    ('Có 85% siêu thị dùng túi giấy thay …', 'Có 90% siêu thị dùng túi giấy thay …')
    """
    old, new = before.split(), after.split()
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    return _cut(old, head, tail), _cut(new, head, tail)


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))


def _cut(words: list[str], head: int, tail: int) -> str:
    start = head - _CONTEXT_WORDS
    end = len(words) - tail + _CONTEXT_WORDS
    before, after = ["…"] if start > 0 else [], ["…"] if end < len(words) else []
    return " ".join([*before, *words[max(start, 0) : end], *after])


def _key(provision: Provision) -> str:
    return " ".join(_RULER.sub(" ", modern_tone(provision.text).translate(_DASHES)).split())
