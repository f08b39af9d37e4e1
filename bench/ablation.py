"""What each part of finding is worth: ``python -m bench.ablation [QUESTIONS.jsonl …]`` answers them without it.

Each row is the whole program with one part switched off by its weight (``hoi.index.fusion.Weights``) and nothing fitted
anew, so that a row also pays for thresholds that were chosen with the part. Of the questions that have an answer it
counts those whose first citation is right, and those where one of the first three is; the halves apart, for no weight
was chosen on the unseen one. A Markdown table goes to stdout.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from hoi.bot import evaluation
from hoi.bot.assistant.assistant import Assistant
from hoi.bot.cases import Case, Half, read_cases
from hoi.bot.evaluation import Rate
from hoi.bot.settings import load
from hoi.bot.startup import open_assistant
from hoi.index.fusion import Weights

QUESTIONS = Path("tests/questions/development.jsonl")
HALVES: tuple[Half, ...] = ("tune", "unseen")
MEASURES = ("first", "soon")
PARTS = {
    "everything": Weights(),
    "without learned examples": Weights(asked=0),
    "without keywords": Weights(dense=1),
    "without vectors of provisions": Weights(dense=0),
    "keywords alone (no vectors, no examples)": Weights(dense=0, asked=0),
    "vectors alone (no keywords, no examples)": Weights(dense=1, asked=0),
    "without sentence vectors": Weights(sentences=False),
    "without repair of the question": Weights(repair=False),
    "without synonyms": Weights(synonyms=False),
    "without the word-for-word prior": Weights(word_for_word=0),
    "without the province prior": Weights(province=0),
    "without both priors": Weights(word_for_word=0, province=0),
    "reciprocal ranks instead of min-max": Weights(ranks=True),
}


def row(name: str, verdicts: Sequence[evaluation.Verdict]) -> str:
    """Return a line of the table."""
    cells: list[str] = []
    for half in HALVES:
        rates = evaluation.measures(each for each in verdicts if each.case.half == half)
        cells += [_cell(rates[measure]) for measure in MEASURES]
    return f"| {name} | {' | '.join(cells)} |"


def _cell(rate: Rate) -> str:
    low, high = rate.interval
    return f"{100 * rate.share:.1f} [{100 * low:.1f}, {100 * high:.1f}]"


def table(assistant: Assistant, cases: Sequence[Case], told: Callable[[str], None]) -> None:
    """Answer ``cases`` with each part switched off in turn, and tell each line as soon as it is known."""
    counts = [sum(each.half == half and each.expect == "answer" for each in cases) for half in HALVES]
    heads = (f"{half} ({count}), {measure}" for half, count in zip(HALVES, counts, strict=True) for measure in MEASURES)
    told(f"| | {' | '.join(heads)} |\n|---|{'---|' * len(HALVES) * len(MEASURES)}")
    for name, weights in PARTS.items():
        other = Assistant(assistant.library, assistant.finder.weighing(weights))
        told(row(name, evaluation.evaluate(cases, other.ask, assistant.library)))


def main() -> None:
    """Answer and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.ablation", description="Switches each part off in turn.")
    parser.add_argument("files", nargs="*", type=Path, default=[QUESTIONS])
    given = parser.parse_args()
    cases: list[Case] = []
    for path in given.files:
        with path.open("rb") as stream:
            cases += read_cases(stream)
    assistant = open_assistant(load())
    # every row asks the same questions
    assistant.finder.embed = lru_cache(None)(assistant.finder.embed)
    table(assistant, cases, lambda line: print(line, flush=True))
    print(f"{len(cases)} questions of {', '.join(str(path) for path in given.files)}", file=sys.stderr)


if __name__ == "__main__":
    main()
