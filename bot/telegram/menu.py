"""The list of commands Telegram shows beside the input field, in each language."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from hoi.bot.templates import render

_LANGUAGES = {"": "vi", "en": "en"}
"""Telegram's language code to ours; the empty one is for everybody else."""
_log = logging.getLogger(__name__)


async def publish(bot: Bot) -> None:
    """Make Telegram's list of commands ours; asks first, because Telegram limits how often it may be set.

    A failure is logged and nothing more: the commands work without the list.
    """
    try:
        for code, language in _LANGUAGES.items():
            wanted = commands(language)
            if await bot.get_my_commands(language_code=code or None) != wanted:
                await bot.set_my_commands(wanted, language_code=code or None)
    except TelegramError as error:
        _log.warning("the list of commands was not set: %s", type(error).__name__)


def commands(language: str) -> tuple[BotCommand, ...]:
    """Return the commands with what they do, in ``language``."""
    lines = render("telegram_commands", language).splitlines()
    return tuple(BotCommand(*line.split(" - ", 1)) for line in lines)
