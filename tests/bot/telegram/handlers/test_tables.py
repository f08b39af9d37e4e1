"""/muctieu, /nhiemvu, /thoihan and /lotrinh: tables page by page, and their pictures."""

import pytest

from tests.auxil import updates
from tests.auxil.desk import Bot, converse, scenario
from tests.auxil.dialogue import Dialogue, labels, methods, said


def test_targets_come_with_their_chart() -> None:
    recorder = converse(updates.message("/muctieu"))
    assert methods(recorder.calls)[-2:] == ["sendPhoto", "sendMessage"]
    assert recorder.files[0].startswith(b"\x89PNG")
    photo, table = recorder.calls[-2:]
    assert photo.params["caption"].startswith("Chỉ tiêu theo giai đoạn của Kế hoạch số 235/KH-UBND: 5 chỉ tiêu")
    assert table.text.startswith("Chỉ tiêu: 34 mục")


def test_roadmap_comes_with_its_timeline_and_the_deadlines() -> None:
    recorder = converse(updates.message("/lotrinh"))
    photo, table = recorder.calls[-2:]
    assert "tính đến ngày 23/11/2026" in photo.params["caption"]
    assert "Sau ngày" not in photo.params["caption"]
    assert "31/12/2030 (còn 1.499 ngày)" in table.text


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("/muctieu 2030", "Chỉ tiêu (2030): 12 mục"),
        ("/muctieu giai đoạn 2021 - 2025", "Chỉ tiêu (giai đoạn 2021 - 2025)"),
        ("/nhiemvu Bộ Công Thương", "Nhiệm vụ (Bộ Công Thương): 1 mục"),
        ("/nhiemvu", "Nhiệm vụ: "),
        ("/thoihan", "Thời hạn: 4 mục"),
    ],
)
def test_table_is_of_what_is_asked_for(words: str, heading: str) -> None:
    assert converse(updates.message(words)).texts()[-1].startswith(heading)


def test_nothing_found_says_what_there_is() -> None:
    (text,) = converse(updates.message("/nhiemvu Sở Y tế")).texts()
    assert text.startswith("Không có mục nào phù hợp với “Sở Y tế”.")
    assert "Bộ Công Thương" in text


def test_period_nobody_can_read_is_one_sentence() -> None:
    (text,) = converse(updates.message("/muctieu " + "x" * 300)).texts()
    assert "dài quá 200 ký tự" in text


def test_pages_turn_in_the_same_message_and_keep_what_was_asked() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("/muctieu 2030")
        calls = await person.press("2/")
        assert methods(calls) == ["answerCallbackQuery", "editMessageText"]
        assert calls[1].text.startswith("Chỉ tiêu (2030)")
        assert "\n6. " in calls[1].text
        calls = await person.press("‹ 1/")
        assert "\n1. " in calls[1].text

    scenario(test)


def test_what_was_asked_is_for_its_own_chat_alone() -> None:
    async def test(bot: Bot) -> None:
        person, other = Dialogue(bot), Dialogue(bot, user=43)
        await person.say("/nhiemvu Bộ Công Thương 2030 mật")
        await person.say("/muctieu 2030")
        stolen = person.button("2/")["callback_data"]
        assert said(await other.press_data(stolen)) == "Nút này đã cũ; kính mời Ông/Bà nhập câu hỏi."

    scenario(test)


def test_row_leads_to_its_clause() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        (table,) = await person.say("/thoihan")
        assert labels(table) == ["1", "2", "3", "4", "Nhắc 2", "Nhắc 3", "Nhắc 4"]
        clause = await person.press_data(person.button("1")["callback_data"])
        assert "Từ ngày 01/01/2026" in clause[1].text

    scenario(test)


@pytest.mark.parametrize("data", ["1t:khac:0:", "1t:targets:x:", "1t:targets:0:khong-co", "1t", "1t:targets"])
def test_hostile_page_is_an_old_button(data: str) -> None:
    assert said(converse(updates.press(data)).calls) == "Nút này đã cũ; kính mời Ông/Bà nhập câu hỏi."
