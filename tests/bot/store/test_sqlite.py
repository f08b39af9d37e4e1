import asyncio
import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from hoi.bot.store import Row, Store, Transaction, schema
from hoi.bot.store.schema import MIGRATIONS, Migration, migrate
from hoi.bot.store.sqlite import FILE, SqliteStore
from hoi.corpus.errors import ConflictError, StorageError
from tests.bot.store.conftest import Do


def test_failed_transaction_leaves_nothing_and_takes_nothing_else_with_it(store: Store) -> None:
    def bad(transaction: Transaction) -> None:
        transaction.execute("INSERT INTO consents VALUES ('a', 1)")
        raise ValueError("giữa chừng")

    def good(transaction: Transaction) -> None:
        transaction.execute("INSERT INTO consents VALUES ('b', 1)")

    async def together() -> tuple[BaseException | None, BaseException | None]:
        return await asyncio.gather(store.run(bad), store.run(good), return_exceptions=True)

    failed, passed = asyncio.run(together())
    assert isinstance(failed, ValueError)
    assert passed is None
    rows = asyncio.run(store.run(lambda transaction: transaction.execute("SELECT person FROM consents")))
    assert rows == [("b",)]


def test_transactions_happen_in_the_order_they_were_given(store: Store) -> None:
    seen: list[int] = []

    async def many() -> None:
        await asyncio.gather(*(store.run(lambda _, n=n: seen.append(n)) for n in range(300)))  # type: ignore[misc]

    asyncio.run(many())
    assert seen == list(range(300))


def test_closed_store_takes_nothing(tmp_path: Path) -> None:
    async def closed() -> None:
        store = SqliteStore.open(tmp_path)
        waiting = asyncio.create_task(store.run(lambda transaction: transaction.execute("SELECT 1")))
        await asyncio.sleep(0)
        await store.close()
        assert await waiting == [(1,)], "what was given before is done"
        with pytest.raises(StorageError):
            await store.run(lambda _: None)

    asyncio.run(closed())


def test_bad_statement_is_the_programs_own_error(do: Do) -> None:
    with pytest.raises(StorageError):
        do(lambda transaction: transaction.execute("SELECT không có"))


def test_contradiction_is_not_taken_for_a_full_disk(do: Do) -> None:
    with pytest.raises(ConflictError):
        do(lambda transaction: transaction.execute("INSERT INTO consents VALUES ('a', NULL)"))


def test_commits_are_on_the_disk_and_private(tmp_path: Path) -> None:
    asyncio.run(SqliteStore.open(tmp_path).close())
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    connection = SqliteStore.open(tmp_path)
    settings = asyncio.run(
        connection.run(lambda t: [t.execute(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")])
    )
    asyncio.run(connection.close())
    assert settings == ["wal", 2]


def test_what_was_erased_is_in_no_file(tmp_path: Path) -> None:
    def ask(transaction: Transaction) -> None:
        transaction.execute("INSERT INTO consents VALUES ('BÍ MẬT XYZ', 1)")

    async def test() -> tuple[list[str], list[str]]:
        store = SqliteStore.open(tmp_path)
        await store.run(ask)
        kept = _holding(tmp_path, "BÍ MẬT XYZ")
        await store.run(lambda transaction: transaction.execute("DELETE FROM consents"))
        await store.scrub()
        left = _holding(tmp_path, "BÍ MẬT XYZ")
        await store.close()
        return kept, left

    kept, left = asyncio.run(test())
    assert kept, "the search finds what is there"
    assert left == []


def test_scrubbing_beside_a_reader_leaves_everything_in_its_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def test() -> list[Row]:
        store = SqliteStore.open(tmp_path)
        await store.run(lambda transaction: transaction.execute("PRAGMA busy_timeout = 0"))
        await store.run(lambda transaction: transaction.execute("INSERT INTO consents VALUES ('a', 1)"))
        with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM consents").fetchall()
            await store.run(lambda transaction: transaction.execute("INSERT INTO consents VALUES ('b', 1)"))
            await store.scrub()
        rows = await store.run(lambda transaction: transaction.execute("SELECT person FROM consents"))
        await store.close()
        return rows

    assert asyncio.run(test()) == [("a",), ("b",)]
    assert "could not be emptied" in caplog.text


def _holding(folder: Path, words: str) -> list[str]:
    return [path.name for path in folder.iterdir() if words.encode() in path.read_bytes()]


def test_what_was_committed_survives_a_killed_process(tmp_path: Path) -> None:
    program = """
import asyncio, os, signal, sys
from pathlib import Path
from hoi.bot.store.sqlite import SqliteStore
async def main():
    store = SqliteStore.open(Path(sys.argv[1]))
    await store.run(lambda t: t.execute("INSERT INTO consents VALUES ('a', 1)"))
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path)], timeout=60, check=False)
    assert killed.returncode == -9
    store = SqliteStore.open(tmp_path)
    assert asyncio.run(store.run(lambda t: t.execute("SELECT person FROM consents"))) == [("a",)]
    asyncio.run(store.close())


def test_what_is_no_store_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"khong phai SQLite" * 100)
    with pytest.raises(StorageError, match="cannot be opened"):
        SqliteStore.open(tmp_path)


def test_migrations_are_applied_once_and_new_ones_are_added(do: Do) -> None:
    assert do(migrate) == []
    more = (*MIGRATIONS, Migration("more", ("CREATE TABLE more (a INTEGER)",)))
    assert do(lambda transaction: migrate(transaction, more)) == ["more"]
    assert do(lambda transaction: migrate(transaction, more)) == []


def test_failed_migration_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asyncio.run(SqliteStore.open(tmp_path).close())
    bad = Migration("bad", ("CREATE TABLE half (a INTEGER)", "CREATE TABLE inbox (a INTEGER)"))
    monkeypatch.setattr("hoi.bot.store.sqlite.migrate", lambda transaction: migrate(transaction, (*MIGRATIONS, bad)))
    with pytest.raises(StorageError):
        SqliteStore.open(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert "half" not in names


def test_names_of_migrations_are_unique() -> None:
    names = [migration.name for migration in schema.MIGRATIONS]
    assert len(set(names)) == len(names)
