import asyncio
from typing import Any

import pytest
from telegram import Bot
from telegram.error import RetryAfter, TelegramError, TimedOut

from hoi.bot.telegram import samples
from hoi.bot.telegram.delivery import MAX_WAIT, Place, deliver
from hoi.bot.telegram.message import plain
from tests.auxil.bot_api import Call
from tests.auxil.recorder import Fault, Recorder

LONG = "\n\n".join("ă" * 4_000 for _ in range(3))


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds waited, without the waiting."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the library warns of its coming change otherwise
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("hoi.bot.telegram.delivery.asyncio.sleep", sleep)
    return waited


def send(text: str, fault: Fault = lambda _: None) -> Recorder:
    recorder = Recorder(fault)
    bot = Bot("1:x", request=recorder, get_updates_request=recorder)
    asyncio.run(deliver(bot, Place(-1, 5, 9), plain(text), samples.keyboard("vi")))
    return recorder


def floods(times: int, seconds: int) -> Fault:
    answers = [(429, {"ok": False, "parameters": {"retry_after": seconds}})] * times
    return lambda _: answers.pop() if answers else None


def test_parts_go_in_order_the_first_as_reply_the_last_with_buttons() -> None:
    calls = send(LONG).calls
    assert "\n\n".join(call.text for call in calls) == LONG
    assert ["reply_parameters" in call.params for call in calls] == [True, False, False]
    assert ["reply_markup" in call.params for call in calls] == [False, False, True]
    assert {int(call.params["message_thread_id"]) for call in calls} == {5}


def test_flood_limit_is_waited_for(pauses: list[float]) -> None:
    assert len(send("a", floods(1, 7)).calls) == 2
    assert pauses == [7]


@pytest.mark.parametrize(("times", "seconds"), [(2, 1), (1, MAX_WAIT + 1)], ids=["twice", "too_long"])
def test_flood_limit_that_lasts_is_an_error(pauses: list[float], times: int, seconds: int) -> None:
    with pytest.raises(RetryAfter):
        send("a", floods(times, seconds))
    assert sum(pauses) <= MAX_WAIT


def test_part_of_unknown_fate_is_not_sent_again() -> None:
    sent: list[str] = []

    def fault(call: Call) -> tuple[int, dict[str, Any]] | None:
        sent.append(call.text)
        raise TimedOut

    with pytest.raises(TelegramError):
        send(LONG, fault)
    assert len(sent) == 1
