"""The roadmap as an answer: the steps a question is about, in the order of their legal force, and what limits them."""

from dataclasses import replace
from datetime import date

from hoi.bot.assistant.bags import BagsAsked
from hoi.bot.assistant.choose import Choice
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.question import Reading
from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual
from hoi.corpus.roadmap import Held, held

_FOUND = ("fact", "comparison", "list")
"""Kinds of choice that quote provisions."""


class Roadmap:
    """Answers across the documents of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def across(self, reading: Reading, form: Form, choice: Choice, scope: frozenset[str], today: date) -> Choice:
        """Return the steps of the roadmap where they are asked for, else ``choice`` with what limits its rule.

        What is not found alone is answered across the documents as well; within one document (a ``scope`` that is not
        the whole library) only its roadmap as such is.
        """
        asked = form.bags
        whole_library = all(document.id in scope for document in self._library)
        if asked is None or not (asked.whole or whole_library):
            return self._limited(reading, choice, scope)
        steps = told(held(self._library, scope), asked, today)
        if len(steps) < 2 or not _answers(form, asked, choice, steps):
            return self._limited(reading, choice, scope)
        places = tuple(
            (each.document, provision) for each in _best_first(steps, asked, choice) for provision in each.provisions
        )
        return Choice("roadmap", places, steps=tuple(steps), confidence=choice.confidence)

    def _limited(self, reading: Reading, choice: Choice, scope: frozenset[str]) -> Choice:
        """Return ``choice`` with the exception to the rule it begins with: without it the rule says too much."""
        if choice.kind not in _FOUND or not choice.places or reading.comparison:
            return choice
        cited = {(document.id, provision.locator) for document, provision in choice.places}
        rule = next((each for each in held(self._library, scope) if _is_at(each, choice.places[0])), None)
        if rule is None or rule.exception is None or (rule.document.id, rule.exception.locator) in cited:
            return choice
        return replace(choice, places=(*choice.places, (rule.document, rule.exception)))


def told(steps: list[Held], asked: BagsAsked, today: date) -> list[Held]:
    """Return the steps that a question is about, in the order they are told.

    All of them for the roadmap as such. Where a place is named, those for it and those for any place, and those that
    say it is not bound. Whether bags may be used now is not answered with what is over or about another thing, nor, at
    a place, with what is to come for producers.
    """
    found = [each for each in steps if _is_about(each, asked)]
    if asked.whole:
        return [replace(each, remark=None) for each in found]
    thing = "bags" if asked.bags else "products"
    beside = ("past", "coming") if asked.places else ("past",)
    found = [each for each in found if not each.step.background and each.step.state(today) not in beside]
    found = [each for each in found if each.step.about in ("", thing) or _names_one(each, asked)]
    return sorted(found, key=lambda each: (not each.step.binding, not _names_one(each, asked)))


def bound(steps: tuple[Held, ...] | list[Held], asked: BagsAsked) -> list[Bilingual]:
    """Return the places asked about that a binding step names."""
    binding = [each.step for each in steps if each.step.binding]
    return [place for place in asked.places if place.vi and any(step.is_for(place.vi) for step in binding)]


def _answers(form: Form, asked: BagsAsked, choice: Choice, steps: list[Held]) -> bool:
    """Tell whether ``choice`` may become the roadmap.

    No step gives the day for a place that none binds. Who has to act may stand beyond the cut of a plan, but a rule
    that binds somebody at the place asked about is an answer.
    """
    if form.when and not asked.whole and not bound(steps, asked):
        return False
    if choice.kind == "partial":
        return asked.who and bool(bound(steps, asked))
    return choice.kind in _FOUND or (choice.kind == "not_found" and not choice.doubted)


def _is_about(each: Held, asked: BagsAsked) -> bool:
    if not asked.places or not (each.step.places.vi or each.step.outside.vi):
        return True
    return _names_one(each, asked)


def _names_one(each: Held, asked: BagsAsked) -> bool:
    """Tell whether a step is for a place asked about; one that says who is not bound is for any place it binds not."""
    if each.step.outside.vi:
        return any(not place.vi or place.vi in each.step.outside.vi.lower() for place in asked.places)
    return any(place.vi and each.step.is_for(place.vi) for place in asked.places)


def _best_first(steps: list[Held], asked: BagsAsked, choice: Choice) -> list[Held]:
    """Return the steps as they are cited: first the one that answers by itself.

    It is the rule for the place asked about, if one binds it. Otherwise it is the provision the question was found to
    be about, for only a plan may speak of that place; to a question without a place and a province, the first rule with
    a day.
    """
    found = choice.places[0] if choice.places else None
    if not asked.whole and bound(steps, asked):
        first = next(each for each in steps if each.step.binding and _names_one(each, asked))
    elif asked.places or asked.province:
        named = next((each for each in steps if not each.step.binding and _names_one(each, asked)), None)
        beside = named is not None and asked.bags  # a plan for bags there answers before who is not bound
        fit = [each for each in steps if found and _is_at(each, found) and not (beside and each.step.outside.vi)]
        first = next(iter(fit), named or steps[0])
    else:
        first = next((each for each in steps if each.step.since), steps[0])
    return [first, *(each for each in steps if each is not first)]


def _is_at(each: Held, place: Place) -> bool:
    return (each.document.id, each.provision.locator) == (place[0].id, place[1].locator)
