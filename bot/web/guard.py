"""Around every response: an id, the headers that keep a browser safe, and no failure told to a stranger."""

import logging
import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hoi.bot.web.problems import trail, unexpected

SECURITY_HEADERS = {
    # No script anywhere: the pages are whole without one.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # a question stands in the address of its page
}

_log = logging.getLogger(__name__)


class Guard:
    """ASGI middleware, outermost: request id, headers, and the last word on an unexpected failure."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Made here and never taken from the caller, whose header could forge a line of the log.
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _add_headers(MutableHeaders(scope=message), request_id)
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except ClientDisconnect:
            _log.info("request %s: the caller went away", request_id)
        except Exception as error:
            _log.error("request %s failed: %s %r\n%s", request_id, scope["method"], scope["path"], trail(error))
            if started:
                raise  # half a response is out: only the server can still break the connection off
            await unexpected(Request(scope))(scope, receive, guarded)


def _add_headers(headers: MutableHeaders, request_id: str) -> None:
    headers["X-Request-ID"] = request_id
    headers.update(SECURITY_HEADERS)
    headers.setdefault("Cache-Control", "no-cache")
