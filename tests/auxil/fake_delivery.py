"""How Telegram delivers: a queue that keeps an update until it is acknowledged, by polling or by webhook."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from hoi.bot.telegram.intake import lane_of
from tests.auxil.fake_rules import Refused

MOST = 100
CONNECTION_SECONDS = 20
RETRY = 0.05
"""Seconds to the second attempt; they double, as Telegram's do from a second on, up to two."""


class Queue:
    """The updates of one bot that are not acknowledged yet."""

    def __init__(self, first: int = 1_000) -> None:
        self.pending: dict[int, dict[str, Any]] = {}
        self.url, self.secret = "", ""
        self.deliveries: list[tuple[int, int]] = []
        self._next = first
        self._changed = asyncio.Condition()
        self._poller: asyncio.Event | None = None
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._limit: asyncio.Semaphore = asyncio.Semaphore(40)

    async def add(self, update: Mapping[str, Any]) -> int:
        number, self._next = self._next, self._next + 1
        self.pending[number] = {"update_id": number, **update}
        async with self._changed:
            self._changed.notify_all()
        self._push(number)
        return number

    async def poll(self, offset: int, seconds: float) -> list[dict[str, Any]]:
        """Forget what is below ``offset``, then wait for something from there on; a newer poll ends an older one."""
        if self.url:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poller is not None:
            self._poller.set()
        mine = self._poller = asyncio.Event()
        for number in [number for number in self.pending if number < offset]:
            del self.pending[number]
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: bool(self.pending) or mine.is_set())
        except TimeoutError:
            return []
        if mine.is_set():
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        return [self.pending[number] for number in sorted(self.pending)][:MOST]

    def subscribe(self, url: str, secret: str) -> None:
        """Deliver to ``url`` from now on, or nowhere when it is empty."""
        self.url, self.secret = url, secret
        for number in sorted(self.pending):
            self._push(number)

    async def close(self) -> None:
        """End the poll that waits and the deliveries under way."""
        if self._poller is not None:
            self._poller.set()
        async with self._changed:
            self._changed.notify_all()
        tasks = list(self._lanes.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _push(self, number: int) -> None:
        lane = lane_of(self.pending[number])
        if self.url and lane not in self._lanes:
            self._lanes[lane] = asyncio.create_task(self._deliver(lane))

    async def _deliver(self, lane: str) -> None:
        """Deliver the updates of a lane one by one, the next only after a 2xx for the one before."""
        pause = RETRY
        async with ClientSession(timeout=ClientTimeout(total=CONNECTION_SECONDS)) as client:
            while self.url and (number := self._first(lane)) is not None:
                async with self._limit:
                    status = await self._post(client, self.pending[number])
                self.deliveries.append((number, status))
                if 200 <= status < 300:
                    self.pending.pop(number, None)
                    pause = RETRY
                else:
                    await asyncio.sleep(pause)
                    pause = min(2.0, 2 * pause)
        del self._lanes[lane]

    def _first(self, lane: str) -> int | None:
        return next((number for number in sorted(self.pending) if lane_of(self.pending[number]) == lane), None)

    async def _post(self, client: ClientSession, update: dict[str, Any]) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret, "Content-Type": "application/json"}
        try:
            async with client.post(self.url, data=json.dumps(update), headers=headers, allow_redirects=False) as told:
                return told.status
        except (ClientError, TimeoutError, OSError):
            return 0
