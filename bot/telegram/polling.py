"""Updates by long polling: asked for, stored, and only then acknowledged by the next request."""

import contextlib
import logging
from collections.abc import Sequence

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from hoi.bot.telegram.api import Api
from hoi.bot.telegram.intake import Intake, is_update
from hoi.bot.telegram.pace import Waiting
from hoi.bot.telegram.sender import Revoked
from hoi.bot.telegram.troubles import classify

POLL_SECONDS = 30
"""Seconds Telegram holds a request while there is nothing to deliver."""
LONGEST = 30.0
"""Seconds between two attempts at most; they double from one second."""

_log = logging.getLogger(__name__)


async def poll(bot: Api, intake: Intake, waiting: Waiting, allowed: Sequence[str]) -> None:
    """Take updates in until the bot stops or this is cancelled; a cancelled request acknowledges nothing.

    Raises:
        Stopping: the bot stops.
        Revoked: the token is not valid (any more).
        StorageError: what came could not be stored; it was not acknowledged.
    """
    offset, pause = 0, 1.0
    while True:
        try:
            updates = [each for each in await bot.updates(offset, POLL_SECONDS, allowed) if is_update(each)]
        except TelegramError as error:
            if isinstance(error, InvalidToken) and await _is_revoked(bot):
                raise Revoked from None
            _tell(error)
            await waiting.sleep(classify(error).seconds if isinstance(error, RetryAfter) else pause)
            pause = min(LONGEST, 2 * pause)
            continue
        pause = 1.0
        if updates:
            await intake.accept(updates)
            offset = updates[-1]["update_id"] + 1


async def _is_revoked(bot: Api) -> bool:
    with contextlib.suppress(TelegramError):
        return await bot.is_revoked()
    return False


def _tell(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _log.error("another program receives this bot's messages with the same token")
    else:
        _log.warning("Telegram cannot be reached (%s)", type(error).__name__)
