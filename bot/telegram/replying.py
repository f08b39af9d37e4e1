"""What the bot says where no handler speaks: that it is too much, that it is closed, that something failed. Pure.

In an account's name it says none of this: a customer would take it for the owner's own words.
"""

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update

from hoi.bot.telegram import message as texts
from hoi.bot.telegram.calls import (
    Call,
    answer_callback_query,
    answer_guest_query,
    answer_inline_query,
    send_message,
)
from hoi.bot.telegram.draft import Part
from hoi.bot.telegram.incoming import Incoming
from hoi.bot.telegram.limits import Leave
from hoi.bot.telegram.place import Place
from hoi.bot.telegram.screen import WORDS
from hoi.bot.templates import render

_TITLE_LETTERS = 60
_CLOSED_SECONDS = 5
"""Seconds Telegram keeps the empty answer to an inline query during maintenance."""


def refused(incoming: Incoming, leave: Leave) -> list[Call]:
    """Return the calls that answer what is too much: a word to the chat the first time; a press never goes on waiting.

    A guest's chat is told nothing: it did not let the bot in.
    """
    query = incoming.update.callback_query
    if leave is Leave.TOLD and incoming.update.guest_message is None:
        return reply(incoming, render("telegram_too_many", incoming.language))
    return [answer_callback_query(query.id)] if query is not None else []


def closed(incoming: Incoming, note: str) -> list[Call]:
    """Return the calls that answer during maintenance."""
    query = incoming.update.inline_query
    if query is not None:
        return [answer_inline_query(query.id, [], seconds=_CLOSED_SECONDS, personal=True)]
    return reply(incoming, WORDS.say(incoming.language, "operator.maintenance", note=note).strip())


def reply(incoming: Incoming, text: str) -> list[Call]:
    """Return the calls that say ``text`` where the person looks: on the button, to the guest, or in the chat."""
    update = incoming.update
    if update.callback_query is not None:
        return [answer_callback_query(update.callback_query.id, text[:200], alert=True)]
    if update.guest_message is not None:
        return _to_guest(update, texts.plain(text)[0])
    message = update.effective_message
    if message is None or update.business_message is not None:
        return []
    return send_message(Place.of(message), texts.plain(text))


def guest_call(query: str, title: str, part: Part) -> Call:
    """Return the call that gives a guest ``part``, the one message it gets."""
    content = InputTextMessageContent(
        part.text, entities=part.entities, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return answer_guest_query(query, InlineQueryResultArticle("1", title[:_TITLE_LETTERS], content))


def _to_guest(update: Update, part: Part) -> list[Call]:
    query = update.guest_message.guest_query_id if update.guest_message is not None else None
    return [guest_call(query, part.text, part)] if query is not None else []
