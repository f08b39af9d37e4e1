"""Right and wrong, reasons, consent, remarks: what is kept, and what is not."""

from dataclasses import replace

import pytest

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.store import consents, feedback, meanings
from hoi.bot.store.feedback import Feedback
from hoi.bot.store.turns import SECONDS
from tests.auxil import stand_in, updates
from tests.auxil.desk import Bot, converse, scenario
from tests.auxil.dialogue import Dialogue, labels, methods, said


async def kept(bot: Bot) -> tuple[Feedback, ...]:
    return await bot.store.run(lambda transaction: feedback.newest(transaction, 100))


def test_right_is_kept_without_the_question() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị bí mật?")
        calls = await person.press("Đúng")
        assert said(calls) == "Cảm ơn Ông/Bà đã phản hồi."
        (word,) = await kept(bot)
        assert (word.verdict, word.question, word.document, word.locator) == ("right", None, "kh-235-2021", "II.1#5")

    scenario(test)


def test_wrong_asks_why_and_keeps_the_question_only_when_agreed() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị bí mật?")
        why = await person.press("Sai")
        assert labels(why[1]) == [
            "Sai số liệu, ngày tháng", "Sai văn bản hoặc điều, khoản", "Không đúng câu hỏi", "Thiếu nội dung",
        ]  # fmt: skip
        asked = await person.press("Sai số liệu")
        assert "đồng ý" in said(asked)
        (word,) = await kept(bot)
        assert (word.verdict, word.reason, word.question) == ("wrong", "number", None)
        assert said(await person.press("Đồng ý lưu")).startswith("Đã lưu câu hỏi")
        (word,) = await kept(bot)
        assert (word.reason, word.question) == ("number", "Siêu thị bí mật?")

    scenario(test)


def test_declined_question_is_not_kept() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị bí mật?")
        await person.press("Sai")
        await person.press("Thiếu nội dung")
        assert "không được lưu" in said(await person.press("Không lưu"))
        assert [word.question for word in await kept(bot)] == [None]

    scenario(test)


def test_consent_is_asked_for_once() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        for question in ("Siêu thị một?", "Siêu thị hai?"):
            await person.say(question)
            await person.press("Sai")
            calls = await person.press("Sai số liệu")
            if question.endswith("một?"):
                await person.press("Đồng ý lưu")
        assert methods(calls) == ["answerCallbackQuery"]
        assert {word.question for word in await kept(bot)} == {"Siêu thị một?", "Siêu thị hai?"}

    scenario(test)


def test_question_that_is_forgotten_cannot_be_kept() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị?")
        bot.hand.advance(SECONDS + 1)
        await person.press("Sai")
        assert said(await person.press("Sai số liệu")).startswith("Đã ghi nhận")
        assert [word.question for word in await kept(bot)] == [None]

    scenario(test)


def test_remark_after_wrong_is_its_reason_and_alone_a_remark() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị?")
        await person.press("Sai")
        assert "Đã nhận góp ý" in said(await person.say("/gopy Con số   này của cả nước"))
        await person.say("Siêu thị?")
        bot.hand.advance(3600)
        await person.say("/gopy Cần thêm mục III.2")
        words = {(word.verdict, word.reason) for word in await kept(bot)}
        assert words == {("wrong", "Con số này của cả nước"), ("remark", "Cần thêm mục III.2")}

    scenario(test)


def test_second_remark_takes_nothing_from_the_first_and_no_button_does() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị?")
        await person.press("Sai")
        for which in ("thứ nhất", "thứ hai"):
            await person.say(f"/gopy Ý kiến {which}")
        await person.press("Sai số liệu")
        words = {(word.verdict, word.reason) for word in await kept(bot)}
        assert words == {("wrong", "Ý kiến thứ nhất"), ("remark", "Ý kiến thứ hai")}

    scenario(test)


def test_remark_says_more_than_the_button_before_it() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị?")
        await person.press("Sai")
        await person.press("Sai số liệu")
        await person.say("/gopy Con số này của cả nước")
        assert [word.reason for word in await kept(bot)] == ["Con số này của cả nước"]

    scenario(test)


def test_right_after_all_has_no_reason_why_it_is_wrong() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị?")
        await person.press("Sai")
        await person.press("Sai số liệu")
        await person.press("Đúng")
        assert [(word.verdict, word.reason) for word in await kept(bot)] == [("right", None)]
        await person.say("/gopy Cảm ơn")
        words = {(word.verdict, word.reason) for word in await kept(bot)}
        assert words == {("right", None), ("remark", "Cảm ơn")}

    scenario(test)


def test_remark_is_not_lost_when_the_answer_was_right_after_all() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị?")
        await person.press("Sai")
        await person.say("/gopy Con số này của cả nước")
        await person.press("Đúng")
        words = {(word.verdict, word.reason) for word in await kept(bot)}
        assert words == {("right", None), ("remark", "Con số này của cả nước")}

    scenario(test)


def test_question_is_kept_with_what_its_author_asked_before_it_and_with_nobody_elses() -> None:
    async def test(bot: Bot) -> None:
        author, other = Dialogue(bot, group=-100), Dialogue(bot, user=43, group=-100)

        async def agreed(question: str) -> Feedback:
            await author.say(f"@hoi_thu_bot {question}")
            await author.press("Sai")
            await author.press("Sai số liệu")
            if not await bot.store.run(lambda transaction: consents.given(transaction, bot.pseudonyms.of("user", 42))):
                await author.press("Đồng ý lưu")
            return next(word for word in await kept(bot) if word.question == question)

        first, second = await agreed("một?"), await agreed("hai?")
        await other.say("@hoi_thu_bot của B?")
        third = await agreed("ba?")
        assert [(word.history, word.whole) for word in (first, second, third)] == [
            ((), True), (("một?",), True), (("một?", "hai?"), False),
        ]  # fmt: skip
        assert {word.outcome for word in (first, second, third)} == {"answered"}

    scenario(test)


@pytest.mark.parametrize(("text", "expected"), [("/gopy", "gõ /gopy"), ("/gopy " + "x" * 2_001, "dài quá 2000")])
def test_remark_has_bounds(text: str, expected: str) -> None:
    assert expected in said(converse(updates.message(text)).calls)


def test_erasing_takes_feedback_and_consent_along() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị?")
        await person.press("Sai")
        await person.press("Sai số liệu")
        await person.press("Đồng ý lưu")
        await person.say("/xoadulieu")
        await person.press("Xóa dữ liệu")
        assert await kept(bot) == ()

    scenario(test)


def test_other_chat_cannot_speak_of_the_answer() -> None:
    async def test(bot: Bot) -> None:
        person, other = Dialogue(bot), Dialogue(bot, user=43)
        await person.say("Siêu thị?")
        stolen = person.button("Sai")["callback_data"]
        assert "Nút này đã cũ" in said(await other.press_data(stolen))
        assert await kept(bot) == ()

    scenario(test)


def test_only_the_author_of_a_question_agrees_that_it_is_kept() -> None:
    async def test(bot: Bot) -> None:
        author, other = Dialogue(bot, group=-100), Dialogue(bot, user=43, group=-100)
        await author.say("@hoi_thu_bot bí mật của A: Siêu thị?")
        await other.press("Sai")
        assert said(await other.press("Sai số liệu")).startswith("Đã ghi nhận"), "not asked to agree for another"
        stolen = f"1k:{other.button('Sai số liệu')['callback_data'].split(':')[1]}:1"
        assert "Nút này đã cũ" in said(await other.press_data(stolen))
        assert [word.question for word in await kept(bot)] == [None]
        await author.press("Sai số liệu")
        await author.press("Đồng ý lưu")
        questions = {word.person: word.question for word in await kept(bot)}
        assert questions == {
            bot.pseudonyms.of("user", 42): "bí mật của A: Siêu thị?",
            bot.pseudonyms.of("user", 43): None,
        }

    scenario(test)


def test_old_buttons_are_answered_kindly() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("Siêu thị?")
        bot.hand.advance(meanings.SECONDS + 1)
        for label in ("Đúng", "Sai"):
            assert "Nút này đã cũ" in said(await person.press(label))

    scenario(test)


async def suggesting(question: Question) -> Answer:
    return replace(stand_in.answer(question), suggestions=("Còn đến năm 2030?", "Ai ký kế hoạch?"))


def test_related_question_is_one_press_away() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        (answer,) = await person.say("Siêu thị?")
        assert labels(answer)[-4:] == ["Còn đến năm 2030?", "Ai ký kế hoạch?", "✓ Đúng", "✗ Sai"]
        calls = await person.press("Còn đến năm 2030?")
        assert methods(calls) == ["answerCallbackQuery", "sendMessage"]
        assert "Đã hỏi: Siêu thị? | Còn đến năm 2030?" in said(calls)

    scenario(test, ask=suggesting)


@pytest.mark.parametrize("fields", ["khong-co:0", "khong-co:9", ":", ":0"])
def test_related_question_of_no_answer_is_an_old_button(fields: str) -> None:
    assert "Nút này đã cũ" in said(converse(updates.press(f"1q:{fields}")).calls)
