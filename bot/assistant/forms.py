"""The form of a question (``forms.toml``): what an answer to it has to begin with."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.bags import BagsAsked, bags_asked
from hoi.bot.assistant.question import Reading
from hoi.corpus.normalise import fold
from hoi.index.words import content

_ENDS = " ?!.,:;…~"


@dataclass(frozen=True, slots=True)
class Form:
    """What a question asks for beside its subject.

    ``yes_no``: for yes or no, in words that an affirming clause answers with yes; ``mention``: only whether something
    is named; ``wording``: about the words themselves; ``universal``: of all of them; ``now``: of the present day;
    ``left``: how long is left; ``when``, ``who``:
    for a time, for who is in charge; ``bags``: what it asks about plastic bags across the documents, if it does.
    """

    yes_no: bool
    turned: bool
    mention: bool
    wording: bool
    universal: bool
    now: bool
    left: bool
    when: bool
    who: bool
    bags: BagsAsked | None


def form_of(reading: Reading) -> Form:
    """Return the form of a question as understood."""
    own = fold(reading.text).strip(_ENDS)
    cue = {name: bool(pattern.search(own)) for name, pattern in _patterns(reading.language).items()}
    things = {each.name for each in reading.things}
    return Form(
        **{name: cue[name] for name in ("yes_no", "turned", "mention", "wording", "universal", "now", "left")},
        when="date" in things,
        who="lead" in things,
        bags=bags_asked(reading),
    )


def without_frame(text: str, language: Language) -> list[str]:
    """Return the subject words of ``text``, a question for yes or no, in the order they stand."""
    placeless = re.sub(_table()["frame"]["place"], " ", text, flags=re.IGNORECASE)
    beside = frozenset(_table()["frame"][language].split())
    return [word for word in content(placeless, language) if word not in beside]


@lru_cache(maxsize=2)
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    rows = {name: row[language] for name, row in _table().items() if name != "frame"}
    return {name: re.compile(rf"(?<!\w)(?:{pattern})") for name, pattern in rows.items()}


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files("hoi.bot.assistant").joinpath("forms.toml").read_text(encoding="utf-8"))
