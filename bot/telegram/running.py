"""A connected bot: its parts, and the order in which they begin and end."""

import asyncio
import logging
import time
from collections.abc import Sequence

from hoi.bot.telegram.api import Api
from hoi.bot.telegram.gate import Gate
from hoi.bot.telegram.handlers import ROUTES
from hoi.bot.telegram.housekeeping import keep_house
from hoi.bot.telegram.incoming import Desk
from hoi.bot.telegram.intake import Intake
from hoi.bot.telegram.lanes import Lanes
from hoi.bot.telegram.menu import publish
from hoi.bot.telegram.notices import Notices
from hoi.bot.telegram.pace import Pace, Waiting, Window
from hoi.bot.telegram.polling import poll
from hoi.bot.telegram.reaching import patiently
from hoi.bot.telegram.reception import Reception
from hoi.bot.telegram.rounds import go_rounds
from hoi.bot.telegram.sender import Sender
from hoi.bot.telegram.tasks import cancelled, until
from hoi.bot.telegram.webhook import Webhook
from hoi.bot.telegram.work import Work

ALLOWED_UPDATES = (
    "message", "edited_message", "callback_query", "inline_query", "my_chat_member",
    "business_connection", "business_message", "guest_message",
)  # fmt: skip
"""What Telegram is asked to deliver, said each time: what it delivered last time would be kept otherwise."""
STOP_SECONDS = 20.0
"""Seconds what was accepted has to be answered in when the bot stops; what is left is answered after the next start."""

_log = logging.getLogger(__name__)


class Running:
    """A bot that is connected; ``run`` once."""

    def __init__(self, desk: Desk, bot: Api, waiting: Waiting, webhook: Webhook | None, address: str) -> None:
        self._bot, self._waiting = bot, waiting
        self._webhook, self._address = webhook, address
        sender = Sender(bot, Pace(time.monotonic, waiting), waiting, Window())
        gate = Gate(desk.pseudonyms)
        self._lanes = Lanes(Work(desk, Reception(desk, ROUTES, sender, waiting, gate), sender))
        self._intake = Intake(desk.store, desk.pseudonyms, self._lanes, desk.now, gate)
        self._house = keep_house(desk.store, waiting, desk.now)
        self._rounds = go_rounds(desk, Notices(desk.store, desk.pseudonyms, self._lanes, desk.now), waiting)
        self._menu = publish(bot, desk.aids.operators)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set or a part fails; then end the parts in order.

        Raises:
            Revoked: Telegram does not accept the token any more.
            TelegramError: Telegram cannot be reached at the start.
            StorageError: the state cannot be read or written.
        """
        await self._intake.recover()
        source = asyncio.create_task(self._receive())
        others = [asyncio.create_task(each) for each in (self._lanes.failed(), self._house, self._rounds, self._menu)]
        _log.info("the Telegram bot answers as @%s", self._bot.username)
        try:
            await until(stop, source, *others[:3])
        finally:
            await self._end(source, others)

    async def _receive(self) -> None:
        # Never with `drop_pending_updates`: what people wrote while the bot was away is answered.
        if self._webhook is None:
            await patiently(self._bot.delete_webhook, self._waiting)
            await poll(self._bot, self._intake, self._waiting, ALLOWED_UPDATES)
        else:
            self._webhook.open(self._intake)
            secret, address = self._webhook.secret, self._address
            subscribe = self._bot.set_webhook
            await patiently(
                lambda: subscribe(address, allowed_updates=ALLOWED_UPDATES, secret_token=secret), self._waiting
            )
            await asyncio.Event().wait()

    async def _end(self, source: "asyncio.Task[None]", others: Sequence["asyncio.Task[None]"]) -> None:
        """Take nothing more in, finish what is begun, leave the rest for the next start."""
        if self._webhook is not None:
            self._webhook.close()
        await cancelled(source)
        if not await self._lanes.drain(STOP_SECONDS):
            _log.warning("the bot stops before every question was answered; the rest is answered after the next start")
        self._waiting.stop()
        await self._lanes.stop()
        for each in others:
            await cancelled(each)
