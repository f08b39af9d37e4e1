"""Feedback as questions of an evaluation set: what people reported becomes a question first, a fix second."""

import json
from collections.abc import Iterable

from hoi.bot.cases import Expect
from hoi.bot.store.feedback import Feedback

CATEGORY = "feedback"
_EXPECTED: dict[str | None, Expect] = {
    "answered": "answer", "partial": "partial", "not_found": "abstain", "refused": "abstain",
}  # fmt: skip
"""What a right answer of each outcome was to be."""


def cases(words: Iterable[Feedback]) -> bytes:
    """Return the questions that people let be kept, as lines of the format of ``hoi.bot.cases``; newest words first.

    Each answer once, by the newest word on it. A right answer's citation is its gold, its outcome what to expect. What
    to expect of a wrong one nobody knows yet, nor of a question that followed on words of others: ``expect`` is null
    then and ``gold`` empty, and no evaluation takes the file until a person filled them in. What was cited stands in
    ``cited``, what came of it in ``outcome``, why it was wrong in ``reason``.
    """
    kept: dict[str, Feedback] = {}
    for word in words:
        if word.question is not None:
            kept.setdefault(word.token, word)
    return "".join(json.dumps(_case(each), ensure_ascii=False) + "\n" for each in kept.values()).encode("utf-8")


def _case(word: Feedback) -> dict[str, object]:
    cited = [f"{word.document}:{word.locator}"] if word.document and word.locator else []
    known = word.verdict == "right" and word.whole
    return {
        "id": f"f-{word.token}",
        "intent": f"f_{word.token}",
        "question": word.question,
        "history": list(word.history),
        "form": "followup" if word.history or not word.whole else "standard",
        "category": CATEGORY,
        "audience": "citizen",
        "expect": _EXPECTED.get(word.outcome) if known else None,
        "gold": cited if known else [],
        "all_required": [],
        "must_include": [],
        "must_not_include": [],
        "verdict": word.verdict,
        "reason": word.reason,
        "outcome": word.outcome,
        "cited": cited,
        "history_whole": word.whole,
    }
