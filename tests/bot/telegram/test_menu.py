import asyncio
import json
import logging
from typing import Any

import pytest
from telegram import Bot
from telegram.constants import BotCommandLimit

from hoi.bot.telegram import menu
from tests.auxil import updates
from tests.auxil.desk import converse
from tests.auxil.recorder import Fault, Recorder
from tests.auxil.telegram_call import Call

OPERATOR = 99


def publish(fault: Fault = lambda _: None) -> list[Call]:
    recorder = Recorder(fault)
    asyncio.run(menu.publish(Bot("1:x", request=recorder, get_updates_request=recorder), [OPERATOR]))
    return [call for call in recorder.calls if call.method == "setMyCommands"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_commands_are_within_the_limits(language: str) -> None:
    for command in menu.commands(language):
        assert command.command.isascii()
        assert BotCommandLimit.MIN_DESCRIPTION <= len(command.description) <= BotCommandLimit.MAX_DESCRIPTION


def test_lists_are_set_for_each_language_place_and_operator() -> None:
    set_for = {(call.params.get("language_code"), call.params["scope"]["type"]) for call in publish()}
    scopes = ("default", "all_group_chats", "all_chat_administrators", "chat")
    assert set_for == {(code, scope) for code in (None, "en") for scope in scopes}


def test_only_operators_are_shown_their_commands() -> None:
    for call in publish():
        names = {each["command"] for each in call.params["commands"]}
        assert ("thongbao" in names) == (call.params["scope"].get("chat_id") == OPERATOR)


def test_group_is_shown_nothing_of_a_persons_own() -> None:
    (groups, *_) = (call for call in publish() if call.params["scope"]["type"] == "all_group_chats")
    assert {each["command"] for each in groups.params["commands"]} == set(menu.IN_GROUPS)


def test_what_is_set_already_is_not_set_again() -> None:
    known = {
        (each.code, json.dumps(each.scope.to_dict(), sort_keys=True)): [one.to_dict() for one in each.commands]
        for each in menu.menus([OPERATOR])
    }

    def same(call: Call) -> tuple[int, dict[str, Any]] | None:
        if call.method != "getMyCommands":
            return None
        key = (call.params.get("language_code"), json.dumps(call.params["scope"], sort_keys=True))
        return 200, {"ok": True, "result": known[key]}

    assert publish(same) == []


def test_every_command_of_the_lists_is_answered() -> None:
    named = {each.command for language in ("vi", "en") for each in menu.commands(language)}
    for name in sorted(named):
        assert converse(updates.message(f"/{name}")).calls, name


def test_failure_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        publish(lambda _: (400, {"ok": False, "description": "Bad Request"}))
    assert "BadRequest" in caplog.text
