"""Vectors already computed, by encoder and text: an interrupted build goes on where it stopped."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from hoi.index.encoder import Encoder, Vectors


class VectorCache:
    """A table of vectors in one SQLite file; a context manager that closes it.

    ``known`` are vectors that need not be computed or kept, by the same keys as in the table.
    """

    def __init__(self, path: Path, encoder: Encoder, known: Mapping[bytes, Vectors] | None = None) -> None:
        self._encoder = encoder
        self._known = known or {}
        try:
            self._connection = _open(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # damaged; what it held can be computed again
            path.unlink()
            self._connection = _open(path)

    def __enter__(self) -> "VectorCache":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def vectors(self, texts: Sequence[str], *, as_questions: bool) -> Vectors:
        """Return the vectors of ``texts``, embedding and keeping those not seen before."""
        keys = [key_of(self._encoder, text, as_questions=as_questions) for text in texts]
        held = {key: vector for key in keys if (vector := self._get(key)) is not None}
        new = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in held]
        embed = self._encoder.queries if as_questions else self._encoder.passages
        for (key, _), vector in zip(new, embed([text for _, text in new]), strict=True):
            held[key] = vector
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)", [(key, held[key].tobytes()) for key, _ in new]
            )
        return np.stack([held[key] for key in keys])

    def _get(self, key: bytes) -> Vectors | None:
        if key in self._known:
            return self._known[key]
        row = self._connection.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        vector = np.frombuffer(row[0], np.float32) if row else None
        return vector if vector is not None and vector.shape == (self._encoder.dimensions,) else None


def key_of(encoder: Encoder, text: str, *, as_questions: bool) -> bytes:
    """Return what the vector of a text is known by."""
    kind = "query" if as_questions else "passage"
    return hashlib.sha256(f"{encoder.name}\0{kind}\0{text}".encode("utf-8", "replace")).digest()


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
