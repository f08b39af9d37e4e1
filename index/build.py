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
from hoi.index.unanswered import REASONS, fingerprint, read_unanswered
from hoi.index.words import Language

FORMAT = 2
"""Raised whenever an index written before can no longer be read the same way."""
MANIFEST, CHUNKS, CURRENT, CACHE = "manifest.json", "chunks.json", "current", "vectors.sqlite"
PASSAGES, QUESTIONS, UNANSWERED = "passages", "questions", "unanswered"
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
        "unanswered": fingerprint(),
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
    return [Chunk(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}) for row in rows]


def _write(library: Library, folder: Path, cache: Path, encoder_name: str, progress: Progress) -> None:
    encoder = for_documents(encoder_name)
    found = list(chunks(library))
    unanswered = list(read_unanswered())
    rows = {
        PASSAGES: [(number, text) for number, chunk in enumerate(found) for text in chunk.passages()],
        QUESTIONS: [(number, text) for number, chunk in enumerate(found) for text in chunk.questions],
        UNANSWERED: [(REASONS.index(each.reason), each.text) for each in unanswered],
    }
    counts = {PASSAGES: len(found), QUESTIONS: len(found), UNANSWERED: len(REASONS)}
    total = sum(len(each) for each in rows.values())
    with VectorCache(cache, encoder) as held:
        for name, owned in rows.items():
            before = sum(len(rows[each]) for each in list(rows)[: list(rows).index(name)])
            vectors = _embed(held, owned, encoder, name != PASSAGES, lambda n, before=before: progress(before + n, total))
            owners = np.array([owner for owner, _ in owned], np.int32)
            VectorIndex.build(vectors, owners, counts[name]).save(folder / name)
    for language in LANGUAGES:
        of_language = [chunk for chunk in found if chunk.language == language]
        KeywordIndex.build([chunk.whole for chunk in of_language], language).save(folder / language)
        KeywordIndex.build([" ".join(chunk.questions) for chunk in of_language], language).save(folder / f"{language}-asked")
    _describe(library, folder, encoder_name, found, total)


def _describe(library: Library, folder: Path, encoder_name: str, found: list[Chunk], rows: int) -> None:
    """Write the chunks, and the manifest with a checksum of every file."""
    table = [{name: getattr(chunk, name) for name in Chunk.__slots__} for chunk in found]
    (folder / CHUNKS).write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    files = {str(path.relative_to(folder)): _digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    manifest = {**expected(library, encoder_name), "chunks": len(found), "rows": rows, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def _embed(
    held: VectorCache, owned: list[tuple[int, str]], encoder: Encoder, as_questions: bool, progress: Callable[[int], None]
) -> Vectors:
    texts = [text for _, text in owned]
    batches: list[Vectors] = [np.empty((0, encoder.dimensions), np.float32)]
    for start in range(0, len(texts), _BATCH):
        batches.append(held.vectors(texts[start : start + _BATCH], as_questions=as_questions))
        progress(min(start + _BATCH, len(texts)))
    return np.concatenate(batches)


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
