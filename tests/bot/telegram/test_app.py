"""How the bot starts and ends; the good way stands in test_process.py."""

import asyncio
import logging
import os
import socket
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from telegram.request import HTTPXRequest

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.settings import Settings
from hoi.bot.telegram import reaching, running
from hoi.bot.telegram.api import NETWORK_SECONDS, Api
from hoi.bot.telegram.app import TelegramFace
from hoi.corpus.errors import HoiError, InputError
from hoi.corpus.library import Library
from tests.auxil import stand_in, updates
from tests.auxil.bot_api import BotApi
from tests.auxil.telegram_call import TOKEN

WEBHOOK = {"telegram_mode": "webhook", "public_url": "https://hoi.example"}


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("HOI_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOI_DATA_DIR", str(tmp_path))


async def ask(question: Question) -> Answer:
    return stand_in.answer(question)


def settings(url: str = "https://api.telegram.org", **values: Any) -> Settings:
    return Settings(**{"telegram_token": TOKEN, "telegram_api_url": url, **values})


def closed_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


async def until(condition: Callable[[], bool], work: asyncio.Task[Any]) -> None:
    async with asyncio.timeout(20):
        while not condition() and not work.done():  # noqa: ASYNC110 - what is awaited is in another thread
            await asyncio.sleep(0.01)


async def run_until(url: str, condition: Callable[[], bool], ask: Callable[[Question], Awaitable[Answer]]) -> None:
    """Run the bot, stop it once ``condition`` holds, and let it end in good time."""
    stop = asyncio.Event()
    face = TelegramFace.build(settings(url), ask, Library.shipped())
    work = asyncio.create_task(face.run(stop))
    await until(condition, work)
    stop.set()
    async with asyncio.timeout(20):
        await work


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"telegram_token": None}, "Chưa đặt HOI_TELEGRAM_TOKEN."),
        ({"telegram_token": ""}, "hãy kiểm tra HOI_TELEGRAM_TOKEN"),
        ({"telegram_token": "1:../../x"}, "hãy kiểm tra HOI_TELEGRAM_TOKEN"),
        ({"telegram_mode": "webhook"}, "cần HOI_PUBLIC_URL"),
        ({**WEBHOOK, "telegram_webhook_secret": "có dấu"}, "HOI_TELEGRAM_WEBHOOK_SECRET"),
        ({**WEBHOOK, "telegram_webhook_secret": ""}, "HOI_TELEGRAM_WEBHOOK_SECRET"),
    ],
    ids=["no_token", "empty_token", "token_that_leaves_its_path", "webhook_without_address", "secret", "empty_secret"],
)
def test_settings_that_cannot_work_are_refused_before_connecting(values: dict[str, Any], expected: str) -> None:
    with pytest.raises(InputError) as caught:
        TelegramFace.build(settings(**values), ask, Library.shipped())
    assert expected in caught.value.vi


def test_api_keeps_to_its_bounds() -> None:
    api = Api.of(settings("http://127.0.0.1:1/"), TOKEN)
    assert api.base_url == f"http://127.0.0.1:1/bot{TOKEN}"
    assert api.base_file_url == f"http://127.0.0.1:1/file/bot{TOKEN}"
    for request in api._request:
        assert isinstance(request, HTTPXRequest)
        timeout = request._client_kwargs["timeout"]
        assert {timeout.connect, timeout.read, timeout.write, timeout.pool} == {NETWORK_SECONDS}


def test_unreachable_server_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "BOOTSTRAP_RETRIES", 0)
    with pytest.raises(HoiError) as caught:
        asyncio.run(run_until(closed_port(), lambda: False, ask))
    assert "HOI_TELEGRAM_API_URL" in caught.value.vi
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


def test_stop_while_connecting_ends_at_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        asyncio.run(run_until(closed_port(), lambda: "trying again" in caplog.text, ask))


def test_refused_token_leaves_no_trace_of_itself(caplog: pytest.LogCaptureFixture) -> None:
    with BotApi() as api, caplog.at_level(logging.DEBUG):
        api.revoke()
        with pytest.raises(InputError) as caught:
            asyncio.run(run_until(api.url, lambda: False, ask))
    assert TOKEN not in caplog.text + "".join(traceback.format_exception(caught.value))


def test_question_that_never_ends_does_not_hold_up_the_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(running, "STOP_SECONDS", 0.1)

    async def forever(_: Question) -> Answer:
        await asyncio.Event().wait()
        raise AssertionError

    with BotApi() as api, caplog.at_level(logging.WARNING):
        api.send(updates.message("Siêu thị?"))
        asyncio.run(run_until(api.url, lambda: bool(api.calls("sendChatAction")), forever))
    assert "before every question was answered" in caplog.text


def test_polling_survives_a_failing_server(caplog: pytest.LogCaptureFixture) -> None:
    with BotApi() as api, caplog.at_level(logging.WARNING):
        api.refuse("getUpdates", 502, "Bad Gateway")
        api.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request")
        api.send(updates.message("Siêu thị?"))
        asyncio.run(run_until(api.url, lambda: bool(api.calls("sendMessage")), ask))
        assert len(api.calls("sendMessage")) == 1
    assert "cannot be reached (NetworkError)" in caplog.text
    assert "another program receives this bot's messages" in caplog.text
