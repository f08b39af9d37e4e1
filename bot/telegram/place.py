"""Where a reply goes: the chat, the topic in it, the message it answers, the business account it is sent for."""

from dataclasses import dataclass

from telegram import MaybeInaccessibleMessage, Message
from telegram.constants import ChatType


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes.

    ``reply_to`` is the message a reply is attached to, in groups only: a private chat needs no arrow to what was just
    said. ``business`` is the connection in whose name the bot writes.
    """

    chat: int
    topic: int | None = None
    reply_to: int | None = None
    business: str | None = None

    @classmethod
    def of(cls, message: MaybeInaccessibleMessage) -> "Place":
        """Return the place of a reply to ``message``."""
        private = message.chat.type == ChatType.PRIVATE
        reply_to = None if private else message.message_id
        if not isinstance(message, Message):
            return cls(message.chat.id, None, reply_to)
        topic = message.message_thread_id if message.is_topic_message else None
        return cls(message.chat.id, topic, reply_to, message.business_connection_id)
