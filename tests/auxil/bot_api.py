"""A Bot API server that is not ours, over real HTTP in a thread, made as strict as we know Telegram to be."""

import asyncio
import copy
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator
from lo_bot_api_emulator.updates import ALLOWED_UPDATE_TYPES, UpdateQueues

from tests.auxil import telegram_judge
from tests.auxil.updates import BOT_NAME

TOKEN = "123456:thu-ma-truy-cap"
DEADLINE = 30.0


@dataclass(frozen=True, slots=True)
class Call:
    """A call the server received: the method and its parameters, JSON decoded."""

    method: str
    params: dict[str, Any]

    @property
    def chat(self) -> int:
        return int(self.params["chat_id"])

    @property
    def text(self) -> str:
        return str(self.params["text"])


class _Queues(UpdateQueues):
    """The emulator refuses a poll while it takes the one before for alive; Telegram ends the older one."""

    async def poll(self, token: str, fields: dict[str, Any], **other: Any) -> Any:
        for _ in range(50):
            if not self._state(token).polling:
                break
            await asyncio.sleep(0.02)
        return await super().poll(token, fields, **other)


class _Strict(LoBotApiEmulator):
    """The emulator with what it lacks: tokens, the bot's name, link previews, floods, judges of each call."""

    def __init__(self) -> None:
        super().__init__()
        self._update_queues = _Queues(record=self._record)
        self.calls: list[Call] = []
        self.objections: list[str] = []
        self.refusals: list[tuple[str, ApiRefusal]] = []
        self.token = TOKEN
        self.changed = threading.Condition()

    async def handle(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            body = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return web.json_response(body, status=401)
        return await super().handle(request)

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        call = Call(method, telegram_judge.decoded(fields))
        with self.changed:
            self.calls.append(call)
            self._judge(call)
            self.changed.notify_all()
        self._refuse(method)
        for name in ("link_preview_options", "message_thread_id"):  # the emulator knows neither
            fields.pop(name, None)
        if "allowed_updates" in fields:  # nor the kinds of update that are newer than it
            known = [kind for kind in call.params["allowed_updates"] if kind in ALLOWED_UPDATE_TYPES]
            fields["allowed_updates"] = json.dumps(known)
        result = super().validate(method, fields, uploads)
        return result | {"username": BOT_NAME} if method == "getMe" else result

    def _judge(self, call: Call) -> None:
        try:
            telegram_judge.check_call(call.method, copy.deepcopy(call.params))
        except (AssertionError, ValueError, KeyError) as error:
            self.objections.append(f"{call.method}: {error}")

    def _refuse(self, method: str) -> None:
        for place, (refused, refusal) in enumerate(self.refusals):
            if refused == method:
                del self.refusals[place]
                raise refusal


class BotApi:
    """The server; a context manager that starts it on a free port and ends with the judges' objections."""

    def __init__(self) -> None:
        self._emulator = _Strict()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        self._runner = self._run(self._start())
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        self._run(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        if not failed:
            assert not self._emulator.objections

    async def _start(self) -> web.AppRunner:
        runner = web.AppRunner(self._emulator.app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}".format(*runner.addresses[0])
        return runner

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(DEADLINE)

    def send(self, update: dict[str, Any]) -> None:
        """Put an update into the bot's queue."""
        self._run(self._emulator.enqueue_update(json.loads(json.dumps(update)), token=TOKEN))

    def revoke(self) -> None:
        """Withdraw the bot's token, as its owner may at any time."""
        self._emulator.token = ""

    def refuse(self, method: str, status: int, description: str, retry_after: int | None = None) -> None:
        """Refuse the next call of ``method``."""
        parameters = None if retry_after is None else {"retry_after": retry_after}
        self._emulator.refusals.append((method, ApiRefusal(description, status, parameters)))

    def calls(self, *names: str) -> list[Call]:
        """Return the calls of these methods received so far, in order."""
        with self._emulator.changed:
            return [call for call in self._emulator.calls if call.method in names]

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Wait until a call makes ``until`` true; fail at the deadline."""
        with self._emulator.changed:
            assert self._emulator.changed.wait_for(until, DEADLINE), f"not within {DEADLINE} s: {what}"

    def replies(self, chat: int, count: int) -> list[str]:
        """Wait for ``count`` messages to ``chat`` and return the texts of all."""

        def texts() -> list[str]:
            return [call.text for call in self.calls("sendMessage") if call.chat == chat]

        self.wait(lambda: len(texts()) >= count, f"{count} messages to chat {chat}")
        return texts()
