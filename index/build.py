"""Building the index: embed, index, describe, and put the whole in place in one step."""

import shutil
import sqlite3
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, repeat
from pathlib import Path
from typing import IO

import numpy as np
from filelock import FileLock, Timeout

from hoi.corpus.errors import IndexStateError, StorageError
from hoi.corpus.library import Library
from hoi.corpus.normalise import fold
from hoi.index import manifest, shipped
from hoi.index.cache import VectorCache
from hoi.index.chunks import Chunk, asked_about, chunks
from hoi.index.dense import VectorIndex
from hoi.index.encoder import EmbeddedE5, Encoder, Vectors, for_documents
from hoi.index.examples import Example, ExampleIndex
from hoi.index.restore import Restorer
from hoi.index.sparse import KeywordIndex
from hoi.index.store import ChunkStore
from hoi.index.taught import (
    FIELDS,
    REASONS,
    OfRecord,
    Together,
    Unanswered,
    read_fields,
    read_phrases,
    read_together,
    read_unanswered,
)
from hoi.index.words import Language

CACHE = "vectors.sqlite"
PASSAGES, EXAMPLES, RESTORER = "passages", "examples", "restorer.npz"
LANGUAGES: tuple[Language, ...] = ("vi", "en")
_BATCH = 16
_LOCK_SECONDS = 600
_TAUGHT_BY = 20_000
"""Chunks that the restorer learns from at most, evenly picked; it knows the syllables of ten thousand texts well."""


@dataclass(frozen=True, slots=True)
class Taught:
    """Examples, and the names of the owners that they know by their places."""

    owners: list[str]
    examples: list[Example]

    @property
    def texts(self) -> list[str]:
        """The examples' texts."""
        return [each.text for each in self.examples]


Progress = Callable[[int, int], None]
"""Called with how many texts are embedded and how many there are."""


def build(library: Library, data_dir: Path, encoder: str = "", progress: Progress = lambda *_: None) -> Path:
    """Build the index under ``data_dir`` and return its folder; what was there stays until the new one is whole.

    The vectors wait on disk for their index, so that of many only the compressed ones are in memory.

    Raises:
        StorageError: the directory cannot be written.
        IndexStateError: the encoder cannot be loaded.
    """
    try:
        root = data_dir / "index"
        root.mkdir(parents=True, exist_ok=True)
        with FileLock(root / ".lock", timeout=_LOCK_SECONDS):
            _drop(root.glob(".building-*"))  # what an interrupted build left
            folder = Path(tempfile.mkdtemp(prefix=".building-", dir=root))
            _write(library, folder, root / CACHE, encoder, progress)
            return _put_in_place(folder, data_dir)
    except (OSError, sqlite3.Error, Timeout) as error:
        raise StorageError(
            f"Không ghi được vào thư mục dữ liệu {data_dir} ({error}); hãy kiểm tra quyền ghi hoặc đặt HOI_DATA_DIR.",
            f"The data directory {data_dir} cannot be written ({error}); check its permissions or set HOI_DATA_DIR.",
        ) from error


class _Embedder:
    """Embeds texts batch by batch, each batch kept as soon as it is there."""

    def __init__(self, folder: Path, cache: VectorCache, encoder: Encoder, total: int, progress: Progress) -> None:
        self._folder = folder
        self._cache = cache
        self._encoder = encoder
        self._total = total
        self._done = 0
        self._progress = progress

    def index(self, found: ChunkStore) -> VectorIndex:
        """Return the index of the passages of all chunks; each chunk owns its own."""
        owners = array("i")
        texts = (text for number, chunk in enumerate(found) for text in _noted(chunk.passages(), number, owners))
        vectors = self._vectors(texts, as_questions=False)
        return VectorIndex.build(vectors, np.array(owners, np.int32), len(found))

    def learn(self, taught: Taught) -> ExampleIndex:
        """Return what examples teach: as shipped with the program, else embedded and solved for."""
        if self._encoder.name == EmbeddedE5.name and (held := as_shipped(taught)) is not None:
            self._done += len(taught.examples)
            self._progress(self._done, self._total)
            return held
        vectors = self._vectors(taught.texts, as_questions=True)
        return ExampleIndex.build(taught.examples, np.asarray(vectors), len(taught.owners))

    def _vectors(self, texts: Iterable[str], *, as_questions: bool) -> Vectors:
        left, rows = iter(texts), 0
        with tempfile.TemporaryFile(dir=self._folder) as file:
            while batch := list(islice(left, _BATCH)):
                file.write(self._cache.vectors(batch, as_questions=as_questions).tobytes())
                rows += len(batch)
                self._done += len(batch)
                self._progress(self._done, self._total)
            return _mapped(file, (rows, self._encoder.dimensions))


def _noted(texts: list[str], number: int, owners: "array[int]") -> list[str]:
    """Return ``texts``, and note whose they are."""
    owners.extend(repeat(number, len(texts)))
    return texts


def _mapped(file: IO[bytes], shape: tuple[int, int]) -> Vectors:
    file.flush()
    return np.memmap(file, np.float32, "r", shape=shape) if shape[0] else np.empty(shape, np.float32)


def _write(library: Library, folder: Path, cache: Path, encoder_name: str, progress: Progress) -> None:
    encoder = for_documents(encoder_name)
    found = ChunkStore.write(chunks(library), folder)
    taught = examples(found[number] for number in found.asked)
    total = sum(len(chunk.passages()) for chunk in found) + len(taught.examples)
    with VectorCache(cache, encoder, shipped.passages()) as held:
        embedder = _Embedder(folder, held, encoder, total, progress)
        embedder.index(found).save(folder / PASSAGES)
        embedder.learn(taught).save(folder / EXAMPLES)
    for language in LANGUAGES:
        KeywordIndex.build((chunk.whole for chunk in found if chunk.language == language), language, folder / language)
    Restorer.learn(vietnamese(found)).save(folder / RESTORER)
    manifest.write(folder, library, encoder_name, len(found), total)


def as_shipped(taught: Taught) -> ExampleIndex | None:
    """Return what is shipped about the owners of ``taught``; None when it has examples that are not shipped.

    Examples of a provision that is no longer held stay: they tell what their questions are not about.
    """
    every = examples(chunks(Library.shipped()))
    held = shipped.load(every.texts, every.owners)
    if held is None or not set(taught.texts) <= set(every.texts):
        return None
    learned = ExampleIndex.build(every.examples, held.vectors, len(every.owners), held.dual)
    places = {owner: place for place, owner in enumerate(every.owners)}
    return learned.of([places.get(owner) for owner in taught.owners])


def examples(found: Iterable[Chunk]) -> Taught:
    """Return how people ask: about each chunk, about several together, and about what stands nowhere."""
    asked = [chunk for chunk in found if chunk.questions]
    owners = [*(f"{document}:{locator}" for document, locator in asked_about(asked)), *REASONS, *FIELDS]
    return Taught(owners, list(_examples(asked, {owner: place for place, owner in enumerate(owners)})))


def _examples(found: Iterable[Chunk], places: dict[str, int]) -> Iterator[Example]:
    for chunk in found:
        for text in chunk.questions:
            yield Example(text, chunk.language, (places[f"{chunk.document}:{chunk.locator}"],))
    for each in read_together():
        owners = [f"{document}:{locator}" for document, locator in each.provisions]
        if places.keys() >= set(owners):  # else a document was taken out, or has a new text
            yield Example(each.text, each.language, tuple(places[owner] for owner in owners))
    for other in read_unanswered():
        yield Example(other.text, other.language, (places[other.reason],))
    for record in read_fields():
        yield Example(record.text, record.language, (places[record.field],))


def vietnamese(found: ChunkStore) -> Iterator[str]:
    """Yield the texts that teach how questions are meant: chunks, evenly thinned, and examples with their marks."""
    numbers = [number for run in found.runs if run.language == "vi" for number in range(run.start, run.end)]
    picked = numbers[:: -(-len(numbers) // _TAUGHT_BY) or 1]
    for chunk in map(found.__getitem__, sorted({*picked, *found.asked})):
        if chunk.language == "vi":
            yield from (chunk.whole, *chunk.questions)
    for other in chain[Unanswered | OfRecord | Together](read_unanswered(), read_fields(), read_together()):
        if other.language == "vi" and fold(other.text) != other.text.lower():
            yield other.text
    yield from read_phrases()


def _put_in_place(folder: Path, data_dir: Path) -> Path:
    """Name the finished folder by its manifest and make it the current one.

    The one before it stays, for a process that was about to open it; older ones go.
    """
    try:
        before = manifest.current(data_dir)
    except IndexStateError:
        before = None
    final = folder.with_name(f"{manifest.digest(folder / manifest.MANIFEST)[:12]}-{folder.name[-6:]}")
    folder.chmod(0o755)
    folder.rename(final)
    manifest.make_current(final)
    _drop(
        each
        for each in final.parent.iterdir()
        if each.is_dir() and each not in (final, before) and not each.name.startswith(".")
    )
    return final


def _drop(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
