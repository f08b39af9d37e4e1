"""Erasing everything kept about a person and the chats that are theirs."""

from collections.abc import Iterable

from hoi.bot.store import Transaction
from hoi.bot.store.outbox import NOTICE

IMPERSONAL = frozenset({"migrations", "flags", "broadcasts"})
"""The tables that hold nothing about anybody: which shapes were applied, what operators switched on and announce."""
_OF_PERSON = {
    "consents": "person", "feedback": "person", "subscriptions": "person", "turns": "person", "meanings": "person",
    "connections": "owner",
}  # fmt: skip
_OF_CHAT = ("turns", "replies", "meanings", "subscriptions", "feedback", "chats", "told", "dead_letters")


def erase(transaction: Transaction, person: str, chats: Iterable[str] = ()) -> None:
    """Erase everything kept about ``person``, wherever they wrote, and about ``chats``, which are theirs alone.

    What a group as a whole is kept by stays: its language, which messages answered which, what others subscribed to.
    What Telegram delivered and is still worked on goes by itself when the work is done.
    """
    _sent_reminders(transaction, "person", person)
    for table, column in _OF_PERSON.items():
        transaction.execute(f"DELETE FROM {table} WHERE {column} = ?", (person,))  # noqa: S608 - names above
    _unname(transaction, person)
    for chat in chats:
        _sent_reminders(transaction, "chat", chat)
        for table in _OF_CHAT:
            transaction.execute(f"DELETE FROM {table} WHERE chat = ?", (chat,))  # noqa: S608 - names above
        transaction.execute("DELETE FROM outbox WHERE chat = ? AND job LIKE ?", (chat, f"{NOTICE}%"))
        _unname(transaction, chat)


def _sent_reminders(transaction: Transaction, column: str, value: str) -> None:
    transaction.execute(
        f"DELETE FROM reminders WHERE subscription IN (SELECT id FROM subscriptions WHERE {column} = ?)",  # noqa: S608
        (value,),
    )


def _unname(transaction: Transaction, lane: str) -> None:
    """Take the lane off the numbers of finished updates, which stay a while against repeats."""
    transaction.execute("UPDATE inbox SET lane = '' WHERE lane = ? AND state IN ('done', 'dead')", (lane,))
