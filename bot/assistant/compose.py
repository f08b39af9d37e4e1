"""Composing: a choice to words, extractive; every figure comes from the text that is cited beside it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hoi.bot.assistant.answer import Answer, Citation, Language, Status
from hoi.bot.assistant.choose import Choice, Kind
from hoi.bot.assistant.cues import Field
from hoi.bot.assistant.question import Reading
from hoi.bot.templates import render
from hoi.corpus.changes import touching
from hoi.corpus.labels import label
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision, Span
from hoi.corpus.normalise import fold, syllables
from hoi.corpus.periods import headings_above, of_provisions
from hoi.index.search import Finder
from hoi.index.words import content, words

SHORT = 60
"""Syllables of a provision up to which it is always shown whole; of a longer one, the parts that answer."""


@dataclass(frozen=True, slots=True)
class Item:
    """One provision as shown: the period it is for, and its words in the language of the answer."""

    scope: str
    text: str


class Composer:
    """Writes answers about one library; ``finder`` knows the sentences of each provision."""

    def __init__(self, library: Library, finder: Finder) -> None:
        self._library = library
        self._finder = finder
        self._periods = {document.id: of_provisions(document) for document in library}
        self._headings = {document.id: headings_above(document) for document in library}

    def compose(self, reading: Reading, choice: Choice, question: str, today: date) -> Answer:
        """Return the answer that ``choice`` makes."""
        text = self._text(reading, choice)
        citations = tuple(self._citations(reading, choice))
        notes = tuple(self._notes(reading, choice, citations, today))
        status = _STATUS[choice.kind]
        return Answer(question, reading.read_as, reading.language, status, text, citations, notes, choice.confidence)

    def _text(self, reading: Reading, choice: Choice) -> str:
        language = reading.language
        if choice.kind == "field":
            document = choice.places[-1][0]
            rows = [_row(document, field, language) for field in choice.fields]
            return render("field", language, rows=rows, document=document.full_name.say(language))
        # The heading our copy stops at is cited when nothing else is there, but says nothing itself.
        shown = choice.places if choice.kind != "partial" or len(choice.places) > 1 else ()
        levels = len({document.level for document, _ in shown}) > 1
        items = [self._item(reading, *place, with_level=levels) for place in shown]
        return render(
            choice.kind,
            language,
            items=items,
            count=_count(len(items), language),
            document=choice.missing.name.say(language) if choice.missing else "",
            cut=choice.missing.cut_after if choice.missing else "",
        )

    def _item(self, reading: Reading, document: Document, provision: Provision, *, with_level: bool) -> Item:
        text = provision.text.removeprefix(provision.label).strip()
        if reading.language == "en":
            text = document.gloss.get(provision.locator, text)
        scope = self._scope(document, provision, reading.language)
        if with_level:
            level = _words(reading.language)["level"][document.level]
            scope = f"{level}, {scope[:1].lower()}{scope[1:]}" if scope else level
        return Item(scope, self._shown(reading, document, provision, text))

    def _shown(self, reading: Reading, document: Document, provision: Provision, text: str) -> str:
        """Return the sentences and clauses of a provision that share most with the question; the quote has it all."""
        pieces = self._finder.pieces(document.id, provision.locator, reading.language)
        if len(syllables(text)) <= SHORT or len(pieces) < 2 or reading.list:
            return text
        asked = set(content(reading.search, reading.language))
        shared = [len(asked & set(words(piece, reading.language))) for piece in pieces]
        enough = [place for place, count in enumerate(shared) if 2 * count >= max(shared)]
        run = pieces[enough[0] : enough[-1] + 1]  # whole, in the text's own order: nothing left out in between
        return " ".join(run).removeprefix(provision.label).strip(" ;") or text

    def _scope(self, document: Document, provision: Provision, language: Language) -> str:
        """Return the name of the period the provision stands under, without its number."""
        heading = self._period_heading(document, provision)
        if heading is None:
            return ""
        said = document.gloss.get(heading.locator, heading.text) if language == "en" else heading.text
        return said.removeprefix(heading.label).strip()

    def _citations(self, reading: Reading, choice: Choice) -> Iterator[Citation]:
        if choice.kind in ("not_found", "refused", "unreadable"):
            return
        headings: dict[tuple[str, str], Citation] = {}
        for document, provision in choice.places:
            of_fields = provision.kind == "meta" and choice.fields
            span = _field_span(document, provision, choice.fields) if of_fields else provision.span
            yield self._cite(reading, document, provision, span)
            heading = self._period_heading(document, provision)
            if heading is not None:
                headings[document.id, heading.locator] = self._cite(reading, document, heading, heading.span)
        yield from headings.values()  # they name the period that the answer names

    def _cite(self, reading: Reading, document: Document, provision: Provision, span: Span) -> Citation:
        return Citation.cut(document, provision.locator, label(document, provision.locator, reading.language), span)

    def _period_heading(self, document: Document, provision: Provision) -> Provision | None:
        """Return the heading that names the period ``provision`` is for, if one does."""
        heading = self._headings[document.id].get(provision.locator)
        return None if heading is None else document.provision(heading)

    def _notes(self, reading: Reading, choice: Choice, citations: tuple[Citation, ...], today: date) -> Iterator[str]:
        language = reading.language
        cited = [(self._library.get(each.document), each) for each in citations]
        periods = {self._periods[document.id].get(each.locator) for document, each in cited}
        changed = {
            (change.document, change.locator)
            for document, each in cited
            if choice.kind != "field"
            for change in touching(document, each.quote, today)
            if change.document in self._library
        }
        noted = render(
            "notes",
            language,
            ended=sorted(period for period in periods if period is not None and period.end < today.year),
            changes=[self._said(*change, language) for change in sorted(changed)],
            digests=sorted({document.name.say(language) for document, each in cited if not each.verbatim}),
            unheld=choice.doubted if choice.kind == "not_found" else (),
            cut=choice.missing.cut_after if choice.kind == "not_found" and choice.missing else None,
            document=choice.missing.name.say(language) if choice.missing else "",
            gloss=language == "en" and bool(citations),
        )
        yield from (line for line in noted.splitlines() if line.strip())

    def _said(self, document_id: str, locator: str, language: Language) -> str:
        document = self._library.get(document_id)
        text = document.provision(locator).text
        return document.gloss.get(locator, text) if language == "en" else text


_STATUS: dict[Kind, Status] = {
    "fact": "answered",
    "comparison": "answered",
    "list": "answered",
    "field": "answered",
    "correction": "answered",
    "partial": "partial",
    "not_found": "not_found",
    "unreadable": "not_found",
    "refused": "refused",
}


def _field_span(document: Document, record: Provision, fields: tuple[Field, ...]) -> Span:
    """Return the smallest span of a part of the document's record that holds the lines of these fields."""
    spans: list[Span] = []
    start = record.span.start
    for line in record.text.split("\n"):
        if any(_states(document, field, line) for field in fields):
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    if any(not field.label for field in fields):  # the title is the first line
        first = record.text.split("\n", 1)[0]
        spans.append(Span(record.span.start, record.span.start + len(first)))
    return Span(min(spans).start, max(span.end for span in spans)) if spans else record.span


def _states(document: Document, field: Field, line: str) -> bool:
    """Tell whether a line of the record states a field: after its printed label, or as the very words of its value."""
    value = getattr(document.metadata, field.name)
    printed = isinstance(value, str) and fold(value) == fold(line)
    return bool(field.label) and (line.startswith(field.label) or printed)


def _row(document: Document, field: Field, language: Language) -> dict[str, str]:
    value = getattr(document.metadata, field.name)
    said = f"{value.day:02d}/{value.month:02d}/{value.year}" if isinstance(value, date) else value
    table = _words(language)["field"]
    return {"label": table[field.name], "value": said or table["unknown"]}


def _count(number: int, language: Language) -> str:
    """Return a count in words: figures in an answer are those of the text."""
    names = _words(language)["count"]["names"]
    return str(names[number]) if number < len(names) else str(number)


@lru_cache(maxsize=2)
def _words(language: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("hoi.prompts").joinpath(language, "words.toml").read_text(encoding="utf-8"))
