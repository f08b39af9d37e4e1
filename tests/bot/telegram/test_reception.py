"""Before and beside the handlers: whose question it is, how often, during maintenance, and what is said then."""

from typing import Any

import pytest

from hoi.bot.store import Row, chats
from tests.auxil import updates
from tests.auxil.desk import OPERATOR, START, Bot, numbered, scenario
from tests.auxil.dialogue import Dialogue, methods, said
from tests.auxil.telegram_call import Call
from tests.bot.telegram.handlers.test_reminders import plan

ANONYMOUS: dict[str, Any] = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}}


def anonymous(text: str, group: int) -> dict[str, Any]:
    """A message of an administrator in the name of the group."""
    chat = {"id": group, "type": "supergroup", "title": "Nhóm"}
    return updates.message(text, group, group=True, sender_chat=chat, **ANONYMOUS)


async def send(bot: Bot, *incoming: dict[str, Any]) -> list[Call]:
    before = len(bot.recorder.calls)
    await bot.intake.accept([numbered(each) for each in incoming])
    await bot.idle()
    return [call for call in bot.recorder.calls[before:] if call.method != "sendChatAction"]


async def subscribers(bot: Bot) -> list[Row]:
    return await bot.store.run(lambda transaction: transaction.execute("SELECT address FROM subscriptions"))


def test_anonymous_administrators_of_two_groups_are_two() -> None:
    async def test(bot: Bot) -> None:
        await send(bot, anonymous("/nhac thu-1", -100))
        await send(bot, anonymous("/xoadulieu", -200))
        assert await subscribers(bot) == [(-100,)]
        await send(bot, anonymous("/xoadulieu", -100))
        assert await subscribers(bot) == []

    scenario(test, library=plan())


def test_anonymous_administrators_of_many_groups_are_no_flood() -> None:
    async def test(bot: Bot) -> None:
        asked = [anonymous("/hoi câu", -1000 - number) for number in range(40)]
        assert "quá nhiều" not in said(await send(bot, *asked))

    scenario(test)


def test_questions_written_a_minute_apart_while_the_bot_was_away_are_all_answered() -> None:
    async def test(bot: Bot) -> None:
        now = int(START.timestamp())
        waited = [updates.message(f"câu {number}", date=now - 60 * (60 - number)) for number in range(50)]
        calls = await send(bot, *waited)
        assert [call.text.startswith("Đã hỏi") for call in calls] == [True] * 50

    scenario(test)


def test_every_press_is_acknowledged() -> None:
    async def test(bot: Bot) -> None:
        calls = await send(bot, *[updates.press("ask:vi:0") for _ in range(24)])
        acknowledged = [call.params.get("text") for call in calls if call.method == "answerCallbackQuery"]
        assert [text is None for text in acknowledged] == [True] * 20 + [False] + [True] * 3

    scenario(test)


def test_blocked_bot_is_not_let_in_by_what_the_person_does_elsewhere() -> None:
    async def test(bot: Bot) -> None:
        chat = bot.pseudonyms.of("chat", 42)
        await send(bot, updates.member("kicked"))
        for update, dead in ((updates.inline("siêu thị"), True), (updates.message("/help"), False)):
            await send(bot, update)
            assert (await bot.store.run(lambda transaction: chats.find(transaction, chat))).dead is dead

    scenario(test)


class TestMaintenance:
    def closed(self, *incoming: dict[str, Any]) -> list[Call]:
        calls: list[Call] = []

        async def test(bot: Bot) -> None:
            await send(bot, updates.connection())
            await Dialogue(bot, user=OPERATOR).say("/baotri bat đến 10 giờ")
            calls.extend(await send(bot, *incoming))

        scenario(test)
        return calls

    def test_inline_mode_finds_nothing(self) -> None:
        (call,) = self.closed(updates.inline("siêu thị"))
        assert call.params["results"] == []

    def test_guest_gets_the_note(self) -> None:
        (call,) = self.closed(updates.guest("@hoi_thu_bot Siêu thị?"))
        assert "đến 10 giờ" in call.params["result"]["input_message_content"]["message_text"]

    def test_nothing_is_said_in_an_accounts_name(self) -> None:
        assert self.closed(updates.business("Siêu thị?")) == []

    @pytest.mark.parametrize(("command", "expected"), [("/xoadulieu", "xóa"), ("/privacy", "không lưu họ tên")])
    def test_a_persons_rights_are_not_suspended(self, command: str, expected: str) -> None:
        assert expected in said(self.closed(updates.message(command)))
        assert expected in said(self.closed(updates.business(command)))


class TestGuest:
    @pytest.mark.parametrize("text", ["@hoi_thu_bot", "@hoi_thu_bot nổ tung"], ids=["empty", "failed"])
    def test_error_is_the_one_message_it_gets(self, text: str) -> None:
        async def test(bot: Bot) -> None:
            assert methods(await send(bot, updates.guest(text))) == ["answerGuestQuery"]

        scenario(test)

    def test_chat_that_did_not_let_the_bot_in_is_not_told_of_rates(self) -> None:
        async def test(bot: Bot) -> None:
            calls = await send(bot, *[updates.guest("@hoi_thu_bot Siêu thị?") for _ in range(22)])
            assert set(methods(calls)) == {"answerGuestQuery"}
            assert "quá nhiều" not in str([call.params for call in calls])

        scenario(test)


class TestBusiness:
    def test_owners_many_messages_are_neither_answered_nor_counted(self) -> None:
        own: dict[str, Any] = {"from": {"id": 7000, "is_bot": False, "first_name": "Chủ"}}

        async def test(bot: Bot) -> None:
            await send(bot, updates.connection())
            assert await send(bot, *[updates.business(f"tin {n}", **own) for n in range(30)]) == []
            assert len(await send(bot, updates.business("Siêu thị?"))) == 1

        scenario(test)

    def test_nothing_is_said_without_the_right_to(self) -> None:
        async def test(bot: Bot) -> None:
            await send(bot, updates.connection(may_reply=False))
            assert await send(bot, *[updates.business(f"tin {n}") for n in range(30)]) == []
            assert await send(bot, updates.business("/privacy")) == []

        scenario(test)

    def test_customer_who_asks_too_much_gets_silence(self) -> None:
        async def test(bot: Bot) -> None:
            await send(bot, updates.connection())
            calls = await send(bot, *[updates.business(f"câu {n}") for n in range(30)])
            assert [call.text.startswith("Đã hỏi") for call in calls] == [True] * 20

        scenario(test)

    @pytest.mark.parametrize("text", ["👍", "...", "/start", "dài " * 500, "nổ tung"])
    def test_errors_and_what_asks_nothing_get_silence(self, text: str) -> None:
        async def test(bot: Bot) -> None:
            await send(bot, updates.connection())
            assert await send(bot, updates.business(text)) == []

        scenario(test)

    def test_customer_sees_typing_and_that_a_machine_answers(self) -> None:
        async def test(bot: Bot) -> None:
            await send(bot, updates.connection(), updates.business("Siêu thị?"))
            typing, answer = bot.recorder.calls
            assert (typing.method, typing.params["business_connection_id"]) == ("sendChatAction", "b")
            assert "do máy soạn tự động" in answer.text

        scenario(test)

    def test_customer_has_erased_what_is_kept(self) -> None:
        async def test(bot: Bot) -> None:
            await send(bot, updates.connection(), updates.business("Siêu thị?"))
            (call,) = await send(bot, updates.business("/xoadulieu"))
            assert call.params["business_connection_id"] == "b"
            assert await bot.store.run(lambda transaction: transaction.execute("SELECT * FROM turns")) == []

        scenario(test)
