"""The Bot API over HTTP: any method with its parameters as they are, its answer as Telegram wrote it."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot, InputFile
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from hoi.bot.settings import Settings
from hoi.bot.telegram.calls import Call

NETWORK_SECONDS = 10.0
"""Seconds each step of a call may take; a long poll has its own time more to be read."""
CONNECTIONS = 64
"""Calls under way at the same time at most."""
_log = logging.getLogger(__name__)


class Api(Bot):
    """python-telegram-bot's ``Bot``, which also makes a ``Call`` and hands updates over unread.

    The library's own methods cannot make a call that was stored, and its parsing of a batch of updates trips over one
    it does not know; its requests, errors and timeouts are used as they are.
    """

    __slots__ = ()

    @classmethod
    def of(cls, settings: Settings, token: str) -> "Api":
        """Return the API at the address of the settings, not yet connected."""
        base = str(settings.telegram_api_url).rstrip("/")
        return cls(
            token, f"{base}/bot", f"{base}/file/bot", request=_request(CONNECTIONS), get_updates_request=_request(1)
        )

    async def make(self, call: Call, seconds: float = NETWORK_SECONDS) -> Any:
        """Make ``call``, each step of it in ``seconds``, and return what Telegram answers.

        Raises:
            TelegramError: it was refused, or did not arrive, or no answer came.
        """
        parameters: dict[str, Any] = dict(call.params)
        if call.attachment is not None:
            # A picture is sent more slowly than words.
            seconds *= 2
            parameters[call.attachment.field] = InputFile(call.attachment.content, call.attachment.name)
        return await self._post(
            call.method,
            parameters,
            read_timeout=seconds,
            write_timeout=seconds,
            connect_timeout=seconds,
            pool_timeout=seconds,
        )

    async def is_revoked(self) -> bool:
        """Ask Telegram whether the token is not valid any more: a method that it does not know it refuses likewise.

        Raises:
            TelegramError: it cannot be reached.
        """
        try:
            await self.get_me()
        except InvalidToken:
            return True
        return False

    async def administrators(self, chat: int) -> frozenset[int]:
        """Return the numbers of the people who run a group; none when Telegram does not say."""
        try:
            return frozenset(each.user.id for each in await self.get_chat_administrators(chat))
        except TelegramError as error:
            _log.warning("the administrators of a group are not known: %s", type(error).__name__)
            return frozenset()

    async def updates(self, offset: int, seconds: int, allowed: Sequence[str]) -> list[Mapping[str, Any]]:
        """Wait up to ``seconds`` for updates from ``offset`` on; those before it are acknowledged.

        Raises:
            TelegramError: as above.
        """
        parameters = {"offset": offset, "timeout": seconds, "allowed_updates": list(allowed)}
        found = await self._post("getUpdates", parameters, read_timeout=seconds + NETWORK_SECONDS)
        return found if isinstance(found, list) else []


def _request(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connections,
        read_timeout=NETWORK_SECONDS,
        write_timeout=NETWORK_SECONDS,
        connect_timeout=NETWORK_SECONDS,
        pool_timeout=NETWORK_SECONDS,
    )
