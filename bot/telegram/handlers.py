"""What each kind of update does: thin translations between Telegram and the assistant."""

import asyncio
import contextlib
import logging
import secrets
import traceback
from collections import deque
from typing import Any

from telegram import Bot, Message, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from hoi.bot.assistant.answer import Question
from hoi.bot.telegram import menu, samples
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import Addressed, without_mention
from hoi.bot.telegram.delivery import Place, deliver, typing
from hoi.bot.telegram.history import QUESTIONS, SECONDS, History
from hoi.bot.templates import render
from hoi.bot.worker import Ask
from hoi.corpus.errors import HoiError, InputError
from hoi.corpus.library import Library

Context = ContextTypes.DEFAULT_TYPE

ASK_SECONDS = 60
"""Seconds the assistant may take before the person is told that something went wrong."""
MAX_NAMED = 10
"""Documents the greeting names; /nguon describes more."""

_log = logging.getLogger(__name__)


class Handlers:
    """The bot's behaviour; ``attach`` gives it to an application."""

    def __init__(self, ask: Ask, library: Library, history: History) -> None:
        self._ask = ask
        self._library = library
        self._history = history
        self._albums: deque[str] = deque(maxlen=1_000)

    def attach(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Register every handler; the first that fits an update takes it."""
        # MESSAGE alone: edited, channel and business messages leave `update.message` empty.
        new, addressed = filters.UpdateType.MESSAGE, Addressed()
        commands = {
            "start": self.start, "help": self.help, "nguon": self.sources,
            "privacy": self.privacy, "xoadulieu": self.forget,
        }  # fmt: skip
        for name, callback in commands.items():
            application.add_handler(CommandHandler(name, callback, filters=new))
        unknown = new & filters.COMMAND & filters.ChatType.PRIVATE
        other = new & ~filters.TEXT & ~filters.StatusUpdate.ALL & addressed
        application.add_handler(MessageHandler(unknown, self.help))
        application.add_handler(MessageHandler(new & filters.TEXT & ~filters.COMMAND & addressed, self.question))
        application.add_handler(MessageHandler(other, self.other))
        application.add_handler(CallbackQueryHandler(self.sample))
        application.add_error_handler(self.error)

    async def start(self, update: Update, context: Context) -> None:
        """Say what this is and offer the sample questions."""
        language = _language(update)
        names = [document.full_name.say(language) for document in self._library]
        named, others = names[:MAX_NAMED], max(0, len(names) - MAX_NAMED)
        text = render("telegram_start", language, documents=named, others=others)
        place = Place.of(_message(update))
        await deliver(context.bot, place, texts.plain(text), samples.keyboard(language))

    async def help(self, update: Update, context: Context) -> None:
        """Say how to ask, and which commands there are."""
        language = _language(update)
        sample = samples.questions(language)[0]
        await _say(update, context, "telegram_help", sample=sample, commands=menu.commands(language))

    async def privacy(self, update: Update, context: Context) -> None:
        """Say what is kept of what people write."""
        await _say(update, context, "telegram_privacy", questions=QUESTIONS, minutes=SECONDS // 60)

    async def sources(self, update: Update, context: Context) -> None:
        """Say which documents are held, what part of each, and what is missing."""
        await deliver(context.bot, Place.of(_message(update)), texts.sources(self._library, _language(update)))

    async def forget(self, update: Update, context: Context) -> None:
        """Drop the questions remembered for this chat."""
        self._history.forget(_message(update).chat.id)
        await _say(update, context, "telegram_forgotten")

    async def question(self, update: Update, context: Context) -> None:
        """Answer a question typed as text."""
        message = _message(update)
        await self._reply(context.bot, Place.of(message), without_mention(message))

    async def sample(self, update: Update, context: Context) -> None:
        """Answer the sample question behind a button; the press itself is always answered."""
        query = update.callback_query
        if query is None:
            return
        asked = samples.pressed(query.data)
        stale = None if asked else render("telegram_stale", _language(update))
        with contextlib.suppress(TelegramError):  # too old a press cannot be answered, its question can
            await query.answer(stale)
        if asked and query.message:
            await self._reply(context.bot, Place.of(query.message), asked, asked=asked)

    async def other(self, update: Update, context: Context) -> None:
        """Say, once for an album, that only text is understood."""
        album = _message(update).media_group_id
        if album is not None:
            if album in self._albums:
                return
            self._albums.append(album)
        await _say(update, context, "telegram_only_text")

    async def error(self, update: object, context: Context) -> None:
        """Tell the person one plain sentence; the log has the cause, without anything they wrote."""
        cause = context.error
        if isinstance(cause, Forbidden):
            _log.info("a chat does not accept messages from the bot any more")
            return
        text = _explain(cause, _language(update))
        if isinstance(update, Update) and update.effective_message is not None:
            with contextlib.suppress(TelegramError):
                await deliver(context.bot, Place.of(update.effective_message), texts.plain(text))

    async def _reply(self, bot: Bot, place: Place, text: str, *, asked: str = "") -> None:
        question = Question.of(text, self._history.recall(place.chat))
        work = asyncio.wait_for(self._ask(question), ASK_SECONDS)
        _, answer = await asyncio.gather(typing(bot, place), work)
        self._history.remember(place.chat, question.text)
        await deliver(bot, place, texts.answer(answer, asked=asked))


async def _say(update: Update, context: Context, template: str, **values: object) -> None:
    text = render(template, _language(update), **values)
    await deliver(context.bot, Place.of(_message(update)), texts.plain(text))


def _message(update: Update) -> Message:
    if update.message is None:  # the filters let no such update through
        raise TypeError("an update without a message")
    return update.message


def _language(update: object) -> str:
    """Return the language of the person's Telegram: English for an English one, else Vietnamese."""
    user = update.effective_user if isinstance(update, Update) else None
    code = (user.language_code if user else None) or ""
    return "en" if code.lower().split("-")[0] == "en" else "vi"


def _explain(cause: Exception | None, language: str) -> str:
    if isinstance(cause, HoiError):
        if not isinstance(cause, InputError):
            _log.error("%s: %s", type(cause).__name__, cause.en)
        return cause.sentence(language)
    reference = secrets.token_hex(4)
    # Only the kind and the place of the error: its own words may repeat the question.
    trace = "".join(traceback.format_tb(cause.__traceback__)) if cause else ""
    _log.error("reference %s: %s\n%s", reference, type(cause).__name__, trace)
    return render("telegram_error", language, reference=reference)
