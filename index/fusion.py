"""Fusion: the sides of a search made one score. What each side weighs is one value, so that any can be switched off."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hoi.index.dense import NEVER, Scores

TOP = 100
"""Each side is scaled over its own best hundred; as many hits are returned."""
_RANKS = 60
"""The usual constant of reciprocal ranks."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of finding weighs. The defaults are in use; ``bench/ablation.py`` measures the others.

    ``dense`` is the weight of the vectors against the keywords: the optimum of four sets and every form lies at 0.45 to
    0.50. ``asked`` is that of the likeness to questions people ask against the likeness to the provision itself.
    ``sentences`` tells whether the vectors of sentences count, ``ranks`` whether sides are scaled by reciprocal ranks,
    ``repair`` and ``synonyms`` whether a question is repaired and put into the documents' words. ``word_for_word`` and
    ``province`` are added to the score of a document held word for word, before a digest that says the same, and of the
    province's own, before the nation's, where the question names neither; chosen on the tune half.
    """

    dense: float = 0.5
    asked: float = 0.75
    sentences: bool = True
    ranks: bool = False
    repair: bool = True
    synonyms: bool = True
    word_for_word: float = 0.2
    province: float = 0.13


IN_USE = Weights()


@dataclass(frozen=True, slots=True)
class Sides:
    """The scores of the provisions that a search looks at, one array a side, all of one shape.

    ``untaught`` marks those that nobody wrote questions for: they stand by the two other sides alone.
    """

    cosines: Scores
    keywords: Scores
    asked: Scores
    untaught: NDArray[np.bool_]


def fuse(sides: Sides, weights: Weights) -> Scores:
    """Return the fused score: each side scaled to 0..1 over its own best hundred, then the weighted mean.

    Not reciprocal ranks: those lose 0.6 to 3.4 MRR to this on every set (docs/decisions/0003-retrieval.md).
    """
    scaled = _by_rank if weights.ranks else _scaled
    fused = weights.dense * scaled(sides.cosines) + (1 - weights.dense) * scaled(sides.keywords)
    if weights.asked and sides.asked.max() > NEVER:
        alike = np.where(sides.untaught, fused, scaled(sides.asked))
        fused = (1 - weights.asked) * fused + weights.asked * alike
    return np.asarray(fused, np.float32)


def _scaled(scores: Scores) -> Scores:
    floor = np.sort(scores)[-min(TOP, len(scores))]
    spread = float(scores.max() - floor)
    return np.clip((scores - floor) / spread, 0, 1) if spread > 0 else np.zeros_like(scores)


def _by_rank(scores: Scores) -> Scores:
    """Return reciprocal ranks, equals sharing the best of theirs, on the same scale."""
    rank = len(scores) - np.searchsorted(np.sort(scores), scores, side="right")
    return _scaled(np.asarray(1 / (_RANKS + 1 + rank), np.float32))
