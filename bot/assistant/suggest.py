"""Suggesting: questions to ask next that the documents are known to answer (``suggestions.toml`` beside each)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise, zip_longest
from math import log

from hoi.bot.assistant.answer import Citation, Language
from hoi.bot.assistant.cues import cues, target_words
from hoi.bot.assistant.levels import Counterparts
from hoi.bot.assistant.question import Reading
from hoi.corpus.changes import touching
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.normalise import fold, syllables
from hoi.corpus.periods import of_provisions, runs_to, twins
from hoi.index.words import content

MOST, LEAST = 3, 2
"""How many are offered; beyond the least only what has to do with the question or what it was answered with."""
_RELATED, _LEAST_SHARED = 0.3, 2
"""Share of the words, weighed by how rare they are, and number of them that a related question has in common."""
_GENERAL = target_words()
"""Words that any question may hold: they tell no subject."""
_BESIDE = 0.4
"""What it counts that a question is answered under the same heading as the one asked."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A question to suggest, the provision that answers it, and the words it is told by.

    ``labels`` are those of the fields it asks for, where a record answers it; None elsewhere.
    """

    document: Document
    locator: str
    text: str
    terms: frozenset[str]
    words: frozenset[str]
    labels: tuple[str, ...] | None

    @classmethod
    def of(cls, document: Document, locator: str, text: str, language: Language) -> "_Line":
        fields = [each.label for each in cues(language).fields if each.cue.search(fold(text))]
        recorded = document.provision(locator).kind == "meta"
        return cls(document, locator, text, _terms(text, language), _words(text), tuple(fields) if recorded else None)

    @property
    def place(self) -> tuple[str, str]:
        return self.document.id, self.locator


class Suggester:
    """Suggests questions about one library: nothing is made up, each question was written and is tried in a test."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._counterparts = Counterparts(library)
        records = [document.metadata for document in library]
        self._names = _words(" ".join(f"{each.kind or ''} {each.number or ''}" for each in records))
        self._written = lru_cache(maxsize=2)(self._written_in)
        self._rarity = lru_cache(maxsize=2)(self._rarity_in)
        self._past = lru_cache(maxsize=4)(self._past_on)

    def after(
        self, reading: Reading, told: tuple[Citation, ...], scope: frozenset[str], today: date
    ) -> tuple[str, ...]:
        """Return up to ``MOST`` questions in the language of ``reading``, those nearest to what was ``told`` first.

        None that was asked or is answered by that; what is no more on the day ``today`` is for want of others.
        """
        asked = {_words(each) - self._names for each in (*reading.before, reading.text)}
        open_ = [
            each
            for each in self._written(reading.language)
            if each.document.id in scope
            and not _is_answered(each, told)
            # with or without the name of its document it is one question
            and each.words - self._names not in asked
        ]
        found: dict[tuple[str, ...], str] = {}
        for each in self._ordered(open_, reading, told, today):
            # of a record each field is a question of its own
            found.setdefault((*each.place, each.text) if each.labels is not None else each.place, each.text)
        return tuple(found.values())[:MOST]

    def _ordered(
        self, lines: list[_Line], reading: Reading, told: tuple[Citation, ...], today: date
    ) -> Iterator[_Line]:
        """Yield what is near and what is related, then as many others as make up the least; the past last of these."""
        same, beside = self._same(told), self._beside(told)
        share = self._shares(self._topic(reading, told), reading.language)
        weight = {each.text: share(each.terms) + _BESIDE * (each.place in beside) for each in lines}
        chosen = [each for each in lines if each.place in same or weight[each.text] >= _RELATED]
        chosen.sort(key=lambda each: (same.get(each.place, len(same)), -weight[each.text]))
        about = {each.document for each in told} or reading.documents
        past = self._past(today, reading.language)
        current = [each for each in chosen if each.text not in past]
        others = [each for each in _in_turn(lines) if not any(each is one for one in current)]
        others.sort(key=lambda each: (each.text in past, each.document.id not in about, -weight[each.text]))
        yield from current
        yield from others[: max(LEAST - len(current), 0)]

    def _written_in(self, language: Language) -> tuple[_Line, ...]:
        return tuple(
            _Line.of(document, locator, each, language)
            for document in self._library
            for (locator, of), lines in document.suggestions.items()
            for each in lines
            if of == language
        )

    def _rarity_in(self, language: Language) -> dict[str, float]:
        """Return how much each word of the provisions and of the questions to suggest tells."""
        held = (text for each in self._library for text in (each.gloss.values() if language == "en" else _said(each)))
        written = (each.terms for each in self._written(language))
        return _rarity([*(_terms(each, language) for each in held), *written])

    def _same(self, told: tuple[Citation, ...]) -> dict[tuple[str, str], int]:
        """Return the places that say the same as what was told first, for the other period, at the other level."""
        found: dict[tuple[str, str], int] = {}
        for each in told[:1]:
            document = self._library.get(each.document)
            same = (each.locator, *twins(document).get(each.locator, ()))
            others = (other for at in same for other in self._counterparts.of(document, document.provision(at)))
            places = [*((document.id, at) for at in same), *((other.id, held.locator) for other, held in others)]
            found |= {place: at for at, place in enumerate(places)}
        return found

    def _beside(self, told: tuple[Citation, ...]) -> frozenset[tuple[str, str]]:
        """Return the places under the same heading as what was told first."""
        documents = [(self._library.get(each.document), each.locator) for each in told[:1]]
        return frozenset(
            (document.id, each.locator)
            for document, locator in documents
            for each in document.provisions
            if each.parent == document.provision(locator).parent
        )

    def _topic(self, reading: Reading, told: tuple[Citation, ...]) -> frozenset[str]:
        """Return the words of what was asked and of the clause that answers it."""
        said = [reading.search]
        for each in told[:1]:
            gloss = self._library.get(each.document).gloss
            said.append(gloss.get(each.locator, "") if reading.language == "en" else each.quote)
        return _terms(" . ".join(said), reading.language)

    def _shares(self, topic: frozenset[str], language: Language) -> Callable[[frozenset[str]], float]:
        """Return what tells how much of the words of a question, or of ``topic`` if that has less, the two share."""
        weights = self._rarity(language)

        def weight(terms: frozenset[str]) -> float:
            return sum(weights.get(each, 0.0) for each in terms)

        most = weight(topic)

        def share(terms: frozenset[str]) -> float:
            shared = terms & topic
            return weight(shared) / min(weight(terms), most) if len(shared) >= _LEAST_SHARED else 0.0

        return share

    def _past_on(self, today: date, language: Language) -> frozenset[str]:
        """Return the questions in ``language`` that are about what is over or no more on the day ``today``."""
        return frozenset(each.text for each in self._written(language) if self._is_past(each, today))

    def _is_past(self, line: _Line, today: date) -> bool:
        """Tell whether a question is about a period or a target year that is over, or about what is no more."""
        document, text = line.document, line.document.provision(line.locator).text
        period = of_provisions(document).get(line.locator)
        ends = (period.end,) if period is not None else runs_to(text)
        return bool(ends and max(ends) < today.year) or bool(touching(document, text, today))


def _is_answered(line: _Line, told: tuple[Citation, ...]) -> bool:
    """Tell whether a question is answered by what was told; of a record, by the fields whose lines are quoted."""
    quotes = [each.quote for each in told if (each.document, each.locator) == line.place]
    if line.labels is None:
        return bool(quotes)
    return any(label in quote for label in line.labels for quote in quotes)


def _said(document: Document) -> Iterator[str]:
    yield from (each.text for each in document.provisions)


def _in_turn(lines: list[_Line]) -> Iterator[_Line]:
    """Yield questions of the documents in turn, in the order in which they were written down."""
    of_each: dict[str, list[_Line]] = {}
    for each in lines:
        of_each.setdefault(each.document.id, []).append(each)
    yield from (each for turn in zip_longest(*of_each.values()) for each in turn if each)


def _terms(text: str, language: Language) -> frozenset[str]:
    """Return what a text is about: its words, in Vietnamese pairs of syllables side by side."""
    said = content(text, language)
    groups = pairwise(said) if language == "vi" else ((word,) for word in said)
    return frozenset(" ".join(each) for each in groups if not _GENERAL.issuperset(each))


def _rarity(texts: list[frozenset[str]]) -> dict[str, float]:
    """Return how much each word tells: the logarithm of how many texts there are to one that has it."""
    counts = Counter(term for terms in texts for term in terms)
    return {term: log(1 + len(texts) / count) for term, count in counts.items()}


def _words(text: str) -> frozenset[str]:
    return frozenset(syllables(fold(text)))
