"""How well files are understood: ``python -m bench.parse_report [--failures] [--format F] [--write FILE] [FOLDER]``.

FOLDER holds files and their ``labels.jsonl`` (one line a file: ``file``, ``format``, ``metadata``, ``provisions`` as
``[locator, kind, words]``, ``tables`` as ``locator``, ``columns``, ``rows``); the project's own fixtures unless given.
The table goes to stdout, or with ``--write`` between ``<!-- table: parsing -->`` and ``<!-- end -->`` of FILE. What
counts as right is said in ``bench/parse_scores.py``.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.parse_scores import STATED, Label, Result, compare, total
from bench.readme import with_table
from hoi.corpus.errors import HoiError
from hoi.corpus.intake import understand
from hoi.corpus.readers import read_file

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures" / "documents"
LABELS = "labels.jsonl"
FORMS = ("text", "md", "html", "docx", "doc", "pdf", "scan")


@dataclass(frozen=True, slots=True)
class Goal:
    """The least share of metadata fields that must be right, and the least F1 of provisions and of cells."""

    metadata: float
    provisions: float
    cells: float


GOALS = {form: Goal(0.97, 0.97, 0.97) for form in FORMS} | {"scan": Goal(0.90, 0.90, 0.90)}
"""What each format must reach on the project's own fixtures; words that were recognised may be wrong more often."""


def labels(folder: Path) -> Iterator[Label]:
    """Yield the labels of the files in ``folder``."""
    for line in (folder / LABELS).read_text(encoding="utf-8").splitlines():
        yield Label.of(json.loads(line))


def results(folder: Path, forms: Iterable[str] = FORMS) -> Iterator[Result]:
    """Read the files of ``folder`` that are of one of ``forms`` and yield what each scored."""
    for label in labels(folder):
        if label.form in forms:
            yield result(folder, label)


def result(folder: Path, label: Label) -> Result:
    """Read one file and return what it scored; of a file that cannot be read everything is missed."""
    try:
        return compare(label, understand(read_file(folder / label.file)))
    except HoiError as error:
        return compare(label, None, [f"not read: {error.en}"])


def table(found: list[Result]) -> str:
    """Return the Markdown table: a line for each format and one for all."""
    heads = ("Format", "Files", *STATED, "Provisions P", "R", "F1", "Locators F1", "Cells F1", "Rows")
    groups = [(form, [each for each in found if each.form == form]) for form in FORMS]
    rows = [_row(name, parts) for name, parts in (*groups, ("all", found)) if parts]
    lines = (heads, ("---",) * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(name: str, parts: list[Result]) -> tuple[str, ...]:
    whole = total(name, parts)
    provisions = whole.provisions
    shares = [provisions.precision, provisions.recall, provisions.f1, whole.locators.f1]
    return (
        name,
        str(len(parts)),
        *(f"{score.right}/{score.wanted}" for score in whole.stated),
        *(f"{share:.3f}" for share in shares),
        f"{whole.cells.f1:.3f}" if whole.cells.wanted else "no table",
        f"{whole.rows.right}/{whole.rows.wanted}",
    )


def missed(found: Iterable[Result]) -> str:
    """Return what each file missed, a line each; a file that missed nothing is not named."""
    return "\n".join(
        line for each in found if each.failures for line in (each.name, *(f"  {said}" for said in each.failures))
    )


def main() -> None:
    """Print the report, or write it."""
    parser = argparse.ArgumentParser(prog="python -m bench.parse_report", description="How well files are understood.")
    parser.add_argument("folder", type=Path, nargs="?", default=FIXTURES)
    parser.add_argument("--failures", action="store_true", help="show what each file missed")
    parser.add_argument("--format", action="append", choices=FORMS, help="only files of this format")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into a Markdown file")
    asked = parser.parse_args()
    found = list(results(asked.folder, asked.format or FORMS))
    if asked.failures:
        print(missed(found), end="\n\n")
    if asked.write:
        text = asked.write.read_text(encoding="utf-8")
        asked.write.write_text(with_table(text, "parsing", table(found)), encoding="utf-8")
    else:
        print(table(found))


if __name__ == "__main__":
    main()
