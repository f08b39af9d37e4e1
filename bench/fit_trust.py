"""Fits the weights of ``bot/assistant/trust.py``: ``python -m bench.fit_trust QUESTIONS.jsonl …``; only prints them.

Learned from: the example questions of the documents and those of ``index/unanswered.toml``, each left out of the index
in its turn (what is nearly the same vector does not count), and the questions of the files, which weigh more. Half of
the files' questions (``Case.half``) are kept for the last lines: how many answers are lost, and how many questions
without an answer pass, by threshold.
"""

import io
import random
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant, today_in_vietnam
from hoi.bot.assistant.question import read
from hoi.bot.assistant.rank import Ranker
from hoi.bot.cases import Case, read_cases
from hoi.bot.settings import load
from hoi.bot.startup import open_assistant
from hoi.index import dense
from hoi.index.encoder import Vectors
from hoi.index.taught import read_unanswered

FEATURES = ("asked", "unanswered", "cosine", "stated", "lacks")
EXAMPLES, SAME, WEIGHT_OF_CASES = 1500, 0.9995, 4.0
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


def main(paths: list[str]) -> None:
    """Fit and print."""
    from sklearn.linear_model import LogisticRegression

    assistant = open_assistant(load())
    cases = [case for path in paths for case in read_cases(io.BytesIO(Path(path).read_bytes()))]
    taught = [case for case in cases if case.half == "tune"]
    kept = [case for case in cases if case.half == "unseen"]
    with _leaving_out():
        examples = list(_features(assistant, _examples(assistant)))
    rows = [*examples, *_features(assistant, map(_asked, taught))]
    weights = [1.0] * len(examples) + [WEIGHT_OF_CASES] * (len(rows) - len(examples))
    x, y = np.array([row for row, _ in rows]), np.array([answered for _, answered in rows])
    model = LogisticRegression(C=100, max_iter=5000).fit(x, y, sample_weight=weights)
    print({name: round(float(weight), 1) for name, weight in zip(FEATURES, model.coef_[0], strict=True)})
    print("intercept", round(float(model.intercept_[0]), 1))
    for name, half in (("tune", taught), ("unseen", kept)):
        found = list(_features(assistant, map(_asked, half)))
        trusted = model.predict_proba(np.array([row for row, _ in found]))[:, 1]
        answered = np.array([answer for _, answer in found], bool)
        for least in THRESHOLDS:
            lost, passed = np.mean(trusted[answered] < least), np.mean(trusted[~answered] >= least)
            print(f"{name}: below {least} {lost:.1%} of the answers are lost, {passed:.1%} of the rest pass")


def _asked(case: Case) -> tuple[Question, bool]:
    return Question.of(case.question, case.history), case.expect == "answer" or case.correction_ok


def _examples(assistant: Assistant) -> Iterator[tuple[Question, bool]]:
    bank = [line for document in assistant.library for lines in document.questions.values() for line in lines]
    yield from ((Question.of(line), True) for line in random.Random(1).sample(bank, min(EXAMPLES, len(bank))))  # noqa: S311 - a sample
    yield from ((Question.of(each.text), False) for each in read_unanswered() if each.reason != "injection")


def _features(assistant: Assistant, asked: Iterable[tuple[Question, bool]]) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Yield what trust is judged by, for the questions that come so far, and whether they have an answer."""
    ranker = Ranker(assistant.library, assistant.finder)
    scope = frozenset(document.id for document in assistant.library)
    for question, answered in asked:
        reading = read(question, assistant.library, assistant.finder.restorer, today_in_vietnam())
        if reading.refused or reading.cut or reading.fields or reading.unheld or not reading.readable:
            continue
        hits, found = ranker.search(reading, scope)
        if hits:
            lacks = any(not ranker.holds(hits[0], thing) for thing in reading.things)
            best = hits[0]
            yield (best.asked, max(found.unanswered.values()), best.cosine, best.stated, float(lacks)), answered


@contextmanager
def _leaving_out() -> Iterator[None]:
    """Let no vector meet itself in the indexes."""
    similarities = dense.VectorIndex._similarities

    def others(index: dense.VectorIndex, query: Vectors, rows: dense.Numbers) -> dense.Scores:
        found = similarities(index, query, rows)
        found[found > SAME] = -1
        return found

    dense.VectorIndex._similarities = others  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        dense.VectorIndex._similarities = similarities  # type: ignore[method-assign]


if __name__ == "__main__":
    main(sys.argv[1:])
