"""/vanban, links that open the bot at a provision, and the buttons that lead through documents."""

import asyncio
from collections.abc import Sequence

from telegram import Update

from hoi.bot.telegram import originals, reading
from hoi.bot.telegram.addressing import command_of
from hoi.bot.telegram.buttons import Verb, number
from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.handlers import commands, pressing
from hoi.bot.telegram.handlers.commands import named
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route
from hoi.bot.telegram.references import Held, Reference, find
from hoi.bot.telegram.screen import WORDS, Screen
from hoi.corpus.library import Library
from hoi.corpus.normalise import fold

MAX_PAGES = 10_000
_WANTED = 60


async def documents(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Show the documents, or the one that is named, or the provision of it whose locator is given."""
    command = command_of(incoming.message, desk.me)
    words = command.rest if command is not None else ""
    found = named_in(words, desk.library) if words else None
    return _screen(found, words, incoming, desk).sent(incoming.place)


async def opened(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Show the place that a link leads to, after a word on what this is to whom it is new.

    Of a link that leads nowhere any more say so, and introduce the bot.
    """
    command = command_of(incoming.message, desk.me)
    found = find(desk.library, Reference.decode(command.rest if command is not None else ""))
    if found is None:
        lost = commands.tell(incoming, WORDS.say(incoming.language, "guest.unknown_link"))
        return [*lost, *await commands.start(incoming, desk)]
    new = await commands.first_contact(incoming, desk)
    first = WORDS.say(incoming.language, "guest.first", count=len(desk.library))
    return [*(commands.tell(incoming, first) if new else ()), *_screen(found, "", incoming, desk).sent(incoming.place)]


async def view(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Show a provision in a new message."""
    found = find(desk.library, Reference.decode(pressing.fields(incoming, 1)[0]))
    if found is None:
        return _gone(incoming)
    return [pressing.noted(incoming), *_screen(found, "", incoming, desk).sent(pressing.place_of(incoming))]


async def walk(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Show a document or a provision in the message of the button."""
    place, page = pressing.fields(incoming, 2)
    found, wished = find(desk.library, Reference.decode(place)), number(page, MAX_PAGES)
    if found is None or wished is None:
        return _gone(incoming)
    return _shown(reading.screen(found, incoming.language, wished, desk.aids.public_url), incoming)


async def listed(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Show the list of documents in the message of the button."""
    page = number(pressing.fields(incoming, 1)[0], MAX_PAGES)
    if page is None:
        return _gone(incoming)
    return _shown(reading.documents(desk.library, incoming.language, page), incoming)


async def original(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Say where the original of a document is."""
    found = find(desk.library, Reference.decode(pressing.fields(incoming, 1)[0]))
    if found is None:
        return _gone(incoming)
    screen = originals.screen(found.document, incoming.language, desk.aids.public_url)
    return [pressing.noted(incoming), *screen.sent(pressing.place_of(incoming))]


async def compare(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Show a provision beside its counterparts."""
    found = find(desk.library, Reference.decode(pressing.fields(incoming, 1)[0]))
    if found is None:
        return _gone(incoming)
    screen = await asyncio.to_thread(desk.aids.comparer.screen, found, incoming.language)
    return [pressing.noted(incoming), *screen.sent(pressing.place_of(incoming))]


def named_in(words: str, library: Library) -> Held | None:
    """Return the document that ``words`` name by its id, number, name or another of its names, and a locator after it.

    >>> named_in("235 II.1", Library.shipped()).reference
    Reference(document='kh-235-2021', locator='II.1')
    """
    for document in library:
        names = {document.id, document.metadata.number or "", document.name.vi, document.name.en, *document.aliases}
        for name in sorted(filter(None, names), key=len, reverse=True):
            rest = _after(words, name)
            if rest is not None:
                return find(library, Reference(document.id, rest or None))
    return None


def _after(words: str, name: str) -> str | None:
    """Return what follows ``name`` in ``words``; None when they do not begin with it."""
    said, wanted = words.split(), fold(name).split()
    if [fold(each) for each in said[: len(wanted)]] != wanted:
        return None
    return " ".join(said[len(wanted) :])


def _screen(found: Held | None, words: str, incoming: Incoming, desk: Desk) -> Screen:
    if found is None:
        return reading.documents(desk.library, incoming.language, wanted=words[:_WANTED])
    return reading.screen(found, incoming.language, 0, desk.aids.public_url)


def _shown(screen: Screen, incoming: Incoming) -> list[Call]:
    return [pressing.noted(incoming), *screen.shown(pressing.place_of(incoming), pressing.message_of(incoming))]


def _gone(incoming: Incoming) -> list[Call]:
    return [pressing.noted(incoming, WORDS.say(incoming.language, "view.gone"))]


def _linked(update: Update, me: Identity) -> bool:
    """Fit a /start with something behind it."""
    command = command_of(update.message, me) if update.message is not None else None
    return named("start")(update, me) and command is not None and bool(command.rest)


ROUTES: tuple[Route, ...] = (
    Route(_linked, opened),
    Route(named("vanban"), documents),
    *pressing.routes(
        {
            Verb.VIEW: view,
            Verb.WALK: walk,
            Verb.DOCUMENTS: listed,
            Verb.ORIGINAL: original,
            Verb.COMPARE: compare,
        }
    ),
)
