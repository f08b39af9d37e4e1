"""Compares how files are understood with labels of counts: ``python -m bench.counts FOLDER``; a Markdown table out.

FOLDER holds ``manifest.jsonl`` (id, file) and ``labels.jsonl``: number, date, agency, kind and signer, how many units
of each kind the main text (``main``) and each annex hold, and the data rows of each table. A label ``same_as`` is
another's; what a label does not name is not compared.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hoi.corpus.errors import InputError
from hoi.corpus.intake import Understood, understand
from hoi.corpus.model import Provision
from hoi.corpus.normalise import fold
from hoi.corpus.readers.bounded import read_bounded

FIELDS = {"number": "so_hieu", "issued_on": "ngay", "issuer": "co_quan", "kind": "loai", "signer": "nguoi_ky"}
UNITS = {"phan": "roman", "diem": "letter"}


@dataclass(frozen=True, slots=True)
class Result:
    """Of one file: fields right and compared, whether all counts are, and table rows right and labelled."""

    fields: tuple[int, int]
    counts: bool
    rows: tuple[int, int]


def compare(found: Understood | None, label: dict[str, Any]) -> Result:
    """Compare one file with its label; a file that was refused is right when its label states nothing."""
    if found is None:
        refused = label.get("main") is None and label.get("loai") is None
        return Result((int(refused), 1), refused, (0, 0))
    said = {name: _said(getattr(found.metadata, name)) for name in FIELDS}
    right = sum(said[name] == _said(label[given]) for name, given in FIELDS.items() if given in label)
    parts = _parts(found)
    annexes = [part for part in parts if part]
    wanted = [(parts.get("", Counter()), label.get("main") or {})]
    wanted += [(parts[name], each) for name, each in zip(annexes, label.get("annexes", ()), strict=False)]
    counts = all(units[unit] == n for units, each in wanted for unit, n in each.items() if unit in _COUNTED)
    counts = counts and len(annexes) >= len(label.get("annexes", ()))
    labelled = [table["data_rows"] for each in label.get("annexes", ()) for table in each.get("tables", ())]
    read = [len(table.rows) for table in found.outline.tables]
    rows = sum(max(0, n - abs(n - m)) for n, m in zip(labelled, [*read, *[0] * len(labelled)], strict=False))
    return Result((right, sum(given in label for given in FIELDS.values())), counts, (rows, sum(labelled)))


_COUNTED = ("chuong", "muc", "dieu", "roman", "arabic", "multi", "letter", "dash", "plus")


def _parts(found: Understood) -> dict[str, Counter[str]]:
    """Return the units of the main text (under the empty name) and of each annex, in order."""
    parts: dict[str, Counter[str]] = {}
    for provision in found.outline.provisions:
        annex = provision.locator.startswith("phu-luc-")
        name = provision.locator.split(".")[0].split("#")[0].split("¶")[0] if annex else ""
        parts.setdefault(name, Counter())[_unit(provision)] += 1
    return parts


def _unit(provision: Provision) -> str:
    if provision.kind == "khoan":
        return "multi" if "." in provision.label.strip(" .") else "arabic"
    return UNITS.get(provision.kind, provision.kind)


def _said(value: object) -> str:
    return fold(str(value or "")).replace("uy ban nhan dan", "ubnd")


def main(folder: Path) -> None:
    """Compare the files of ``folder`` and print the table and the sums."""
    labels = {each["id"]: each for each in _lines(folder / "labels.jsonl")}
    results: list[Result] = []
    print("| file | metadata | counts | table rows |\n|---|---|---|---|")
    for each in _lines(folder / "manifest.jsonl"):
        label = labels.get(each["id"])
        if label is None:
            continue
        try:
            found = understand(read_bounded(folder / each["file"]))
        except InputError:
            found = None
        result = compare(found, labels[label["same_as"]] if "same_as" in label else label)
        results.append(result)
        counts = "right" if result.counts else "wrong"
        print(f"| {each['id']} | {_of(result.fields)} | {counts} | {_of(result.rows)} |")
    fields, rows = ([sum(pair) for pair in zip(*each, strict=True)] for each in _columns(results))
    print(f"| all | {_of(fields)} | {sum(each.counts for each in results)} of {len(results)} | {_of(rows)} |")


def _columns(results: list[Result]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    return [each.fields for each in results], [each.rows for each in results]


def _of(pair: tuple[int, int] | list[int]) -> str:
    return f"{pair[0]} of {pair[1]}"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
