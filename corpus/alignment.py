"""Alignment: which provision of a plan carries out a target of the decision it follows, and by how much they differ.

No model: a target and a provision are compared by the words of their subject and measure, each word weighing more the
fewer targets of the two documents use it ("siêu thị" tells more than "bền vững"), within one period, and only where
both count in the same unit and direction.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from hoi.corpus.ledger import Target, targets
from hoi.corpus.ledger.clauses import clauses
from hoi.corpus.model import Document, Span
from hoi.corpus.normalise import fold, modern_tone, syllables

# Shares of words in common, by weight, as measured on Decision 889/QĐ-TTg and Plan 235/KH-UBND: pairs that belong
# together have 0.32 and more, others at most 0.12; for clauses, as likeness both ways, 0.49 against 0.40.
_ENOUGH = 0.25
_ENOUGH_OF_CLAUSE = 0.45
_CHANGES = {"increase", "decrease"}
_OF_ALL = {"cac", "moi", "toan", "bo", "va", "cua"}
_SHORT = 3  # words and pairs of them in a subject of two syllables
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A target of the decision and the plan's target that carries it out, None when the plan has none.

    ``low`` and ``high`` are the plan's figure minus the decision's, in the unit of both (points for percentages):
    +20 when the plan says 90% and the decision 70%; None when one of the two names no figure.
    """

    decision: Target
    plan: Target | None
    low: float | None = None
    high: float | None = None


def align(plan: Document, decision: Document) -> tuple[Alignment, ...]:
    """Return, for each target of ``decision``, the one of ``plan`` that carries it out, in the decision's order.

    Targets with figures are paired one to one, the closest first; an objective without a figure is carried out by the
    plan's target that has a clause with most of its words.

    >>> from hoi.corpus.library import Library
    >>> library = Library.shipped()
    >>> found = align(library.get("kh-235-2021"), library.get("qd-889-2020"))
    >>> [(each.plan.locator, each.low) for each in found if each.decision.locator == "II.1#3"]
    [('II.1#2', 20.0)]
    """
    aligner = _Aligner(plan, targets(plan), targets(decision))
    return tuple(aligner.run())


def carries_out(plan: Document, decision: Document) -> bool:
    """Tell whether a province's ``plan`` carries out a ``decision`` of the nation, which it then names by its number.

    Without this a decree issued after the plan, on the same subject, would seem to be carried out by it.
    """
    return (plan.level, decision.level) == ("provincial", "national") and decision.is_cited_in(plan.folded)


class _Aligner:
    def __init__(self, plan: Document, ours: Sequence[Target], theirs: Sequence[Target]) -> None:
        self._plan = plan
        self._ours = ours
        self._theirs = theirs
        used = Counter(word for each in (*ours, *theirs) for word in _words_of(each))
        self._weight = {word: log(1 + (len(ours) + len(theirs)) / count) for word, count in used.items()}

    def run(self) -> Iterator[Alignment]:
        paired = self._paired()
        for number, target in enumerate(self._theirs):
            counterpart = self._ours[paired[number]] if number in paired else None
            if counterpart is None and target.unit is None:
                counterpart = self._with_clause_for(target)
            yield _differing(target, counterpart)

    def _paired(self) -> dict[int, int]:
        """Return the numbers of the plan's targets by those of the decision's, the closest pairs first."""
        close = sorted(
            (-self._shared(_words_of(one), _words_of(other)), n, m)
            for n, one in enumerate(self._theirs)
            for m, other in enumerate(self._ours)
            if _comparable(one, other)
        )
        paired: dict[int, int] = {}
        for closeness, n, m in close:
            if -closeness >= _ENOUGH and n not in paired and m not in paired.values():
                paired[n] = m
        return paired

    def _with_clause_for(self, target: Target) -> Target | None:
        """Return the plan's target of the same period one of whose clauses has most words of ``target``."""
        wanted = _words_of(target)
        found = [
            (self._alike(wanted, _words(clause.span.of(self._plan.text))), -number)
            for number, each in enumerate(self._ours)
            if _same_period(target, each)
            for clause in clauses(self._plan.text, Span(each.start, each.end))
        ]
        best = max(found, default=(0.0, 0))
        return self._ours[-best[1]] if best[0] >= _ENOUGH_OF_CLAUSE else None

    def _shared(self, wanted: Words, given: Words) -> float:
        """Return the share of the words of ``wanted``, by weight, that stand in ``given``."""
        whole = sum(self._weight.get(word, 0.0) for word in wanted)
        return sum(self._weight.get(word, 0.0) for word in wanted & given) / whole if whole else 0.0

    def _alike(self, one: Words, other: Words) -> float:
        """Return how far two sets of words are the same: the harmonic mean of what each shares with the other."""
        there, back = self._shared(one, other), self._shared(other, one)
        return 2 * there * back / (there + back) if there and back else 0.0


def _differing(decision: Target, plan: Target | None) -> Alignment:
    if plan is None or decision.unit is None or plan.unit is None:
        return Alignment(decision, plan)
    pairs = ((plan.low, decision.low), (plan.high, decision.high))
    low, high = (None if ours is None or theirs is None else ours.value - theirs.value for ours, theirs in pairs)
    return Alignment(decision, plan, low, high)


def _comparable(one: Target, other: Target) -> bool:
    """Tell whether two targets count in the same unit and direction, of a like subject, for the same period."""
    if one.unit is None or other.unit is None or one.comparator is None or other.comparator is None:
        return False
    same_direction = one.comparator.value == other.comparator.value or not {
        one.comparator.value, other.comparator.value,
    } & _CHANGES  # fmt: skip
    same_unit = fold(one.unit.value) == fold(other.unit.value)
    return same_unit and same_direction and _same_period(one, other) and _like_subjects(one, other)


def _like_subjects(one: Target, other: Target) -> bool:
    """Tell whether two subjects share a word ("thành phố", "chợ"); one that is not named is like any.

    A single syllable that long subjects share ("công" of công nghiệp, công nghệ) is no word in common.
    """
    if one.subject is None or other.subject is None:
        return True
    words = [_words(each.subject.value) - _OF_ALL for each in (one, other) if each.subject]
    short = min(len(each) for each in words) <= _SHORT
    return any(short or " " in word for word in words[0] & words[1])


def _same_period(one: Target, other: Target) -> bool:
    """Tell whether two targets are to be reached in the same year; those that name none can be the same."""
    return one.period is None or other.period is None or one.period.value.end == other.period.value.end


def _words_of(target: Target) -> Words:
    return _words(f"{target.subject.value if target.subject else ''} {target.measure.value}")


def _words(text: str) -> Words:
    """Return the words of ``text`` as pairs of syllables, which in Vietnamese tell more than one."""
    said = syllables(fold(modern_tone(text)))
    return frozenset(f"{first} {second}" for first, second in pairwise(said)) | frozenset(said)
