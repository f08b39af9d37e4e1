"""Vectors in FAISS: inner product over unit vectors, exact while they are few, compressed in cells when they are many.

An index is read as a memory map: the system holds what is asked often, and two processes hold it once. What the
compressed cells find is scored by the vectors as they were, which wait on disk: no score is approximate, and a search
among few misses none.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hoi.index.encoder import Vectors

Scores = NDArray[np.float32]
Owners = NDArray[np.int32]
Numbers = NDArray[np.int64]

NEVER = -1.0
"""The score of an owner without rows: below any cosine of two texts."""
FLAT_ROWS = 100_000
"""Up to so many rows each is kept whole and looked at, which takes no longer than embedding the question. Beyond, one
byte a dimension in cells, of which a search looks at some: on 100,000 rows and more faster than bytes without cells,
and 0.96 of the ten nearest found against 0.95, for bytes say more of what is left once the cell is known
(``bench/scale.py``)."""
_PROBES = 96
"""Cells a search looks at: so 0.97 of the ten nearest of 300,000 rows are found and 0.95 of a million's; half as many
find 0.5 and 1.7 points less, twice as many take 2 ms more (``bench/scale.py``)."""
_OVER_CELLS = 1
"""FAISS' way of sharing the cells of one question out among threads, where it would share out questions."""
_NEAREST = 300
"""Rows a search of a compressed index returns: they belong to a hundred owners and more."""
_SAMPLE = 40
"""Rows for each cell that the cells are fitted to; FAISS asks for 39."""
_BATCH = 16_384
_WHOLE = ".whole.npy"


def _faiss() -> Any:
    """Return FAISS, imported when first needed; untyped, for its stubs do not know its constructors from Python."""
    import faiss

    return faiss


def layout(rows: int) -> str:
    """Return FAISS' name of the index that suits so many rows; about 4√rows cells is FAISS' own advice.

    >>> layout(2_000), layout(200_000), layout(1_000_000)
    ('Flat', 'IVF2048,SQ8', 'IVF4096,SQ8')
    """
    return "Flat" if rows <= FLAT_ROWS else f"IVF{2 ** round(math.log2(4 * math.sqrt(rows)))},SQ8"


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of some owners, one owner's after another's: how many each has, where each begins, how alike each is.

    ``starts`` leaves out the owners without rows.
    """

    lengths: Numbers
    starts: Numbers
    similarities: Scores

    def best(self, similarities: Scores) -> Scores:
        """Return the best of each owner that has rows."""
        return np.asarray(np.maximum.reduceat(similarities, self.starts), dtype=np.float32)

    def of_owners(self, scores: NDArray[np.floating[Any]]) -> Scores:
        """Return one score for each owner; those without rows get ``NEVER``."""
        spread = np.full(len(self.lengths), NEVER, np.float32)
        spread[self.lengths > 0] = scores
        return spread


class VectorIndex:
    """Rows of vectors, each with an owner: a chunk has several, its whole first.

    Scores are of ``owners`` in their order, shape ``(len(owners),)``; of all, by number, when None.
    """

    def __init__(self, index: Any, vectors: Vectors, owners: Owners, count: int) -> None:
        self._index = index
        self._vectors = vectors
        self._owners = owners
        self._count = count
        self._starts = np.searchsorted(owners, np.arange(count + 1))

    @classmethod
    def build(
        cls, vectors: Vectors, owners: Owners, count: int, progress: Callable[[int, int], None] = lambda *_: None
    ) -> "VectorIndex":
        """Index ``vectors``, shape (rows, dimensions); ``owners``, shape (rows,), ascend and are below ``count``.

        ``vectors`` is read a batch at a time, so that it may be a memory map larger than memory; ``progress`` is called
        with how many rows are in and how many there are.
        """
        faiss, (rows, dimensions) = _faiss(), vectors.shape
        index = faiss.index_factory(dimensions, layout(rows), faiss.METRIC_INNER_PRODUCT)
        if not index.is_trained:
            index.train(np.ascontiguousarray(vectors[:: max(1, rows // (_SAMPLE * index.nlist))]))
        for start in range(0, rows, _BATCH):
            index.add(np.ascontiguousarray(vectors[start : start + _BATCH]))
            progress(index.ntotal, rows)
        return cls(index, vectors, owners, count)

    @classmethod
    def load(cls, path: Path, threads: int) -> "VectorIndex":
        """Read what ``save`` wrote; FAISS may use ``threads`` threads from then on."""
        faiss = _faiss()
        faiss.omp_set_num_threads(threads)
        owners = np.load(path.with_suffix(".npy"))
        index = faiss.read_index(str(path.with_suffix(".faiss")), faiss.IO_FLAG_MMAP_IFC)
        whole = path.with_suffix(_WHOLE)
        vectors = np.load(whole, mmap_mode="r").view(np.ndarray) if whole.is_file() else np.zeros((0, 0), np.float32)
        loaded = cls(index, vectors, owners[1:], int(owners[0]))
        if not loaded.exact:
            index.parallel_mode = _OVER_CELLS
        return loaded

    def save(self, path: Path) -> None:
        """Write the vectors to ``path`` with the suffix .faiss, their owners with the suffix .npy.

        Those of a compressed index once more whole, for what is found is told apart by them.
        """
        _faiss().write_index(self._index, str(path.with_suffix(".faiss")))
        if not self.exact:
            whole = np.lib.format.open_memmap(path.with_suffix(_WHOLE), "w+", np.float32, self._vectors.shape)
            for start in range(0, len(whole), _BATCH):
                whole[start : start + _BATCH] = self._vectors[start : start + _BATCH]
            whole.flush()
        np.save(path.with_suffix(".npy"), np.concatenate(([self._count], self._owners)).astype(np.int32))

    @property
    def exact(self) -> bool:
        """Whether every row is kept whole and looked at each time."""
        return isinstance(self._index, _faiss().IndexFlat)

    def selection(self, owners: Numbers | None) -> Any:
        """Return the search parameters that leave out the rows of all but ``owners``; none of them when None.

        The fewer rows are left, the more cells are looked at, so that as many rows are.
        """
        faiss = _faiss()
        wanted = np.full(self._count, owners is None)
        if owners is not None:
            wanted[owners] = True
        rows = wanted[self._owners]
        left = max(1, int(np.count_nonzero(rows)))
        kept = {"sel": faiss.IDSelectorBitmap(np.packbits(rows, bitorder="little"))} if left < len(rows) else {}
        if self.exact:
            return faiss.SearchParameters(**kept)
        return faiss.SearchParametersIVF(nprobe=min(self._index.nlist, _PROBES * len(rows) // left), **kept)

    def near(self, query: Vectors, selection: Any) -> Numbers:
        """Return the nearest owners of a ``selection`` to a question's vector, a hundred or more if so many, ascending.

        With the recall that ``bench/scale.py`` measures.
        """
        _, rows = self._index.search(query.reshape(1, -1), _NEAREST, params=selection)
        return np.unique(self._owners[rows[rows >= 0]]).astype(np.int64)

    def best(self, query: Vectors, owners: Numbers | None = None) -> Scores:
        """Return each owner's best cosine with a question's vector."""
        rows = self._rows(query, owners)
        return rows.of_owners(rows.best(rows.similarities))

    def whole(self, query: Vectors, owners: Numbers) -> Scores:
        """Return each owner's first cosine with a question's vector."""
        rows = self._rows(query, owners)
        return rows.of_owners(rows.similarities[rows.starts])

    def whole_and_best(self, query: Vectors, owners: Numbers | None = None) -> Scores:
        """Return the mean of each owner's first and best cosine.

        For a whole and its sentences: +0.8 to +1.6 MRR over the whole alone (docs/decisions/0003-retrieval.md).
        """
        rows = self._rows(query, owners)
        return rows.of_owners((rows.similarities[rows.starts] + rows.best(rows.similarities)) / 2)

    def _rows(self, query: Vectors, owners: Numbers | None) -> _Rows:
        owners = np.arange(self._count) if owners is None else owners
        first, lengths = self._starts[owners], self._starts[owners + 1] - self._starts[owners]
        starts = np.cumsum(lengths) - lengths
        numbers = np.arange(lengths.sum()) + np.repeat(first - starts, lengths)
        return _Rows(lengths, starts[lengths > 0], self._similarities(query, numbers))

    def _similarities(self, query: Vectors, rows: Numbers) -> Scores:
        """Return the cosines of ``rows``; those of equal vectors are equal to the last bit while the index is exact."""
        if not self.exact:
            return np.asarray(self._vectors[rows] @ query, dtype=np.float32)
        similarities = np.empty(self._index.ntotal, np.float32)
        _, found, order = self._index.range_search(query.reshape(1, -1), -math.inf)
        similarities[order] = found
        return similarities[rows]
