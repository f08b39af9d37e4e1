"""What the chart of targets shows: the same aim in each period, the province's figure beside the nation's. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from hoi.bot import ledger_words
from hoi.bot.ledger import Entry, Ledger
from hoi.corpus.ledger.rows import Target, printed
from hoi.corpus.ledger.select import Wanted
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Level
from hoi.corpus.periods import twins

_FIGURE = re.compile(r"\s*\b(?:(?:by|from)\s+)?\d[\d.,]*(?:\s*[-–]\s*\d[\d.,]*)?(?:\s*%(?:\s+of)?|(?=\s+\w+s\b))")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is said, and its ends in percent where it is one; ``locator`` is where it stands."""

    level: Level
    said: str
    document: str
    locator: str
    percent: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """The figures of one period; ``ended`` is the remark that it has ended, empty while it has not."""

    period: str
    ended: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One aim through the periods."""

    aim: str
    stages: tuple[Stage, ...]


def drawable(ledger: Ledger, library: Library) -> Document | None:
    """Return the document whose targets say most in a chart: the one with most figures that carry others out."""
    known = {entry.document.id: entry for entry in ledger.entries("targets") if entry.row}
    best = max(known, key=lambda each: (_worth(ledger, each), each), default=None)
    return None if best is None else library.get(best)


def groups(
    ledger: Ledger, document: Document, today: date, language: str, wanted: Wanted | None = None
) -> tuple[Group, ...]:
    """Return the targets of ``document`` that are ``wanted``, each aim with its periods in order."""
    same = twins(document)
    found: dict[str, Group] = {}
    home: dict[str, str] = {}  # the locator of each target to the one its group is kept under
    for entry in ledger.entries("targets", wanted, document.id):
        target = entry.row
        if not isinstance(target, Target):
            continue
        key = next((home[each] for each in same.get(target.locator, ()) if each in home), None)
        stage = _stage(entry, target, today, language)
        if key is None or any(each.period == stage.period for each in found[key].stages):
            key = f"{target.locator} {target.start} {len(found)}"
            home.setdefault(target.locator, key)
            found[key] = Group(_aim(target, document, language), (stage,))
        else:
            found[key] = replace(found[key], stages=(*found[key].stages, stage))
    return tuple(found.values())


def _worth(ledger: Ledger, document: str) -> tuple[int, int]:
    entries = ledger.entries("targets", document=document)
    return sum(entry.carries_out is not None for entry in entries), len(entries)


def _stage(entry: Entry, target: Target, today: date, language: str) -> Stage:
    period = printed(target.period.value) if target.period is not None else ""
    figures = tuple(_figures(entry, target, language))
    return Stage(period, ledger_words.ended(target.period, today, language), figures)


def _figures(entry: Entry, target: Target, language: str) -> Iterator[Figure]:
    yield _figure(target, language)
    if entry.carries_out is not None:
        yield _figure(entry.carries_out.target, language)


def _figure(target: Target, language: str) -> Figure:
    said = ledger_words.figure(target, language)
    return Figure(target.level.value, said, target.document, target.locator, _percent(target))


def _percent(target: Target) -> tuple[float, float] | None:
    ends = [cell.value for cell in (target.low, target.high) if cell is not None]
    if target.unit is None or not target.unit.value.startswith("%") or not ends or max(ends) > 100 or min(ends) < 0:
        return None
    return ends[0], ends[-1]


def _aim(target: Target, document: Document, language: str) -> str:
    """Return what the target is about, in the words of the text; in English its unofficial English, if there is one."""
    gloss = document.gloss.get(target.locator, "") if language == "en" else ""
    # A gloss is a whole sentence, with the figure of its own period; here the bars say the figures of all periods.
    words = _FIGURE.sub("", gloss).strip() or ledger_words.aim(target, document)
    return words[:1].upper() + words[1:]
