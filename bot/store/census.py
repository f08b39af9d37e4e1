"""How much there is of everything, for operators: numbers only, nobody's name and nobody's words."""

from dataclasses import dataclass

from hoi.bot.store import Transaction, feedback
from hoi.bot.store.feedback import Verdict


@dataclass(frozen=True, slots=True)
class Census:
    """The numbers; ``recent`` are updates finished in the last two days, ``dead_chats`` chats that take no messages."""

    recent: int
    waiting: int
    unsent: int
    dead_letters: int
    dead_chats: int
    subscribers: int
    subscriptions: int
    feedback: dict[Verdict, int]


def take(transaction: Transaction) -> Census:
    """Return the numbers of this moment."""

    def count(sql: str) -> int:
        return int(transaction.execute(sql)[0][0])

    return Census(
        count("SELECT COUNT(*) FROM inbox WHERE state = 'done'"),
        count("SELECT COUNT(*) FROM inbox WHERE state IN ('waiting', 'working')"),
        count("SELECT COUNT(*) FROM outbox"),
        count("SELECT COUNT(*) FROM dead_letters"),
        count("SELECT COUNT(*) FROM chats WHERE dead_since IS NOT NULL"),
        count("SELECT COUNT(DISTINCT chat) FROM subscriptions"),
        count("SELECT COUNT(*) FROM subscriptions"),
        feedback.count(transaction),
    )
