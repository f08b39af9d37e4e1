"""Guest messages: somebody names the bot in a chat it is not a member of, and gets one message in return."""

import asyncio
from collections.abc import Sequence

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update

from hoi.bot.assistant.answer import Question
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import from_bot, without_mention
from hoi.bot.telegram.calls import Call, answer_guest_query
from hoi.bot.telegram.handlers.questions import ASK_SECONDS
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route

_TITLE_LETTERS = 60


async def guest(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer in the one message a guest has; nothing of the chat is remembered."""
    message = incoming.message
    if message.guest_query_id is None:
        return []
    question = Question.of(without_mention(message, desk.me))
    answer = await asyncio.wait_for(desk.ask(question), ASK_SECONDS)
    part = texts.answer(answer)[0]
    content = InputTextMessageContent(
        part.text, entities=part.entities, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    result = InlineQueryResultArticle("1", question.text[:_TITLE_LETTERS], content)
    return [answer_guest_query(message.guest_query_id, result)]


def _guest(update: Update, _me: Identity) -> bool:
    message = update.guest_message
    return message is not None and bool(message.text) and not from_bot(message)


ROUTES = (Route(_guest, guest),)
