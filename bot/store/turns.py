"""The questions a chat asked before, so that a follow-up is understood: few, and only for a while."""

from dataclasses import dataclass

from hoi.bot.store import Transaction

QUESTIONS = 4
"""Questions kept of each chat."""
SECONDS = 30 * 60
"""Seconds after a chat's last question until its questions are erased."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question: the update that brought it, chat and author (pseudonyms), the message, the text, when it was asked.

    ``person`` is who wrote the words; empty when that is nobody who could be asked whether they may be kept.
    ``follows`` is how many questions before it it was understood after.
    """

    update: int
    chat: str
    person: str
    message: int
    question: str
    asked_at: int
    follows: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the ones before it that the same person asked; ``whole``: it followed on no others."""

    question: str
    history: tuple[str, ...] = ()
    whole: bool = True


def remember(transaction: Transaction, turn: Turn) -> None:
    """Add a question to those of its chat; once, however often it is said."""
    transaction.execute(
        """INSERT INTO turns (update_id, chat, person, message, question, asked_at, follows)
           VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (update_id) DO NOTHING""",
        (turn.update, turn.chat, turn.person, turn.message, turn.question, turn.asked_at, turn.follows),
    )
    transaction.execute(
        """DELETE FROM turns WHERE chat = ? AND update_id NOT IN
           (SELECT update_id FROM turns WHERE chat = ? ORDER BY update_id DESC LIMIT ?)""",
        (turn.chat, turn.chat, QUESTIONS),
    )


def recall(transaction: Transaction, chat: str, now: int, before: int) -> tuple[str, ...]:
    """Return the questions ``chat`` asked before the update ``before``, oldest first.

    None when the chat was silent for ``SECONDS``.
    """
    rows = transaction.execute(
        "SELECT question, asked_at FROM turns WHERE chat = ? AND update_id < ? ORDER BY update_id", (chat, before)
    )
    return tuple(question for question, _ in rows) if rows and rows[-1][1] > now - SECONDS else ()


def asked(transaction: Transaction, chat: str, person: str, update: int, now: int) -> Asked | None:
    """Return the question that ``update`` brought to ``chat``, with what ``person`` asked before it.

    None when it is not remembered any more, or ``person`` did not write it: nobody agrees for somebody else.
    """
    rows = transaction.execute(
        "SELECT question, follows FROM turns WHERE update_id = ? AND chat = ? AND person = ? AND asked_at > ?",
        (update, chat, person, now - SECONDS),
    )
    if not rows:
        return None
    question, follows = rows[0]
    before = transaction.execute(
        "SELECT question, person FROM turns WHERE chat = ? AND update_id < ? ORDER BY update_id DESC LIMIT ?",
        (chat, update, follows),
    )
    own = tuple(earlier for earlier, author in reversed(before) if author == person)
    return Asked(question, own, len(own) == follows)


def retract(transaction: Transaction, chat: str, message: int) -> None:
    """Erase what was asked in ``message``: its author wrote it anew."""
    transaction.execute("DELETE FROM turns WHERE chat = ? AND message = ?", (chat, message))


def expire(transaction: Transaction, now: int) -> None:
    """Erase the questions of the chats that were silent for ``SECONDS``."""
    transaction.execute(
        "DELETE FROM turns WHERE chat IN (SELECT chat FROM turns GROUP BY chat HAVING MAX(asked_at) <= ?)",
        (now - SECONDS,),
    )


def forget(transaction: Transaction, chat: str) -> None:
    """Erase the questions of ``chat``."""
    transaction.execute("DELETE FROM turns WHERE chat = ?", (chat,))
