"""From an update to its calls: who writes, in which language, how often; then the handler, and what to say if it fails.

Nothing here knows the outbox.
"""

import asyncio
import contextlib
import logging
import secrets
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime

from telegram import Update

from hoi.bot.assistant.answer import Language
from hoi.bot.store import Transaction, chats, flags
from hoi.bot.store.chats import Chat
from hoi.bot.telegram import answering, replying
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.calls import Call, replacing, send_chat_action
from hoi.bot.telegram.gate import Gate
from hoi.bot.telegram.incoming import Desk, Incoming, Route
from hoi.bot.telegram.limits import Leave
from hoi.bot.telegram.pace import Stopping, Waiting
from hoi.bot.telegram.sender import TYPING_SECONDS, Sender
from hoi.bot.templates import render
from hoi.corpus.errors import HoiError, InputError, StorageError

_log = logging.getLogger(__name__)


class Reception:
    """Receives updates and has them handled by the first route that fits."""

    def __init__(self, desk: Desk, routes: Sequence[Route], sender: Sender, waiting: Waiting, gate: Gate) -> None:
        self._desk = desk
        self._routes = routes
        self._sender = sender
        self._waiting = waiting
        self._gate = gate

    async def receive(self, update: Update, received_at: int) -> Incoming:
        """Return ``update`` with what is known of its chat; a chat that writes takes messages again."""
        chat, user = self._pseudonyms(update)

        def known(transaction: Transaction) -> tuple[Chat, str | None]:
            found = chats.find(transaction, chat)
            if found.dead and _shows_life(update):
                chats.revive(transaction, chat)
            return found, flags.note(transaction, "maintenance")

        found, closed = await self._desk.store.run(known)
        received = datetime.fromtimestamp(received_at, UTC)
        return Incoming(update, found.language or _language(update), received, chat, user, closed)

    async def answer(self, incoming: Incoming) -> Sequence[Call]:
        """Return the calls that answer ``incoming``; none when no route fits.

        Raises:
            StorageError: the state cannot be read or written; the update is handled again later.
            Stopping: the bot stops before the handler ended; the update is handled again later.
        """
        route = next((each for each in self._routes if each.fits(incoming.update, self._desk.me)), None)
        if route is None or not await route.admits(incoming, self._desk):
            return []
        leave = self._gate.leave(incoming) if route.counts else Leave.ANSWERED
        if leave is not Leave.ANSWERED:
            return replying.refused(incoming, leave)
        if incoming.closed is not None and route.pauses and not self._by_operator(incoming.update):
            return replying.closed(incoming, incoming.closed)
        try:
            return await self._waiting.unless(self._handled(route, incoming))
        except (StorageError, Stopping):
            raise
        except Exception as error:  # noqa: BLE001 - the person is told, whatever it is
            return await self._sorry(incoming, _explain(error, incoming.language))

    async def _sorry(self, incoming: Incoming, text: str) -> Sequence[Call]:
        """Say what went wrong as the answer: in the place of an earlier one, and the next edit comes in its place."""
        if incoming.update.edited_message is not None:
            earlier = await answering.earlier(incoming, self._desk)
            return answering.answering(incoming, replacing(incoming.place, earlier, texts.plain(text)))
        said = replying.reply(incoming, text)
        return answering.answering(incoming, said) if incoming.update.message is not None else said

    def _by_operator(self, update: Update) -> bool:
        user = update.effective_user
        return user is not None and user.id in self._desk.aids.operators

    async def _handled(self, route: Route, incoming: Incoming) -> Sequence[Call]:
        if not route.shows_typing or incoming.update.effective_message is None:
            return await route.handle(incoming, self._desk)
        done = asyncio.Event()
        shown = asyncio.create_task(self._sender.typing(send_chat_action(incoming.place), done))
        try:
            return await route.handle(incoming, self._desk)
        finally:
            done.set()
            # A sign that arrives after the answer would stand there for five seconds: it comes first or not at all.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(shown, TYPING_SECONDS)

    def _pseudonyms(self, update: Update) -> tuple[str, str]:
        chat, message = update.effective_chat, update.effective_message
        # The sender may be a chat: anonymous administrators and channels share one user over all of Telegram.
        sender = update.effective_sender
        number = chat.id if chat is not None else sender.id if sender is not None else 0
        business = getattr(message, "business_connection_id", None)
        # The customer of a business has one chat with the business and may have another with the bot.
        kind = "chat" if business is None else f"business:{business}"
        names = self._desk.pseudonyms
        return names.of(kind, number), names.of("user", sender.id if sender is not None else number)


def _language(update: Update) -> Language:
    """Return the language of the person's Telegram: English for an English one, else Vietnamese."""
    code = (update.effective_user.language_code if update.effective_user else None) or ""
    return "en" if code.lower().split("-")[0] == "en" else "vi"


def _shows_life(update: Update) -> bool:
    """Tell whether an update shows that its chat takes messages: not what a person does elsewhere."""
    elsewhere = update.effective_chat is None or update.guest_message is not None
    return not elsewhere and update.my_chat_member is None


def _explain(error: Exception, language: Language) -> str:
    if isinstance(error, HoiError):
        if not isinstance(error, InputError):
            _log.error("%s: %s", type(error).__name__, error.en)
        return error.sentence(language)
    reference = secrets.token_hex(4)
    # Only the kind and the place of the error: its own words may repeat the question.
    trace = "".join(traceback.format_tb(error.__traceback__))
    _log.error("reference %s: %s\n%s", reference, type(error).__name__, trace)
    return render("telegram_error", language, reference=reference)
