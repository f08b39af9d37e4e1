"""What people say of answers: right or wrong, why, and with their consent the question itself."""

from dataclasses import dataclass, replace
from typing import Literal

from hoi.bot.store import Transaction

Verdict = Literal["right", "wrong", "remark"]
"""A word on an answer, or a remark on the whole (then ``token`` is the remark's own)."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's word on one answer.

    ``token`` names the answer. ``reason`` is the name of a button, or words written in order to be kept; ``question``
    is None unless the person agreed that it be kept.
    """

    token: str
    person: str
    chat: str
    verdict: Verdict
    given_at: int
    reason: str | None = None
    question: str | None = None
    document: str | None = None
    locator: str | None = None

    def asking(self, question: str | None) -> "Feedback":
        """Return the same with the question that was answered."""
        return replace(self, question=question)


_COLUMNS = "token, person, chat, verdict, given_at, reason, question, document, locator"


def give(transaction: Transaction, feedback: Feedback) -> None:
    """Keep a person's word on an answer; a later word on the same answer takes its place."""
    transaction.execute(
        f"""INSERT INTO feedback ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (token, person) DO UPDATE SET verdict = excluded.verdict, given_at = excluded.given_at,
            reason = COALESCE(excluded.reason, feedback.reason),
            question = COALESCE(excluded.question, feedback.question)""",  # noqa: S608 - the names above
        (
            feedback.token, feedback.person, feedback.chat, feedback.verdict, feedback.given_at,
            feedback.reason, feedback.question, feedback.document, feedback.locator,
        ),
    )  # fmt: skip


def newest(transaction: Transaction, limit: int, verdict: Verdict | None = None) -> tuple[Feedback, ...]:
    """Return the newest feedback first, of one verdict or of both."""
    rows = transaction.execute(
        f"SELECT {_COLUMNS} FROM feedback WHERE verdict = COALESCE(?, verdict) "  # noqa: S608 - the names above
        "ORDER BY given_at DESC, token LIMIT ?",
        (verdict, limit),
    )
    return tuple(Feedback(*row) for row in rows)


def count(transaction: Transaction) -> dict[Verdict, int]:
    """Return how often each verdict was given."""
    found: dict[Verdict, int] = {"right": 0, "wrong": 0, "remark": 0}
    found.update(transaction.execute("SELECT verdict, COUNT(*) FROM feedback GROUP BY verdict"))
    return found
