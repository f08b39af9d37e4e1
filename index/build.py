"""Building the index: embed, index, write a manifest, and put the whole in place in one step."""

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout

from hoi.corpus.errors import IndexStateError, StorageError
from hoi.corpus.library import Library
from hoi.index.cache import VectorCache
from hoi.index.chunks import Chunk, chunks
from hoi.index.dense import VectorIndex
from hoi.index.encoder import EmbeddedE5, Encoder, Vectors, for_documents
from hoi.index.sparse import KeywordIndex
from hoi.index.words import Language

FORMAT = 1
"""Raised whenever an index written before can no longer be read the same way."""
MANIFEST, CHUNKS, CURRENT, CACHE = "manifest.json", "chunks.json", "current", "vectors.sqlite"
LANGUAGES: tuple[Language, ...] = ("vi", "en")
_BATCH = 16
_LOCK_SECONDS = 600

Progress = Callable[[int, int], None]
"""Called with how many passages are embedded and how many there are."""


def expected(library: Library, encoder: str) -> dict[str, Any]:
    """Return what the manifest of an up-to-date index says of its sources."""
    return {
        "format": FORMAT,
        "encoder": encoder or EmbeddedE5.name,
        "documents": {document.id: document.fingerprint for document in library},
        "versions": {name: version(name) for name in ("bm25s", "faiss-cpu", "numpy")},
    }


def build(library: Library, data_dir: Path, encoder: str = "", progress: Progress = lambda *_: None) -> Path:
    """Build the index under ``data_dir`` and return its folder; what was there stays until the new one is whole.

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
            return _put_in_place(folder, root)
    except (OSError, sqlite3.Error, Timeout) as error:
        raise StorageError(
            f"Không ghi được vào thư mục dữ liệu {data_dir} ({error}); hãy kiểm tra quyền ghi hoặc đặt HOI_DATA_DIR.",
            f"The data directory {data_dir} cannot be written ({error}); check its permissions or set HOI_DATA_DIR.",
        ) from error


def current(data_dir: Path) -> Path:
    """Return the folder of the index in use.

    Raises:
        IndexStateError: no index has been built, or the pointer to it is damaged.
    """
    root = data_dir / "index"
    try:
        name = (root / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        name = ""
    if not name or Path(name).name != name or not (root / name / MANIFEST).is_file():
        raise IndexStateError(
            f"Chưa có chỉ mục trong {root}; hãy chạy: hoi build", f"There is no index in {root}; run: hoi build"
        )
    return root / name


def check(folder: Path, library: Library, encoder: str) -> None:
    """Make sure the index in ``folder`` is whole and was built from this corpus with this encoder.

    Raises:
        IndexStateError: it is damaged, or stale; the sentence names what differs.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(MANIFEST) from error
    for name, digest in files.items():
        if _digest(folder / name) != digest:
            raise _damaged(name)
    differing = [key for key, value in expected(library, encoder).items() if manifest.get(key) != value]
    if differing:
        raise IndexStateError(
            f"Chỉ mục đã cũ (khác về: {', '.join(differing)}); hãy chạy: hoi build",
            f"The index is stale (differs in: {', '.join(differing)}); run: hoi build",
        )


def read_chunks(folder: Path) -> list[Chunk]:
    """Return the chunks of the index in ``folder``, in the order of its scores."""
    rows = json.loads((folder / CHUNKS).read_text(encoding="utf-8"))
    return [Chunk(**{**row, "pieces": tuple(row["pieces"])}) for row in rows]


def _write(library: Library, folder: Path, cache: Path, encoder_name: str, progress: Progress) -> None:
    encoder = for_documents(encoder_name)
    found = list(chunks(library))
    vectors, chunk_of_row = _embed(found, encoder, cache, progress)
    VectorIndex.build(vectors, chunk_of_row).save(folder)
    for language in LANGUAGES:
        texts = [chunk.whole for chunk in found if chunk.language == language]
        KeywordIndex.build(texts, language).save(folder / language)
    rows = [{name: getattr(chunk, name) for name in Chunk.__slots__} for chunk in found]
    (folder / CHUNKS).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    files = {str(path.relative_to(folder)): _digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    manifest = {**expected(library, encoder_name), "chunks": len(found), "rows": len(vectors), "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def _embed(
    found: list[Chunk], encoder: Encoder, cache: Path, progress: Progress
) -> tuple[Vectors, np.ndarray[Any, np.dtype[np.int32]]]:
    passages = [(number, text) for number, chunk in enumerate(found) for text in chunk.passages()]
    texts = [text for _, text in passages]
    batches: list[Vectors] = [np.empty((0, encoder.dimensions), np.float32)]
    with VectorCache(cache, encoder) as held:
        for start in range(0, len(texts), _BATCH):
            batches.append(held.passages(texts[start : start + _BATCH]))
            progress(min(start + _BATCH, len(texts)), len(texts))
    return np.concatenate(batches), np.array([number for number, _ in passages], np.int32)


def _put_in_place(folder: Path, root: Path) -> Path:
    """Name the finished folder by its manifest, point ``current`` at it, and drop the others."""
    name = f"{_digest(folder / MANIFEST)[:12]}-{folder.name[-6:]}"
    final = root / name
    folder.chmod(0o755)
    folder.rename(final)
    pointer = root / f".{CURRENT}-{os.getpid()}"
    pointer.write_text(name, encoding="utf-8")
    pointer.replace(root / CURRENT)
    _drop(each for each in root.iterdir() if each.is_dir() and each.name != name and not each.name.startswith("."))
    return final


def _drop(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _damaged(name: str) -> IndexStateError:
    return IndexStateError(
        f"Chỉ mục bị hỏng ({name}); hãy chạy: hoi build", f"The index is damaged ({name}); run: hoi build"
    )
