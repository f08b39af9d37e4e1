"""What operators tell every chat that asked to be reminded of something: first a draft, then sent, each chat once."""

from dataclasses import dataclass

from hoi.bot.store import Transaction, subscriptions

SECONDS = 7 * 24 * 3600
"""Seconds a broadcast and the list of who got it are kept."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A chat to tell: its pseudonym, its number, its topic if any, the language it is told in."""

    chat: str
    address: int
    topic: int | None
    language: str


def draft(transaction: Transaction, token: str, text: str, now: int) -> None:
    """Keep a broadcast that is not sent until it is confirmed."""
    transaction.execute(
        """INSERT INTO broadcasts (token, text, state, created_at) VALUES (?, ?, 'draft', ?)
           ON CONFLICT (token) DO NOTHING""",
        (token, text, now),
    )


def confirm(transaction: Transaction, token: str) -> bool:
    """Let a draft go out; False when there is none of this name."""
    return bool(
        transaction.execute(
            "UPDATE broadcasts SET state = 'going' WHERE token = ? AND state = 'draft' RETURNING token", (token,)
        )
    )


def drop(transaction: Transaction, token: str) -> bool:
    """Erase a draft; False when there is none of this name."""
    return bool(
        transaction.execute("DELETE FROM broadcasts WHERE token = ? AND state = 'draft' RETURNING token", (token,))
    )


def going(transaction: Transaction) -> list[tuple[str, str]]:
    """Return the token and the text of every broadcast that goes out, oldest first."""
    rows = transaction.execute("SELECT token, text FROM broadcasts WHERE state = 'going' ORDER BY created_at, token")
    return [(token, text) for token, text in rows]


def finish(transaction: Transaction, token: str) -> None:
    """Say that everybody was told."""
    transaction.execute("UPDATE broadcasts SET state = 'gone' WHERE token = ?", (token,))


def recipients(transaction: Transaction) -> list[Recipient]:
    """Return the chats that have reminders and take messages, each once, in its language and where its oldest goes."""
    found: dict[str, Recipient] = {}
    for each in subscriptions.living(transaction):
        found.setdefault(each.chat, Recipient(each.chat, each.address, each.topic, each.language))
    return list(found.values())


def mark_told(transaction: Transaction, token: str, chat: str) -> bool:
    """Say that ``chat`` is told now; False when it was told before, or has no reminders any more."""
    return bool(
        transaction.execute(
            """INSERT INTO told (broadcast, chat)
               SELECT ?, ? WHERE EXISTS (SELECT 1 FROM subscriptions WHERE chat = ?)
               ON CONFLICT DO NOTHING RETURNING chat""",
            (token, chat, chat),
        )
    )


def expire(transaction: Transaction, now: int) -> None:
    """Erase what was sent, or never confirmed, long ago."""
    old = now - SECONDS
    transaction.execute(
        """DELETE FROM told WHERE broadcast IN
           (SELECT token FROM broadcasts WHERE created_at <= ? AND state <> 'going')""",
        (old,),
    )
    transaction.execute("DELETE FROM broadcasts WHERE created_at <= ? AND state <> 'going'", (old,))
