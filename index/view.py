"""The chunks of one language: which document has which, their keywords, and how rare and where a word is."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hoi.index.dense import NEVER, Numbers, Scores
from hoi.index.sparse import KeywordIndex, within
from hoi.index.store import ChunkStore
from hoi.index.words import Language, content, words

About = dict[tuple[str, str], int]
"""The numbers that the examples know provisions by, each (document, locator)."""
_REMEMBERED = 4_096
"""Words whose rarity is kept in memory."""
_OPEN = 8
"""Documents whose chunks' numbers are kept in memory by their locators."""
_NONE: Numbers = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of a question's subject words, weighted by how rare they are, that some chunks contain.

    ``stated``: the text itself; ``known``: the text or the questions people ask about it.
    """

    stated: NDArray[np.float64]
    known: NDArray[np.float64]


class View:
    """The chunks of one language by their place among them; what is held in memory of each are some bytes.

    ``numbers`` are the chunks' numbers, ascending; ``owners`` those the examples know them by, -1 where nobody wrote
    any, ``taught`` the places where somebody did; ``untaught`` marks the others.
    """

    def __init__(self, folder: Path, store: ChunkStore, about: About, language: Language) -> None:
        self.language = language
        self.texts = KeywordIndex(folder / language, language)
        runs = [run for run in store.runs if run.language == language]
        self.numbers = _joined(range(run.start, run.end) for run in runs)
        documents = {document for document, _ in about}
        self.owners = np.full(len(self.numbers), -1, np.int32)
        self._runs: dict[str, list[range]] = {}
        end = 0
        for run in runs:
            places, end = range(end, end + run.end - run.start), end + run.end - run.start
            self._runs.setdefault(run.document, []).append(places)
            if run.document in documents:
                known = (about.get((run.document, store.locator(n)), -1) for n in range(run.start, run.end))
                self.owners[places.start : places.stop] = list(known)
        self.taught: Numbers = np.flatnonzero(self.owners >= 0)
        self.untaught = self.owners < 0
        self._locator = store.locator
        self._asked_with = self._words_of_questions(store)
        self.numbered = lru_cache(_OPEN)(self._numbered)
        self.rarity = lru_cache(_REMEMBERED)(self._rarity)

    def __len__(self) -> int:
        """Return the number of chunks."""
        return len(self.numbers)

    def among(self, documents: Collection[str]) -> Numbers | None:
        """Return the places of the chunks of ``documents``, ascending; None when they are all."""
        held = self._runs.keys() & set(documents)
        if len(held) == len(self._runs):
            return None
        runs = (run for document in held for run in self._runs[document])
        return _joined(sorted(runs, key=lambda run: run.start))

    def places(self, numbers: Numbers) -> Numbers:
        """Return the places of the chunks ``numbers``, ascending, without those of another language."""
        places = np.searchsorted(self.numbers, numbers)
        inside = np.minimum(places, max(0, len(self) - 1))
        return np.asarray(inside[self.numbers[inside] == numbers], np.int64)

    def asked(self, likeness: Scores, places: Numbers) -> Scores:
        """Return how like the question is to those people ask about each of ``places``."""
        owners = self.owners[places]
        return np.where(owners >= 0, likeness[owners], np.float32(NEVER))

    def most(self, text: str) -> float:
        """Return what the keyword score of a text is measured by: how rare the words of the question are, together.

        It is no bound: pairs of words, and words said again, count beside them in BM25.
        """
        return sum(self.rarity(word) for word in dict.fromkeys(words(text, self.language))) or 1.0

    def coverage(self, text: str, places: Numbers) -> Coverage:
        """Return how much of the subject of the question ``text`` each of ``places`` covers."""
        weights = {word: self.rarity(word) for word in content(text, self.language)}
        stated, known = np.zeros(len(places)), np.zeros(len(places))
        for word, weight in weights.items():
            said = self.texts.holding(word, places)
            stated += weight * said
            known += weight * (said | within(self._asked_with.get(word, _NONE), places))
        total = sum(weights.values()) or 1.0
        return Coverage(stated / total, known / total)

    def _numbered(self, document: str) -> dict[str, int]:
        """Return the numbers of a document's chunks by their locators."""
        numbers = (int(self.numbers[place]) for run in self._runs.get(document, ()) for place in run)
        return {self._locator(number): number for number in numbers}

    def _rarity(self, word: str) -> float:
        """Return a word's inverse document frequency; of one that is nowhere, as of one that stands once.

        The questions people ask about a chunk count as its text.
        """
        asked_with = self._asked_with.get(word, _NONE)
        having = self.texts.frequency(word) + len(asked_with) - int(self.texts.holding(word, asked_with).sum())
        return math.log(1 + (len(self) - max(1, having) + 0.5) / (max(1, having) + 0.5))

    def _words_of_questions(self, store: ChunkStore) -> dict[str, Numbers]:
        """Return the places of the chunks that people ask about with a word, by the word."""
        found: dict[str, list[int]] = {}
        for number in store.asked:
            chunk = store[number]
            if chunk.language == self.language:
                place = int(np.searchsorted(self.numbers, number))
                for word in set(words(" ".join(chunk.questions), self.language)):
                    found.setdefault(word, []).append(place)
        return {word: np.array(places, np.int64) for word, places in found.items()}


def _joined(runs: Iterable[range]) -> Numbers:
    return np.concatenate([_NONE, *(np.arange(run.start, run.stop) for run in runs)])
