"""The documents an operator adds: every version in a folder of its own, and a pointer at the one in use.

::

    <data directory>/documents/
    ├── .lock
    └── <id>/
        ├── current                       names the version in use; taken away when the document is removed
        └── 0001-<checksum>/              is never changed once it is there
            ├── text.txt                  the text that offsets count in
            ├── document.toml             the record; ``source`` says which file, and when
            └── original.<ext>            the file itself

A version is written beside its place, forced to the disk, and moved into place in one step; then the pointer is. A
process that dies at any point leaves the version before or the new one, never half of one.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from hoi.corpus.errors import CorpusError, NotHeldError, StorageError
from hoi.corpus.model import Document
from hoi.corpus.store import versions
from hoi.corpus.store.addition import Addition
from hoi.corpus.store.naming import checked, is_identifier
from hoi.corpus.store.versions import Version

DOCUMENTS = "documents"
_ADDING = ".adding-"
_LOCK_SECONDS = 60


class Store:
    """The documents added under one data directory; reading takes no lock, for a version never changes.

    Every method raises ``InputError`` for an id that cannot be one, ``StorageError`` when the directory cannot be
    read, or written where it has to be; what was in use then still is.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._root = data_dir / DOCUMENTS

    def identifiers(self) -> list[str]:
        """Return the ids of the documents in use: added, and not removed since."""
        return [each for each in self.known() if self.current(each) is not None]

    def known(self) -> list[str]:
        """Return the ids of all documents ever added, those removed among them."""
        try:
            return sorted(each.name for each in self._root.iterdir() if is_identifier(each.name))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise self._unusable(error) from error

    def current(self, identifier: str) -> str | None:
        """Return the name of the version in use, None without one; it is empty when the pointer is damaged."""
        return versions.current(self._folder(identifier))

    def versions(self, identifier: str) -> tuple[Version, ...]:
        """Return the versions of a document, oldest first.

        Raises:
            NotHeldError: no document was added under this id.
        """
        folder = self._folder(identifier)
        current = versions.current(folder)
        found = self._names(identifier)
        if not found:
            raise _not_added(identifier)
        return tuple(versions.describe(folder, name, is_current=name == current) for name in found)

    def named(self, identifier: str, version: str) -> str:
        """Return the name of a version that is given by its name or its number.

        Raises:
            NotHeldError: there is no such version.
        """
        found = [each.name for each in self.versions(identifier)]
        for name in found:
            if version == name or (version.isdecimal() and int(version) == versions.number(name)):
                return name
        raise NotHeldError(
            f"Văn bản {identifier} không có phiên bản “{version}”; các phiên bản hiện có: {', '.join(found)}.",
            f"Document {identifier} has no version “{version}”; its versions are: {', '.join(found)}.",
        )

    def read(self, identifier: str, version: str | None = None) -> Document:
        """Return the version of this name, the one in use by default.

        Raises:
            CorpusError: it is damaged.
        """
        name = (self.current(identifier) or "") if version is None else version
        try:
            return versions.read(self._folder(identifier), name, identifier)
        except (CorpusError, OSError, ValueError) as error:
            raise _damaged(identifier, error.__cause__ or error) from error

    def holds(self, addition: Addition) -> bool:
        """Tell whether the version in use is, in all but its file and the time, what is to be added."""
        same = self._same(addition)
        return same is not None and same == self.current(addition.id)

    def add(self, addition: Addition, now: datetime) -> str:
        """Store ``addition``, put it in use, and return the name of its version.

        Raises:
            InputError: the file is not the one that was read any more.
        """
        folder = self._folder(addition.id)
        with self._locked(), self._scratch() as scratch:
            version = self._same(addition) or versions.write(addition, now, folder, Path(scratch))
            versions.point_at(folder, version)
        return version

    def restore(self, identifier: str, version: str) -> None:
        """Put the version of this name in use."""
        folder = self._folder(identifier)
        with self._locked():
            versions.point_at(folder, version)

    def remove(self, identifier: str) -> str:
        """Take a document out of use; return the name of its version, which stays (empty when it was damaged).

        Raises:
            NotHeldError: no document of this id is in use.
        """
        version = self.current(identifier)
        if version is None:
            raise _not_added(identifier)
        with self._locked():
            versions.point_at_none(self._folder(identifier))
        return version

    def _folder(self, identifier: str) -> Path:
        return self._root / checked(identifier)

    def _names(self, identifier: str) -> list[str]:
        try:
            return versions.names(self._folder(identifier))
        except OSError as error:
            raise self._unusable(error) from error

    def _same(self, addition: Addition) -> str | None:
        """Return the version that holds the same and is whole, or None."""
        for name in self._names(addition.id):
            if versions.is_of(name, addition):
                try:
                    self.read(addition.id, name)
                except CorpusError:
                    continue
                return name
        return None

    def _scratch(self) -> "tempfile.TemporaryDirectory[str]":
        return tempfile.TemporaryDirectory(prefix=_ADDING, dir=self._root, ignore_cleanup_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the directory's lock, and clear away what an interrupted writer left."""
        from filelock import FileLock

        try:
            self._root.mkdir(parents=True, exist_ok=True)
            with FileLock(self._root / ".lock", timeout=_LOCK_SECONDS):
                for left in self._root.glob(f"{_ADDING}*"):
                    shutil.rmtree(left)
                yield
        except OSError as error:  # filelock's time-out is one too
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> StorageError:
        return StorageError(
            f"Không đọc, ghi được thư mục dữ liệu {self._data_dir} ({error}); hãy kiểm tra quyền truy cập hoặc đặt "
            "HOI_DATA_DIR.",
            f"The data directory {self._data_dir} cannot be read or written ({error}); check its permissions or set "
            "HOI_DATA_DIR.",
        )


def _not_added(identifier: str) -> NotHeldError:
    return NotHeldError(
        f"Chưa nạp văn bản nào có mã “{identifier}”; xem các văn bản bằng lệnh: hoi documents",
        f"No document was added as “{identifier}”; list the documents with: hoi documents",
    )


def _damaged(identifier: str, cause: BaseException) -> CorpusError:
    reason = f"{type(cause).__name__}: {cause}"
    return CorpusError(
        f"Văn bản đã nạp “{identifier}” bị hỏng ({reason}); hãy nạp lại, hoặc khôi phục một phiên bản khác, "
        f"xem các phiên bản bằng lệnh: hoi documents --versions {identifier}",
        f"The document “{identifier}” that was added is damaged ({reason}); ingest it again, or restore another "
        f"version, listed by: hoi documents --versions {identifier}",
    )
