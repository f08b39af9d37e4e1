"""What happens to chats: the bot is blocked or let in again, a group becomes a supergroup. Nothing is said to it."""

from collections.abc import Sequence

from telegram import ChatMember, Update

from hoi.bot.store import Transaction, chats, moves
from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route

_AWAY = frozenset({ChatMember.BANNED, ChatMember.LEFT})


async def membership(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Note that the chat takes messages again, or takes them no more."""
    change = incoming.update.my_chat_member
    gone = change is not None and change.new_chat_member.status in _AWAY
    now = int(incoming.received.timestamp())

    def note(transaction: Transaction) -> None:
        if gone:
            chats.bury(transaction, incoming.chat, now)
        else:
            chats.revive(transaction, incoming.chat)

    await desk.store.run(note)
    return []


async def moved(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Follow a group that became a supergroup."""
    to = incoming.message.migrate_to_chat_id
    if to is not None:
        moved_to = desk.pseudonyms.of("chat", to)
        await desk.store.run(lambda transaction: moves.follow(transaction, incoming.chat, moved_to, to))
    return []


def _membership(update: Update, _me: Identity) -> bool:
    return update.my_chat_member is not None


def _moved(update: Update, _me: Identity) -> bool:
    return update.message is not None and update.message.migrate_to_chat_id is not None


ROUTES = (
    Route(_membership, membership, counts=False, pauses=False),
    Route(_moved, moved, counts=False, pauses=False),
)
