"""Who may decide for a chat: in a private chat the person, in a group whoever runs it."""

from telegram.constants import ChatType

from hoi.bot.telegram.incoming import Desk, Incoming


async def decides(incoming: Incoming, desk: Desk) -> bool:
    """Tell whether the sender may decide for the chat; Telegram is asked who runs a group."""
    chat, sender = incoming.update.effective_chat, incoming.update.effective_sender
    if chat is None or sender is None:
        return False
    if chat.type == ChatType.PRIVATE or sender.id == chat.id:  # in the group's own name: an anonymous administrator
        return True
    return sender.id in await desk.administrators(chat.id)
