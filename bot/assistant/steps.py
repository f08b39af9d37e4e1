"""The steps of the roadmap as they are told: the answer first, then what each says, then where more is said."""

import re
from dataclasses import dataclass, replace
from datetime import date

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.bags import BagsAsked
from hoi.bot.assistant.choice import Choice
from hoi.bot.assistant.measures import Measure
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.roadmap import bound
from hoi.bot.assistant.spelt import spelt
from hoi.bot.templates import render
from hoi.corpus.roadmap import Held, State, Step

_EXCEPTION = re.compile(r"(?<=[.]) (?:Ngoại lệ là|The exceptions? (?:is|are)) .*$", re.DOTALL)
"""The sentence of a rule that says what it does not hold for."""
_AND = re.compile(r", | and ")


@dataclass(frozen=True, slots=True)
class Told:
    """A step as it is told: its source, whether it applies, its words; ``limited``: these leave its exceptions out."""

    source: str
    step: Step
    state: State
    text: str
    limited: bool = False


def tell(reading: Reading, asked: BagsAsked, choice: Choice, today: date) -> str:
    """Return the steps that answer, led by the answer; those of the roadmap as such only in their main sentences."""
    language, named, lead = reading.language, bound(choice.steps, asked), _lead(asked, choice.steps, today)
    listed = lead == "roadmap" or (lead == "rules" and not named)
    steps = [_short(each, language, today) if listed else _told(each, language, today) for each in choice.steps]
    limited = next((each.step for each in choice.steps if each.step.allows.vi), choice.steps[0].step)
    spots = _AND.split(limited.places.say(language)) if lead == "where" else []
    return render(
        "roadmap",
        language,
        lead=lead,
        count=spelt(len(spots) or sum(each.step.binding for each in steps), language),
        spots=spots,
        bags="bags" in asked.things,
        hard="bags" in asked.things and not asked.make,
        allows=limited.allows.say(language),
        who=[each.step.who.say(language) for each in choice.steps[:1] if asked.who and named],
        bound=[place.say(language) for place in named],
        unbound=[
            *(place.say(language) for place in asked.places if place not in named),
            *(f"“{each.lower()}”" for each in asked.unlisted),
        ],
        unlisted=bool(asked.unlisted),
        steps=steps,
        more=dict.fromkeys(each.step.source.say(language) for each in choice.more),
    )


def _lead(asked: BagsAsked, steps: tuple[Held, ...], today: date) -> str:
    """Return what the answer begins with, by its name in the template ``roadmap``; empty where the steps begin it."""
    named = bound(steps, asked)
    if asked.whole:
        return asked.topic
    if asked.topic in ("where", "rules"):
        return asked.topic
    if not any(each.step.binding for each in steps):
        return "plan_no" if asked.sure and asked.yes_no and asked.sense == "banned" and not asked.covered else "plan"
    beside = _beside(asked, placed=bool(named))
    if beside:
        return beside
    if asked.make:
        return "" if named else _making(asked, steps, today)
    if not (asked.places or asked.unlisted):
        return "general"
    if asked.unlisted or len(named) < len(asked.places):
        outside = not named and not asked.unlisted and any(each.step.outside.vi for each in steps)
        of_the_list = "list" in asked.besides and asked.topic == "act" and asked.sure and asked.yes_no
        return "outside" if outside and of_the_list else "unbound"
    holds = all(_holds(each, asked, today) for each in steps if each.step.places.vi and each.step.binding)
    return (_verdict(asked) or "bound") if holds and not asked.when else ""


def _holds(each: Held, asked: BagsAsked, today: date) -> bool:
    """Tell whether a rule is in force on the day asked about, or today."""
    return (each.step.since or today) <= max(today, asked.since or today)


def _beside(asked: BagsAsked, *, placed: bool) -> str:
    """Return the lead where something else than the act decides."""
    if "degradable" in asked.besides and "hard" not in asked.besides:
        return "degradable"
    if "stock" in asked.besides and not placed:
        return "stock"
    if "goods" in asked.besides and placed and asked.sense == "allowed":
        return "goods"
    return "ecolabel" if "ecolabel" in asked.besides and "bags" in asked.things and asked.make else ""


def _making(asked: BagsAsked, steps: tuple[Held, ...], today: date) -> str:
    """Return whether a rule for producers holds for the bag and on the day asked about."""
    rule = steps[0]
    since = rule.step.since or today
    if "claim" in asked.besides and asked.since is not None and asked.since != since:
        # "from 2030" may mean the end of it
        return "" if not asked.exact and asked.since.year + 1 == since.year else "wrong_day"
    if not _holds(rule, asked, today):
        return "coming"
    limit = Measure.of(rule.provision.text)
    if limit and asked.measure:
        within = asked.measure.within(limit)
        return "beyond" if within is False else "open" if within is None else f"within_{_verdict(asked)}".rstrip("_")
    verdict = _verdict(asked)
    return f"bounded_{verdict}" if limit and verdict else verdict


def _verdict(asked: BagsAsked) -> str:
    """Return yes or no to what a rule that holds forbids, empty where it is not asked for or more is said."""
    beside = {"exempt", "undefined"} & asked.besides
    if not asked.sure or not asked.yes_no or asked.when or asked.who or not asked.sense or beside:
        return ""
    return "no" if asked.sense == "allowed" else "right" if "claim" in asked.besides else "yes"


def _told(each: Held, language: Language, today: date) -> Told:
    """Return a step as it is told, with what limits it; its source where its own words do not name it."""
    text = " ".join(each.document.said(provision, language) for provision in each.provisions)
    source = "" if each.step.source.vi in each.provision.text else each.step.source.say(language)
    return Told(source, each.step, each.step.state(today), text)


def _short(each: Held, language: Language, today: date) -> Told:
    """Return a rule of a list without what limits it, and whether anything does; a plan's step as it is."""
    told = _told(each, language, today)
    if not each.step.binding:
        return told
    text = each.document.said(each.provision, language)
    short = _EXCEPTION.sub("", text)
    return replace(told, text=short.rstrip("."), limited=short != text or each.exception is not None)
