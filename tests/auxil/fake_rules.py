"""What Telegram refuses, as the source of its Bot API server and its documentation say it; words included. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import CallbackQueryLimit, MessageLimit

TEXT, CAPTION = MessageLimit.MAX_TEXT_LENGTH, MessageLimit.CAPTION_LENGTH
CALLBACK_DATA_BYTES = 64


@dataclass(eq=False)
class Refused(Exception):  # noqa: N818 - the server's own word for it
    """An answer other than 200."""

    status: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)


def bad(description: str, **parameters: Any) -> Refused:
    return Refused(400, f"Bad Request: {description}", parameters)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_text(text: object, limit: int = TEXT, *, kind: str = "message") -> None:
    if not isinstance(text, str) or not text.strip():
        raise bad(f"{kind} text is empty" if kind == "message" else "caption is empty")
    if units(text) > limit:
        raise bad(f"{kind} is too long")


def check_entities(text: str, entities: object) -> None:
    for each in entities if isinstance(entities, list) else []:
        if each["offset"] + each["length"] > units(text):
            raise bad("entity beyond the end of the text")


def check_markup(markup: object) -> None:
    for row in markup.get("inline_keyboard", []) if isinstance(markup, Mapping) else []:
        for button in row:
            if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= CALLBACK_DATA_BYTES:
                raise bad("BUTTON_DATA_INVALID")
            if not button["text"].strip():
                raise bad("BUTTON_TEXT_INVALID")


def check_note(text: object) -> None:
    if isinstance(text, str) and len(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad("MESSAGE_TOO_LONG")


def shown(params: Mapping[str, Any]) -> str:
    """Return what of a message's parameters is seen, to tell whether an edit changes anything."""
    seen = {name: params.get(name) for name in ("text", "entities", "reply_markup")}
    return json.dumps(seen, sort_keys=True)
