"""Who agreed that questions with feedback may be kept."""

from hoi.bot.store import Transaction


def give(transaction: Transaction, person: str, now: int) -> None:
    """Say that ``person`` agrees."""
    transaction.execute(
        "INSERT INTO consents (person, given_at) VALUES (?, ?) ON CONFLICT (person) DO NOTHING", (person, now)
    )


def withdraw(transaction: Transaction, person: str) -> None:
    """Say that ``person`` does not agree any more; the questions kept of them are erased."""
    transaction.execute("DELETE FROM consents WHERE person = ?", (person,))
    transaction.execute(
        "UPDATE feedback SET question = NULL, reason = NULL, history = '[]' WHERE person = ?", (person,)
    )


def given(transaction: Transaction, person: str) -> bool:
    """Tell whether ``person`` agrees."""
    return bool(transaction.execute("SELECT 1 FROM consents WHERE person = ?", (person,)))
