"""Vectors in FAISS: inner product over unit vectors, exact."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hoi.index.encoder import Vectors

VECTORS, ROWS = "vectors.faiss", "rows.npy"


class VectorIndex:
    """Rows of vectors, each belonging to a chunk: the first row of a chunk stands for the whole, the rest for pieces.

    A chunk's score is the mean of its whole's cosine and its best row's: +0.8 to +1.6 MRR over the whole alone
    (docs/decisions/0003-retrieval.md).
    """

    def __init__(self, index: "object", chunk_of_row: NDArray[np.int32]) -> None:
        self._index = index
        self._chunk_of_row = chunk_of_row
        self._first = np.searchsorted(chunk_of_row, np.arange(chunk_of_row[-1] + 1 if len(chunk_of_row) else 0))

    @classmethod
    def build(cls, vectors: Vectors, chunk_of_row: NDArray[np.int32]) -> "VectorIndex":
        """Index ``vectors`` of shape (rows, dimensions); ``chunk_of_row`` is sorted, shape (rows,)."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return cls(index, chunk_of_row)

    @classmethod
    def load(cls, folder: Path, threads: int) -> "VectorIndex":
        """Read what ``save`` wrote; FAISS may use ``threads`` threads from then on."""
        import faiss

        faiss.omp_set_num_threads(threads)
        return cls(faiss.read_index(str(folder / VECTORS)), np.load(folder / ROWS))

    def save(self, folder: Path) -> None:
        """Write the vectors and their chunks into ``folder``."""
        import faiss

        faiss.write_index(self._index, str(folder / VECTORS))
        np.save(folder / ROWS, self._chunk_of_row)

    def scores(self, query: Vectors) -> NDArray[np.float32]:
        """Return the score of every chunk for a question's vector, shape ``(chunks,)``."""
        rows = len(self._chunk_of_row)
        similarities = np.empty(rows, np.float32)
        found, order = self._index.search(query.reshape(1, -1), rows)  # type: ignore[attr-defined]
        similarities[order[0]] = found[0]
        best = np.maximum.reduceat(similarities, self._first) if rows else similarities
        return (similarities[self._first] + best) / 2
