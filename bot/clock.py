"""The time where the documents apply; everything that tells the time takes a clock, so that tests can set it."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns the present moment, with its time zone."""


def now_in_vietnam() -> datetime:
    """Return the present moment in Vietnam."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
