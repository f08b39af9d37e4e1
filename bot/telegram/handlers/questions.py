"""Questions: typed in a private chat, asked of the bot in a group, or behind /hoi."""

import asyncio
from collections.abc import Sequence

from telegram import Update

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.store import Transaction, turns
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import addressed, command_of, is_command, without_mention
from hoi.bot.telegram.answering import answering
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.handlers import commands
from hoi.bot.telegram.handlers.remembered import buttons, keep
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route

ASK_SECONDS = 60
"""Seconds the assistant may take before the person is told that something went wrong."""


async def typed(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer a question typed as text."""
    return await _replied(incoming, desk, without_mention(incoming.message, desk.me))


async def command(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer the question behind /hoi."""
    found = command_of(incoming.message, desk.me)
    return await _replied(incoming, desk, found.rest if found else "")


async def _replied(incoming: Incoming, desk: Desk, text: str) -> Sequence[Call]:
    answer = await ask(incoming, desk, text)
    below = buttons(incoming, desk, answer)
    return answering(incoming, send_message(incoming.place, texts.answer(answer), below))


async def ask(incoming: Incoming, desk: Desk, text: str) -> Answer:
    """Return the assistant's answer to ``text``, understood after what the chat asked before, and remember it.

    Raises:
        InputError: the question is empty or too long.
        TimeoutError: the assistant took longer than ``ASK_SECONDS``.
    """
    now, update = int(incoming.received.timestamp()), incoming.update.update_id
    earlier = await desk.store.run(lambda transaction: turns.recall(transaction, incoming.chat, now, before=update))
    question = Question.of(text, earlier)
    answer = await asyncio.wait_for(desk.ask(question), ASK_SECONDS)
    turn = turns.Turn(update, incoming.chat, incoming.user, incoming.message_id, question.text, now)

    def remember(transaction: Transaction) -> None:
        turns.remember(transaction, turn)
        if incoming.update.business_message is None:  # a business account's answers have no buttons
            keep(transaction, incoming, desk, answer)

    await desk.store.run(remember)
    return answer


def _typed(update: Update, me: Identity) -> bool:
    message = update.message
    return message is not None and bool(message.text) and not is_command(message) and addressed(message, me)


ROUTES = (
    Route(commands.named("hoi"), command, shows_typing=True),
    Route(_typed, typed, shows_typing=True),
    commands.UNKNOWN,
)
