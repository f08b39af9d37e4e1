"""Feedback as questions of an evaluation set: what people reported becomes a question first, a fix second."""

import json
from collections.abc import Iterable

from hoi.bot.store.feedback import Feedback

CATEGORY = "feedback"


def cases(words: Iterable[Feedback]) -> bytes:
    """Return the questions that people let be kept, as lines of the format of ``hoi.bot.cases``.

    A right answer's citation is its gold; of a wrong one the gold is left empty, for a person to fill in: what was
    cited stands in ``cited``, why it was wrong in ``reason``.
    """
    lines = [json.dumps(_case(each), ensure_ascii=False) + "\n" for each in words if each.question is not None]
    return "".join(lines).encode("utf-8")


def _case(word: Feedback) -> dict[str, object]:
    cited = [f"{word.document}:{word.locator}"] if word.document and word.locator else []
    gold = cited if word.verdict == "right" else []
    return {
        "id": f"f-{word.token}",
        "intent": f"f_{word.token}",
        "question": word.question,
        "form": "standard",
        "category": CATEGORY,
        "audience": "citizen",
        "expect": "answer",
        "gold": gold,
        "all_required": [],
        "must_include": [],
        "must_not_include": [],
        "verdict": word.verdict,
        "reason": word.reason,
        "cited": cited,
    }
