"""Scoring: the faults of each answer to a question whose right answer is known, and rates of them."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.cases import Case, Expect
from hoi.bot.wording import asserts, contradicts, declines, tells_cut
from hoi.corpus.library import Library
from hoi.corpus.model import stands_under
from hoi.corpus.periods import Period, of_headings, of_provisions

FaultKind = Literal["declined", "answered", "first", "required", "lacks", "asserts", "polarity", "cut"]
DIMENSIONS = ("form", "category", "audience", "expect")

_Z = 1.959964
"""The normal quantile of a two-sided 95% interval."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer is not right, with the citation or words it is about."""

    kind: FaultKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is right and wrong in one answer, its notes included.

    ``first``: the first citation is gold; ``soon``: one of the first three is; ``uncited``: required citations that
    are not there; ``lacking``: what it must say and does not; ``wrong``: what it must not assert and does; ``silent``:
    it declines; ``reversed``: it says yes for no.
    """

    case: Case
    answer: Answer
    first: bool
    soon: bool
    uncited: tuple[str, ...]
    lacking: tuple[str, ...]
    wrong: tuple[str, ...]
    silent: bool
    reversed: bool
    faults: tuple[Fault, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Rate:
    """``right`` of ``n``."""

    n: int
    right: int

    @classmethod
    def of(cls, outcomes: Iterable[bool]) -> "Rate":
        """Count ``outcomes``."""
        counted = list(outcomes)
        return cls(len(counted), sum(counted))

    @property
    def share(self) -> float:
        """The share that is right; 0 of nothing."""
        return self.right / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of the share (Wilson 1927), which stays inside 0 to 1 for few questions too.

        >>> [round(bound, 3) for bound in Rate(10, 10).interval]
        [0.722, 1.0]
        """
        if not self.n:
            return 0.0, 1.0
        z2 = _Z * _Z
        centre = (self.share + z2 / (2 * self.n)) / (1 + z2 / self.n)
        spread = self.share * (1 - self.share) / self.n + z2 / (4 * self.n * self.n)
        half = _Z / (1 + z2 / self.n) * math.sqrt(spread)
        return max(0.0, centre - half), min(1.0, centre + half)


def evaluate(cases: Iterable[Case], ask: Callable[[Question], Answer], library: Library) -> list[Verdict]:
    """Ask every question and judge the answers.

    Raises:
        InputError: a question is empty or too long.
    """
    return [judge(case, ask(Question.of(case.question, case.history)), library) for case in cases]


def judge(case: Case, answer: Answer, library: Library) -> Verdict:
    """Return what is right and wrong in ``answer``."""
    text = "\n".join((answer.text, *answer.notes))
    cited = [f"{each.document}:{each.locator}" for each in answer.citations]
    lacking = case.lacking(text)
    # A figure of the other period does no harm beside the right one, as long as it is said to be the other's.
    own, others = (None, frozenset[int]()) if lacking else _years(case, library)
    verdict = Verdict(
        case=case,
        answer=answer,
        first=bool(cited) and _is_first(cited[0], case),
        soon=any(_is_first(each, case) for each in cited[:3]),
        uncited=tuple(each for each in case.required if not {each, _above(each)} & set(cited)),
        lacking=lacking,
        wrong=tuple(each for each in case.must_not_include if asserts(text, each, own=own, others=others)),
        silent=answer.status != "answered" or declines(text),
        reversed=contradicts(text, case.polarity),
    )
    return replace(verdict, faults=tuple(_FAULTS[case.expect](verdict, text, cited)))


def measures(verdicts: Iterable[Verdict]) -> dict[str, Rate]:
    """Return the rates that say where answers go wrong, by name (``eval.<name>`` in the terminal's words)."""
    judged = list(verdicts)
    answerable = [each for each in judged if each.case.expect == "answer"]
    # A question with a false premise may be declined or corrected, so it says nothing about declining.
    plain = [each for each in judged if not each.case.correction_ok]
    return {
        "first": Rate.of(each.first for each in answerable),
        "soon": Rate.of(each.soon for each in answerable),
        "required": Rate.of(not each.uncited for each in answerable if each.case.required),
        "contains": Rate.of(not each.lacking and not each.wrong for each in answerable),
        "declined": Rate.of(each.silent and not each.wrong for each in plain if each.case.expect != "answer"),
        "justly": Rate.of(each.case.expect != "answer" for each in plain if each.answer.status != "answered"),
        "no_wrong": Rate.of(not each.wrong for each in judged if each.case.must_not_include),
    }


def by(dimension: str, verdicts: Iterable[Verdict]) -> dict[str, Rate]:
    """Return the rate of right answers for each value of ``dimension`` (one of ``DIMENSIONS``)."""
    groups: dict[str, list[bool]] = {}
    for each in verdicts:
        groups.setdefault(getattr(each.case, dimension), []).append(each.right)
    return {value: Rate.of(groups[value]) for value in sorted(groups)}


def _answer_faults(verdict: Verdict, _: str, cited: list[str]) -> Iterator[Fault]:
    if verdict.answer.status != "answered":
        yield Fault("declined", verdict.answer.status)
    if not verdict.first:
        yield Fault("first", cited[0] if cited else "-")
    if verdict.uncited:
        yield Fault("required", ", ".join(verdict.uncited))
    if verdict.lacking:
        yield Fault("lacks", "; ".join(verdict.lacking))
    yield from _said_wrongly(verdict)


def _partial_faults(verdict: Verdict, text: str, _: list[str]) -> Iterator[Fault]:
    if not verdict.silent:
        yield Fault("answered")
    if verdict.wrong:
        yield Fault("asserts", "; ".join(verdict.wrong))
    if not tells_cut(text):
        yield Fault("cut")


def _abstain_faults(verdict: Verdict, _: str, cited: list[str]) -> Iterator[Fault]:
    case = verdict.case
    corrected = case.correction_ok and not verdict.lacking and any(each in case.accepted for each in cited)
    if not verdict.silent and not corrected:
        yield Fault("answered")
    yield from _said_wrongly(verdict)


def _said_wrongly(verdict: Verdict) -> Iterator[Fault]:
    if verdict.wrong:
        yield Fault("asserts", "; ".join(verdict.wrong))
    if verdict.reversed:
        yield Fault("polarity")


_FAULTS: dict[Expect, Callable[[Verdict, str, list[str]], Iterator[Fault]]] = {
    "answer": _answer_faults,
    "partial": _partial_faults,
    "abstain": _abstain_faults,
}


def _above(locator: str) -> str:
    """Return the provision over this one, whose citation covers it."""
    return locator[: max(locator.rfind("#"), locator.rfind("."))] if "#" in locator or "." in locator else locator


def _is_first(cited: str, case: Case) -> bool:
    return cited in case.accepted or any(each != cited and stands_under(each, cited) for each in case.required)


def _years(case: Case, library: Library) -> tuple[int | None, frozenset[int]]:
    """Return the last year of the period that all gold provisions are for, and those of the others."""
    periods: set[Period | None] = set()
    ends: set[int] = set()
    for document_id, _, locator in (each.partition(":") for each in case.accepted):
        if document_id not in library:
            return None, frozenset()
        document = library.get(document_id)
        headings = of_headings(document)
        periods.add(of_provisions(document).get(locator) or headings.get(locator))
        ends |= {period.end for period in headings.values()}
    period = periods.pop() if len(periods) == 1 else None
    return (period.end, frozenset(ends - {period.end})) if period else (None, frozenset())
