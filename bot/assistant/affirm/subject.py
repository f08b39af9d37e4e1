"""What a question for yes or no is about: the words that a clause has to have to be about the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from hoi.bot.assistant.affirm.table import table
from hoi.bot.assistant.question import Reading
from hoi.corpus.days import without_days
from hoi.corpus.model import Document
from hoi.corpus.normalise import fold, modern_tone, nfc, syllables
from hoi.index.synonyms import official
from hoi.index.words import Language, content, words

_ALIKE = (
    ("sử dụng", "dùng"), ("1 lần", "một lần"), ("hết hoạt động", "kết thúc hoạt động"), ("áp dụng cho", "áp dụng"),
    ("hộp nhựa xốp", "hộp xốp"), ("thủy hải sản", "thủy sản"),
)  # fmt: skip
"""Words that question and clause have in either form."""
_LONG = 6
"""Letters of an English stem that may go on: shorter ones begin words of another sense."""
_APART = " | "
"""Stands where words were taken out: what is left on its sides was not side by side."""


@dataclass(frozen=True)
class Subject:
    """The subject words of a question, as ``text`` with the others taken out."""

    text: str
    language: Language

    @classmethod
    def of(cls, reading: Reading, document: Document) -> "Subject":
        """Return what ``reading`` asks about, in the words of documents where those say the same.

        Not its frame, the days it names, nor the name of ``document``.
        """
        data = document.metadata
        named = "|".join(map(re.escape, syllables(f"{data.kind or ''} {data.number or ''}".lower())))
        found = cls._of(without_days(" ".join((*reading.before, reading.text))), reading.language)
        whole = re.escape((data.number or "").lower().rpartition("/")[0])
        found = found.without(re.compile(rf"(?<!\w)0?(?:{whole or '(?!)'})(?!\w)"))
        return found.without(re.compile(rf"(?<!\w)0?(?!(?:19|20)\d\d)(?:{named or '(?!)'})(?!\w)"))

    @classmethod
    def own(cls, reading: Reading) -> "Subject":
        """Return what a question that continues another says itself."""
        return cls._of(reading.text, reading.language)

    @classmethod
    def _of(cls, text: str, language: Language) -> "Subject":
        return cls(alike(_known(nfc(text).lower(), language)), language)

    def without(self, pattern: re.Pattern[str]) -> "Subject":
        """Return the subject without what ``pattern`` finds in it."""
        return replace(self, text=pattern.sub(_APART, self.text))

    def classed(self, text: str) -> "Subject":
        """Return the subject in the wider words of ``text`` where that has those, and not the subject's own."""
        own, said = self.text, alike(text.lower())
        for member, wider in table(self.language).classes:
            if wider in said and not member.search(said):
                own = member.sub(wider, own)
        return replace(self, text=own)

    @cached_property
    def runs(self) -> list[list[str]]:
        """The subject words, folded or stemmed, in the groups in which they stand side by side."""
        frame = table(self.language).frame
        pieces = (frame.sub(_APART, self.text) if self.language == "vi" else self.text).split(_APART.strip())
        found = [content(piece, self.language) for piece in pieces]
        if self.language == "en":
            found = [[word for word in run if not frame.fullmatch(word)] for run in found]
        return [run for run in found if run]

    @property
    def names(self) -> bool:
        """Whether anything but figures is left."""
        return any(not word.isdigit() for run in self.runs for word in run)

    def stands_in(self, text: str) -> bool:
        """Tell whether ``text`` has all the subject words, those of words of two syllables side by side."""
        return bool(self.runs) and all(self._found(run, text) == run for run in self.runs)

    def touches(self, text: str) -> bool:
        """Tell whether ``text`` has some of the subject's words."""
        return any(self._found(run, text) for run in self.runs)

    def _found(self, run: list[str], text: str) -> list[str]:
        """Return those of ``run`` that stand in ``text``.

        A Vietnamese word is mostly two syllables: each syllable must stand beside a neighbour it has in the question,
        for "sinh" of "dân sinh" is not that of "học sinh". One left over between whole words is a word of its own
        ("huyện"), and has to have its marks as well: "thi" is not in "siêu thị".
        """
        text = alike(text.lower())
        said = words(text, self.language)
        if self.language == "en":
            return [word for word in run if word in said or (len(word) >= _LONG and _begins(word, said))]
        beside = {*pairwise(said), *pairwise(content(text, "vi"))}
        joined = [False, *(pair in beside for pair in pairwise(run)), False]
        whole = [
            left or right or (word.isdigit() and word in said)
            for word, (left, right) in zip(run, pairwise(joined), strict=True)
        ]
        marked, known = set(_marked(text)), {fold(each): each for each in _marked(self.text)}
        return [
            word
            for at, word in enumerate(run)
            if whole[at] or (all(whole[max(at - 1, 0) : at] + whole[at + 1 : at + 2]) and known.get(word) in marked)
        ]


def alike(text: str) -> str:
    """Return ``text`` in one of two forms of words that say the same."""
    for one, other in _ALIKE:
        text = text.replace(one, other)
    return text


def _begins(stem: str, said: list[str]) -> bool:
    """Tell whether a word begins with ``stem``: "produced" and "production" have two stems."""
    return any(word.startswith(stem) for word in said)


def _known(text: str, language: Language) -> str:
    """Return ``text`` in the words of documents, but for those that would say more than it does."""
    return "".join(_official(text, language))


def _official(text: str, language: Language) -> Iterator[str]:
    done = 0
    for match in table(language).loose.finditer(text):
        yield official(text[done : match.start()], language)
        yield match[0]
        done = match.end()
    yield official(text[done:], language)


def _marked(text: str) -> list[str]:
    return syllables(modern_tone(nfc(text).lower()))
