"""What the webhook lets in, and what it says before something is on the disk."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from hoi.bot.store import Transaction, dead_letters, inbox
from hoi.bot.telegram.webhook import MAX_BODY, PATH, Webhook
from hoi.corpus.errors import StorageError
from tests.auxil import updates
from tests.auxil.desk import Bot, numbered, scenario

SECRET = "bi-mat_0"
HEADERS = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}

Post = Callable[..., Coroutine[Any, Any, int]]


def delivering(test: Callable[[Bot, Post], Coroutine[Any, Any, None]], *, is_open: bool = True) -> None:
    """Run ``test`` with a bot whose webhook is served."""

    async def served(bot: Bot) -> None:
        webhook = Webhook(SECRET)
        if is_open:
            webhook.open(bot.intake)
        transport = httpx.ASGITransport(Starlette(routes=[webhook.route()]))
        async with httpx.AsyncClient(transport=transport, base_url="http://hoi") as client:

            async def post(body: bytes, **headers: str | bytes) -> int:
                merged: dict[str, str | bytes] = {**HEADERS, **headers}
                given = [(name.encode(), _bytes(value)) for name, value in merged.items() if value]
                return (await client.post(PATH, content=body, headers=given)).status_code

            await test(bot, post)

    scenario(served)


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()


def body(update: dict[str, Any]) -> bytes:
    return json.dumps(update).encode()


def test_update_is_stored_when_telegram_is_told_so() -> None:
    async def test(bot: Bot, post: Post) -> None:
        bot.lanes._open = False
        update = numbered(updates.message("Siêu thị?"))
        assert await post(body(update)) == 200
        assert [number for number, _ in await bot.store.run(inbox.unfinished)] == [update["update_id"]]
        assert await post(body(update)) == 200, "and so is one that comes again"

    delivering(test)


@pytest.mark.parametrize(
    "secret",
    [b"", b"bi-mat_1", b"bi-mat_00", b"bi-mat", b"\xc3\xa9"],
    ids=["none", "wrong", "longer", "shorter", "odd"],
)
def test_who_does_not_know_the_secret_is_turned_away(secret: bytes) -> None:
    async def test(bot: Bot, post: Post) -> None:
        update = body(numbered(updates.message("a")))
        assert await post(update, **{"X-Telegram-Bot-Api-Secret-Token": secret}) == 403
        assert await bot.store.run(inbox.unfinished) == []

    delivering(test)


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{}", {"Content-Type": "text/plain"}, 415),
        (b'"' + b"a" * MAX_BODY + b'"', {}, 413),
        (b"khong phai JSON", {}, 200),
        (b"\xff", {}, 200),
        (b"[" * 100_000, {}, 200),
        (b'{"message": {}}', {}, 200),
        (b'{"update_id": "1"}', {}, 200),
        (b'{"update_id": true}', {}, 200),
        (b"[]", {}, 200),
    ],
    ids=["media", "too_large", "text", "bytes", "nested", "no_id", "text_id", "bool_id", "list"],
)
def test_what_is_no_update_is_bounded_or_recorded(content: bytes, headers: dict[str, str], status: int) -> None:
    async def test(bot: Bot, post: Post) -> None:
        assert await post(content, **headers) == status
        assert await bot.store.run(inbox.unfinished) == []
        recorded = await bot.store.run(lambda transaction: dead_letters.newest(transaction, 9))
        assert [letter.reason for letter in recorded] == (["not an update"] if status == 200 else [])

    delivering(test)


def test_closed_webhook_asks_telegram_to_come_again() -> None:
    async def test(_: Bot, post: Post) -> None:
        assert await post(body(numbered(updates.message("a")))) == 503

    delivering(test, is_open=False)


def test_what_cannot_be_stored_is_not_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_transaction: Transaction, *_: object) -> None:
        raise StorageError("Đầy đĩa.", "The disk is full.")

    async def test(_: Bot, post: Post) -> None:
        monkeypatch.setattr(inbox, "add", full)
        assert await post(body(numbered(updates.message("a")))) == 503

    delivering(test)


def test_half_a_pair_of_surrogates_is_stored() -> None:
    async def test(bot: Bot, post: Post) -> None:
        assert await post(body(numbered(updates.message("a \ud83d")))) == 200
        await bot.idle()
        assert len(bot.recorder.texts()) == 1

    delivering(test)


def test_slow_body_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hoi.bot.telegram.webhook.MAX_SECONDS", 0.01)

    async def slow() -> Any:
        yield b"{"
        await asyncio.sleep(3600)

    async def test(bot: Bot, post: Post) -> None:
        assert await post(slow()) == 408

    delivering(test)
