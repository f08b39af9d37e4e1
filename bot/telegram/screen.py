"""A screen: a text with its buttons, sent as new messages or shown in the place of another. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from hoi.bot.telegram.buttons import keyboard
from hoi.bot.telegram.calls import Call, replacing, send_message
from hoi.bot.telegram.draft import Draft, Part
from hoi.bot.telegram.place import Place
from hoi.bot.words import Words

WORDS = Words("telegram")
"""The short sentences of this face."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A text in as many messages as it needs, and the buttons under the last of them."""

    parts: tuple[Part, ...]
    keyboard: InlineKeyboardMarkup | None = None

    @classmethod
    def of(cls, draft: Draft, rows: Sequence[Sequence[InlineKeyboardButton]] = ()) -> "Screen":
        """Return the screen of all of ``draft``."""
        return cls(draft.parts(), keyboard(rows))

    def sent(self, place: Place) -> list[Call]:
        """Return the calls that send it."""
        return send_message(place, self.parts, self.keyboard)

    def shown(self, place: Place, message: int) -> list[Call]:
        """Return the calls that show it in the place of a message; what that does not hold is sent after it."""
        return replacing(place, [message], self.parts, self.keyboard)
