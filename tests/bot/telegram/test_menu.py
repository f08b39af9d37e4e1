import asyncio
import logging
from typing import Any

import pytest
from telegram import Bot
from telegram.constants import BotCommandLimit

from hoi.bot.telegram import menu
from tests.auxil.recorder import Fault, Recorder
from tests.auxil.telegram_call import Call


def publish(fault: Fault = lambda _: None) -> list[Call]:
    recorder = Recorder(fault)
    asyncio.run(menu.publish(Bot("1:x", request=recorder, get_updates_request=recorder)))
    return [call for call in recorder.calls if call.method == "setMyCommands"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_commands_are_within_the_limits(language: str) -> None:
    for command in menu.commands(language):
        assert command.command.isascii()
        assert BotCommandLimit.MIN_DESCRIPTION <= len(command.description) <= BotCommandLimit.MAX_DESCRIPTION


def test_both_languages_are_set() -> None:
    assert [call.params.get("language_code") for call in publish()] == [None, "en"]


def test_what_is_set_already_is_not_set_again() -> None:
    def same(call: Call) -> tuple[int, dict[str, Any]] | None:
        language = call.params.get("language_code", "vi")
        commands = [command.to_dict() for command in menu.commands(language)]
        return (200, {"ok": True, "result": commands}) if call.method == "getMyCommands" else None

    assert publish(same) == []


def test_failure_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        publish(lambda _: (400, {"ok": False, "description": "Bad Request"}))
    assert "BadRequest" in caplog.text
