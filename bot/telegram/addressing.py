"""Whether a message is meant for the bot, and what is left of it without the bot's name."""

from telegram import Message, MessageEntity
from telegram.constants import ChatType
from telegram.ext import filters


class Addressed(filters.MessageFilter):
    """Passes a message of a private chat; in a group only a reply to the bot or a mention of it.

    Another bot's message never passes: two bots that answer each other do not stop.
    """

    def filter(self, message: Message) -> bool:
        """Tell whether ``message`` is meant for the bot."""
        if message.from_user is not None and message.from_user.is_bot and message.sender_chat is None:
            return False
        return message.chat.type == ChatType.PRIVATE or _replies(message) or bool(_mentions(message))


def without_mention(message: Message) -> str:
    """Return the text of ``message`` without the mentions of the bot."""
    text = message.text or ""
    for mention in _mentions(message):
        text = text.replace(mention, " ")
    return text


def _replies(message: Message) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == message.get_bot().id


def _mentions(message: Message) -> list[str]:
    bot = message.get_bot()
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    found = message.parse_entities(kinds) | message.parse_caption_entities(kinds)
    return [
        words
        for entity, words in found.items()
        if (entity.user is not None and entity.user.id == bot.id) or words.lower() == f"@{bot.username}".lower()
    ]
