"""From the inbox to the outbox: what a stop at any point leaves, and what the next start does with it."""

import asyncio
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.store import Transaction, chats, dead_letters, inbox, outbox, subscriptions, turns
from hoi.bot.store.dead_letters import DeadLetter
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.incoming import Desk, Incoming, Route
from hoi.bot.telegram.lifetimes import INLINE, PRESS
from hoi.bot.telegram.message import plain
from hoi.bot.telegram.place import Place
from hoi.bot.telegram.work import AT_ONCE, ATTEMPTS
from hoi.corpus.errors import StorageError
from tests.auxil import stand_in, updates
from tests.auxil.desk import Bot, Hand, numbered, scenario
from tests.auxil.recorder import Recorder
from tests.auxil.telegram_call import Call as Received


async def unfinished(bot: Bot) -> list[int]:
    return [number for number, _ in await bot.store.run(inbox.unfinished)]


async def dead(bot: Bot) -> list[DeadLetter]:
    return list(await bot.store.run(lambda transaction: dead_letters.newest(transaction, 99)))


async def bodies(bot: Bot) -> list[str]:
    """Everything that somebody wrote and is still in the store."""

    def read(transaction: Transaction) -> list[Any]:
        held = transaction.execute("SELECT body FROM inbox WHERE body IS NOT NULL AND body <> ''")
        return held + transaction.execute("SELECT call FROM outbox")

    return [text for (text,) in await bot.store.run(read)]


def failing(method: str, status: int, description: str, **parameters: Any) -> Any:
    def fault(call: Received) -> tuple[int, dict[str, Any]] | None:
        body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
        return (status, body) if call.method == method else None

    return fault


def test_answered_update_leaves_nothing_of_what_was_said() -> None:
    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message("Siêu thị?"))])
        await bot.idle()
        assert (await unfinished(bot), await bodies(bot), await dead(bot)) == ([], [], [])

    assert len(scenario(test).texts()) == 1


def test_update_delivered_twice_is_answered_once() -> None:
    async def test(bot: Bot) -> None:
        update = numbered(updates.message("Siêu thị?"))
        await bot.intake.accept([update, update])
        await bot.idle()
        await bot.intake.accept([update])
        await bot.idle()

    assert len(scenario(test).texts()) == 1


def test_update_stored_before_a_stop_is_answered_after_it() -> None:
    async def test(bot: Bot) -> None:
        bot.lanes._open = False  # it was stored, and the process ended before anything else
        await bot.intake.accept([numbered(updates.message("một")), numbered(updates.message("hai"))])
        bot.lanes._open = True
        await bot.intake.recover()
        await bot.idle()

    assert [text.split("\n")[0] for text in scenario(test).texts()] == ["Đã hỏi: một", "Đã hỏi: một | hai"]


def test_calls_that_were_stored_are_not_computed_again() -> None:
    asked: list[str] = []

    async def ask(question: Question) -> Answer:
        asked.append(question.text)
        return stand_in.answer(question)

    def fault(call: Received) -> None:
        if call.method == "sendMessage" and len(asked) == 1 and not stopped:
            stopped.append(True)
            raise asyncio.CancelledError  # the process ends while it sends

    stopped: list[bool] = []

    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message("một"))])
        assert await bot.lanes.drain(5)
        await bot.intake.recover()
        await bot.idle()

    recorder = scenario(test, fault, ask=ask)
    assert asked == ["một"]
    assert len(recorder.texts()) == 2, "the attempt that was cut off, and the one after the start"


def test_parts_sent_before_a_stop_are_not_sent_again() -> None:
    long = "\n\n".join("ă" * 4_000 for _ in range(3))

    async def handle(incoming: Incoming, _: Desk) -> Sequence[Call]:
        return send_message(incoming.place, plain(long))

    def fault(call: Received) -> None:
        sent.append(call.text)
        if len(sent) == 2:
            raise NetworkError("đứt")

    sent: list[str] = []

    async def test(bot: Bot) -> None:
        bot.waiting.stop()  # the second part fails, and there is no time left to try again
        await bot.intake.accept([numbered(updates.message("một"))])
        assert await bot.lanes.drain(5)
        assert len(await bodies(bot)) == 2

    scenario(test, fault, routes=[Route(lambda *_: True, handle)])
    assert len(sent) == 2


def test_update_that_ends_the_process_each_time_is_put_aside() -> None:
    async def test(bot: Bot) -> None:
        update = numbered(updates.message("một"))
        bot.lanes._open = False
        await bot.intake.accept([update])
        for _ in range(ATTEMPTS):
            await bot.store.run(lambda transaction: inbox.claim(transaction, update["update_id"]))
        bot.lanes._open = True
        await bot.intake.recover()
        await bot.idle()
        (letter,) = await dead(bot)
        assert letter.reason == "taken up too often"
        assert (await unfinished(bot), await bodies(bot)) == ([], [])

    assert scenario(test).texts() == []


def test_update_that_cannot_be_read_is_put_aside_and_the_next_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    async def test(bot: Bot) -> None:
        broken = numbered({"message": {"message_id": "bí mật", "chat": {"id": 42}}})
        with caplog.at_level(logging.INFO):
            await bot.intake.accept([broken, numbered(updates.message("hai"))])
            await bot.idle()
        (letter,) = await dead(bot)
        assert letter.reason.startswith("cannot be handled: ")

    assert len(scenario(test).texts()) == 1
    assert "bí mật" not in caplog.text


def test_updates_that_only_wait_are_not_blamed_for_a_killed_process() -> None:
    gate, begun = asyncio.Event(), asyncio.Event()

    async def slow(question: Question) -> Answer:
        begun.set()
        await gate.wait()
        return stand_in.answer(question)

    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message("một", chat)) for chat in range(1, 3 * AT_ONCE)])
        await begun.wait()
        rows = await bot.store.run(lambda transaction: transaction.execute("SELECT attempts FROM inbox"))
        assert sum(attempts for (attempts,) in rows) <= AT_ONCE
        gate.set()
        await bot.idle()

    scenario(test, ask=slow)


def test_call_that_cannot_be_stored_ends_nothing_else() -> None:
    async def handle(incoming: Incoming, _: Desk) -> Sequence[Call]:
        odd = incoming.message.text == "lạ"
        return [Call("sendMessage", {"chat_id": 42, "text": object() if odd else "Có."})]

    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message("lạ")), numbered(updates.message("hai"))])
        await bot.idle()
        assert [letter.reason for letter in await dead(bot)] == ["cannot be handled: TypeError"]

    assert scenario(test, routes=[Route(lambda *_: True, handle)]).texts() == ["Có."]


def test_refused_letter_is_recorded_with_a_reason_and_without_its_text() -> None:
    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message("bí mật?"))])
        await bot.idle()
        (letter,) = await dead(bot)
        assert letter.reason == "sendMessage: muted"
        assert "bí mật" not in str(letter)
        assert (await unfinished(bot), await bodies(bot)) == ([], [])

    scenario(test, failing("sendMessage", 400, "Bad Request: not enough rights to send text messages"))


def test_chat_that_blocked_the_bot_is_dead_until_it_writes_again() -> None:
    async def test(bot: Bot) -> None:
        chat = bot.pseudonyms.of("chat", 42)

        async def is_dead() -> bool:
            return (await bot.store.run(lambda transaction: chats.find(transaction, chat))).dead

        await bot.intake.accept([numbered(updates.message("một"))])
        await bot.idle()
        assert await is_dead()
        await bot.intake.accept([numbered(updates.message("/xoadulieu")), numbered(updates.message("🙂"))])
        await bot.idle()

    scenario(test, failing("sendMessage", 403, "Forbidden: bot was blocked by the user"))


def test_moved_group_takes_its_subscriptions_along() -> None:
    def fault(call: Received) -> tuple[int, dict[str, Any]] | None:
        moved = failing("sendMessage", 400, "Bad Request: upgraded", migrate_to_chat_id=-1009)
        found: tuple[int, dict[str, Any]] | None = moved(call)
        return found if call.method == "sendMessage" and call.chat == -100 else None

    async def test(bot: Bot) -> None:
        old, new = bot.pseudonyms.of("chat", -100), bot.pseudonyms.of("chat", -1009)
        kept = subscriptions.Subscription("s", "p", old, -100, None, "vi", "document", "kh-235-2021", 1)
        await bot.store.run(lambda transaction: subscriptions.add(transaction, kept))
        await bot.intake.accept([numbered(updates.message("/help", -100, group=True))])
        await bot.idle()
        (moved,) = await bot.store.run(subscriptions.living)
        assert (moved.chat, moved.address) == (new, -1009)

    assert [call.chat for call in scenario(test, fault).calls] == [-100, -1009]


@pytest.mark.parametrize(("late", "answered"), [(PRESS, 1), (PRESS + 1, 0)], ids=["in_time", "too_late"])
def test_press_is_not_acknowledged_late_but_its_question_is_answered(late: int, answered: int) -> None:
    async def test(bot: Bot) -> None:
        bot.lanes._open = False
        await bot.intake.accept([numbered(updates.press("ask:vi:0"))])
        bot.lanes._open = True
        bot.hand.advance(late)
        await bot.intake.recover()
        await bot.idle()

    recorder = scenario(test)
    assert len([call for call in recorder.calls if call.method == "answerCallbackQuery"]) == answered
    assert len(recorder.texts()) == 1


@pytest.mark.parametrize(("late", "handled"), [(INLINE, 1), (INLINE + 1, 0)], ids=["in_time", "too_late"])
def test_late_inline_query_is_not_even_handled(late: int, handled: int) -> None:
    seen: list[Incoming] = []

    async def handle(incoming: Incoming, _: Desk) -> Sequence[Call]:
        seen.append(incoming)
        return []

    async def test(bot: Bot) -> None:
        bot.lanes._open = False
        await bot.intake.accept([numbered(updates.inline("nhựa"))])
        bot.lanes._open = True
        bot.hand.advance(late)
        await bot.intake.recover()
        await bot.idle()

    scenario(test, routes=[Route(lambda *_: True, handle)])
    assert len(seen) == handled


def test_flood_gets_one_kind_word_and_nobody_else_notices() -> None:
    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message(f"câu {number}", 1)) for number in range(40)])
        await bot.intake.accept([numbered(updates.message("Siêu thị?", 2))])
        await bot.idle()

    recorder = scenario(test)
    to_flooder = [call.text for call in recorder.calls if call.method == "sendMessage" and call.chat == 1]
    assert len(to_flooder) == 21
    assert "quá nhiều câu hỏi" in to_flooder[-1]
    assert len([call for call in recorder.calls if call.method == "sendMessage" and call.chat == 2]) == 1


def test_store_that_fails_ends_the_bot_and_keeps_the_update() -> None:
    async def handle(_incoming: Incoming, _desk: Desk) -> Sequence[Call]:
        raise StorageError("Đầy đĩa.", "The disk is full.")

    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message("một"))])
        with pytest.raises(StorageError):
            await bot.idle()
        assert len(await unfinished(bot)) == 1

    scenario(test, routes=[Route(lambda *_: True, handle)])


def test_stop_during_a_long_answer_leaves_it_for_the_next_start() -> None:
    begun = asyncio.Event()

    async def forever(_: Question) -> Answer:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message("một"))])
        await begun.wait()
        bot.waiting.stop()
        await bot.lanes.stop()
        assert len(await unfinished(bot)) == 1

    assert scenario(test, ask=forever).texts() == []


def test_question_is_not_to_blame_for_stops_however_many() -> None:
    async def starts() -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            for start in range(ATTEMPTS + 2):
                begun, last = asyncio.Event(), start == ATTEMPTS + 1

                async def ask(question: Question, begun: asyncio.Event = begun, last: bool = last) -> Answer:
                    begun.set()
                    await asyncio.sleep(0 if last else 3600)
                    return stand_in.answer(question)

                recorder = Recorder()
                async with Bot(Path(folder), recorder, hand=Hand(), ask=ask) as bot:
                    if not start:
                        await bot.intake.accept([numbered(updates.message("một"))])
                    await bot.intake.recover()
                    await begun.wait()
                    if not last:
                        bot.waiting.stop()
                        await bot.lanes.stop()
                    await bot.idle()
            return recorder.texts()

    assert len(asyncio.run(starts())) == 1


def test_customer_whom_telegram_makes_wait_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    sent: list[int | None] = []
    answered = asyncio.Event()

    def fault(call: Received) -> tuple[int, dict[str, Any]] | None:
        if call.method == "sendMessage":
            sent.append(call.chat)
        if 43 in sent:
            answered.set()
        if sent == [42]:
            later = {"error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 60}}
            return 429, {"ok": False, **later}
        return None

    async def until_the_other_is_answered(_: float) -> None:
        await asyncio.wait_for(answered.wait(), 10)

    async def test(bot: Bot) -> None:
        monkeypatch.setattr(bot.waiting, "sleep", until_the_other_is_answered)
        person = {"id": 43, "is_bot": False, "first_name": "B"}
        other = {"chat": {"id": 43, "type": "private", "first_name": "B"}, "from": person}
        said = (updates.connection(), updates.business("một"), updates.business("hai", **other))
        await bot.intake.accept([numbered(each) for each in said])
        await bot.idle()

    scenario(test, fault)
    assert sent == [42, 43, 42]


def test_question_asked_twice_by_a_crash_is_remembered_once() -> None:
    async def test(bot: Bot) -> None:
        chat, turn = bot.pseudonyms.of("chat", 42), turns.Turn(5, bot.pseudonyms.of("chat", 42), "p", 9, "một", 0)
        for _ in range(2):
            await bot.store.run(lambda transaction: turns.remember(transaction, turn))
        assert await bot.store.run(lambda transaction: turns.recall(transaction, chat, 0, before=9)) == ("một",)

    scenario(test)


def test_notice_is_sent_once_and_survives_a_stop() -> None:
    calls = send_message(Place(42), plain("Sắp đến hạn."))

    def decide(transaction: Transaction) -> bool:
        return subscriptions.mark_sent(transaction, "s", "e", "2026-12-15", 0)

    async def test(bot: Bot) -> None:
        chat = bot.pseudonyms.of("chat", 42)
        wish = subscriptions.Subscription("s", "p", chat, 42, None, "vi", "document", "kh-235-2021", 0)
        await bot.store.run(lambda transaction: subscriptions.add(transaction, wish))
        bot.lanes._open = False
        assert await bot.notices.post("s:e:2026-12-15", 42, calls, decide)
        assert not await bot.notices.post("s:e:2026-12-15", 42, calls, decide)
        bot.lanes._open = True
        await bot.intake.recover()
        await bot.idle()
        assert await bot.store.run(outbox.notices) == []

    assert scenario(test).texts() == ["Sắp đến hạn."]
