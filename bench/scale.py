"""Measures the vector index at sizes that the documents held do not have: ``python -m bench.scale [--sizes N,N]``.

The vectors are made, not embedded: those of the shipped provisions and their sentences, again and again, each with a
noise of its own that is the same in every direction and leaves a cosine of about 0.96. Questions are the real ones
that people ask about them. Near-copies crowd closer than real provisions would, which makes the ten nearest harder to
tell apart; the times and sizes are those of as many real vectors. Building and asking run in fresh processes.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np

from bench.measure import THREADS, WARM_UP
from hoi.corpus.library import Library
from hoi.index import build
from hoi.index.cache import VectorCache
from hoi.index.chunks import chunks
from hoi.index.dense import Numbers, Owners, VectorIndex, layout
from hoi.index.encoder import Vectors, for_questions, pin_threads

SIZES = "100000,1000000"
QUESTIONS, BEST = 200, 10
COSINE = 0.96
_BLOCK = 16_384
_SEED = 20_261_123
_VECTORS, _INDEX = "vectors.f32", "index"

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Real:
    """The shipped provisions' vectors, the number of rows of each provision, and the vectors of questions."""

    vectors: Vectors
    lengths: Numbers
    questions: Vectors


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took, the memory of its own it held at most, and what it takes on disk."""

    seconds: float
    memory_mb: float
    disk_mb: float


@dataclass(frozen=True, slots=True)
class Asked:
    """How long each search took, the memory held after them and how much of it is the file, and what was found."""

    milliseconds: list[float]
    resident_mb: float
    mapped_mb: float
    found: Numbers


def real(cache: Path) -> Real:
    """Embed the shipped provisions and what people ask about them, unless ``cache`` has them."""
    held = [chunk for chunk in chunks(Library.shipped()) if chunk.language == "vi"]
    texts = [chunk.passages() for chunk in held]
    asked = [question for chunk in held for question in chunk.questions]
    with VectorCache(cache, for_questions()) as vectors:
        return Real(
            np.concatenate([vectors.vectors(each, as_questions=False) for each in texts]),
            np.array([len(each) for each in texts]),
            vectors.vectors(asked[:: -(-len(asked) // QUESTIONS)], as_questions=True),
        )


def owners(of: Real, rows: int) -> tuple[Owners, Numbers]:
    """Return the provisions of at most ``rows`` made rows, and the real row that each is made from."""
    picked = np.random.default_rng(_SEED).integers(len(of.lengths), size=rows)
    picked = picked[np.cumsum(of.lengths[picked]) <= rows]
    lengths = of.lengths[picked]
    owner = np.repeat(np.arange(len(picked)), lengths)
    offset = (np.cumsum(of.lengths) - of.lengths)[picked] - (np.cumsum(lengths) - lengths)
    return owner.astype(np.int32), np.arange(len(owner)) + offset[owner]


def noisy(vectors: Vectors, random: np.random.Generator) -> Vectors:
    """Return ``vectors`` with noise in every direction, of length 1 again."""
    length = np.sqrt(1 / COSINE**2 - 1) / np.sqrt(vectors.shape[1])
    moved = vectors + np.float32(length) * random.standard_normal(vectors.shape, np.float32)
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def make(of: Real, rows: int, folder: Path) -> Owners:
    """Write at most ``rows`` made vectors into ``folder`` and return their owners."""
    owner, source = owners(of, rows)
    random = np.random.default_rng(_SEED)
    with (folder / _VECTORS).open("wb") as file:
        for start in range(0, len(source), _BLOCK):
            file.write(noisy(of.vectors[source[start : start + _BLOCK]], random).tobytes())
    return owner


def nearest(vectors: Vectors, owner: Owners, questions: Vectors) -> Numbers:
    """Return the ten best provisions for each question by plain arithmetic, shape ``(questions, 10)``."""
    ends = np.searchsorted(owner, np.arange(owner[-1] + 2))
    scores, best = np.empty((len(questions), 0), np.float32), np.empty((len(questions), 0), np.int64)
    for block in np.array_split(np.arange(owner[-1] + 1), -(-len(owner) // _BLOCK)):
        first = ends[block[0]]
        cosines = vectors[first : ends[block[-1] + 1]] @ questions.T
        wholes = ends[block] - first
        of_block = (cosines[wholes] + np.maximum.reduceat(cosines, wholes)).T / 2
        scores = np.concatenate((scores, of_block), axis=1)
        best = np.concatenate((best, np.broadcast_to(block, of_block.shape)), axis=1)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :BEST]
        scores, best = np.take_along_axis(scores, order, 1), np.take_along_axis(best, order, 1)
    return best


def mapped(folder: Path, dimensions: int) -> Vectors:
    """Return the made vectors, none read yet."""
    return np.memmap(folder / _VECTORS, np.float32, "r").reshape(-1, dimensions)


def built(folder: Path, owner: Owners, dimensions: int) -> Built:
    """Index the made vectors."""
    held: list[float] = []

    def told(done: int, total: int) -> None:
        held.append(_memory_mb("RssAnon"))
        print(f"\rindexed {done:,} of {total:,}", end="\n" if done == total else "", file=sys.stderr)

    started = time.perf_counter()
    VectorIndex.build(mapped(folder, dimensions), owner, int(owner[-1]) + 1, told).save(folder / _INDEX)
    seconds = time.perf_counter() - started
    return Built(seconds, max(held), sum(path.stat().st_size for path in folder.glob(f"{_INDEX}.*")) / 1e6)


def asked(folder: Path, count: int, questions: Vectors) -> Asked:
    """Ask the index every question."""
    index = VectorIndex.load(folder / _INDEX, THREADS)
    everyone = np.arange(count)
    for question in questions[:WARM_UP]:
        search(index, question, everyone)
    taken: list[float] = []
    found: list[Numbers] = []
    for question in questions:
        started = time.perf_counter()
        found.append(search(index, question, everyone))
        taken.append((time.perf_counter() - started) * 1000)
    return Asked(taken, _memory_mb("VmRSS"), _memory_mb("RssFile"), np.stack(found))


def search(index: VectorIndex, question: Vectors, everyone: Numbers) -> Numbers:
    """Return the ten best provisions as ``Finder`` finds them on this side."""
    among = everyone if index.exact else index.near(question, everyone)
    scores = index.whole_and_best(question, among)
    return among[np.argsort(-scores, kind="stable")[:BEST]]


def recall(found: Numbers, best: Numbers) -> float:
    """Return the share of the best that were found.

    >>> recall(np.array([[1, 2], [3, 4]]), np.array([[2, 1], [3, 5]]))
    0.75
    """
    return float(np.mean([len(set(ours) & set(exact)) / len(exact) for ours, exact in zip(found, best, strict=True)]))


def row(of: Real, rows: int, folder: Path) -> str:
    """Measure one size and return its line of the table."""
    print(f"{rows:,} vectors …", file=sys.stderr)
    owner, dimensions = make(of, rows, folder), of.vectors.shape[1]
    best = nearest(mapped(folder, dimensions), owner, of.questions)
    made = _fresh(built, folder, owner, dimensions)
    told = _fresh(asked, folder, int(owner[-1]) + 1, of.questions)
    p50, p95 = np.quantile(told.milliseconds, (0.5, 0.95))
    return (
        f"| {len(owner):,} | {layout(len(owner))} | {made.seconds:.0f} s | {made.memory_mb:,.0f} MB "
        f"| {made.disk_mb:,.0f} MB | {told.resident_mb:,.0f} MB ({told.mapped_mb:,.0f} mapped) "
        f"| {p50:.1f} ms | {p95:.1f} ms | {recall(told.found, best):.3f} |"
    )


def _fresh(measure: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """Call ``measure`` in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *args, **named).result()


def _memory_mb(kind: str) -> float:
    """Return the memory this process holds: ``VmRSS`` all, ``RssAnon`` its own, ``RssFile`` mapped files (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(kind))


def main() -> None:
    """Measure every size and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description="Measures the vector index by size.")
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of vectors, separated by commas; else {SIZES}")
    parser.add_argument("--cache", type=Path, help="keep the real vectors in this folder between runs")
    given = parser.parse_args()
    pin_threads(THREADS)
    with tempfile.TemporaryDirectory() as folder:
        of = real((given.cache or Path(folder)) / build.CACHE)
        print("| vectors | index | build | its memory | on disk | memory asked | p50 | p95 | recall@10 |")
        print("|---|---|---|---|---|---|---|---|---|", flush=True)
        for rows in map(int, given.sizes.split(",")):
            print(row(of, rows, Path(folder)), flush=True)
    print(
        f"\nMade vectors (see the head of bench/scale.py), {of.vectors.shape[1]} dimensions; {len(of.questions)} real "
        f"questions, embedding them not counted; {THREADS} threads; {platform.machine()}, {os.cpu_count()} CPUs."
    )


if __name__ == "__main__":
    main()
