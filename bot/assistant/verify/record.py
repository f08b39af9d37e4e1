"""The record of a document: a value of it beside the name of another field is as wrong as an invented one."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from hoi.bot.assistant.verify.evidence import Evidence
from hoi.bot.assistant.verify.fault import Fault
from hoi.bot.assistant.verify.lexicon import Lexicon, lowered
from hoi.bot.assistant.verify.line import Line
from hoi.bot.templates import field_openings


def opened(text: str, evidence: Evidence) -> tuple[Fault, ...] | None:
    """Return the faults of a claim that begins as answers give a field, none if the record says so; else None."""
    begun = lowered(text).strip()
    opening = next((each for each in _openings() if begun.startswith(f"{each} ")), None)
    stated = _stated(evidence, _openings()[opening]) if evidence.record and opening else frozenset[str]()
    if opening is None or not stated:
        return None
    value = begun.removeprefix(opening).strip(" .")
    return () if value in stated else (Fault("figure" if any(map(str.isdigit, value)) else "name", value),)


def misrecorded(said: Line, evidence: Evidence, known: Lexicon) -> Iterator[Fault]:
    """Return what a claim on a document's record says that the record does not."""
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
def _openings() -> dict[str, str]:
    """Return the fields by what answers begin with that give them, the longest first."""
    both = {lowered(begun): name for language in ("vi", "en") for begun, name in field_openings(language).items()}
    return dict(sorted(both.items(), key=lambda each: -len(each[0])))
