"""The vectors of the shipped examples, embedded once: a first start need not embed sixteen thousand questions.

One byte a dimension (``examples.npz``, written by ``make vectors``): each vector within 0.9999 of what the embedded
encoder returns, which a test checks. Examples that are not in the file are embedded when the index is built.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hoi.index.encoder import Vectors

PATH = Path(__file__).with_name("examples.npz")
_LARGEST = 127


class ShippedVectors:
    """Vectors of questions by their text."""

    def __init__(self, keys: NDArray[np.uint64], codes: NDArray[np.int8]) -> None:
        self._places = {key: place for place, key in enumerate(keys.tolist())}
        self._codes = codes

    @classmethod
    def load(cls, path: Path = PATH) -> "ShippedVectors":
        """Read what ``save`` wrote; without the file, no text has a vector."""
        if not path.is_file():
            return cls(np.zeros(0, np.uint64), np.zeros((0, 0), np.int8))
        with np.load(path) as file:
            return cls(file["keys"], file["codes"])

    def get(self, text: str) -> Vectors | None:
        """Return the vector of a question, of length 1, or None when it is not in the file."""
        place = self._places.get(_key(text))
        if place is None:
            return None
        vector = self._codes[place].astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


def save(texts: Sequence[str], vectors: Vectors, path: Path = PATH) -> None:
    """Write the vectors of ``texts``, shape ``(len(texts), dimensions)``, in the order of their keys."""
    keys = np.array([_key(text) for text in texts], np.uint64)
    keys, order = np.unique(keys, return_index=True)
    scale = _LARGEST / np.abs(vectors).max(axis=1, keepdims=True)
    codes = np.rint(vectors * scale).astype(np.int8)
    np.savez(path, keys=keys, codes=codes[order])


def _key(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:8], "big")
