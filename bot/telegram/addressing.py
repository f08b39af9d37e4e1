"""Whether a message is meant for the bot, and what is left of it without the bot's name or command. Pure."""

from dataclasses import dataclass

from telegram import Message, MessageEntity
from telegram.constants import ChatType

from hoi.bot.telegram.incoming import Identity


@dataclass(frozen=True, slots=True)
class Command:
    """A command at the beginning of a message: its name in small letters, and what follows it."""

    name: str
    rest: str


def command_of(message: Message, me: Identity) -> Command | None:
    """Return the command in ``message``; None when there is none, or it names another bot.

    Telegram marks commands itself, so that "/" in the middle of a text is none. One that was forwarded is none either:
    somebody else wrote it, to somebody else. A picture's caption may be one.
    """
    text, first = message.text or message.caption or "", _first_entity(message)
    if first is None or not is_command(message) or forwarded(message):
        return None
    named, _, bot = text[1 : first.length].partition("@")
    if bot and bot.lower() != me.name.lower():
        return None
    return Command(named.lower(), text[first.length :].strip())


def is_command(message: Message) -> bool:
    """Tell whether ``message`` begins with a command, of whichever bot."""
    first = _first_entity(message)
    return first is not None and first.type == MessageEntity.BOT_COMMAND and first.offset == 0


def forwarded(message: Message) -> bool:
    """Tell whether ``message`` was written elsewhere."""
    return message.forward_origin is not None or bool(message.is_automatic_forward)


def asks(message: Message, me: Identity) -> bool:
    """Tell whether ``message`` may hold a question: text, or a caption that names the bot or is a command for it."""
    return bool(message.text) or bool(_mentions(message, me)) or command_of(message, me) is not None


def words_of(message: Message, me: Identity) -> tuple[str, Message]:
    """Return the words of the question in ``message``, and the message they stand in.

    A bare command or mention that replies to somebody asks what that one wrote, or the passage quoted of it.
    """
    command, replied = command_of(message, me), message.reply_to_message
    own = command.rest if command is not None else without_mention(message, me)
    if replied is None or _replies(message, me) or any(char.isalnum() for char in own):
        return own, message
    quoted = message.quote.text if message.quote is not None else None
    return quoted or replied.text or replied.caption or "", replied


def addressed(message: Message, me: Identity) -> bool:
    """Tell whether ``message`` is meant for the bot: any in a private chat, in a group a reply to it or a mention.

    Another bot's message never is: two bots that answer each other do not stop.
    """
    if from_bot(message):
        return False
    return message.chat.type == ChatType.PRIVATE or _replies(message, me) or bool(_mentions(message, me))


def from_bot(message: Message) -> bool:
    """Tell whether another bot wrote ``message``; an anonymous administrator or a channel is none."""
    by_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
    return by_bot or message.via_bot is not None


def without_mention(message: Message, me: Identity) -> str:
    """Return the text of ``message`` without the mentions of the bot."""
    text = message.text or message.caption or ""
    for mention in _mentions(message, me):
        text = text.replace(mention, " ")
    return text


def _first_entity(message: Message) -> MessageEntity | None:
    return next(iter(message.entities or message.caption_entities), None)


def _replies(message: Message, me: Identity) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == me.id


def _mentions(message: Message, me: Identity) -> list[str]:
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    found = message.parse_entities(kinds) | message.parse_caption_entities(kinds)
    return [
        words
        for entity, words in found.items()
        if (entity.user is not None and entity.user.id == me.id) or words.lower() == f"@{me.name}".lower()
    ]
