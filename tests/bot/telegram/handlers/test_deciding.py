"""What a group has in common is decided by who runs it."""

from typing import Any

import pytest

from tests.auxil import updates
from tests.auxil.desk import Bot, scenario
from tests.auxil.dialogue import Dialogue, labels, said
from tests.auxil.telegram_call import Call
from tests.bot.telegram.handlers.test_reminders import plan

GROUP, RUNS_IT, ASKED, OTHER = -100, 50, 42, 43


def fault(call: Call) -> tuple[int, dict[str, Any]] | None:
    if call.method != "getChatAdministrators":
        return None
    assert call.chat == GROUP
    user = {"id": RUNS_IT, "is_bot": False, "first_name": "Chị"}
    return 200, {"ok": True, "result": [{"status": "creator", "user": user, "is_anonymous": False}]}


def unreachable(call: Call) -> tuple[int, dict[str, Any]] | None:
    body = {"ok": False, "error_code": 500, "description": "Internal Server Error"}
    return (500, body) if call.method == "getChatAdministrators" else None


@pytest.mark.parametrize(("user", "cancelled"), [(ASKED, True), (RUNS_IT, True), (OTHER, False)])
def test_reminder_of_a_group_is_cancelled_by_who_asked_for_it_or_runs_the_group(user: int, cancelled: bool) -> None:
    async def test(bot: Bot) -> None:
        await Dialogue(bot, user=ASKED, group=GROUP).say("/nhac thu-1")
        person = Dialogue(bot, user=user, group=GROUP)
        await person.say("/nhac")
        told = said(await person.press("Hủy nhắc số 1"))
        assert ("Đã hủy" in told, "Chỉ người đã đăng ký" in told) == (cancelled, not cancelled)
        left = await bot.store.run(lambda transaction: transaction.execute("SELECT id FROM subscriptions"))
        assert len(left) == (0 if cancelled else 1)

    scenario(test, fault, library=plan())


@pytest.mark.parametrize(("user", "chosen"), [(RUNS_IT, True), (OTHER, False)])
def test_language_of_a_group_is_chosen_by_who_runs_it(user: int, chosen: bool) -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot, user=user, group=GROUP)
        offered = (await person.say("/ngonngu"))[-1]
        assert bool(labels(offered)) is chosen
        told = said(await person.press_data("1l:en"))
        assert ("answers in English" in told, "Chỉ người quản trị" in told) == (chosen, not chosen)

    scenario(test, fault)


def test_anonymous_administrator_runs_the_group() -> None:
    async def test(bot: Bot) -> None:
        anonymous: dict[str, Any] = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}}
        chat = {"id": GROUP, "type": "supergroup", "title": "Nhóm"}
        asked = updates.message("/ngonngu", GROUP, group=True, sender_chat=chat, **anonymous)
        (offered,) = await Dialogue(bot, group=GROUP).send(asked)
        assert labels(offered) == ["Tiếng Việt", "English", "Theo Telegram"]

    scenario(test, fault)


def test_nobody_decides_while_telegram_cannot_be_asked() -> None:
    async def test(bot: Bot) -> None:
        assert "Chỉ người quản trị" in said(await Dialogue(bot, user=RUNS_IT, group=GROUP).say("/ngonngu"))

    scenario(test, unreachable)
