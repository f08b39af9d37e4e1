"""/muctieu, /nhiemvu, /thoihan and /lotrinh: the tables of the ledger, with a picture where one says more."""

import asyncio
from collections.abc import Sequence
from datetime import date

from hoi.bot.clock import Clock
from hoi.bot.ledger import TABLES
from hoi.bot.pictures.studio import Picture
from hoi.bot.reminders import AT
from hoi.bot.store import meanings
from hoi.bot.telegram import tables
from hoi.bot.telegram.addressing import command_of
from hoi.bot.telegram.answered import token_of
from hoi.bot.telegram.buttons import Verb, number
from hoi.bot.telegram.calls import Call, send_photo
from hoi.bot.telegram.draft import Draft
from hoi.bot.telegram.handlers import pressing
from hoi.bot.telegram.handlers.commands import named
from hoi.bot.telegram.incoming import Desk, Handler, Incoming, Route
from hoi.bot.telegram.place import Place
from hoi.bot.telegram.screen import Screen
from hoi.bot.telegram.wanted import printed, wanted
from hoi.corpus.ledger.select import Table, Wanted

MAX_PAGES = 10_000
_CAPTION = 1024


def today(now: Clock) -> date:
    """Return today's date where the documents apply."""
    return now().astimezone(AT.tzinfo).date()


def of(table: Table) -> Handler:
    """Return the handler of the command that shows ``table``."""

    async def show(incoming: Incoming, desk: Desk) -> Sequence[Call]:
        words = _words(incoming, desk)
        asked, token = wanted(words), ""
        if printed(asked):
            token = token_of(desk.pseudonyms, "table", incoming.update.update_id)
            now = int(incoming.received.timestamp())
            await desk.store.run(lambda transaction: meanings.keep(transaction, token, incoming.whose, words, now))
        found = await _screen(desk, table, asked, incoming.language, token=token)
        picture = await _picture(table, incoming, desk) if not asked.agency else None
        return [*_shown(picture, incoming.place), *found.sent(incoming.place)]

    return show


async def roadmap(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Show the timeline, and the deadlines below it."""
    day = today(desk.now)
    picture = await desk.aids.studio.roadmap(day, incoming.language)
    found = await _screen(desk, "deadlines", Wanted(), incoming.language)
    return [*_shown(picture, incoming.place), *found.sent(incoming.place)]


async def turn(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Turn to another page of a table, in the same message."""
    name, page, token = pressing.fields(incoming, 3)
    table: Table | None = next((each for each in TABLES if each == name), None)
    wished, now, words = number(page, MAX_PAGES), int(incoming.received.timestamp()), ""
    if token:
        kept = await desk.store.run(lambda transaction: meanings.find(transaction, token, incoming.chat, now))
        words = kept or ""
    if table is None or wished is None or (token and not words):
        return pressing.stale(incoming)
    found = await _screen(desk, table, wanted(words), incoming.language, page=wished, token=token)
    return [pressing.noted(incoming), *found.shown(pressing.place_of(incoming), pressing.message_of(incoming))]


async def _screen(desk: Desk, table: Table, asked: Wanted, language: str, *, page: int = 0, token: str = "") -> Screen:
    """Return a page of a table; in a thread, for rows that were not asked for before are read from the texts."""
    ledger, day = desk.aids.ledger, today(desk.now)
    return await asyncio.to_thread(tables.screen, ledger, table, asked, day, language, page=page, token=token)


async def _picture(table: Table, incoming: Incoming, desk: Desk) -> Picture | None:
    day = today(desk.now)
    return await desk.aids.studio.targets(None, day, incoming.language) if table == "targets" else None


def _shown(picture: Picture | None, place: Place) -> list[Call]:
    if picture is None:
        return []
    caption = Draft()
    caption.add(picture.caption)
    return [send_photo(place, picture.png, caption.one(_CAPTION))]


def _words(incoming: Incoming, desk: Desk) -> str:
    command = command_of(incoming.message, desk.me)
    return command.rest if command is not None else ""


ROUTES: tuple[Route, ...] = (
    Route(named("muctieu"), of("targets"), shows_typing=True),
    Route(named("nhiemvu"), of("duties"), shows_typing=True),
    Route(named("thoihan"), of("deadlines"), shows_typing=True),
    Route(named("lotrinh"), roadmap, shows_typing=True),
    *pressing.routes({Verb.TABLE: turn}),
)
