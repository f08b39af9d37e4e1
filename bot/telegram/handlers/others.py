"""Messages without text: voices, pictures, places."""

from collections.abc import Sequence

from telegram import Update
from telegram.ext import filters

from hoi.bot.store import Transaction, meanings
from hoi.bot.telegram.addressing import addressed
from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.handlers.commands import say
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route

ALBUM_SECONDS = 3600
"""Seconds an album is remembered for; Telegram delivers its pictures one by one, within moments."""


async def other(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Say, once for an album, that only text is understood."""
    album = incoming.message.media_group_id
    if album is not None and not await desk.store.run(lambda transaction: _first(transaction, incoming, album)):
        return []
    return say(incoming, "telegram_only_text")


def _first(transaction: Transaction, incoming: Incoming, album: str) -> bool:
    """Tell whether the update of ``incoming`` is the first of its album; the same each time it is asked."""
    token, now = f"album:{album}", int(incoming.received.timestamp())
    this = str(incoming.update.update_id)
    first = meanings.find(transaction, token, incoming.chat, now)
    if first is None:
        meanings.keep(transaction, token, incoming.whose, this, now, ALBUM_SECONDS)
    return first in (None, this)


def _other(update: Update, me: Identity) -> bool:
    message = update.message
    if message is None or message.text or filters.StatusUpdate.ALL.check_update(update):
        return False
    return addressed(message, me)


ROUTES = (Route(_other, other),)
