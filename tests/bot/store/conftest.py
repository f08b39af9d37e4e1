"""Every store runs through the same tests; PostgreSQL joins here when there is one."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hoi.bot.store import Store
from hoi.bot.store.sqlite import SqliteStore

Do = Callable[..., Any]
"""Runs a function of a transaction and further arguments, and returns its result."""


@pytest.fixture(params=["sqlite"])
def store(tmp_path: Path) -> Iterator[Store]:
    made = SqliteStore.open(tmp_path)
    yield made
    asyncio.run(made.close())


@pytest.fixture
def do(store: Store) -> Do:
    """Run one transaction and return its result."""
    return lambda work, *given: asyncio.run(store.run(lambda transaction: work(transaction, *given)))
