"""A table of the ledger, page by page: each row with its place, and buttons to its clause. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardButton
from telegram.constants import MessageEntityType

from hoi.bot.ledger import Entry, Ledger, by_date, falls_on
from hoi.bot.ledger_words import WORDS as LEDGER_WORDS
from hoi.bot.ledger_words import nature
from hoi.bot.overview import Seen, overview
from hoi.bot.telegram.buttons import ROOM, Verb, button, cut, pager
from hoi.bot.telegram.draft import Draft
from hoi.bot.telegram.references import Reference
from hoi.bot.telegram.screen import WORDS, Screen
from hoi.bot.telegram.wanted import printed
from hoi.corpus.labels import label
from hoi.corpus.ledger.select import Table, Wanted

PER_PAGE = 5
"""Rows of one message: about three screens of a telephone."""
_MAIN: dict[Table, str] = {"targets": "target", "duties": "task", "deadlines": "what"}
_LETTERS = (350, 200, 100, 40)
"""Letters shown of a cell; a longer one is cut, and the clause is a button away. Five rows of the last always fit."""
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
    seen = list(zip(shown, overview(shown, today, language), strict=True))
    heading = _heading(table, wanted, len(found), language)
    draft = next(each for each in _drafts(heading, seen, first + 1, table, language) if len(each.parts()) == 1)
    bells, turn = _bells(shown, first, today, language), pager(Verb.TABLE, page, pages, (table,), (token,))
    return Screen.of(draft, [_views(shown, first), bells, turn])


def _drafts(
    heading: str, seen: Sequence[tuple[Entry, tuple[Seen, ...]]], first: int, table: Table, language: str
) -> Iterator[Draft]:
    """Return the page with its cells cut shorter and shorter: the longest that fits into one message is shown."""
    for letters in _LETTERS:
        draft = Draft()
        draft.add(heading, MessageEntityType.BOLD)
        for number, (entry, cells) in enumerate(seen, first):
            _write(draft, number, entry, _Cells(cells, _MAIN[table], letters), language)
        yield draft


def _heading(table: Table, wanted: Wanted, count: int, language: str) -> str:
    said = {"title": WORDS.say(language, f"table.{table}"), "asked": printed(wanted), "count": count}
    return WORDS.say(language, "table.asked" if said["asked"] else "table.count", **said)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a row, which of them comes first, and how many letters of each are shown."""

    cells: tuple[Seen, ...]
    main: str
    letters: int

    def first(self) -> str:
        """Return what the row is about."""
        words = next((cell.text for cell in self.cells if cell.column == self.main), "")
        return cut(words[:1].upper() + words[1:], self.letters)

    def others(self) -> Iterator[tuple[str, str, str]]:
        """Return the other cells: the key of the column, the text, the remark."""
        for cell in self.cells:
            if cell.column != self.main and cell.text:
                yield cell.column, cut(cell.text, self.letters), cut(cell.remark, self.letters)


def _write(draft: Draft, number: int, entry: Entry, cells: _Cells, language: str) -> None:
    with draft.block():
        draft.add(f"{number}. ", MessageEntityType.BOLD)
        draft.add(cells.first())
        gloss = entry.document.gloss.get(entry.row.locator, "") if language == "en" else ""
        if gloss:
            said = WORDS.say(language, "view.gloss", gloss=cut(gloss, cells.letters))
            draft.add("\n" + said, MessageEntityType.ITALIC)
        for column, text, remark in cells.others():
            draft.add(f"\n{LEDGER_WORDS.say(language, f'column.{column}')}: ")
            draft.add(text, MessageEntityType.BOLD)
            draft.add(f" ({remark})" if remark else "")
        digest = "" if entry.document.verbatim else f" ({nature(entry, language)})"
        where = cut(label(entry.document, entry.row.locator, language), cells.letters)
        draft.add(f"\n{where}{digest}", MessageEntityType.ITALIC)


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
