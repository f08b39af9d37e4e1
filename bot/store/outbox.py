"""What is still to be sent: stored in one transaction, sent one by one, each erased right after it was sent.

A ``job`` is what the calls belong to: ``update:17``, or ``notice:`` and a name for what nobody asked for just now.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hoi.bot.store import Transaction

NOTICE = "notice:"
_UPDATE = "update:"


@dataclass(frozen=True, slots=True)
class Letter:
    """A call to be made, as JSON, and when it is too late for it (seconds since 1970)."""

    call: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A letter with its place in its job; ``chat`` is its chat's pseudonym."""

    ordinal: int
    chat: str
    call: str
    created_at: int
    expires_at: int


def job_of(update: int) -> str:
    """Return the job of an update."""
    return f"{_UPDATE}{update}"


def update_of(job: str) -> int | None:
    """Return the update a job belongs to; None for a notice."""
    return int(job.removeprefix(_UPDATE)) if job.startswith(_UPDATE) else None


def put(transaction: Transaction, job: str, chat: str, letters: Sequence[Letter], now: int) -> None:
    """Store the letters of a job, in the order in which they are to be sent; once, however often it is said."""
    for ordinal, letter in enumerate(letters):
        transaction.execute(
            """INSERT INTO outbox (job, ordinal, chat, call, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (job, ordinal) DO NOTHING""",
            (job, ordinal, chat, letter.call, now, letter.expires_at),
        )


def of(transaction: Transaction, job: str) -> list[Stored]:
    """Return what is still to be sent of a job, in order."""
    rows = transaction.execute(
        "SELECT ordinal, chat, call, created_at, expires_at FROM outbox WHERE job = ? ORDER BY ordinal", (job,)
    )
    return [Stored(*row) for row in rows]


def remove(transaction: Transaction, job: str, ordinal: int) -> None:
    """Erase a letter that was sent, or that never will be."""
    transaction.execute("DELETE FROM outbox WHERE job = ? AND ordinal = ?", (job, ordinal))


def clear(transaction: Transaction, job: str) -> None:
    """Erase what is left of a job."""
    transaction.execute("DELETE FROM outbox WHERE job = ?", (job,))


def notices(transaction: Transaction) -> list[tuple[str, str]]:
    """Return the job and the chat of every notice that is still to be sent, oldest first."""
    rows = transaction.execute(
        """SELECT job, chat FROM outbox WHERE job LIKE ? GROUP BY job, chat ORDER BY MIN(created_at), job""",
        (f"{NOTICE}%",),
    )
    return [(job, chat) for job, chat in rows]
