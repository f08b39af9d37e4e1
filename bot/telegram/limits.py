"""How much one person and one chat may ask: beyond it a kind word, once, then silence. Pure."""

from enum import Enum, auto

from hoi.bot.telegram.rate import Rate, Rates

PERSON = Rate(interval=3.0, burst=20)
"""Far above what anybody types, far below what makes others wait."""
CHAT = Rate(interval=3.0, burst=20)
"""A group as a whole; Telegram lets the bot write to one 20 times a minute anyway."""
WORD = Rate(interval=60.0, burst=1)
"""How often a chat is told that it asks too much."""


class Leave(Enum):
    """What is done with what somebody asks."""

    ANSWERED = auto()
    TOLD = auto()
    """Not answered; the person is told why."""
    IGNORED = auto()
    """Not answered, and told so before."""


class Limits:
    """Counts what people and chats ask, in memory: who floods while the program starts again gains nothing by it."""

    def __init__(self) -> None:
        self._persons, self._chats, self._words = Rates(PERSON), Rates(CHAT), Rates(WORD)

    def leave(self, person: str, chat: str, now: float) -> Leave:
        """Count one question of ``person`` in ``chat`` at ``now`` (seconds) and say what is done with it."""
        if self._persons.allow(person, now) and self._chats.allow(chat, now):
            return Leave.ANSWERED
        return Leave.TOLD if self._words.allow(chat, now) else Leave.IGNORED
