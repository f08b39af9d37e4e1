"""Language models of the tests: one that replays what it is given, and a server with an OpenAI-compatible endpoint."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from hoi.bot.assistant.llm import Prompt
from hoi.corpus.errors import ModelError


class ScriptedModel:
    """Replies with each of ``replies`` in turn, then fails; ``asked`` holds the prompts it got."""

    def __init__(self, *replies: str) -> None:
        self._replies = list(replies)
        self.asked: list[Prompt] = []

    def reply(self, prompt: Prompt, seconds: float) -> str:
        self.asked.append(prompt)
        if seconds <= 0 or not self._replies:
            raise ModelError("Hết lời thoại.", "The script is at its end.")
        return self._replies.pop(0)

    def close(self) -> None:
        self._replies = []


def completion(content: str, finish: str = "stop") -> dict[str, Any]:
    return {"choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": finish}]}


@contextmanager
def serving(respond: Callable[[dict[str, Any]], tuple[int, bytes]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve on the loopback; yields the base URL and the bodies and headers received."""
    received: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            received.append({"path": self.path, "key": self.headers.get("Authorization"), "body": body})
            status, content = respond(body)
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
