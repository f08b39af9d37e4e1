"""What Telegram delivered: stored before it is acknowledged, worked on in order, erased when it is done.

An update is ``waiting``, then ``working`` (a handler has it), then ``answered`` (its calls are in the outbox), then
``done`` or ``dead``. Its number stays for a while after its text is gone, so that a second delivery does nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hoi.bot.store import Transaction

SECONDS = 26 * 3600
"""Seconds the number of a finished update is kept: Telegram delivers again for at most 24 hours."""

State = Literal["waiting", "working", "answered", "done", "dead"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as delivered: its number, the lane whose order it keeps, its JSON."""

    id: int
    lane: str
    body: str


@dataclass(frozen=True, slots=True)
class Claim:
    """An update taken up; ``attempts`` counts this one."""

    body: str
    state: State
    attempts: int
    received_at: int


def add(transaction: Transaction, arrivals: Iterable[Arrival], now: int) -> list[Arrival]:
    """Store what arrived and return what was new."""
    return [
        arrival
        for arrival in arrivals
        if transaction.execute(
            """INSERT INTO inbox (update_id, lane, body, state, attempts, received_at)
               VALUES (?, ?, ?, 'waiting', 0, ?) ON CONFLICT (update_id) DO NOTHING RETURNING update_id""",
            (arrival.id, arrival.lane, arrival.body, now),
        )
    ]


def unfinished(transaction: Transaction) -> list[tuple[int, str]]:
    """Return the number and the lane of every update that is not done, oldest first."""
    rows = transaction.execute(
        "SELECT update_id, lane FROM inbox WHERE state IN ('waiting', 'working', 'answered') ORDER BY update_id"
    )
    return [(number, lane) for number, lane in rows]


def claim(transaction: Transaction, update: int) -> Claim | None:
    """Take an update up and count the attempt; None when it is finished or unknown.

    One whose calls are in the outbox already is taken up as it is: sending has its own bounds.
    """
    rows = transaction.execute(
        """UPDATE inbox SET attempts = attempts + CASE state WHEN 'answered' THEN 0 ELSE 1 END,
           state = CASE state WHEN 'answered' THEN 'answered' ELSE 'working' END
           WHERE update_id = ? AND state IN ('waiting', 'working', 'answered')
           RETURNING body, state, attempts, received_at""",
        (update,),
    )
    return Claim(*rows[0]) if rows else None


def give_back(transaction: Transaction, update: int) -> None:
    """Take back that an update was taken up: the program was told to stop, for which the update is not to blame."""
    transaction.execute(
        "UPDATE inbox SET state = 'waiting', attempts = attempts - 1 WHERE update_id = ? AND state = 'working'",
        (update,),
    )


def mark_answered(transaction: Transaction, update: int) -> None:
    """Say that the calls of an update are in the outbox; it is not handled again, and its text is erased."""
    transaction.execute("UPDATE inbox SET state = 'answered', body = '' WHERE update_id = ?", (update,))


def finish(transaction: Transaction, update: int, state: Literal["done", "dead"] = "done") -> None:
    """Say that an update is finished, and erase its text."""
    transaction.execute("UPDATE inbox SET state = ?, body = NULL WHERE update_id = ?", (state, update))


def expire(transaction: Transaction, now: int) -> None:
    """Erase the numbers of what was finished long ago."""
    transaction.execute("DELETE FROM inbox WHERE state IN ('done', 'dead') AND received_at <= ?", (now - SECONDS,))
