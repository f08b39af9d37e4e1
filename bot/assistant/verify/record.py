"""The record of a document: a value of it beside the name of another field is as wrong as an invented one."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from hoi.bot.assistant.verify.evidence import Evidence
from hoi.bot.assistant.verify.fault import Fault
from hoi.bot.assistant.verify.lexicon import Lexicon, lowered
from hoi.bot.assistant.verify.line import Line
from hoi.bot.templates import field_labels


def misrecorded(text: str, said: Line, evidence: Evidence, known: Lexicon) -> Iterator[Fault]:
    """Return what a claim on a document's record says that the record does not."""
    head, colon, value = text.partition(":")
    field = _fields().get(lowered(head).strip()) if colon else None
    if field is not None and (stated := _stated(evidence, field)):
        if lowered(value).strip(" .") not in stated:
            yield Fault("figure" if any(char.isdigit() for char in value) else "name", value.strip())
        return
    novel = [word for word in said.words if word not in evidence.words and word not in known.allowed]
    if novel:
        yield Fault("polarity" if novel[0] in known.markers else "novel", novel[0])


def _stated(evidence: Evidence, field: str) -> frozenset[str]:
    """Return the forms in which the record states a field; none when it does not."""
    value = getattr(evidence.metadata, field)
    if isinstance(value, date):
        return frozenset((f"{value.day:02d}/{value.month:02d}/{value.year}", f"{value.day}/{value.month}/{value.year}"))
    return frozenset((lowered(value),)) if value else frozenset()


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    """Return the fields by the names that answers give them."""
    return {lowered(label): name for language in ("vi", "en") for label, name in field_labels(language).items()}
