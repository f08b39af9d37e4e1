"""Operators' commands: for them alone; maintenance; broadcasts to subscribers, each once."""

import pytest

from hoi.bot.store import chats
from hoi.bot.telegram.rounds import announce
from tests.auxil import updates
from tests.auxil.desk import OPERATOR, Bot, converse, scenario
from tests.auxil.dialogue import Dialogue, labels, said


@pytest.mark.parametrize("command", ["/stats", "/baotri bat", "/thongbao Xin chào"])
def test_others_are_answered_as_to_a_command_nobody_knows(command: str) -> None:
    assert "Các lệnh:" in said(converse(updates.message(command)).calls)
    assert converse(updates.message(command, -100, group=True)).calls == []


def test_operator_in_a_group_is_sent_to_the_private_chat() -> None:
    recorder = converse(updates.message("/stats", -100, group=True, user=OPERATOR))
    assert "trò chuyện riêng" in said(recorder.calls)


def test_stats_are_numbers() -> None:
    async def test(bot: Bot) -> None:
        await Dialogue(bot).say("Siêu thị bí mật?")
        await Dialogue(bot).press("Đúng")
        text = said(await Dialogue(bot, user=OPERATOR).say("/stats"))
        assert "Văn bản đang lưu: 4" in text
        assert "đã xử lý trong 2 ngày qua: 2" in text
        assert "Phản hồi: 1 đúng, 0 sai, 0 góp ý" in text
        assert "bí mật" not in text

    scenario(test)


def test_maintenance_tells_everybody_but_operators() -> None:
    async def test(bot: Bot) -> None:
        person, operator = Dialogue(bot), Dialogue(bot, user=OPERATOR)
        await person.say("/start")
        assert "Đã bật" in said(await operator.say("/baotri bat Dự kiến xong trước 17 giờ."))
        told = said(await person.say("Siêu thị?"))
        assert told.startswith("Trợ lý đang được bảo trì")
        assert told.endswith("Dự kiến xong trước 17 giờ.")
        assert "bảo trì" in said(await person.press_data("ask:vi:0"))
        assert "Đã hỏi" in said(await operator.say("Siêu thị?"))
        assert "Đang bảo trì" in said(await operator.say("/baotri"))
        await operator.say("/baotri tat")
        assert "Đã hỏi" in said(await person.say("Siêu thị?"))
        assert "Đang phục vụ" in said(await operator.say("/baotri"))

    scenario(test)


def test_group_chatter_is_not_answered_during_maintenance_either() -> None:
    async def test(bot: Bot) -> None:
        await Dialogue(bot, user=OPERATOR).say("/baotri bat")
        assert await Dialogue(bot, group=-100).say("Chào cả nhà") == []

    scenario(test)


def test_broadcast_is_shown_confirmed_and_sent_to_each_subscriber_once() -> None:
    async def test(bot: Bot) -> None:
        operator = Dialogue(bot, user=OPERATOR)
        for user in (42, 43, 44):
            await Dialogue(bot, user=user).say("/nhac kh-235-2021")
        await Dialogue(bot, user=42).say("/nhac qd-889-2020")
        dead = bot.pseudonyms.of("chat", 44)
        await bot.store.run(lambda transaction: chats.bury(transaction, dead, 1))
        shown = await operator.say("/thongbao Đã bổ sung văn bản mới.")
        assert labels(shown[1]) == ["Gửi tới 2 nơi nhận", "Không gửi"]
        await announce(bot.desk, bot.notices)
        assert not [text for text in bot.recorder.texts() if text == shown[1].text][1:]
        await operator.press("Gửi tới")
        before = len(bot.recorder.calls)
        for _ in range(3):
            await announce(bot.desk, bot.notices)
            await bot.idle()
        sent = bot.recorder.calls[before:]
        assert sorted(call.chat for call in sent) == [42, 43]
        assert {call.text for call in sent} == {"Thông báo từ đơn vị vận hành trợ lý\n\nĐã bổ sung văn bản mới."}

    scenario(test)


def test_broadcast_that_stopped_half_way_goes_on_where_it_stopped() -> None:
    async def test(bot: Bot) -> None:
        from hoi.bot.store import broadcasts

        for user in (42, 43):
            await Dialogue(bot, user=user).say("/nhac kh-235-2021")
        first = bot.pseudonyms.of("chat", 42)

        def half(transaction: object) -> None:
            broadcasts.draft(transaction, "t", "Tin.", 1)  # type: ignore[arg-type]
            broadcasts.confirm(transaction, "t")  # type: ignore[arg-type]
            broadcasts.mark_told(transaction, "t", first)  # type: ignore[arg-type]

        await bot.store.run(half)
        before = len(bot.recorder.calls)
        await announce(bot.desk, bot.notices)
        await bot.idle()
        assert [call.chat for call in bot.recorder.calls[before:]] == [43]

    scenario(test)


def test_broadcast_can_be_dropped_and_is_not_for_others_to_confirm() -> None:
    async def test(bot: Bot) -> None:
        operator = Dialogue(bot, user=OPERATOR)
        await Dialogue(bot).say("/nhac kh-235-2021")
        await operator.say("/thongbao Thử.")
        stolen = operator.button("Gửi tới")["callback_data"]
        assert "Nút này đã cũ" in said(await Dialogue(bot).press_data(stolen))
        assert "không được gửi" in said(await operator.press("Không gửi"))
        assert "Nút này đã cũ" in said(await operator.press("Gửi tới"))

    scenario(test)


@pytest.mark.parametrize(("text", "expected"), [("/thongbao", "Gõ /thongbao"), ("/thongbao Tin.", "Chưa có nơi nhận")])
def test_broadcast_needs_words_and_readers(text: str, expected: str) -> None:
    assert expected in said(converse(updates.message(text, OPERATOR, user=OPERATOR)).calls)
