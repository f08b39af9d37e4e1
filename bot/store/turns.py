"""The questions a chat asked before, so that a follow-up is understood: few, and only for a while."""

from hoi.bot.store import Transaction

QUESTIONS = 4
"""Questions kept of each chat."""
SECONDS = 30 * 60
"""Seconds after a chat's last question until its questions are erased."""


def remember(transaction: Transaction, update: int, chat: str, question: str, now: int) -> None:
    """Add the question of ``update``; once, however often it is said."""
    transaction.execute(
        """INSERT INTO turns (update_id, chat, question, asked_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (update_id) DO NOTHING""",
        (update, chat, question, now),
    )
    transaction.execute(
        """DELETE FROM turns WHERE chat = ? AND update_id NOT IN
           (SELECT update_id FROM turns WHERE chat = ? ORDER BY update_id DESC LIMIT ?)""",
        (chat, chat, QUESTIONS),
    )


def recall(transaction: Transaction, chat: str, now: int, before: int) -> tuple[str, ...]:
    """Return the questions ``chat`` asked before the update ``before``, oldest first.

    None when the chat was silent for ``SECONDS``.
    """
    rows = transaction.execute(
        "SELECT question, asked_at FROM turns WHERE chat = ? AND update_id < ? ORDER BY update_id", (chat, before)
    )
    return tuple(question for question, _ in rows) if rows and rows[-1][1] > now - SECONDS else ()


def expire(transaction: Transaction, now: int) -> None:
    """Erase the questions of the chats that were silent for ``SECONDS``."""
    transaction.execute(
        "DELETE FROM turns WHERE chat IN (SELECT chat FROM turns GROUP BY chat HAVING MAX(asked_at) <= ?)",
        (now - SECONDS,),
    )


def forget(transaction: Transaction, chat: str) -> None:
    """Erase the questions of ``chat``."""
    transaction.execute("DELETE FROM turns WHERE chat = ?", (chat,))
