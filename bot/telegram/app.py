"""The bot as a whole: built from the settings, run until it is told to stop."""

import asyncio
import contextlib
import logging
import re
from collections.abc import Iterator

from filelock import FileLock, Timeout
from telegram.error import InvalidToken, TelegramError

from hoi.bot.clock import Clock, now_in_vietnam
from hoi.bot.finding import Find, by_words
from hoi.bot.ledger import Ledger
from hoi.bot.pictures.studio import Studio
from hoi.bot.settings import Settings
from hoi.bot.store.pseudonyms import Pseudonyms
from hoi.bot.store.sqlite import SqliteStore
from hoi.bot.telegram.aids import Aids
from hoi.bot.telegram.api import Api
from hoi.bot.telegram.comparison import Comparer
from hoi.bot.telegram.incoming import Desk, Identity
from hoi.bot.telegram.pace import Waiting
from hoi.bot.telegram.reaching import patiently
from hoi.bot.telegram.running import Running
from hoi.bot.telegram.sender import Revoked
from hoi.bot.telegram.tasks import first
from hoi.bot.telegram.webhook import PATH, Webhook
from hoi.bot.worker import Ask
from hoi.corpus.errors import HoiError, InputError
from hoi.corpus.library import Library

LOCK = "telegram.lock"
"""The file a running bot holds in its data directory."""

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_QUIET = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "telegram": logging.INFO}
"""Below these levels they write the address of each call, which holds the token, and people's messages."""
_log = logging.getLogger(__name__)


class TelegramFace:
    """The bot; ``build`` checks the settings, ``run`` connects."""

    def __init__(self, settings: Settings, token: str, ask: Ask, find: Find, library: Library, now: Clock) -> None:
        self._settings = settings
        self._ask = ask
        self._find = find
        self._library = library
        self._now = now
        self._token = token
        self._pseudonyms = Pseudonyms.open(settings.data_dir)
        self._address = str(settings.public_url or "").rstrip("/") + PATH
        self.webhook = Webhook(_secret(settings, self._pseudonyms)) if settings.telegram_mode == "webhook" else None

    @classmethod
    def build(
        cls,
        settings: Settings,
        ask: Ask,
        library: Library,
        *,
        find: Find | None = None,
        now: Clock = now_in_vietnam,
    ) -> "TelegramFace":
        """Return the bot, not yet connected; without ``find`` inline mode searches by words alone.

        Raises:
            InputError: the token is missing or cannot be one, or a webhook lacks its address or a usable secret.
            StorageError: the data directory cannot be written.
        """
        for name, level in _QUIET.items():
            logging.getLogger(name).setLevel(level)
        if settings.telegram_mode == "webhook" and settings.public_url is None:
            raise InputError(
                "HOI_TELEGRAM_MODE=webhook cần HOI_PUBLIC_URL (địa chỉ https mà Telegram truy cập được).",
                "HOI_TELEGRAM_MODE=webhook needs HOI_PUBLIC_URL (an https address that Telegram can reach).",
            )
        return cls(settings, _checked_token(settings), ask, find or by_words(library), library, now)

    async def run(self, stop: asyncio.Event) -> None:
        """Answer people until ``stop`` is set, then finish what was accepted and disconnect.

        Raises:
            InputError: Telegram does not accept the token, at the start or later.
            HoiError: Telegram cannot be reached at the start, or another process runs this bot.
            StorageError: the state cannot be read or written.
        """
        bot = Api.of(self._settings, self._token)
        try:
            with _alone(self._settings):
                await self._connected(bot, stop)
        except (InvalidToken, Revoked):
            raise _rejected() from None  # the cause's own words hold the token
        except TelegramError as error:
            _log.error("the bot did not start: %s", type(error).__name__)
            raise _unreachable() from error
        finally:
            await bot.shutdown()

    async def _connected(self, bot: Api, stop: asyncio.Event) -> None:
        waiting = Waiting()
        if not await first(asyncio.create_task(patiently(bot.initialize, waiting)), stop):
            return
        ledger, me = Ledger(self._library), Identity(bot.id, bot.username)
        store = SqliteStore.open(self._settings.data_dir)
        try:
            with Studio(self._library, ledger) as studio:
                aids = self._aids(ledger, studio)
                await asyncio.to_thread(aids.read_ahead)
                desk = Desk(self._ask, self._library, store, self._pseudonyms, self._now, me, aids, bot.administrators)
                await Running(desk, bot, waiting, self.webhook, self._address).run(stop)
        finally:
            await store.close()

    def _aids(self, ledger: Ledger, studio: Studio) -> Aids:
        address, model = self._settings.public_url, self._settings.llm_base_url
        return Aids(
            ledger,
            Comparer(ledger, self._library),
            studio,
            self._find,
            str(address) if address is not None else None,
            self._settings.operators,
            model.host if model is not None else None,
        )


@contextlib.contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Hold this data directory's bot: two processes on one store would answer everything twice."""
    lock = FileLock(settings.data_dir / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise HoiError(
            "Một tiến trình khác đang chạy bot Telegram với cùng thư mục dữ liệu; hãy dừng tiến trình đó trước.",
            "Another process runs the Telegram bot in this data directory; please stop it first.",
        ) from None
    try:
        yield
    finally:
        lock.release()


def _secret(settings: Settings, pseudonyms: Pseudonyms) -> str:
    """Return the word by which Telegram is known: the setting, or one derived in this data directory."""
    given = settings.telegram_webhook_secret
    if given is None:
        return pseudonyms.derive("telegram webhook")
    secret = given.get_secret_value()
    if not _SECRET.fullmatch(secret):
        raise InputError(
            "HOI_TELEGRAM_WEBHOOK_SECRET chỉ được gồm 1-256 ký tự A-Z, a-z, 0-9, _ và -.",
            "HOI_TELEGRAM_WEBHOOK_SECRET may only have 1-256 characters of A-Z, a-z, 0-9, _ and -.",
        )
    return secret


def _checked_token(settings: Settings) -> str:
    if settings.telegram_token is None:
        raise InputError("Chưa đặt HOI_TELEGRAM_TOKEN.", "HOI_TELEGRAM_TOKEN is not set.")
    token = settings.telegram_token.get_secret_value().strip()
    if not _TOKEN.fullmatch(token):
        raise _rejected()
    return token


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
