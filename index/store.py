"""The chunks on disk, read one at a time, so that of a million none need be in memory.

``chunks.jsonl`` holds them, ``locators.txt`` their locators alone; beside each stand the places where its lines end.
``runs.json`` names the document and the language of each run of chunks that follow one another.
"""

import json
import mmap
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from hoi.index.chunks import Chunk
from hoi.index.words import Language

_CHUNKS, _LOCATORS, _RUNS, _ASKED = "chunks.jsonl", "locators.txt", "runs.json", "asked.npy"


class Lines:
    """A file of lines, each read when it is asked for."""

    def __init__(self, path: Path) -> None:
        self._ends = np.load(path.with_suffix(".npy"), mmap_mode="r").view(np.ndarray)
        with path.open("rb") as file:  # an empty file cannot be mapped
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self._ends) else b""

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._ends)

    def __getitem__(self, number: int) -> str:
        """Return a line by its number, from 0."""
        start = int(self._ends[number - 1]) if number else 0
        return self._text[start : int(self._ends[number])].decode("utf-8", "surrogatepass")


class _Writer:
    """Writes lines and where each ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] = path.open("wb")
        self._ends = array("q")

    def add(self, line: str) -> None:
        self._file.write(line.encode("utf-8", "surrogatepass"))
        self._ends.append(self._file.tell())

    def close(self) -> None:
        self._file.close()
        np.save(self._path.with_suffix(".npy"), np.frombuffer(self._ends, np.int64) if self._ends else np.zeros(0, int))


@dataclass(frozen=True, slots=True)
class Run:
    """Chunks of one document in one language that follow one another: numbers from ``start`` to before ``end``."""

    document: str
    language: Language
    start: int
    end: int


class ChunkStore:
    """The chunks of an index by their number, from 0; ``asked`` are the numbers of those with known questions."""

    def __init__(self, folder: Path) -> None:
        self._chunks = Lines(folder / _CHUNKS)
        self._locators = Lines(folder / _LOCATORS)
        self.runs = [Run(*row) for row in json.loads((folder / _RUNS).read_text(encoding="utf-8"))]
        self._starts = [run.start for run in self.runs]
        self.asked: list[int] = np.load(folder / _ASKED).tolist()

    @classmethod
    def write(cls, found: Iterable[Chunk], folder: Path) -> "ChunkStore":
        """Write chunks as they come into ``folder``, and open them."""
        chunks, locators = _Writer(folder / _CHUNKS), _Writer(folder / _LOCATORS)
        runs: list[Run] = []
        asked = array("q")
        for number, chunk in enumerate(found):
            chunks.add(json.dumps({name: getattr(chunk, name) for name in Chunk.__slots__}, ensure_ascii=False))
            locators.add(chunk.locator)
            if not runs or (runs[-1].document, runs[-1].language) != (chunk.document, chunk.language):
                runs.append(Run(chunk.document, chunk.language, number, number))
            runs[-1] = Run(chunk.document, chunk.language, runs[-1].start, number + 1)
            if chunk.questions:
                asked.append(number)
        chunks.close()
        locators.close()
        rows = [[run.document, run.language, run.start, run.end] for run in runs]
        (folder / _RUNS).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        np.save(folder / _ASKED, np.array(asked, np.int64))
        return cls(folder)

    def __len__(self) -> int:
        """Return the number of chunks."""
        return len(self._chunks)

    def __getitem__(self, number: int) -> Chunk:
        """Return a chunk by its number."""
        row = json.loads(self._chunks[number])
        return Chunk(**row | {"pieces": tuple(row["pieces"]), "questions": tuple(row["questions"])})

    def __iter__(self) -> Iterator[Chunk]:
        """Yield the chunks in the order of their numbers, each read when it is its turn."""
        return map(self.__getitem__, range(len(self)))

    def document(self, number: int) -> str:
        """Return the document of a chunk by its number."""
        return self.runs[bisect_right(self._starts, number) - 1].document

    def locator(self, number: int) -> str:
        """Return the locator of a chunk by its number, without reading the rest."""
        return self._locators[number]
