"""Questions off the event loop: one small pool of threads between the async faces and the assistant."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from hoi.bot.assistant.answer import Answer, Question

Ask = Callable[[Question], Awaitable[Answer]]
"""What an async face is given: a question in, an answer out, the event loop never blocked."""


class Worker:
    """Runs a synchronous ``ask`` in ``threads`` threads; a context manager that ends them."""

    def __init__(self, ask: Callable[[Question], Answer], threads: int = 2) -> None:
        self._ask = ask
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="hoi-ask")

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    async def ask(self, question: Question) -> Answer:
        """Answer ``question`` in a thread of the pool."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._ask, question)
