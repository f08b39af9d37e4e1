"""A group that became a supergroup: what it chose and what it is reminded of go along."""

from hoi.bot.store import Transaction, chats, subscriptions


def follow(transaction: Transaction, chat: str, moved: str, to: int) -> None:
    """Say that the group ``chat`` became the supergroup ``moved``, whose own number is ``to``."""
    chats.move(transaction, chat, to)
    chats.inherit_language(transaction, chat, moved)
    subscriptions.readdress(transaction, chat, moved, to)
