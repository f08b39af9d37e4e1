"""The buttons under an answer: the clause in full, the original, a comparison, what to ask next, right or wrong."""

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
    views, original = _views(_without_headings(cited), language), _original(cited, language)
    rows = [[*views, *original]] if len(views) <= 1 else [views, original]
    rows.append(_comparison(cited, comparer, language))
    for number, question in enumerate(answered.suggestions[:MAX_SUGGESTIONS]):
        rows.append([button(question, Verb.QUESTION, token, number)])
    right = button(WORDS.say(language, "button.right"), Verb.RIGHT, token)
    return keyboard([*rows, [right, button(WORDS.say(language, "button.wrong"), Verb.WRONG, token)]])


def _without_headings(cited: list[Held]) -> list[Held]:
    """Leave out the headings above other provisions cited: they are read along with those."""
    headings = {
        (held.document.id, above.locator)
        for held in cited
        if held.provision is not None
        for above in held.document.ancestors(held.provision.locator)
    }
    return [held for held in cited if (held.document.id, held.reference.locator) not in headings]


def _views(cited: list[Held], language: str) -> list[InlineKeyboardButton]:
    places = [held.reference.encode(ROOM) for held in cited]
    if len(cited) == 1 and places[0]:
        key = "button.view" if cited[0].document.verbatim else "button.view_digest"
        return [button(WORDS.say(language, key), Verb.VIEW, places[0])]
    numbered = [(WORDS.say(language, "button.view_number", number=n), place) for n, place in enumerate(places, 1)]
    return [button(label, Verb.VIEW, place) for label, place in numbered if place]


def _original(cited: list[Held], language: str) -> list[InlineKeyboardButton]:
    """Return the button to the original of the document cited first."""
    document = Reference(cited[0].document.id).encode(ROOM) if cited else None
    return [button(WORDS.say(language, "button.original"), Verb.ORIGINAL, document)] if document else []


def _comparison(cited: list[Held], comparer: Comparer, language: str) -> list[InlineKeyboardButton]:
    """Return the button that compares the provision cited first, where there is something to compare."""
    place = cited[0].reference.encode(ROOM) if cited else None
    if not place or not comparer.counterparts(cited[0], language):
        return []
    return [button(WORDS.say(language, "button.compare"), Verb.COMPARE, place)]
