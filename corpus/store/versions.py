"""The versions of one added document, in its folder: written whole or not at all, never changed, one of them in use."""

import hashlib
import os
import re
import shutil
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hoi.corpus.errors import InputError
from hoi.corpus.model import Document
from hoi.corpus.record import RECORD, TEXT
from hoi.corpus.record import read as read_folder
from hoi.corpus.store.addition import Addition, digest

CURRENT, ORIGINAL = "current", "original"
_NAME = re.compile(r"(\d{4,})-([0-9a-f]{12})")
_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Version:
    """A stored version: its name, the file it came from, when, and whether it is in use.

    ``file`` and ``ingested_at`` are None when its record is damaged.
    """

    name: str
    file: str | None
    ingested_at: datetime | None
    is_current: bool


def names(folder: Path) -> list[str]:
    """Return the names of the versions in ``folder``, oldest first; none when there is no such folder."""
    try:
        return sorted((each.name for each in folder.iterdir() if _NAME.fullmatch(each.name)), key=number)
    except (FileNotFoundError, NotADirectoryError):
        return []


def number(name: str) -> int:
    """Return the number of a version; they are counted from 1."""
    return int(name.partition("-")[0])


def describe(folder: Path, name: str, *, is_current: bool) -> Version:
    """Return what is known of a version without reading its text."""
    try:
        source = tomllib.loads((folder / name / RECORD).read_text(encoding="utf-8"))["source"]
        return Version(name, str(source["file"]), source["ingested_at"], is_current)
    except (OSError, ValueError, LookupError, TypeError):
        return Version(name, None, None, is_current)


def read(folder: Path, name: str, identifier: str) -> Document:
    """Read a version of the document ``identifier``.

    Raises:
        CorpusError, ValueError, OSError: it is not what was written.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(CURRENT)
    document = read_folder(folder / name)
    content = digest((folder / name / TEXT).read_bytes(), (folder / name / RECORD).read_text(encoding="utf-8"))
    if document.id != identifier or not content.startswith(found[2]):
        raise ValueError(RECORD)
    return document


def is_of(name: str, addition: Addition) -> bool:
    """Tell whether a version by its name holds the same as ``addition``."""
    return name.endswith(f"-{addition.digest[:12]}")


def write(addition: Addition, now: datetime, folder: Path, scratch: Path) -> str:
    """Write a new version in ``scratch``, of the same file system, then move it to ``folder``; return its name.

    Raises:
        OSError: it cannot be written.
        InputError: the file is not the one that was read any more.
    """
    name = f"{max(map(number, names(folder)), default=0) + 1:04}-{addition.digest[:12]}"
    made = scratch / name
    made.mkdir()
    _put(made / TEXT, addition.text.encode("utf-8"))
    _put(made / RECORD, addition.record(now).encode("utf-8"))
    _copy(addition, made / f"{ORIGINAL}{_extension(addition.original)}")
    _sync(made)
    read(scratch, name, addition.id)  # what cannot be read back is not put in place
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)
    made.rename(folder / name)
    _sync(folder)
    return name


def current(folder: Path) -> str | None:
    """Return the name of the version in use, None without one; it is empty when the pointer is damaged."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return ""
    return name if _NAME.fullmatch(name) else ""


def point_at(folder: Path, name: str) -> None:
    """Put a version in use in one step: a reader sees the one before or this one, never neither."""
    pointer = folder / f".{CURRENT}"
    _put(pointer, name.encode("utf-8"))
    pointer.replace(folder / CURRENT)
    _sync(folder)


def point_at_none(folder: Path) -> None:
    """Take the document out of use; its versions stay."""
    (folder / CURRENT).unlink(missing_ok=True)
    _sync(folder)


def _extension(path: Path) -> str:
    extension = path.suffix.lower()
    return extension if _EXTENSION.fullmatch(extension) else ""


def _copy(addition: Addition, path: Path) -> None:
    shutil.copyfile(addition.original, path)
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != addition.sha256:
            raise InputError(
                f"Tệp {addition.original.name} bị thay đổi trong lúc nạp; hãy nạp lại.",
                f"The file {addition.original.name} changed while it was being ingested; ingest it again.",
            )
        os.fsync(file.fileno())


def _put(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Force the names in a folder to the disk, as fsync(2) asks for after a rename."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
