"""The foot of a picture: where its figures come from, when it was drawn, and what prevails."""

from collections.abc import Sequence
from datetime import date

from hoi.bot import ledger_words
from hoi.bot.pictures.sheet import FAINT, MARGIN, WIDTH, Face, Sheet, tall
from hoi.bot.words import Words
from hoi.corpus.model import Document

WORDS = Words("pictures")
_FACE = Face(25, colour=FAINT)
_INSIDE = WIDTH - 2 * MARGIN
_APART = 8


def foot_height(lines: Sequence[str]) -> float:
    """Return the height of a foot in pixels, with the margin below it."""
    return sum(tall(line, _FACE, _INSIDE) + _APART for line in lines) + MARGIN


def draw_foot(sheet: Sheet, y: float, lines: Sequence[str]) -> None:
    """Write the foot with its upper edge at ``y``."""
    for line in lines:
        y = sheet.block(MARGIN, y, line, _FACE, _INSIDE) + _APART


def sourced(documents: Sequence[Document], language: str) -> str:
    """Return the line that names the documents the figures are from, and which of them are digests."""
    return WORDS.say(language, "foot.source", names="; ".join(_name(each, language) for each in documents))


def drawn_on(today: date, language: str) -> str:
    """Return the line that says when a picture was drawn and that the official text prevails."""
    drawn = WORDS.say(language, "foot.drawn", day=ledger_words.day(today, language))
    return f"{drawn} {WORDS.say(language, 'foot.prevails')}"


def _name(document: Document, language: str) -> str:
    name, digest = document.full_name.say(language), ledger_words.WORDS.say(language, "nature.short")
    return name if document.verbatim or digest in name else f"{name} ({digest})"
