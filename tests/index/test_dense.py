"""Vectors: FAISS against plain numpy."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.index.dense import NEVER, VectorIndex
from hoi.index.encoder import Vectors

DIMENSIONS = 8


def unit(rows: int, seed: int) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(rows, DIMENSIONS)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=20), st.integers(0, 1000))
def test_scores_are_those_of_a_plain_reading(owned: list[int], seed: int) -> None:
    owners = np.array(sorted(owned), np.int32)
    vectors, query = unit(len(owners), seed), unit(1, seed + 1)[0]
    index = VectorIndex.build(vectors, owners, 6)
    cosines = vectors @ query
    for owner, (best, both) in enumerate(zip(index.best(query), index.whole_and_best(query), strict=True)):
        rows = cosines[owners == owner]
        if len(rows):
            assert best == pytest.approx(rows.max(), abs=1e-6)
            assert both == pytest.approx((rows[0] + rows.max()) / 2, abs=1e-6)
        else:
            assert best == NEVER


def test_no_rows_are_nobodys() -> None:
    index = VectorIndex.build(np.empty((0, DIMENSIONS), np.float32), np.empty(0, np.int32), 3)
    assert index.best(unit(1, 0)[0]).tolist() == [NEVER] * 3


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    owners = np.array([0, 0, 2], np.int32)
    index = VectorIndex.build(unit(3, 1), owners, 4)
    index.save(tmp_path / "vectors")
    loaded = VectorIndex.load(tmp_path / "vectors", threads=1)
    query = unit(1, 2)[0]
    assert np.array_equal(loaded.best(query), index.best(query))
    assert np.array_equal(loaded.whole_and_best(query), index.whole_and_best(query))
