"""The timeline: one day below the other, those past filled, those to come hollow, and today between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hoi.bot import ledger_words
from hoi.bot.pictures.foot import draw_foot, drawn_on, foot_height, sourced
from hoi.bot.pictures.milestones import Milestone
from hoi.bot.pictures.sheet import (
    CARD,
    DONE,
    FAINT,
    MARGIN,
    MAX_HEIGHT,
    PROVINCE,
    RULE,
    TODAY,
    WIDTH,
    Face,
    Sheet,
    shortened,
    tall,
)  # fmt: skip
from hoi.bot.words import Words
from hoi.corpus.library import Library

WORDS = Words("pictures")
_TITLE, _DAY, _LEFT, _EVENT = Face(50, "bold"), Face(36, "bold"), Face(28, colour=FAINT), Face(29)
_NOW = Face(36, "bold", TODAY)
_INSIDE = WIDTH - 2 * MARGIN
_RAIL = MARGIN + 16
_WORDS_AT = MARGIN + 66
_PAD, _GAP, _APART = 22, 24, 10
_WRITTEN = WIDTH - MARGIN - _WORDS_AT - 2 * _PAD
_EVENT_LINES = 4
MAX_SHOWN = 9
"""Days that are drawn: the nearest to today; the others are counted."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """A day as it is drawn: what stands at it and how tall that is."""

    milestone: Milestone
    heading: str
    remark: str
    events: tuple[str, ...]
    height: float
    past: bool


def draw(milestones: Sequence[Milestone], library: Library, today: date, language: str) -> bytes:
    """Return the timeline as a PNG, with ``today`` marked."""
    foot, stops = _page(milestones, library, today, language)
    head = MARGIN + tall(WORDS.say(language, "roadmap.title"), _TITLE, _INSIDE) + _GAP
    marker = tall("0", _NOW, _INSIDE) + _GAP
    end = head + sum(stop.height + _GAP for stop in stops) + marker
    sheet = Sheet(round(end + foot_height(foot)))
    sheet.block(MARGIN, MARGIN, WORDS.say(language, "roadmap.title"), _TITLE, _INSIDE)
    sheet.line((_RAIL, head + 20), (_RAIL, end - _GAP), RULE, 6)
    y = head
    for number, stop in enumerate(stops):
        if not stop.past and (number == 0 or stops[number - 1].past):
            y = _today(sheet, y, today, language)
        y = _stop(sheet, y, stop)
    if all(stop.past for stop in stops):
        _today(sheet, y, today, language)
    draw_foot(sheet, end, foot)
    return sheet.png()


def _page(
    milestones: Sequence[Milestone], library: Library, today: date, language: str
) -> tuple[tuple[str, ...], list[_Stop]]:
    """Return the foot and the stops for which the page has room: those farthest from today go first."""
    near = sorted(milestones, key=lambda each: abs((each.day - today).days))[:MAX_SHOWN]
    while True:
        stops = [_measured(each, today, language) for each in sorted(near, key=lambda each: each.day)]
        foot = _foot(near, len(milestones) - len(near), library, today, language)
        if len(near) <= 1 or 300 + sum(stop.height + _GAP for stop in stops) + foot_height(foot) <= MAX_HEIGHT:
            return foot, stops
        near = near[:-1]


def _foot(shown: Sequence[Milestone], left_out: int, library: Library, today: date, language: str) -> tuple[str, ...]:
    names = dict.fromkeys(name for each in sorted(shown, key=lambda each: each.day) for name in each.documents)
    return (
        *((WORDS.say(language, "roadmap.more", count=left_out),) if left_out else ()),
        sourced([library.get(name) for name in names], language),
        drawn_on(today, language),
    )


def _measured(milestone: Milestone, today: date, language: str) -> _Stop:
    events = tuple(shortened(each, _EVENT, _WRITTEN, _EVENT_LINES) for each in milestone.events)
    words = sum(tall(each, _EVENT, _WRITTEN) + _APART for each in events) - _APART
    height = tall("0", _DAY, _WRITTEN) + words + 2 * _PAD + 6
    remark = ledger_words.left(milestone.day, today, language)
    heading = ledger_words.day(milestone.day, language)
    return _Stop(milestone, heading, remark, events, height, milestone.day < today)


def _stop(sheet: Sheet, y: float, stop: _Stop) -> float:
    sheet.box(_WORDS_AT, y, WIDTH - MARGIN - _WORDS_AT, stop.height, CARD, round_=16)
    colour = DONE if stop.past else PROVINCE
    sheet.dot(_RAIL, y + _PAD + 24, colour, hollow=not stop.past)
    left = _WORDS_AT + _PAD
    sheet.text(left, y + _PAD, stop.heading, Face(_DAY.size, "bold", DONE if stop.past else PROVINCE))
    sheet.text(WIDTH - MARGIN - _PAD, y + _PAD + 6, stop.remark, _LEFT, align="right")
    words = y + _PAD + tall("0", _DAY, _WRITTEN) + 6
    for event in stop.events:
        words = sheet.block(left, words, event, _EVENT, _WRITTEN) + _APART
    return y + stop.height + _GAP


def _today(sheet: Sheet, y: float, today: date, language: str) -> float:
    said = WORDS.say(language, "roadmap.today", day=ledger_words.day(today, language))
    height = tall("0", _NOW, _WRITTEN)
    sheet.dot(_RAIL, y + height / 2, TODAY, size=34)
    sheet.text(_WORDS_AT, y, said, _NOW)
    return y + height + _GAP
