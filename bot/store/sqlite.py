"""The store in one file: SQLite, one writer thread, everything that waits committed at once.

WAL with ``synchronous=FULL``: a commit that returned survives a killed process and a lost supply of power. What is
erased is overwritten in the file (``secure_delete``), and in the log beside it when that is emptied: ``scrub``.
"""

import asyncio
import contextlib
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hoi.bot.store import Result, Row
from hoi.bot.store.schema import migrate
from hoi.corpus.errors import ConflictError, StorageError

FILE = "state.sqlite3"
LOCK_SECONDS = 10.0
"""Seconds to wait for another process that writes, such as ``hoi feedback`` beside the service."""
TOGETHER = 64
"""Transactions committed at once at most: the disk is asked once for all of them."""

_log = logging.getLogger(__name__)


class SqliteTransaction:
    """A transaction of a SQLite connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Run one statement and return its rows."""
        return self._connection.execute(sql, tuple(values)).fetchall()


@dataclass(frozen=True, slots=True)
class _Work:
    """One transaction to run and the promise of its result; ``scrubs`` has the log emptied after the commit."""

    run: Callable[[SqliteTransaction], Any]
    done: "Future[Any]"
    scrubs: bool = False


class SqliteStore:
    """A ``Store`` in one file; ``open`` makes or upgrades it.

    Transactions run one after another on a thread of their own. Those that wait are committed together, each under a
    savepoint, so that one that fails takes none of the others with it; none is reported done before the commit.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._works: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._loop, name="hoi-store", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, data_dir: Path) -> "SqliteStore":
        """Open the store in this data directory.

        Raises:
            StorageError: it cannot be read or written, or is no store.
        """
        path = data_dir / FILE
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            connection = _connected(path)
            with _whole(connection):
                migrate(SqliteTransaction(connection))
        except (OSError, sqlite3.Error) as error:
            raise _unusable(path) from error
        return cls(connection)

    async def run(self, work: Callable[[SqliteTransaction], Result]) -> Result:
        """Run ``work`` in one transaction and return its result once that is on the disk.

        Raises:
            ConflictError: ``work`` contradicts what is stored.
            StorageError: the file cannot be read or written, or the store is closed.
        """
        return await self._given(work)

    async def scrub(self) -> None:
        """Write the log back into the file and empty it: what was erased before is in neither any more.

        While another process reads, or where the disk fails, the log is emptied by a later call.

        Raises:
            StorageError: as ``run``.
        """
        await self._given(lambda _: None, scrubs=True)

    async def _given(self, work: Callable[[SqliteTransaction], Result], *, scrubs: bool = False) -> Result:
        if self._closed:
            raise StorageError("Kho dữ liệu đã đóng.", "The store is closed.")
        done: Future[Result] = Future()
        self._works.put(_Work(work, done, scrubs))
        try:
            # Shielded: the transaction happens whether or not somebody still waits for it.
            return await asyncio.shield(asyncio.wrap_future(done))
        except sqlite3.IntegrityError as error:
            raise ConflictError(
                "Nội dung cần ghi mâu thuẫn với dữ liệu đã có nên chưa được ghi.",
                "What was to be stored contradicts what is stored, so it was not stored.",
            ) from error
        except sqlite3.Error as error:
            raise StorageError(
                "Không ghi được dữ liệu của chương trình; hãy kiểm tra đĩa và thư mục dữ liệu (HOI_DATA_DIR).",
                "The program's state cannot be written; please check the disk and the data directory (HOI_DATA_DIR).",
            ) from error

    async def close(self) -> None:
        """Commit what was given and close the file."""
        if not self._closed:
            self._closed = True
            self._works.put(None)
            await asyncio.to_thread(self._thread.join)

    def _loop(self) -> None:
        with contextlib.closing(self._connection):
            while (first := self._works.get()) is not None:
                works, last = self._waiting(first)
                self._commit(works)
                if last:
                    return

    def _waiting(self, first: _Work) -> tuple[list[_Work], bool]:
        """Return ``first`` and what waits behind it, and whether the end is among that."""
        works = [first]
        with contextlib.suppress(queue.Empty):
            while len(works) < TOGETHER:
                work = self._works.get_nowait()
                if work is None:
                    return works, True
                works.append(work)
        return works, False

    def _commit(self, works: list[_Work]) -> None:
        told: list[Callable[[], None]] = []
        try:
            with _whole(self._connection):
                told = [_attempted(self._connection, work) for work in works]
        except sqlite3.Error as error:
            for work in works:
                work.done.set_exception(error)
        else:
            if any(work.scrubs for work in works):
                _empty_log(self._connection)
            for tell in told:
                tell()


def _attempted(connection: sqlite3.Connection, work: _Work) -> Callable[[], None]:
    """Run one work under a savepoint and return what tells of its outcome, for after the commit."""
    connection.execute("SAVEPOINT one")
    try:
        result = work.run(SqliteTransaction(connection))
    except Exception as error:  # noqa: BLE001 - it belongs to whoever gave the work, and is raised there
        connection.execute("ROLLBACK TO one")
        failure = error
        return lambda: work.done.set_exception(failure)
    finally:
        connection.execute("RELEASE one")
    return lambda: work.done.set_result(result)


def _empty_log(connection: sqlite3.Connection) -> None:
    """Write the log back and empty it, as far as nobody else reads it: what was committed is safe either way."""
    try:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        busy = type(error).__name__
    if busy:
        _log.warning("the log of the store could not be emptied; it is tried again later")


@contextlib.contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _connected(path: Path) -> sqlite3.Connection:
    # `isolation_level=None`: transactions begin and end where this module says, nowhere else.
    connection = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")  # what people wrote is overwritten when it goes, not only unlinked
    return connection


def _unusable(path: Path) -> StorageError:
    return StorageError(
        f"Không mở được kho dữ liệu {path}; hãy kiểm tra quyền truy cập thư mục dữ liệu (HOI_DATA_DIR).",
        f"The store {path} cannot be opened; please check the rights of the data directory (HOI_DATA_DIR).",
    )
