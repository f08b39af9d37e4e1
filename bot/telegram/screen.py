"""A screen: one message with its buttons, sent anew or shown in place of another. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from hoi.bot.telegram.buttons import keyboard
from hoi.bot.telegram.calls import Call, edit_message_text, send_message
from hoi.bot.telegram.draft import Draft, Part
from hoi.bot.telegram.place import Place
from hoi.bot.words import Words

WORDS = Words("telegram")
"""The short sentences of this face."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A message and its buttons."""

    part: Part
    keyboard: InlineKeyboardMarkup | None = None

    @classmethod
    def of(cls, draft: Draft, rows: Sequence[Sequence[InlineKeyboardButton]] = (), part: int = 0) -> "Screen":
        """Return the screen of one part of ``draft``, the last where it has fewer."""
        parts = draft.parts()
        return cls(parts[min(part, len(parts) - 1)], keyboard(rows))

    def sent(self, place: Place) -> list[Call]:
        """Return the calls that send it."""
        return send_message(place, [self.part], self.keyboard)

    def shown(self, place: Place, message: int) -> Call:
        """Return the call that shows it in the place of a message."""
        return edit_message_text(place, message, self.part, self.keyboard)
