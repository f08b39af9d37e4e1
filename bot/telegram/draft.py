"""A Telegram message under construction: a text with its styles, cut into parts the protocol accepts. Pure.

Entities rather than HTML or Markdown: a text that carries its formatting by offsets has nothing to escape and
cannot fail to parse, whatever a document holds.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from telegram import MessageEntity
from telegram.constants import MessageLimit

CUT = "…"
"""Stands where a text was cut: nobody is to take a part for the whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message: its text, and entities whose offsets and lengths count UTF-16 units, as Telegram does."""

    text: str
    entities: tuple[MessageEntity, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    """A style over a range of code points of a draft."""

    style: str
    start: int
    end: int


class Draft:
    """A text under construction, with its styles."""

    def __init__(self) -> None:
        self._text = ""
        self._marks: list[_Mark] = []

    def add(self, text: str, style: str | None = None) -> None:
        """Add words to the paragraph at hand, with a style of their own if any."""
        start = len(self._text)
        self._text += _sound(text)
        self._mark(style, start)

    @contextmanager
    def block(self, style: str | None = None) -> Iterator[None]:
        """Begin a paragraph; everything added inside has ``style``."""
        if self._text:
            self._text += "\n\n"
        start = len(self._text)
        yield
        self._mark(style, start)

    def parts(self, limit: int = int(MessageLimit.MAX_TEXT_LENGTH)) -> tuple[Part, ...]:
        """Return consecutive slices of at most ``limit`` UTF-16 units; only blank space at the cuts is dropped."""
        cuts = _cuts(self._text, limit)
        return tuple(self._part(start, end) for start, end in cuts if visible(self._text[start:end]))

    def one(self, limit: int = int(MessageLimit.MAX_TEXT_LENGTH)) -> Part:
        """Return the draft as one part of at most ``limit`` UTF-16 units; a longer one ends with "…" where it is cut.

        Raises:
            ValueError: nothing in the draft can be seen.
        """
        parts = self.parts(limit)
        if len(parts) == 1:
            return parts[0]
        if not parts:
            raise ValueError("an empty draft")
        kept = self.parts(limit - len(CUT))[0]
        end = len(kept.text.encode("utf-16-le")) // 2
        # What reaches the cut goes on over the sign: a quote is not left before it.
        longer = ((each, each.length + len(CUT) * (each.offset + each.length == end)) for each in kept.entities)
        entities = tuple(MessageEntity(each.type, each.offset, length) for each, length in longer)
        return Part(kept.text + CUT, entities)

    def _mark(self, style: str | None, start: int) -> None:
        if style is not None and len(self._text) > start:
            self._marks.append(_Mark(style, start, len(self._text)))

    def _part(self, start: int, end: int) -> Part:
        text = self._text[start:end]
        inside = (
            MessageEntity(mark.style, max(mark.start, start) - start, min(mark.end, end) - max(mark.start, start))
            for mark in self._marks
            if mark.start < end and start < mark.end
        )
        # Telegram wants an outer entity before the ones inside it.
        ordered = sorted(inside, key=lambda entity: (entity.offset, -entity.length))
        return Part(text, tuple(MessageEntity.adjust_message_entities_to_utf_16(text, ordered)))


def _sound(text: str) -> str:
    """Return ``text`` with lone surrogates joined or replaced: JSON may carry them, UTF-8 cannot."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def visible(text: str) -> bool:
    """Tell whether ``text`` shows anything; Telegram refuses a message that does not."""
    return any(unicodedata.category(char)[0] not in "ZC" for char in text)


def _cuts(text: str, limit: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = start + _reach(text, start, limit)
        if end < len(text):
            end = _border(text, start, end)
        words = text[start:end]
        yield end - len(words.lstrip()), start + len(words.rstrip())
        start = end


def _reach(text: str, start: int, limit: int) -> int:
    """Return how many code points from ``start`` fit into ``limit`` UTF-16 units."""
    units = text[start : start + limit].encode("utf-16-le")[: 2 * limit]
    return len(units.decode("utf-16-le", "ignore"))


def _border(text: str, start: int, end: int) -> int:
    """Return the best place to cut in ``(start, end]``: after a paragraph, a line, a word, else anywhere."""
    middle = (start + end) // 2
    candidates: Iterable[tuple[str, int]] = (("\n\n", middle), ("\n", middle), (" ", start))
    for mark, earliest in candidates:
        cut = text.rfind(mark, earliest, end + len(mark))
        if cut > start:
            return cut
    return end
