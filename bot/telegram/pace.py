"""How fast the bot may write: to one chat, to one group, to everybody. Waiting for one chat never holds up another."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, TypeVar

from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.rate import Rate, Rates

# core.telegram.org/bots/faq: no more than one message a second in a chat (short bursts pass), 20 a minute in a group,
# 30 a second in all.
PRIVATE = Rate(interval=1.0, burst=3)
GROUP = Rate(interval=4.0, burst=5)
"""Never more than 20 in any minute: 5 at once and 15 after them."""
ALL = Rate(interval=1 / 30, burst=60)
"""Two seconds' worth at once: else, at thirty questions a second, a short pause would delay everybody from then on."""

UNASKED = Rate(interval=1 / 20, burst=1)
"""Reminders and broadcasts: two thirds of what Telegram lets through, and none while an answer waits."""

_WRITES = ("send", "edit", "copy", "forward")
_FREE = frozenset({"sendChatAction"})

Result = TypeVar("Result")
Seconds = Callable[[], float]
"""Seconds that never run backwards, such as ``time.monotonic``."""


class Stopping(Exception):  # noqa: N818 - not an error: what was waited for stays in the store
    """The bot stops; what is not sent yet is sent after the next start."""


class Waiting:
    """Waits that end at once, with ``Stopping``, when the bot stops."""

    def __init__(self) -> None:
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """End every wait, now and from now on."""
        self._stop.set()

    async def sleep(self, seconds: float) -> None:
        """Wait for ``seconds``.

        Raises:
            Stopping: the bot stops.
        """
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)
        if self._stop.is_set():
            raise Stopping

    async def unless(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Return the result of ``work``, which may be broken off at any point.

        Raises:
            Stopping: the bot stops; ``work`` was cancelled.
        """
        task, stopped = asyncio.create_task(work), asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise Stopping
            return await task
        finally:
            task.cancel()
            stopped.cancel()


class Pace:
    """Gives each call its turn."""

    def __init__(self, seconds: Seconds, waiting: Waiting) -> None:
        self._seconds = seconds
        self._waiting = waiting
        self._private, self._group, self._all, self._unasked = (Rates(each) for each in (PRIVATE, GROUP, ALL, UNASKED))

    async def turn(self, call: Call, *, unasked: bool = False) -> None:
        """Wait until ``call`` may be made; one that is ``unasked`` lets the others go first.

        Raises:
            Stopping: the bot stops.
        """
        if call.chat is None or call.method in _FREE or not call.method.startswith(_WRITES):
            return
        # First the chat's turn, then everybody's: a place in the common queue is not taken by who cannot use it yet.
        chat = self._private if call.chat > 0 else self._group
        await self._wait(chat.reserve(call.chat, self._seconds()))
        if unasked:
            await self._last()
        else:
            await self._wait(self._all.reserve("all", self._seconds()))

    async def _last(self) -> None:
        """Wait for a turn that no answer wants."""
        await self._wait(self._unasked.reserve("all", self._seconds()))
        while not self._all.allow("all", self._seconds()):
            await self._wait(UNASKED.interval)

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            await self._waiting.sleep(seconds)


class Window:
    """From a call to the commit that remembers it: one at a time, so that a killed process repeats one at most.

    A slow call does not hold up the others: after ``seconds`` the next one goes. The default is the time Telegram
    itself puts between two messages, so that the window never makes the bot slower than it may be.
    """

    def __init__(self, seconds: float = ALL.interval) -> None:
        self._seconds = seconds
        self._lock = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def __call__(self) -> AsyncIterator[None]:
        """Hold the window while the body runs, for ``seconds`` at most."""
        await self._lock.acquire()
        held = [self._lock]

        def let_go() -> None:
            while held:
                held.pop().release()

        timer = asyncio.get_running_loop().call_later(self._seconds, let_go)
        try:
            yield
        finally:
            timer.cancel()
            let_go()
