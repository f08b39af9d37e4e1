"""The service: the web face and, with a token, the Telegram bot, in one event loop until a signal."""

import asyncio
import contextlib
import errno
import logging
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn

from hoi.bot.finding import Find, by_index
from hoi.bot.settings import Settings
from hoi.bot.startup import open_assistant
from hoi.bot.telegram.app import TelegramFace
from hoi.bot.web.app import create_app
from hoi.bot.web.metrics import Metrics
from hoi.bot.words import Words
from hoi.bot.worker import Ask, Worker
from hoi.corpus.errors import HoiError, InputError
from hoi.corpus.library import Library

CONNECTIONS = 1_000
"""Connections and requests at a time; beyond them the answer is 503, and memory stays bounded."""
CLOSING_SECONDS = 20
"""Seconds that requests already accepted have when the service stops."""
RETRY_SECONDS = 60.0
"""Seconds between attempts to reach Telegram, which is blocked now and then where this program is used."""

_words = Words("cli")
_log = logging.getLogger(__name__)


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; ``announce`` is told the address once questions can be asked there.

    Raises:
        HoiError: the port cannot be opened, or the index cannot be built.
        InputError: the host or the Telegram token is not valid.
    """
    # Bound first, so that a taken port is said before an index is built; connections are accepted at the end.
    with contextlib.closing(bind(settings.host, settings.port)) as listener:
        assistant = open_assistant(settings, rebuild_stale=True)
        with Worker(assistant.ask) as worker:
            asyncio.run(Service(settings, assistant.library, worker.ask, by_index(assistant)).run(listener, announce))


def bind(host: str, port: int) -> socket.socket:
    """Return a socket bound to ``host`` and ``port``, not yet listening.

    Raises:
        InputError: there is no such host.
        HoiError: the port is taken or not allowed.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise _words.wrong("error.address", host=host) from None
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise _closed(host, port, error) from error
    return listener


def address_of(listener: socket.socket) -> str:
    """Return the address at which this machine's browser reaches ``listener``."""
    host, port = listener.getsockname()[:2]
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - read, not listened on
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


def _closed(host: str, port: int, error: OSError) -> HoiError:
    key = "error.port_taken" if error.errno == errno.EADDRINUSE else "error.port"
    return HoiError(*_words.both(key, host=host, port=port, reason=error.strerror))


class Service:
    """Both faces over one assistant, and the signal that ends them."""

    def __init__(self, settings: Settings, library: Library, ask: Ask, find: Find | None = None) -> None:
        self._settings = settings
        self._find = find
        self._library = library
        self._ask = ask
        self._metrics = Metrics()
        self._stop = asyncio.Event()

    async def run(self, listener: socket.socket, announce: Callable[[str], None]) -> None:
        """Run both faces; when one of them ends, by a signal or an error, end the other."""
        self._heed_signals()
        token = self._settings.telegram_token
        # Built before anything listens: a token that cannot be one is refused at once.
        bot = self._bot() if token is not None and token.get_secret_value() else None
        server = self._web(bot, lambda: announce(address_of(listener)))
        faces = [asyncio.create_task(self._serve(server, listener))]
        if bot is not None:
            faces.append(asyncio.create_task(self._chat(bot)))
        stopped = asyncio.create_task(self._stop.wait())
        await asyncio.wait([stopped, *faces], return_when=asyncio.FIRST_COMPLETED)
        self._stop.set()
        server.should_exit = True
        for outcome in await asyncio.gather(*faces, return_exceptions=True):
            if isinstance(outcome, BaseException):
                raise outcome

    def _heed_signals(self) -> None:
        loop = asyncio.get_running_loop()

        def stop(number: int) -> None:
            loop.remove_signal_handler(number)  # a second one ends the process at once
            _log.info("stopping")
            self._stop.set()

        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, stop, each)

    def _web(self, bot: TelegramFace | None, announce: Callable[[], None]) -> "_Server":
        app = create_app(
            self._ask,
            self._library,
            ready=lambda: not self._stop.is_set(),
            metrics=self._metrics,
            more=[bot.webhook.route()] if bot is not None and bot.webhook is not None else [],
        )
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,  # an address may hold a question
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            limit_concurrency=CONNECTIONS,
            timeout_graceful_shutdown=CLOSING_SECONDS,
        )
        return _Server(config, announce)

    async def _serve(self, server: "_Server", listener: socket.socket) -> None:
        try:
            await server.serve(sockets=[listener])
        except OSError as error:  # another program began to listen after the port was bound
            raise _closed(self._settings.host, self._settings.port, error) from error

    def _bot(self) -> TelegramFace:
        ask = self._metrics.counted("telegram", self._ask)
        return TelegramFace.build(self._settings, ask, self._library, find=self._find)

    async def _chat(self, bot: TelegramFace) -> None:
        """Run the bot; while Telegram cannot be reached, try again: the web face must not end with it."""
        while not self._stop.is_set():
            try:
                await bot.run(self._stop)
            except InputError:
                raise
            except HoiError as error:
                _log.warning("%s Trying again in %.0f s.", error.en, RETRY_SECONDS)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), RETRY_SECONDS)


class _Server(uvicorn.Server):
    """uvicorn, which leaves the signals to the service and says when it accepts connections."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept connections."""
        await super().startup(sockets)
        self._announce()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Do nothing: the signals end both faces."""
        yield
