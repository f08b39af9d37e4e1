"""Guest messages: somebody names the bot in a chat it is not a member of, and gets one message in return."""

import asyncio
from collections.abc import Sequence

from telegram import Update

from hoi.bot.assistant.answer import Question
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import from_bot, without_mention
from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.handlers.questions import ASK_SECONDS
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route
from hoi.bot.telegram.replying import guest_call


async def guest(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer in the one message a guest has; nothing of the chat is remembered."""
    message = incoming.message
    if message.guest_query_id is None:
        return []
    question = Question.of(without_mention(message, desk.me))
    answer = await asyncio.wait_for(desk.ask(question), ASK_SECONDS)
    return [guest_call(message.guest_query_id, question.text, texts.in_one(answer))]


def _guest(update: Update, _me: Identity) -> bool:
    message = update.guest_message
    return message is not None and bool(message.text) and not from_bot(message)


ROUTES = (Route(_guest, guest),)
