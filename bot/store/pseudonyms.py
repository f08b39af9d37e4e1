"""People and chats under keyed hashes: what is stored about somebody names nobody, not even to who reads the file."""

import contextlib
import hmac
import os
import secrets
from pathlib import Path

from hoi.corpus.errors import StorageError

FILE = "pseudonyms.key"
_BYTES = 32
_SHOWN = 32
"""Hex digits of a pseudonym: 128 bits, so that no two people share one."""


class Pseudonyms:
    """Names people and chats by HMAC-SHA256 (RFC 2104) under a key that never leaves the data directory.

    >>> names = Pseudonyms(bytes(32))
    >>> names.of("user", 42) == names.of("user", 42) != names.of("chat", 42)
    True
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def open(cls, data_dir: Path) -> "Pseudonyms":
        """Return the pseudonyms of this data directory; the first time, make its key, readable by its owner alone.

        Raises:
            StorageError: the key cannot be read or written.
        """
        path = data_dir / FILE
        try:
            if not path.exists():
                _make(path)
            key = path.read_bytes()
        except OSError as error:
            raise _unusable(path) from error
        if len(key) != _BYTES:
            raise _unusable(path)
        return cls(key)

    def of(self, kind: str, number: int) -> str:
        """Return the pseudonym of the ``user`` or ``chat`` with this number."""
        return self.named(f"{kind}:{number}")

    def named(self, name: str) -> str:
        """Return the pseudonym of what has this whole name, such as ``chat:42``."""
        return self.derive(name)[:_SHOWN]

    def derive(self, purpose: str) -> str:
        """Return a secret of 64 hex digits for ``purpose``, always the same in this data directory."""
        return hmac.new(self._key, purpose.encode("utf-8"), "sha256").hexdigest()


def _make(path: Path) -> None:
    """Write a new key; whole or not at all, and never over one that another process made meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def _unusable(path: Path) -> StorageError:
    return StorageError(
        f"Không đọc hoặc ghi được khóa {path}; hãy kiểm tra quyền truy cập thư mục dữ liệu (HOI_DATA_DIR).",
        f"The key {path} cannot be read or written; please check the rights of the data directory (HOI_DATA_DIR).",
    )
