"""What people say of answers: right or wrong, why, and with their consent the question itself."""

import json
from dataclasses import dataclass, replace
from typing import Literal

from hoi.bot.store import Row, Transaction
from hoi.bot.store.turns import Asked

Verdict = Literal["right", "wrong", "remark"]
"""A word on an answer, or a remark on the whole (then ``token`` is the remark's own)."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's word on one answer.

    ``token`` names the answer. ``reason`` is the name of a button, or words written in order to be kept; ``question``
    is None unless the person agreed that it be kept; then ``history`` is what they asked before it, the ``whole`` of
    what it followed on or not. ``outcome`` is the status of the answer.
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
    outcome: str | None = None
    history: tuple[str, ...] = ()
    whole: bool = True

    def asking(self, asked: Asked | None) -> "Feedback":
        """Return the same with the question that was answered, if it may be kept."""
        if asked is None:
            return self
        return replace(self, question=asked.question, history=asked.history, whole=asked.whole)


_COLUMNS = "token, person, chat, verdict, given_at, reason, question, document, locator, outcome, history, whole"


def give(transaction: Transaction, feedback: Feedback) -> None:
    """Keep a person's word on an answer; a later word on the same answer takes its place.

    The reason for a verdict goes with it; the question, once it may be kept, stays.
    """
    transaction.execute(
        f"""INSERT INTO feedback ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (token, person) DO UPDATE SET verdict = excluded.verdict, given_at = excluded.given_at,
            reason = CASE WHEN excluded.verdict = feedback.verdict
                     THEN COALESCE(excluded.reason, feedback.reason) ELSE excluded.reason END,
            history = CASE WHEN excluded.question IS NULL THEN feedback.history ELSE excluded.history END,
            whole = CASE WHEN excluded.question IS NULL THEN feedback.whole ELSE excluded.whole END,
            question = COALESCE(excluded.question, feedback.question),
            outcome = COALESCE(excluded.outcome, feedback.outcome)""",  # noqa: S608 - the names above
        (
            feedback.token, feedback.person, feedback.chat, feedback.verdict, feedback.given_at,
            feedback.reason, feedback.question, feedback.document, feedback.locator, feedback.outcome,
            json.dumps(feedback.history, ensure_ascii=False), int(feedback.whole),
        ),
    )  # fmt: skip


def of(transaction: Transaction, token: str, person: str) -> Feedback | None:
    """Return the word of ``person`` on the answer ``token``; None when there is none."""
    rows = transaction.execute(
        f"SELECT {_COLUMNS} FROM feedback WHERE token = ? AND person = ?",  # noqa: S608 - the names above
        (token, person),
    )
    return _read(rows[0]) if rows else None


def newest(transaction: Transaction, limit: int, verdict: Verdict | None = None) -> tuple[Feedback, ...]:
    """Return the newest feedback first, of one verdict or of both."""
    rows = transaction.execute(
        f"SELECT {_COLUMNS} FROM feedback WHERE verdict = COALESCE(?, verdict) "  # noqa: S608 - the names above
        "ORDER BY given_at DESC, token LIMIT ?",
        (verdict, limit),
    )
    return tuple(map(_read, rows))


def count(transaction: Transaction) -> dict[Verdict, int]:
    """Return how often each verdict was given."""
    found: dict[Verdict, int] = {"right": 0, "wrong": 0, "remark": 0}
    found.update(transaction.execute("SELECT verdict, COUNT(*) FROM feedback GROUP BY verdict"))
    return found


def _read(row: Row) -> Feedback:
    history, whole = row[-2:]
    return replace(Feedback(*row[:-2]), history=tuple(json.loads(history)), whole=bool(whole))
