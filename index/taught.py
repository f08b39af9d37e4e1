"""Examples of questions that belong to no single provision.

They have no answer here (``unanswered.toml``), ask for a document's record (``fields.toml``), are answered by several
provisions together (``together.toml``), or only show how people speak (``phrases.txt``). Examples of one provision
stand beside its document.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, get_args

from hoi.corpus.normalise import nfc
from hoi.index.words import Language

Reason = Literal["off_topic", "near_miss", "beyond", "injection"]
REASONS: tuple[Reason, ...] = get_args(Reason)
FieldName = Literal["signer", "number", "issued_on", "effective_on", "issuer", "kind", "title", "field"]
FIELDS: tuple[FieldName, ...] = get_args(FieldName)
"""The fields of ``corpus.model.Metadata``."""

_UNANSWERED, _FIELDS, _TOGETHER = "unanswered.toml", "fields.toml", "together.toml"
_PHRASES = "phrases.txt"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question without an answer, and why it has none."""

    reason: Reason
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class OfRecord:
    """A question that a field of a document's record answers."""

    field: FieldName
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class Together:
    """A list, a comparison or "which points speak of …", and the provisions, each (document, locator)."""

    provisions: tuple[tuple[str, str], ...]
    language: Language
    text: str


def read_unanswered() -> Iterator[Unanswered]:
    """Yield the questions without an answer, by reason."""
    table = tomllib.loads(_source(_UNANSWERED))
    for reason in REASONS:
        yield from (Unanswered(reason, language, text) for language, text in _lines(table[reason]))


def read_fields() -> Iterator[OfRecord]:
    """Yield the questions about records, by field."""
    table = tomllib.loads(_source(_FIELDS))
    for field in FIELDS:
        yield from (OfRecord(field, language, text) for language, text in _lines(table[field]))


def read_together() -> Iterator[Together]:
    """Yield the questions that several provisions answer."""
    for each in tomllib.loads(_source(_TOGETHER))["together"]:
        places = [place.split(":", 1) for place in each["provisions"]]
        provisions = tuple((document, locator) for document, locator in places)
        yield from (Together(provisions, language, text) for language, text in _lines(each))


def read_phrases() -> Iterator[str]:
    """Yield everyday questions, which have the spoken words that formal texts lack."""
    lines = map(nfc, _source(_PHRASES).splitlines())
    yield from (line for line in lines if line and not line.startswith("#"))


def fingerprint() -> str:
    """Return the checksum of all of them."""
    sources = "\0".join(_source(name) for name in (_UNANSWERED, _FIELDS, _TOGETHER, _PHRASES))
    return hashlib.sha256(sources.encode("utf-8")).hexdigest()


def _lines(table: dict[str, Any]) -> Iterator[tuple[Language, str]]:
    for language in get_args(Language):
        yield from ((language, line) for line in table.get(language, ()))


def _source(name: str) -> str:
    return nfc(files("hoi.index").joinpath(name).read_text(encoding="utf-8"))
