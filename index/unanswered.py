"""Questions the documents do not answer: examples that teach when to decline."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, get_args

from hoi.corpus.normalise import nfc
from hoi.index.words import Language

Reason = Literal["off_topic", "near_miss", "beyond", "injection"]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One such question and why it has no answer."""

    reason: Reason
    language: Language
    text: str


def read_unanswered() -> Iterator[Unanswered]:
    """Yield the examples of ``unanswered.toml``, by reason."""
    table = tomllib.loads(_source())
    for reason in REASONS:
        for language in get_args(Language):
            yield from (Unanswered(reason, language, line) for line in table[reason][language])


def fingerprint() -> str:
    """Return the checksum of the examples."""
    return hashlib.sha256(_source().encode("utf-8")).hexdigest()


def _source() -> str:
    return nfc(files("hoi.index").joinpath("unanswered.toml").read_text(encoding="utf-8"))
