"""The record of a document: a value of it beside the name of another field is as wrong as an invented one."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from hoi.bot.assistant.verify.evidence import Evidence
from hoi.bot.assistant.verify.fault import Fault
from hoi.bot.assistant.verify.lexicon import Lexicon, lowered
from hoi.bot.assistant.verify.line import Line
from hoi.bot.assistant.verify.names import FIRST, LAST, MASK
from hoi.bot.templates import field_openings, words_of
from hoi.corpus.periods import printed_day, written_day


def opened(text: str, evidence: Evidence) -> tuple[Fault, ...] | None:
    """Return the faults of a claim that gives a field as answers do, none if the record says so; else None."""
    said = lowered(text).strip(" .")
    field, value, day = _given(said) or _begun(said)
    stated = _stated(evidence, field) if evidence.record and field else frozenset[str]()
    if not stated:
        return None
    wrong = [value] if value not in stated else []
    if day and day not in _stated(evidence, "issued_on"):
        wrong.append(day)
    return tuple(Fault("figure" if any(map(str.isdigit, each)) else "name", each) for each in wrong)


def _given(said: str) -> tuple[str, str, str] | None:
    """Return the field, the value and the day of a sentence of ``words.toml`` about a document named in it."""
    for form, field in _sentences():
        match = form.fullmatch(said)
        if match is not None:
            return field, match["value"], match.groupdict().get("day") or ""
    return None


def _begun(said: str) -> tuple[str, str, str]:
    """Return the field and the value of a claim that opens with the name of a field; empty when it does not."""
    opening = next((each for each in _openings() if said.startswith(f"{each} ")), "")
    return (_openings()[opening], said.removeprefix(opening).strip(), "") if opening else ("", "", "")


def misrecorded(said: Line, evidence: Evidence, known: Lexicon) -> Iterator[Fault]:
    """Return what a claim on a document's record says that the record does not."""
    novel = [word for word in said.words if word not in evidence.words and word not in known.allowed]
    if novel:
        yield Fault("polarity" if novel[0] in known.markers else "novel", novel[0])


def _stated(evidence: Evidence, field: str) -> frozenset[str]:
    """Return the forms in which the record states a field; none when it does not."""
    value = getattr(evidence.metadata, field)
    if isinstance(value, date):
        numbers = (f"{value.day:02d}/{value.month:02d}/{value.year}", f"{value.day}/{value.month}/{value.year}")
        return frozenset((*numbers, lowered(written_day(value, "en")), printed_day(value)))
    return frozenset(lowered(each) for each in (value, evidence.english.get(field)) if each) if value else frozenset()


@lru_cache(maxsize=1)
def _openings() -> dict[str, str]:
    """Return the fields by what answers begin with that give them, the longest first."""
    both = {lowered(begun): name for language in ("vi", "en") for begun, name in field_openings(language).items()}
    return dict(sorted(both.items(), key=lambda each: -len(each[0])))


@lru_cache(maxsize=1)
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the sentences that give fields, with the field each means; the document's name is hidden by then."""
    found = []
    for language in ("vi", "en"):
        words = words_of(language)["record"]
        dated = rf"[{FIRST}-{LAST}{MASK}]{{1,2}}(?: {re.escape(words['of'])} (?P<day>[\w/ ]*\d{{4}}))?"
        document = rf"(?:{dated}|{re.escape(lowered(words['it']))})"
        for field, form in words.items():
            said = re.escape(lowered(form)).replace(r"\{document\}", document).replace(r"\{value\}", "(?P<value>.+)")
            found += [(re.compile(said), field)] if field not in ("it", "of") else []
    return tuple(found)
