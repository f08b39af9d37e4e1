"""Vectors: FAISS against plain numpy, and the compressed index against the exact one."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.index import dense
from hoi.index.dense import NEVER, Numbers, VectorIndex
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


ROWS, OWNERS, CLUSTERS = 20_000, 8_000, 200


@pytest.fixture(scope="module")
def clustered() -> Vectors:
    """Random vectors in clusters, as texts about the same things lie; the first twenty of them are also asked for."""
    random = np.random.default_rng(7)
    centres = random.normal(size=(CLUSTERS, DIMENSIONS)).astype(np.float32)
    vectors = centres[random.integers(CLUSTERS, size=ROWS)]
    vectors += 0.3 * random.normal(size=vectors.shape).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def owners() -> dense.Owners:
    return np.sort(np.random.default_rng(8).integers(OWNERS, size=ROWS)).astype(np.int32)


@pytest.fixture(scope="module")
def exact(clustered: Vectors, owners: dense.Owners) -> VectorIndex:
    return VectorIndex.build(clustered, owners, OWNERS)


@pytest.fixture(scope="module")
def compressed(
    clustered: Vectors, owners: dense.Owners, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[VectorIndex]:
    """The index that more than ``FLAT_ROWS`` rows get, read back as a memory map."""
    path = tmp_path_factory.mktemp("compressed") / "vectors"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "FLAT_ROWS", 100)
        patch.setattr(dense, "_SAMPLE", 10)
        VectorIndex.build(clustered, owners, OWNERS).save(path)
        yield VectorIndex.load(path, threads=1)


def ten_best(index: VectorIndex, query: Vectors, among: Numbers) -> set[int]:
    found = index.near(query, index.selection(among))
    assert set(found) <= set(among)
    assert len(found) > 100
    return set(found[np.argsort(-index.whole_and_best(query, found))[:10]])


@pytest.mark.parametrize("share", [1, 2, 8, 40], ids=["all", "half", "an_eighth", "a_fortieth"])
def test_the_compressed_index_finds_what_the_exact_one_does(
    exact: VectorIndex, compressed: VectorIndex, clustered: Vectors, share: int
) -> None:
    assert (exact.exact, compressed.exact) == (True, False)
    among = np.arange(0, OWNERS, share)
    recalls = []
    for query in clustered[:20]:
        best = among[np.argsort(-exact.whole_and_best(query, among))[:10]]
        recalls.append(len(ten_best(compressed, query, among) & set(best)) / 10)
    assert np.mean(recalls) >= 0.9


@pytest.mark.parametrize("score", ["best", "whole_and_best"])
def test_scores_of_what_a_compressed_index_finds_are_exact(
    exact: VectorIndex, compressed: VectorIndex, clustered: Vectors, score: str
) -> None:
    among = np.random.default_rng(9).integers(OWNERS, size=300)
    exactly, compressedly = (getattr(index, score)(clustered[0], among) for index in (exact, compressed))
    np.testing.assert_allclose(compressedly, exactly, atol=1e-6)
    assert np.array_equal(compressedly == NEVER, exactly == NEVER)


@pytest.mark.parametrize("score", ["best", "whole_and_best"])
def test_scores_of_some_owners_are_theirs(exact: VectorIndex, clustered: Vectors, score: str) -> None:
    among = np.random.default_rng(9).integers(OWNERS, size=300)
    assert np.array_equal(getattr(exact, score)(clustered[0], among), getattr(exact, score)(clustered[0])[among])


def test_equal_vectors_score_the_same_wherever_they_stand() -> None:
    """Else chance would choose between provisions that say the same."""
    vectors = unit(501, 1)
    vectors[500] = vectors[0]
    scores = VectorIndex.build(vectors, np.arange(501, dtype=np.int32), 501).best(unit(1, 2)[0])
    assert scores[500] == scores[0]


def test_vectors_are_read_a_batch_at_a_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dense, "_BATCH", 4)
    (tmp_path / "vectors").write_bytes(unit(10, 1).tobytes())
    mapped = np.memmap(tmp_path / "vectors", np.float32, "r", shape=(10, DIMENSIONS))
    seen: list[tuple[int, int]] = []
    index = VectorIndex.build(mapped, np.arange(10, dtype=np.int32), 10, lambda done, total: seen.append((done, total)))
    assert seen == [(4, 10), (8, 10), (10, 10)]
    np.testing.assert_allclose(index.best(unit(1, 2)[0]), unit(10, 1) @ unit(1, 2)[0], atol=1e-6)
