"""Telegram Business: the bot answers in the name of an account, as far as its owner allows. It fails closed."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from hoi.bot.store import connections
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import from_bot
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.handlers import commands, erasing
from hoi.bot.telegram.handlers.questions import ask
from hoi.bot.telegram.incoming import Desk, Fits, Identity, Incoming, Route
from hoi.bot.telegram.screen import WORDS


async def from_customer(incoming: Incoming, desk: Desk) -> bool:
    """Tell whether a customer wrote, not the owner, to an account in whose name the bot may reply."""
    of = incoming.message.business_connection_id
    known = await desk.store.run(lambda transaction: connections.find(transaction, of)) if of else None
    return known is not None and known.may_reply and incoming.user != known.owner


async def message(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer a customer's question in the account's name, and say that a machine does."""
    answer = await ask(incoming, desk, incoming.message.text or "")
    disclosed = replace(answer, notes=(*answer.notes, WORDS.say(answer.language, "business.machine")))
    return send_message(incoming.place, texts.answer(disclosed))


def _named(name: str) -> Fits:
    """Return what fits a customer's command; Telegram marks none where people write to each other."""

    def fits(update: Update, _me: Identity) -> bool:
        return _sound(update) and _words(update).split(maxsplit=1)[:1] == [f"/{name}"]

    return fits


def _question(update: Update, _me: Identity) -> bool:
    words = _words(update)
    # A thumb or three dots ask nothing, and another command is not for the bot.
    return _sound(update) and not words.startswith("/") and any(char.isalnum() for char in words)


def _words(update: Update) -> str:
    return (update.business_message.text or "").strip() if update.business_message is not None else ""


def _sound(update: Update) -> bool:
    sent = update.business_message
    # A message without a sender could be the owner's; one a bot sent in the account's name must not be answered.
    return sent is not None and sent.from_user is not None and sent.sender_business_bot is None and not from_bot(sent)


ROUTES = (
    Route(_named("privacy"), commands.privacy, admits=from_customer, pauses=False),
    Route(_named("xoadulieu"), erasing.forget, admits=from_customer, pauses=False),
    Route(_question, message, shows_typing=True, admits=from_customer),
)
