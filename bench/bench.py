"""Measures the program beside a plain baseline, in one run, and prints a Markdown table.

The baseline is the same encoder with FAISS and nothing else (``bench/plain.py``). Both run in fresh processes
with the same number of threads, in turns, so that a busy moment hits both.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure import THREADS

ROOT = Path(__file__).parents[1]
QUESTION = "Đến năm 2025 bao nhiêu phần trăm siêu thị dùng bao bì thân thiện môi trường?"
KINDS = ("hoi", "plain")
COLD_RUNS, WARM_RUNS, MOST_QUESTIONS = 5, 2, 200


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    measure: str
    unit: str
    hoi: float
    plain: float

    def __str__(self) -> str:
        cells = (f"{each:,.{1 if each < 100 else 0}f} {self.unit}".strip() for each in (self.hoi, self.plain))
        return f"| {self.measure} | {' | '.join(cells)} | {self.hoi / self.plain:.1f} |"


def questions() -> list[str]:
    """Return the questions of the sets, evenly thinned; without sets, sentences of the documents."""
    files = sorted((ROOT / "tests" / "questions").glob("*.jsonl"))
    found = [json.loads(line)["question"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    if not found:
        from hoi.corpus.library import Library

        found = [each.text[:120] for document in Library.shipped() for each in document.provisions]
    return found[:: -(-len(found) // MOST_QUESTIONS)]


def main() -> None:
    """Measure everything and print the table."""
    asked = questions()
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(folder)
        built = {kind: _measure("build", kind, folder, environment) for kind in KINDS}
        cold = {kind: [_cold(kind, folder, environment) for _ in range(COLD_RUNS)] for kind in KINDS}
        warm: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        for turn in range(WARM_RUNS):
            for kind in KINDS[:: -1 if turn % 2 else 1]:
                warm[kind].append(_measure("ask", kind, folder, environment, json.dumps(asked)))
        beside = _measure("beside", "hoi", folder, environment, json.dumps(asked))
    _print(asked, built, cold, warm)
    _print_beside(beside)


def _environment(folder: str) -> dict[str, str]:
    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS"), str(THREADS))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOI_")}
    return {
        **kept,
        **threads,
        "OMP_WAIT_POLICY": "PASSIVE",
        "HOI_DATA_DIR": folder,
        "HOI_THREADS": str(THREADS),
    }


def _measure(what: str, kind: str, folder: str, environment: dict[str, str], given: str = "") -> Any:
    print(f"{what} {kind} …", file=sys.stderr)
    command = [sys.executable, "-m", "bench.measure", what, kind, folder]
    return json.loads(_run(command, environment, given))


def _cold(kind: str, folder: str, environment: dict[str, str]) -> float:
    """Return the seconds from the start of a process to its printed answer."""
    hoi = ["-m", "hoi.bot.cli", "ask", QUESTION]
    started = time.perf_counter()
    _run([sys.executable, *(hoi if kind == "hoi" else ["-m", "bench.plain", folder, QUESTION])], environment)
    return time.perf_counter() - started


def _run(command: list[str], environment: dict[str, str], given: str = "") -> str:
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, input=given, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return ended.stdout


def _print(asked: list[str], built: dict[str, Any], cold: dict[str, list[float]], warm: dict[str, list[Any]]) -> None:
    taken = {kind: [each for run in warm[kind] for each in run["milliseconds"]] for kind in KINDS}
    centiles = {kind: statistics.quantiles(taken[kind], n=20) for kind in KINDS}
    held = {kind: statistics.median(run["resident_mb"] for run in warm[kind]) for kind in KINDS}
    rows = [
        Row("cold start to first answer, median", "s", *(statistics.median(cold[kind]) for kind in KINDS)),
        Row("warm question, p50", "ms", *(centiles[kind][9] for kind in KINDS)),
        Row("warm question, p95", "ms", *(centiles[kind][18] for kind in KINDS)),
        Row("resident memory after the questions", "MB", *(held[kind] for kind in KINDS)),
        Row("index built from nothing", "s", *(built[kind]["seconds"] for kind in KINDS)),
        Row("vectors in the index", "", *(built[kind]["vectors"] for kind in KINDS)),
    ]
    print("| measure | Hỏi | encoder and FAISS alone | ratio |\n|---|---|---|---|")
    print("\n".join(map(str, rows)))
    print(
        f"\n{len(asked)} questions, {WARM_RUNS} turns; {COLD_RUNS} cold starts each; {THREADS} threads; "
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} CPUs."
    )


def _print_beside(beside: dict[str, list[float]]) -> None:
    centiles = {name: statistics.quantiles(taken, n=20) for name, taken in beside.items()}
    ratios = [whole / alone for whole, alone in zip(beside["whole"], beside["encoder"], strict=True)]
    print("\n| of a warm question, asked once | p50 | p95 |\n|---|---|---|")
    for name, told in (("encoder", "the encoder alone"), ("whole", "the whole question"),
                       ("cpu_beside", "CPU of everything but the encoder"),
                       ("answering", "composing and verifying the answer")):  # fmt: skip
        print(f"| {told} | {centiles[name][9]:.1f} ms | {centiles[name][18]:.1f} ms |")
    print(f"| whole over encoder | {statistics.median(ratios):.2f} | {statistics.quantiles(ratios, n=20)[18]:.2f} |")


if __name__ == "__main__":
    main()
