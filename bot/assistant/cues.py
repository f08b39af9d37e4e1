"""The words questions are asked with (``aspects.toml``), compiled once for each language."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from hoi.bot.assistant.answer import Language


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a document's record, and the label of its line in the text."""

    name: str
    cue: re.Pattern[str]
    label: str


@dataclass(frozen=True, slots=True)
class Thing:
    """Something asked for that a provision must hold; ``beyond``: a plan says it in its later parts."""

    name: str
    cue: re.Pattern[str]
    evidence: re.Pattern[str]
    beyond: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of one language, as patterns over folded text."""

    fields: tuple[Field, ...]
    things: tuple[Thing, ...]
    cut: re.Pattern[str]
    cut_name: re.Pattern[str]
    comparison: re.Pattern[str]
    list: re.Pattern[str]
    joining: re.Pattern[str]
    pointing: re.Pattern[str]
    injection: re.Pattern[str]
    abuse: re.Pattern[str]


@lru_cache(maxsize=2)
def cues(language: Language) -> Cues:
    """Return the cues of ``language``."""
    table = tomllib.loads(files("hoi.bot.assistant").joinpath("aspects.toml").read_text(encoding="utf-8"))
    return Cues(
        fields=tuple(Field(name, re.compile(row[language]), row["label"]) for name, row in table["field"].items()),
        things=tuple(
            Thing(name, re.compile(row[language]), re.compile(row["evidence"]), row.get("beyond", False))
            for name, row in table["thing"].items()
        ),
        cut=re.compile(table["cut"][language]),
        cut_name=re.compile(table["cut"][f"name_{language}"]),
        **{name: re.compile(row[language]) for name, row in table["form"].items()},
    )
