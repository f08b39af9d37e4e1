"""Automatic numbering: the "1.", "a)", "Điều 3." or "-" that Word prints before a paragraph (ECMA-376, 17.9).

Word writes ``lowerLetter`` as a, b, c, d, e: none of its formats knows đ, so a list that has one was typed.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoi.corpus.readers.docx_styles import NumberingOf, Styles, look_of, numbering_of
from hoi.corpus.readers.docx_tree import is_on, number, value, word

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS = 9
"""Levels of a list (ECMA-376, 17.9.6)."""

_LONGEST = 200  # characters of a number's text
_ABSTRACT = word("abstractNumId")
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_PRINTED_BULLETS = {"-": "-", "–": "-", "—": "-", "+": "+", "*": "*"}


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered; ``restart`` is the level (1-based) after which it starts anew."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = " "
    restart: int | None = None
    legal: bool = False
    caps: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs name: the definition it counts with, the levels it starts anew, how each is printed."""

    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]


@dataclass(slots=True)
class _Counts:
    """Where each level of a list stands; None before its first number."""

    now: list[int | None]
    begun: set[tuple[str, int]]


class Numbering:
    """The lists of a document, counting as their paragraphs go by in the order of the text."""

    def __init__(self, root: "Element | None", styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, _Counts] = {}
        if root is not None:
            self._read(root)

    def label(self, properties: "Element | None") -> str:
        """Return what is printed before a paragraph with these properties (``w:pPr``), and count it."""
        place = self._place(properties)
        if place is None:
            return ""
        identifier, depth = place
        of = self._lists[identifier]
        if depth not in of.levels:
            return ""
        counts = self._counts.setdefault(of.abstract, _Counts([None] * LEVELS, set()))
        start = of.levels[depth].start
        if depth in of.starts and (identifier, depth) not in counts.begun:
            counts.now[depth], start = None, of.starts[depth]
        counts.begun.add((identifier, depth))
        _count(counts.now, depth, start, of.levels)
        return _printed(counts.now, depth, of.levels)

    def _place(self, properties: "Element | None") -> tuple[str, int] | None:
        """Return the list and the level of a paragraph: its own, else its style's."""
        own = None if properties is None else numbering_of(properties)
        style = None if properties is None else value(properties.find(word("pStyle")))
        named = self._styles.numbering(style)
        identifier = own.list_id if own and own.list_id is not None else named.list_id if named else None
        if identifier not in self._lists:  # "0" takes the numbering of a style away
            return None
        depth = own.level if own and own.level is not None else self._depth_of(style, named, self._lists[identifier])
        return identifier, min(depth, LEVELS - 1)

    def _depth_of(self, style: str | None, named: NumberingOf | None, of: _List) -> int:
        """Return the level of a paragraph numbered by its style: the one that names the style, else what it says."""
        linked = next((depth for depth, level in of.levels.items() if style and level.style == style), None)
        if linked is not None:
            return linked
        return named.level if named and named.level is not None else 0

    def _read(self, root: "Element") -> None:
        abstracts = {value(each, "abstractNumId"): each for each in root.iterfind(word("abstractNum"))}
        lists = {value(each, "numId"): each for each in root.iterfind(word("num"))}
        for identifier, each in lists.items():
            abstract = value(each.find(_ABSTRACT))
            linked = abstracts[abstract].find(word("numStyleLink")) if abstract in abstracts else None
            named = None if linked is None else self._styles.numbering(value(linked))
            if named is not None and named.list_id in lists:  # a list style: its levels stand in another list
                abstract = value(lists[named.list_id].find(_ABSTRACT))
            if identifier is not None and abstract in abstracts:
                self._lists[identifier] = _overridden(each, str(abstract), _levels(abstracts[abstract]))


def _overridden(element: "Element", abstract: str, levels: dict[int, _Level]) -> _List:
    """Return the list of a ``w:num``: the levels of its definition with what it says otherwise."""
    starts = {}
    for override in element.iterfind(word("lvlOverride")):
        levels |= _levels(override)
        start = override.find(word("startOverride"))
        if start is not None:
            starts[number(override, 0, "ilvl")] = number(start, 1)
    return _List(abstract, starts, levels)


def _levels(parent: "Element") -> dict[int, _Level]:
    return {number(each, 0, "ilvl"): _level(each) for each in parent.iterfind(word("lvl"))}


def _level(element: "Element") -> _Level:
    restart, legal = element.find(word("lvlRestart")), element.find(word("isLgl"))
    return _Level(
        start=number(element.find(word("start")), 0),  # 0 when it is left out (ECMA-376, 17.9.25)
        format=value(element.find(word("numFmt"))) or "decimal",
        text=(value(element.find(word("lvlText"))) or "")[:_LONGEST],
        suffix="" if value(element.find(word("suff"))) == "nothing" else " ",
        restart=None if restart is None else number(restart, 0),
        legal=legal is not None and is_on(legal),
        caps=bool(look_of(element.find(word("rPr"))).caps),
        style=value(element.find(word("pStyle"))),
    )


def _count(now: list[int | None], depth: int, start: int, levels: dict[int, _Level]) -> None:
    """Advance one level; those below it start anew, unless they say after which level they do."""
    before = now[depth]
    now[depth] = start if before is None else before + 1
    for below in range(depth + 1, LEVELS):
        restart = levels[below].restart if below in levels else None
        if restart is None or depth < restart:
            now[below] = None


def _printed(now: list[int | None], depth: int, levels: dict[int, _Level]) -> str:
    level = levels[depth]
    if level.format == "bullet":
        return _bullet(now, depth, levels) + " "

    def place(match: re.Match[str]) -> str:
        other = levels.get(int(match[1]) - 1, _Level())
        reached = now[int(match[1]) - 1]
        style = "decimal" if level.legal and other.format != "none" else other.format
        return _written(other.start if reached is None else reached, style)

    text = _PLACE.sub(place, level.text)
    text = text.upper() if level.caps else text
    return text + level.suffix if text.strip() else ""


def _bullet(now: list[int | None], depth: int, levels: dict[int, _Level]) -> str:
    """Return the mark of a bullet: the dash or plus that is printed, else a plus under another bullet, else a dash."""
    under = any(levels[n].format == "bullet" and now[n] is not None for n in range(depth) if n in levels)
    return _PRINTED_BULLETS.get(levels[depth].text.strip(), "+" if under else "-")


def _written(reached: int, style: str) -> str:
    """Write a number in one of the formats of ST_NumberFormat (ECMA-376, 17.18.59); a rare one as decimal.

    >>> [_written(4, style) for style in ("decimal", "upperRoman", "lowerLetter", "decimalZero", "none")]
    ['4', 'IV', 'd', '04', '']
    """
    if style == "none":
        return ""
    if style == "decimalZero":
        return f"{reached:02}"
    written = ""
    if style.endswith("Roman"):
        written = _roman(reached)
    elif style.endswith("Letter"):
        written = _letters(reached)
    return (written.upper() if style.startswith("upper") else written.lower()) or str(reached)


def _roman(reached: int) -> str:
    if not 0 < reached < 4000:
        return ""
    written = ""
    for worth, letters in _ROMAN:
        times, reached = divmod(reached, worth)
        written += letters * times
    return written


def _letters(reached: int) -> str:
    """Return a ... z, then aa, bb ... zz, as Word does."""
    times, letter = divmod(reached - 1, 26)
    return chr(ord("a") + letter) * (times + 1) if 0 < reached <= 26 * LEVELS else ""
