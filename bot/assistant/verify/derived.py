"""Derived figures: how far two cited figures lie apart, read back from an answer and counted again from the quotes.

Nothing else may state a difference: it stands in no quote, so it has to follow from two of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import combinations

from hoi.bot.assistant.answer import Answer, Citation, Language
from hoi.bot.assistant.contrast import Contrasts, Gap
from hoi.bot.assistant.verify.fault import Fault
from hoi.bot.assistant.verify.names import MASK
from hoi.bot.templates import words_of
from hoi.corpus.figures import figures, percentages
from hoi.corpus.library import Library
from hoi.corpus.normalise import fold
from hoi.corpus.periods import of_provisions, years

_N = r"\d+(?:[.,]\d+)*"
_AMOUNT = rf"{_N}(?: - {_N})?(?:%|(?: [^\W\d]+){{1,4}})?"
_NUMBER = re.compile(_N)
_ENDS = {"low": 0, "high": -1}
_WAYS = {"higher": 1, "lower": -1, "equal": 0}
_NAMES = ("point", "points")


@dataclass(frozen=True, slots=True)
class _Form:
    """A sentence that ``words.toml`` has for differences: what it compares, at which end, and what it says."""

    said: re.Pattern[str]
    pairing: str
    end: str
    way: str


class Differences:
    """Checks what answers about one library say of how far figures lie apart."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._contrasts = Contrasts(library)

    def hidden(self, answer: Answer) -> Answer:
        """Return ``answer`` without the differences that two of its citations bear out."""
        rows = [self._without(row, answer) for row in _without_denied(answer).split("\n")]
        return replace(answer, text="\n".join(rows))

    def _without(self, row: str, answer: Answer) -> str:
        found = row
        for form in _forms(answer.language):
            found = form.said.sub(partial(self._hidden, form, answer), found)
        opening, comma, rest = found.partition(f", {MASK}")
        words = words_of(answer.language)["answer"]
        if not comma or opening not in (words["yes"], words["no"]):
            return found
        return f"{MASK}{rest}" if self._answers(answer, yes=opening == words["yes"]) else row

    def _hidden(self, form: _Form, answer: Answer, match: re.Match[str]) -> str:
        return MASK if self._holds(form, match, answer) else match[0]

    def _answers(self, answer: Answer, *, yes: bool) -> bool:
        """Tell whether the question is answered so by how far the cited figures lie apart."""
        asked = (answer.read_as or answer.question).rpartition("→")[2]
        return any(gap.answers(asked) is yes for gap in self._gaps(answer))

    def _holds(self, form: _Form, match: re.Match[str], answer: Answer) -> bool:
        scope = years(match.string[: match.start()])
        return any(
            _follows(form, match, one, other, answer.language) and self._is_of(one, scope)
            for one, other in self._paired(form.pairing, answer)
        )

    def _paired(self, pairing: str, answer: Answer) -> Iterator[tuple[Citation, Citation]]:
        """Yield the citations that set a target for the same thing, in the order in which they are compared."""
        at = {(each.document, each.locator): each for each in answer.citations}
        for gap in self._gaps(answer):
            if gap.pairing == pairing:
                one, other = ((document.id, provision.locator) for document, provision in gap.places)
                yield at[one], at[other]

    def _gaps(self, answer: Answer) -> Iterator[Gap]:
        """Yield what compares each two of the provisions cited; whether the figures bear it out is counted here."""
        held = [
            (document := self._library.get(each.document), document.provision(each.locator))
            for each in answer.citations
        ]
        for places in combinations(held, 2):
            yield from self._contrasts.gaps(places)

    def _is_of(self, citation: Citation, scope: frozenset[int]) -> bool:
        """Tell whether a citation is of the period that the years before a difference name, if any are named."""
        period = of_provisions(self._library.get(citation.document)).get(citation.locator)
        return not scope or (period is not None and period.end == max(scope))


def _without_denied(answer: Answer) -> str:
    """Return the text without the figure that it opens by denying, when the question has it and no quote does."""
    denied = re.match(rf"{re.escape(words_of(answer.language)['answer']['denied'])} ({_AMOUNT})(?=\. )", answer.text)
    if denied is None:
        return answer.text
    stated = percentages(" ".join(each.quote for each in answer.citations))
    figure = percentages(denied[1])
    sound = len(figure) == 1 and figure <= percentages(f"{answer.question} {answer.read_as}") and not figure & stated
    return f"{MASK}{answer.text[denied.end() :]}" if sound else answer.text


def unfounded(answer: Answer) -> Iterator[Fault]:
    """Return the words of a difference that stand in an answer whose sound differences are hidden."""
    quotes = fold(" ".join(each.quote for each in answer.citations))
    for name in {words_of(answer.language)["gap"][each] for each in _NAMES}:
        if fold(name) in fold(answer.text) and fold(name) not in quotes:
            yield Fault("difference", name)


def _follows(form: _Form, match: re.Match[str], one: Citation, other: Citation, language: Language) -> bool:
    """Tell whether the figures of a difference are those of two quotes, and the difference theirs."""
    said = match.groupdict()
    if form.way == "count":
        return _is_count(said["one"], one) and _is_count(said["other"], other)
    held = [_share(each, form.end) for each in (one, other)]
    told = [_numbers(said["one"], language), _numbers(said.get("other") or said["one"], language)]
    if not all(held) or told != held:
        return False
    gap = round(held[0][0] - held[1][0], 6)
    by = _numbers(said["by"], language) if said.get("by") else (0.0,)
    return by == (abs(gap),) and (gap > 0) - (gap < 0) == _WAYS[form.way] and len(held[0]) == len(held[1])


def _share(citation: Citation, end: str) -> tuple[float, ...]:
    """Return the one percentage of a quote, or an ``end`` of it; nothing when it has none or several."""
    found = percentages(citation.quote)
    if len(found) != 1:
        return ()
    ends = _numbers(next(iter(found)).replace("-", " - "), "vi")
    return (ends[_ENDS[end]],) if end else ends


def _is_count(said: str, citation: Citation) -> bool:
    """Tell whether a quote states a count, and counts what is said in it."""
    unit = fold(said.lstrip("0123456789-., "))
    return figures(said) <= figures(citation.quote) and unit in fold(citation.quote)


def _numbers(text: str, language: Language) -> tuple[float, ...]:
    decimal = str.maketrans(",.", ".,") if language == "vi" else str.maketrans("", "")
    return tuple(float(each.translate(decimal).replace(",", "")) for each in _NUMBER.findall(text))


@lru_cache(maxsize=2)
def _forms(language: Language) -> tuple[_Form, ...]:
    """Return the forms of a language, the longest first: one may be part of another."""
    words = words_of(language)["gap"]
    points = "|".join(sorted({words[each] for each in _NAMES}, key=len, reverse=True))
    slots = {"by": rf"(?P<by>{_N}) (?:{points})", "one": f"(?P<one>{_AMOUNT})", "other": f"(?P<other>{_AMOUNT})"}
    found = []
    for key, form in sorted(words.items(), key=lambda each: -len(each[1])):
        if key not in _NAMES:
            pairing, *end, way = key.split("_")
            said = re.sub(r"\\{(\w+)\\}", lambda match: slots[match[1]], re.escape(form))
            found.append(_Form(re.compile(said, re.IGNORECASE), pairing, "".join(end), way))
    return tuple(found)
