"""The order of work: one job at a time in a lane (a chat), lanes side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from hoi.bot.telegram.pace import Stopping

Work = Callable[[str], Awaitable[None]]
"""Does one job, whose name is given. Raises ``Stopping`` when the job has to wait for the next start."""


class Lanes:
    """Runs jobs; those of a lane in the order they were put, those of different lanes at the same time.

    How many of them compute at once is for the work itself to bound: a lane that waits for its turn to send holds up
    nobody, and a lane with a long queue has one job in any other queue.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._queues: dict[str, deque[str]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._open = True

    @property
    def failure(self) -> BaseException | None:
        """Return what a job failed with, if one did."""
        return self._failed.exception() if self._failed.done() else None

    def __len__(self) -> int:
        """Return how many lanes have work."""
        return len(self._queues)

    def put(self, lane: str, job: str) -> None:
        """Add a job to a lane."""
        if lane in self._queues:
            self._queues[lane].append(job)
        elif self._open:
            self._queues[lane] = deque([job])
            self._idle.clear()
            task = asyncio.create_task(self._run(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def failed(self) -> None:
        """Wait for a job whose failure ends the bot, and raise it."""
        await asyncio.shield(self._failed)

    async def drain(self, seconds: float) -> bool:
        """Wait until there is no work left, ``seconds`` at most; tell whether that came to be."""
        try:
            await asyncio.wait_for(self._idle.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def stop(self) -> None:
        """Begin no other job, and wait for those that were begun."""
        self._open = False
        await asyncio.gather(*self._tasks)

    async def _run(self, lane: str) -> None:
        queue = self._queues[lane]
        try:
            while queue and self._open and await self._done(queue[0]):
                queue.popleft()
        finally:
            del self._queues[lane]
            if not self._queues:
                self._idle.set()

    async def _done(self, job: str) -> bool:
        """Do a job; tell whether the lane goes on."""
        try:
            await self._work(job)
        except Stopping:
            return False
        except Exception as error:  # noqa: BLE001 - whatever it is, it ends the bot, which starts again from the store
            self._open = False
            if not self._failed.done():
                self._failed.set_exception(error)
            return False
        return True
