"""Learned from examples: which provision a question is like, or for which reason it has no answer.

A clause says "giảm mức tiêu hao nguyên nhiên vật liệu", people ask "bớt hao vật tư được bao nhiêu". Kernel ridge
regression over the examples of how people ask learns which of the two belong together: one against all the others for
each owner of examples. Two questions are alike by their vectors (a Gaussian, for unit vectors) and by their folded
words and pairs of words (the cosine of their tf-idf weights).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hoi.index.dense import NEVER, Owners, Scores
from hoi.index.encoder import Vectors
from hoi.index.words import Language, tokens

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SHARPNESS = 3.0
"""How fast likeness falls with distance: exp(SHARPNESS · (cosine - 1)) of centred vectors; 2 to 5 differ by a point."""
WORDS_SHARE = 1.0
"""Weight of the words beside the vectors; 0.7 to 1.2 differ by a point, none costs ten."""
RIDGE = 0.5
"""Regularisation; 0.25 to 1 differ by a point."""

DIRECTIONS = 192
"""Dimensions that vectors are reduced to: their principal components."""

_BLOCK = 1024
_AXES, _VECTORS, _DUAL, _WORDS, _VOCABULARY = "axes.npy", "vectors.npy", "dual.npy", "words.npy", "vocabulary.txt"


@dataclass(frozen=True, slots=True)
class Example:
    """One way people ask, its language, and the numbers of what it asks about: one, or several that answer together."""

    text: str
    language: Language
    owners: tuple[int, ...]


class ExampleIndex:
    """Scores each of ``count`` owners by the examples it was built from; 1 is alike, -1 (``NEVER``) is not."""

    def __init__(
        self, axes: "Axes", vectors: Vectors, dual: Scores, words: Scores, vocabulary: Sequence[str], taught: Scores
    ) -> None:
        self._axes, self._vectors = axes, vectors
        self._dual = dual
        self._rarity, self._words = words[:, 0], words[:, 1:]
        self._places = {token: place for place, token in enumerate(vocabulary)}
        self._taught = taught

    @property
    def count(self) -> int:
        """The number of owners."""
        return len(self._taught)

    @classmethod
    def build(
        cls, examples: Sequence[Example], vectors: Vectors, count: int, dual: Scores | None = None
    ) -> "ExampleIndex":
        """Learn from ``examples`` and their ``vectors``, shape (examples, dimensions); owners are below ``count``.

        ``dual``, shape (examples, ``count``), is what a build from the same has found (the property of that name): to
        solve for it anew takes memory by the square of the examples, 2.5 GB and a minute for 25,000.
        """
        from scipy.sparse import csr_array

        targets = _targets(examples, count)
        counted = [_counts(each.text, each.language) for each in examples]
        vocabulary = sorted(set().union(*counted))
        rarity = _rarity(counted, vocabulary)
        places = {token: place for place, token in enumerate(vocabulary)}
        rows = [_weights(each, places, rarity) for each in counted]
        indices = np.concatenate([found for found, _ in rows])
        starts = np.cumsum([0, *(len(found) for found, _ in rows)])
        weights = csr_array((np.concatenate([each for _, each in rows]), indices, starts), (len(rows), len(vocabulary)))
        axes = Axes.of(np.asarray(vectors))
        reduced = axes.reduced(np.asarray(vectors))
        if dual is None:
            dual = _solved(reduced, weights, targets)
        # The words' part of the kernel is linear, so it is summed up once into one weight a word and owner.
        by_word = WORDS_SHARE * (weights.T @ dual)
        return cls(axes, reduced, dual, _rows(rarity, by_word), vocabulary, _taught(targets))

    @property
    def dual(self) -> Scores:
        """What was solved for: the weight of each example for each owner, shape (examples, owners)."""
        return self._dual

    def of(self, owners: Sequence[int | None]) -> "ExampleIndex":
        """Return what was learned about ``owners``, in their order; nothing about one that is None."""
        places = [0 if each is None else each for each in owners]
        known = np.array([each is not None for each in owners], np.float32)
        words, taught = _rows(self._rarity, self._words[:, places]), self._taught[places] * known
        return ExampleIndex(self._axes, self._vectors, self._dual[:, places], words, list(self._places), taught)

    @classmethod
    def load(cls, folder: Path) -> "ExampleIndex":
        """Read what ``save`` wrote, as a memory map."""
        dual = np.load(folder / _DUAL, mmap_mode="r")
        vocabulary = (folder / _VOCABULARY).read_text(encoding="utf-8").split("\n")
        words = np.load(folder / _WORDS, mmap_mode="r")
        axes, vectors = np.load(folder / _AXES), np.load(folder / _VECTORS, mmap_mode="r")
        return cls(Axes(axes[0], axes[1:]), vectors, dual[1:], words, vocabulary, np.asarray(dual[0]))

    def save(self, folder: Path) -> None:
        """Write what was learned into ``folder``."""
        folder.mkdir()
        np.save(folder / _AXES, np.vstack((self._axes.mean, self._axes.directions)))
        np.save(folder / _VECTORS, self._vectors)
        np.save(folder / _DUAL, np.vstack((self._taught, self._dual)))
        np.save(folder / _WORDS, _rows(self._rarity, self._words))
        (folder / _VOCABULARY).write_text("\n".join(self._places), encoding="utf-8")

    def scores(self, vector: Vectors, text: str, language: Language) -> Scores:
        """Return each owner's score for a question, shape ``(count,)``; ``NEVER`` for one without examples."""
        found = _gaussian(self._vectors @ self._axes.reduced(vector.reshape(1, -1))[0]) @ self._dual
        places, weights = _weights(_counts(text, language), self._places, self._rarity)
        if len(places):
            found = found + weights @ self._words[places]
        return np.where(self._taught > 0, np.clip(found, NEVER, 1), np.float32(NEVER))


@dataclass(frozen=True, slots=True)
class Axes:
    """What vectors are seen along: their mean, and the ``DIRECTIONS`` they differ most in, shape (directions, all)."""

    mean: Vectors
    directions: Vectors

    @classmethod
    def of(cls, vectors: Vectors) -> "Axes":
        """Return those of ``vectors``: their principal components, or all dimensions where the vectors are fewer."""
        mean = np.asarray(vectors.mean(axis=0), np.float32)
        if len(vectors) <= vectors.shape[1]:
            return cls(mean, np.eye(vectors.shape[1], dtype=np.float32))
        _, found = np.linalg.eigh(np.cov(vectors, rowvar=False))  # the largest last
        return cls(mean, np.asarray(found[:, ::-1][:, :DIRECTIONS].T, np.float32))

    def reduced(self, vectors: Vectors) -> Vectors:
        """Return ``vectors`` without what all have in common, of length 1 again: E5's cosines all lie above 0.7."""
        apart = (vectors - self.mean) @ self.directions.T
        return np.asarray(apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9), np.float32)


def _solved(reduced: Vectors, words: "csr_array", targets: Scores) -> Scores:
    from scipy.linalg import cho_factor, cho_solve

    gram = np.empty((len(reduced), len(reduced)), np.float32)
    for start in range(0, len(reduced), _BLOCK):  # in blocks, so that nothing else of that size is in memory
        block = slice(start, start + _BLOCK)
        gram[block] = _gaussian(reduced[block] @ reduced.T) + WORDS_SHARE * (words[block] @ words.T).toarray()
    gram[np.diag_indices_from(gram)] += RIDGE
    factor = cho_factor(gram.T, overwrite_a=True, check_finite=False)
    return np.asarray(cho_solve(factor, targets, check_finite=False), np.float32)


def _targets(examples: Sequence[Example], count: int) -> Scores:
    targets = np.full((len(examples), count), NEVER, np.float32)
    for row, example in zip(targets, examples, strict=True):
        row[list(example.owners)] = 1
    return targets


def _taught(targets: Scores) -> Scores:
    return np.asarray(targets.max(axis=0) > NEVER, np.float32)


def _gaussian(cosines: Scores) -> Scores:
    return np.asarray(np.exp(np.float32(SHARPNESS) * (cosines - 1)), np.float32)


def _counts(text: str, language: Language) -> Counter[str]:
    return Counter(f"{language} {token}" for token in tokens(text, language))


def _rarity(counted: Sequence[Counter[str]], vocabulary: Sequence[str]) -> Scores:
    """Return each token's smoothed inverse document frequency."""
    frequency = Counter(token for each in counted for token in each)
    found = np.array([frequency[token] for token in vocabulary], np.float32)
    return np.asarray(np.log((1 + len(counted)) / (1 + found)) + 1, np.float32)


def _rows(rarity: Scores, by_word: Scores) -> Scores:
    """Return a row for each token, its rarity first, that lies in one piece: a question reads those of its own."""
    return np.ascontiguousarray(np.column_stack((rarity, by_word)), np.float32)


def _weights(counts: Counter[str], places: dict[str, int], rarity: Scores) -> tuple[Owners, Scores]:
    """Return the places of the known tokens and their tf-idf weights, of length 1."""
    known = [(places[token], number) for token, number in counts.items() if token in places]
    found = np.array([place for place, _ in known], np.int32)
    weights = (1 + np.log([number for _, number in known])) * rarity[found] if known else np.zeros(0)
    return found, np.asarray(weights / max(float(np.linalg.norm(weights)), 1e-9), np.float32)
