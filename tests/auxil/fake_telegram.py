"""Our own Bot API server, as strict as Telegram: it refuses what Telegram refuses, and fails when it is told to.

What it takes is judged by the two judges that are not ours, and so is every update it makes.
"""

import asyncio
import copy
import itertools
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiogram import types
from aiohttp import web

from tests.auxil import fake_rules as rules
from tests.auxil import telegram_judge
from tests.auxil.fake_delivery import Queue
from tests.auxil.fake_rules import Refused, bad
from tests.auxil.telegram_call import TOKEN, Call
from tests.auxil.updates import BOT_ID, BOT_NAME

PRESS_SECONDS, INLINE_SECONDS = 150, 30
_MESSAGES = {"sendMessage", "sendPhoto"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with the next call of a method: a refusal, a pause before the answer, a broken connection.

    ``carried_out`` says whether the call takes effect although no answer comes.
    """

    method: str
    refusal: Refused | None = None
    seconds: float = 0.0
    dropped: bool = False
    carried_out: bool = False


class FakeTelegram:
    """The server's state and methods; ``app`` is served by ``BotApi``."""

    def __init__(self, now: Callable[[], float] = time.time, *, judged: bool = True) -> None:
        self.calls: list[Call] = []
        self.carried_out: list[Call] = []
        self.objections: list[str] = []
        self.faults: list[Fault] = []
        self.refusals: list[tuple[str, Any]] = []
        self.blocked: set[int] = set()
        self.moved: dict[int, int] = {}
        self.token = TOKEN
        self.changed = threading.Condition()
        self.queue = Queue()
        self._now, self._judged = now, judged
        self._messages: dict[tuple[int, int], str] = {}
        self._queries: dict[str, float] = {}
        self._commands: dict[str, Any] = {}
        self._ids = itertools.count(5_000)

    def app(self) -> web.Application:
        app = web.Application(client_max_size=30_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self.handle)
        app.on_shutdown.append(self._clean)
        return app

    async def _clean(self, _: web.Application) -> None:
        await self.queue.close()

    async def enqueue_update(self, update: dict[str, Any], *, token: str = TOKEN) -> int:
        """Deliver an update; what can be answered once only lives from now on."""
        del token  # a queue outlives a token
        if self._judged:
            types.Update.model_validate({"update_id": 1, **update})
        for kind, seconds in (("callback_query", PRESS_SECONDS), ("inline_query", INLINE_SECONDS)):
            if kind in update:
                self._queries[update[kind]["id"]] = self._now() + seconds
        if guest := update.get("guest_message", {}).get("guest_query_id"):
            self._queries[guest] = self._now() + PRESS_SECONDS
        return await self.queue.add(update)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        if request.match_info["token"] != self.token:
            return _refusal(Refused(401, "Unauthorized"))
        try:
            call = Call(request.match_info["method"], await _fields(request))
        except ConnectionResetError:  # the bot was killed in the middle of it
            return web.Response(status=400)
        self._note(call)
        fault = self._fault(call.method)
        try:
            if fault is not None and not fault.carried_out:
                await self._fail(request, fault)
            result = await self._carry_out(call)
            if fault is not None and fault.carried_out:
                await self._fail(request, fault)
        except Refused as refused:
            return _refusal(refused)
        except ConnectionAbortedError:
            return web.Response(status=400)  # it reaches nobody
        return web.json_response({"ok": True, "result": result})

    def _note(self, call: Call) -> None:
        with self.changed:
            self.calls.append(call)
            if self._judged:
                try:
                    telegram_judge.check_call(call.method, copy.deepcopy(call.params))
                except (AssertionError, ValueError, KeyError) as error:
                    self.objections.append(f"{call.method}: {error}")
            self.changed.notify_all()

    def _fault(self, method: str) -> Fault | None:
        for place, (refused, refusal) in enumerate(self.refusals):
            if refused == method:
                del self.refusals[place]
                return Fault(method, Refused(refusal.status, refusal.description, refusal.parameters or {}))
        found = next((each for each in self.faults if each.method == method), None)
        if found is not None:
            self.faults.remove(found)
        return found

    async def _fail(self, request: web.Request, fault: Fault) -> None:
        if fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault.dropped and request.transport is not None:
            request.transport.abort()
            raise ConnectionAbortedError
        if fault.refusal is not None:
            raise fault.refusal

    async def _carry_out(self, call: Call) -> Any:
        method = getattr(self, f"_{call.method}", None)
        if method is None:
            raise Refused(404, "Not Found: method not found")
        result = method(call)
        if asyncio.iscoroutine(result):
            result = await result
        with self.changed:
            self.carried_out.append(call)
            self.changed.notify_all()
        return result

    # The methods, named as Telegram names them.

    def _getMe(self, _: Call) -> Any:  # noqa: N802
        return {"id": BOT_ID, "is_bot": True, "first_name": "Hỏi", "username": BOT_NAME}

    async def _getUpdates(self, call: Call) -> Any:  # noqa: N802
        return await self.queue.poll(int(call.params.get("offset", 0)), float(call.params.get("timeout", 0)))

    def _setWebhook(self, call: Call) -> bool:  # noqa: N802
        self.queue.subscribe(call.params["url"], call.params.get("secret_token", ""))
        return True

    def _deleteWebhook(self, _: Call) -> bool:  # noqa: N802
        self.queue.subscribe("", "")
        return True

    def _getMyCommands(self, call: Call) -> Any:  # noqa: N802
        return self._commands.get(_scope(call), [])

    def _setMyCommands(self, call: Call) -> bool:  # noqa: N802
        self._commands[_scope(call)] = call.params["commands"]
        return True

    def _sendMessage(self, call: Call) -> Any:  # noqa: N802
        self._check_chat(call)
        rules.check_text(call.params.get("text"))
        rules.check_entities(call.params["text"], call.params.get("entities"))
        rules.check_markup(call.params.get("reply_markup"))
        return self._made(call, text=call.params["text"])

    def _sendPhoto(self, call: Call) -> Any:  # noqa: N802
        self._check_chat(call)
        if "caption" in call.params:
            rules.check_text(call.params["caption"], rules.CAPTION, kind="caption")
            rules.check_entities(call.params["caption"], call.params.get("caption_entities"))
        rules.check_markup(call.params.get("reply_markup"))
        return self._made(call, photo=[{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}])

    def _editMessageText(self, call: Call) -> Any:  # noqa: N802
        self._check_chat(call)
        key = (call.chat, int(call.params["message_id"]))
        if key not in self._messages:
            raise bad("message to edit not found")
        rules.check_text(call.params.get("text"))
        rules.check_markup(call.params.get("reply_markup"))
        if self._messages[key] == rules.shown(call.params):
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message"
            )
        self._messages[key] = rules.shown(call.params)
        return self._message(call, key[1], text=call.params["text"])

    def _editMessageReplyMarkup(self, call: Call) -> Any:  # noqa: N802
        self._check_chat(call)
        number = int(call.params["message_id"])
        if (call.chat, number) not in self._messages:
            raise bad("message to edit not found")
        rules.check_markup(call.params.get("reply_markup"))
        return self._message(call, number)

    def _deleteMessage(self, call: Call) -> bool:  # noqa: N802
        if self._messages.pop((call.chat, int(call.params["message_id"])), None) is None:
            raise bad("message to delete not found")
        return True

    def _sendChatAction(self, call: Call) -> bool:  # noqa: N802
        self._check_chat(call)
        return True

    def _setMessageReaction(self, call: Call) -> bool:  # noqa: N802
        self._check_chat(call)
        return True

    def _answerCallbackQuery(self, call: Call) -> bool:  # noqa: N802
        rules.check_note(call.params.get("text"))
        return self._answered(call.params["callback_query_id"])

    def _answerInlineQuery(self, call: Call) -> bool:  # noqa: N802
        return self._answered(call.params["inline_query_id"])

    def _answerGuestQuery(self, call: Call) -> Any:  # noqa: N802
        self._answered(call.params["guest_query_id"])
        return {"inline_message_id": str(next(self._ids))}

    def _answered(self, query: str) -> bool:
        if self._now() > self._queries.pop(query, 0.0):
            raise bad("query is too old and response timeout expired or query ID is invalid")
        return True

    def _check_chat(self, call: Call) -> None:
        if call.chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if call.chat in self.moved:
            to = self.moved[call.chat]
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=to)

    def _made(self, call: Call, **content: Any) -> dict[str, Any]:
        number = next(self._ids)
        self._messages[call.chat, number] = rules.shown(call.params)
        return self._message(call, number, **content)

    def _message(self, call: Call, number: int, **content: Any) -> dict[str, Any]:
        kind = {"type": "private", "first_name": "An"} if call.chat > 0 else {"type": "supergroup", "title": "Nhóm"}
        message = {"message_id": number, "date": int(self._now()), "chat": {"id": call.chat, **kind}, **content}
        if self._judged:
            types.Message.model_validate(message)
        return message


async def _fields(request: web.Request) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in (await request.post()).items():
        fields[name] = value if isinstance(value, str) else "attach://file"
    return telegram_judge.decoded(fields)


def _scope(call: Call) -> str:
    return json.dumps([call.params.get("scope"), call.params.get("language_code")])


def _refusal(refused: Refused) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": refused.status, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.json_response(body, status=refused.status)
