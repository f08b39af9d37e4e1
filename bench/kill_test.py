"""Kills the bot at random moments and counts what became of every question: ``python -m bench.kill_test``.

The bot is the real one, as a process, with a quick stand-in for the assistant; the server is our own strict one, over
HTTP. People write all the while, whether the bot runs or not. Three runs: ended with SIGTERM, killed with SIGKILL while
updates come by webhook, killed with SIGKILL while they are polled. The last line is of the last run.
"""

import argparse
import random
import re
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.auxil import updates
from tests.auxil.bot_api import BotApi
from tests.auxil.bot_process import BotProcess
from tests.auxil.fake_telegram import FakeTelegram

SEED = 20_261_123
PATIENCE = 60.0
EAGER = 900_000
"""The chat in which questions wait for the bot."""
_QUESTION = re.compile(r"câu số (\d+)")


@dataclass(frozen=True, slots=True)
class Plan:
    """A run: how many questions in how many chats, in how many seconds; how often the bot ends, and how."""

    questions: int = 500
    chats: int = 50
    seconds: float = 20.0
    ends: int = 10
    mode: str = "polling"
    kill: bool = True
    longest: float = 2.5
    seed: int = SEED
    eager: int = 0
    """Questions that one more chat has waiting for the bot, written a minute apart."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Questions never answered; answers sent again; answers after that of a later question of the same chat."""

    lost: int
    repeated: int
    out_of_order: int
    of: int

    def __str__(self) -> str:
        return f"lost {self.lost}, repeated {self.repeated}, out of order {self.out_of_order} of {self.of}"


def run(plan: Plan) -> Outcome:
    """Carry out ``plan`` and count."""
    chance = random.Random(plan.seed)  # noqa: S311 - moments, not secrets
    with BotApi(FakeTelegram) as api, tempfile.TemporaryDirectory() as folder:
        bot = BotProcess(api, Path(folder), plan.mode)
        _wait_for_the_bot(api, plan)
        people = threading.Thread(target=_write, args=(api, plan))
        people.start()
        try:
            for _ in range(plan.ends):
                _live(bot, api, chance.uniform(0.0, plan.longest))
                bot.kill() if plan.kill else bot.stop()
            people.join()
            bot.start()
            _wait(lambda: len(set(_answered(api))) == plan.questions + plan.eager)
            bot.stop()
        finally:
            bot.kill()
            people.join()
        return _counted(_answered(api), plan)


def _wait_for_the_bot(api: BotApi, plan: Plan) -> None:
    """Write what waits in one chat before the bot runs: too much at once, but not when it was written."""
    now = int(time.time())
    for number in range(plan.eager):
        written = now - 60 * (plan.eager - number)
        api.send(updates.message(f"câu số {plan.questions + number}", EAGER, date=written))


def _write(api: BotApi, plan: Plan) -> None:
    """Write the questions, one after the other, each in the next chat."""
    start = time.monotonic()
    for number in range(plan.questions):
        time.sleep(max(0.0, start + number * plan.seconds / plan.questions - time.monotonic()))
        api.send(updates.message(f"câu số {number}", 1 + number % plan.chats))


def _live(bot: BotProcess, api: BotApi, seconds: float) -> None:
    """Let the bot reach the server and then live for ``seconds``."""
    before = len(api.calls("getMe"))
    bot.start()
    _wait(lambda: len(api.calls("getMe")) > before)
    time.sleep(seconds)


def _wait(until: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not until() and time.monotonic() < limit:
        time.sleep(0.05)


def _answered(api: BotApi) -> list[int]:
    """Return the numbers of the questions whose answers the server took, in order.

    An answer of the stand-in repeats the question last, after those it remembers.
    """
    lines = (call.text.split("\n")[0] for call in api.carried_out("sendMessage"))
    return [int(numbers[-1]) for line in lines if (numbers := _QUESTION.findall(line))]


def _counted(answered: list[int], plan: Plan) -> Outcome:
    chats = defaultdict(list)
    for number in dict.fromkeys(answered):
        chats[number % plan.chats if number < plan.questions else EAGER].append(number)
    out_of_order = sum(later < earlier for numbers in chats.values() for earlier, later in pairwise(numbers))
    once = len(set(answered))
    asked = plan.questions + plan.eager
    return Outcome(asked - once, len(answered) - once, out_of_order, asked)


def main() -> int:
    """Print a line for each run; fail unless nothing is lost, and no more is repeated than there were kills."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--eager", type=int, default=40, help="questions that wait in one chat before the bot runs")
    parser.add_argument("--ends", type=int, default=10)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    failed = False
    for kill, mode in ((False, "polling"), (True, "webhook"), (True, "polling")):
        plan = Plan(asked.questions, ends=asked.ends, mode=mode, kill=kill, seed=asked.seed, eager=asked.eager)
        how = f"{'SIGKILL' if kill else 'SIGTERM'} {plan.ends} times, {mode}"
        print(f"{how}, {plan.chats} chats and one with {plan.eager} questions waiting:", flush=True)
        outcome = run(plan)
        print(outcome, flush=True)
        failed |= bool(outcome.lost or outcome.out_of_order) or outcome.repeated > (plan.ends if kill else 0)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
