"""What the timeline shows: the days that documents were issued, what falls due, and the ends of periods. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from hoi.bot.ledger import TABLES, Ledger, falls_on
from hoi.bot.words import Words
from hoi.corpus.ledger.rows import Target, printed
from hoi.corpus.library import Library
from hoi.corpus.model import Document

if TYPE_CHECKING:
    from hoi.corpus.periods import Period

WORDS = Words("pictures")


@dataclass(frozen=True, slots=True)
class Milestone:
    """What happens on one day, each with its document; ``binding`` when a deadline is among it."""

    day: date
    events: tuple[str, ...]
    documents: tuple[str, ...]
    binding: bool


@dataclass(frozen=True, slots=True)
class _Event:
    day: date
    said: str
    documents: tuple[str, ...]
    binding: bool = False


def milestones(ledger: Ledger, library: Library, today: date, language: str) -> tuple[Milestone, ...]:
    """Return the days of the documents that hold deadlines or targets, the earliest first."""
    events = [*_deadlines(ledger, today, language), *_periods(ledger, language), *_issues(ledger, library, language)]
    in_order = sorted(events, key=lambda each: each.day)
    return tuple(_milestone(day, list(group)) for day, group in groupby(in_order, key=lambda each: each.day))


def _milestone(day: date, events: list[_Event]) -> Milestone:
    documents = tuple(dict.fromkeys(document for each in events for document in each.documents))
    return Milestone(day, tuple(each.said for each in events), documents, any(each.binding for each in events))


def _deadlines(ledger: Ledger, today: date, language: str) -> Iterator[_Event]:
    """Return each deadline in the words of its clause: whether "to" or "after" a day is for the text to say."""
    for entry in ledger.entries("deadlines"):
        day = falls_on(entry.row, today)
        if day is not None:
            gloss = entry.document.gloss.get(entry.row.locator, "") if language == "en" else ""
            yield _Event(day, gloss or entry.row.quote, (entry.document.id,), binding=True)


def _periods(ledger: Ledger, language: str) -> Iterator[_Event]:
    """Return the end of each period of several years, with the documents that set targets for it."""
    found: dict[Period, dict[str, Document]] = {}
    for entry in ledger.entries("targets"):
        period = entry.row.period.value if isinstance(entry.row, Target) and entry.row.period is not None else None
        if period is not None and period.start < period.end:
            found.setdefault(period, {})[entry.document.id] = entry.document
    for period, documents in found.items():
        names = ", ".join(_name(each, language) for each in documents.values())
        words = WORDS.say(language, "roadmap.period_ends", period=printed(period), names=names)
        yield _Event(date(period.end, 12, 31), words, tuple(documents))


def _issues(ledger: Ledger, library: Library, language: str) -> Iterator[_Event]:
    for document in _concerned(ledger, library):
        if document.metadata.issued_on is not None:
            words = WORDS.say(language, "roadmap.issued", name=_name(document, language))
            yield _Event(document.metadata.issued_on, words, (document.id,))


def _concerned(ledger: Ledger, library: Library) -> Iterator[Document]:
    held = {entry.document.id for table in TABLES for entry in ledger.entries(table) if table != "duties"}
    return (document for document in library if document.id in held)


def _name(document: Document, language: str) -> str:
    kind, number = document.metadata.kind, document.metadata.number
    return f"{kind} số {number}" if language == "vi" and kind and number else document.name.say(language)
