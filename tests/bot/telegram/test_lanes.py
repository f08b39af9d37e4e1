import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from hoi.bot.telegram.lanes import Lanes
from hoi.bot.telegram.pace import Stopping


def run(scenario: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    async def bounded() -> Any:
        async with asyncio.timeout(10):
            return await scenario()

    return asyncio.run(bounded())


def test_order_in_a_lane_is_kept_while_other_lanes_go_on() -> None:
    async def scenario() -> list[str]:
        done: list[str] = []
        gate = asyncio.Event()

        async def work(job: str) -> None:
            if job == "a0":
                await gate.wait()
            done.append(job)
            if job == "b4":
                gate.set()

        lanes = Lanes(work)
        for number in range(5):
            for lane in "ab":
                lanes.put(lane, f"{lane}{number}")
        assert await lanes.drain(5)
        assert len(lanes) == 0
        return done

    assert run(scenario) == [f"b{n}" for n in range(5)] + [f"a{n}" for n in range(5)]


def test_stop_ends_what_is_begun_and_begins_nothing_else() -> None:
    async def scenario() -> list[str]:
        done: list[str] = []
        begun = asyncio.Event()

        async def work(job: str) -> None:
            begun.set()
            await asyncio.sleep(0)
            done.append(job)

        lanes = Lanes(work)
        lanes.put("a", "a0")
        lanes.put("a", "a1")
        await begun.wait()
        await lanes.stop()
        lanes.put("a", "a2")
        lanes.put("b", "b0")
        return done

    assert run(scenario) == ["a0"]


def test_job_that_has_to_wait_holds_back_the_rest_of_its_lane() -> None:
    async def scenario() -> list[str]:
        done: list[str] = []

        async def work(job: str) -> None:
            if job == "a0":
                raise Stopping
            done.append(job)

        lanes = Lanes(work)
        for job in ("a0", "a1", "b0"):
            lanes.put(job[0], job)
        assert await lanes.drain(5)
        return done

    assert run(scenario) == ["b0"], "a1 must not overtake a0"


def test_failure_of_a_job_is_raised_where_the_bot_waits_for_it() -> None:
    async def scenario() -> None:
        async def work(_: str) -> None:
            raise OSError("đầy đĩa")

        lanes = Lanes(work)
        lanes.put("a", "a0")
        try:
            await lanes.failed()
        finally:
            lanes.put("a", "a1")
            assert len(lanes) == 0, "nothing overtakes the job that failed"

    with pytest.raises(OSError, match="đầy đĩa"):
        run(scenario)


def test_drain_does_not_wait_for_ever() -> None:
    async def scenario() -> bool:
        forever = asyncio.Event()

        async def work(_: str) -> None:
            await forever.wait()

        lanes = Lanes(work)
        lanes.put("a", "a0")
        drained = await lanes.drain(0.01)
        forever.set()
        await lanes.stop()
        return drained

    assert run(scenario) is False
