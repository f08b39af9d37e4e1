"""The bot as an application: built from the settings, run until it is told to stop. Long polling."""

import asyncio
import contextlib
import logging
import re
import time
from collections.abc import Coroutine
from typing import Any

from telegram import LinkPreviewOptions
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, Defaults, Updater

from hoi.bot.settings import Settings
from hoi.bot.telegram.handlers import Handlers
from hoi.bot.telegram.history import Clock, History
from hoi.bot.telegram.menu import publish
from hoi.bot.telegram.order import ChatOrder, PendingQueue
from hoi.bot.worker import Ask
from hoi.corpus.errors import HoiError, InputError
from hoi.corpus.library import Library

TelegramApplication = Application[Any, Any, Any, Any, Any, Any]

ALLOWED_UPDATES = ("message", "callback_query")
POLL_SECONDS = 30
NETWORK_SECONDS = 10.0
"""Seconds each step of a call to Telegram may take; a long poll has ``POLL_SECONDS`` more to be read."""
BOOTSTRAP_RETRIES = 6
"""Further attempts to reach Telegram at the start: with their pauses, about a minute."""
STOP_SECONDS = 25
"""Seconds the questions already accepted have to be answered in when the bot stops."""

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_QUIET = {"httpx": logging.WARNING, "telegram": logging.INFO}
"""Below these levels both write the address of each call, which holds the token, and people's messages."""
_log = logging.getLogger(__name__)


def build_application(
    settings: Settings, ask: Ask, library: Library, *, clock: Clock = time.monotonic
) -> TelegramApplication:
    """Return the bot, not yet connected.

    Raises:
        InputError: the token is missing or cannot be one, or the mode is not supported.
    """
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(level)
    application = _connected(settings, _token(settings)).build()
    Handlers(ask, library, History(clock)).attach(application)
    return application


def _token(settings: Settings) -> str:
    if settings.telegram_mode != "polling":
        raise InputError(
            "HOI_TELEGRAM_MODE hiện chỉ hỗ trợ giá trị polling.",
            "HOI_TELEGRAM_MODE supports only polling so far.",
        )
    if settings.telegram_token is None:
        raise InputError("Chưa đặt HOI_TELEGRAM_TOKEN.", "HOI_TELEGRAM_TOKEN is not set.")
    token = settings.telegram_token.get_secret_value().strip()
    if not _TOKEN.fullmatch(token):
        raise _rejected()
    return token


def _connected(settings: Settings, token: str) -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    api = str(settings.telegram_api_url).rstrip("/")
    builder = Application.builder().token(token).base_url(f"{api}/bot").base_file_url(f"{api}/file/bot")
    for timeout in (
        builder.connect_timeout, builder.read_timeout, builder.write_timeout, builder.pool_timeout,
        builder.get_updates_connect_timeout, builder.get_updates_read_timeout,
        builder.get_updates_write_timeout, builder.get_updates_pool_timeout,
    ):  # fmt: skip
        timeout(NETWORK_SECONDS)
    return (
        builder.defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .concurrent_updates(ChatOrder())
        .update_queue(PendingQueue())
        .job_queue(None)
    )


async def run(application: TelegramApplication, stop: asyncio.Event) -> None:
    """Answer people until ``stop`` is set, then finish what was accepted and disconnect.

    Raises:
        InputError: Telegram does not accept the token, at the start or later.
        HoiError: Telegram cannot be reached at the start.
    """
    try:
        await _unless(stop, _serve(application))
    except InvalidToken:
        raise _rejected() from None  # the cause's own words hold the token
    except TelegramError as error:
        _log.error("the bot did not start: %s", type(error).__name__)
        raise _unreachable() from error
    finally:
        await _disconnect(application)


async def _unless(stop: asyncio.Event, serve: Coroutine[Any, Any, None]) -> None:
    """Run ``serve``; when ``stop`` comes first, cancel it."""
    work, stopped = asyncio.create_task(serve), asyncio.create_task(stop.wait())
    both: tuple[asyncio.Task[Any], ...] = (work, stopped)
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in both:
            task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await work


async def _serve(application: TelegramApplication) -> None:
    await _initialize(application)
    await application.start()
    before = asyncio.all_tasks()
    await _updater(application).start_polling(
        timeout=POLL_SECONDS,
        bootstrap_retries=BOOTSTRAP_RETRIES,
        allowed_updates=ALLOWED_UPDATES,
        error_callback=_polling_failed,
    )
    # The library keeps its task to itself, and a task that died of a withdrawn token would go unnoticed.
    polling = next(task for task in asyncio.all_tasks() - before if task.get_name().endswith(":polling_task"))
    await publish(application.bot)
    _log.info("the Telegram bot answers as @%s", application.bot.username)
    await asyncio.shield(polling)


async def _initialize(application: TelegramApplication) -> None:
    pause = 1.0
    for left in reversed(range(BOOTSTRAP_RETRIES + 1)):
        try:
            await application.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            if not left:
                raise
            _log.warning("Telegram cannot be reached (%s); trying again in %.0f s", type(error).__name__, pause)
            await asyncio.sleep(pause)
            pause *= 2
        else:
            return


async def _disconnect(application: TelegramApplication) -> None:
    updater = _updater(application)
    if updater.running:
        with contextlib.suppress(InvalidToken):  # reported already
            await updater.stop()
    if application.running:
        try:
            await asyncio.wait_for(application.stop(), STOP_SECONDS)
        except TimeoutError:
            _log.warning("the bot stopped before every question was answered")
    await application.shutdown()
    await application.bot.shutdown()  # the application skips it when it was stopped while it connected


def _updater(application: TelegramApplication) -> Updater:
    if application.updater is None:
        raise TypeError("the application was built without an updater")
    return application.updater


def _polling_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _log.error("another program receives this bot's messages with the same token")
    else:
        _log.warning("Telegram cannot be reached (%s)", type(error).__name__)


def _rejected() -> InputError:
    return InputError(
        "Telegram không chấp nhận mã truy cập của bot; hãy kiểm tra HOI_TELEGRAM_TOKEN.",
        "Telegram does not accept the bot's token; please check HOI_TELEGRAM_TOKEN.",
    )


def _unreachable() -> HoiError:
    return HoiError(
        "Không kết nối được với Telegram; hãy kiểm tra mạng và HOI_TELEGRAM_API_URL rồi chạy lại.",
        "Telegram cannot be reached; please check the network and HOI_TELEGRAM_API_URL, then run again.",
    )
