"""What the bot answers to each kind of update, without a network; every call is judged as it is made."""

import logging
from typing import Any

import pytest
from telegram.error import TimedOut

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.store import chats, replies
from hoi.bot.store.turns import SECONDS
from hoi.bot.telegram import samples
from tests.auxil import updates
from tests.auxil.desk import Bot, numbered, scenario
from tests.auxil.desk import converse as run
from tests.auxil.dialogue import Dialogue, said
from tests.auxil.recorder import Recorder
from tests.auxil.telegram_call import Call

GROUP = -100


def first_lines(recorder: Recorder) -> list[str]:
    return [text.split("\n")[0] for text in recorder.texts()]


@pytest.mark.parametrize(
    ("command", "language", "expected"),
    [
        ("/start", "vi", "bằng máy"),
        ("/start", "en", "a machine"),
        ("/start", "de", "bằng máy"),
        ("/help", "vi", "/nguon - "),
        ("/help", "en-US", "Type a question"),
        ("/nguon", "vi", "Phần chưa có:\n• Bản kế hoạch đang lưu dừng ở tiêu đề mục III.2"),
        ("/nguon", "en", "Missing:\n• The copy of the plan held ends"),
        ("/privacy", "vi", "không lưu họ tên"),
        ("/privacy", "en", "stores neither"),
        ("/xoadulieu", "vi", "không khôi phục được"),
        ("/khongco", "vi", "Các lệnh:"),
    ],
)
def test_command(command: str, language: str, expected: str) -> None:
    assert expected in "\n".join(run(updates.message(command, language=language)).texts())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_privacy_says_where_questions_are_sent_on_to(language: str) -> None:
    asked = updates.message("/privacy", language=language)
    assert "llm.example.vn" in run(asked, model_host="llm.example.vn").texts()[0]


def test_follow_up_carries_the_questions_before_it() -> None:
    recorder = run(updates.message("một"), updates.message("hai"))
    assert first_lines(recorder) == ["Đã hỏi: một", "Đã hỏi: một | hai"]


def test_follow_up_long_after_stands_alone() -> None:
    recorder = run(updates.message("một"), SECONDS, updates.message("hai"))
    assert first_lines(recorder) == ["Đã hỏi: một", "Đã hỏi: hai"]


def test_deleted_questions_are_not_carried() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("một")
        await person.say("/xoadulieu")
        await person.press("Xóa dữ liệu")
        assert said(await person.say("hai")).startswith("Đã hỏi: hai\n")

    scenario(test)


@pytest.mark.parametrize(
    "update",
    [
        updates.edited("Siêu thị?"),
        updates.channel_post("Siêu thị?"),
        updates.business("Siêu thị?"),
        updates.member("kicked"),
        updates.message("Chào cả nhà", GROUP, group=True),
        updates.message("@hoi_thu_bot_khac ơi", GROUP, group=True),
        updates.message("/start@bot_khac", GROUP, group=True),
        updates.message("/khongco", GROUP, group=True),
        updates.message(None, new_chat_title="Tên mới"),
        updates.message(None, GROUP, group=True, photo=[]),
    ],
    ids=[
        "edited_unanswered", "channel", "business_unknown", "membership", "group_chatter", "other_mention",
        "other_bots_command",
        "unknown_command_in_group", "service_message", "photo_in_group",
    ],
)  # fmt: skip
def test_what_is_not_for_the_bot_is_left_alone(update: dict[str, Any]) -> None:
    assert run(update).calls == []


@pytest.mark.parametrize(
    "update",
    [
        updates.message("@hoi_thu_bot Siêu thị?", GROUP, group=True),
        updates.message("😀 Siêu thị? @Hoi_Thu_Bot", GROUP, group=True),
        updates.message("Siêu thị?", GROUP, group=True, reply_to_message=updates.from_bot()),
    ],
    ids=["mention", "mention_in_another_case_after_emoji", "reply"],
)
def test_group_question_is_answered_as_a_reply(update: dict[str, Any]) -> None:
    recorder = run(update)
    (call,) = (call for call in recorder.calls if call.method == "sendMessage")
    assert "Siêu thị?" in first_lines(recorder)[0]
    assert "hoi_thu_bot" not in call.text.lower()
    reply = {"message_id": update["message"]["message_id"], "allow_sending_without_reply": True}
    assert call.params["reply_parameters"] == reply


def test_bare_mention_asks_for_a_question() -> None:
    assert "Câu hỏi trống" in run(updates.message("@hoi_thu_bot", GROUP, group=True)).texts()[0]


def test_another_bot_is_not_answered() -> None:
    sender: dict[str, Any] = {"from": {"id": 9, "is_bot": True, "first_name": "Máy khác"}}
    update = updates.message("@hoi_thu_bot chào", GROUP, group=True, **sender)
    assert run(update).calls == []


def test_topic_is_kept() -> None:
    update = updates.message("@hoi_thu_bot hỏi", GROUP, group=True, message_thread_id=77, is_topic_message=True)
    assert {int(call.params["message_thread_id"]) for call in run(update).calls} == {77}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_button_asks_the_question_it_shows(language: str) -> None:
    offered = run(updates.message("/start", language=language)).calls[0].params["reply_markup"]
    buttons = [button for row in offered["inline_keyboard"] for button in row]
    assert [button["text"] for button in buttons] == samples.questions(language)
    for button in buttons:
        recorder = run(updates.press(button["callback_data"], language=language))
        assert [call.method for call in recorder.calls] == ["sendChatAction", "answerCallbackQuery", "sendMessage"]
        assert button["text"] in recorder.texts()[0]


@pytest.mark.parametrize("data", ["ask:vi:9", "ask:de:0", "x" * 64, "ask:vi:01"])
def test_unknown_button_is_answered_kindly(data: str) -> None:
    (call,) = run(updates.press(data)).calls
    assert (call.method, call.params["text"]) == (
        "answerCallbackQuery",
        "Nút này đã cũ; kính mời Ông/Bà nhập câu hỏi.",
    )


def test_press_too_old_to_acknowledge_is_still_answered() -> None:
    def fault(call: Call) -> tuple[int, dict[str, Any]] | None:
        late = {"ok": False, "error_code": 400, "description": "Bad Request: query is too old"}
        return (400, late) if call.method == "answerCallbackQuery" else None

    assert len(run(updates.press("ask:vi:0"), fault=fault).texts()) == 1


def test_press_under_a_message_too_old_to_be_read_is_answered() -> None:
    update = updates.press("ask:vi:0")
    update["callback_query"]["message"] = {"chat": {"id": 42, "type": "private"}, "message_id": 5, "date": 0}
    recorder = run(update)
    assert [call.method for call in recorder.calls] == ["sendChatAction", "answerCallbackQuery", "sendMessage"]


@pytest.mark.parametrize(
    "fields",
    [
        {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}},
        {"location": {"latitude": 21.8, "longitude": 106.7}},
        {
            "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}],
            "caption": "Đây là gì?",
        },
    ],
    ids=["voice", "location", "photo_with_caption"],
)
def test_only_text_is_understood(fields: dict[str, Any]) -> None:
    (text,) = run(updates.message(None, **fields)).texts()
    assert text.startswith("Rất tiếc, trợ lý chỉ đọc được câu hỏi bằng chữ")


PHOTO: dict[str, Any] = {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}


@pytest.mark.parametrize(
    ("caption", "kind"),
    [("@hoi_thu_bot Siêu thị?", "mention"), ("/hoi Siêu thị?", "bot_command")],
)
@pytest.mark.parametrize("group", [True, False])
def test_question_in_a_caption_is_answered(caption: str, kind: str, group: bool) -> None:
    marked = [{"type": kind, "offset": 0, "length": len(caption.split(maxsplit=1)[0])}]
    photo = {**PHOTO, "caption": caption, "caption_entities": marked}
    update = updates.message(None, GROUP if group else 42, group=group, **photo)
    assert first_lines(run(update)) == ["Đã hỏi: Siêu thị?"]


@pytest.mark.parametrize("text", ["/hoi", "@hoi_thu_bot", "@hoi_thu_bot ???"])
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "Siêu thị đến 2025?"}, "Siêu thị đến 2025?"),
        ({**PHOTO, "caption": "Siêu thị?"}, "Siêu thị?"),
        ({"text": "Chào. Siêu thị? Cảm ơn."}, "Siêu thị?"),
    ],
    ids=["text", "caption", "quote"],
)
def test_bare_mention_or_command_asks_what_it_replies_to(text: str, fields: dict[str, Any], expected: str) -> None:
    replied = {**replied_to(50), **fields}
    quote: dict[str, Any] = {"quote": {"text": expected, "position": 6}} if expected not in fields.values() else {}
    update = updates.message(text, GROUP, group=True, reply_to_message=replied, **quote)
    assert first_lines(run(update)) == [f"Đã hỏi: {expected}"]


def replied_to(author: int) -> dict[str, Any]:
    sender = {"id": author, "is_bot": False, "first_name": "C"}
    return {"message_id": 900, "date": 1, "chat": {"id": GROUP, "type": "supergroup", "title": "N"}, "from": sender}


def test_words_of_somebody_else_are_theirs() -> None:
    async def test(bot: Bot) -> None:
        replied = {**replied_to(50), "text": "bí mật của C"}
        await Dialogue(bot).send(updates.message("/hoi", GROUP, group=True, reply_to_message=replied))
        rows = await bot.store.run(lambda transaction: transaction.execute("SELECT person, question FROM turns"))
        assert rows == [(bot.pseudonyms.of("user", 50), "bí mật của C")]

    scenario(test)


def test_bare_mention_in_a_reply_to_the_bot_asks_for_a_question() -> None:
    update = updates.message("@hoi_thu_bot", GROUP, group=True, reply_to_message=updates.from_bot())
    assert "Câu hỏi trống" in run(update).texts()[0]


@pytest.mark.parametrize("command", ["/xoadulieu", "/nhac kh-235-2021", "/hoi Siêu thị?", "/khongco", "/stats"])
def test_forwarded_command_is_left_alone(command: str) -> None:
    origin = {"type": "user", "date": 1, "sender_user": {"id": 50, "is_bot": False, "first_name": "C"}}
    assert run(updates.message(command, forward_origin=origin)).calls == []


def test_album_gets_one_sentence() -> None:
    photo: dict[str, Any] = {
        "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}],
        "media_group_id": "7",
    }
    assert len(run(*(updates.message(None, **photo) for _ in range(4))).texts()) == 1


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("???", "vi", "Câu hỏi trống; hãy nhập một câu hỏi."),
        ("???", "en", "The question is empty; please type a question."),
        ("dài " * 500, "vi", "Câu hỏi dài quá 1000 ký tự; hãy hỏi ngắn hơn."),
        ("hỏng", "vi", "Chỉ mục chưa sẵn sàng."),
        ("hỏng", "en", "The index is not ready."),
    ],
    ids=["empty_vi", "empty_en", "too_long", "state_vi", "state_en"],
)
def test_known_error_is_its_sentence(text: str, language: str, expected: str) -> None:
    assert run(updates.message(text, language=language)).texts() == [expected]


@pytest.mark.parametrize(("language", "label"), [("vi", "Mã tra cứu: "), ("en", "Reference: ")])
def test_unexpected_error_has_a_reference_and_no_question_in_the_log(
    language: str, label: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        (text,) = run(updates.message("nổ tung bí mật", language=language)).texts()
    reference = text.split(label)[1]
    assert reference in caplog.text
    assert "RuntimeError" in caplog.text
    assert "stand_in.py" in caplog.text
    assert "bí mật" not in caplog.text + text


def test_failed_question_is_not_remembered() -> None:
    recorder = run(updates.message("nổ tung"), updates.message("hai"))
    assert first_lines(recorder)[1] == "Đã hỏi: hai"


def test_blocked_bot_says_nothing_more(caplog: pytest.LogCaptureFixture) -> None:
    def fault(call: Call) -> tuple[int, dict[str, Any]] | None:
        blocked = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
        return (403, blocked) if call.method == "sendMessage" else None

    assert len(run(updates.message("Siêu thị?"), fault=fault).texts()) == 1
    assert "ERROR" not in caplog.text


def test_typing_that_fails_does_not_stop_the_answer() -> None:
    def fault(call: Call) -> None:
        if call.method == "sendChatAction":
            raise TimedOut

    assert first_lines(run(updates.message("Siêu thị?"), fault=fault)) == ["Đã hỏi: Siêu thị?"]


@pytest.mark.parametrize("text", ["/hoi Siêu thị?", "/hoi@hoi_thu_bot Siêu thị?"])
def test_command_asks_in_a_group(text: str) -> None:
    assert first_lines(run(updates.message(text, GROUP, group=True))) == ["Đã hỏi: Siêu thị?"]


def test_command_without_a_question_asks_for_one() -> None:
    assert "Câu hỏi trống" in run(updates.message("/hoi", GROUP, group=True)).texts()[0]


def test_message_through_another_bot_is_left_alone() -> None:
    via = {"id": 9, "is_bot": True, "first_name": "Máy", "username": "may_bot"}
    assert run(updates.message("Siêu thị?", via_bot=via)).calls == []


def test_edited_question_edits_its_answer() -> None:
    question = updates.message("một")
    recorder = run(question, updates.edited("một sửa", question), updates.message("hai"))
    edits = [call for call in recorder.calls if call.method == "editMessageText"]
    assert [int(call.params["message_id"]) for call in edits] == [1001]
    assert edits[0].text.startswith("Đã hỏi: một sửa\n")
    assert first_lines(recorder)[1] == "Đã hỏi: một sửa | hai", "the old wording is not remembered"


def test_edited_question_with_a_longer_answer_sends_the_rest_and_a_shorter_one_takes_back() -> None:
    async def ask(question: Question) -> Answer:
        parts = question.text.count("dài") + 1
        text = "\n\n".join("ă" * 4_000 for _ in range(parts))
        return Answer(question.text, question.text, "vi", "answered", text)

    question = updates.message("câu")
    longer, shorter = updates.edited("dài dài", question), updates.edited("ngắn", question)
    recorder = run(question, longer, shorter, updates.edited("dài", question), ask=ask)
    made = [(call.method, int(call.params.get("message_id", 0))) for call in recorder.calls]
    assert [each for each in made if each[0] != "sendChatAction"] == [
        ("sendMessage", 0),
        ("editMessageText", 1001), ("sendMessage", 0), ("sendMessage", 0),
        ("editMessageText", 1001), ("deleteMessage", 1002), ("deleteMessage", 1003),
        ("editMessageText", 1001), ("sendMessage", 0),
    ]  # fmt: skip


def test_question_edited_days_later_is_left_alone() -> None:
    question = updates.message("một")
    assert len(run(question, replies.SECONDS, updates.edited("hai", question)).texts()) == 1


def test_answer_that_was_deleted_is_sent_anew() -> None:
    def fault(call: Call) -> tuple[int, dict[str, Any]] | None:
        gone = {"ok": False, "error_code": 400, "description": "Bad Request: message to edit not found"}
        return (400, gone) if call.method == "editMessageText" else None

    question = updates.message("một")
    assert first_lines(run(question, updates.edited("hai", question), fault=fault)) == ["Đã hỏi: một", "Đã hỏi: hai"]


def test_answer_that_was_deleted_is_sent_anew_once_and_edited_then() -> None:
    def fault(call: Call) -> tuple[int, dict[str, Any]] | None:
        gone = {"ok": False, "error_code": 400, "description": "Bad Request: message to edit not found"}
        lost = call.method == "editMessageText" and int(call.params["message_id"]) == 1001
        return (400, gone) if lost else None

    question = updates.message("một")
    recorder = run(question, *(updates.edited(f"hai {n}", question) for n in range(3)), fault=fault)
    made = [(call.method, int(call.params.get("message_id", 0))) for call in recorder.calls]
    assert [each for each in made if each[0] != "sendChatAction"] == [
        ("sendMessage", 0),
        ("editMessageText", 1001), ("sendMessage", 0),
        ("editMessageText", 1002), ("editMessageText", 1002),
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", ["dài " * 500, "???", "nổ tung"], ids=["too_long", "empty", "failed"])
def test_question_that_failed_is_answered_when_it_is_corrected(wrong: str) -> None:
    question = updates.message(wrong)
    recorder = run(question, updates.edited("Siêu thị?", question))
    (edit,) = (call for call in recorder.calls if call.method == "editMessageText")
    assert (int(edit.params["message_id"]), edit.text.split("\n")[0]) == (1001, "Đã hỏi: Siêu thị?")
    assert len(recorder.texts()) == 1


def test_edit_that_fails_says_so_in_the_place_of_the_answer() -> None:
    question = updates.message("một")
    recorder = run(question, updates.edited("dài " * 500, question), updates.edited("hai", question))
    edits = [
        (int(call.params["message_id"]), call.text.split("\n")[0]) for call in recorder.calls if "edit" in call.method
    ]
    assert edits == [(1001, "Câu hỏi dài quá 1000 ký tự; hãy hỏi ngắn hơn."), (1001, "Đã hỏi: hai")]
    assert len(recorder.texts()) == 1


def test_bot_is_seen_to_type_while_an_edit_is_answered() -> None:
    question = updates.message("một")
    methods = [call.method for call in run(question, updates.edited("hai", question)).calls]
    assert methods == ["sendChatAction", "sendMessage", "sendChatAction", "editMessageText"]


def test_business_customer_is_answered_in_the_name_of_the_account() -> None:
    recorder = run(updates.connection(), updates.business("Siêu thị?"))
    assert first_lines(recorder) == ["Đã hỏi: Siêu thị?"]
    assert recorder.calls[-1].params["business_connection_id"] == "b"


@pytest.mark.parametrize(
    ("connection", "message"),
    [
        (updates.connection(may_reply=False), updates.business("Siêu thị?")),
        (updates.connection(enabled=False), updates.business("Siêu thị?")),
        (updates.connection(owner=42), updates.business("Siêu thị?")),
        (updates.connection(), updates.business("Siêu thị?", sender_business_bot=updates.bot())),
        (updates.connection(), updates.business("Siêu thị?", **{"from": None})),
        (updates.connection(), updates.business("Siêu thị?", **{"from": updates.bot()})),
    ],
    ids=["no_right", "disabled", "owner", "sent_by_a_bot_for_the_account", "nobody", "bot"],
)
def test_business_message_that_must_not_be_answered(connection: dict[str, Any], message: dict[str, Any]) -> None:
    assert run(connection, message).calls == []


def test_right_that_was_withdrawn_is_gone() -> None:
    recorder = run(updates.connection(), updates.connection(may_reply=False), updates.business("Siêu thị?"))
    assert recorder.calls == []


def test_customer_of_a_business_has_a_history_of_its_own() -> None:
    recorder = run(updates.message("một"), updates.connection(), updates.business("hai"))
    assert first_lines(recorder) == ["Đã hỏi: một", "Đã hỏi: hai"]


def test_guest_gets_one_message() -> None:
    (call,) = run(updates.guest("@hoi_thu_bot Siêu thị?")).calls
    assert (call.method, call.params["guest_query_id"]) == ("answerGuestQuery", "g1")
    assert call.params["result"]["input_message_content"]["message_text"].startswith("Đã hỏi: Siêu thị?")


def test_guest_sees_where_a_long_answer_is_cut() -> None:
    async def ask(question: Question) -> Answer:
        return Answer(question.text, question.text, "vi", "answered", "Câu trả lời dài. " * 400)

    (call,) = run(updates.guest("@hoi_thu_bot Siêu thị?"), ask=ask).calls
    assert call.params["result"]["input_message_content"]["message_text"].endswith("…")


def test_membership_is_noted() -> None:
    async def test(bot: Bot) -> None:
        chat = bot.pseudonyms.of("chat", 42)
        for status, dead in (("kicked", True), ("member", False)):
            await bot.intake.accept([numbered(updates.member(status))])
            await bot.idle()
            assert (await bot.store.run(lambda transaction: chats.find(transaction, chat))).dead is dead

    assert scenario(test).calls == []


def test_group_that_becomes_a_supergroup_is_followed() -> None:
    async def test(bot: Bot) -> None:
        await bot.intake.accept([numbered(updates.message(None, GROUP, group=True, migrate_to_chat_id=-1009))])
        await bot.idle()
        group = bot.pseudonyms.of("chat", GROUP)
        assert (await bot.store.run(lambda transaction: chats.find(transaction, group))).moved_to == -1009

    assert scenario(test).calls == []


def test_chosen_language_wins_over_that_of_the_person() -> None:
    async def test(bot: Bot) -> None:
        chat = bot.pseudonyms.of("chat", 42)
        await bot.store.run(lambda transaction: chats.choose_language(transaction, chat, "en"))
        await bot.intake.accept([numbered(updates.message("/privacy", language="vi"))])
        await bot.idle()

    assert scenario(test).texts()[0].startswith("The assistant stores")


def test_everything_is_erased_when_it_is_asked_for() -> None:
    async def test(bot: Bot) -> None:
        person = Dialogue(bot)
        await person.say("một")
        await person.say("/xoadulieu")
        await person.press("Xóa dữ liệu")
        assert await bot.store.run(lambda transaction: transaction.execute("SELECT * FROM turns")) == []

    scenario(test)
