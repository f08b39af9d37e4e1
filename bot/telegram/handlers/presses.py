"""Presses of inline buttons. The press itself is always answered, or the button would go on waiting."""

from collections.abc import Sequence

from telegram import CallbackQuery, Update

from hoi.bot.telegram import message as texts
from hoi.bot.telegram import samples
from hoi.bot.telegram.calls import Call, answer_callback_query, send_message
from hoi.bot.telegram.handlers.questions import ask
from hoi.bot.telegram.handlers.remembered import buttons
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route
from hoi.bot.templates import render


async def sample(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer the sample question behind a button."""
    query = _query(incoming)
    asked = samples.pressed(query.data)
    if asked is None:
        return await stale(incoming, desk)
    acknowledged = answer_callback_query(query.id)
    if query.message is None:
        return [acknowledged]
    answer = await ask(incoming, desk, asked)
    below = buttons(incoming, desk, answer)
    return [acknowledged, *send_message(incoming.place, texts.answer(answer, asked=asked), below)]


async def stale(incoming: Incoming, _desk: Desk) -> Sequence[Call]:
    """Say that a button means nothing any more."""
    return [answer_callback_query(_query(incoming).id, render("telegram_stale", incoming.language))]


def _query(incoming: Incoming) -> CallbackQuery:
    if incoming.update.callback_query is None:  # the routes let no such update through
        raise TypeError("an update without a press")
    return incoming.update.callback_query


def _sample(update: Update, _me: Identity) -> bool:
    query = update.callback_query
    return query is not None and samples.pressed(query.data) is not None


def _any(update: Update, _me: Identity) -> bool:
    return update.callback_query is not None


ROUTES = (Route(_sample, sample, shows_typing=True), Route(_any, stale))
