"""The roadmap as an answer: the steps that answer a question, those beside them, and what limits a rule."""

from dataclasses import replace
from datetime import date
from itertools import takewhile

from hoi.bot.assistant.bags import BagsAsked, asks_how_printed
from hoi.bot.assistant.choice import Choice
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.measures import Measure
from hoi.bot.assistant.question import Reading
from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual
from hoi.corpus.roadmap import Held, held

_FOUND = ("provisions", "list", "field")
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
        asked, steps = form.bags, held(self._library, scope)
        whole_library = all(document.id in scope for document in self._library)
        if asked is None or not (asked.whole or whole_library) or not _may_answer(asked, choice, steps):
            return self._limited(reading, choice, steps)
        if asked.topic == "local":
            return _of_the_province(choice, steps)
        main, more = told(steps, asked, today)
        if not asked.sure:
            main, more = _with_found(main, more, asked, choice)
        if not main or (asked.when and not asked.whole and not bound(main, asked)):
            return self._limited(reading, choice, steps)
        first = _first(main, asked) if asked.sure else next((each for each in main if _found(choice, each)), main[0])
        ordered = [first, *(each for each in main if each is not first), *more]
        places = tuple((each.document, provision) for each in ordered for provision in each.provisions)
        return Choice("roadmap", places, steps=tuple(main), more=tuple(more), confidence=choice.confidence)

    def _limited(self, reading: Reading, choice: Choice, steps: list[Held]) -> Choice:
        """Return ``choice`` with the exception to the rule it begins with: without it the rule says too much.

        How the sources print a rule is told to nobody who does not ask for it: the rule itself is.
        """
        if choice.kind not in _FOUND or not choice.places or reading.comparison:
            return choice
        if not asks_how_printed(reading):
            choice = replace(choice, places=_plain(choice.places, steps))
        cited = {(document.id, provision.locator) for document, provision in choice.places}
        rule = next((each for each in steps if _is_at(each, choice.places[0])), None)
        if rule is None or rule.exception is None or (rule.document.id, rule.exception.locator) in cited:
            return choice
        return replace(choice, places=(*choice.places, (rule.document, rule.exception)))


def told(steps: list[Held], asked: BagsAsked, today: date) -> tuple[list[Held], list[Held]]:
    """Return the steps that answer a question, in the order they are told, and those that only bear on it."""
    remarked = bool(asked.places or asked.unlisted or asked.province) and not asked.whole
    steps = [each if remarked else replace(each, remark=None) for each in steps]
    fit = [each for each in steps if each.step.is_of(asked.things) and each.step.state(today) != "past"]
    if asked.document:
        fit = [each for each in fit if _is_set_by(each, asked.document)]
    main = _main(fit, asked, today)
    if asked.whole or asked.topic in ("where", "rules") or asked.document:
        return main, []
    said = {each.step.source for each in main}
    near = (each for each in fit if _is_near(each, asked) and not each.step.background)
    return main, [each for each in near if each.step.source not in said]


def _main(fit: list[Held], asked: BagsAsked, today: date) -> list[Held]:
    binding = [each for each in fit if each.step.binding]
    tasks = [each for each in fit if not each.step.binding and not each.step.until]
    if asked.whole:
        return _roadmap(binding, tasks, asked)
    if asked.document and not binding:
        return tasks
    if asked.topic == "where":
        return [each for each in binding if each.step.places.vi][:1]
    at_a_place = bound(binding, asked)
    if asked.make or ("stock" in asked.besides and not at_a_place):
        named = [each for each in binding if at_a_place and _names_one(each, asked)]
        return [*named, *_makes(binding, asked, today)]
    if asked.places or asked.unlisted:
        return _at_the_place(fit, asked)
    return _anywhere(binding, tasks, asked, today)


def _roadmap(binding: list[Held], tasks: list[Held], asked: BagsAsked) -> list[Held]:
    """Return the rules with a day in the order of time, then the province's tasks; or the last of the rules alone."""
    of_province = asked.province and asked.topic == "roadmap"
    dated = [each for each in binding if (each.step.since or each.step.until) and not each.step.outside.vi]
    dated = [each for each in dated if not (of_province and each.step.background)]
    dated.sort(key=lambda each: (each.step.since or each.step.until or date.max, not each.step.places.vi))
    if asked.topic == "end":
        return [each for each in dated if each.step.since == dated[-1].step.since]
    return [*dated, *(tasks if of_province else [])]


def _at_the_place(fit: list[Held], asked: BagsAsked) -> list[Held]:
    """Return the rules that name a place asked about; where none binds it, the tasks that do, or the rules for all."""
    named = [each for each in fit if _names_one(each, asked)]
    found = [each for each in named if each.step.binding]
    tasks = [each for each in named if not each.step.binding and not each.step.until]
    if not bound(found, asked):
        found += tasks or _on_everyone(fit)
    elif asked.topic == "roadmap":
        found += tasks
    if asked.topic == "rules":
        found += [each for each in named if not each.step.binding and each.step.until]
    return found


def _anywhere(binding: list[Held], tasks: list[Held], asked: BagsAsked, today: date) -> list[Held]:
    """Return what answers a question without a place: the rule for some places, and what holds for producers then."""
    places = [each for each in binding if each.step.places.vi]
    if asked.since is not None and asked.since.year > today.year and asked.topic != "rules":
        return [*_makes(binding, asked, today), *places]
    if asked.province and tasks and asked.topic != "rules":
        return [*tasks, *places]
    made = [each for each in binding if each.step.make and not each.step.background]
    now = [*places, *(each for each in made if each.step.state(today) == "applies")]
    return [*now, *_on_everyone(binding)] if asked.topic == "rules" else now


def _on_everyone(fit: list[Held]) -> list[Held]:
    return [each for each in fit if each.step.binding and each.step.who.vi and not each.step.since]


def _makes(binding: list[Held], asked: BagsAsked, today: date) -> list[Held]:
    """Return the rules for producers and importers that hold on the day asked about; before any, the first to come."""
    rules = [each for each in binding if each.step.make and each.step.since]
    day = max(asked.since or today, today)
    held_then = list(takewhile(lambda each: (each.step.since or day) <= day, sorted(rules, key=_since)))
    latest = (held_then or sorted(rules, key=_since)[:1])[-1:]
    found = [each for each in rules if latest and each.step.since == latest[0].step.since]
    if (
        found and asked.measure.within(Measure.of(found[0].provision.text)) is False
    ):  # what holds for that bag comes later
        return [replace(found[0], exception=None), *(each for each in rules if _since(each) > _since(found[0]))]
    return found


def _since(each: Held) -> date:
    return each.step.since or date.min


def bound(steps: tuple[Held, ...] | list[Held], asked: BagsAsked) -> list[Bilingual]:
    """Return the places asked about that a binding step names."""
    binding = [each.step for each in steps if each.step.binding]
    return [place for place in asked.places if place.vi and any(step.is_for(place.vi) for step in binding)]


def _may_answer(asked: BagsAsked, choice: Choice, steps: list[Held]) -> bool:
    """Tell whether ``choice`` may become the roadmap.

    A question that says nothing else is answered with it, also where nothing was found or only a year was missing. Who
    has to act may stand beyond the cut of a plan, but a rule that binds somebody at the place asked about is an answer.
    Any other question has to be found to be about a step.
    """
    if asked.sure and choice.kind == "partial":
        return asked.who and bool(bound(steps, asked))
    if asked.sure and choice.kind == "not_found":
        return all(each.isdigit() for each in choice.doubted)
    return choice.kind in _FOUND and (asked.sure or any(_is_about(each, choice.places[0]) for each in steps))


def _is_about(each: Held, place: Place) -> bool:
    near = {each.step.locator, each.step.exception, each.step.remark, each.step.printed, *each.step.near}
    return each.document.id == place[0].id and place[1].locator in near


def _is_set_by(each: Held, document: str) -> bool:
    """Tell whether a document sets a step itself: a digest tells those of others as well."""
    return each.document.id == document and each.step.kind == each.document.metadata.kind


def _is_near(each: Held, asked: BagsAsked) -> bool:
    """Tell whether a step bears on a question: on its place, if it names one, on what is made where that is asked."""
    if asked.make:
        return each.step.make
    if asked.places or asked.unlisted:
        return not each.step.make and (_names_one(each, asked) or not (each.step.places.vi or each.step.outside.vi))
    return True


def _names_one(each: Held, asked: BagsAsked) -> bool:
    """Tell whether a step is for a place asked about; one that says who is not bound is for any place it binds not."""
    if each.step.outside.vi:
        return bool(asked.unlisted) or any(place.vi in each.step.outside.vi.lower() for place in asked.places)
    return any(each.step.is_for(place.vi) for place in asked.places)


def _found(choice: Choice, each: Held) -> bool:
    return bool(choice.places) and _is_at(each, choice.places[0])


def _with_found(main: list[Held], more: list[Held], asked: BagsAsked, choice: Choice) -> tuple[list[Held], list[Held]]:
    """Return the steps with the one that a question with words of its own was found to be about among those told.

    A plan's step only where it is one for the place asked about.
    """
    about = [each for each in more if _found(choice, each) and (each.step.binding or _names_one(each, asked))]
    return [*main, *about], [each for each in more if each not in about]


def _first(main: list[Held], asked: BagsAsked) -> Held:
    """Return the step that is cited first: a plan's own, where only it speaks of bags at a place or in the province."""
    plan = next((each for each in main if not each.step.binding), main[0])
    of_plan = "bags" in asked.things and not (bound(main, asked) or asked.unlisted or asked.whole)
    of_roadmap = asked.topic == "roadmap" and (asked.province or not asked.whole)
    return plan if of_plan or of_roadmap else main[0]


def _of_the_province(choice: Choice, steps: list[Held]) -> Choice:
    """Return what is said of the province's own rules, with the rule that it has to carry out."""
    found = [each for each in steps if each.remark is not None]
    places = [(each.document, provision) for each in found for provision in (each.remark, each.provision) if provision]
    return replace(choice, kind="provisions", places=tuple(places), doubted=()) if places else choice


def _plain(places: tuple[Place, ...], steps: list[Held]) -> tuple[Place, ...]:
    """Return ``places`` with a rule itself instead of how its sources print it, each once."""
    rules = {
        (each.document.id, each.step.printed): (each.document, each.provision) for each in steps if each.step.printed
    }
    found: dict[tuple[str, str], Place] = {}
    for each in places:
        plain = rules.get(_at(each), each)
        found.setdefault(_at(plain), plain)
    return tuple(found.values())


def _at(place: Place) -> tuple[str, str]:
    return place[0].id, place[1].locator


def _is_at(each: Held, place: Place) -> bool:
    return _at(place) == (each.document.id, each.provision.locator)
