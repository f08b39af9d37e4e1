"""Items: a provision as an answer shows it, under the name of its period and level, cut to the part that answers."""

import re
from collections.abc import Sequence

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.levels import level_at
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.opening import Item, names_period
from hoi.bot.assistant.question import Reading
from hoi.bot.templates import words_of
from hoi.corpus.figures import percentages
from hoi.corpus.labels import about
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import syllables
from hoi.corpus.periods import headings_above, years
from hoi.index.search import Finder
from hoi.index.words import content, words

BRIEF, SHORT = 45, 90
"""Syllables of a target up to which it is shown whole, and of any other provision; of a longer one, what answers.

A target says its share first: what it adds is left out where nobody asks for it. In other provisions as short the first
words govern the rest ("tuyên truyền …; kế hoạch, lộ trình …").
"""
ENOUGH = 0.8
"""Share of the words asked for in the clause that has most of them, from which another clause is shown as well."""
LONG_LIST = 240
"""Syllables of a list up to which its items are shown whole; of a longer one, the first clause of each."""

_LIMITS = re.compile(r"\b(?:trừ|ngoại lệ|không áp dụng|except\w*|does not apply)\b", re.IGNORECASE)
"""Words of a clause without which the one before it says too much."""
_ANNOUNCES = re.compile(r",?\s*(?:cụ thể )?như sau\s*:$")
_CUT = " […]"
"""What an item ends with of which only the first clause is shown."""
_NOT_AN_END = (" No.", " Art.")
"""What a sentence does not end with, though it looks so."""


class Items:
    """Shows provisions; ``finder`` knows the sentences of each."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def of(self, reading: Reading, places: Sequence[Place], *, listed: bool = False) -> list[Item]:
        """Return the items of an answer; the level is named where both stand in it, or where it is asked for."""
        sides = _sides(places, reading.language, by_document=reading.across, whose=reading.whose)
        periods = [self.period(*place, reading.language) for place in places]
        texts = [place[0].said(place[1], reading.language) for place in places]
        if listed:
            if sum(len(syllables(text)) for text in texts) > LONG_LIST:
                texts = [self._first(*place, reading.language, text) for place, text in zip(places, texts, strict=True)]
        else:
            texts = [self._shown(reading, *place, text) for place, text in zip(places, texts, strict=True)]
            named = [self._names_its_period(*place, text) for place, text in zip(places, texts, strict=True)]
            periods = ["" if said else period for period, said in zip(periods, named, strict=True)]
        shown = zip(texts, sides, periods, strict=True)
        return [Item(_ended(text), side, period) for text, side, period in shown]

    def period_heading(self, document: Document, provision: Provision) -> Provision | None:
        """Return the heading that names the period ``provision`` is for, if one does."""
        heading = headings_above(document).get(provision.locator)
        return None if heading is None else document.provision(heading)

    def period(self, document: Document, provision: Provision, language: Language) -> str:
        """Return the name of the period ``provision`` is for, without its number; empty when it has none."""
        heading = self.period_heading(document, provision)
        return "" if heading is None else document.said(heading, language)

    def _names_its_period(self, document: Document, provision: Provision, text: str) -> bool:
        """Tell whether a text opens with the period it is for: "Đến hết năm 2025, 70% …"."""
        heading = self.period_heading(document, provision)
        return heading is not None and max(years(heading.text)) in years(names_period(text))

    def _shown(self, reading: Reading, document: Document, provision: Provision, text: str) -> str:
        """Return the sentences and clauses of a provision that share most with the question; the quote has it all."""
        length = len(syllables(text))
        if length <= BRIEF or (reading.same_place and reading.besides):  # what else is said there
            return text
        pieces = self._pieces(document, provision, reading.language)
        if len(pieces) < 2 or (length <= SHORT and not percentages(pieces[0])):
            return text
        asked = set(content(reading.search, reading.language))
        said = [asked & set(words(piece, reading.language)) for piece in pieces]
        most = max(map(len, said))
        # those that say about as much as the one that says most, and those that say what they leave unsaid
        taken = [place for place, shared in enumerate(said) if shared and len(shared) >= ENOUGH * most]
        left = asked.difference(*(said[place] for place in taken))
        taken += [place for place, shared in enumerate(said) if shared & left]
        first = 0 if length <= SHORT else min(taken, default=0)
        return _slice(text, pieces[first], pieces[max(taken)]) if taken else text

    def _first(self, document: Document, provision: Provision, language: Language, text: str) -> str:
        pieces = self._pieces(document, provision, language)
        return f"{_slice(text, pieces[0], pieces[0])}{_CUT}" if len(pieces) > 1 else text

    def _pieces(self, document: Document, provision: Provision, language: Language) -> list[str]:
        """Return the sentences and clauses of a provision that may stand alone; none when it is only shown whole."""
        if not document.verbatim:  # a statement of a digest is short, and hedged or limited by its last words
            return []
        found: list[str] = []
        for piece in self._finder.pieces(document.id, provision.locator, language):
            if found and (found[-1].endswith(_NOT_AN_END) or ":" in found[-1] or _LIMITS.search(piece)):
                found[-1] += f" {piece}"
            elif bare := piece.removeprefix(provision.label).strip():  # a label may be a piece of its own
                found.append(bare)
        return found


def _sides(places: Sequence[Place], language: Language, *, by_document: bool, whose: bool) -> list[str]:
    """Return what tells the sources of provisions apart: their levels, or the documents where levels do not.

    A part of a digest on another document names that document itself.
    """
    levels = {level_at(*place) for place in places}
    sources = {document.id for document, _ in places}
    if len(sources) < 2 and len(levels) < 2 and not whose:
        return [""] * len(places)
    others = [about(document, provision.locator) is not None for document, provision in places]
    if by_document or any(others):
        return ["" if other else place[0].name.say(language) for place, other in zip(places, others, strict=True)]
    named = words_of(language)["level"]
    return [str(named[level_at(*place)]) if whose or len(levels) > 1 else "" for place in places]


def _ended(text: str) -> str:
    """Return ``text`` with a full stop where a cut left it without an end, and without "như sau:" of what follows."""
    text = _ANNOUNCES.sub("", text)
    return f"{text}." if text[-1:].isalnum() or text.endswith(("%", ")", "”")) else text


def _slice(text: str, first: str, last: str) -> str:
    """Return ``text`` from the piece ``first`` to the piece ``last``, all of it when they do not stand in it."""
    start = max(text.find(first), 0)
    end = text.find(last, start)
    return text[start : end + len(last)].strip(" ;") if end >= 0 else text
