"""How well rankings agree with what was marked relevant, and how sure that is."""

import math
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np

SAMPLES, SEED = 2_000, 20_261_123
"""Of the bootstrap: how often the questions are drawn anew, and the seed of the draws."""
_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Scores:
    """What one ranking scored, each 0 to 1."""

    hit_1: float
    hit_10: float
    mrr_10: float
    ndcg_10: float

    @classmethod
    def of(cls, ranking: Sequence[str], relevant: Collection[str]) -> "Scores":
        """Return the scores of ``ranking``, best first and without repeats; ``relevant`` has one at least.

        >>> Scores.of(["b", "a"], {"a"})
        Scores(hit_1=0.0, hit_10=1.0, mrr_10=0.5, ndcg_10=0.6309297535714575)
        """
        places = [place for place, name in enumerate(ranking[:_DEPTH]) if name in relevant]
        ideal = sum(_gain(place) for place in range(min(_DEPTH, len(relevant))))
        return cls(
            float(places[:1] == [0]),
            float(bool(places)),
            1 / (places[0] + 1) if places else 0.0,
            sum(map(_gain, places)) / ideal,
        )


HEADS = tuple(each.name.replace("_", "@").replace("mrr", "MRR").replace("ndcg", "nDCG") for each in fields(Scores))


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and the 95% interval that the bootstrap over questions gives it."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} [{100 * self.low:.1f}, {100 * self.high:.1f}]"


def means(scores: Sequence[Scores]) -> tuple[Mean, ...]:
    """Return the mean of each score, in the order of ``HEADS``.

    The draws are the same for every call with as many questions, so that two rows of a table compare.
    """
    table = np.array([astuple(each) for each in scores])
    draws = np.random.default_rng(SEED).integers(len(table), size=(SAMPLES, len(table)))
    ends = np.quantile(table[draws].mean(axis=1), (0.025, 0.975), axis=0)
    return tuple(
        Mean(float(value), float(low), float(high)) for value, low, high in zip(table.mean(axis=0), *ends, strict=True)
    )


def _gain(place: int) -> float:
    return 1 / math.log2(place + 2)
