import asyncio
import heapq

import pytest

from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.pace import Pace, Stopping, Waiting, Window
from tests.auxil.desk import Hand, Unhurried


def say(chat: int) -> Call:
    return Call("sendMessage", {"chat_id": chat, "text": "a"})


def moments(*calls: Call) -> list[float]:
    """The second at which each call had its turn, one after the other."""

    async def turns() -> list[float]:
        hand = Hand()
        pace, taken = Pace(hand.seconds, Unhurried(hand)), []
        for call in calls:
            await pace.turn(call)
            taken.append(round(hand.seconds(), 3))
        return taken

    return asyncio.run(turns())


def test_private_chat_gets_a_short_burst_then_one_message_a_second() -> None:
    assert moments(*[say(42)] * 6) == [0, 0, 0, 1, 2, 3]


def test_group_gets_a_burst_then_one_message_in_four_seconds() -> None:
    assert moments(*[say(-100)] * 7) == [0, 0, 0, 0, 0, 4, 8]


def test_everybody_together_gets_a_burst_then_thirty_messages_a_second() -> None:
    told = moments(*[say(chat) for chat in range(1, 91)])
    assert told[59] == 0
    assert told[-1] == pytest.approx(1.0, abs=0.01)


def test_what_nobody_asked_for_lets_answers_go_first() -> None:
    async def turns() -> tuple[float, float]:
        clock = Clock()
        pace = Pace(clock.seconds, clock)
        notices = [asyncio.create_task(pace.turn(say(chat), unasked=True)) for chat in range(1000, 1600)]
        answers = [asyncio.create_task(_answered(pace, clock, at / 10)) for at in range(1, 300)]
        await clock.run()
        await asyncio.gather(*notices)
        return max([await each for each in answers]), clock.moment

    waited, ended = asyncio.run(turns())
    assert waited <= 0.05
    assert 29 < ended < 32, "twenty notices a second"


async def _answered(pace: Pace, clock: "Clock", at: float) -> float:
    """Return how many seconds an answer waits that is to be sent ``at``."""
    await clock.sleep(at)
    await pace.turn(say(1 + round(10 * at)))
    return clock.moment - at


class Clock(Waiting):
    """A clock that goes on to the next moment somebody waits for."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def seconds(self) -> float:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.moment + seconds, id(woken), woken))
        await woken

    async def run(self) -> None:
        """Let time pass until nobody waits."""
        while True:
            for _ in range(5):
                await asyncio.sleep(0)
            if not self._sleepers:
                return
            self.moment, _, woken = heapq.heappop(self._sleepers)
            woken.set_result(None)


def test_what_is_no_message_does_not_wait() -> None:
    free = [Call("sendChatAction", {"chat_id": 42}), Call("answerCallbackQuery", {"callback_query_id": "1"})]
    assert moments(*free * 50)[-1] == 0


def test_stop_ends_a_wait_and_those_after_it() -> None:
    async def stopped() -> None:
        waiting = Waiting()
        wait = asyncio.create_task(waiting.sleep(3600))
        await asyncio.sleep(0)
        waiting.stop()
        for each in (wait, waiting.sleep(0), waiting.unless(asyncio.sleep(3600))):
            with pytest.raises(Stopping):
                await each

    asyncio.run(asyncio.wait_for(stopped(), 10))


def test_window_lets_one_call_through_at_a_time() -> None:
    async def together() -> int:
        window, inside, most = Window(seconds=60), 0, 0

        async def call() -> None:
            nonlocal inside, most
            async with window():
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1

        await asyncio.gather(*(call() for _ in range(20)))
        return most

    assert asyncio.run(together()) == 1


def test_slow_call_does_not_hold_up_the_others() -> None:
    async def together() -> None:
        window, gate = Window(seconds=0), asyncio.Event()

        async def slow() -> None:
            async with window():
                await gate.wait()

        first = asyncio.create_task(slow())
        await asyncio.sleep(0)
        async with asyncio.timeout(10), window():
            gate.set()
        await first

    asyncio.run(together())
