"""The steps of the roadmap as they are told: whether they allow what is asked, whom they bind, what each says."""

from dataclasses import dataclass
from datetime import date

from hoi.bot.assistant.affirm import Clause, Verdict, judge
from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.choose import Choice
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.items import spoken
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.roadmap import bound
from hoi.bot.assistant.spelt import spelt
from hoi.bot.templates import render, words_of
from hoi.corpus.roadmap import Held, State, Step


@dataclass(frozen=True, slots=True)
class Told:
    """A step of the roadmap as it is told: its source, whether it applies, its words."""

    source: str
    step: Step
    state: State
    text: str


def tell(reading: Reading, form: Form, choice: Choice, today: date) -> str:
    """Return the steps, whole: an exception may stand in the last sentence."""
    language, asked = reading.language, form.bags
    places, bags = (asked.places, asked.bags) if asked else ((), True)
    named = bound(choice.steps, asked) if asked else []
    verdict = _allowed(reading, form, choice.steps[0], today) if len(places) == len(named) == 1 else "unsure"
    return render(
        "roadmap",
        language,
        whole=asked is None or asked.whole,
        count=spelt(len(choice.steps), language),
        verdict=words_of(language)["verdict"].get(verdict, ""),
        bags=bags,
        who=[each.step.who.say(language) for each in choice.steps[:1] if asked and asked.who and named],
        plans=not all(each.step.binding for each in choice.steps),
        bound=[place.say(language) for place in named],
        unbound=[place.say(language) for place in places if place not in named],
        steps=[_told(each, language, today) for each in choice.steps],
    )


def _allowed(reading: Reading, form: Form, step: Held, today: date) -> Verdict:
    """Return whether the rule for the one place asked about forbids what is asked; the steps begin with it."""
    if not form.yes_no:
        return "unsure"
    clause = Clause.of(step.document, step.provision, reading.language, None)
    found = judge(reading, form, ((step.document, step.provision),), (clause,), today).verdict
    return "no_except" if found == "no" and step.exception else found


def _told(each: Held, language: Language, today: date) -> Told:
    """Return a step as it is told, with what limits it; its source where its own words do not name it."""
    text = " ".join(spoken(each.document, provision, language) for provision in each.provisions)
    source = "" if each.step.source.vi in each.provision.text else each.step.source.say(language)
    return Told(source, each.step, each.step.state(today), text)
