"""Updates as Telegram sends them, made by hand and checked with a model of the Bot API that is not ours."""

import itertools
import re
from typing import Any

from aiogram import types

BOT_ID = 7
BOT_NAME = "hoi_thu_bot"

_numbers = itertools.count(1)


def message(
    text: str | None,
    chat: int = 42,
    *,
    group: bool = False,
    language: str = "vi",
    user: int | None = None,
    **fields: Any,
) -> dict[str, Any]:
    """Return an update with a message; a command or a mention of the bot is marked as Telegram marks it."""
    body = {**_message(chat, group, language), **({"from": _person(language, user)} if user else {}), **fields}
    if text is not None:
        body |= {"text": text, "entities": _entities(text)}
    return _checked({"message": body})


def press(
    data: str,
    chat: int = 42,
    *,
    group: bool = False,
    language: str = "vi",
    user: int = 42,
    message: int | None = None,
) -> dict[str, Any]:
    """Return an update with a press of an inline button under ``message`` (any number, if not told)."""
    under = {**_message(chat, group, language), "from": bot(), "text": "…"}
    query = {
        "id": str(next(_numbers)),
        "from": _person(language, user),
        "chat_instance": "1",
        "data": data,
        "message": under | ({"message_id": message} if message is not None else {}),
    }
    return _checked({"callback_query": query})


def old_press(data: str, chat: int = 42) -> dict[str, Any]:
    """Return a press under a message that Telegram does not show to the bot any more."""
    lost = {"chat": {"id": chat, "type": "private", "first_name": "An"}, "message_id": 5, "date": 0}
    query = {"id": str(next(_numbers)), "from": _person("vi"), "chat_instance": "1", "data": data, "message": lost}
    return _checked({"callback_query": query})


def inline(text: str, sender: int = 42, *, offset: str = "", language: str = "vi") -> dict[str, Any]:
    """Return an update with what somebody types behind the bot's name."""
    query = {"id": str(next(_numbers)), "from": _person(language, sender), "query": text, "offset": offset}
    return _checked({"inline_query": query})


def edited(text: str, message: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return an update with an edited message: one of its own, or that of an earlier update."""
    body = _message(42, False, "vi") if message is None else message["message"]
    return _checked({"edited_message": {**body, "edit_date": 2, "text": text, "entities": _entities(text)}})


def member(status: str, chat: int = 42) -> dict[str, Any]:
    """Return an update with a change of the bot's own membership: ``kicked`` is also a private chat's block."""
    until = {"until_date": 0} if status == "kicked" else {}
    change = {
        "chat": {"id": chat, "type": "private", "first_name": "An"},
        "from": _person("vi", chat),
        "date": 1,
        "old_chat_member": {"status": "member", "user": bot()},
        "new_chat_member": {"status": status, "user": bot(), **until},
    }
    return _checked({"my_chat_member": change})


def connection(*, enabled: bool = True, may_reply: bool = True, owner: int = 7_000) -> dict[str, Any]:
    """Return an update about the business account of ``owner``."""
    said = {
        "id": "b", "user": _person("vi", owner), "user_chat_id": owner, "date": 1, "is_enabled": enabled,
        "rights": {"can_reply": may_reply},
    }  # fmt: skip
    return _checked({"business_connection": said})


def guest(text: str) -> dict[str, Any]:
    """Return an update with a message that names the bot in a chat it is not a member of."""
    body = {**_message(-555, True, "vi"), "text": text, "entities": _entities(text), "guest_query_id": "g1"}
    return _checked({"guest_message": body})


def channel_post(text: str) -> dict[str, Any]:
    """Return an update with a post in a channel."""
    chat = {"id": -1005, "type": "channel", "title": "Kênh"}
    return _checked({"channel_post": {"message_id": 1, "date": 1, "chat": chat, "text": text}})


def business(text: str, **fields: Any) -> dict[str, Any]:
    """Return an update with a message of a business account's chat."""
    body = {**_message(42, False, "vi"), "business_connection_id": "b", "text": text, **fields}
    return _checked({"business_message": body})


def from_bot(chat: int = -100) -> dict[str, Any]:
    """Return the message of the bot that a reply answers."""
    return {**_message(chat, True, "vi"), "from": bot(), "text": "…"}


def _message(chat: int, group: bool, language: str) -> dict[str, Any]:
    kind = {"type": "supergroup", "title": "Nhóm"} if group else {"type": "private", "first_name": "An"}
    return {
        "message_id": next(_numbers),
        "date": 1,
        "chat": {"id": chat, **kind},
        "from": _person(language, 42 if group else chat),
    }


def _person(language: str, number: int = 42) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "An", "language_code": language}


def bot() -> dict[str, Any]:
    """Return the bot as a user."""
    return {"id": BOT_ID, "is_bot": True, "first_name": "Hỏi", "username": BOT_NAME}


def _entities(text: str) -> list[dict[str, Any]]:
    found = []
    if text.startswith("/"):
        found.append({"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])})
    for mention in re.finditer(r"(?<![\w/])@[A-Za-z0-9_]+", text):
        units = len(text[: mention.start()].encode("utf-16-le")) // 2
        found.append({"type": "mention", "offset": units, "length": len(mention[0])})
    return found


def _checked(update: dict[str, Any]) -> dict[str, Any]:
    types.Update.model_validate({"update_id": 1, **update})
    return update
