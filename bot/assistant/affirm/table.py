"""The words of questions for yes or no and of clauses (``affirm.toml``), compiled once for each language."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hoi.corpus.normalise import nfc
from hoi.index.words import Language


@dataclass(frozen=True, slots=True)
class Fate:
    """What stands right after and right before the name of a body that was merged, has ended or remains.

    ``frame``: the words of a question about a body beside its name; ``aside``: phrases of it.
    """

    frame: frozenset[str]
    aside: re.Pattern[str]
    merged_after: re.Pattern[str]
    ended_after: re.Pattern[str]
    named_after: re.Pattern[str]
    listed_after: re.Pattern[str]
    kept_after: re.Pattern[str]
    unmerged_after: re.Pattern[str]
    merged_before: re.Pattern[str]
    ended_before: re.Pattern[str]
    named_before: re.Pattern[str]
    kept_before: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a kind, such as schools; ``any``: words for the kind that name no one member."""

    name: str
    one: re.Pattern[str]
    any: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Table:
    """All patterns of one language; see ``affirm.toml``."""

    frame: re.Pattern[str]
    loose: re.Pattern[str]
    actor: re.Pattern[str]
    everyone: re.Pattern[str]
    denies: re.Pattern[str]
    excepts: re.Pattern[str]
    hedges: re.Pattern[str]
    past: re.Pattern[str]
    asks_past: re.Pattern[str]
    bans: re.Pattern[str]
    asks_ban: re.Pattern[str]
    exceptions: re.Pattern[str]
    exempts: re.Pattern[str]
    bounds: re.Pattern[str]
    goes_on: re.Pattern[str]
    asks_out: re.Pattern[str]
    asks_end: re.Pattern[str]
    unlisted: re.Pattern[str]
    listed: re.Pattern[str]
    roles: re.Pattern[str]
    bodies: re.Pattern[str]
    bodies_aside: re.Pattern[str]
    asks_duty: re.Pattern[str]
    obliges: re.Pattern[str]
    aims: re.Pattern[str]
    issues: re.Pattern[str]
    fate: Fate
    kinds: tuple[Members, ...]
    classes: tuple[tuple[re.Pattern[str], str], ...]


_WHOLE_WORDS = (
    "frame",
    "loose",
    "asks_ban",
    "asks_out",
    "asks_end",
    "asks_duty",
    "bodies_aside",
    "issues",
    "asks_past",
)
"""Tables whose patterns end where a word ends."""


@lru_cache(maxsize=2)
def table(language: Language) -> Table:
    """Return the patterns of ``language``."""
    rows = _rows()
    words = {
        name: row[language].replace("\n", "") for name, row in rows.items() if name not in ("fate", "kind", "class")
    }
    return Table(
        **{name: _words(pattern, ends=name in _WHOLE_WORDS) for name, pattern in words.items()},
        fate=_fate(**rows["fate"][language]),
        kinds=tuple(
            Members(name, _words(row[language]), _words(row[f"any_{language}"])) for name, row in rows["kind"].items()
        ),
        classes=tuple((_words(row[language]), row[f"of_{language}"]) for row in rows["class"].values()),
    )


def _fate(frame: str, aside: str, place: str, **around: str) -> Fate:
    return Fate(
        frozenset(frame.split()), _words(aside), **{name: _around(name, each, place) for name, each in around.items()}
    )


def _words(pattern: str, *, ends: bool = True) -> re.Pattern[str]:
    end = r"(?!\w)" if ends else ""
    start = "" if pattern.startswith(",") else r"(?<!\w)"
    return re.compile(rf"{start}(?:{pattern}){end}")


def _around(name: str, pattern: str, place: str) -> re.Pattern[str]:
    return re.compile(rf"^{place}(?:{pattern})\b" if name.endswith("after") else rf"\b(?:{pattern})$")


def _rows() -> dict[str, Any]:
    return tomllib.loads(nfc(files("hoi.bot.assistant.affirm").joinpath("affirm.toml").read_text(encoding="utf-8")))
