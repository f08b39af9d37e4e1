"""A table of the ledger, page by page: each row with its place, and buttons to its clause. Pure."""

from collections.abc import Sequence
from datetime import date

from telegram import InlineKeyboardButton
from telegram.constants import MessageEntityType

from hoi.bot.ledger import Entry, Ledger, by_date, falls_on
from hoi.bot.ledger_words import WORDS as LEDGER_WORDS
from hoi.bot.ledger_words import nature
from hoi.bot.overview import Seen, overview
from hoi.bot.telegram.buttons import ROOM, Verb, button, pager
from hoi.bot.telegram.draft import Draft
from hoi.bot.telegram.references import Reference
from hoi.bot.telegram.screen import WORDS, Screen
from hoi.bot.telegram.wanted import printed
from hoi.corpus.labels import label
from hoi.corpus.ledger.select import Table, Wanted

PER_PAGE = 5
"""Rows of one message: about three screens of a telephone."""
_MAIN: dict[Table, str] = {"targets": "target", "duties": "task", "deadlines": "what"}
_LONGEST = 350
"""Characters of a row's main cell; a longer one is cut, and its clause is a button away."""
_NAMED = 12


def rows(ledger: Ledger, table: Table, wanted: Wanted, today: date) -> tuple[Entry, ...]:
    """Return the rows wanted; deadlines by their day.

    Raises:
        TooLargeError: the agency or the period is longer than any can be.
        InputError: the period names neither years nor an order.
    """
    found = ledger.entries(table, wanted)
    return tuple(by_date(found, today)) if table == "deadlines" else found


def screen(
    ledger: Ledger, table: Table, wanted: Wanted, today: date, language: str, *, page: int = 0, token: str = ""
) -> Screen:
    """Return one page of a table; ``token`` is what its buttons call what is ``wanted``.

    Raises:
        TooLargeError, InputError: as ``rows``.
    """
    found = rows(ledger, table, wanted, today)
    if not found:
        return _nothing(ledger, table, wanted, language)
    pages = -(-len(found) // PER_PAGE)
    page = min(page, pages - 1)
    first = page * PER_PAGE
    shown = found[first : first + PER_PAGE]
    draft = Draft()
    draft.add(_heading(table, wanted, len(found), language), MessageEntityType.BOLD)
    for number, (entry, cells) in enumerate(zip(shown, overview(shown, today, language), strict=True), first + 1):
        _write(draft, number, entry, cells, table, language)
    buttons = [
        _views(shown, first),
        _bells(shown, first, today, language),
        pager(Verb.TABLE, page, pages, (table,), (token,)),
    ]
    return Screen.of(draft, buttons)


def _heading(table: Table, wanted: Wanted, count: int, language: str) -> str:
    said = {"title": WORDS.say(language, f"table.{table}"), "asked": printed(wanted), "count": count}
    return WORDS.say(language, "table.asked" if said["asked"] else "table.count", **said)


def _write(draft: Draft, number: int, entry: Entry, cells: Sequence[Seen], table: Table, language: str) -> None:
    main = next((cell.text for cell in cells if cell.column == _MAIN[table]), "")
    with draft.block():
        draft.add(f"{number}. ", MessageEntityType.BOLD)
        draft.add(main[:1].upper() + (main[1:] if len(main) <= _LONGEST else main[1:_LONGEST].rsplit(" ", 1)[0] + " …"))
        for cell in cells:
            if cell.column != _MAIN[table] and cell.text:
                draft.add(f"\n{LEDGER_WORDS.say(language, f'column.{cell.column}')}: ")
                draft.add(cell.text, MessageEntityType.BOLD)
                draft.add(f" ({cell.remark})" if cell.remark else "")
        digest = "" if entry.document.verbatim else f" ({nature(entry, language)})"
        draft.add(f"\n{label(entry.document, entry.row.locator, language)}{digest}", MessageEntityType.ITALIC)


def _views(shown: Sequence[Entry], first: int) -> list[InlineKeyboardButton]:
    places = [Reference(entry.document.id, entry.row.locator).encode(ROOM) for entry in shown]
    return [button(str(first + n), Verb.VIEW, place) for n, place in enumerate(places, 1) if place]


def _bells(shown: Sequence[Entry], first: int, today: date, language: str) -> list[InlineKeyboardButton]:
    """Return a button for each deadline that is still to come."""
    coming = [(n, entry) for n, entry in enumerate(shown, first + 1) if (falls_on(entry.row, today) or today) > today]
    places = [(n, Reference(entry.document.id, entry.row.locator).encode(ROOM - 2)) for n, entry in coming]
    said = [(WORDS.say(language, "button.remind_number", number=n), place) for n, place in places if place]
    return [button(label, Verb.REMIND, "t", place) for label, place in said]


def _nothing(ledger: Ledger, table: Table, wanted: Wanted, language: str) -> Screen:
    draft = Draft()
    asked, choices = printed(wanted), ledger.choices(table)
    draft.add(WORDS.say(language, "table.none" if asked else "table.empty", asked=asked))
    for key, names in (("table.agencies", choices.agencies), ("table.periods", choices.periods)):
        if asked and names:
            some = "; ".join(names[:_NAMED]) + ("; …" if len(names) > _NAMED else "")
            with draft.block():
                draft.add(WORDS.say(language, key, names=some))
    return Screen.of(draft)
