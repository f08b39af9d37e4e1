"""What could not be handled or sent, and why; never what it said."""

from dataclasses import dataclass

from hoi.bot.store import Transaction

SECONDS = 30 * 24 * 3600
"""Seconds a record is kept for operators."""
WHOLE = -1
"""The ordinal of a record about a whole job rather than one of its letters."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A record: which job, which letter of it (``WHOLE``: all), and the reason in a few words of ours."""

    job: str
    ordinal: int
    chat: str
    reason: str
    died_at: int


def add(transaction: Transaction, letter: DeadLetter) -> None:
    """Keep a record; once for each letter of a job."""
    transaction.execute(
        """INSERT INTO dead_letters (job, ordinal, chat, reason, died_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (job, ordinal) DO NOTHING""",
        (letter.job, letter.ordinal, letter.chat, letter.reason, letter.died_at),
    )


def newest(transaction: Transaction, limit: int) -> tuple[DeadLetter, ...]:
    """Return the newest records first."""
    rows = transaction.execute(
        "SELECT job, ordinal, chat, reason, died_at FROM dead_letters ORDER BY died_at DESC, job LIMIT ?", (limit,)
    )
    return tuple(DeadLetter(*row) for row in rows)


def expire(transaction: Transaction, now: int) -> None:
    """Erase the records that are too old to matter."""
    transaction.execute("DELETE FROM dead_letters WHERE died_at <= ?", (now - SECONDS,))
