"""Writes the README's tables: ``python -m bench.readme [FILE …]``, with the files that ``make bench`` wrote.

Each table stands between ``<!-- table: NAME -->`` and ``<!-- end -->``. The tables of answers are scored anew; a
table of speed is only replaced when the file of its name is given.
"""

import contextlib
import io
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SETS = ROOT / "tests" / "questions"
SCORED = {
    "sample": [str(SETS / "sample.jsonl")],
    "heldout": [str(SETS / "heldout.jsonl")],
}


def scored(name: str) -> str:
    """Return the Markdown table of the question set ``name``, as ``hoi eval`` prints it."""
    from hoi.bot.cli import main as hoi

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        if hoi(["eval", *SCORED[name], "--markdown"]):
            raise SystemExit(1)
    return printed.getvalue().strip()


def with_table(text: str, name: str, table: str) -> str:
    """Return ``text`` with ``table`` between the marks of ``name``."""
    begin, end = f"<!-- table: {name} -->", "<!-- end -->"
    pattern = re.compile(rf"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n{table}\n{end}", text, count=1)


def main() -> None:
    """Rewrite the README."""
    os.environ["HOI_LANGUAGE"] = "en"
    text = README.read_text(encoding="utf-8")
    for name in SCORED:
        text = with_table(text, name, scored(name))
    for path in map(Path, sys.argv[1:]):
        text = with_table(text, path.stem, path.read_text(encoding="utf-8").strip())
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
