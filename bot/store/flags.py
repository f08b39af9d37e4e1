"""What operators switched on for the whole bot, until they switch it off: so far maintenance, with a note."""

from typing import Literal

from hoi.bot.store import Transaction

Flag = Literal["maintenance"]


def raise_(transaction: Transaction, flag: Flag, note: str, now: int) -> None:
    """Switch ``flag`` on, with a note for people."""
    transaction.execute(
        """INSERT INTO flags (name, note, raised_at) VALUES (?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET note = excluded.note, raised_at = excluded.raised_at""",
        (flag, note, now),
    )


def lower(transaction: Transaction, flag: Flag) -> None:
    """Switch ``flag`` off."""
    transaction.execute("DELETE FROM flags WHERE name = ?", (flag,))


def note(transaction: Transaction, flag: Flag) -> str | None:
    """Return the note of ``flag``; None when it is off."""
    rows = transaction.execute("SELECT note FROM flags WHERE name = ?", (flag,))
    return str(rows[0][0]) if rows else None
