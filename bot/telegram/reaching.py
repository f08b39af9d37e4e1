"""Reaching Telegram at the start, which may take a while where it is blocked now and then."""

import logging
from collections.abc import Awaitable, Callable

from telegram.error import InvalidToken, TelegramError

from hoi.bot.telegram.pace import Waiting

BOOTSTRAP_RETRIES = 6
"""Further attempts to reach Telegram at the start: with their pauses, about a minute."""

_log = logging.getLogger(__name__)


async def patiently(call: Callable[[], Awaitable[object]], waiting: Waiting) -> None:
    """Make a call of the start, several times if need be.

    Raises:
        InvalidToken: Telegram does not accept the token.
        TelegramError: Telegram cannot be reached.
        Stopping: the bot stops.
    """
    pause = 1.0
    for left in reversed(range(BOOTSTRAP_RETRIES + 1)):
        try:
            await call()
        except InvalidToken:
            raise
        except TelegramError as error:
            if not left:
                raise
            _log.warning("Telegram cannot be reached (%s); trying again in %.0f s", type(error).__name__, pause)
            await waiting.sleep(pause)
            pause *= 2
        else:
            return
