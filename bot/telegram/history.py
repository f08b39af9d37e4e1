"""The questions a chat asked before, so that a follow-up is understood; in memory only and short-lived."""

from collections import OrderedDict
from collections.abc import Callable

QUESTIONS = 4
SECONDS = 30 * 60
CHATS = 10_000

Clock = Callable[[], float]
"""Seconds that never run backwards, such as ``time.monotonic``."""


class History:
    """The last ``QUESTIONS`` of each chat, until it is silent for ``SECONDS``; of at most ``CHATS`` chats.

    >>> history = History(lambda: 0.0)
    >>> history.remember(42, "Ai ký Kế hoạch 235?")
    >>> history.recall(42)
    ('Ai ký Kế hoạch 235?',)
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._chats: OrderedDict[int, tuple[float, tuple[str, ...]]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._chats)

    def recall(self, chat: int) -> tuple[str, ...]:
        """Return the questions of ``chat``, oldest first."""
        self._expire()
        return self._chats.get(chat, (0.0, ()))[1]

    def remember(self, chat: int, question: str) -> None:
        """Add a question to those of ``chat``."""
        questions = (*self.recall(chat), question)[-QUESTIONS:]
        self._chats[chat] = (self._clock(), questions)
        self._chats.move_to_end(chat)
        if len(self._chats) > CHATS:
            self._chats.popitem(last=False)

    def forget(self, chat: int) -> None:
        """Drop the questions of ``chat``."""
        self._chats.pop(chat, None)

    def _expire(self) -> None:
        # The order is that of the last question, so what has expired stands first.
        limit = self._clock() - SECONDS
        while self._chats and next(iter(self._chats.values()))[0] <= limit:
            self._chats.popitem(last=False)
