"""What a button means when its 64 bytes do not hold it: a short token on the button, the meaning here for a while."""

import secrets
from dataclasses import dataclass

from hoi.bot.store import Transaction

SECONDS = 7 * 24 * 3600
"""Seconds a button can be pressed for; afterwards it is answered as an old one."""
_TOKEN_BYTES = 9


def token() -> str:
    """Return a new token, 12 letters of the URL alphabet: not to be guessed, far below 64 bytes."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a meaning is: the chat that can ask for it, and the person it came about by (pseudonyms)."""

    chat: str
    person: str


def keep(transaction: Transaction, token: str, whose: Whose, value: str, now: int, seconds: int = SECONDS) -> None:
    """Keep ``value`` (JSON) under ``token`` for ``seconds``; only the chat of ``whose`` can ask for it."""
    transaction.execute(
        """INSERT INTO meanings (token, chat, person, value, kept_until) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (token) DO UPDATE SET value = excluded.value, kept_until = excluded.kept_until""",
        (token, whose.chat, whose.person, value, now + seconds),
    )


def find(transaction: Transaction, token: str, chat: str, now: int) -> str | None:
    """Return what ``token`` means in ``chat``; None when it is not known there or too old."""
    rows = transaction.execute(
        "SELECT value FROM meanings WHERE token = ? AND chat = ? AND kept_until > ?", (token, chat, now)
    )
    return str(rows[0][0]) if rows else None


def drop(transaction: Transaction, token: str) -> None:
    """Let ``token`` mean nothing any more."""
    transaction.execute("DELETE FROM meanings WHERE token = ?", (token,))


def expire(transaction: Transaction, now: int) -> None:
    """Erase what is too old to be pressed."""
    transaction.execute("DELETE FROM meanings WHERE kept_until <= ?", (now,))
