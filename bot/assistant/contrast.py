"""How far two figures lie apart: told only of targets for the same thing, in two periods or at two levels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from hoi.bot.assistant.levels import Counterparts
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.scope import levels_of
from hoi.corpus.figures import percentages
from hoi.corpus.ledger import Target, targets
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Level, Provision
from hoi.corpus.normalise import fold, nfc
from hoi.corpus.periods import named, of_provisions, twins

Pairing = Literal["levels", "periods"]

_CHANGES = {"increase", "decrease"}
_NOT_THE_NOUN = re.compile(r"^cac | (?:cua ca nuoc|tren dia ban tinh)$")
_AND = re.compile(r",\s*|\s+va\s+")
# "so với cả nước", "cao hơn tỉnh": what something else is measured by, up to the next comma
_MEASURED_BY = re.compile(
    r"\b(?:so với|hơn|vượt|than|above|below|exceeds?|(?:compared|relative) (?:with|to))\b[^,;:]*", re.IGNORECASE
)
_ITS_NUMBER = re.compile(r"(?: so| no\.?)? ?\d.*")
_OTHER_THINGS = re.compile(
    r"\b(?:danh sach|nganh|nhom|doi tuong|linh vuc|noi dung|dia diem|co quan|don vi|viec|nhiem vu"
    r"|sectors?|industr\w+|list|groups?|places?|agenc\w+|tasks?|wording)\b"
)
_FIGURES = re.compile(
    r"\b(?:muc|ty le|ti le|phan tram|chi tieu|con so|bao nhieu|cao|thap|tang|chenh|hon kem|khat khe|tham vong"
    r"|targets?|levels?|percent\w*|share|figures?|rates?|higher|lower|much|many|goals?|tougher|stricter|ambitious)\b|%"
)
_ASKED = (
    ("equal", re.compile(r"\b(?:giu (?:y )?nguyen|khong (?:he )?(?:doi|tang|thay doi)|unchanged|stays? the same)\b")),
    ("rises", re.compile(r"\b(?:tang|nang|rises?|increases?)\b")),
    ("higher", re.compile(r"\b(?:(?:cao|nhieu|lon) hon|vuot|higher|more|greater|exceeds?|above)\b")),
    ("lower", re.compile(r"\b(?:(?:thap|it|nho|kem) hon|lower|less|below)\b")),
    ("equal", re.compile(r"\b(?:bang|ngang) (?:nhau|ca nuoc|muc|voi)\b|\bequal\b")),
    ("same", re.compile(r"\b(?:giong|nhu) (?:nhau|ca nuoc|muc|voi)\b|\b(?:same|identical)\b")),
    ("other", re.compile(r"\b(?:khac|differ\w*)\b")),
)


@dataclass(frozen=True, slots=True)
class End:
    """How far one end of a figure lies above that of another: ``by`` percentage points, negative below it.

    ``name``: ``low`` or ``high`` end of a range; empty of a figure that has one end, or ends that are as far apart.
    """

    name: Literal["", "low", "high"]
    by: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Two targets for the same thing: province and nation, or one period and the next.

    Of percentages ``ends`` tells how far apart they are; of counts it is empty, for how many of its own things a
    province counts says nothing against how many the nation does.
    """

    pairing: Pairing
    places: tuple[Place, Place]
    targets: tuple[Target, Target]
    ends: tuple[End, ...]

    def answers(self, question: str) -> bool | None:
        """Return the answer to a question for yes or no about this gap; None when it is none that the gap settles."""
        key = fold(question)
        found = next(((name, match) for name, cue in _ASKED if (match := cue.search(key))), None)
        signs = {(end.by > 0) - (end.by < 0) for end in self.ends}
        if found is None or len(signs) != 1:
            return None
        (sign,) = signs
        name, match = found
        if name == "equal":
            return sign == 0
        if name == "rises" and self.pairing == "periods":  # from the earlier to the later, in whatever order named
            return sign == 1
        if name in ("same", "other"):  # figures that are equal may still count in other words
            return None if sign == 0 else name == "other"
        if self.pairing == "levels":
            turned = self._is_of_the_nation(nfc(question))
        else:
            turned = self._is_of_the_earlier(key[: match.start()], key[match.end() :])
        if turned is None:
            return None
        return sign == (-1 if name == "lower" else 1) * (-1 if turned else 1)

    def _is_of_the_nation(self, question: str) -> bool | None:
        """Tell whether a question measures the nation by the province, not the other way round; None if unclear."""
        measured = self._levels(_MEASURED_BY.sub(" ", question))
        by = self._levels(" ".join(_MEASURED_BY.findall(question)))
        if len(measured) != 1 or len(by) != 1 or measured == by:
            return None
        return measured == {"national"}

    def _levels(self, text: str) -> set[Level]:
        """Return the levels that a part of a question names, also by the documents set beside each other."""
        key = fold(text)
        return levels_of(text) | {document.level for document, _ in self.places if _is_named(document, key)}

    def _is_of_the_earlier(self, before: str, after: str) -> bool | None:
        """Tell whether a question measures the earlier period by the later, by what stands around its cue."""
        known = sorted(set(of_provisions(self.places[0][0]).values()))
        first, second = named(before, known), named(after, known)
        if len(first) != 1 or len(second) != 1 or first == second:
            return None
        return min(first) < min(second)


class Contrasts:
    """Compares the targets of the provisions of one library."""

    def __init__(self, library: Library) -> None:
        self._counterparts = Counterparts(library)

    def gaps(self, places: tuple[Place, ...]) -> tuple[Gap, ...]:
        """Return how the figures of provisions compare: the two periods of one target, or both levels in each period.

        Empty when they are not all about one thing, as no figure is then told from the others.
        """
        at_levels = tuple(self._at_levels(places))
        if at_levels:
            return at_levels if len(places) == 2 * len(at_levels) else ()
        over_time = tuple(self._over_time(places))
        return over_time if len(places) == 2 else ()

    def _at_levels(self, places: tuple[Place, ...]) -> Iterator[Gap]:
        for ours in places:
            others = {(document.id, each.locator) for document, each in self._counterparts.of(*ours)}
            for theirs in places:
                if ours[0].level == "provincial" and (theirs[0].id, theirs[1].locator) in others:
                    yield from self._gap("levels", ours, theirs)

    def _over_time(self, places: tuple[Place, ...]) -> Iterator[Gap]:
        for one, other in combinations(sorted(places, key=lambda place: place[1].span), 2):
            if one[0].id == other[0].id and other[1].locator in twins(one[0]).get(one[1].locator, ()):
                yield from self._gap("periods", other, one)

    def _gap(self, pairing: Pairing, first: Place, second: Place) -> Iterator[Gap]:
        one, other = self.target(*first), self.target(*second)
        if one is None or other is None or not _count_alike(one, other):
            return
        share = one.unit is not None and one.unit.value.startswith("%")
        yield Gap(pairing, (first, second), (one, other), _ends(one, other) if share else ())

    def target(self, document: Document, provision: Provision) -> Target | None:
        """Return the one figure that a provision sets, None if it sets none or several."""
        found = [each for each in targets(document) if each.locator == provision.locator and each.unit]
        return found[0] if len(found) == 1 and len(percentages(provision.text)) <= 1 else None


def _is_named(document: Document, key: str) -> bool:
    """Tell whether a document is named in a folded text, by its number or by what it is: "quyết định", "the plan"."""
    names = {fold(alias) for alias in document.aliases}
    names |= {_ITS_NUMBER.sub("", name) for name in names}
    return any(re.search(rf"(?<![\w/]){re.escape(name)}(?![\w/])", key) for name in names if name)


def bounds(target: Target) -> tuple[float, ...]:
    """Return the ends of a target's figure: one where both are the same."""
    ends = [cell.value for cell in (target.low, target.high) if cell is not None]
    return tuple(dict.fromkeys(ends))


def _ends(one: Target, other: Target) -> tuple[End, ...]:
    ours, theirs = bounds(one), bounds(other)
    if len(ours) == len(theirs) == 1 or ours == theirs:
        return (End("", ours[0] - theirs[0]),)
    return (End("low", ours[0] - theirs[0]), End("high", ours[-1] - theirs[-1]))


def _count_alike(one: Target, other: Target) -> bool:
    """Tell whether two targets count the same things in one way: a level to reach, or a change and which way."""
    return _direction(one) == _direction(other) and _unit(one) == _unit(other) and _same_noun(one, other)


def _direction(target: Target) -> str:
    sign = target.comparator.value if target.comparator else "="
    return sign if sign in _CHANGES else "level"


def _unit(target: Target) -> str:
    return fold(target.unit.value) if target.unit else ""


def _same_noun(one: Target, other: Target) -> bool:
    """Tell whether all things that the shorter subject names stand in the longer: "huyện" are no "tỉnh"."""
    if one.subject is None or other.subject is None:
        return one.subject is other.subject
    short, long = sorted((_nouns(one.subject.value), _nouns(other.subject.value)), key=len)
    return all(any(_is(each, noun) or _is(noun, each) for noun in long) for each in short)


def _nouns(subject: str) -> list[str]:
    parts = _AND.split(fold(subject))
    for _ in range(2):  # "các", then "của cả nước" behind it
        parts = [_NOT_THE_NOUN.sub("", each) for each in parts]
    return parts


def _is(noun: str, name: str) -> bool:
    """Tell whether ``noun`` is ``name``, or one of its kinds: "ngành sản xuất chính" of "ngành sản xuất"."""
    return noun == name or noun.startswith(f"{name} ")


def asks_of_figures(question: str) -> bool:
    """Tell whether a comparison asks of figures: not "danh sách ngành có giống nhau không?"."""
    key = fold(question)
    return not _OTHER_THINGS.search(key) or bool(_FIGURES.search(key))
