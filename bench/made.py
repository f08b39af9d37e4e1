"""Provisions that are made, for there are not a million real ones: the shipped provisions' words and vectors, changed.

A made provision stands under the headings of a real one and has its sentences, mostly with one more from another
provision. Of its words some are left out, some changed places with the next and some are replaced by other words of the
documents, as often as those occur; it is "at" one of thirty thousand made places, some far more often than others, and
cites a made number. Its vectors are those of the real one, that of the whole drawn towards the other provision, each
with a noise of its own that is the same in every direction and leaves a cosine of about 0.96.

So words are about as rare as in real collections, but each provision has thousands of near-copies, which makes the ten
best harder to tell apart than real ones would be. A question is a real one that people ask about the provision, half of
them with the place of a made one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hoi.corpus.library import Library
from hoi.index.cache import VectorCache
from hoi.index.chunks import Chunk, chunks
from hoi.index.dense import Numbers
from hoi.index.encoder import Vectors

COSINE = 0.96
DROPPED, SWAPPED, REPLACED, MIXED = 0.05, 0.03, 0.05, 0.7
"""Chance that a word is left out, changes places, is replaced; and that a provision has a sentence of another."""
A_DOCUMENT = 100
"""Made provisions in a made document."""
PLACES, STEEPNESS = 30_000, 0.8
"""Made places, and the exponent of their frequency by rank (Zipf)."""
SEED = 20_261_123
_BLOCK = 4_096


@dataclass(frozen=True, slots=True)
class Real:
    """The shipped chunks, their vectors, the rows of each (``lengths``), and which are Vietnamese (``parents``)."""

    chunks: list[Chunk]
    vectors: Vectors
    lengths: Numbers
    parents: Numbers

    @classmethod
    def read(cls, cache: VectorCache) -> "Real":
        """Read the shipped chunks, with the vectors that ``cache`` holds or makes."""
        held = list(chunks(Library.shipped()))
        vectors = [cache.vectors(chunk.passages(), as_questions=False) for chunk in held]
        return cls(
            held,
            np.concatenate(vectors),
            np.array([len(each) for each in vectors]),
            np.array([number for number, chunk in enumerate(held) if chunk.language == "vi"]),
        )

    def rows(self, number: int) -> Vectors:
        """Return the vectors of a chunk."""
        start = int(self.lengths[:number].sum())
        return self.vectors[start : start + int(self.lengths[number])]


@dataclass(frozen=True, slots=True)
class Plan:
    """What each made provision is made from: two real chunks each, a place, and how far it is drawn to the second."""

    first: Numbers
    second: Numbers
    place: Numbers
    drawn: NDArray[np.float32]

    @classmethod
    def of(cls, real: Real, count: int) -> "Plan":
        """Draw the plan of ``count`` provisions."""
        random = np.random.default_rng(SEED)
        chances = np.arange(1, PLACES + 1) ** -STEEPNESS
        mixed = random.random(count) < MIXED
        return cls(
            random.choice(real.parents, count),
            random.choice(real.parents, count),
            random.choice(PLACES, count, p=chances / chances.sum()),
            (mixed * random.uniform(0.1, 0.5, count)).astype(np.float32),
        )


class Maker:
    """Makes texts and vectors after a plan."""

    def __init__(self, real: Real, plan: Plan) -> None:
        self._real = real
        self._plan = plan
        counted = Counter(word for number in real.parents for word in real.chunks[number].whole.split())
        self._words = list(counted)
        self._chances = np.cumsum(list(counted.values())) / counted.total()
        self._places = place_names(self._words)

    def texts(self) -> Iterator[Chunk]:
        """Yield the made chunks."""
        random = np.random.default_rng(SEED + 1)
        for n, number in enumerate(self._plan.first.tolist()):
            parent = self._real.chunks[number]
            said = parent.text
            if self._plan.drawn[n]:
                others = self._real.chunks[self._plan.second[n]].pieces
                said += f" {others[n % len(others)]}"
            text = f"{self._changed(said.split(), random)} tại {self.place(n)}, số {random.integers(1, 4000)}/KH-UBND"
            yield Chunk(f"made-{n // A_DOCUMENT}", f"¶{n % A_DOCUMENT}", "vi", parent.context, text, (), ())

    def place(self, number: int) -> str:
        """Return the place of a made provision."""
        return self._places[int(self._plan.place[number])]

    def vectors(self) -> Iterator[Vectors]:
        """Yield the made vectors in blocks of some thousand rows."""
        random = np.random.default_rng(SEED + 2)
        rows = [self._real.rows(number) for number in range(len(self._real.chunks))]
        left = iter(range(len(self._plan.first)))
        while block := list(islice(left, _BLOCK)):
            yield noisy(np.concatenate([self._drawn(n, rows) for n in block]), random)

    def _drawn(self, n: int, rows: Sequence[Vectors]) -> Vectors:
        own, share = rows[self._plan.first[n]].copy(), self._plan.drawn[n]
        own[0] = (1 - share) * own[0] + share * rows[self._plan.second[n]][0]
        own[0] /= np.linalg.norm(own[0])
        return np.asarray(own, np.float32)

    def _changed(self, words: list[str], random: np.random.Generator) -> str:
        chance = random.random(len(words)).tolist()
        drawn = np.searchsorted(self._chances, random.random(len(words))).tolist()
        kept: list[str] = []
        for word, what, other in zip(words, chance, drawn, strict=True):
            if what >= DROPPED + SWAPPED + REPLACED or not kept:
                kept.append(word)
            elif what < SWAPPED:
                kept.insert(-1, word)
            elif what < SWAPPED + REPLACED:
                kept.append(self._words[min(other, len(self._words) - 1)])
        return " ".join(kept)


def place_names(words: Iterable[str]) -> list[str]:
    """Return made names of places: two capitalised syllables that do not follow one another in the documents."""
    known = list(words)
    capital = sorted({word.capitalize() for word in known if word.isalpha() and 1 < len(word) <= 6})
    taken = set(pairwise(known))
    random = np.random.default_rng(SEED + 3)
    names: dict[str, None] = {}
    while len(names) < PLACES:
        left, right = (capital[n] for n in random.integers(len(capital), size=2))
        if (left, right) not in taken:
            names[f"xã {left} {right}"] = None
    return list(names)


def noisy(vectors: Vectors, random: np.random.Generator) -> Vectors:
    """Return ``vectors`` with noise in every direction, of length 1 again."""
    length = np.sqrt(1 / COSINE**2 - 1) / np.sqrt(vectors.shape[1])
    moved = vectors + np.float32(length) * random.standard_normal(vectors.shape, np.float32)
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def write_vectors(real: Real, maker: Maker, path: Path) -> None:
    """Write the real vectors and then the made ones, one after another."""
    with path.open("wb") as file:
        file.write(np.ascontiguousarray(real.vectors, np.float32).tobytes())
        for block in maker.vectors():
            file.write(block.tobytes())
