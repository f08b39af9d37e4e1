"""Tasks beside each other: until one ends or the bot is to stop."""

import asyncio
import contextlib
from typing import Any

from telegram.error import TelegramError

from hoi.bot.telegram.pace import Stopping
from hoi.bot.telegram.sender import Revoked
from hoi.corpus.errors import HoiError


async def until(stop: asyncio.Event, *tasks: asyncio.Task[Any]) -> None:
    """Wait until ``stop`` is set; raise what ends one of ``tasks`` before that."""
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((stopped, *tasks), return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            if task.done():
                await task
    finally:
        stopped.cancel()


async def first(task: asyncio.Task[Any], stop: asyncio.Event) -> bool:
    """Wait for ``task``; False when ``stop`` came first, and the task is cancelled."""
    await until(stop, task)
    if not task.done():
        await cancelled(task)
        return False
    return True


async def cancelled(task: asyncio.Task[Any]) -> None:
    """End ``task``, whatever it ends with."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, Stopping, HoiError, TelegramError, Revoked):
        await task
