"""Texts as Telegram messages: formatted by entities, and cut into parts the protocol accepts. Pure.

Entities rather than HTML or Markdown: a text that carries its formatting by offsets has nothing to escape and
cannot fail to parse, whatever a document holds.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from telegram import MessageEntity
from telegram.constants import MessageEntityType, MessageLimit

from hoi.bot.assistant.answer import Answer, Citation
from hoi.bot.templates import render
from hoi.corpus.library import Library

MAX_QUOTED = 3
"""Citations quoted in full; the others are listed by label, so that an answer stays one screen."""
MAX_DOCUMENTS = 20
"""Documents described one by one; a corpus may hold thousands."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message: its text, and entities whose offsets and lengths count UTF-16 units, as Telegram does."""

    text: str
    entities: tuple[MessageEntity, ...] = ()


def plain(text: str) -> tuple[Part, ...]:
    """Return ``text`` without formatting, in as many parts as it needs."""
    draft = _Draft()
    draft.add(text)
    return draft.parts()


def answer(value: Answer, *, asked: str = "") -> tuple[Part, ...]:
    r"""Return an answer: its text, its quotes, its notes; ``asked`` repeats a question nobody typed.

    >>> [part.text for part in answer(Answer("q", "q", "vi", "answered", "85%.", notes=("Đã hết hạn.",)))]
    ['85%.\n\nĐã hết hạn.']
    """
    draft = _Draft()
    if asked:
        with draft.block():
            draft.add(asked, MessageEntityType.BOLD)
    with draft.block():
        draft.add(value.text)
    for citation in value.citations[:MAX_QUOTED]:
        with draft.block(MessageEntityType.EXPANDABLE_BLOCKQUOTE):
            _cite(draft, citation, value.language)
    if others := value.citations[MAX_QUOTED:]:
        with draft.block():
            draft.add(render("telegram_others", value.language, citations=others))
    if value.notes:
        with draft.block():
            draft.add("\n".join(value.notes), MessageEntityType.ITALIC)
    return draft.parts()


def _cite(draft: "_Draft", citation: Citation, language: str) -> None:
    draft.add(citation.label, MessageEntityType.BOLD)
    if not citation.verbatim:
        draft.add(" " + render("telegram_digest", language), MessageEntityType.ITALIC)
    draft.add("\n" + citation.quote)


def sources(library: Library, language: str) -> tuple[Part, ...]:
    """Return what is held: each document, what part of it, what is missing, where the original is."""
    draft = _Draft()
    draft.add(render("telegram_sources", language, count=len(library)))
    for document in islice(library, MAX_DOCUMENTS):
        with draft.block():
            draft.add(document.full_name.say(language), MessageEntityType.BOLD)
            draft.add("\n" + render("telegram_source", language, document=document))
        if details := render("telegram_source_details", language, document=document):
            # Folded: what is missing is long, and read for one document at a time.
            with draft.block(MessageEntityType.EXPANDABLE_BLOCKQUOTE):
                draft.add(details)
    if len(library) > MAX_DOCUMENTS:
        with draft.block():
            draft.add(render("telegram_sources_more", language, count=len(library) - MAX_DOCUMENTS))
    return draft.parts()


@dataclass(frozen=True, slots=True)
class _Mark:
    """A style over a range of code points of a draft."""

    style: str
    start: int
    end: int


class _Draft:
    """A text under construction, with its styles."""

    def __init__(self) -> None:
        self._text = ""
        self._marks: list[_Mark] = []

    def add(self, text: str, style: str | None = None) -> None:
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

    def parts(self) -> tuple[Part, ...]:
        """Return consecutive slices of the text; only blank space at the cuts is dropped."""
        cuts = _cuts(self._text)
        return tuple(self._part(start, end) for start, end in cuts if _visible(self._text[start:end]))

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


def _visible(text: str) -> bool:
    """Tell whether ``text`` shows anything; Telegram refuses a message that does not."""
    return any(unicodedata.category(char)[0] not in "ZC" for char in text)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = start + _reach(text, start)
        if end < len(text):
            end = _border(text, start, end)
        words = text[start:end]
        yield end - len(words.lstrip()), start + len(words.rstrip())
        start = end


def _reach(text: str, start: int) -> int:
    """Return how many code points from ``start`` fit into one message."""
    limit = MessageLimit.MAX_TEXT_LENGTH
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
