"""The chart of targets: a card for each aim, a bar for each figure, the province's above the nation's."""

from collections.abc import Sequence
from datetime import date

from hoi.bot.pictures.foot import draw_foot, drawn_on, foot_height, sourced
from hoi.bot.pictures.sheet import (
    CARD,
    FAINT,
    LINE,
    MARGIN,
    MAX_HEIGHT,
    NATION,
    PROVINCE,
    RULE,
    TRACK,
    WIDTH,
    Face,
    Sheet,
    fitting,
    shortened,
    tall,
)  # fmt: skip
from hoi.bot.pictures.target_groups import Figure, Group, Stage
from hoi.bot.words import Words
from hoi.corpus.model import Document

WORDS = Words("pictures")
_TITLE, _SUBTITLE = Face(50, "bold"), Face(30, colour=FAINT)
_AIM, _PERIOD, _ENDED = Face(30, "bold"), Face(28, "bold"), Face(24, colour=FAINT)
_LEVEL, _NOTE = Face(27), Face(26, colour=FAINT)
_PAD, _GAP, _ROW, _BETWEEN = 26, 20, 44, 14
_AIM_LINES = 4
_INSIDE = WIDTH - 2 * MARGIN
_WRITTEN = _INSIDE - 2 * _PAD
_LEVEL_AT, _TRACK_AT, _TRACK, _SAID_AT = 215, 345, 310, 672
"""Where the columns of a card begin, in pixels from its padding, and how wide a bar of 100% is."""


def draw(groups: Sequence[Group], document: Document, sources: Sequence[Document], today: date, language: str) -> bytes:
    """Return the chart of ``groups`` as a PNG; those for which the page has no room are counted at its end."""
    shown = _fitting(groups, document, sources, today, language)
    foot = _foot(groups, shown, sources, today, language)
    sheet = Sheet(round(_head(document, language) + sum(map(_tall, shown)) + foot_height(foot)))
    y = sheet.block(MARGIN, MARGIN, WORDS.say(language, "targets.title"), _TITLE, _INSIDE)
    sheet.block(MARGIN, y + 6, document.full_name.say(language), _SUBTITLE, _INSIDE)
    y = _head(document, language)
    for group in shown:
        _card(sheet, y, group, language)
        y += _tall(group)
    draw_foot(sheet, y, foot)
    return sheet.png()


def _fitting(
    groups: Sequence[Group], document: Document, sources: Sequence[Document], today: date, language: str
) -> list[Group]:
    room = MAX_HEIGHT - _head(document, language) - foot_height(_foot(groups, (), sources, today, language))
    shown: list[Group] = []
    for group in groups:
        room -= _tall(group)
        if room < 0:
            break
        shown.append(group)
    return shown


def _head(document: Document, language: str) -> float:
    title = tall(WORDS.say(language, "targets.title"), _TITLE, _INSIDE)
    return MARGIN + title + 6 + tall(document.full_name.say(language), _SUBTITLE, _INSIDE) + _GAP + 8


def _foot(
    groups: Sequence[Group], shown: Sequence[Group], sources: Sequence[Document], today: date, language: str
) -> tuple[str, ...]:
    left_out = len(groups) - len(shown)
    more = (WORDS.say(language, "targets.more", count=left_out),) if left_out else ()
    return (*more, WORDS.say(language, "targets.scale"), sourced(sources, language), drawn_on(today, language))


def _tall(group: Group) -> float:
    rows = sum(max(len(stage.figures), 1 + bool(stage.ended)) for stage in group.stages)
    return 2 * _PAD + tall(_aim(group), _AIM, _WRITTEN) + 14 + rows * _ROW + _BETWEEN * (len(group.stages) - 1) + _GAP


def _aim(group: Group) -> str:
    return shortened(group.aim, _AIM, _WRITTEN, _AIM_LINES)


def _card(sheet: Sheet, y: float, group: Group, language: str) -> None:
    sheet.box(MARGIN, y, _INSIDE, _tall(group) - _GAP, CARD, round_=18)
    left = MARGIN + _PAD
    y = sheet.block(left, y + _PAD, _aim(group), _AIM, _WRITTEN) + 14
    for number, stage in enumerate(group.stages):
        if number:
            sheet.line((left, y + _BETWEEN / 2), (left + _WRITTEN, y + _BETWEEN / 2), RULE, 1.5)
            y += _BETWEEN
        y = _stage(sheet, y, stage, language)


def _stage(sheet: Sheet, y: float, stage: Stage, language: str) -> float:
    left = MARGIN + _PAD
    sheet.text(left, y + (_ROW - _PERIOD.size * LINE) / 2, stage.period, _PERIOD)
    if stage.ended:
        sheet.text(left, y + _ROW - 4, stage.ended, _ENDED)
    for number, figure in enumerate(stage.figures):
        _figure(sheet, y + number * _ROW, figure, language)
    return y + max(len(stage.figures), 1 + bool(stage.ended)) * _ROW


def _figure(sheet: Sheet, y: float, figure: Figure, language: str) -> None:
    left, colour = MARGIN + _PAD, PROVINCE if figure.level == "provincial" else NATION
    edge = (_ROW - _LEVEL.size * LINE) / 2
    sheet.text(left + _LEVEL_AT, y + edge, WORDS.say(language, f"targets.{figure.level}"), _LEVEL)
    if figure.percent is None:
        said = fitting(figure.said, Face(29, "bold", colour), _WRITTEN - _TRACK_AT)
        sheet.text(left + _TRACK_AT, y + edge, figure.said, said)
        return
    low, high = (each / 100 * _TRACK for each in figure.percent)
    sheet.box(left + _TRACK_AT, y + 10, _TRACK, _ROW - 20, TRACK)
    sheet.box(left + _TRACK_AT, y + 10, high, _ROW - 20, colour, opacity=0.4)
    sheet.box(left + _TRACK_AT, y + 10, low, _ROW - 20, colour)
    said = fitting(figure.said, Face(29, "bold", colour), _WRITTEN - _SAID_AT)
    sheet.text(left + _SAID_AT, y + edge, figure.said, said)
