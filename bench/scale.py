"""Measures the whole finder at sizes the documents held do not have: ``python -m bench.scale [--sizes N,N]``.

The provisions are made (``bench/made.py``), beside the shipped ones with the examples of how people ask. Each size is
built in batches as the program builds its own index, but for the embedding, and asked as the program asks, but for the
encoder: vectors, keywords, likeness to examples, fusion, and the hundred hits with their scores. What is found is
compared with the exact ranking: every vector whole, every text's BM25, the same fusion. Building and asking run in
fresh processes.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np

from bench.made import A_DOCUMENT, Maker, Plan, Real, write_vectors
from bench.measure import THREADS, WARM_UP
from hoi.corpus.library import Library
from hoi.index import build
from hoi.index.cache import VectorCache
from hoi.index.chunks import asked_about
from hoi.index.dense import Numbers, Scores, VectorIndex, layout
from hoi.index.encoder import Vectors, for_questions
from hoi.index.examples import ExampleIndex
from hoi.index.fusion import Sides, Weights, fuse
from hoi.index.restore import Restorer
from hoi.index.search import Finder
from hoi.index.sparse import KeywordIndex
from hoi.index.store import ChunkStore
from hoi.index.threads import pin_threads
from hoi.index.view import View

SIZES = "100000"
QUESTIONS, BEST, SHARE = 100, 10, 0.01
"""How many questions are asked, how many hits are compared, and the share of the documents a filter leaves."""
HEADS = (
    "provisions", "vectors", "build", "its memory", "on disk", "memory asked", "p50", "p95", "CPU p50", "recall@10",
    "of 1%: p50", "recall@10",
)  # fmt: skip
_BLOCK = 20_000
_SEED = 7
_VECTORS = "made.f32"

P = ParamSpec("P")
T = TypeVar("T")
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its vector, and the documents it is restricted to when it is asked a second time."""

    text: str
    vector: Vectors
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Built:
    """What building took, the memory of its own it held at most, and what is on disk."""

    seconds: float
    memory_mb: float
    disk_mb: float
    rows: int


@dataclass(frozen=True, slots=True)
class Told:
    """How long each search took, whole (in CPU too) and restricted, what each found, and the memory: all, mapped."""

    whole_ms: list[float]
    whole_cpu_ms: list[float]
    part_ms: list[float]
    whole: list[list[Place]]
    part: list[list[Place]]
    resident_mb: float
    mapped_mb: float


def made(folder: Path, real: Real, count: int) -> Maker:
    """Write the chunks and the vectors of ``count`` made provisions, after the real ones, into ``folder``."""
    maker = Maker(real, Plan.of(real, count))
    ChunkStore.write(chain(real.chunks, _counted(maker.texts(), count, "written")), folder)
    write_vectors(real, maker, folder / _VECTORS)
    return maker


def questions(real: Real, maker: Maker, plan: Plan, cache: VectorCache) -> list[Asked]:
    """Return real questions, every second one with the place of a provision made from what it asks about."""
    random = np.random.default_rng(_SEED)
    known = [(number, each) for number in real.parents.tolist() for each in real.chunks[number].questions]
    documents = -(-len(plan.first) // A_DOCUMENT)
    found: list[Asked] = []
    for n, (number, said) in enumerate(known[:: -(-len(known) // QUESTIONS)]):
        place = maker.place(int(random.choice(np.flatnonzero(plan.first == number))))
        text = f"{said.rstrip('?')} ở {place}?" if n % 2 else said
        kept = random.choice(documents, max(1, round(documents * SHARE)), replace=False)
        vector = cache.vectors([text], as_questions=True)[0]
        found.append(Asked(text, vector, frozenset(f"made-{each}" for each in kept)))
    return found


def built(folder: Path, lengths: Numbers, dimensions: int) -> Built:
    """Index what ``made`` wrote; ``lengths`` are the rows of each chunk."""
    held: list[float] = []

    def told(done: int, total: int) -> None:
        held.append(_memory_mb("RssAnon"))
        print(f"\rindexed {done:,} of {total:,} vectors", end="\n" if done == total else "", file=sys.stderr)

    started = time.perf_counter()
    vectors = np.memmap(folder / _VECTORS, np.float32, "r").reshape(-1, dimensions)
    owners = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    VectorIndex.build(vectors, owners, len(lengths), told).save(folder / build.PASSAGES)
    store = ChunkStore(folder)
    for language in build.LANGUAGES:
        texts = _watched((chunk.whole for chunk in store if chunk.language == language), held)
        KeywordIndex.build(texts, language, folder / language)
    Restorer.learn(build.vietnamese(store)).save(folder / build.RESTORER)
    seconds = time.perf_counter() - started
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name != _VECTORS)
    return Built(seconds, max(held), disk / 1e6, len(vectors))


def told(folder: Path, asked: list[Asked]) -> Told:
    """Ask every question, of all and of its documents."""
    known = {each.text: each.vector for each in asked}
    finder = Finder(folder, known.__getitem__, THREADS)
    for each in asked[:WARM_UP]:
        finder.search(each.text, "vi")
    whole = [_timed(finder, each.text, None) for each in asked]
    resident, mapped = _memory_mb("VmRSS"), _memory_mb("RssFile")
    part = [_timed(finder, each.text, each.documents) for each in asked]
    return Told(
        [ms for ms, _, _ in whole],
        [cpu for _, cpu, _ in whole], [ms for ms, _, _ in part],
        [hits for _, _, hits in whole], [hits for _, _, hits in part], resident, mapped,
    )  # fmt: skip


def exact(folder: Path, lengths: Numbers, asked: list[Asked]) -> tuple[list[list[Place]], list[list[Place]]]:
    """Return what the exact ranking finds, for each question, of all and of its documents."""
    store, examples = ChunkStore(folder), ExampleIndex.load(folder / build.EXAMPLES)
    about = asked_about(store[number] for number in store.asked)
    view = View(folder, store, about, "vi")
    cosines = exact_cosines(folder, lengths, np.stack([each.vector for each in asked]))[:, view.numbers]
    whole: list[list[Place]] = []
    part: list[list[Place]] = []
    for each, of_question in zip(asked, cosines, strict=True):
        everything = np.arange(len(view))
        likeness = examples.scores(each.vector, each.text, "vi")
        sides = Sides(of_question, view.texts.scores(each.text), view.asked(likeness, everything), view.untaught)
        whole.append(_best(store, view, sides, everything))
        among = view.among(each.documents)
        part.append(_best(store, view, sides, everything if among is None else among))
    return whole, part


def exact_cosines(folder: Path, lengths: Numbers, asked: Vectors) -> Scores:
    """Return the mean of each chunk's first and best cosine by plain arithmetic, shape ``(questions, chunks)``."""
    vectors = np.memmap(folder / _VECTORS, np.float32, "r").reshape(-1, asked.shape[1])
    ends = np.concatenate(([0], np.cumsum(lengths)))
    found = np.empty((len(asked), len(lengths)), np.float32)
    for start in range(0, len(lengths), _BLOCK):
        stop = min(start + _BLOCK, len(lengths))
        cosines = vectors[ends[start] : ends[stop]] @ asked.T
        firsts = ends[start:stop] - ends[start]
        found[:, start:stop] = ((cosines[firsts] + np.maximum.reduceat(cosines, firsts)) / 2).T
    return found


def _best(store: ChunkStore, view: View, sides: Sides, places: Numbers) -> list[Place]:
    of_places = Sides(sides.cosines[places], sides.keywords[places], sides.asked[places], sides.untaught[places])
    best = places[np.argsort(-fuse(of_places, Weights()), kind="stable")[:BEST]]
    numbers = view.numbers[best].tolist()
    return [(store.document(number), store.locator(number)) for number in numbers]


def _timed(finder: Finder, text: str, documents: frozenset[str] | None) -> tuple[float, float, list[Place]]:
    started, cpu = time.perf_counter(), time.process_time()
    hits = finder.search(text, "vi", documents=documents).hits
    taken, cpu = time.perf_counter() - started, time.process_time() - cpu
    return taken * 1000, cpu * 1000, [(hit.document, hit.locator) for hit in hits[:BEST]]


def recall(found: list[list[Place]], best: list[list[Place]]) -> float:
    """Return the share of the best that were found.

    >>> recall([[("a", "1"), ("a", "2")], [("b", "1")]], [[("a", "2"), ("a", "1")], [("b", "2")]])
    0.5
    """
    return float(np.mean([len(set(ours) & set(exact)) / len(exact) for ours, exact in zip(found, best, strict=True)]))


def row(shipped: Path, real: Real, count: int, folder: Path, cache: VectorCache) -> str:
    """Measure one size and return its line of the table."""
    shutil.copytree(shipped / build.EXAMPLES, folder / build.EXAMPLES)
    maker, plan = made(folder, real, count), Plan.of(real, count)
    lengths = np.concatenate((real.lengths, real.lengths[plan.first]))
    asked = questions(real, maker, plan, cache)
    index = _fresh(built, folder, lengths, real.vectors.shape[1])
    found = _fresh(told, folder, asked)
    whole, part = _fresh(exact, folder, lengths, asked)
    p50, p95 = np.quantile(found.whole_ms, (0.5, 0.95))
    cells = (
        f"{len(lengths):,}", f"{index.rows:,}, {layout(index.rows)}", f"{index.seconds:.0f} s",
        f"{index.memory_mb:,.0f} MB", f"{index.disk_mb:,.0f} MB",
        f"{found.resident_mb:,.0f} MB ({found.mapped_mb:,.0f} mapped)", f"{p50:.1f} ms", f"{p95:.1f} ms",
        f"{np.median(found.whole_cpu_ms):.1f} ms",
        f"{recall(found.whole, whole):.3f}", f"{np.median(found.part_ms):.1f} ms", f"{recall(found.part, part):.3f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _counted(of: Iterator[T], total: int, done: str) -> Iterator[T]:
    for number, each in enumerate(of, start=1):
        if number % _BLOCK == 0 or number == total:
            print(f"\r{done} {number:,} of {total:,}", end="\n" if number == total else "", file=sys.stderr)
        yield each


def _watched(texts: Iterator[str], held: list[float]) -> Iterator[str]:
    """Yield ``texts``, noting the memory held now and then."""
    for number, text in enumerate(texts):
        if number % _BLOCK == 0:
            held.append(_memory_mb("RssAnon"))
            print(f"\rread {number:,} texts", end="", file=sys.stderr)
        yield text
    print(file=sys.stderr)
    held.append(_memory_mb("RssAnon"))


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
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description="Measures the finder by size.")
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of made provisions, by commas; else {SIZES}")
    parser.add_argument("--cache", type=Path, help="keep vectors and the shipped index in this folder between runs")
    given = parser.parse_args()
    pin_threads(THREADS)
    with tempfile.TemporaryDirectory() as temporary:
        data_dir = given.cache or Path(temporary) / "shipped"
        shipped = build.build(Library.shipped(), data_dir)
        with VectorCache(data_dir / "index" / build.CACHE, for_questions()) as cache:
            real = Real.read(cache)
            print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}", flush=True)
            for count in map(int, given.sizes.split(",")):
                folder = Path(temporary) / str(count)
                folder.mkdir()
                print(row(shipped, real, count, folder, cache), flush=True)
                shutil.rmtree(folder)
    print(
        f"\nMade provisions (see the head of bench/made.py); at most {QUESTIONS} questions, embedding them not counted;"
        f" {THREADS} threads; {platform.machine()}, {os.cpu_count()} CPUs."
    )


if __name__ == "__main__":
    main()
