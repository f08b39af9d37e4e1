"""Sending: one call, in its turn, again after what passes, otherwise after what can be mended, and then no more."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from telegram.error import TelegramError

from hoi.bot.telegram.api import Api
from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.pace import Pace, Waiting, Window
from hoi.bot.telegram.troubles import Kind, Trouble, changed, classify

FAILURES = 10
"""Times a call is made again when Telegram fails or asks to wait."""
UNKNOWNS = 1
"""Times a call is made again although it may have arrived."""
MENDED = 3
"""Times a call is changed: plain instead of formatted, anew instead of edited, to where a group moved."""
LONGEST = 60.0
"""Seconds between two attempts at most; they double from one second."""
TYPING_AGAIN = 4.5
"""Seconds after which the sign that the bot is typing is given again: Telegram takes it away after five."""
TYPING_SECONDS = 2.0
"""Seconds the sign that the bot is typing may take; the answer does not wait longer for it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a call: the id of the message it made or changed, or why there is none.

    ``lost`` is the kind of trouble that ended it; ``moved_to`` is where its group moved.
    """

    call: Call
    message: int | None = None
    lost: Kind | None = None
    moved_to: int | None = None


class Revoked(Exception):  # noqa: N818 - ends the bot, which says it in its own words
    """Telegram does not accept the token any more."""


Record = Callable[[Delivery], Awaitable[None]]
"""Remembers what became of a call, for good."""
Expired = Callable[[], bool]
"""Tells whether it is too late for a call."""


class Sender:
    """Makes calls. Several run at once; each waits for itself alone."""

    def __init__(self, bot: Api, pace: Pace, waiting: Waiting, window: Window) -> None:
        self._bot = bot
        self._pace = pace
        self._waiting = waiting
        self._window = window

    async def send(self, call: Call, record: Record, expired: Expired, *, unasked: bool = False) -> Delivery:
        """Make ``call`` until it is delivered or lost, and have ``record`` remember which, right after the last try.

        What nobody asked for just now (``unasked``) lets answers go first.

        Raises:
            Stopping: the bot stops while the call waits; nothing is recorded, and it was not delivered.
            Revoked: the token is not valid any more.
        """
        attempt = _Attempt(call)
        while True:
            await self._pace.turn(attempt.call, unasked=unasked)
            async with self._window():
                delivery = Delivery(call, lost=Kind.LATE) if expired() else await self._try(attempt)
                if delivery is not None:
                    await record(delivery)
                    return delivery
            if attempt.pause:
                await self._waiting.sleep(attempt.pause)

    async def typing(self, call: Call, done: asyncio.Event, again: float = TYPING_AGAIN) -> None:
        """Make ``call``, which may fail, and every ``again`` seconds until ``done``."""
        while not done.is_set():
            with contextlib.suppress(TelegramError):
                await self._bot.make(call, TYPING_SECONDS)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), again)

    async def _try(self, attempt: "_Attempt") -> Delivery | None:
        try:
            result = await self._bot.make(attempt.call)
        except TelegramError as error:
            trouble = await self._certain(classify(error))
            _log.log(_level(trouble), "%s: %s (%s)", attempt.call.method, trouble.kind.name, type(error).__name__)
            return attempt.after(trouble)
        return attempt.delivered(_message(result))

    async def _certain(self, trouble: Trouble) -> Trouble:
        """Return ``trouble``, unless it is a revoked token that Telegram, when asked, still accepts."""
        if trouble.kind is not Kind.REVOKED:
            return trouble
        try:
            return trouble if await self._bot.is_revoked() else Trouble(Kind.REFUSED)
        except TelegramError:
            return Trouble(Kind.FAILED)


class _Attempt:
    """The attempts to make one call, and what may still be tried."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.pause = self._backoff = 0.0
        self._failures = self._unknowns = self._mended = 0
        self._moved: int | None = None

    def delivered(self, message: int | None) -> Delivery:
        return Delivery(self.call, message, moved_to=self._moved)

    def after(self, trouble: Trouble) -> Delivery | None:
        """Return the end of it, or None when ``call`` is to be made (again, or changed) after ``pause``."""
        match trouble.kind:
            case Kind.REVOKED:
                raise Revoked
            case Kind.UNCHANGED:
                return self.delivered(_edited(self.call))
            case Kind.WAIT | Kind.UNREACHED | Kind.FAILED | Kind.UNKNOWN:
                again = self._again(trouble)
            case _:
                again = self._mend(trouble)
        return None if again else Delivery(self.call, None, trouble.kind, self._moved)

    def _again(self, trouble: Trouble) -> bool:
        self._failures += trouble.kind is not Kind.UNREACHED  # then it was not even tried, and its age is the bound
        self._unknowns += trouble.kind is Kind.UNKNOWN
        self._backoff = min(LONGEST, 2 * self._backoff or 1.0)
        self.pause = trouble.seconds or self._backoff
        return self._failures <= FAILURES and self._unknowns <= UNKNOWNS

    def _mend(self, trouble: Trouble) -> bool:
        instead = changed(self.call, trouble)
        self._mended += 1
        if instead is None or self._mended > MENDED:
            return False
        self._moved = trouble.to or self._moved
        self.call, self.pause = instead, 0.0
        return True


def _message(result: Any) -> int | None:
    """Return the id of the message a call made, as Telegram's answer says it."""
    return int(result["message_id"]) if isinstance(result, Mapping) and "message_id" in result else None


def _edited(call: Call) -> int | None:
    return call.params.get("message_id")


def _level(trouble: Trouble) -> int:
    """Return how loud to be: a call that cannot be right is a bug of ours, everything else is life."""
    if trouble.kind in {Kind.MALFORMED, Kind.REFUSED}:
        return logging.ERROR
    return logging.INFO if trouble.kind in {Kind.UNCHANGED, Kind.DEAD, Kind.MUTED, Kind.LATE} else logging.WARNING
