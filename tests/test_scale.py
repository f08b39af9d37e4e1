"""Made provisions: like the real ones, in the numbers asked for; the finder is measured on them by plain arithmetic."""

import json
from pathlib import Path

import numpy as np
import pytest

from bench import made as making
from bench.made import COSINE, Maker, Plan, Real, noisy, place_names
from bench.scale import Asked, built, exact, exact_cosines, made, recall, told
from hoi.index import build, dense, search
from hoi.index.chunks import Chunk
from hoi.index.encoder import Vectors
from hoi.index.examples import Example, ExampleIndex
from hoi.index.store import ChunkStore
from hoi.index.taught import FIELDS, REASONS
from hoi.index.words import words

DIMENSIONS = 32
TEXTS = (
    "Siêu thị sử dụng bao bì thân thiện môi trường đến năm 2025",
    "Doanh nghiệp được tập huấn về sản xuất sạch hơn",
    "Chợ dân sinh không dùng túi ni lông khó phân hủy",
)


def unit(rows: int, seed: int) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(rows, DIMENSIONS)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def real() -> Real:
    """Three provisions, of one, two and three rows; people ask about the first."""
    chunks = [
        Chunk("d", str(n), "vi", "Kế hoạch", text, (text,), ("siêu thị thì sao",) if n == 0 else ())
        for n, text in enumerate(TEXTS)
    ]
    return Real(chunks, unit(6, 1), np.array([1, 2, 3]), np.arange(3))


@pytest.fixture(autouse=True)
def _few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "PLACES", 50)


def test_made_texts_keep_most_words_of_theirs_and_name_a_place(real: Real) -> None:
    plan = Plan.of(real, 300)
    maker = Maker(real, plan)
    chunks = list(maker.texts())
    assert len(chunks) == 300
    assert len({chunk.text for chunk in chunks}) > 290
    assert len({chunk.document for chunk in chunks}) == 3
    kept = []
    for n, chunk in enumerate(chunks):
        own = set(words(TEXTS[plan.first[n]], "vi"))
        kept.append(len(own & set(words(chunk.text, "vi"))) / len(own))
        assert maker.place(n) in chunk.text
    assert np.mean(kept) == pytest.approx(1 - making.DROPPED - making.REPLACED, abs=0.04)


def test_places_are_as_many_as_asked_and_none_twice() -> None:
    names = place_names(" ".join(TEXTS).split())
    assert len(names) == len(set(names)) == 50


def test_noise_leaves_unit_vectors_near_their_own(real: Real) -> None:
    again = np.repeat(real.vectors, 500, axis=0)
    moved = noisy(again, np.random.default_rng(3))
    np.testing.assert_allclose(np.linalg.norm(moved, axis=1), 1, atol=1e-5)
    assert np.mean(np.sum(moved * again, axis=1)) == pytest.approx(COSINE, abs=0.01)


def filled(real: Real, count: int, folder: Path) -> tuple[dense.Numbers, list[Asked]]:
    """Write ``count`` made provisions into ``folder``; return the rows of each chunk and questions."""
    made(folder, real, count)
    taught = [Example("siêu thị thì sao", "vi", (0,)), Example("thời tiết hôm nay", "vi", (1,))]
    ExampleIndex.build(taught, unit(2, 4), 1 + len(REASONS) + len(FIELDS)).save(folder / build.EXAMPLES)
    some = frozenset(f"made-{n}" for n in range(0, count // making.A_DOCUMENT, 4))
    asked = [Asked(text, vector, some) for text, vector in zip(TEXTS, unit(3, 2), strict=True)]
    return np.concatenate((real.lengths, real.lengths[Plan.of(real, count).first])), asked


@pytest.mark.parametrize(("flat", "few", "least"), [(10**6, 10**6, 1.0), (100, 700, 0.8)], ids=["exact", "compressed"])
def test_what_the_finder_finds_is_what_the_exact_ranking_has(
    real: Real, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flat: int, few: int, least: float
) -> None:
    monkeypatch.setattr(dense, "FLAT_ROWS", flat)
    monkeypatch.setattr(search, "_FEW", few)
    lengths, asked = filled(real, 2_000, tmp_path)
    index = built(tmp_path, lengths, DIMENSIONS)
    assert min(index.seconds, index.memory_mb, index.disk_mb) > 0
    found = told(tmp_path, asked)
    whole, part = exact(tmp_path, lengths, asked)
    assert recall(found.whole, whole) >= least
    assert recall(found.part, part) == 1  # among few, nothing is missed
    assert all(document in each.documents for each, hits in zip(asked, found.part, strict=True) for document, _ in hits)
    assert found.resident_mb > found.mapped_mb > 0


def test_exact_cosines_are_the_mean_of_the_first_and_the_best(real: Real, tmp_path: Path) -> None:
    lengths, asked = filled(real, 40, tmp_path)
    vectors = np.fromfile(tmp_path / "made.f32", np.float32).reshape(-1, DIMENSIONS)
    found = exact_cosines(tmp_path, lengths, np.stack([each.vector for each in asked]))
    start = 0
    for chunk, length in enumerate(lengths.tolist()):
        cosines = vectors[start : start + length] @ asked[1].vector
        assert found[1, chunk] == pytest.approx((cosines[0] + cosines.max()) / 2, abs=1e-5)
        start += length


def test_chunks_are_read_back_one_at_a_time(real: Real, tmp_path: Path) -> None:
    store = ChunkStore.write(iter(real.chunks), tmp_path)
    assert (len(store), list(store)) == (3, real.chunks)
    assert [store.locator(n) for n in range(3)] == ["0", "1", "2"]
    assert (store[2], store.asked, store.document(2)) == (real.chunks[2], [0], "d")
    assert json.loads((tmp_path / "runs.json").read_text(encoding="utf-8")) == [["d", "vi", 0, 3]]


def test_no_chunks_are_a_store_too(tmp_path: Path) -> None:
    assert list(ChunkStore.write(iter(()), tmp_path)) == []
