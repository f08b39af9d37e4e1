"""A rate: so many at once, then one after each interval (GCRA, the virtual scheduling of ITU-T I.371). Pure.

Moments are seconds of a clock that, for one key, never runs backwards.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

REMEMBERED = 20_000
"""Keys remembered at most; the least recently used go first, and an idle one has lost nothing."""


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` at once, then one every ``interval`` seconds."""

    interval: float
    burst: int


class Rates:
    """The same rate for each of many keys.

    >>> rates = Rates(Rate(interval=1.0, burst=2))
    >>> [rates.reserve("a", now=0.0) for _ in range(4)]
    [0.0, 0.0, 1.0, 2.0]
    """

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._due: OrderedDict[Hashable, float] = OrderedDict()

    def reserve(self, key: Hashable, now: float) -> float:
        """Take the next place of ``key`` and return how many seconds it is away."""
        due = max(self._due.get(key, now), now)
        self._note(key, due + self._rate.interval)
        return max(0.0, due - now - self._tolerance)

    def free(self, key: Hashable, now: float) -> bool:
        """Tell whether ``key`` has a place now."""
        return self._due.get(key, now) - now <= self._tolerance

    def allow(self, key: Hashable, now: float) -> bool:
        """Take a place of ``key`` if there is one now; tell whether there was."""
        if not self.free(key, now):
            return False
        self.reserve(key, now)
        return True

    @property
    def _tolerance(self) -> float:
        return self._rate.interval * (self._rate.burst - 1)

    def _note(self, key: Hashable, due: float) -> None:
        self._due[key] = due
        self._due.move_to_end(key)
        if len(self._due) > REMEMBERED:
            self._due.popitem(last=False)
