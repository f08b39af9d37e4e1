"""The order of work: one update at a time in a chat, a bounded number in all, the rest left at Telegram."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

PENDING = 200
"""Updates held in memory; while there are as many, no more are fetched."""
AT_ONCE = 16
"""Updates worked on at the same time: most of that time is spent waiting for the network."""


class ChatOrder(BaseUpdateProcessor):
    """Handles the updates of one chat in their order and those of different chats side by side.

    Plain ``concurrent_updates`` keeps no order at all, so a follow-up could overtake its question.
    """

    __slots__ = ("_chats", "_slots")

    def __init__(self, at_once: int = AT_ONCE) -> None:
        # The slot is taken after the chat's lock: a chat with a long queue must not hold every slot.
        super().__init__(PENDING)
        self._slots = asyncio.Semaphore(at_once)
        self._chats: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def __len__(self) -> int:
        """Return how many chats have work; the lock of an idle chat is gone."""
        return len(self._chats)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await ``coroutine`` when the chat's earlier updates are done and a slot is free."""
        chat = update.effective_chat if isinstance(update, Update) else None
        # The one strong reference to a lock is the local variable of those that wait for it.
        lock = self._chats.setdefault(chat.id, asyncio.Lock()) if chat else asyncio.Lock()
        async with lock, self._slots:
            await coroutine

    async def initialize(self) -> None:
        """Do nothing: the locks are made when they are needed."""

    async def shutdown(self) -> None:
        """Do nothing: the locks go when the updates are done."""


class PendingQueue(asyncio.Queue[object]):
    """A queue that counts an item as long as it is worked on: ``put`` waits for one of ``PENDING`` places.

    The application takes each item out at once and makes a task of it: an ordinary bound would bound nothing.
    """

    def __init__(self, pending: int = PENDING) -> None:
        super().__init__()
        self._places = asyncio.Semaphore(pending)

    async def put(self, item: object) -> None:
        """Add ``item`` when there is a place for it."""
        await self._places.acquire()
        await super().put(item)

    def task_done(self) -> None:
        """Give the place of an item back."""
        super().task_done()
        self._places.release()
