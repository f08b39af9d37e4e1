"""The buttons under an answer, and the press that asks a related question."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup, Message

from hoi.bot.assistant.answer import Answer
from hoi.bot.store import meanings
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.answer_buttons import MAX_SUGGESTIONS, under
from hoi.bot.telegram.answered import Answered, token_of
from hoi.bot.telegram.buttons import Verb, number
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.handlers import pressing
from hoi.bot.telegram.handlers.questions import ask
from hoi.bot.telegram.incoming import Desk, Incoming, Route


async def buttons(incoming: Incoming, desk: Desk, answer: Answer) -> InlineKeyboardMarkup | None:
    """Return the buttons under an answer, and remember for a while what they are about."""
    update, now = incoming.update.update_id, int(incoming.received.timestamp())
    answered, token = Answered.of(update, answer), token_of(desk.pseudonyms, "answer", update)
    stored = answered.dump()
    await desk.store.run(lambda transaction: meanings.keep(transaction, token, incoming.chat, stored, now))
    return under(answered, token, desk.library, desk.aids.ledger)


async def recalled(incoming: Incoming, desk: Desk, token: str) -> Answered | None:
    """Return what is remembered of an answer in this chat; None when that is nothing (any more)."""
    now = int(incoming.received.timestamp())
    stored = await desk.store.run(lambda transaction: meanings.find(transaction, token, incoming.chat, now))
    return Answered.load(stored) if stored else None


async def related(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer the related question behind a button."""
    token, which = pressing.fields(incoming, 2)
    answered, chosen = await recalled(incoming, desk, token), number(which, MAX_SUGGESTIONS - 1)
    reachable = isinstance(pressing.query_of(incoming).message, Message)
    if answered is None or chosen is None or chosen >= len(answered.suggestions) or not reachable:
        return pressing.stale(incoming)
    asked = answered.suggestions[chosen]
    answer = await ask(incoming, desk, asked)
    parts = texts.answer(answer, asked=asked)
    below = await buttons(incoming, desk, answer)
    return [pressing.noted(incoming), *send_message(pressing.place_of(incoming), parts, below)]


ROUTES = (Route(pressing.of(Verb.QUESTION), related, shows_typing=True),)
