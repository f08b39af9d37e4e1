"""The body of ``POST /api/ask`` to a ``Question``: bounded, typed, nothing unknown in it."""

import asyncio
import json
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request

from hoi.bot.assistant.answer import Question
from hoi.bot.web.problems import RefusedError
from hoi.corpus.normalise import clean

MAX_BODY = 64 * 1024
"""Bytes a body may have: a question and eight earlier ones, each letter escaped as ``\\uXXXX``."""
MAX_SECONDS = 10.0
"""Seconds a body may take to arrive, against callers that send a byte now and then."""
_SHOWN_NAMES, _SHOWN_LETTERS = 3, 40


class AskBody(BaseModel):
    """What the caller sends; an unknown field is refused, so that a misspelt one does not go unseen."""

    model_config = ConfigDict(strict=True, extra="forbid")

    question: str
    history: list[str] | None = None
    document: str | None = None


async def read_question(request: Request) -> Question:
    """Return the question in the body of ``request``.

    Raises:
        RefusedError: the media type, the size, the JSON or a field is not acceptable; says which.
        InputError: the question itself is empty or too long.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "problems.media_type")
    try:
        async with asyncio.timeout(MAX_SECONDS):
            raw = await _bounded(request)
    except TimeoutError:
        raise RefusedError(HTTPStatus.REQUEST_TIMEOUT, "problems.slow", {"Connection": "close"}) from None
    body = _validated(_parsed(raw))
    document = clean(body.document) if body.document is not None else None
    return Question.of(body.question, tuple(body.history or ()), document)


async def _bounded(request: Request) -> bytes:
    """Return the body, giving up at the first piece past the bound whatever length was announced."""
    received = bytearray()
    async for piece in request.stream():
        received += piece
        if len(received) > MAX_BODY:
            # Closed, because the rest of the body is still on its way and nobody will read it.
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "problems.too_large", {"Connection": "close"})
    return bytes(received)


def _parsed(raw: bytes) -> object:
    try:
        return json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "problems.not_json") from None


def _validated(value: object) -> AskBody:
    try:
        return AskBody.model_validate(value)
    except ValidationError as error:
        raise _refused(error) from None


def _refused(error: ValidationError) -> RefusedError:
    """Return the first thing wrong as a sentence; unknown fields first, for they explain a missing one."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    unknown = [clean(str(fault["loc"][0]))[:_SHOWN_LETTERS] for fault in faults if fault["type"] == "extra_forbidden"]
    if unknown:
        names = ", ".join(f"“{name}”" for name in unknown[:_SHOWN_NAMES])
        return RefusedError(HTTPStatus.BAD_REQUEST, "problems.unknown_fields", names=names)
    fault = faults[0]
    if not fault["loc"]:
        return RefusedError(HTTPStatus.BAD_REQUEST, "problems.not_object")
    return RefusedError(HTTPStatus.BAD_REQUEST, f"problems.bad_{fault['loc'][0]}")
