"""Counts: how many of something a question states, beside how many the clause has of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from hoi.bot.assistant.affirm.subject import Subject
from hoi.bot.assistant.spelt import numbers
from hoi.corpus.days import without_days
from hoi.corpus.normalise import modern_tone, nfc
from hoi.index.words import Language, words

Agreement = Literal["agrees", "differs", "unsaid"]

_NO_NUMBERS = frozenset(("không", "một", "năm", "no", "one"))
"""Words that mostly mean something else than the number."""
_NOUN = r"\s+(?P<noun>[^\W\d]+(?:[ -][^\W\d]+){0,5})(?P<next>,?)"
_NO_COUNT = r"(?!\s*(?:%|phần trăm|per ?cent|µm|cm|x\b)|[\d/.,]*[\d/])"
_DOCUMENT = re.compile(
    r"\b(?:nghị quyết|quyết định|nghị định|thông tư|kế hoạch|chỉ thị|công văn|chương trình|luật|điều|khoản|mục|phần"
    r"|resolution|decision|decree|circular|directive|plan|programme|law|article|clause|section|part)"
    r"(?: số| no\.?)? \d+(?:[/-][\w/-]+)?"
)
"""A number that is a document's or a part's name."""
_JOINED = re.compile(r"^(?:\S+ ){1,2}(?:và|hoặc|cùng|and|or)\b")
"""How a noun goes on that is only one of the things counted together."""

_KEPT = 4096
"""Texts whose counts are kept: a wrong one is looked for in every clause that is held."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many, from ``low`` to ``high``, of what the words ``noun`` begin with; ``joined``: and of more than that."""

    low: int
    high: int
    noun: tuple[str, ...]
    joined: bool

    def is_of(self, other: "Count") -> bool:
        """Tell whether both count the same thing."""
        return self.noun[:1] == other.noun[:1] and self.noun[1:2] != ("level",)

    def is_of_its_level(self, other: "Count") -> bool:
        """Tell whether this one counts the units of the level that the other names: "đơn vị hành chính cấp huyện"."""
        return bool({("cap", other.noun[0]), (other.noun[0], "level")} & set(pairwise(self.noun)))

    def equals(self, other: "Count") -> bool:
        """Tell whether both are as many."""
        return (self.low, self.high) == (other.low, other.high)


@lru_cache(maxsize=_KEPT)
def counts(text: str, language: Language) -> tuple[Count, ...]:
    """Return the counts of ``text``: no days, percentages, sizes nor numbers of documents.

    >>> [(each.low, each.high, each.noun[:2]) for each in counts("gồm 61 xã, áp dụng 01- 02 mô hình", "vi")]
    [(61, 61, ('xa',)), (1, 2, ('mo', 'hinh'))]
    """
    return tuple(_counts(text, language))


def _counts(text: str, language: Language) -> Iterator[Count]:
    text = _DOCUMENT.sub(" | ", without_days(modern_tone(nfc(text)).lower()))
    for match in _pattern(language).finditer(text):
        low = _value(match["low"], language)
        noun = tuple(words(match["noun"], language))
        if noun:
            joined = bool(match["next"]) or bool(_JOINED.search(match["noun"]))
            yield Count(low, int(match["high"] or low), noun, joined)


def counted(own: str, clause: str, language: Language) -> Agreement:
    """Return whether what the question ``own`` counts is as many in ``clause``; unsaid where that has several."""
    said = counts(clause, language)
    found = {_counted(each, said) for each in counts(own, language)}
    return "differs" if "differs" in found else "agrees" if found == {"agrees"} else "unsaid"


def _counted(asked: Count, said: tuple[Count, ...]) -> Agreement:
    same = [each for each in said if each.is_of(asked)] or [each for each in said if each.is_of_its_level(asked)]
    if not same or asked.joined:
        return "unsaid"
    if all(each.equals(asked) for each in same):
        return "agrees"
    return "unsaid" if any(each.equals(asked) for each in same) else "differs"


def without_counts(subject: Subject) -> Subject:
    """Return the subject without its numbers that count something; what they count stays."""
    return subject.without(re.compile(rf"{_number(subject.language)}(?={_NOUN})"))


@lru_cache(maxsize=2)
def _pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"{_number(language)}{_NOUN}")


@lru_cache(maxsize=2)
def _number(language: Language) -> str:
    named = sorted(set(numbers(language)) - _NO_NUMBERS, key=len, reverse=True)
    number = rf"\d{{1,3}}|{'|'.join(map(re.escape, named))}"
    return rf"(?<![\w/.,-])(?P<low>{number})(?:\s*(?:-|–|đến|to)\s*(?P<high>\d{{1,3}}))?{_NO_COUNT}"


def _value(word: str, language: Language) -> int:
    return int(word) if word.isdigit() else numbers(language)[word]
