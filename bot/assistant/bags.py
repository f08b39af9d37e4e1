"""Questions about plastic that no one document answers: what may be done, where, from when; the roadmap as such."""

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.measures import Measure, without
from hoi.bot.assistant.patterns import at_a_word
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.times import times, without_times
from hoi.corpus.model import Bilingual
from hoi.corpus.normalise import UPPER, fold, nfc
from hoi.index.words import content

Topic = Literal["roadmap", "end", "rules", "where", "local", "act"]
Sense = Literal["allowed", "banned", ""]

_TOPICS: tuple[Topic, ...] = ("end", "roadmap", "where", "local", "rules")
_DECIDED_BY = ("nd-08-2022", "kh-235-2021")
"""Documents a question may name: the decree, and the plan."""
_FIRST = date(2026, 1, 1)
"""The first day the rules hold: what is asked of an earlier one is asked of the targets."""


@dataclass(frozen=True, slots=True)
class BagsAsked:
    """What is asked about plastic.

    ``topic``: the roadmap, its end, the places a rule names, what the province has itself, the rules that apply, or
    whether something may be done (``act``); ``sense``: whether it is allowed, or banned; ``covered``: whether a rule is
    for it; ``make``: produced or imported, rather than used. ``things``: bags, packaging, products, plastic at large.
    ``places`` where, by the names the roadmap has them by; ``unlisted`` those that stand in no text, as the question
    has them. ``since`` is the first day asked about, ``exact`` given as a day; ``besides`` what decides beside
    (``bags.toml``); ``document`` the one it names. ``sure``: it says nothing else, and not the contrary.
    """

    topic: Topic
    sense: Sense
    covered: bool
    make: bool
    things: frozenset[str]
    places: tuple[Bilingual, ...]
    unlisted: tuple[str, ...]
    yes_no: bool
    who: bool
    when: bool
    since: date | None
    exact: bool
    besides: frozenset[str]
    measure: Measure
    sure: bool
    province: bool = False
    document: str = ""

    @property
    def whole(self) -> bool:
        """Whether it is about the roadmap as such, not of a place."""
        return self.topic in ("roadmap", "end") and not (self.places or self.unlisted)

    @property
    def is_complete(self) -> bool:
        """Whether it says what it is about and what it wants to know of it."""
        about = self.things or (self.topic in ("rules", "act") and self.places)
        return bool(about) and (self.topic != "act" or bool(self.sense or self.who))

    def after(self, before: "BagsAsked") -> "BagsAsked":
        """Return what it asks where it continues ``before``."""
        placed = self.places or self.unlisted
        return replace(
            self,
            topic=before.topic if self.topic == "act" else self.topic,
            sense=self.sense or before.sense,
            make=self.make or (before.make and not placed),
            things=self.things or before.things,
            places=self.places if placed else before.places,
            unlisted=self.unlisted if placed else before.unlisted,
            yes_no=self.yes_no or (before.yes_no and not self.when),
            since=self.since or (None if self.when else before.since),
            besides=self.besides | before.besides,
            measure=self.measure or before.measure,
        )


def bags_asked(reading: Reading) -> BagsAsked | None:
    """Return what a question asks about plastic, None when it asks about anything narrower: a figure, a penalty."""
    if reading.cited or reading.percentages or reading.level == "national" or reading.both_levels or reading.comparison:
        return None
    if len(reading.documents) > 1 or not reading.documents <= set(_DECIDED_BY):
        return None
    found: BagsAsked | None = None
    for text in (*reading.before, reading.text):
        own = _said(text, reading.language)
        found = own if own is None or own.is_complete else own.after(found) if found is not None and own.sure else None
    if found is None or not found.is_complete:
        return None
    if "exempt" in found.besides and not (found.places or found.unlisted):
        return None
    if found.when and reading.whole and found.topic == "act" and "bags" not in found.things:
        return None  # "all packaging, by when" is what the plan's target says
    if "ecolabel" in found.besides and not {"bags", "packaging"} & found.things:  # the exception itself is asked about
        return None
    entire = found.when and "entire" in found.besides  # "when, then?" after "completely?": the last step
    return replace(
        found,
        topic="end" if entire else found.topic,
        province=reading.level == "provincial",
        document=next(iter(reading.documents), ""),
    )


def asks_how_printed(reading: Reading) -> bool:
    """Tell whether a question is about the unit of thickness as the sources print it."""
    return bool(_patterns(reading.language)["besides", "printed"].search(_both(reading.text)))


def _said(text: str, language: Language) -> BagsAsked | None:
    """Return what one question says by itself; None when it asks for something narrower, or of a time before."""
    rest, places, unlisted = _without_places(text, language)
    known, said = _patterns(language), _both(text)

    def has(*row: str) -> bool:
        return bool(known[row].search(said))

    topic: Topic = next((each for each in _TOPICS if has("asks", each)), "act")
    since, exact, early = _time(text)
    early = early and topic not in ("roadmap", "end")
    sure = _is_about_nothing_else(rest, language)
    of_roadmap = topic in ("roadmap", "end")
    narrower = not sure or has("roadmap_where") if of_roadmap else _is_narrower(text, language)
    if early or narrower:
        return None
    covered = bool(places or unlisted) and has("sense", "covered")
    banned = covered or has("sense", "banned")
    things, besides = (frozenset(each for each in _table()[row] if has(row, each)) for row in ("thing", "besides"))
    return BagsAsked(
        topic=topic,
        sense="banned" if banned else "allowed" if has("sense", "allowed") else "",
        covered=covered,
        make=has("make"),
        things=things | ({"products"} if "ecolabel" in besides and things else frozenset()),
        yes_no=has("yes_no"),
        places=places,
        unlisted=unlisted,
        who=has("who"),
        when=has("when"),
        since=since,
        exact=exact,
        besides=besides,
        measure=Measure.of(without_times(text)),
        sure=sure and not has("sense", "negated"),
    )


def _time(text: str) -> tuple[date | None, bool, bool]:
    """Return the first day a text asks about, whether it gives it as a day, and whether it is one before the rules."""
    last = next(reversed(times(text)), None)
    if last is None or last.first is None:
        return None, False, False
    return last.first, last.exact, last.first < _FIRST or last.until


def _is_narrower(text: str, language: Language) -> bool:
    known, said = _patterns(language), fold(text)
    for each in (("filler",), ("who",), ("when",), *(("asks", topic) for topic in _TOPICS)):
        said = known[each].sub(" ", said)
    marked = known["narrower_marked",].search(nfc(text).lower())
    return bool(marked or known["narrower",].search(said))


def _without_places(text: str, language: Language) -> tuple[str, tuple[Bilingual, ...], tuple[str, ...]]:
    """Return a question without the places it names, those with a name of the roadmap, and the others as they stand.

    With a place goes its own name: "Chợ Kỳ Lừa".
    """
    rest, found, unlisted = nfc(text), list[Bilingual](), list[str]()
    for pattern, name in _places(language):
        for match in reversed(list(pattern.finditer(rest))):
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
            if name.vi:
                found += [name] if name not in found else []
            else:
                unlisted.append(match[1])
    return rest, tuple(found), tuple(unlisted)


def _is_about_nothing_else(text: str, language: Language) -> bool:
    known = _table()["words"]
    words = set(f"{known[language]} {known[f'follow_{language}']}".split())
    return all(word in words or word.isdigit() for word in content(without(without_times(text)), language))


def _both(text: str) -> str:
    """Return a text in small letters, and the same without marks."""
    return f"{nfc(text).lower()} | {fold(text)}"


@lru_cache(maxsize=2)
def _places(language: Language) -> tuple[tuple[re.Pattern[str], Bilingual], ...]:
    own = rf"(?:(?-i: [{UPPER}]\w+))*" if language == "vi" else ""
    rows = _table()["place"]
    return tuple(
        (re.compile(rf"(?<!\w)({row[language]}){own}", re.IGNORECASE), Bilingual(**row["name"])) for row in rows
    )


@lru_cache(maxsize=2)
def _patterns(language: Language) -> dict[tuple[str, ...], re.Pattern[str]]:
    found: dict[tuple[str, ...], re.Pattern[str]] = {}
    for name, row in _table().items():
        if name in ("words", "place"):
            continue
        rows = {(name,): row} if language in row else {(name, each): row[each] for each in row}
        found |= {key: at_a_word(each[language]) for key, each in rows.items()}
    return found


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(nfc(files("hoi.bot.assistant").joinpath("bags.toml").read_text(encoding="utf-8")))
