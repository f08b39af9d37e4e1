"""A bot without network or waiting: updates in, every call judged and answered, the clock set by hand."""

import asyncio
import itertools
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.finding import Find, by_words
from hoi.bot.ledger import Ledger
from hoi.bot.pictures.studio import Studio
from hoi.bot.store.pseudonyms import Pseudonyms
from hoi.bot.store.sqlite import SqliteStore
from hoi.bot.telegram.aids import Aids
from hoi.bot.telegram.api import Api
from hoi.bot.telegram.comparison import Comparer
from hoi.bot.telegram.gate import Gate
from hoi.bot.telegram.handlers import ROUTES
from hoi.bot.telegram.incoming import Desk, Identity, Route
from hoi.bot.telegram.intake import Intake
from hoi.bot.telegram.lanes import Lanes
from hoi.bot.telegram.notices import Notices
from hoi.bot.telegram.pace import Pace, Waiting, Window
from hoi.bot.telegram.reception import Reception
from hoi.bot.telegram.sender import Sender
from hoi.bot.telegram.work import Work
from hoi.bot.worker import Ask
from hoi.corpus.library import Library
from tests.auxil import stand_in
from tests.auxil.recorder import Fault, Recorder
from tests.auxil.updates import BOT_ID, BOT_NAME

START = datetime(2026, 11, 23, 2, tzinfo=UTC)
PATIENCE = 20.0
OPERATOR = 99


@dataclass
class Hand:
    """A clock set by hand; waiting moves it on at once."""

    moment: datetime = START
    waited: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        return (self.moment - START).total_seconds()

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class Unhurried(Waiting):
    """Waits by setting the clock."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand

    async def sleep(self, seconds: float) -> None:
        await super().sleep(0)
        self._hand.waited.append(seconds)
        self._hand.advance(seconds)


async def ask(question: Question) -> Answer:
    return stand_in.answer(question)


class Bot:
    """The bot's parts from the inbox to the network's place; a context manager."""

    def __init__(
        self,
        folder: Path,
        recorder: Recorder,
        *,
        ask: Ask = ask,
        routes: Sequence[Route] = ROUTES,
        hand: Hand,
        library: Library | None = None,
        public_url: str | None = None,
        find: Find | None = None,
        model_host: str | None = None,
    ) -> None:
        self.hand, self.recorder = hand, recorder
        self.store, self.pseudonyms = SqliteStore.open(folder), Pseudonyms.open(folder)
        me = Identity(BOT_ID, BOT_NAME)
        library = library or Library.shipped()
        ledger = Ledger(library)
        self.studio = Studio(library, ledger)
        comparer = Comparer(ledger, library)
        find = find or by_words(library)
        aids = Aids(ledger, comparer, self.studio, find, public_url, frozenset({OPERATOR}), model_host)
        api = Api("1:x", request=recorder, get_updates_request=recorder)
        self.desk = Desk(ask, library, self.store, self.pseudonyms, hand.now, me, aids, api.administrators)
        self.waiting = Unhurried(hand)
        sender = Sender(api, Pace(hand.seconds, self.waiting), self.waiting, Window())
        gate = Gate(self.pseudonyms)
        self.lanes = Lanes(Work(self.desk, Reception(self.desk, routes, sender, self.waiting, gate), sender))
        self.intake = Intake(self.store, self.pseudonyms, self.lanes, hand.now, gate)
        self.notices = Notices(self.store, self.pseudonyms, self.lanes, hand.now)

    async def __aenter__(self) -> "Bot":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.lanes.stop()
        await self.store.close()
        self.studio.close()

    async def idle(self) -> None:
        """Wait until everything is worked off; raise what a job failed with."""
        assert await self.lanes.drain(PATIENCE)
        if self.lanes.failure is not None:
            raise self.lanes.failure


_numbers = itertools.count(1)


def numbered(update: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": next(_numbers), **update}


def converse(
    *incoming: dict[str, Any] | int,
    fault: Fault = lambda _: None,
    ask: Ask = ask,
    routes: Sequence[Route] = ROUTES,
    **parts: Any,
) -> Recorder:
    """Let the bot work off updates one after the other, a number between them being seconds that pass."""
    recorder, hand = Recorder(fault), Hand()

    async def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with Bot(Path(folder), recorder, ask=ask, routes=routes, hand=hand, **parts) as bot:
                for each in incoming:
                    if isinstance(each, int):
                        hand.advance(each)
                    else:
                        await bot.intake.accept([numbered(each)])
                        await bot.idle()

    asyncio.run(work())
    return recorder


def scenario(test: Callable[[Bot], Any], fault: Fault = lambda _: None, **parts: Any) -> Recorder:
    """Run the coroutine function ``test`` with a bot of its own."""
    recorder = Recorder(fault)

    async def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with Bot(Path(folder), recorder, hand=Hand(), **parts) as bot:
                await test(bot)

    asyncio.run(work())
    return recorder
