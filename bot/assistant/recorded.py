"""Records: whether what a question for yes or no says of a document is what its record says."""

import re
from datetime import date
from typing import Literal

from hoi.bot.assistant.cues import Field
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.persons import signer
from hoi.bot.assistant.question import Reading
from hoi.corpus.agencies import find
from hoi.corpus.days import Day, days
from hoi.corpus.model import Document
from hoi.corpus.normalise import fold
from hoi.corpus.periods import Period
from hoi.index.words import Language, content

Agreement = Literal["right", "wrong", "unsure"]

_ISSUED_BY = re.compile(r"\bby (?:the )?(.+)$")
_ISSUER_IN_ENGLISH = re.compile(r" \d{4} of (?:the )?(.+)$")
_BY_AN_AGENCY = re.compile(r"\bdo (?!ai\b).{2,60} ban hành\b|\b(?:issued|adopted) by\b")
_FIELD = re.compile(r"\blĩnh vực (.+?)(?: (?:phải|đúng|có phải)? ?(?:không|ko|chứ|à|hả))?[ ?.!]*$", re.IGNORECASE)


def agreement(reading: Reading, form: Form, document: Document, fields: tuple[Field, ...]) -> Agreement:
    """Return whether what the question names is what the record of ``document`` says in ``fields``.

    ``wrong`` when another person, day, agency or field is named; ``right`` when all fields are. Until when a document
    is in force no record says.
    """
    if not form.yes_no or form.turned or form.validity or not fields:
        return "unsure"
    names = {field.name for field in fields}
    found = {_of(reading.text, document, name, reading.language) for name in names | _named_beside(reading, names)}
    if "wrong" in found:
        return "wrong"
    return "right" if found == {"right"} else "unsure"


def _named_beside(reading: Reading, asked: set[str]) -> set[str]:
    """Return the fields that a question gives a value of beside those that its words ask for."""
    own, found = reading.text, set[str]()
    if days(own, english=reading.language == "en") and not asked & {"issued_on", "effective_on"}:
        found.add("issued_on")
    if signer(own) is not None:
        found.add("signer")
    if _BY_AN_AGENCY.search(own) and signer(own) is None:
        found.add("issuer")
    return found


def ended(reading: Reading, last: Period | None) -> Agreement:
    """Return ``wrong`` where a document is said to have ended in a year before the last that it sets targets for."""
    asked = days(reading.text, english=reading.language == "en")
    before = last is not None and len(asked) == 1 and asked[0].relation == "at" and asked[0].year < last.end
    return "wrong" if before else "unsure"


def _of(asked: str, document: Document, field: str, language: Language) -> Agreement:
    value = getattr(document.metadata, field)
    if isinstance(value, date):
        return dated(days(asked, english=language == "en"), value)
    if not value:
        return "unsure"
    if fold(value) in fold(asked):
        return "right"
    match field:
        case "signer":
            return _signed(asked, document)
        case "issuer":
            return _issued_by(asked, document) if language == "en" else _issued(asked, value)
        case "field":
            return "wrong" if (named := _FIELD.search(asked)) and content(named[1], language) else "unsure"
    return "unsure"


def dated(asked: tuple[Day, ...], value: date) -> Agreement:
    """Return whether the one day, month or year asked about is that of ``value``."""
    if len(asked) != 1 or asked[0].relation != "at":
        return "unsure"
    return "right" if asked[0].agrees(Day.of(value)) else "wrong"


def _signed(asked: str, document: Document) -> Agreement:
    """Return whether the person, or the holder of the office, who is said to have signed did."""
    named = signer(asked)
    if named is not None:
        return "unsure" if set(fold(named).split()) <= set(fold(document.metadata.signer or "").split()) else "wrong"
    offices = {fold(each.agency.name) for each in find(asked)}
    issuers = {fold(each.agency.name) for each in find(document.metadata.issuer or "")}
    return "wrong" if offices and issuers and not offices & issuers else "unsure"


def _issued(asked: str, value: str) -> Agreement:
    names = {fold(each.agency.name) for each in find(asked)}
    issuers = {fold(each.agency.name) for each in find(value)}
    if not names or not issuers or len(names) > 1:
        return "unsure"
    return "right" if names == issuers else "wrong"


def _issued_by(asked: str, document: Document) -> Agreement:
    """Return the same for an English question, by the issuer's name in the English name of the document."""
    named, held = _ISSUED_BY.search(asked.strip(" ?.!")), _ISSUER_IN_ENGLISH.search(document.full_name.en)
    if named is None or held is None:
        return "unsure"
    said, known = set(content(named[1], "en")), set(content(held[1], "en"))
    if not said:
        return "unsure"
    return "right" if said <= known else "wrong" if not said & known else "unsure"
