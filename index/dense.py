"""Vectors in FAISS: inner product over unit vectors, exact."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hoi.index.encoder import Vectors

Scores = NDArray[np.float32]
Owners = NDArray[np.int32]

NEVER = -1.0
"""The score of an owner without rows: below any cosine of two texts."""


class VectorIndex:
    """Rows of vectors, each with an owner: a chunk has several, its whole first."""

    def __init__(self, index: Any, owners: Owners, count: int) -> None:
        self._index = index
        self._owners = owners
        self._count = count
        self._first = np.full(count, -1, np.int64)
        self._first[owners[::-1]] = np.arange(len(owners))[::-1]

    @classmethod
    def build(cls, vectors: Vectors, owners: Owners, count: int) -> "VectorIndex":
        """Index ``vectors``, shape (rows, dimensions); ``owners``, shape (rows,), are numbers below ``count``."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return cls(index, owners, count)

    @classmethod
    def load(cls, path: Path, threads: int) -> "VectorIndex":
        """Read what ``save`` wrote; FAISS may use ``threads`` threads from then on."""
        import faiss

        faiss.omp_set_num_threads(threads)
        owners = np.load(path.with_suffix(".npy"))
        return cls(faiss.read_index(str(path.with_suffix(".faiss"))), owners[1:], int(owners[0]))

    def save(self, path: Path) -> None:
        """Write the vectors to ``path`` with the suffix .faiss, their owners with the suffix .npy."""
        import faiss

        faiss.write_index(self._index, str(path.with_suffix(".faiss")))
        np.save(path.with_suffix(".npy"), np.concatenate(([self._count], self._owners)).astype(np.int32))

    def best(self, query: Vectors) -> Scores:
        """Return each owner's best cosine with a question's vector, shape (owners,)."""
        return self._best(self._similarities(query))

    def best_two(self, query: Vectors) -> Scores:
        """Return the mean of each owner's two best cosines, shape (owners,).

        For examples of one thing: two of them are less often alike by chance. Of 700 example questions, each
        left out in its turn, 48% find their own provision first this way and 46% by the best alone, mixed half and half
        with the provision's own vectors and no keywords (twins counted as wrong).
        """
        similarities = self._similarities(query)
        best = self._best(similarities)
        others = similarities < best[self._owners]
        second = np.full(self._count, NEVER, np.float32)
        np.maximum.at(second, self._owners[others], similarities[others])
        return np.where(second > NEVER, (best + second) / 2, best)

    def whole_and_best(self, query: Vectors) -> Scores:
        """Return the mean of each owner's first and best cosine, shape (owners,).

        For a whole and its sentences: +0.8 to +1.6 MRR over the whole alone (docs/decisions/0003-retrieval.md).
        """
        similarities = self._similarities(query)
        return np.asarray((similarities[self._first] + self._best(similarities)) / 2, dtype=np.float32)

    def _similarities(self, query: Vectors) -> Scores:
        rows = len(self._owners)
        similarities = np.empty(rows, np.float32)
        if not rows:
            return similarities
        found, order = self._index.search(query.reshape(1, -1), rows)
        similarities[order[0]] = found[0]
        return similarities

    def _best(self, similarities: Scores) -> Scores:
        best = np.full(self._count, NEVER, np.float32)
        np.maximum.at(best, self._owners, similarities)
        return best
