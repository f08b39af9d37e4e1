"""The look of a run as far as it changes the words: its font, all capitals, hidden; and a style's numbering."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hoi.corpus.readers.docx_tree import is_on, number, value, word

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PARAGRAPH, _RUN = word("pPr"), word("rPr")
_PARAGRAPH_STYLE, _RUN_STYLE, _FONTS = word("pStyle"), word("rStyle"), word("rFonts")
_CAPS, _HIDDEN, _NUMBERING = word("caps"), word("vanish"), word("numPr")
_LONGEST_CHAIN = 40  # styles based on one another; Word's own templates have four or five


@dataclass(frozen=True, slots=True)
class Look:
    """What a style or a run says of its words; None where it says nothing."""

    font: str | None = None
    caps: bool | None = None
    hidden: bool | None = None

    def over(self, base: "Look") -> "Look":
        """Return this look, with what it does not say taken from ``base``."""
        return Look(
            self.font or base.font,
            base.caps if self.caps is None else self.caps,
            base.hidden if self.hidden is None else self.hidden,
        )


@dataclass(frozen=True, slots=True)
class NumberingOf:
    """The list that a paragraph or a style belongs to, and its level there (None: not said; 0 is the first)."""

    list_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    look: Look
    numbering: NumberingOf | None


NO_LOOK = Look()


class Styles:
    """The styles of a document, each resolved along the styles it is based on."""

    def __init__(self, root: "Element | None") -> None:
        self._defaults = NO_LOOK
        self._default_style: str | None = None
        self._styles: dict[str, _Style] = {}
        self._resolved: dict[str, Look] = {}
        self._lists: dict[str | None, NumberingOf | None] = {}
        if root is not None:
            self._defaults = look_of(root.find(f"{word('docDefaults')}/{word('rPrDefault')}/{_RUN}"))
            for style in root.iterfind(word("style")):
                self._add(style)

    def _add(self, style: "Element") -> None:
        name = value(style, "styleId") or ""
        properties = style.find(_PARAGRAPH)
        numbering = None if properties is None else numbering_of(properties)
        self._styles[name] = _Style(value(style.find(word("basedOn"))), look_of(style.find(_RUN)), numbering)
        if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
            self._default_style = name

    def _chain(self, name: str | None) -> list[_Style]:
        """Return a style and those it is based on, nearest first; a circle goes round until it is long enough."""
        chain: list[_Style] = []
        while name in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[name])
            name = chain[-1].based_on
        return chain

    def _look(self, name: str) -> Look:
        if name not in self._resolved:
            look = NO_LOOK
            for style in self._chain(name):
                look = look.over(style.look)
            self._resolved[name] = look
        return self._resolved[name]

    @cached_property
    def _plain(self) -> Look:
        return self._look(self._default_style or "").over(self._defaults)

    def of_paragraph(self, properties: "Element | None") -> Look:
        """Return the look that a paragraph with these properties (``w:pPr``) gives its runs."""
        name = None if properties is None else value(properties.find(_PARAGRAPH_STYLE))
        return self._plain if name is None else self._look(name).over(self._defaults)

    def of_run(self, properties: "Element | None", base: Look) -> Look:
        """Return the look of a run with these properties (``w:rPr``) in a paragraph whose look is ``base``."""
        if properties is None:
            return base
        direct = look_of(properties)
        style = value(properties.find(_RUN_STYLE))
        over = direct if style is None else direct.over(self._look(style))
        return base if over == NO_LOOK else over.over(base)

    def numbering(self, name: str | None) -> NumberingOf | None:
        """Return the numbering of a paragraph style (None: the default style), its own or inherited."""
        if name not in self._lists:
            chain = self._chain(name or self._default_style)
            self._lists[name] = next((style.numbering for style in chain if style.numbering is not None), None)
        return self._lists[name]


def look_of(properties: "Element | None") -> Look:
    """Return what ``w:rPr`` itself says."""
    font, caps, hidden = None, None, None
    for each in () if properties is None else properties:
        if each.tag == _FONTS:
            font = value(each, "hAnsi") or value(each, "ascii")  # hAnsi is the one of letters with diacritics
        elif each.tag == _CAPS:
            caps = is_on(each)
        elif each.tag == _HIDDEN:
            hidden = is_on(each)
    return NO_LOOK if font is None and caps is None and hidden is None else Look(font, caps, hidden)


def numbering_of(properties: "Element") -> NumberingOf | None:
    """Return the numbering that ``w:pPr`` itself says, or None."""
    found = properties.find(_NUMBERING)
    if found is None:
        return None
    level = found.find(word("ilvl"))
    return NumberingOf(value(found.find(word("numId"))), None if level is None else number(level, 0))
