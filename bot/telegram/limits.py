"""How much one person and one chat may ask: beyond it a kind word, once, then silence. Pure.

What somebody wrote counts for the moment when it was written: what waited while the bot was away is no flood.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from hoi.bot.telegram.rate import Rate, Rates

PERSON = Rate(interval=3.0, burst=20)
"""In all chats together. Far above what anybody types, far below what makes others wait."""
CHAT = Rate(interval=3.0, burst=20)
"""A group as a whole; Telegram lets the bot write to one 20 times a minute anyway."""
MEMBER = Rate(interval=6.0, burst=10)
"""One person in a group: half of what the group may ask, so that no member uses it up alone."""
WORD = Rate(interval=60.0, burst=1)
"""How often a chat is told that it asks too much."""
WAITED = 60.0
"""Seconds after which a question counts as one that waited: it is bounded by its chat alone, whose order is known."""
KEPT = 24 * 3600
"""Seconds Telegram keeps what is not fetched; what seems older was not written then."""


class Leave(Enum):
    """What is done with what somebody asks."""

    ANSWERED = auto()
    TOLD = auto()
    """Not answered; the person is told why."""
    IGNORED = auto()
    """Not answered, and told so before."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question: who asks, in which chat, when it was received and when it was ``written`` (seconds since 1970).

    A press has no moment of its own: it is counted apart, when it is received.
    """

    person: str
    chat: str
    received: float
    written: float | None = None
    group: bool = False

    @property
    def at(self) -> float:
        """Return the moment it counts for."""
        if self.written is None or not self.received - KEPT <= self.written <= self.received:
            return self.received
        return self.written


class Limits:
    """Counts what people and chats ask, in memory: who floods while the program starts again gains nothing by it."""

    def __init__(self) -> None:
        self._persons, self._chats, self._members, self._words = (Rates(each) for each in (PERSON, CHAT, MEMBER, WORD))

    def leave(self, asking: Asking) -> Leave:
        """Count one question and say what is done with it."""
        if self._free(asking):
            for rates, key, moment in self._places(asking):
                rates.reserve(key, moment)
            return Leave.ANSWERED
        return Leave.TOLD if self._words.allow(asking.chat, asking.at) else Leave.IGNORED

    def would_ignore(self, asking: Asking) -> bool:
        """Tell whether ``leave`` ignores this question whatever is counted before it."""
        return not self._free(asking) and not self._words.free(asking.chat, asking.at)

    def _free(self, asking: Asking) -> bool:
        return all(rates.free(key, moment) for rates, key, moment in self._places(asking))

    def _places(self, asking: Asking) -> Iterator[tuple[Rates, tuple[object, ...], float]]:
        """Yield the rates that bound a question; each key sees its moments in order."""
        pressed = asking.written is None
        yield self._chats, (pressed, asking.chat), asking.at
        if asking.group:
            yield self._members, (pressed, asking.chat, asking.person), asking.at
        if asking.received - asking.at < WAITED:
            yield self._persons, (asking.person,), asking.received
