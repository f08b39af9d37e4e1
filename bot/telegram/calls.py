"""Calls of the Bot API as values: a handler returns them, the outbox stores them, one module sends them. Pure.

The parameters of a call are the Bot API's own JSON; this is the edge where a dict may stand.
"""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from telegram import InlineKeyboardMarkup, InlineQueryResult, MessageEntity
from telegram.constants import ChatAction

from hoi.bot.telegram.draft import Part
from hoi.bot.telegram.place import Place


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file that goes with a call: the name of its field (``photo``), its file name, its bytes."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the Bot API that has not been made.

    ``answers`` is the id of the question's message when what is sent answers it, in ``params["chat_id"]``: the ids
    of what is sent are remembered for it, so that an edited question edits its answer.

    >>> Call.load(Call("sendMessage", {"chat_id": 42, "text": "Kính chào"}).dump()).params["text"]
    'Kính chào'
    """

    method: str
    params: Mapping[str, Any]
    attachment: Attachment | None = None
    answers: int | None = field(default=None)

    @property
    def chat(self) -> int | None:
        """Return the chat the call concerns, if any."""
        chat = self.params.get("chat_id")
        return int(chat) if chat is not None else None

    def having(self, **params: object) -> "Call":
        """Return the call with these parameters set; None takes one away."""
        merged = {**self.params, **params}
        return replace(self, params={name: value for name, value in merged.items() if value is not None})

    def answering(self, message: int) -> "Call":
        """Return the call marked as the answer to the question in ``message``."""
        return replace(self, answers=message)

    def dump(self) -> str:
        """Return the call as JSON, its attachment in base64."""
        stored: dict[str, Any] = {"method": self.method, "params": dict(self.params)}
        if self.answers is not None:
            stored["answers"] = self.answers
        if self.attachment is not None:
            content = base64.b64encode(self.attachment.content).decode("ascii")
            stored["attachment"] = [self.attachment.field, self.attachment.name, content]
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, stored: str) -> "Call":
        """Return the call that ``dump`` wrote."""
        value = json.loads(stored)
        attachment = None
        if packed := value.get("attachment"):
            attachment = Attachment(packed[0], packed[1], base64.b64decode(packed[2]))
        return cls(value["method"], value["params"], attachment, value.get("answers"))


def send_message(place: Place, parts: Sequence[Part], keyboard: InlineKeyboardMarkup | None = None) -> list[Call]:
    """Return the calls that send ``parts`` in order: the first as a reply, the last with ``keyboard``."""
    last = len(parts) - 1
    return [
        _call("sendMessage", _address(place, reply=number == 0), _text(part), _markup(keyboard, shown=number == last))
        for number, part in enumerate(parts)
    ]


def send_photo(
    place: Place, png: bytes, caption: Part | None = None, keyboard: InlineKeyboardMarkup | None = None
) -> Call:
    """Return the call that sends a PNG picture with a caption of at most 1,024 UTF-16 units."""
    said = {} if caption is None else {"caption": caption.text, "caption_entities": _entities(caption.entities)}
    call = _call("sendPhoto", _address(place, reply=True), said, _markup(keyboard))
    return replace(call, attachment=Attachment("photo", "hoi.png", png))


def edit_message_text(place: Place, message: int, part: Part, keyboard: InlineKeyboardMarkup | None = None) -> Call:
    """Return the call that gives a message the bot sent another text."""
    where = {"chat_id": place.chat, "message_id": message, "business_connection_id": place.business}
    return _call("editMessageText", where, _text(part), _markup(keyboard))


def replacing(
    place: Place, earlier: Sequence[int], parts: Sequence[Part], keyboard: InlineKeyboardMarkup | None = None
) -> list[Call]:
    """Return the calls that show ``parts`` in the messages ``earlier``; more are sent, those left over taken back.

    The last message has ``keyboard``; one that had buttons before and is not the last any more loses them.
    """
    edits = [
        edit_message_text(place, message, part, keyboard if number == len(parts) else None)
        for number, (message, part) in enumerate(zip(earlier, parts, strict=False), 1)
    ]
    more = send_message(place, parts[len(earlier) :], keyboard)
    return [*edits, *more, *(delete_message(place, message) for message in earlier[len(parts) :])]


def edit_message_reply_markup(place: Place, message: int, keyboard: InlineKeyboardMarkup | None = None) -> Call:
    """Return the call that gives a message the bot sent other buttons, or none."""
    where = {"chat_id": place.chat, "message_id": message, "business_connection_id": place.business}
    return _call("editMessageReplyMarkup", where, _markup(keyboard))


def delete_message(place: Place, message: int) -> Call:
    """Return the call that takes back a message the bot sent in the last 48 hours."""
    return _call("deleteMessage", {"chat_id": place.chat, "message_id": message})


def send_chat_action(place: Place, action: str = ChatAction.TYPING) -> Call:
    """Return the call that shows, for five seconds, that an answer is on its way."""
    where = {"chat_id": place.chat, "message_thread_id": place.topic, "business_connection_id": place.business}
    return _call("sendChatAction", where, {"action": str(action)})


def answer_callback_query(query: str, text: str | None = None, *, alert: bool = False) -> Call:
    """Return the call that ends the waiting of a pressed button, with a note of at most 200 characters."""
    return _call("answerCallbackQuery", {"callback_query_id": query, "text": text, "show_alert": alert or None})


def answer_inline_query(
    query: str, results: Sequence[InlineQueryResult], *, seconds: int, personal: bool = False, next_offset: str = ""
) -> Call:
    """Return the call that answers an inline query; Telegram keeps the results for ``seconds``."""
    shown = {"results": [result.to_dict() for result in results], "cache_time": seconds}
    return _call(
        "answerInlineQuery",
        {"inline_query_id": query, "is_personal": personal or None, "next_offset": next_offset},
        shown,
    )


def answer_guest_query(query: str, result: InlineQueryResult) -> Call:
    """Return the call that answers a message in which somebody named the bot in a chat it is not a member of."""
    return _call("answerGuestQuery", {"guest_query_id": query, "result": result.to_dict()})


def set_message_reaction(place: Place, message: int, emoji: str) -> Call:
    """Return the call that reacts to a message with one of Telegram's emoji."""
    return _call(
        "setMessageReaction",
        {"chat_id": place.chat, "message_id": message, "reaction": [{"type": "emoji", "emoji": emoji}]},
    )


def _call(method: str, *params: Mapping[str, Any]) -> Call:
    return Call(method, dict(_given(params)))


def _given(params: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    for each in params:
        yield from ((name, value) for name, value in each.items() if value is not None)


def _address(place: Place, *, reply: bool) -> dict[str, Any]:
    attached = {"message_id": place.reply_to, "allow_sending_without_reply": True}
    return {
        "chat_id": place.chat,
        "message_thread_id": place.topic,
        "business_connection_id": place.business,
        "reply_parameters": attached if reply and place.reply_to is not None else None,
    }


def _text(part: Part) -> dict[str, Any]:
    # The preview of a link would take more room than the answer.
    return {
        "text": part.text,
        "entities": _entities(part.entities),
        "link_preview_options": {"is_disabled": True},
    }


def _entities(entities: Sequence[MessageEntity]) -> list[dict[str, Any]] | None:
    return [entity.to_dict() for entity in entities] or None


def _markup(keyboard: InlineKeyboardMarkup | None, *, shown: bool = True) -> dict[str, Any]:
    return {"reply_markup": keyboard.to_dict() if shown and keyboard is not None else None}
