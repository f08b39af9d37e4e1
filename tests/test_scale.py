"""Made vectors: like the real ones, in the numbers asked for, and measured by plain arithmetic."""

from pathlib import Path

import numpy as np
import pytest

from bench import scale
from bench.scale import COSINE, Real, asked, built, make, mapped, nearest, noisy, owners, recall
from hoi.index import dense
from hoi.index.dense import VectorIndex
from hoi.index.encoder import Vectors

DIMENSIONS = 32


def unit(rows: int, seed: int) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(rows, DIMENSIONS)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def real() -> Real:
    """Three provisions, of one, two and three rows."""
    return Real(unit(6, 1), np.array([1, 2, 3]), unit(5, 2))


@pytest.mark.parametrize("rows", [6, 100, 1000])
def test_whole_provisions_are_made_over_and_over(real: Real, rows: int) -> None:
    owner, source = owners(real, rows)
    assert rows - 3 < len(owner) <= rows
    first = {0: 1, 1: 2, 3: 3}  # the first row of each real provision, and how many it has
    for provision in range(owner[-1] + 1):
        taken = source[owner == provision]
        assert taken.tolist() == list(range(taken[0], taken[0] + first[taken[0]]))


def test_noise_leaves_unit_vectors_near_their_own(real: Real) -> None:
    again = np.repeat(real.vectors, 500, axis=0)
    made = noisy(again, np.random.default_rng(3))
    np.testing.assert_allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    assert np.mean(np.sum(made * again, axis=1)) == pytest.approx(COSINE, abs=0.01)


@pytest.mark.parametrize("block", [7, 100_000], ids=["many_blocks", "one_block"])
def test_the_nearest_are_those_of_the_exact_index(
    real: Real, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(scale, "_BLOCK", block)
    owner = make(real, 500, tmp_path)
    vectors = mapped(tmp_path, DIMENSIONS)
    index = VectorIndex.build(vectors, owner, int(owner[-1]) + 1)
    for question, best in zip(real.questions, nearest(vectors, owner, real.questions), strict=True):
        assert set(best) == set(np.argsort(-index.whole_and_best(question))[:10])


@pytest.mark.parametrize(("flat", "least"), [(1_000_000, 1.0), (100, 0.8)], ids=["exact", "compressed"])
def test_an_index_is_built_and_asked(
    real: Real, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flat: int, least: float
) -> None:
    monkeypatch.setattr(dense, "FLAT_ROWS", flat)
    owner = make(real, 5_000, tmp_path)
    made = built(tmp_path, owner, DIMENSIONS)
    told = asked(tmp_path, int(owner[-1]) + 1, real.questions)
    assert min(made.seconds, made.memory_mb, made.disk_mb, told.mapped_mb) > 0
    assert told.resident_mb > told.mapped_mb
    assert len(told.milliseconds) == len(real.questions)
    assert recall(told.found, nearest(mapped(tmp_path, DIMENSIONS), owner, real.questions)) >= least
