"""Records: whether what a question for yes or no says of a document is what its record says."""

import re
from datetime import date
from typing import Literal

from hoi.bot.assistant.cues import Field
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.question import Reading
from hoi.corpus.agencies import find
from hoi.corpus.agency_names import CAPITALISED
from hoi.corpus.model import Document
from hoi.corpus.normalise import fold

Agreement = Literal["right", "wrong", "unsure"]

_DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?<![/\d])(?:19|20)\d\d\b(?![/\d])")
_SPANS = re.compile(r"\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\b|\b\d+/(?:19|20)\d\d/?")
_PERSON = re.compile(
    r"\b(?:ông|bà|đồng chí|mr\.?|mrs\.?|ms\.?) ((?:(?!(?:ký|là|có|đã|phải|thì|ban|sign\w*|is|the)\b)[^\W\d]+ ?){2,4})",
    re.IGNORECASE,
)
_SIGNED_BY = re.compile(rf"(?:\b(?:do|signed by) )({CAPITALISED}(?: {CAPITALISED}){{1,3}})")


def agreement(reading: Reading, form: Form, document: Document, fields: tuple[Field, ...]) -> Agreement:
    """Return whether what the question names is what the record of ``document`` says in ``fields``.

    ``wrong`` only when it asks whether another person, day, year or agency is right; ``right`` when all fields are.
    """
    if not form.yes_no or form.turned or not fields:
        return "unsure"
    found = {_of(reading.text, document, field.name) for field in fields}
    if "wrong" in found:
        return "wrong" if form.right else "unsure"
    return "right" if found == {"right"} else "unsure"


def _of(asked: str, document: Document, field: str) -> Agreement:
    value = getattr(document.metadata, field)
    if isinstance(value, date):
        return _dated(asked, value)
    if not value:
        return "unsure"
    if fold(value) in fold(asked):
        return "right"
    if field == "signer":
        return _signed(asked, value)
    return _issued(asked, value) if field == "issuer" else "unsure"


def _dated(asked: str, value: date) -> Agreement:
    days = {(int(day), int(month), int(year)) for day, month, year in _DAY.findall(asked)}
    if days:
        return "right" if days == {(value.day, value.month, value.year)} else "wrong" if len(days) == 1 else "unsure"
    years = set(_YEAR.findall(_SPANS.sub(" ", asked)))
    if len(years) != 1 or re.search(r"\btháng \d", asked):
        return "unsure"
    return "right" if years == {str(value.year)} else "wrong"


def _signed(asked: str, value: str) -> Agreement:
    found = _PERSON.search(asked) or _SIGNED_BY.search(asked)
    if found is None:
        return "unsure"
    named = set(fold(found[1]).split())
    return "unsure" if named <= set(fold(value).split()) else "wrong"


def _issued(asked: str, value: str) -> Agreement:
    names = {fold(each.agency.name) for each in find(asked)}
    issuers = {fold(each.agency.name) for each in find(value)}
    if not names or not issuers or len(names) > 1:
        return "unsure"
    return "right" if names == issuers else "wrong"
