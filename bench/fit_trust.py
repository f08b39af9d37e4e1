"""Fits the weights of ``bot/assistant/trust.py``: ``python -m bench.fit_trust QUESTIONS.jsonl …``; only prints them.

Learned from: the examples of how people ask and of what has no answer, each scored by an index that was built without
it (``FOLDS`` times), and the questions of the files, which weigh more. Half of the files' questions (``Case.half``)
are kept for the last lines: how many answers are lost, and how many questions without an answer pass, by threshold.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant, today_in_vietnam
from hoi.bot.assistant.question import Reader
from hoi.bot.assistant.rank import Ranker
from hoi.bot.cases import Case, read_cases
from hoi.bot.settings import load
from hoi.bot.startup import open_assistant
from hoi.index.build import CACHE, examples
from hoi.index.cache import VectorCache
from hoi.index.chunks import chunks
from hoi.index.encoder import EmbeddedE5
from hoi.index.examples import ExampleIndex
from hoi.index.taught import FIELDS, REASONS

FEATURES = ("alike", "unanswered", "cosine", "stated", "lacks")
FOLDS, A_FOLD, WEIGHT_OF_CASES = 4, 900, 4.0
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)

Row = tuple[tuple[float, ...], bool]


def main(paths: list[str]) -> None:
    """Fit and print."""
    from sklearn.linear_model import LogisticRegression

    assistant = open_assistant(load())
    cases = [case for path in paths for case in read_cases(io.BytesIO(Path(path).read_bytes()))]
    taught = [case for case in cases if case.half == "tune"]
    kept = [case for case in cases if case.half == "unseen"]
    of_cases = list(_features(assistant, map(_asked, taught)))
    found = {name: list(_features(assistant, map(_asked, half))) for name, half in (("tune", taught), ("unseen", kept))}
    of_examples = list(_of_examples(assistant))
    rows = [*of_examples, *of_cases]
    weights = [1.0] * len(of_examples) + [WEIGHT_OF_CASES] * len(of_cases)
    x, y = np.array([row for row, _ in rows]), np.array([answered for _, answered in rows])
    model = LogisticRegression(C=100, max_iter=5000).fit(x, y, sample_weight=weights)
    print({name: round(float(weight), 1) for name, weight in zip(FEATURES, model.coef_[0], strict=True)})
    print("intercept", round(float(model.intercept_[0]), 1))
    for name, half in found.items():
        trusted = model.predict_proba(np.array([row for row, _ in half]))[:, 1]
        answered = np.array([answer for _, answer in half], bool)
        for least in THRESHOLDS:
            lost, passed = np.mean(trusted[answered] < least), np.mean(trusted[~answered] >= least)
            print(f"{name}: below {least} {lost:.1%} of the answers are lost, {passed:.1%} of the rest pass")


def _asked(case: Case) -> tuple[Question, bool]:
    return Question.of(case.question, case.history), case.expect == "answer" or case.correction_ok


def _of_examples(assistant: Assistant) -> Iterator[Row]:
    """Yield what trust is judged by for examples that the index in use has not seen."""
    taught = examples(chunks(assistant.library))
    provisions = len(taught.owners) - len(REASONS) - len(FIELDS)
    known = [each for each in taught.examples if each.owners[0] < provisions + len(REASONS)]
    with VectorCache(load().data_dir / "index" / CACHE, EmbeddedE5()) as cache:
        vectors = cache.vectors([each.text for each in known], as_questions=True)
    random = np.random.default_rng(1)
    fold = random.integers(FOLDS, size=len(known))
    for number in range(FOLDS):
        rest = np.flatnonzero(fold != number)
        assistant.finder._examples = ExampleIndex.build([known[n] for n in rest], vectors[rest], len(taught.owners))
        left_out = random.permutation(np.flatnonzero(fold == number))[:A_FOLD]
        asked = ((Question.of(known[n].text), known[n].owners[0] < provisions) for n in left_out)
        yield from _features(assistant, asked)


def _features(assistant: Assistant, asked: Iterable[tuple[Question, bool]]) -> Iterator[Row]:
    """Yield what trust is judged by, for the questions that come so far, and whether they have an answer."""
    reader, ranker = Reader(assistant.library, assistant.finder.restorer), Ranker(assistant.library, assistant.finder)
    scope = frozenset(document.id for document in assistant.library)
    for question, answered in asked:
        reading = reader.read(question, today_in_vietnam())
        if reading.refused or reading.cut or reading.fields or reading.unheld or not reading.readable:
            continue
        hits, found = ranker.search(reading, scope)
        if hits:
            lacks = any(not ranker.holds(hits[0], thing) for thing in reading.things)
            best = hits[0]
            yield (ranker.alike(hits), max(found.unanswered.values()), best.cosine, best.stated, float(lacks)), answered


if __name__ == "__main__":
    main(sys.argv[1:])
