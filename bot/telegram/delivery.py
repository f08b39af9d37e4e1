"""Sending: where a reply goes, and how its parts get there."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from telegram import Bot, InlineKeyboardMarkup, MaybeInaccessibleMessage, Message, ReplyParameters
from telegram.constants import ChatAction, ChatType
from telegram.error import RetryAfter, TelegramError

from hoi.bot.telegram.message import Part

MAX_WAIT = 30
"""Seconds a part waits when Telegram asks to slow down; a longer ban is reported as a failure."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes: the chat, the topic in it, and in a group the message it answers."""

    chat: int
    topic: int | None = None
    reply_to: int | None = None

    @classmethod
    def of(cls, message: MaybeInaccessibleMessage) -> "Place":
        """Return the place of a reply to ``message``."""
        topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
        private = message.chat.type == ChatType.PRIVATE
        return cls(message.chat.id, topic, None if private else message.message_id)


async def typing(bot: Bot, place: Place) -> None:
    """Show that an answer is on its way; a failure to show it is no failure."""
    with contextlib.suppress(TelegramError):
        await bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.topic)


async def deliver(bot: Bot, place: Place, parts: Sequence[Part], keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Send ``parts`` in order, the first as a reply, the last with ``keyboard``.

    A part whose fate is unknown (a timeout) is not sent again: a doubled answer is worse than a missing one,
    and the error is raised for the caller to report.

    Raises:
        TelegramError: a part could not be sent; those after it were not tried.
    """
    for number, part in enumerate(parts, 1):
        reply_to = place.reply_to if number == 1 else None
        await _send(bot, place, part, reply_to, keyboard if number == len(parts) else None)


async def _send(
    bot: Bot, place: Place, part: Part, reply_to: int | None, keyboard: InlineKeyboardMarkup | None
) -> None:
    reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None

    async def attempt() -> None:
        await bot.send_message(
            place.chat,
            part.text,
            entities=part.entities,
            message_thread_id=place.topic,
            reply_parameters=reply,
            reply_markup=keyboard,
        )

    try:
        await attempt()
    except RetryAfter as error:
        seconds = _seconds(error.retry_after)
        if seconds > MAX_WAIT:
            raise
        _log.warning("Telegram asks to wait %d s before the next message", seconds)
        await asyncio.sleep(seconds)
        await attempt()


def _seconds(period: int | timedelta) -> float:
    return period.total_seconds() if isinstance(period, timedelta) else period
