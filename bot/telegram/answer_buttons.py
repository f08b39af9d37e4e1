"""The buttons under an answer: the clause in full, the original, a comparison, what to ask next, right or wrong."""

from collections.abc import Iterator

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from hoi.bot.telegram.answered import Answered
from hoi.bot.telegram.buttons import ROOM, Verb, button, keyboard
from hoi.bot.telegram.comparison import Comparer
from hoi.bot.telegram.references import Held, Reference, find
from hoi.bot.telegram.screen import WORDS
from hoi.corpus.library import Library

MAX_VIEWS = 3
"""Clauses that have a button: as many as an answer quotes."""
MAX_SUGGESTIONS = 3
"""Questions that have a button, each a row of its own."""


def under(answered: Answered, token: str, library: Library, comparer: Comparer) -> InlineKeyboardMarkup | None:
    """Return the buttons under an answer; ``token`` is what they call it."""
    language = answered.language
    cited = [held for each in answered.cited[:MAX_VIEWS] if (held := find(library, each)) is not None]
    rows = [*_views(cited, language), *_about(cited, comparer, language)]
    for number, question in enumerate(answered.suggestions[:MAX_SUGGESTIONS]):
        rows.append([button(question, Verb.QUESTION, token, number)])
    right = button(WORDS.say(language, "button.right"), Verb.RIGHT, token)
    return keyboard([*rows, [right, button(WORDS.say(language, "button.wrong"), Verb.WRONG, token)]])


def _views(cited: list[Held], language: str) -> Iterator[list[InlineKeyboardButton]]:
    places = [held.reference.encode(ROOM) for held in cited]
    if len(cited) == 1 and places[0]:
        key = "button.view" if cited[0].document.verbatim else "button.view_digest"
        yield [button(WORDS.say(language, key), Verb.VIEW, places[0])]
    elif cited:
        numbered = [(WORDS.say(language, "button.view_number", number=n), place) for n, place in enumerate(places, 1)]
        yield [button(label, Verb.VIEW, place) for label, place in numbered if place]


def _about(cited: list[Held], comparer: Comparer, language: str) -> Iterator[list[InlineKeyboardButton]]:
    """Return the buttons about the first provision cited, in one row."""
    if not cited:
        return
    first = cited[0]
    place, document = first.reference.encode(ROOM), Reference(first.document.id).encode(ROOM)
    row = [button(WORDS.say(language, "button.original"), Verb.ORIGINAL, document)] if document else []
    if place and comparer.counterparts(first, language):
        row.append(button(WORDS.say(language, "button.compare"), Verb.COMPARE, place))
    yield row
