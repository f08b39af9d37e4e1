"""One measurement in a process of its own: ``python -m bench.measure build|ask|beside hoi|plain FOLDER``, JSON out.

``ask`` reads questions, a JSON list of strings, from standard input; so does ``beside``, of the program alone: what a
question costs beside what the encoder alone costs.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from hoi.index.threads import pin_threads

WARM_UP = 10
THREADS = 2


def build_hoi(folder: Path) -> int:
    """Build the program's index and return its number of vectors."""
    from hoi.corpus.library import Library
    from hoi.index import build, manifest

    built = build.build(Library.shipped(), folder)
    return int(json.loads((built / manifest.MANIFEST).read_text(encoding="utf-8"))["rows"])


def build_plain(folder: Path) -> int:
    """Build the baseline's index and return its number of vectors."""
    from bench.plain import Passage, Plain
    from hoi.corpus.library import Library
    from hoi.index.chunks import chunks

    passages = [Passage(each.document, each.locator, each.whole) for each in chunks(Library.shipped())]
    Plain.build(passages, folder)
    return len(passages)


def asker(kind: str, folder: Path) -> Callable[[str], object]:
    """Open one of the two and return its way to answer a question."""
    if kind == "plain":
        from bench.plain import Plain

        return Plain.open(folder).ask
    from hoi.bot.assistant.answer import Question
    from hoi.bot.assistant.assistant import Assistant

    assistant = Assistant.open(folder, threads=THREADS)
    return lambda text: assistant.ask(Question.of(text))


def ask(answer: Callable[[str], object], questions: list[str]) -> list[float]:
    """Return the milliseconds each question took, after some that are not counted."""
    for question in questions[:WARM_UP]:
        answer(question)
    taken: list[float] = []
    for question in questions:
        started = time.perf_counter()
        answer(question)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def beside(folder: Path, questions: list[str]) -> dict[str, list[float]]:
    """Return, of each question, the milliseconds of the encoder alone, of the whole, and of what follows finding.

    And of CPU without the encoder. Each is asked for the first time, so that no vector is remembered; the encoder alone
    is given it just before.
    """
    from hoi.bot.assistant.answer import Question
    from hoi.bot.assistant.assistant import Assistant

    assistant = Assistant.open(folder, threads=THREADS)
    encode = assistant.finder.embed.__wrapped__
    inside: list[float] = []

    def embed(text: str) -> Any:
        started = time.process_time()
        vector = encode(text)
        inside.append(time.process_time() - started)
        return vector

    answering: list[float] = []
    sound = assistant._sound

    def timed(*given: Any) -> Any:
        started = time.perf_counter()
        answer = sound(*given)
        answering.append((time.perf_counter() - started) * 1000)
        return answer

    assistant.finder.embed = lru_cache(len(questions))(embed)
    assistant._sound = timed  # type: ignore[method-assign, assignment]  # to time it
    taken: dict[str, list[float]] = {"encoder": [], "whole": [], "cpu_beside": [], "answering": answering}
    for question in questions:
        inside.clear()
        alone = time.perf_counter()
        encode(question)
        started, cpu = time.perf_counter(), time.process_time()
        assistant.ask(Question.of(question))
        taken["encoder"].append((started - alone) * 1000)
        taken["whole"].append((time.perf_counter() - started) * 1000)
        taken["cpu_beside"].append((time.process_time() - cpu - sum(inside)) * 1000)
    return {name: values[WARM_UP:] for name, values in taken.items()}


def resident_mb() -> float:
    """Return the memory this process holds, in MB (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main(what: str, kind: str, folder: Path) -> None:
    """Measure and print."""
    pin_threads(THREADS)
    if what == "build":
        started = time.perf_counter()
        rows = build_plain(folder) if kind == "plain" else build_hoi(folder)
        print(json.dumps({"seconds": time.perf_counter() - started, "vectors": rows}))
    elif what == "beside":
        print(json.dumps(beside(folder, json.load(sys.stdin))))
    else:
        taken = ask(asker(kind, folder), json.load(sys.stdin))
        print(json.dumps({"milliseconds": taken, "resident_mb": resident_mb()}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
