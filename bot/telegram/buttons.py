"""What stands on an inline button: which press it is and of what, in 64 bytes. Pure.

A press comes from anybody's program: it is read as if by hand, and what is not exactly what ``data`` writes is none.
The first sign is the version, so that buttons under old messages are told from new ones.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

MAX_BYTES = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
ROOM = MAX_BYTES - 3
"""Bytes left for one field: version, verb and a colon come first."""
LABEL = 40
"""Letters of a button's text; a telephone shows about as many in a row of its own."""
_VERSION = "1"
_FIELD = r"[A-Za-z0-9_-]*"
_DATA = re.compile(rf"{_VERSION}([a-z])((?::{_FIELD})*)")


class Verb(StrEnum):
    """What a press does. The letters are on buttons in people's chats: one is never given another meaning."""

    VIEW = "v"
    """Show a provision in a new message: reference."""
    WALK = "w"
    """Show a provision in the message of the button: reference, page of its parts."""
    DOCUMENTS = "d"
    """Show the list of documents in the message of the button: page."""
    ORIGINAL = "o"
    """Say where the original is: reference."""
    COMPARE = "c"
    """Show the same in other periods and levels: reference."""
    QUESTION = "q"
    """Ask a related question: token of the answer, number of the question."""
    RIGHT = "y"
    """The answer was right: token of the answer."""
    WRONG = "n"
    """The answer was wrong: token of the answer."""
    REASON = "e"
    """Why it was wrong: token of the answer, reason."""
    CONSENT = "k"
    """Whether the question may be kept: token of the answer, 1 or 0."""
    TABLE = "t"
    """Turn to a page of a table: table, page, token of what was asked for or nothing."""
    REMINDERS = "m"
    """Show what one can be reminded of: menu, page."""
    REMIND = "r"
    """Subscribe: kind, subject."""
    CANCEL = "x"
    """End a subscription: its id."""
    LANGUAGE = "l"
    """Choose the language: vi, en or auto."""
    BROADCAST = "b"
    """Send a broadcast, or drop it: its token, 1 or 0."""
    ERASE = "z"
    """Erase everything about a person, or not: who asked for it, 1 or 0."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press of one of our buttons."""

    verb: Verb
    fields: tuple[str, ...]


def data(verb: Verb, *fields: object) -> str:
    """Return what a button with this meaning carries.

    Raises:
        ValueError: it is too long, or a field has a sign that no button carries; the caller bounds its fields.

    >>> data(Verb.TABLE, "targets", 2, "")
    '1t:targets:2:'
    """
    written = _VERSION + verb + "".join(f":{field}" for field in fields)
    if pressed(written) != Press(verb, tuple(map(str, fields))):
        raise ValueError(f"no button can carry this: {verb.name}")
    return written


def pressed(written: str | None, verb: Verb | None = None) -> Press | None:
    """Return the press that a button's data means; None for what no button of this version carries, or not ``verb``.

    >>> pressed("1t:targets:2:").fields
    ('targets', '2', '')
    """
    match = _DATA.fullmatch(written or "")
    if match is None or len(match[0]) > MAX_BYTES or match[1] not in {*Verb} or verb not in (None, match[1]):
        return None
    return Press(Verb(match[1]), tuple(match[2].split(":")[1:]))


def number(field: str, most: int) -> int | None:
    """Return a field as a number from 0 to ``most``; None for anything else."""
    found = int(field) if re.fullmatch(r"[0-9]{1,6}", field) else None
    return found if found is not None and found <= most else None


def button(label: str, verb: Verb, *fields: object) -> InlineKeyboardButton:
    """Return a button; a long label is cut after a word."""
    return InlineKeyboardButton(cut(label), callback_data=data(verb, *fields))


def link(label: str, url: str) -> InlineKeyboardButton:
    """Return a button that opens an address."""
    return InlineKeyboardButton(cut(label), url=url)


def cut(label: str, letters: int = LABEL) -> str:
    """Return ``label`` in at most ``letters``, cut after a word and marked."""
    words = " ".join(label.split())
    if len(words) <= letters:
        return words
    kept = words[: letters - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept).rstrip(" ,;:-") + "…"


def keyboard(rows: Sequence[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """Return the rows that have buttons as a keyboard; None when there are none."""
    kept = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def pager(
    verb: Verb, page: int, pages: int, before: Sequence[object], after: Sequence[object] = ()
) -> list[InlineKeyboardButton]:
    """Return the buttons to the page before and the page after, with the fields around the page's number."""
    labels = {page - 1: "‹ {}/{}", page + 1: "{}/{} ›"}
    return [
        button(label.format(step + 1, pages), verb, *before, step, *after)
        for step, label in labels.items()
        if 0 <= step < pages
    ]
