"""What went wrong, told to a program (RFC 9457 problem documents) or to a person (a page)."""

import logging
import traceback
from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hoi.bot.assistant.answer import Language
from hoi.bot.web.language import preferred
from hoi.bot.web.render import page
from hoi.bot.web.words import has, say
from hoi.corpus.errors import HoiError

MEDIA_TYPE = "application/problem+json"

_log = logging.getLogger(__name__)


class RefusedError(HTTPException):
    """A request that is turned down, with the key and the values of the sentence that says why."""

    def __init__(self, status: int, key: str, headers: Mapping[str, str] | None = None, **values: object) -> None:
        super().__init__(status, headers=headers)
        self.key = key
        self.values = values


async def on_hoi_error(request: Request, error: Exception) -> Response:
    """Answer with the error's own sentence; the cause of a failure of ours goes to the log."""
    assert isinstance(error, HoiError)  # noqa: S101 - registered for this class
    if error.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("request %s failed: %s\n%s", reference(request), error.en, trail(error))
    return respond(request, error.http_status, error.sentence(preferred(request)))


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answer what the router or the reader of the body turned down."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    language = preferred(request)
    if isinstance(error, RefusedError):
        detail = say(language, error.key, **error.values)
    else:
        detail = _explanation(language, error.status_code)
    return respond(request, error.status_code, detail, error.headers)


def unexpected(request: Request) -> Response:
    """Answer a failure nobody foresaw: a reference to report it by, and nothing else of it."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return respond(request, status, say(preferred(request), "problems.500", reference=reference(request)))


def respond(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return the page or the problem document of an error."""
    language = preferred(request)
    title = _title(language, status)
    if wants_page(request):
        response: Response = page(request, "error", status=status, title=title, detail=detail, error=status)
    else:
        record = {"type": "about:blank", "title": title, "status": int(status), "detail": detail}
        response = JSONResponse(record, status, {"Content-Language": language}, MEDIA_TYPE)
    response.headers["Vary"] = "Accept, Accept-Language"
    response.headers.update(headers or {})
    return response


def wants_page(request: Request) -> bool:
    """Tell whether a person reads the error: always on the pages, never in the API, else by Accept."""
    path = request.scope["path"]
    if path in ("/", "/documents", "/ledger") or path.startswith(("/documents/", "/ledger/")):
        return True
    return not path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def reference(request: Request) -> str:
    """Return the id of this request, by which the log names it."""
    return str(request.state.request_id)


def trail(error: BaseException) -> str:
    """Return the kind and place of an error and of its causes: their own words may repeat a question."""
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        lines += [f"{type(cause).__name__}\n", *traceback.format_tb(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    return "".join(lines)


def _title(language: Language, status: int) -> str:
    key = f"titles.{int(status)}"
    return say(language, key) if has(key) else HTTPStatus(status).phrase


def _explanation(language: Language, status: int) -> str:
    key = f"problems.{status}"
    return say(language, key) if has(key) else _title(language, status)
