"""What was worked out once about the shipped documents and examples: a first start embeds nothing and solves nothing.

``passages.npz`` holds the vector of each passage of the shipped documents, half a float a dimension.

``examples.npz`` holds the vector of each example, one byte a dimension and within 0.9999 of what the embedded encoder
returns, and its weight for each owner, half a float each. Both are written by ``make examples`` and checked by tests.
For other texts or another encoder the same is worked out when the index is built.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hoi.index.dense import Scores
from hoi.index.encoder import Vectors

PATH = Path(__file__).with_name("examples.npz")
PASSAGES = Path(__file__).with_name("passages.npz")
_KEY = np.dtype("V32")
_LARGEST = 127


@dataclass(frozen=True, slots=True)
class Learned:
    """The vectors of examples, shape (examples, dimensions), and their weights, shape (examples, owners)."""

    vectors: Vectors
    dual: Scores


@lru_cache(maxsize=1)
def passages() -> dict[bytes, Vectors]:
    """Return the vectors of the shipped documents' passages by the keys of ``cache.key_of``."""
    with np.load(PASSAGES) as file:
        keys, vectors = file["keys"], file["vectors"].astype(np.float32)
    return dict(zip((key.tobytes() for key in keys), vectors, strict=True))


def save_passages(held: dict[bytes, Vectors], path: Path = PASSAGES) -> None:
    """Write what ``passages`` returns."""
    keys = np.frombuffer(b"".join(held), _KEY)
    np.savez_compressed(path, keys=keys, vectors=np.stack(list(held.values())).astype(np.float16))


def load(texts: Sequence[str], owners: Sequence[str], path: Path = PATH) -> Learned | None:
    """Read what ``save`` wrote; None when there is no file, or it is of other examples or owners."""
    if not path.is_file():
        return None
    with np.load(path) as file:
        if file["of"].tobytes() != _digest(texts, owners):
            return None
        return Learned(_vectors(file["codes"]), file["dual"].astype(np.float32))


def rounded(vectors: Vectors) -> Vectors:
    """Return ``vectors`` as they are read back: what is shipped has to be learned from these."""
    return _vectors(_codes(vectors))


def save(texts: Sequence[str], owners: Sequence[str], learned: Learned, path: Path = PATH) -> None:
    """Write what was learned from ``texts`` about ``owners``, both in the order of the arrays."""
    of = np.frombuffer(_digest(texts, owners), np.uint8)
    np.savez_compressed(path, of=of, codes=_codes(learned.vectors), dual=learned.dual.astype(np.float16))


def _codes(vectors: Vectors) -> NDArray[np.int8]:
    scale = _LARGEST / np.abs(vectors).max(axis=1, keepdims=True)
    return np.asarray(np.rint(vectors * scale), np.int8)


def _vectors(codes: NDArray[np.int8]) -> Vectors:
    vectors = codes.astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def _digest(texts: Sequence[str], owners: Sequence[str]) -> bytes:
    return hashlib.sha256("\0".join((*owners, "", *texts)).encode("utf-8")).digest()
