"""The press that asks a related question."""

from collections.abc import Sequence

from telegram import Message

from hoi.bot.telegram import message as texts
from hoi.bot.telegram.answer_buttons import MAX_SUGGESTIONS
from hoi.bot.telegram.buttons import Verb, number
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.handlers import pressing
from hoi.bot.telegram.handlers.questions import ask
from hoi.bot.telegram.handlers.remembered import buttons, recalled
from hoi.bot.telegram.incoming import Desk, Incoming, Route


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
    below = buttons(incoming, desk, answer)
    return [pressing.noted(incoming), *send_message(pressing.place_of(incoming), parts, below)]


ROUTES = (Route(pressing.of(Verb.QUESTION), related, shows_typing=True),)
