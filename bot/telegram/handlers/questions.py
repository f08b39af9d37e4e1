"""Questions: typed in a private chat, asked of the bot in a group, or behind /hoi."""

import asyncio
from collections.abc import Sequence

from telegram import Update

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.store import Transaction, turns
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import addressed, asks, is_command, words_of
from hoi.bot.telegram.answering import answering
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.handlers import commands
from hoi.bot.telegram.handlers.remembered import buttons, keep
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route

ASK_SECONDS = 60
"""Seconds the assistant may take before the person is told that something went wrong."""


async def typed(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer a question typed as text, behind /hoi, or in the message replied to."""
    answer = await ask_written(incoming, desk)
    below = buttons(incoming, desk, answer)
    return answering(incoming, send_message(incoming.place, texts.answer(answer), below))


async def ask_written(incoming: Incoming, desk: Desk) -> Answer:
    """Return the assistant's answer to the question in the message of ``incoming``, whoever wrote the words.

    Raises:
        InputError, TimeoutError: as ``ask``.
    """
    text, source = words_of(incoming.message, desk.me)
    if source is incoming.message:
        return await ask(incoming, desk, text)
    sender = source.sender_chat or source.from_user
    return await ask(incoming, desk, text, desk.pseudonyms.of("user", sender.id) if sender is not None else "")


async def ask(incoming: Incoming, desk: Desk, text: str, author: str | None = None) -> Answer:
    """Return the assistant's answer to ``text``, understood after what the chat asked before, and remember it.

    ``author`` is the pseudonym of who wrote ``text``, where that is not who asks.

    Raises:
        InputError: the question is empty or too long.
        TimeoutError: the assistant took longer than ``ASK_SECONDS``.
    """
    now, update = int(incoming.received.timestamp()), incoming.update.update_id
    earlier = await desk.store.run(lambda transaction: turns.recall(transaction, incoming.chat, now, before=update))
    question = Question.of(text, earlier)
    answer = await asyncio.wait_for(desk.ask(question), ASK_SECONDS)
    person = incoming.user if author is None else author
    turn = turns.Turn(update, incoming.chat, person, incoming.message_id, question.text, now, len(earlier))

    def remember(transaction: Transaction) -> None:
        turns.remember(transaction, turn)
        if incoming.update.business_message is None:  # a business account's answers have no buttons
            keep(transaction, incoming, desk, answer)

    await desk.store.run(remember)
    return answer


def _typed(update: Update, me: Identity) -> bool:
    message = update.message
    return message is not None and asks(message, me) and not is_command(message) and addressed(message, me)


ROUTES = (
    Route(commands.named("hoi"), typed, shows_typing=True),
    Route(_typed, typed, shows_typing=True),
    commands.UNKNOWN,
)
