"""Derived figures: how far two cited figures lie apart, read back from an answer and counted again from the quotes.

Nothing else may state a difference: it stands in no quote, so it has to follow from two of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import combinations, product

from hoi.bot.assistant.answer import Answer, Citation, Language
from hoi.bot.assistant.contrast import Contrasts, Gap
from hoi.bot.assistant.spelt import numbers
from hoi.bot.assistant.verify.fault import Fault
from hoi.bot.assistant.verify.names import MASK
from hoi.bot.templates import words_of
from hoi.corpus.figures import figures, percentages
from hoi.corpus.library import Library
from hoi.corpus.normalise import fold
from hoi.corpus.periods import of_provisions, years

_N = r"\d+(?:[.,]\d+)*"
_AMOUNT = rf"{_N}(?: ?- ?{_N})?(?:%|(?: [^\W\d]+){{1,4}})?"
_NUMBER = re.compile(_N)
_WAYS = {"higher": 1, "lower": -1, "equal": 0}
_NAMES = ("point", "points")


@dataclass(frozen=True, slots=True)
class _Form:
    """A sentence that ``words.toml`` has for differences: what it compares, and how.

    ``ends``: by which slot and which way each end goes, the lower and the upper; one for a figure as a whole, none
    where counts are only set beside each other.
    """

    said: re.Pattern[str]
    pairing: str
    ends: tuple[tuple[str, str], ...]


class Differences:
    """Checks what answers about one library say of how far figures lie apart."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._contrasts = Contrasts(library)

    def hidden(self, answer: Answer) -> Answer:
        """Return ``answer`` without the differences that two of its citations bear out."""
        rows = [self._without(row, answer) for row in answer.text.split("\n")]
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


def unfounded(answer: Answer) -> Iterator[Fault]:
    """Return the words of a difference that stand in an answer whose sound differences are hidden."""
    quotes = fold(" ".join(each.quote for each in answer.citations))
    for name in {words_of(answer.language)["gap"][each] for each in _NAMES}:
        if fold(name) in fold(answer.text) and fold(name) not in quotes:
            yield Fault("difference", name)


def _follows(form: _Form, match: re.Match[str], one: Citation, other: Citation, language: Language) -> bool:
    """Tell whether the figures of a difference are those of two quotes, and the difference theirs."""
    said = match.groupdict()
    if not form.ends:
        return _is_count(said["one"], one) and _is_count(said["other"], other)
    held = [_share(one), _share(other)]
    told = [_numbers(said["one"], language), _numbers(said.get("other") or said["one"], language)]
    whole = len(form.ends) == 1
    if not all(held) or told != held or (whole and len(held[0]) != len(held[1])):
        return False
    ends = zip((0, -1), form.ends * 2 if whole else form.ends, strict=True)
    return all(_is_gap(held[0][at] - held[1][at], said.get(slot), way, language) for at, (slot, way) in ends)


def _is_gap(gap: float, by: str | None, way: str, language: Language) -> bool:
    """Tell whether a gap goes the ``way`` it is said to go, and by as much as is said in words."""
    size = numbers(language)[by.lower()] if by else 0
    return size == abs(round(gap, 6)) and (gap > 0) - (gap < 0) == _WAYS[way]


def _share(citation: Citation) -> tuple[float, ...]:
    """Return the ends of the one percentage of a quote; nothing when it has none or several."""
    found = percentages(citation.quote)
    return _numbers(next(iter(found)).replace("-", " - "), "vi") if len(found) == 1 else ()


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
    found = sorted(_worded(words_of(language)["gap"]), key=lambda each: -len(each[0]))
    slots = _slots(language)
    return tuple(_Form(_pattern(said, slots), pairing, ends) for said, pairing, ends in found)


def _pattern(said: str, slots: dict[str, str]) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", lambda match: slots[match[1]], re.escape(said)), re.IGNORECASE)


def _slots(language: Language) -> dict[str, str]:
    """Return what may stand in the places of a form."""
    words = words_of(language)["gap"]
    points = "|".join(sorted({words[each] for each in _NAMES}, key=len, reverse=True))
    names = "|".join(sorted(numbers(language), key=len, reverse=True))
    spelt = {each: rf"(?P<{each}>{names}) (?:{points})" for each in ("by", "low", "high")}
    return {**spelt, "one": f"(?P<one>{_AMOUNT})", "other": f"(?P<other>{_AMOUNT})"}


def _worded(words: dict[str, str]) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Yield the words of each form, what it compares and its ends; of ranges in every way that their ends may go."""
    for key, form in words.items():
        if key in _NAMES:
            continue
        pairing, *end, way = key.split("_")
        if not end:
            yield form, pairing, () if way == "count" else (("by", way),)
        elif end == ["range"]:
            for low, high in product(_WAYS, repeat=2):
                if way == (high if low == "equal" else low):
                    lower, upper = words[f"{pairing}_low_{low}"], words[f"{pairing}_high_{high}"]
                    said = form.replace("{low}", lower.replace("by}", "low}"))
                    yield said.replace("{high}", upper.replace("by}", "high}")), pairing, (("low", low), ("high", high))
