import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineQueryResultArticle, InputTextMessageContent

from hoi.bot.telegram import calls, message, samples
from hoi.bot.telegram.calls import Attachment, Call
from hoi.bot.telegram.place import Place
from tests.auxil import telegram_judge

PLACE = Place(-100, topic=5, reply_to=9, business="b")
(PART,) = message.plain("Kính chào 😀")
KEYBOARD = samples.keyboard("vi")
ARTICLE = InlineQueryResultArticle("1", "Mục II.1", InputTextMessageContent("85%"))
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3))


@pytest.mark.parametrize(
    "call",
    [
        *calls.send_message(PLACE, (PART,), KEYBOARD),
        calls.send_photo(PLACE, b"png", PART, KEYBOARD),
        calls.send_photo(Place(42), b"png"),
        calls.edit_message_text(PLACE, 7, PART, KEYBOARD),
        calls.edit_message_reply_markup(PLACE, 7),
        calls.delete_message(PLACE, 7),
        calls.send_chat_action(PLACE),
        calls.answer_callback_query("q", "Đã ghi nhận."),
        calls.answer_inline_query("q", [ARTICLE], seconds=60),
        calls.answer_guest_query("q", ARTICLE),
        calls.set_message_reaction(Place(42), 7, "👍"),
    ],
    ids=lambda call: call.method,
)
def test_call_is_one_that_telegram_knows(call: Call) -> None:
    params = dict(call.params)
    if call.attachment:
        params[call.attachment.field] = "attach://file"
    telegram_judge.check_call(call.method, params)


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4), st.none() | st.binary(), st.none() | st.integers())
def test_stored_call_is_the_same_call(params: dict[str, object], content: bytes | None, answers: int | None) -> None:
    attachment = None if content is None else Attachment("photo", "hoi.png", content)
    call = Call("sendPhoto", params, attachment, answers)
    assert Call.load(call.dump()) == call


def test_parts_go_in_order_the_first_as_reply_the_last_with_buttons() -> None:
    made = calls.send_message(PLACE, message.plain("\n\n".join("ă" * 4_000 for _ in range(3))), KEYBOARD)
    assert ["reply_parameters" in call.params for call in made] == [True, False, False]
    assert ["reply_markup" in call.params for call in made] == [False, False, True]
    assert {call.params["message_thread_id"] for call in made} == {5}
    assert {call.params["business_connection_id"] for call in made} == {"b"}


def test_parameters_are_set_and_taken_away() -> None:
    call = Call("sendMessage", {"chat_id": 1, "text": "a", "entities": []}).having(chat_id=2, entities=None)
    assert dict(call.params) == {"chat_id": 2, "text": "a"}
