"""Updates by webhook: a route of the web face; Telegram is told 200 once an update is on the disk, not before."""

import asyncio
import hmac
import json
import logging
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hoi.bot.telegram.intake import Intake, is_update
from hoi.corpus.errors import StorageError

PATH = "/telegram/updates"
"""Where Telegram delivers; no part of it is secret, for addresses end in logs."""
MAX_BODY = 1_000_000
"""Bytes of one update; the longest that Telegram makes, a message of 4,096 letters and what it answers, has 60,000."""
MAX_SECONDS = 10.0
"""Seconds a body may take to arrive."""
_SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header

_log = logging.getLogger(__name__)


class Webhook:
    """The route; ``open`` lets updates in, before and after it Telegram is asked to come again."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self._intake: Intake | None = None

    def route(self) -> Route:
        """Return the route for the web face."""
        return Route(PATH, self._deliver, methods=["POST"])

    def open(self, intake: Intake) -> None:
        """Let updates in from now on."""
        self._intake = intake

    def close(self) -> None:
        """Let no more updates in."""
        self._intake = None

    async def _deliver(self, request: Request) -> Response:
        if refused := self._refusal(request):
            return Response(status_code=refused)
        try:
            async with asyncio.timeout(MAX_SECONDS):
                body = await _bounded(request)
        except TimeoutError:
            return Response(status_code=HTTPStatus.REQUEST_TIMEOUT, headers={"Connection": "close"})
        if body is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, headers={"Connection": "close"})
        return Response(status_code=await self._take(body))

    def _refusal(self, request: Request) -> HTTPStatus | None:
        # The secret first: whoever does not know it learns nothing else.
        if not hmac.compare_digest(
            request.headers.get(_SECRET, "").encode("utf-8", "replace"), self.secret.encode("ascii")
        ):
            return HTTPStatus.FORBIDDEN
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        return None if self._intake is not None else HTTPStatus.SERVICE_UNAVAILABLE

    async def _take(self, body: bytes) -> HTTPStatus:
        if self._intake is None:
            return HTTPStatus.SERVICE_UNAVAILABLE
        update = _parsed(body)
        try:
            if is_update(update) and isinstance(update, dict):
                await self._intake.accept([update])
            else:
                _log.error("a body that is no update was delivered")
                await self._intake.refuse(body)
        except StorageError as error:
            _log.error("%s", error.en)
            return HTTPStatus.SERVICE_UNAVAILABLE
        return HTTPStatus.OK


async def _bounded(request: Request) -> bytes | None:
    """Return the body; None when it is longer than ``MAX_BODY``."""
    received = bytearray()
    async for piece in request.stream():
        received += piece
        if len(received) > MAX_BODY:
            return None
    return bytes(received)


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
