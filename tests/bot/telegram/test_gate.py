"""Floods are turned away before they are stored; what was let in is answered, whatever happens."""

from typing import Any

import pytest

from hoi.bot.store import inbox
from hoi.bot.store.pseudonyms import Pseudonyms
from hoi.bot.telegram.gate import Gate
from tests.auxil import updates
from tests.auxil.desk import Bot, numbered, scenario
from tests.auxil.dialogue import said

GROUP = -100


async def stored(bot: Bot) -> int:
    ((count,),) = await bot.store.run(lambda transaction: transaction.execute("SELECT COUNT(*) FROM inbox"))
    return int(count)


def test_flood_in_a_private_chat_is_not_even_stored() -> None:
    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message(f"câu {n}", 1)) for n in range(100)])
        await bot.idle()
        assert await stored(bot) == 21

    texts = scenario(test).texts()
    assert len(texts) == 21
    assert "quá nhiều câu hỏi" in texts[-1]


def test_flood_in_a_group_is_stored_until_it_is_one() -> None:
    async def test(bot: Bot) -> None:
        for _ in range(100):
            await bot.intake.accept([numbered(updates.message("/hoi câu", GROUP, group=True))])
            await bot.idle()
        assert await stored(bot) == len(bot.recorder.texts()) < 30, "what was stored got an answer or the kind word"

    scenario(test)


def test_what_was_let_in_before_a_stop_is_answered_after_it() -> None:
    async def test(bot: Bot) -> None:
        bot.lanes._open = False
        await bot.intake.accept([numbered(updates.message(f"câu {n}", 1)) for n in range(20)])
        bot.lanes._open = True
        for _ in range(19):
            await bot.intake.accept([numbered(updates.press("x", 1, user=1))])
        await bot.intake.recover()
        await bot.idle()
        assert await bot.store.run(inbox.unfinished) == []

    assert len([text for text in scenario(test).texts() if text.startswith("Đã hỏi")]) == 20


def test_chatter_in_a_group_uses_up_nothing() -> None:
    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message("Chào cả nhà", GROUP, group=True)) for _ in range(60)])
        await bot.intake.accept([numbered(updates.message("/hoi Siêu thị?", GROUP, group=True))])
        await bot.idle()
        assert "Đã hỏi: Siêu thị?" in said(bot.recorder.calls)

    scenario(test)


@pytest.mark.parametrize(
    "message",
    [
        None,
        "x",
        {},
        {"chat": {"id": 1, "type": "private"}, "date": 1, "text": "không có người gửi"},
        {"chat": {"id": "1", "type": "private"}, "from": {"id": 1, "is_bot": False}, "date": 1, "text": "a"},
        {"chat": {"id": 1, "type": "private"}, "from": {"id": 1, "is_bot": True}, "date": 1, "text": "a"},
        {"chat": {"id": 1, "type": "private"}, "from": {"id": 1, "is_bot": False}, "date": 1, "photo": []},
        {"chat": {"id": 1, "type": "group"}, "from": {"id": 1, "is_bot": False}, "date": 1, "migrate_to_chat_id": -1},
    ],
)
def test_what_is_no_typed_question_is_never_turned_away(message: Any) -> None:
    gate = Gate(Pseudonyms(bytes(32)))
    assert all(gate.lets_in({"update_id": number, "message": message}, 0.0) for number in range(100))
