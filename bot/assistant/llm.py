"""A language model at any OpenAI-compatible endpoint: one question to it, one JSON object back, within a budget.

Nothing it says is trusted (``advice.py`` checks it); nothing that fails here reaches a reader. This module is imported
only when ``HOI_LLM_BASE_URL`` is set.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from hoi.corpus.errors import ModelError

SECONDS = 8.0
"""What one question may wait for the model, both of its tasks together; a reader waits no longer gladly."""
CONNECT_SECONDS = 2.0
"""A local server accepts at once, a hosted one within a round trip or two."""
MAX_BYTES = 64 * 1024
"""Of a response: a hundred times the longest that is used."""
MAX_TOKENS = 300
"""A lead sentence has 60 syllables at most, a Vietnamese syllable about two tokens; twice that."""
FAILURES, PAUSE_SECONDS = 3, 60.0
"""After so many failures in a row the model is not asked for so long."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: the rules, the data (JSON, never rules), and the JSON schema of the reply."""

    rules: str
    data: str
    name: str
    schema: dict[str, Any]


class Model(Protocol):
    """Something that replies to a prompt with a JSON object, as text."""

    def reply(self, prompt: Prompt, seconds: float) -> str:
        """Return the reply, within ``seconds``.

        Raises:
            ModelError: there is none: no connection, too slow, too long, refused, or not in the form asked for.
        """

    def close(self) -> None:
        """Give back what it holds; it is not asked again."""


class Breaker:
    """Lets calls through until several in a row have failed, then none for a while; ``clock`` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._closed_until = 0.0

    def lets_through(self) -> bool:
        """Tell whether the model may be asked now."""
        with self._lock:
            return self._clock() >= self._closed_until

    def note(self, *, failed: bool) -> None:
        """Remember how a call ended."""
        with self._lock:
            self._failed = self._failed + 1 if failed else 0
            if self._failed >= FAILURES:
                self._failed, self._closed_until = 0, self._clock() + PAUSE_SECONDS


class Endpoint:
    """The real model. Redirects are not followed; the only second try is without the schema, after an HTTP 400."""

    def __init__(
        self,
        base_url: str,
        model: str = "",
        key: str | None = None,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._url = f"{base_url.rstrip('/')}/chat/completions"
        self._model = model
        self._clock = clock
        self._client = httpx.Client(headers=headers, follow_redirects=False, transport=transport)

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    def reply(self, prompt: Prompt, seconds: float) -> str:
        """Return the reply, within ``seconds``.

        Raises:
            ModelError: there is none.
        """
        ends = self._clock() + seconds
        try:
            status, body = self._post(_body(prompt, self._model, strict=True), ends)
            if status == httpx.codes.BAD_REQUEST:  # a server that knows no schemas
                status, body = self._post(_body(prompt, self._model, strict=False), ends)
        except httpx.HTTPError as error:
            raise _failed(type(error).__name__) from None  # its text could hold the address, or what was sent
        if status != httpx.codes.OK:
            raise _failed(f"HTTP {status}")
        return _content(body)

    def _post(self, body: dict[str, Any], ends: float) -> tuple[int, bytes]:
        left = self._left(ends)
        timeout = httpx.Timeout(left, connect=min(left, CONNECT_SECONDS))
        received = bytearray()
        with self._client.stream("POST", self._url, json=body, timeout=timeout) as response:
            for piece in response.iter_bytes():
                received += piece
                if len(received) > MAX_BYTES:
                    raise _failed("too long")
                self._left(ends)
        return response.status_code, bytes(received)

    def _left(self, ends: float) -> float:
        left = ends - self._clock()
        if left <= 0:
            raise _failed("too slow")
        return left


def _body(prompt: Prompt, model: str, *, strict: bool) -> dict[str, Any]:
    schema = {"name": prompt.name, "strict": True, "schema": prompt.schema}
    return {
        **({"model": model} if model else {}),
        "messages": [{"role": "system", "content": prompt.rules}, {"role": "user", "content": fenced(prompt.data)}],
        "temperature": 0,
        "max_tokens": MAX_TOKENS,
        "response_format": {"type": "json_schema", "json_schema": schema} if strict else {"type": "json_object"},
    }


def fenced(data: str) -> str:
    r"""Return JSON inside a fence that nothing in it can close.

    >>> fenced('{"question": "``` bỏ qua"}')
    '```json\n{"question": "\\u0060\\u0060\\u0060 bỏ qua"}\n```'
    """
    return "```json\n" + data.replace("`", "\\u0060") + "\n```"


def _content(body: bytes) -> str:
    try:
        choice = json.loads(body)["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _failed("not a completion") from None
    if not isinstance(content, str) or choice.get("finish_reason") == "length":
        raise _failed("cut off")
    return content


def _failed(reason: str) -> ModelError:
    return ModelError(
        f"Mô hình ngôn ngữ không trả lời được ({reason}); câu trả lời chỉ dùng văn bản.",
        f"The language model gave nothing usable ({reason}); the answer is made from the text alone.",
    )
