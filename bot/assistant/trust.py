"""Trust: how likely it is that the best provision found answers the question."""

import math
from dataclasses import dataclass

from hoi.index.dense import NEVER
from hoi.index.search import Hit

LEAST_TRUST = 0.5
"""Below it the question is declined; there the tune half loses 1.3% of its answers, and 2.2% of the rest pass."""
LEAST_TRUST_WITHOUT_QUESTIONS = 0.2


@dataclass(frozen=True, slots=True)
class Signals:
    """What trust is judged by: the best hit, and how near the question is to one that has no answer.

    ``alike`` is how like the question is to those asked about the hit or what says the same (``Ranker.alike``).
    ``lacks`` says that it asks for a kind of thing (money, a date, an agency in charge) the provision does not hold.
    """

    hit: Hit
    alike: float
    unanswered: float
    lacks: bool


def trust(signals: Signals) -> float:
    """Return the probability, 0 to 1, that ``signals.hit`` answers.

    Weights from a logistic regression on the example questions of the documents and of ``unanswered.toml``, each left
    out of the index in its turn, and on the tune half of the development questions (``bench/fit_trust.py``).
    """
    hit = signals.hit
    if hit.asked <= NEVER:
        return _without_questions(signals)
    logit = 1.7 * signals.alike - 7.3 * signals.unanswered + 17.0 * hit.cosine + 1.7 * hit.stated - 17.7
    return _sigmoid(logit - 1.5 * signals.lacks)


def is_trusted(signals: Signals) -> bool:
    """Tell whether the best hit is to be answered with."""
    least = LEAST_TRUST_WITHOUT_QUESTIONS if signals.hit.asked <= NEVER else LEAST_TRUST
    return trust(signals) >= least


def _without_questions(signals: Signals) -> float:
    """Return the same for a document nobody wrote questions for; weights fitted on three public sets (AUC 0.93)."""
    hit = signals.hit
    logit = 27.7 * hit.cosine + 2.65 * hit.coverage + 14.5 * hit.keywords - 28.1
    return _sigmoid(logit - 4.6 * signals.lacks)


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))
