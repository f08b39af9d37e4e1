"""A Bot API emulator that is not ours, made as strict as we know Telegram to be."""

import asyncio
import copy
import json
import threading
from typing import Any

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator
from lo_bot_api_emulator.updates import ALLOWED_UPDATE_TYPES, UpdateQueues

from tests.auxil import telegram_judge
from tests.auxil.telegram_call import TOKEN, Call
from tests.auxil.updates import BOT_NAME


class _Queues(UpdateQueues):
    """The emulator refuses a poll while it takes the one before for alive; Telegram ends the older one."""

    async def poll(self, token: str, fields: dict[str, Any], **other: Any) -> Any:
        for _ in range(50):
            if not self._state(token).polling:
                break
            await asyncio.sleep(0.02)
        return await super().poll(token, fields, **other)


class Emulator(LoBotApiEmulator):
    """The emulator with what it lacks: tokens, the bot's name, link previews, floods, judges of each call."""

    def __init__(self) -> None:
        super().__init__(allow_insecure_loopback_webhooks=True)
        self._update_queues = _Queues(record=self._record, insecure_webhooks=True)
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
        call = Call(method, telegram_judge.decoded({**fields, **dict.fromkeys(uploads, "attach://file")}))
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
