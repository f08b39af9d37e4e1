"""A Bot API server over real HTTP, in a thread: the emulator that is not ours, or our own stricter one."""

import asyncio
import json
import threading
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal

from tests.auxil.emulator import Emulator
from tests.auxil.fake_telegram import FakeTelegram, Fault
from tests.auxil.telegram_call import TOKEN, Call

DEADLINE = 30.0

Engine = Emulator | FakeTelegram


class BotApi:
    """A server, the foreign one unless another is given; a context manager that ends with the judges' objections."""

    def __init__(self, engine: Callable[[], Engine] = Emulator) -> None:
        self._make = engine
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        self.engine = self._run(self._made())
        self._runner = self._run(self._start())
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        self._run(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        if not failed:
            assert not self.engine.objections

    async def _made(self) -> Engine:
        return self._make()

    async def _start(self) -> web.AppRunner:
        runner = web.AppRunner(self.engine.app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}".format(*runner.addresses[0])
        return runner

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(DEADLINE)

    def send(self, update: dict[str, Any]) -> None:
        """Put an update into the bot's queue."""
        self._run(self.engine.enqueue_update(json.loads(json.dumps(update)), token=TOKEN))

    def revoke(self) -> None:
        """Withdraw the bot's token, as its owner may at any time."""
        self.engine.token = ""

    def refuse(self, method: str, status: int, description: str, retry_after: int | None = None) -> None:
        """Refuse the next call of ``method``."""
        parameters = None if retry_after is None else {"retry_after": retry_after}
        self.engine.refusals.append((method, ApiRefusal(description, status, parameters)))

    def calls(self, *names: str) -> list[Call]:
        """Return the calls of these methods received so far, in order."""
        with self.engine.changed:
            return [call for call in self.engine.calls if call.method in names]

    @property
    def strict(self) -> FakeTelegram:
        """Return our own server, which can do more than the other."""
        assert isinstance(self.engine, FakeTelegram)
        return self.engine

    def fail(self, fault: Fault) -> None:
        """Let the next call of a method fail."""
        self.strict.faults.append(fault)

    def block(self, chat: int) -> None:
        """Let a person block the bot."""
        self.strict.blocked.add(chat)

    def move(self, group: int, to: int) -> None:
        """Let a group become a supergroup."""
        self.strict.moved[group] = to

    def carried_out(self, *names: str) -> list[Call]:
        """Return the calls of these methods that took effect, in order; only our own server tells."""
        with self.strict.changed:
            return [call for call in self.strict.carried_out if call.method in names]

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Wait until a call makes ``until`` true; fail at the deadline."""
        with self.engine.changed:
            assert self.engine.changed.wait_for(until, DEADLINE), f"not within {DEADLINE} s: {what}"

    def replies(self, chat: int, count: int) -> list[str]:
        """Wait for ``count`` messages to ``chat`` and return the texts of all."""

        def texts() -> list[str]:
            return [call.text for call in self.calls("sendMessage") if call.chat == chat]

        self.wait(lambda: len(texts()) >= count, f"{count} messages to chat {chat}")
        return texts()
