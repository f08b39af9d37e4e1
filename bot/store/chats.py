"""What is known of a chat: the language it chose, whether it still takes messages, where it moved to."""

from dataclasses import dataclass
from typing import Literal

from hoi.bot.store import Transaction


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat's own settings and state; ``moved_to`` is the number of the supergroup a group became."""

    language: Literal["vi", "en"] | None = None
    dead: bool = False
    moved_to: int | None = None


def find(transaction: Transaction, chat: str) -> Chat:
    """Return what is known of ``chat``."""
    rows = transaction.execute("SELECT language, dead_since, moved_to FROM chats WHERE chat = ?", (chat,))
    return Chat(rows[0][0], rows[0][1] is not None, rows[0][2]) if rows else Chat()


def choose_language(transaction: Transaction, chat: str, language: Literal["vi", "en"] | None) -> None:
    """Answer ``chat`` in this language from now on; None: in the language of whoever asks."""
    _set(transaction, "language", chat, language)


def inherit_language(transaction: Transaction, chat: str, heir: str) -> None:
    """Answer ``heir`` in the language that ``chat`` chose, unless it chose one itself."""
    transaction.execute(
        """INSERT INTO chats (chat, language) SELECT ?, language FROM chats WHERE chat = ? AND language IS NOT NULL
           ON CONFLICT (chat) DO UPDATE SET language = COALESCE(chats.language, excluded.language)""",
        (heir, chat),
    )


def introduce(transaction: Transaction, chat: str, update: int) -> bool:
    """Say that ``chat`` is told by ``update`` what it talks to; False when it was told by another one before."""
    rows = transaction.execute(
        """INSERT INTO chats (chat, introduced) VALUES (?, ?)
           ON CONFLICT (chat) DO UPDATE SET introduced = COALESCE(chats.introduced, excluded.introduced)
           RETURNING introduced""",
        (chat, update),
    )
    return bool(rows[0][0] == update)


def bury(transaction: Transaction, chat: str, now: int) -> None:
    """Say that ``chat`` takes no messages any more: it blocked the bot, removed it, or is gone."""
    _set(transaction, "dead_since", chat, now)


def revive(transaction: Transaction, chat: str) -> None:
    """Say that ``chat`` takes messages again."""
    transaction.execute("UPDATE chats SET dead_since = NULL WHERE chat = ? AND dead_since IS NOT NULL", (chat,))


def move(transaction: Transaction, chat: str, to: int) -> None:
    """Say that the group ``chat`` became the supergroup ``to``."""
    _set(transaction, "moved_to", chat, to)


def _set(
    transaction: Transaction, column: Literal["language", "dead_since", "moved_to"], chat: str, value: object
) -> None:
    transaction.execute(
        f"INSERT INTO chats (chat, {column}) VALUES (?, ?) "  # noqa: S608 - one of three names written above
        f"ON CONFLICT (chat) DO UPDATE SET {column} = excluded.{column}",
        (chat, value),
    )
