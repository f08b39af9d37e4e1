"""Asks the bot 30 questions a second: ``python -m bench.load_test [--seconds 300] [--flood-seconds 120]``.

The bot is the whole service as it is run (``hoi serve``), with the real assistant, in a process of its own; the server
is our own over HTTP, on the same processors, and takes part of their time. A question's time is from its delivery to
the server until the server has the first message of its answer. The questions are those of the development set, each of
hundreds of people asking one after the other. Then, by turns, a tenth of them ask alone, and while one person floods.

It fails unless every question was answered, 95 of 100 within a second, in memory that stays flat (what the service
holds in the last fifth of the time is at most a twentieth above what it held in the second), and unless the flood
delays the others by a fifth at most.

The data directory is HOI_DATA_DIR's or the default one; the bot's own state goes to a temporary directory beside it.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hoi.bot.settings import load
from tests.auxil import updates
from tests.auxil.bot_api import BotApi
from tests.auxil.fake_telegram import FakeTelegram
from tests.auxil.telegram_call import TOKEN, Call

QUESTIONS = Path(__file__).parents[1] / "tests" / "questions" / "development.jsonl"
RATE, PEOPLE = 30.0, 600
OTHERS_RATE, FLOOD_RATE, TURN_SECONDS = 10.0, 100.0, 6.0
FLOODER = 999_999
PATIENCE = 60.0
WARM_UP = 60
MOST_P95_MS, MOST_GROWTH, MOST_DELAY = 1000.0, 0.05, 0.2
"""Bounds: the 95th percentile at 30 questions a second; how much memory may grow; how much a flood may delay others."""
SAMPLE_SECONDS = 1.0
_TICKS = os.sysconf("SC_CLK_TCK")


class Timed(FakeTelegram):
    """The server without judges (the tests judge), noting when it takes the first message of each answer."""

    def __init__(self) -> None:
        super().__init__(judged=False)
        self.waiting: dict[int, float] = {}
        self.taken: list[float] = []

    def asked(self, chat: int) -> None:
        self.waiting[chat] = time.monotonic()

    def _sendMessage(self, call: Call) -> object:  # noqa: N802 - as the Bot API names it
        made = super()._sendMessage(call)
        if (since := self.waiting.pop(call.chat, None)) is not None:
            self.taken.append(time.monotonic() - since)
        return made

    def _note(self, call: Call) -> None:
        """Keep nothing: this process must not grow either."""


@dataclass
class Load:
    """The service under load."""

    api: BotApi
    engine: Timed
    process: subprocess.Popen[bytes]
    texts: Iterator[str]
    people: Iterator[int] = field(default_factory=lambda: itertools.cycle(range(1, PEOPLE + 1)))
    memory: list[float] = field(default_factory=list)
    """The resident memory of the service in MB, every second of the last ``ask``."""

    def ask(self, seconds: float, rate: float, flood: float = 0.0) -> "Times":
        """Ask ``rate`` questions a second, and let one person send ``flood`` more, for ``seconds``."""
        self.engine.taken.clear()
        self.memory.clear()
        moments = sorted(
            [(number / rate, False) for number in range(int(seconds * rate))]
            + [(number / flood, True) for number in range(int(seconds * flood))]
        )
        start = time.monotonic()
        for moment, is_flood in moments:
            time.sleep(max(0.0, start + moment - time.monotonic()))
            self._send(FLOODER) if is_flood else self._send(next(self.people))
            if time.monotonic() - start >= SAMPLE_SECONDS * len(self.memory):
                self.memory.append(self._memory_mb())
        asked = sum(not is_flood for _, is_flood in moments)
        limit = time.monotonic() + PATIENCE
        while self.engine.waiting and time.monotonic() < limit:
            time.sleep(0.05)
        left = len(self.engine.waiting)
        self.engine.waiting.clear()
        return Times(asked, asked - left, sorted(self.engine.taken))

    def _send(self, chat: int) -> None:
        if chat != FLOODER:
            self.engine.asked(chat)
        self.api.send(updates.message(next(self.texts), chat))

    def measured(self, seconds: float, rate: float) -> "tuple[Times, Machine, Memory]":
        """Ask as ``ask`` does, and say whose processor time it took."""
        start, total, idle = self._processor(), *_machine()
        times = self.ask(seconds, rate)
        ticks = _machine()[0] - total
        busy = 1 - (_machine()[1] - idle) / ticks
        own = [after - before for before, after in zip(start, self._processor(), strict=True)]
        others = busy - sum(own) * _TICKS / ticks
        machine = Machine(1000 * own[0] / times.asked, 1000 * own[1] / times.asked, max(0.0, others))
        return times, machine, Memory.of(self.memory)

    def _processor(self) -> tuple[float, float]:
        """Return the seconds of processor time of the service and of this process, the server and the people."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS, time.process_time()

    def _memory_mb(self) -> float:
        """Return the resident memory of the service."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@dataclass(frozen=True, slots=True)
class Times:
    """How many questions were asked and answered, and how long each answer took, in seconds, sorted."""

    asked: int
    answered: int
    seconds: Sequence[float]

    def quantile(self, share: float) -> float:
        """Return the time within which ``share`` of the answers came, in milliseconds."""
        return 1000 * self.seconds[min(len(self.seconds) - 1, int(share * len(self.seconds)))] if self.seconds else 0.0

    def __str__(self) -> str:
        share = 100 * self.answered / self.asked
        return (
            f"answered {self.answered} of {self.asked} ({share:.2f}%), "
            f"p50 {self.quantile(0.5):.0f} ms, p95 {self.quantile(0.95):.0f} ms, p99 {self.quantile(0.99):.0f} ms"
        )


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes held in the second and in the last fifth of the time: caches are full by then, and a leak shows."""

    early: float
    late: float

    @classmethod
    def of(cls, samples: Sequence[float]) -> "Memory":
        """Return the medians of two fifths of ``samples``."""
        fifth = max(1, len(samples) // 5)
        return cls(statistics.median(samples[fifth : 2 * fifth] or samples), statistics.median(samples[-fifth:]))

    @property
    def growth(self) -> float:
        """Return by which share it grew."""
        return self.late / self.early - 1

    def __str__(self) -> str:
        return (
            f"resident memory: {self.early:.1f} MB in the second fifth of the time, {self.late:.1f} MB in the last "
            f"({100 * self.growth:+.1f}%)"
        )


@dataclass(frozen=True, slots=True)
class Machine:
    """Milliseconds of processor time a question, of the service and of the server; the share that others took."""

    service_ms: float
    server_ms: float
    others: float

    def __str__(self) -> str:
        return (
            f"processor time a question: {self.service_ms:.1f} ms of the service, "
            f"{self.server_ms:.1f} ms of the server; other programs took {100 * self.others:.0f}% of the machine"
        )


def _machine() -> tuple[int, int]:
    """Return the ticks of all processors so far, and those of them in which there was nothing to do."""
    with Path("/proc/stat").open() as stat:
        ticks = [int(each) for each in stat.readline().split()[1:9]]
    return sum(ticks), ticks[3] + ticks[4]


@contextmanager
def loaded(data_dir: Path) -> Iterator[Load]:
    """Start the server and the service, and ask the first questions."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    texts = itertools.cycle([json.loads(line)["question"] for line in lines])
    with BotApi(Timed) as api, tempfile.TemporaryDirectory() as folder:
        if not isinstance(api.engine, Timed):
            raise TypeError
        (Path(folder) / "index").symlink_to(data_dir / "index")
        with _service(api, Path(folder)) as process:
            load_ = Load(api, api.engine, process, texts)
            load_.ask(WARM_UP / 10, 10)
            yield load_


@contextmanager
def _service(api: BotApi, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    own = {
        "HOI_TELEGRAM_TOKEN": TOKEN, "HOI_TELEGRAM_API_URL": api.url, "HOI_DATA_DIR": str(folder), "HOI_PORT": "0",
    }  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HOI_")} | own
    command = [sys.executable, "-c", "from hoi.bot.cli import main; main()", "serve"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def flooded(load_: Load, seconds: float) -> tuple[list[float], list[float]]:
    """Return the times of the others, without and with a flood, by turns so that both see the same machine."""
    calm: list[float] = []
    stormy: list[float] = []
    for _ in range(max(1, int(seconds / 2 / TURN_SECONDS))):
        calm += load_.ask(TURN_SECONDS, OTHERS_RATE).seconds
        stormy += load_.ask(TURN_SECONDS, OTHERS_RATE, FLOOD_RATE).seconds
    return sorted(calm), sorted(stormy)


def main() -> int:
    """Print what was measured; fail when a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=300.0, help="how long to ask 30 questions a second")
    parser.add_argument("--flood-seconds", type=float, default=240.0, help="how long to measure a flood")
    asked = parser.parse_args()
    with loaded(load().data_dir) as load_:
        times, machine, memory = load_.measured(asked.seconds, RATE)
        print(f"{RATE:.0f} questions a second for {asked.seconds:.0f} s, {PEOPLE} people, {os.cpu_count()} CPUs")
        print(times)
        print(machine)
        print(memory, flush=True)
        calm, stormy = flooded(load_, asked.flood_seconds)
    alone, beside = (Times(len(each), len(each), each) for each in (calm, stormy))
    print(f"{OTHERS_RATE:.0f} questions a second alone: {alone}")
    print(f"while one person sends {FLOOD_RATE:.0f} a second: {beside}")
    slower = {share: beside.quantile(share) / alone.quantile(share) - 1 for share in (0.5, 0.95)}
    print(f"the flood delays the others by {100 * slower[0.5]:+.0f}% (p50), {100 * slower[0.95]:+.0f}% (p95)")
    print(f"mean {1000 * statistics.mean(calm):.0f} ms and {1000 * statistics.mean(stormy):.0f} ms")
    passed = [
        *(["questions were not answered"] if times.answered < times.asked else []),
        *(["answers take too long"] if times.quantile(0.95) >= MOST_P95_MS else []),
        *(["memory grows"] if memory.growth > MOST_GROWTH else []),
        *(["a flood delays the others"] if max(slower.values()) > MOST_DELAY else []),
    ]
    print("bounds passed: " + (", ".join(passed) or "none"))
    return int(bool(passed))


if __name__ == "__main__":
    sys.exit(main())
