"""The words questions are asked with (``aspects.toml``), compiled once."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


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
    """All cues, as compiled patterns over folded text."""

    fields: tuple[Field, ...]
    things: tuple[Thing, ...]
    cut: re.Pattern[str]
    cut_name: re.Pattern[str]
    comparison: re.Pattern[str]
    list: re.Pattern[str]
    followup: re.Pattern[str]
    injection: re.Pattern[str]
    abuse: re.Pattern[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Return the cues of ``aspects.toml``."""
    table = tomllib.loads(files("hoi.bot.assistant").joinpath("aspects.toml").read_text(encoding="utf-8"))
    return Cues(
        fields=tuple(Field(name, re.compile(row["cues"]), row["label"]) for name, row in table["field"].items()),
        things=tuple(
            Thing(name, re.compile(row["cues"]), re.compile(row["evidence"]), row.get("beyond", False))
            for name, row in table["thing"].items()
        ),
        cut=re.compile(table["cut"]["cues"]),
        cut_name=re.compile(table["cut"]["name"]),
        **{name: re.compile(pattern) for name, pattern in table["form"].items()},
    )
