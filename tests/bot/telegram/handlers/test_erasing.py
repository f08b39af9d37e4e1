"""/xoadulieu: everything about a person goes, wherever they wrote, after they were asked once more."""

import asyncio
import tempfile
from pathlib import Path

import pytest

from hoi.bot.store import Row
from tests.auxil import updates
from tests.auxil.desk import OPERATOR, Bot, Hand, scenario
from tests.auxil.dialogue import Dialogue, buttons, labels, methods, said
from tests.auxil.recorder import Recorder

GROUP = -100


async def rows(bot: Bot, table: str) -> list[Row]:
    return await bot.store.run(lambda transaction: transaction.execute(f"SELECT * FROM {table}"))  # noqa: S608


def holding(folder: Path, *words: str) -> list[str]:
    return [path.name for path in folder.iterdir() if any(word.encode() in path.read_bytes() for word in words)]


async def erase(person: Dialogue) -> str:
    await person.say("/xoadulieu")
    return said(await person.press("Xóa dữ liệu"))


def test_it_is_asked_once_more_and_nothing_goes_unless_it_is_confirmed() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị?")
        (asked,) = await person.say("/xoadulieu")
        assert labels(asked) == ["Xóa dữ liệu", "Không xóa"]
        assert "giữ nguyên" in said(await person.press("Không xóa"))
        assert len(await rows(bot, "turns")) == 1
        calls = await person.press_data(buttons(asked)[0]["callback_data"])
        assert methods(calls) == ["answerCallbackQuery", "editMessageText"]
        assert "đã được xóa" in said(calls)
        assert await rows(bot, "turns") == await rows(bot, "meanings") == await rows(bot, "replies") == []

    scenario(test)


def test_group_is_told_what_goes_and_what_stays() -> None:
    async def test(bot: Bot) -> None:
        person, other = Dialogue(bot, group=GROUP), Dialogue(bot, user=43, group=GROUP)
        await person.say("@hoi_thu_bot câu hỏi riêng của A?")
        await person.say("/muctieu Sở Công Thương")
        await other.say("@hoi_thu_bot câu của B?")
        told = await erase(person)
        assert "vẫn được giữ" in told
        of_other = bot.pseudonyms.of("user", 43)
        for table in ("turns", "meanings"):
            left = await rows(bot, table)
            assert left
            assert all(of_other in row for row in left)

    scenario(test)


def test_question_in_a_group_goes_when_it_is_asked_for_in_private() -> None:
    async def test(bot: Bot) -> None:
        await Dialogue(bot, group=GROUP).say("@hoi_thu_bot câu hỏi riêng của A?")
        await erase(Dialogue(bot))
        assert await rows(bot, "turns") == []

    scenario(test)


def test_what_is_private_goes_when_it_is_asked_for_in_a_group() -> None:
    async def test(bot: Bot) -> None:
        await Dialogue(bot).say("Siêu thị?")
        await Dialogue(bot).send(updates.connection())
        await Dialogue(bot).send(updates.business("Câu cho doanh nghiệp?"))
        assert len(await rows(bot, "turns")) == 2
        await erase(Dialogue(bot, group=GROUP))
        assert await rows(bot, "turns") == []

    scenario(test)


def test_customer_of_a_business_is_erased_at_once() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.send(updates.connection())
        await person.send(updates.business("Câu cho doanh nghiệp?"))
        (told,) = await person.send(updates.business("/xoadulieu"))
        assert (told.params["business_connection_id"], "đã được xóa" in told.text) == ("b", True)
        assert await rows(bot, "turns") == []

    scenario(test)


def test_maintenance_keeps_nobody_from_erasing() -> None:
    async def test(bot: Bot) -> None:
        await Dialogue(bot).say("Siêu thị?")
        await Dialogue(bot, user=OPERATOR).say("/baotri bat")
        assert "đã được xóa" in await erase(Dialogue(bot))

    scenario(test)


def test_button_of_another_erases_nothing() -> None:
    async def test(bot: Bot) -> None:
        person, other = Dialogue(bot, group=GROUP), Dialogue(bot, user=43, group=GROUP)
        await other.say("@hoi_thu_bot câu của B?")
        await person.say("/xoadulieu")
        assert "người đã gõ" in said(await other.press("Xóa dữ liệu"))
        assert len(await rows(bot, "turns")) == 1

    scenario(test)


@pytest.mark.parametrize("yes", ["1", "0", ""])
def test_made_up_button_erases_nothing(yes: str) -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị?")
        assert methods(await person.press_data(f"1z:{'0' * 16}:{yes}")) == ["answerCallbackQuery"]
        assert len(await rows(bot, "turns")) == 1

    scenario(test)


def test_words_that_were_erased_are_in_no_file() -> None:
    words = ("BIMATXYZ", "BIMATGOPY")

    async def test(folder: Path) -> None:
        async with Bot(folder, Recorder(), hand=Hand()) as bot:
            person = Dialogue(bot)
            await person.say("BIMATXYZ siêu thị?")
            await person.say("/gopy BIMATGOPY")
            await erase(person)
            held = holding(folder, *words)
        assert held == []

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(test(Path(folder)))
