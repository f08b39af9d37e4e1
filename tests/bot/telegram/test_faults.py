"""The bot as a process while the server fails in every way we know; only our own server can."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.auxil import updates
from tests.auxil.bot_api import BotApi
from tests.auxil.bot_process import BotProcess
from tests.auxil.fake_rules import Refused
from tests.auxil.fake_telegram import FakeTelegram, Fault
from tests.auxil.telegram_call import TOKEN


@pytest.fixture(params=["polling", "webhook"])
def api(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[BotApi]:
    with BotApi(FakeTelegram) as server, BotProcess(server, tmp_path, request.param) as process:
        heard = "getUpdates" if request.param == "polling" else "setWebhook"
        server.wait(lambda: bool(server.calls(heard)), "the bot listens")
        yield server
        ended = process.end()
        assert ended.code == 0, ended.output
        assert TOKEN not in ended.output
        assert "Siêu thị" not in ended.output


def answered(api: BotApi, chat: int = 42, count: int = 1) -> list[str]:
    """Wait for answers that took effect and return the first lines of all."""

    def lines() -> list[str]:
        return [call.text.split("\n")[0] for call in api.carried_out("sendMessage") if call.chat == chat]

    api.wait(lambda: len(lines()) >= count, f"{count} answers to chat {chat}")
    return lines()


@pytest.mark.parametrize(
    "fault",
    [
        Fault("sendMessage", Refused(429, "Too Many Requests: retry after 1", {"retry_after": 1})),
        Fault("sendMessage", Refused(500, "Internal Server Error")),
        Fault("sendMessage", Refused(502, "Bad Gateway")),
        Fault("sendMessage", dropped=True),
        Fault("sendMessage", seconds=0.5),
        Fault("sendChatAction", Refused(500, "Internal Server Error")),
        Fault("sendChatAction", dropped=True),
    ],
    ids=["429", "500", "502", "dropped", "slow", "typing_500", "typing_dropped"],
)
def test_answer_comes_all_the_same(api: BotApi, fault: Fault) -> None:
    api.fail(fault)
    api.send(updates.message("Siêu thị?"))
    assert answered(api) == ["Đã hỏi: Siêu thị?"]


def test_answer_of_unknown_fate_comes_twice_at_most(api: BotApi) -> None:
    api.fail(Fault("sendMessage", dropped=True, carried_out=True))
    api.send(updates.message("một"))
    api.send(updates.message("hai"))
    assert answered(api, count=3) == ["Đã hỏi: một", "Đã hỏi: một", "Đã hỏi: một | hai"]


def test_flooded_chat_does_not_hold_up_another(api: BotApi) -> None:
    api.fail(Fault("sendMessage", Refused(429, "Too Many Requests: retry after 3", {"retry_after": 3})))
    api.send(updates.message("một", 1))
    api.wait(lambda: bool(api.calls("sendMessage")), "the refused attempt")
    api.send(updates.message("hai", 2))
    assert answered(api, 2) == ["Đã hỏi: hai"]
    assert not [call for call in api.carried_out("sendMessage") if call.chat == 1]
    assert answered(api, 1) == ["Đã hỏi: một"]


def test_slow_call_does_not_hold_up_another_chat(api: BotApi) -> None:
    api.fail(Fault("sendMessage", seconds=4))
    api.send(updates.message("một", 1))
    api.wait(lambda: bool(api.calls("sendMessage")), "the slow call")
    api.send(updates.message("hai", 2))
    assert answered(api, 2) == ["Đã hỏi: hai"]
    assert not [call for call in api.carried_out("sendMessage") if call.chat == 1]
    assert answered(api, 1) == ["Đã hỏi: một"]


def test_blocked_chat_is_left_alone_and_others_go_on(api: BotApi) -> None:
    api.block(1)
    api.send(updates.message("một", 1))
    api.send(updates.message("hai", 2))
    assert answered(api, 2) == ["Đã hỏi: hai"]
    assert len([call for call in api.calls("sendMessage") if call.chat == 1]) <= 1


def test_group_is_answered_where_it_moved(api: BotApi) -> None:
    api.move(-100, -1009)
    api.send(updates.message("/hoi một", -100, group=True))
    assert answered(api, -1009) == ["Đã hỏi: một"]


def test_edited_question_edits_its_answer_and_an_unchanged_one_changes_nothing(api: BotApi) -> None:
    question = updates.message("một")
    api.send(question)
    answered(api)
    api.send(updates.edited("hai", question))
    api.wait(lambda: len(api.carried_out("editMessageText")) == 1, "the edit")
    api.send(updates.edited("hai", question))
    api.wait(lambda: len(api.calls("editMessageText")) == 2, "the edit that changes nothing")
    api.send(updates.message("ba"))
    assert answered(api, count=2)[-1] == "Đã hỏi: hai | ba"
    assert len(api.carried_out("editMessageText")) == 1
    assert len(api.calls("sendMessage")) == 2


def test_business_and_guests_are_answered(api: BotApi) -> None:
    api.send(updates.connection())
    api.send(updates.business("một"))
    assert answered(api) == ["Đã hỏi: một"]
    api.send(updates.guest("@hoi_thu_bot hai"))
    api.wait(lambda: len(api.carried_out("answerGuestQuery")) == 1, "the answer to the guest")


def test_method_that_the_server_does_not_know_ends_nothing(api: BotApi) -> None:
    api.fail(Fault("answerGuestQuery", Refused(404, "Not Found: method not found")))
    api.send(updates.guest("@hoi_thu_bot một"))
    api.wait(lambda: bool(api.calls("answerGuestQuery")), "the call that is not known")
    api.send(updates.message("hai"))
    assert answered(api) == ["Đã hỏi: hai"]


def test_polling_is_not_ended_by_a_gateway_that_finds_nothing(api: BotApi) -> None:
    api.fail(Fault("getUpdates", Refused(404, "Not Found")))
    api.send(updates.message("một"))
    api.send(updates.message("hai", 43))
    assert answered(api) == ["Đã hỏi: một"]
