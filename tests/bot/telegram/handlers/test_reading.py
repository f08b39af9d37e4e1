"""Reading documents in a chat: lists, links, walking, originals, comparisons; hostile presses."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoi.bot.telegram import buttons
from hoi.bot.telegram.buttons import Verb
from hoi.bot.telegram.handlers.reading import named_in
from hoi.bot.telegram.references import Reference
from hoi.corpus.library import Library
from tests.auxil import updates
from tests.auxil.desk import Bot, converse, scenario
from tests.auxil.dialogue import Dialogue, labels, methods, said

CLAUSE = "kh-235-2021_sII_d1_h5"


def test_documents_are_listed_and_walked_to_a_clause() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        (listed,) = await person.say("/vanban")
        assert labels(listed)[0] == "Kế hoạch số 235/KH-UBND"
        for step in ("235", "II. MỤC TIÊU", "(1)", "(5)"):
            calls = await person.press(step)
            assert methods(calls) == ["answerCallbackQuery", "editMessageText"]
        plan = Library.shipped().get("kh-235-2021")
        assert plan.provision("II.1#5").text in calls[1].text
        assert "Gạch đầu dòng thứ 5, khoản 1, phần II" in calls[1].text
        assert person.button("Sao chép")["copy_text"]["text"].startswith("theo gạch đầu dòng thứ 5")
        back = await person.press("Lên mục trên")
        assert "1. Giai đoạn 2021 - 2025" in back[1].text

    scenario(test)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("235", Reference("kh-235-2021")),
        ("kh-235-2021 II.1#5", Reference("kh-235-2021", "II.1#5")),
        ("ke hoach 235 II", Reference("kh-235-2021", "II")),
        ("Nghị định 08/2022/NĐ-CP dieu-64", Reference("nd-08-2022", "dieu-64")),
        ("235 XX", None),
        ("thông tư 99", None),
    ],
)
def test_document_and_place_are_understood(library: Library, words: str, expected: Reference | None) -> None:
    found = named_in(words, library)
    assert (found and found.reference) == expected


def test_unknown_document_is_said_so_and_the_list_is_offered() -> None:
    (call,) = converse(updates.message("/vanban thông tư 99")).calls
    assert "“thông tư 99”" in call.text
    assert len(labels(call)) == len(Library.shipped())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_link_opens_the_clause(language: str) -> None:
    _, clause = converse(updates.message(f"/start {CLAUSE}", language=language)).calls
    assert "85% các siêu thị" in clause.text


@pytest.mark.parametrize(("language", "machine"), [("vi", "tự động bằng máy"), ("en", "a machine")])
def test_who_arrives_by_a_link_is_told_once_what_this_is(language: str, machine: str) -> None:
    link = updates.message(f"/start {CLAUSE}", language=language)
    again = updates.message(f"/start {CLAUSE}", language=language)
    assert [machine in text for text in converse(link, again).texts()] == [True, False, False]
    greeted = updates.message("/start", language=language)
    assert [machine in text for text in converse(greeted, link).texts()] == [True, False]


@pytest.mark.parametrize("payload", ["khong-co", "kh-235-2021_sXX", "%00", "a" * 64, "../../x"])
def test_link_to_nowhere_is_said_so_and_the_bot_introduces_itself(payload: str) -> None:
    first, second = converse(updates.message(f"/start {payload}")).calls
    assert "không còn dùng được" in first.text
    assert "bằng máy" in second.text


def test_clause_has_a_link_to_the_web_page() -> None:
    recorder = converse(updates.message(f"/start {CLAUSE}"), public_url="https://hoi.example/")
    urls = [
        each["url"]
        for row in recorder.calls[1].params["reply_markup"]["inline_keyboard"]
        for each in row
        if "url" in each
    ]
    assert urls == ["https://hoi.example/documents/kh-235-2021#II.1%235"]


def test_english_reader_is_given_the_unofficial_translation() -> None:
    _, call = converse(updates.message(f"/start {CLAUSE}", language="en")).calls
    assert "Unofficial translation: 85% of supermarkets" in call.text


def test_buttons_under_an_answer_lead_to_clause_original_and_comparison() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        (answer,) = await person.say("Siêu thị?")
        assert labels(answer) == ["Xem nguyên văn", "Văn bản gốc", "So sánh", "✓ Đúng", "✗ Sai"]
        clause = await person.press("Xem nguyên văn")
        assert methods(clause) == ["answerCallbackQuery", "sendMessage"]
        assert "85% các siêu thị" in clause[1].text
        original = await person.press("Văn bản gốc")
        assert "Phần chưa có:" in original[1].text
        compared = await person.press("So sánh")
        assert "Giai đoạn 2026 - 2030" in compared[1].text
        assert "Mức của cả nước" in compared[1].text
        assert "100% các siêu thị" in compared[1].text

    scenario(test)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([Verb.VIEW, Verb.WALK, Verb.DOCUMENTS, Verb.ORIGINAL, Verb.COMPARE, Verb.TABLE]),
    st.lists(st.from_regex(r"[A-Za-z0-9_-]{0,12}", fullmatch=True), max_size=3),
)
def test_any_press_is_acknowledged_once(verb: Verb, fields: list[str]) -> None:
    calls = converse(updates.press(buttons.data(verb, *fields))).calls
    assert methods(calls).count("answerCallbackQuery") == 1
    assert "gặp lỗi" not in said(calls)


@pytest.mark.parametrize("data", ["1w:kh-235-2021_sII:9999", "1d:9999", "1w:nd-08-2022_s_A64:9999"])
def test_page_beyond_the_last_is_the_last(data: str) -> None:
    calls = converse(updates.press(data)).calls
    assert methods(calls) == ["answerCallbackQuery", "editMessageText"]


def test_press_under_a_message_too_old_to_see_is_answered_in_a_new_one() -> None:
    calls = converse(updates.old_press(f"1v:{CLAUSE}")).calls
    assert methods(calls) == ["answerCallbackQuery", "sendMessage"]


def test_group_press_is_answered_as_a_reply_in_the_group() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot, group=-100)
        calls = await person.press_data(f"1v:{CLAUSE}", message=77)
        assert calls[1].params["reply_parameters"]["message_id"] == 77

    scenario(test)


def test_every_provision_is_a_screen_that_telegram_shows(library: Library) -> None:
    wanted: list[dict[str, Any]] = []
    for document in library:
        for provision in document.provisions:
            place = Reference(document.id, provision.locator).encode()
            wanted.append(updates.press(f"1v:{place}"))
    recorder = converse(*(each for update in wanted for each in (60, update)))
    assert len(recorder.texts()) == len(wanted)
