"""Updates as Telegram sends them, made by hand and checked with a model of the Bot API that is not ours."""

import itertools
import re
from typing import Any

from aiogram import types

BOT_ID = 7
BOT_NAME = "hoi_thu_bot"

_numbers = itertools.count(1)


def message(
    text: str | None, chat: int = 42, *, group: bool = False, language: str = "vi", **fields: Any
) -> dict[str, Any]:
    """Return an update with a message; a command or a mention of the bot is marked as Telegram marks it."""
    body = {**_message(chat, group, language), **fields}
    if text is not None:
        body |= {"text": text, "entities": _entities(text)}
    return _checked({"message": body})


def press(data: str, chat: int = 42, *, language: str = "vi") -> dict[str, Any]:
    """Return an update with a press of an inline button."""
    query = {
        "id": str(next(_numbers)),
        "from": _person(language),
        "chat_instance": "1",
        "data": data,
        "message": {**_message(chat, False, language), "from": _bot(), "text": "…"},
    }
    return _checked({"callback_query": query})


def edited(text: str) -> dict[str, Any]:
    """Return an update with an edited message."""
    return _checked({"edited_message": {**_message(42, False, "vi"), "edit_date": 2, "text": text}})


def channel_post(text: str) -> dict[str, Any]:
    """Return an update with a post in a channel."""
    chat = {"id": -1005, "type": "channel", "title": "Kênh"}
    return _checked({"channel_post": {"message_id": 1, "date": 1, "chat": chat, "text": text}})


def business(text: str) -> dict[str, Any]:
    """Return an update with a message of a business account's chat."""
    return _checked({"business_message": {**_message(42, False, "vi"), "business_connection_id": "b", "text": text}})


def from_bot(chat: int = -100) -> dict[str, Any]:
    """Return the message of the bot that a reply answers."""
    return {**_message(chat, True, "vi"), "from": _bot(), "text": "…"}


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


def _bot() -> dict[str, Any]:
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
