"""A small honest encoder: a bag of hashed syllables; texts with words in common lie near each other."""

import zlib
from collections.abc import Sequence

import numpy as np

from hoi.corpus.normalise import fold, syllables
from hoi.index.encoder import Vectors, sanitise


class BagOfSyllables:
    """Fast, deterministic and without a model; remembers every text it was given."""

    name = "bag-of-syllables"
    dimensions = 64
    max_tokens = 512

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def query(self, text: str) -> Vectors:
        self.embedded.append(text)
        return _vector(f"query {sanitise(text)}", self.dimensions)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._stacked([self.query(text) for text in texts])

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        return self._stacked([_vector(f"passage {sanitise(text)}", self.dimensions) for text in texts])

    def tokens(self, text: str) -> int:
        return 1 + len(syllables(sanitise(text)))

    def _stacked(self, vectors: list[Vectors]) -> Vectors:
        return np.stack(vectors) if vectors else np.empty((0, self.dimensions), np.float32)


def _vector(text: str, dimensions: int) -> Vectors:
    counts = np.zeros(dimensions, np.float32)
    for word in syllables(fold(text)):
        counts[zlib.crc32(word.encode()) % dimensions] += 1
    return np.asarray(counts / np.linalg.norm(counts), dtype=np.float32)
