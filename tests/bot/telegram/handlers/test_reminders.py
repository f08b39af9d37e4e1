"""/nhac: subscribing, listing, cancelling, and the rounds that remind: once, also after a kill."""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hoi.bot import reminders
from hoi.bot.store import Transaction, chats, erasure, subscriptions
from hoi.bot.telegram.handlers.reminders import MAX_OF_CHAT
from hoi.bot.telegram.rounds import remind
from hoi.corpus.library import Library
from tests.auxil import updates
from tests.auxil.desk import Bot, Hand, converse, scenario
from tests.auxil.dialogue import Dialogue, labels, methods, said
from tests.auxil.ledger import held
from tests.auxil.recorder import Recorder

CLAUSE = "Sở Công Thương báo cáo kết quả thực hiện với UBND tỉnh trước ngày 15/12 hằng năm."


def plan() -> Library:
    return Library([held(f"1. {CLAUSE}")])


async def round_at(bot: Bot, moment: datetime) -> int:
    bot.hand.moment = moment
    count = await remind(bot.desk, bot.notices, moment)
    await bot.idle()
    return count


DAY_BEFORE = datetime(2026, 12, 14, 1, 5, tzinfo=UTC)


def test_agency_is_subscribed_listed_and_cancelled() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        (first,) = await person.say("/nhac")
        assert "chưa đăng ký" in first.text
        assert labels(first) == ["Theo thời hạn", "Theo cơ quan", "Theo văn bản"]
        offered = await person.press("Theo cơ quan")
        assert labels(offered[1]) == ["Sở Công Thương"]
        added = await person.press("Sở Công Thương")
        assert "Đã đăng ký nhắc các thời hạn của Sở Công Thương." in said(added)
        assert "Thời hạn gần nhất: 15/12/2026 (còn 22 ngày)." in said(added)
        assert "từ trước" in said(await person.press("Sở Công Thương"))
        (listed,) = await person.say("/nhac")
        assert "1. các thời hạn của Sở Công Thương" in listed.text
        gone = await person.press("Hủy nhắc số 1")
        assert "Đã hủy nhắc việc." in said(gone)
        assert "chưa đăng ký" in gone[1].text

    scenario(test, library=plan())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("/nhac Sở Công Thương", "các thời hạn của Sở Công Thương"),
        ("/nhac so cong thuong", "các thời hạn của Sở Công Thương"),
        ("/nhac thu-1", "các thời hạn trong Văn bản thử"),
    ],
)
def test_words_behind_the_command_subscribe(words: str, expected: str) -> None:
    assert f"Đã đăng ký nhắc {expected}." in said(converse(updates.message(words), library=plan()).calls)


def test_words_that_name_nothing_are_said_so() -> None:
    assert "Không rõ “trời mưa”" in said(converse(updates.message("/nhac trời mưa"), library=plan()).calls)


def test_reminder_quotes_the_clause_and_its_place_and_is_sent_once() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("/nhac thu-1")
        before = len(bot.recorder.calls)
        assert [await round_at(bot, DAY_BEFORE + timedelta(minutes=n)) for n in range(3)] == [1, 0, 0]
        (call,) = bot.recorder.calls[before:]
        assert call.text.startswith("Nhắc việc: ngày mai (15/12/2026) đến thời hạn")
        assert CLAUSE in call.text
        assert "khoản 1, Văn bản thử" in call.text
        assert labels(call) == ["Xem nguyên văn", "Hủy nhắc này"]
        assert "Đã hủy" in said(await person.press("Hủy nhắc này"))
        assert await round_at(bot, DAY_BEFORE + timedelta(days=1)) == 0

    scenario(test, library=plan())


def test_reminder_survives_a_restart_and_is_not_repeated() -> None:
    async def test() -> list[int]:
        sent = []
        with tempfile.TemporaryDirectory() as folder:
            for number in range(3):
                recorder = Recorder()
                async with Bot(Path(folder), recorder, hand=Hand(), library=plan()) as bot:
                    if not number:
                        await Dialogue(bot).say("/nhac thu-1")
                    await round_at(bot, DAY_BEFORE)
                    sent.append(sum("Nhắc việc" in text for text in recorder.texts()))
        return sent

    assert asyncio.run(test()) == [1, 0, 0]


def test_dead_chat_is_not_reminded() -> None:
    async def test(bot: Bot) -> None:
        await Dialogue(bot).say("/nhac thu-1")
        chat = bot.pseudonyms.of("chat", 42)
        await bot.store.run(lambda transaction: chats.bury(transaction, chat, 1))
        assert await round_at(bot, DAY_BEFORE) == 0

    scenario(test, library=plan())


def test_erased_person_is_not_reminded() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("/nhac thu-1")
        await person.say("/xoadulieu")
        await person.press("Xóa dữ liệu")
        assert await round_at(bot, DAY_BEFORE) == 0

    scenario(test, library=plan())


def test_cancelled_reminder_does_not_come_again_by_another_subscription() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("/nhac thu-1")
        await person.say("/nhac Sở Công Thương")
        assert await round_at(bot, DAY_BEFORE) == 1
        await person.press("Hủy nhắc này")
        assert await round_at(bot, DAY_BEFORE + timedelta(minutes=2)) == 0
        assert await round_at(bot, DAY_BEFORE + timedelta(days=1)) == 1, "the other one is not cancelled"

    scenario(test, library=plan())


def test_who_is_erased_while_a_round_is_under_way_is_not_reminded(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(bot: Bot) -> None:
        await Dialogue(bot).say("/nhac thu-1")
        names, loop, found = bot.pseudonyms, asyncio.get_running_loop(), reminders.due

        def erased(*given: Any) -> tuple[reminders.Reminder, ...]:
            """Find what is due, and erase the person right after."""
            names_of = (names.of("user", 42), [names.of("chat", 42)])
            work = bot.store.run(lambda transaction: erasure.erase(transaction, *names_of))
            due = found(*given)
            asyncio.run_coroutine_threadsafe(work, loop).result()
            assert due
            return due

        monkeypatch.setattr(reminders, "due", erased)
        assert await round_at(bot, DAY_BEFORE) == 0
        assert "Nhắc việc" not in bot.recorder.texts()[-1]

    scenario(test, library=plan())


def test_reminder_speaks_the_language_chosen_since() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("/nhac thu-1")
        await person.say("/ngonngu")
        await person.press("English")
        await round_at(bot, DAY_BEFORE)
        assert bot.recorder.texts()[-1].startswith("Reminder: ")

    scenario(test, library=plan())


def test_other_chat_can_neither_see_nor_cancel() -> None:
    async def test(bot: Bot) -> None:
        person, other = Dialogue(bot), Dialogue(bot, user=43)
        await person.say("/nhac thu-1")
        (listed,) = await person.say("/nhac")
        assert "chưa đăng ký" in said(await other.say("/nhac"))
        stolen = person.button("Hủy nhắc số 1")["callback_data"]
        assert "từ trước" in said(await other.press_data(stolen))
        assert len(await bot.store.run(subscriptions.living)) == 1
        assert listed.text

    scenario(test, library=plan())


def test_past_deadline_is_not_subscribed() -> None:
    recorder = converse(updates.press("1r:t:nd-08-2022_s_A64_h1"))
    assert "đã qua" in said(recorder.calls)


def test_deadline_of_a_table_is_subscribed_by_its_bell() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("/thoihan")
        added = await person.press("Nhắc 2")
        assert "thời hạn tại Điều 64 Nghị định số 08/2022/NĐ-CP" in said(added)
        assert "31/12/2030" in said(added)

    scenario(test)


def test_chat_has_so_many_reminders_and_no_more() -> None:
    async def test(bot: Bot) -> None:
        def fill(transaction: Transaction) -> None:
            for number in range(MAX_OF_CHAT):
                subscriptions.add(
                    transaction,
                    subscriptions.Subscription(
                        f"s{number}", "p", bot.pseudonyms.of("chat", 42), 42, None, "vi", "agency", f"Sở {number}", 1
                    ),
                )

        await bot.store.run(fill)
        assert f"tối đa {MAX_OF_CHAT} nhắc việc" in said(await Dialogue(bot).say("/nhac thu-1"))

    scenario(test, library=plan())


def test_long_list_is_shown_to_its_end() -> None:
    async def test(bot: Bot) -> None:
        chat = bot.pseudonyms.of("chat", 42)

        def fill(transaction: Transaction) -> None:
            for number in range(MAX_OF_CHAT):
                name = f"Sở {number} " + "tên dài " * 25
                wish = subscriptions.Subscription(f"s{number}", "p", chat, 42, None, "vi", "agency", name, number)
                subscriptions.add(transaction, wish)

        await bot.store.run(fill)
        listed = await Dialogue(bot).say("/nhac")
        assert all(f"\n{number}. " in said(listed) for number in range(1, MAX_OF_CHAT + 1))
        assert f"Hủy nhắc số {MAX_OF_CHAT}" in labels(listed[-1])

    scenario(test, library=plan())


def test_long_clause_of_a_reminder_is_quoted_to_its_end() -> None:
    words = "kết quả chi tiết, " * 300
    library = Library([held(f"1. Sở Công Thương báo cáo {words}với UBND tỉnh trước ngày 15/12 hằng năm.")])

    async def test(bot: Bot) -> None:
        await Dialogue(bot).say("/nhac thu-1")
        before = len(bot.recorder.calls)
        await round_at(bot, DAY_BEFORE)
        sent = bot.recorder.calls[before:]
        assert len(sent) > 1
        assert said(sent).count("kết quả chi tiết,") >= 300
        assert said(sent).endswith("trước ngày 15/12 hằng năm.")
        assert labels(sent[-1]) == ["Xem nguyên văn", "Hủy nhắc này"]

    scenario(test, library=library)


def test_group_is_reminded_in_its_topic() -> None:
    async def test(bot: Bot) -> None:
        topic: dict[str, Any] = {"message_thread_id": 7, "is_topic_message": True}
        await Dialogue(bot, group=-100).send(updates.message("/nhac thu-1", -100, group=True, **topic))
        await round_at(bot, DAY_BEFORE)
        last = bot.recorder.calls[-1].params
        assert (int(last["chat_id"]), int(last["message_thread_id"])) == (-100, 7)

    scenario(test, library=plan())


@pytest.mark.parametrize(
    "data", ["1r:a:khong-co", "1r:t:thu-1", "1r:d:thu-1_s1", "1r:x:thu-1", "1r", "1m:q:0", "1m:t:x"]
)
def test_hostile_press_is_an_old_button(data: str) -> None:
    calls = converse(updates.press(data), library=plan()).calls
    assert methods(calls) == ["answerCallbackQuery"]
