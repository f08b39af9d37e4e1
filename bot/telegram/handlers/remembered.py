"""What is remembered of an answer, and the buttons that ask for it."""

import asyncio

from telegram import InlineKeyboardMarkup

from hoi.bot.assistant.answer import Answer
from hoi.bot.store import meanings
from hoi.bot.telegram.answer_buttons import under
from hoi.bot.telegram.answered import Answered, token_of
from hoi.bot.telegram.incoming import Desk, Incoming


async def buttons(incoming: Incoming, desk: Desk, answer: Answer) -> InlineKeyboardMarkup | None:
    """Return the buttons under an answer, and remember for a while what they are about."""
    update, now = incoming.update.update_id, int(incoming.received.timestamp())
    answered, token = Answered.of(update, answer), token_of(desk.pseudonyms, "answer", update)
    stored = answered.dump()
    await desk.store.run(lambda transaction: meanings.keep(transaction, token, incoming.chat, stored, now))
    # In a thread: what compares documents is kept, but the first time it reads them.
    return await asyncio.to_thread(under, answered, token, desk.library, desk.aids.comparer)


async def recalled(incoming: Incoming, desk: Desk, token: str) -> Answered | None:
    """Return what is remembered of an answer in this chat; None when that is nothing (any more)."""
    now = int(incoming.received.timestamp())
    stored = await desk.store.run(lambda transaction: meanings.find(transaction, token, incoming.chat, now))
    return Answered.load(stored) if stored else None
