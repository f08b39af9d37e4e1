import asyncio
import gc
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from hoi.bot.telegram.order import ChatOrder, PendingQueue


def update(chat: int) -> Update:
    message = Message(1, datetime(2026, 1, 1, tzinfo=UTC), Chat(chat, "private"))
    return Update(1, message=message)


def test_order_in_a_chat_is_kept_while_other_chats_go_on() -> None:
    async def scenario() -> list[tuple[int, int]]:
        order, done, gate = ChatOrder(), [], asyncio.Event()

        async def work(chat: int, number: int) -> None:
            if (chat, number) == (1, 0):
                await gate.wait()
            done.append((chat, number))
            if (chat, number) == (2, 4):
                gate.set()

        async with asyncio.TaskGroup() as group:
            for number in range(5):
                for chat in (1, 2):
                    group.create_task(order.process_update(update(chat), work(chat, number)))
        return done

    assert asyncio.run(scenario()) == [(2, n) for n in range(5)] + [(1, n) for n in range(5)]


def test_a_chat_with_a_long_queue_does_not_hold_every_slot() -> None:
    async def scenario() -> None:
        order, gate, reached = ChatOrder(at_once=2), asyncio.Event(), asyncio.Event()
        busy = [asyncio.create_task(order.process_update(update(1), gate.wait())) for _ in range(20)]
        await asyncio.sleep(0)  # each of them takes what it can
        async with asyncio.timeout(5):
            await order.process_update(update(2), _set(reached))
        assert reached.is_set()
        gate.set()
        await asyncio.gather(*busy)

    asyncio.run(scenario())


def test_number_at_once_is_bounded() -> None:
    async def scenario() -> int:
        order, running, most = ChatOrder(at_once=3), 0, 0

        async def work() -> None:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

        await asyncio.gather(*(order.process_update(update(chat), work()) for chat in range(1, 21)))
        return most

    assert asyncio.run(scenario()) == 3


def test_locks_of_idle_chats_are_dropped() -> None:
    async def scenario() -> int:
        order = ChatOrder()
        await asyncio.gather(*(order.process_update(update(chat), asyncio.sleep(0)) for chat in range(1, 51)))
        gc.collect()
        return len(order)

    assert asyncio.run(scenario()) == 0


def test_an_update_without_a_chat_is_processed() -> None:
    async def scenario() -> bool:
        done = asyncio.Event()
        await ChatOrder().process_update("không phải update", _set(done))
        return done.is_set()

    assert asyncio.run(scenario())


def test_queue_is_full_until_the_work_is_done() -> None:
    async def scenario() -> None:
        queue = PendingQueue(pending=2)
        await queue.put(1)
        await queue.put(2)
        third = asyncio.create_task(queue.put(3))
        await queue.get()
        await asyncio.sleep(0)
        assert not third.done(), "taken out is not worked off"
        queue.task_done()
        await third
        assert queue.qsize() == 2

    asyncio.run(scenario())


async def _set(event: asyncio.Event) -> None:
    event.set()
