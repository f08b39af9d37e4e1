"""The program's state: one seam (``Store``), one module for each table, SQL that SQLite and PostgreSQL both read."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

Row = tuple[Any, ...]
Result = TypeVar("Result")


class Transaction(Protocol):
    """One transaction: everything done through it happens, or nothing does."""

    def execute(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Run one statement (``?`` for each value) and return its rows."""
        ...


class Store(Protocol):
    """Where the state is.

    The modules beside this one hold functions of a transaction; several of them make one atomic step::

        await store.run(lambda transaction: turns.recall(transaction, chat, now))
    """

    async def run(self, work: Callable[[Transaction], Result]) -> Result:
        """Run ``work`` in one transaction, off the event loop, and return its result once that is durable.

        Raises:
            ConflictError: ``work`` contradicts what is stored; of it alone nothing was done.
            StorageError: the state cannot be read or written.
        """
        ...

    async def scrub(self) -> None:
        """Let nothing that was erased before be read from the files any more.

        Raises:
            StorageError: the state cannot be written.
        """
        ...

    async def close(self) -> None:
        """Finish what was given to ``run`` and let go of the files."""
        ...
