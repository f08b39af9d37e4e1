"""What is shown of reminders: the list of a chat's, what one can be reminded of, and a reminder itself. Pure."""

import hashlib
from collections.abc import Sequence
from datetime import date

from telegram.constants import MessageEntityType

from hoi.bot import ledger_words
from hoi.bot.ledger import Ledger, by_date, falls_on
from hoi.bot.recurrence import rules
from hoi.bot.reminders import Reminder
from hoi.bot.store.subscriptions import Subscription
from hoi.bot.telegram.buttons import ROOM, Verb, button, cut, pager
from hoi.bot.telegram.draft import Draft
from hoi.bot.telegram.references import Reference
from hoi.bot.telegram.screen import WORDS, Screen
from hoi.corpus.labels import label
from hoi.corpus.ledger.rows import Deadline
from hoi.corpus.library import Library

PER_PAGE = 8
DEADLINE, AGENCY, DOCUMENT = "t", "a", "d"
"""Kinds of subscriptions on buttons."""
_MENUS = ((DEADLINE, "by_deadline"), (AGENCY, "by_agency"), (DOCUMENT, "by_document"))
_KIND = 2
_DIGEST = 16


def listed(subscriptions: Sequence[Subscription], library: Library, language: str) -> Screen:
    """Return a chat's reminders, with a button to cancel each and the ways to add one."""
    draft = Draft()
    draft.add(WORDS.say(language, "reminder.list" if subscriptions else "reminder.none"), MessageEntityType.BOLD)
    for number, each in enumerate(subscriptions, 1):
        draft.add(f"\n{number}. {subject(each.kind, each.subject, library, language)}")
    with draft.block():
        draft.add(WORDS.say(language, "reminder.how"))
    with draft.block():
        draft.add(WORDS.say(language, "reminder.choose"))
    cancels = [
        button(WORDS.say(language, "button.cancel", number=number), Verb.CANCEL, each.id)
        for number, each in enumerate(subscriptions, 1)
    ]
    rows = [cancels[first : first + _KIND] for first in range(0, len(cancels), _KIND)]
    menus = [button(WORDS.say(language, f"button.{name}"), Verb.REMINDERS, kind, 0) for kind, name in _MENUS]
    return Screen.of(draft, [*rows, menus])


def menu(kind: str, page: int, ledger: Ledger, library: Library, today: date, language: str) -> Screen | None:
    """Return what one can be reminded of by ``kind``; None for an unknown kind."""
    if kind == DEADLINE:
        title, offered = "reminder.choose_deadline", _deadlines(ledger, today, language)
    elif kind == AGENCY:
        title, offered = "reminder.choose_agency", [(name, digest(name)) for name in agencies(ledger)]
    elif kind == DOCUMENT:
        title = "reminder.choose_document"
        named = [(each.name.say(language), Reference(each.id).encode(ROOM - _KIND)) for each in library]
        offered = [(name, place) for name, place in named if place]
    else:
        return None
    draft = Draft()
    draft.add(WORDS.say(language, title if offered else "reminder.nothing"))
    shown = offered[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = [[button(name, Verb.REMIND, kind, place)] for name, place in shown]
    turn = pager(Verb.REMINDERS, page, -(-len(offered) // PER_PAGE), (kind,))
    return Screen.of(draft, [*rows, turn])


def agencies(ledger: Ledger) -> tuple[str, ...]:
    """Return the agencies that the ledger names by a name of their own."""
    named = {*ledger.choices("deadlines").agencies, *ledger.choices("duties").agencies}
    return tuple(sorted(name for name in named if name[:1].isupper()))


def digest(name: str) -> str:
    """Return what a button calls an agency: its name has more signs than a button."""
    return hashlib.sha256(name.encode("utf-8")).hexdigest()[:_DIGEST]


def subject(kind: str, value: str, library: Library, language: str) -> str:
    """Return what a subscription is about, for the middle of a sentence."""
    document, _, locator = value.partition(" ")
    held = library.get(document) if kind != "agency" and document in library else None
    if kind == "deadline" and held is not None and locator in held.by_locator:
        return WORDS.say(language, "reminder.kind_deadline", place=label(held, locator, language))
    name = held.name.say(language) if held is not None else value
    return WORDS.say(language, "reminder.kind_agency" if kind == "agency" else "reminder.kind_document", name=name)


def notice(reminder: Reminder, today: date) -> Screen:
    """Return a reminder: how long there is, what is due, the clause that sets the day, and where it stands."""
    language, entry = reminder.subscription.language, reminder.entry
    draft = Draft()
    draft.add(_title(reminder.due, today, language), MessageEntityType.BOLD)
    if isinstance(entry.row, Deadline):
        with draft.block():
            draft.add(WORDS.say(language, "reminder.what", what=entry.row.what.value))
            if entry.row.who:
                who = ledger_words.agencies(entry.row.who, entry.document, today, language)
                draft.add("\n" + WORDS.say(language, "reminder.who", who=who))
            if entry.row.recurs is not None and any(each.rhythm for each in rules(entry.row.recurs.value)):
                draft.add("\n" + WORDS.say(language, "reminder.rhythm"), MessageEntityType.ITALIC)
    with draft.block(MessageEntityType.EXPANDABLE_BLOCKQUOTE):
        draft.add(label(entry.document, entry.row.locator, language), MessageEntityType.BOLD)
        if not entry.document.verbatim:
            draft.add(f" ({ledger_words.nature(entry, language)})", MessageEntityType.ITALIC)
        draft.add("\n" + entry.row.quote)
    place = Reference(entry.document.id, entry.row.locator).encode(ROOM)
    view = [button(WORDS.say(language, "button.view"), Verb.VIEW, place)] if place else []
    cancel = button(WORDS.say(language, "button.cancel_one"), Verb.CANCEL, reminder.subscription.id)
    return Screen.of(draft, [[*view, cancel]])


def _title(due: date, today: date, language: str) -> str:
    left, day = (due - today).days, ledger_words.day(due, language)
    key = {0: "today", 1: "tomorrow"}.get(left, "days")
    return WORDS.say(language, f"reminder.title_{key}", day=day, count=left)


def _deadlines(ledger: Ledger, today: date, language: str) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for entry in by_date(ledger.entries("deadlines"), today):
        day = falls_on(entry.row, today)
        place = Reference(entry.document.id, entry.row.locator).encode(ROOM - _KIND)
        if day is not None and day > today and place and isinstance(entry.row, Deadline):
            found.setdefault(place, cut(f"{ledger_words.day(day, language)}: {entry.row.what.value}"))
    return [(name, place) for place, name in found.items()]
