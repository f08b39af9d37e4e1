"""Questions about plastic bags that no one document answers: the roadmap, and whether bags may be used at a place."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.question import Reading
from hoi.corpus.model import Bilingual
from hoi.corpus.normalise import fold, nfc
from hoi.index.words import content

_NAMES = ("whole", "ban", "who", "narrower", "bags", "days")


@dataclass(frozen=True, slots=True)
class BagsAsked:
    """What is asked about plastic bags and single-use plastic.

    ``whole``: the roadmap as such, else whether they may be used or what has to be done; ``places`` where, by the names
    the roadmap has them by, an empty one for a place that stands in no text; ``who``: who has to do it; ``bags``: it
    names bags; ``province``: it names the province.
    """

    whole: bool
    places: tuple[Bilingual, ...]
    who: bool
    bags: bool
    province: bool


def bags_asked(reading: Reading) -> BagsAsked | None:
    """Return what a question asks about plastic bags, None when it is about anything narrower: a document, a figure."""
    if reading.context or reading.documents or reading.cited or reading.unheld or reading.percentages:
        return None
    if reading.level == "national" or reading.both_levels or reading.comparison:
        return None
    own, cues = fold(reading.text), _patterns(reading.language)
    whole = bool(cues["whole"].search(own))
    if not whole and cues["narrower"].search(cues["who"].sub(" ", own)):
        return None
    rest, places = _without_places(reading.text, reading.language)
    if not (whole or cues["ban"].search(own)) or not _only_about_bags(cues["days"].sub(" ", rest), reading.language):
        return None
    return BagsAsked(
        whole, places, bool(cues["who"].search(own)), bool(cues["bags"].search(own)), reading.level == "provincial"
    )


def _without_places(text: str, language: Language) -> tuple[str, tuple[Bilingual, ...]]:
    """Return a question without the places it names, and those places, each once."""
    rest, found = nfc(text).lower(), list[Bilingual]()
    for pattern, name in _places(language):
        rest, times = pattern.subn(" ", rest)
        found += [name] if times else []
    return rest, tuple(found)


def _only_about_bags(text: str, language: Language) -> bool:
    known = _table()["words"]
    asked = set(content(text, language))
    return asked <= set(known[language].split()) and bool(asked & set(known[f"least_{language}"].split()))


@lru_cache(maxsize=2)
def _places(language: Language) -> tuple[tuple[re.Pattern[str], Bilingual], ...]:
    rows = _table()["place"]
    return tuple((re.compile(rf"(?<!\w)(?:{row[language]})"), Bilingual(**row["name"])) for row in rows)


@lru_cache(maxsize=2)
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"(?<!\w)(?:{_table()[name][language]})") for name in _NAMES}


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(nfc(files("hoi.bot.assistant").joinpath("bags.toml").read_text(encoding="utf-8")))
