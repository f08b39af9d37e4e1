"""The words questions are asked with (``aspects.toml``), compiled once for each language."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.patterns import at_a_word


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a document's record, and the label of its line in the text."""

    name: str
    cue: re.Pattern[str]
    label: str


@dataclass(frozen=True, slots=True)
class Thing:
    """Something asked for that a provision must hold; ``beyond``: a plan says it in its later parts.

    What is held is told by the words of ``evidence``, or else is a value of the field ``recorded`` of some record.
    """

    name: str
    cue: re.Pattern[str]
    evidence: re.Pattern[str] | None
    recorded: str
    beyond: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of one language, as patterns over folded text."""

    fields: tuple[Field, ...]
    things: tuple[Thing, ...]
    cut: re.Pattern[str]
    heading_name: re.Pattern[str]
    comparison: re.Pattern[str]
    list: re.Pattern[str]
    targets: re.Pattern[str]
    percent: re.Pattern[str]
    figure: re.Pattern[str]
    figureless: re.Pattern[str]
    whole: re.Pattern[str]
    changed: re.Pattern[str]
    basis: re.Pattern[str]
    joining: re.Pattern[str]
    turning: re.Pattern[str]
    pointing: re.Pattern[str]
    same_place: re.Pattern[str]
    whose: re.Pattern[str]
    beside: re.Pattern[str]
    in_all: re.Pattern[str]
    dropping: re.Pattern[str]
    manner: re.Pattern[str]
    confirming: re.Pattern[str]
    injection: re.Pattern[str]
    abuse: re.Pattern[str]


@lru_cache(maxsize=2)
def cues(language: Language) -> Cues:
    """Return the cues of ``language``."""
    table = _table()
    return Cues(
        fields=tuple(Field(name, at_a_word(row[language]), row["label"]) for name, row in table["field"].items()),
        things=tuple(
            Thing(
                name,
                at_a_word(row[language]),
                at_a_word(row["evidence"]) if "evidence" in row else None,
                row.get("recorded", ""),
                row.get("beyond", False),
            )
            for name, row in table["thing"].items()
        ),
        cut=at_a_word(table["cut"][language]),
        heading_name=at_a_word(table["cut"][f"name_{language}"]),
        **{name: at_a_word(row[language]) for name, row in table["form"].items()},
    )


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return the words that tell an English question."""
    return frozenset(_table()["english"]["words"].split())


@lru_cache(maxsize=1)
def target_words() -> frozenset[str]:
    """Return the words a question about targets as such is made of: they are not its subject."""
    return frozenset(_table()["target_words"]["words"].split())


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files("hoi.bot.assistant").joinpath("aspects.toml").read_text(encoding="utf-8"))
