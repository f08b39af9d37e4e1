"""The network's place in python-telegram-bot: records each call, judges it and replies, reaching nothing."""

import itertools
import json
from collections.abc import Callable
from typing import Any

from telegram.request import BaseRequest, RequestData

from tests.auxil import telegram_judge
from tests.auxil.telegram_call import Call
from tests.auxil.updates import BOT_ID, BOT_NAME

Fault = Callable[[Call], tuple[int, dict[str, Any]] | None]


class Recorder(BaseRequest):
    """Answers every call as Telegram would on a good day; ``fault`` may answer one otherwise, or raise."""

    def __init__(self, fault: Fault = lambda _: None) -> None:
        self.calls: list[Call] = []
        self.files: list[bytes] = []
        self._sent = itertools.count(1)
        self._fault = fault

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        fields: dict[str, Any] = dict(request_data.json_parameters) if request_data else {}
        if request_data and request_data.multipart_data:
            fields |= dict.fromkeys(request_data.multipart_data, "attach://file")
            sent = (content for _, content, _ in request_data.multipart_data.values())
            self.files += [content for content in sent if isinstance(content, bytes)]
        call = Call(url.rsplit("/", 1)[1], telegram_judge.decoded(fields))
        telegram_judge.check_call(call.method, call.params)
        self.calls.append(call)
        status, body = self._fault(call) or (200, {"ok": True, "result": self._result(call)})
        return status, json.dumps(body).encode()

    def texts(self) -> list[str]:
        """Return the texts of the messages sent."""
        return [call.text for call in self.calls if call.method == "sendMessage"]

    def _result(self, call: Call) -> Any:
        if call.method == "getMe":
            return {"id": BOT_ID, "is_bot": True, "first_name": "Hỏi", "username": BOT_NAME}
        if call.method in {"sendMessage", "sendPhoto"}:
            chat = {"id": call.chat, "type": "private"}
            return {"message_id": 1000 + next(self._sent), "date": 1, "chat": chat}
        return [] if call.method.startswith("get") else True
