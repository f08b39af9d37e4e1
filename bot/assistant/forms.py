"""The form of a question (``forms.toml``): what an answer to it has to begin with."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.bags import BagsAsked, bags_asked
from hoi.bot.assistant.patterns import at_a_word
from hoi.bot.assistant.question import Reading
from hoi.corpus.normalise import fold
from hoi.corpus.periods import years
from hoi.index.words import content

_CUES = (
    "turned", "mention", "right", "wording", "universal", "remains", "merged", "into", "dissolved", "renamed",
    "negated", "allowed", "banned", "duty", "outside", "excepted", "ends", "now", "left", "validity",
    "count",
)  # fmt: skip
_ENDS = " ?!.,:;…~"


@dataclass(frozen=True, slots=True)
class Form:
    """What a question asks for beside its subject.

    ``yes_no``: for yes or no, ``turned``: in words that turn the answer round; ``mention``: only whether something is
    named; ``right``: whether what is said is right; ``wording``: about the words themselves; ``universal``: of all of
    them; ``remains``, ``merged``, ``renamed``, ``dissolved``: what became of a body, ``into``: whether it went into
    another, ``negated``: that it did not; ``allowed``, ``banned``: whether something may be done; ``duty``: whether it
    must be; ``outside``, ``excepted``, ``ends``: who is left out, what is excepted, whether it stops; ``now``: of the
    present day; ``left``: how long is left; ``validity``: until when a document is in force, ``over``: whether it ended
    in a year; ``count``: how many targets, tasks or points there are; ``ending``: when a period of targets ends, and
    nothing else; ``when``, ``who``: for a time, for who is in charge; ``bags``: what it asks about plastic bags across
    the documents, if it does.
    """

    yes_no: bool
    turned: bool
    mention: bool
    right: bool
    wording: bool
    universal: bool
    remains: bool
    merged: bool
    into: bool
    dissolved: bool
    renamed: bool
    negated: bool
    allowed: bool
    banned: bool
    duty: bool
    outside: bool
    excepted: bool
    ends: bool
    now: bool
    left: bool
    validity: bool
    over: bool
    count: bool
    ending: bool
    when: bool
    who: bool
    bags: BagsAsked | None

    @property
    def of_a_body(self) -> bool:
        """Whether it asks what became of a body."""
        return self.yes_no and (self.remains or self.merged or self.renamed or self.dissolved)


def form_of(reading: Reading) -> Form:
    """Return the form of a question as understood."""
    own = fold(reading.text).strip(_ENDS)
    cue = {name: bool(pattern.search(own)) for name, pattern in _patterns(reading.language).items()}
    things = {each.name for each in reading.things}
    yes_no = cue["yes_no"] and "date" not in things
    ending = cue["ending"] and _is_about_an_ending(reading)
    over = ending and yes_no and cue["of_a_document"] and bool(years(reading.text))
    return Form(
        **{name: cue[name] for name in _CUES} | {"validity": cue["validity"] or over},
        yes_no=yes_no,
        over=over,
        ending=ending,
        when="date" in things,
        who="lead" in things,
        bags=bags_asked(reading),
    )


def _is_about_an_ending(reading: Reading) -> bool:
    """Tell whether a question is about the end of a period or a plan and nothing narrower."""
    known = frozenset(_table()["ending"][f"words_{reading.language}"].split())
    return not (reading.context or reading.cited or reading.elsewhere) and known.issuperset(
        content(reading.text, reading.language)
    )


@lru_cache(maxsize=2)
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    return {name: at_a_word(row[language]) for name, row in _table().items()}


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files("hoi.bot.assistant").joinpath("forms.toml").read_text(encoding="utf-8"))
