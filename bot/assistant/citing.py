"""Citing: the slices of the texts that carry an answer, best first."""

from collections.abc import Iterator
from dataclasses import replace

from hoi.bot.assistant.answer import Citation, Language
from hoi.bot.assistant.choice import Choice
from hoi.bot.assistant.cues import Field
from hoi.bot.assistant.items import Items
from hoi.corpus.labels import label
from hoi.corpus.model import Document, Provision, Span
from hoi.corpus.normalise import fold


def citations(choice: Choice, items: Items, language: Language) -> Iterator[Citation]:
    """Yield the citations of an answer: its provisions, then the headings that name the periods it names."""
    if choice.kind in ("not_found", "refused", "unreadable"):
        return
    headings: dict[tuple[str, str], Citation] = {}
    for document, provision in choice.places:
        of_fields = provision.kind == "meta" and choice.fields
        span = _field_span(document, provision, choice.fields) if of_fields else provision.span
        heading = items.period_heading(document, provision)
        yield replace(cite(document, provision, language, span), period=items.period(document, provision, language))
        if heading is not None:
            headings[document.id, heading.locator] = replace(cite(document, heading, language), heading=True)
    yield from headings.values()


def cite(document: Document, provision: Provision, language: Language, span: Span | None = None) -> Citation:
    """Return the citation of a provision, or of a ``span`` of it."""
    said = label(document, provision.locator, language)
    return Citation.cut(document, provision.locator, said, span or provision.span)


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
