"""Groups that become supergroups: what they asked for goes along, whatever happens meanwhile."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

import pytest

from hoi.bot.store import Row, chats, dead_letters, inbox, outbox
from hoi.corpus.errors import ConflictError
from tests.auxil import updates
from tests.auxil.desk import OPERATOR, Bot, Hand, numbered, scenario
from tests.auxil.dialogue import Dialogue, said
from tests.auxil.recorder import Recorder
from tests.auxil.telegram_call import Call as Received
from tests.bot.telegram.handlers.test_reminders import DAY_BEFORE, plan, round_at

GROUP, SUPERGROUP = -100, -1009
UPGRADED: dict[str, Any] = {
    "ok": False,
    "error_code": 400,
    "description": "Bad Request: group chat was upgraded to a supergroup chat",
    "parameters": {"migrate_to_chat_id": SUPERGROUP},
}


def upgrade() -> dict[str, Any]:
    return updates.message(None, GROUP, group=True, migrate_to_chat_id=SUPERGROUP)


def upgraded(call: Received) -> tuple[int, dict[str, Any]] | None:
    return (400, UPGRADED) if call.method == "sendMessage" and call.chat == GROUP else None


async def addresses(bot: Bot) -> list[Row]:
    return await bot.store.run(lambda t: t.execute("SELECT address, subject FROM subscriptions ORDER BY subject"))


async def unfinished(bot: Bot) -> tuple[list[Any], list[Any]]:
    return await bot.store.run(inbox.unfinished), await bot.store.run(outbox.notices)


def test_both_groups_asked_for_the_same_reminder() -> None:
    async def test(bot: Bot) -> None:
        group, supergroup = Dialogue(bot, group=GROUP), Dialogue(bot, group=SUPERGROUP)
        await group.say("/nhac thu-1")
        await group.say("/nhac Sở Công Thương")
        await supergroup.say("/nhac thu-1")
        await group.send(upgrade())
        assert await addresses(bot) == [(SUPERGROUP, "Sở Công Thương"), (SUPERGROUP, "thu-1")]
        assert await unfinished(bot) == ([], [])

    scenario(test, library=plan())


def test_reminder_to_a_group_that_moved_is_sent_once_however_often_the_bot_starts() -> None:
    async def test(folder: Path, start: int, hand: Hand) -> int:
        recorder = Recorder(upgraded if start else lambda _: None)
        async with Bot(folder, recorder, hand=hand, library=plan()) as bot:
            if not start:
                await Dialogue(bot, group=GROUP).say("/nhac thu-1")
                await Dialogue(bot, group=SUPERGROUP).say("/nhac thu-1")
                return 0
            await bot.intake.recover()
            await round_at(bot, DAY_BEFORE)
            assert await unfinished(bot) == ([], [])
        return sum(call.chat == SUPERGROUP for call in recorder.calls)

    async def starts() -> list[int]:
        hand = Hand()
        with tempfile.TemporaryDirectory() as folder:
            return [await test(Path(folder), start, hand) for start in range(4)]

    # Both groups had asked before it was known that they are one.
    assert asyncio.run(starts()) == [0, 2, 0, 0]


def test_letter_whose_fate_cannot_be_recorded_is_put_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    def contradict(*_: object) -> None:
        raise ConflictError("Mâu thuẫn.", "A contradiction.")

    async def test(bot: Bot) -> None:
        monkeypatch.setattr("hoi.bot.telegram.work.replies.add", contradict)
        await bot.intake.accept([numbered(updates.message("một")), numbered(updates.message("hai"))])
        await bot.idle()
        found = await bot.store.run(lambda transaction: dead_letters.newest(transaction, 9))
        assert [each.reason for each in found] == ["cannot be recorded: ConflictError"] * 2
        assert await unfinished(bot) == ([], [])

    assert len(scenario(test).texts()) == 2


def test_group_is_followed_during_maintenance_and_nothing_is_said() -> None:
    async def test(bot: Bot) -> None:
        group = Dialogue(bot, group=GROUP)
        await group.say("/nhac thu-1")
        await Dialogue(bot, user=OPERATOR).say("/baotri bat nghỉ")
        assert await group.send(upgrade()) == []
        assert [address for address, _ in await addresses(bot)] == [SUPERGROUP]

    scenario(test, library=plan())


def test_group_is_followed_although_it_asks_too_much() -> None:
    async def test(bot: Bot) -> None:
        group = Dialogue(bot, group=GROUP)
        await group.say("/nhac thu-1")
        for user in range(1, 30):
            await Dialogue(bot, user=user, group=GROUP).say("/hoi x")
        assert await group.send(upgrade()) == []
        assert [address for address, _ in await addresses(bot)] == [SUPERGROUP]

    scenario(test, library=plan())


def test_chosen_language_goes_along() -> None:
    async def test(bot: Bot) -> None:
        group = Dialogue(bot, group=GROUP)
        chat = bot.pseudonyms.of("chat", GROUP)
        await bot.store.run(lambda transaction: chats.choose_language(transaction, chat, "en"))
        await group.send(upgrade())
        assert said(await Dialogue(bot, group=SUPERGROUP).say("/privacy")).startswith("The assistant stores")

    scenario(test, library=plan())
