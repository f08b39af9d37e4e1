"""Which messages answered which question, so that an edited question edits its answer."""

from hoi.bot.store import Transaction

SECONDS = 48 * 3600
"""Seconds a bot's message can be taken back for; an older question is not edited in earnest."""


def add(transaction: Transaction, chat: str, question: int, message: int, now: int) -> None:
    """Say that ``message`` answers the question in the message ``question`` of ``chat``."""
    transaction.execute(
        """INSERT INTO replies (chat, question, message, sent_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (chat, question, message) DO NOTHING""",
        (chat, question, message, now),
    )


def of(transaction: Transaction, chat: str, question: int, now: int) -> tuple[int, ...]:
    """Return the messages that answered a question not too long ago, in the order in which they were sent."""
    rows = transaction.execute(
        "SELECT message FROM replies WHERE chat = ? AND question = ? AND sent_at > ? ORDER BY message",
        (chat, question, now - SECONDS),
    )
    return tuple(message for (message,) in rows)


def remove(transaction: Transaction, chat: str, message: int) -> None:
    """Say that a message that answered a question is gone."""
    transaction.execute("DELETE FROM replies WHERE chat = ? AND message = ?", (chat, message))


def expire(transaction: Transaction, now: int) -> None:
    """Erase what is too old to be edited."""
    transaction.execute("DELETE FROM replies WHERE sent_at <= ?", (now - SECONDS,))
