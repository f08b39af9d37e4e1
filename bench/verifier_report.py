"""What the verifier catches: ``python -m bench.verifier_report FILE.jsonl …``; prints a Markdown table.

Answers of the assistant to the questions of the files are corrupted in every way of ``bench/corruptions.py``; at most
``MOST`` of a kind are tried, spread evenly over all of them. Sets written by hand (``tests/verifier``) follow.
"""

import io
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corruptions import corruptions
from hoi.bot.assistant.answer import Answer, Citation, Question
from hoi.bot.assistant.assistant import plain
from hoi.bot.assistant.verify import Verifier
from hoi.bot.cases import read_cases
from hoi.corpus.labels import label
from hoi.corpus.library import Library

MOST = 80
"""Corrupted answers of one kind: enough for a rate, few enough that a frequent kind does not hide a rare one."""
SETS = Path("tests/verifier")


@dataclass(frozen=True, slots=True)
class Row:
    """Of ``total`` answers of a kind ``found`` were found faulty; ``passed`` are examples of the others."""

    kind: str
    found: int
    total: int
    passed: tuple[Answer, ...] = ()


def judge(verifier: Verifier, answers: Sequence[tuple[str, Answer]], most: int | None = None) -> list[Row]:
    """Return a row a kind."""
    rows = []
    for kind in dict.fromkeys(kind for kind, _ in answers):
        chosen = _spread([each for other, each in answers if other == kind], most)
        passed = tuple(each for each in chosen if not verifier.faults(each))
        rows.append(Row(kind, len(chosen) - len(passed), len(chosen), passed))
    return rows


def corrupted(answers: Iterable[Answer]) -> list[tuple[str, Answer]]:
    """Return every corruption of different ``answers``, no text twice."""
    found: dict[tuple[str, str, str], Answer] = {}
    for answer in answers:
        for kind, each in corruptions(answer):
            found.setdefault((kind, each.text, each.citations[0].quote if each.citations else ""), each)
    return [(kind, each) for (kind, _, _), each in found.items()]


def written(path: Path, library: Library) -> list[tuple[str, Answer]]:
    """Return the answers of a file of ``tests/verifier``: kind, language, the provisions cited, the text."""
    return [_answer(json.loads(row), library) for row in path.read_text(encoding="utf-8").splitlines()]


def _answer(row: dict[str, str], library: Library) -> tuple[str, Answer]:
    language = "en" if row["language"] == "en" else "vi"
    citations = []
    for each in row["citations"]:
        identifier, _, locator = each.partition(":")
        document = library.get(identifier)
        name = label(document, locator, language)
        citations.append(Citation.cut(document, locator, name, document.provision(locator).span))
    answer = Answer(row.get("question", ""), "", language, "answered", row["text"], tuple(citations))  # type: ignore[arg-type]
    return row["kind"].removeprefix("en "), answer


def _spread(answers: list[Answer], most: int | None) -> list[Answer]:
    if most is None or len(answers) <= most:
        return answers
    return [answers[at * len(answers) // most] for at in range(most)]


def table(title: str, rows: list[Row], verb: str) -> list[str]:
    """Return a table of ``rows`` with their sum."""
    found, total = sum(each.found for each in rows), sum(each.total for each in rows)
    lines = [f"| {title} | {verb} | of |", "|---|---|---|"]
    lines += [f"| {each.kind} | {each.found} | {each.total} |" for each in rows]
    return [*lines, f"| **all** | **{found}** ({found / max(total, 1):.1%}) | **{total}** |", ""]


def main(paths: list[str], *, show: bool = False) -> None:
    """Answer, corrupt, judge and print."""
    from hoi.bot.settings import load
    from hoi.bot.startup import open_assistant

    assistant = open_assistant(load())
    cases = [case for path in paths for case in read_cases(io.BytesIO(Path(path).read_bytes()))]
    answers = [assistant.ask(Question.of(case.question, case.history)) for case in cases]
    different = list({(each.text, each.citations): each for each in answers}.values())
    verifier, library = Verifier(assistant.library), assistant.library
    parts = [
        ("corrupted answers", judge(verifier, corrupted(different), MOST), "caught"),
        ("corrupted by hand, held out", judge(verifier, written(SETS / "heldout_bad.jsonl", library)), "caught"),
        ("failures of models, told anew", judge(verifier, written(SETS / "model_failures.jsonl", library)), "caught"),
        ("good answers", [_replaced(different), *judge(verifier, _good(library))], "rejected"),
    ]
    for title, rows, verb in parts:
        print("\n".join(table(title, rows, verb)))
        for row in rows if show and verb == "caught" else ():
            for each in row.passed:
                print(f"passed: {row.kind}: {each.text} {[c.locator for c in each.citations]}")


def _replaced(answers: list[Answer]) -> Row:
    """Return how many answers the assistant replaced by their quotes before it gave them."""
    replaced = [each for each in answers if each.citations and each.text == plain(each).text]
    return Row("of the assistant", len(replaced), len(answers))


def _good(library: Library) -> list[tuple[str, Answer]]:
    by_hand = [("leads by hand", each) for _, each in written(SETS / "good.jsonl", library)]
    held_out = [("leads by hand, held out", each) for _, each in written(SETS / "heldout_good.jsonl", library)]
    return [*by_hand, *held_out]


if __name__ == "__main__":
    main([each for each in sys.argv[1:] if each != "--show"], show="--show" in sys.argv)
