"""The lists of commands Telegram shows beside the input field: by language, and by where and to whom."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from hoi.bot.templates import render

IN_GROUPS = ("hoi", "muctieu", "nhiemvu", "thoihan", "lotrinh", "vanban", "nguon", "help")
"""What makes sense before others; the rest is a person's own, or for who runs the group."""
FOR_ADMINISTRATORS = (*IN_GROUPS, "nhac", "ngonngu", "xoadulieu")
_LANGUAGES = {None: "vi", "en": "en"}
"""Telegram's language code to ours; None is for everybody else."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Menu:
    """A list of commands, in which language, and where it is shown."""

    scope: BotCommandScope
    code: str | None
    commands: tuple[BotCommand, ...]


async def publish(bot: Bot, operators: Collection[int] = ()) -> None:
    """Make Telegram's lists ours; asks first, because Telegram limits how often they may be set.

    A failure is logged and nothing more: the commands work without the lists, and an operator who never wrote to the
    bot has no chat to show one in.
    """
    for menu in menus(operators):
        try:
            shown = await bot.get_my_commands(menu.scope, menu.code)
            if shown != menu.commands:
                await bot.set_my_commands(menu.commands, menu.scope, menu.code)
        except TelegramError as error:
            _log.warning("the list of commands was not set: %s", type(error).__name__)


def menus(operators: Collection[int]) -> Iterator[Menu]:
    """Return every list there is."""
    for code, language in _LANGUAGES.items():
        every = commands(language)
        yield Menu(BotCommandScopeDefault(), code, every)
        yield Menu(BotCommandScopeAllGroupChats(), code, _named(every, IN_GROUPS))
        yield Menu(BotCommandScopeAllChatAdministrators(), code, _named(every, FOR_ADMINISTRATORS))
        for operator in sorted(operators):
            mine = (*_read("telegram_commands_operators", language), *every)
            yield Menu(BotCommandScopeChat(operator), code, mine)


def commands(language: str) -> tuple[BotCommand, ...]:
    """Return the commands of a private chat with what they do, in ``language``."""
    return _read("telegram_commands", language)


def _read(template: str, language: str) -> tuple[BotCommand, ...]:
    return tuple(BotCommand(*line.split(" - ", 1)) for line in render(template, language).splitlines())


def _named(every: tuple[BotCommand, ...], names: Collection[str]) -> tuple[BotCommand, ...]:
    return tuple(each for each in every if each.command in names)
