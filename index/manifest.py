"""The index on disk: which folder is in use, what it was built from, and whether it is still whole."""

import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hoi.corpus.errors import IndexStateError
from hoi.corpus.library import Library
from hoi.index.encoder import EmbeddedE5
from hoi.index.taught import fingerprint

FORMAT = 7
"""Raised whenever an index written before can no longer be read the same way."""
MANIFEST, CURRENT = "manifest.json", "current"


def expected(library: Library, encoder: str) -> dict[str, Any]:
    """Return what the manifest of an up-to-date index says of its sources."""
    return {
        "format": FORMAT,
        "encoder": encoder or EmbeddedE5.name,
        "documents": {document.id: document.fingerprint for document in library},
        "taught": fingerprint(),
        "versions": {name: version(name) for name in ("faiss-cpu", "numpy", "scipy", "underthesea")},
    }


def write(folder: Path, library: Library, encoder: str, chunks: int, rows: int) -> None:
    """Write the manifest of the index in ``folder``: how much it holds, and a checksum of every file."""
    files = {str(path.relative_to(folder)): digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    manifest = {**expected(library, encoder), "chunks": chunks, "rows": rows, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


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


def make_current(folder: Path) -> None:
    """Point at ``folder`` in one step: a reader sees the index before or this one, never neither."""
    pointer = folder.parent / f".{CURRENT}-{os.getpid()}"
    pointer.write_text(folder.name, encoding="utf-8")
    pointer.replace(folder.parent / CURRENT)


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
    for name, recorded in files.items():
        if digest(folder / name) != recorded:
            raise _damaged(name)
    differing = [key for key, value in expected(library, encoder).items() if manifest.get(key) != value]
    if differing:
        raise IndexStateError(
            f"Chỉ mục đã cũ (khác về: {', '.join(differing)}); hãy chạy: hoi build",
            f"The index is stale (differs in: {', '.join(differing)}); run: hoi build",
        )


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or an empty string if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _damaged(name: str) -> IndexStateError:
    return IndexStateError(
        f"Chỉ mục bị hỏng ({name}); hãy chạy: hoi build", f"The index is damaged ({name}); run: hoi build"
    )
