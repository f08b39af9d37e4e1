"""What a language model may do: choose among the provisions found, and phrase one lead sentence. Both are checked.

What fails a check is dropped without a word: the answer is then the one that would have been given without a model.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hoi.bot.assistant.answer import Answer, Language
from hoi.bot.assistant.choice import Choice
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.llm import SECONDS, Breaker, Model, Prompt
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.rank import Ranker
from hoi.bot.assistant.verify import Verifier
from hoi.bot.assistant.verify.lexicon import lexicon
from hoi.bot.templates import render
from hoi.corpus.errors import ModelError
from hoi.corpus.normalise import clean, fold, syllables
from hoi.corpus.periods import named, twins
from hoi.index.search import Hit

OFFERED = 4
"""Provisions a model chooses among: the right one is within the first four nearly always, and more distract."""
LONGEST_TEXT, LONGEST_LEAD = 1_500, 400
"""Characters of a provision that are shown to a model; characters of a lead sentence."""
LEAST_SECONDS = 0.5
"""With less of the budget left the model is not asked again."""
_LOG = logging.getLogger(__name__)


class Adviser:
    """Asks one model about one library's provisions; ``clock`` counts seconds."""

    def __init__(
        self,
        model: Model,
        ranker: Ranker,
        verifier: Verifier,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._ranker = ranker
        self._verifier = verifier
        self._seconds = seconds
        self._clock = clock
        self._breaker = Breaker(clock)

    def close(self) -> None:
        """Close the model's connections."""
        self._model.close()

    def deadline(self) -> float:
        """Return the moment until which the question that begins now may wait."""
        return self._clock() + self._seconds

    def choose(self, reading: Reading, choice: Choice, scope: frozenset[str], until: float) -> Choice:
        """Return ``choice``, or the provision the model prefers to it, if a single fact is asked for and it fits."""
        if choice.kind != "provisions" or len(choice.places) != 1 or choice.missing is not None or choice.fields:
            return choice
        hits = self._ranker.search(reading, scope)[0][:OFFERED]
        offered = [self._ranker.at(hit) for hit in hits]
        if len(offered) < 2 or _key(choice.places[0]) not in {_key(each) for each in offered}:
            return choice
        reply = self._ask(_choosing(reading, offered), until)
        at = _number(reply.get("id"), len(offered))
        if at is None or not self._fits(reading, hits[at]):
            return choice
        return replace(choice, places=(offered[at],))

    def _fits(self, reading: Reading, hit: Hit) -> bool:
        """Tell whether a provision is of the period, the level and the kind of thing that the question asks for."""
        document, provision = self._ranker.at(hit)
        asked, own = self._ranker.asked_periods(reading), self._ranker.period(hit.document, hit.locator)
        if asked and own not in asked:
            return False
        if not asked and provision.locator in twins(document):
            return False  # both periods would have to be told
        if reading.level is not None and document.level != reading.level:
            return False
        return all(self._ranker.holds(hit, thing) for thing in reading.things)

    def lead(self, reading: Reading, answer: Answer, until: float) -> Answer:
        """Return ``answer`` with a sentence of the model before it, if nothing is wrong with that sentence."""
        if answer.status != "answered" or not answer.citations:
            return answer
        said = self._ask(_phrasing(reading, answer), until).get("lead")
        sentence = clean(said) if isinstance(said, str) and len(said) <= LONGEST_LEAD else ""
        if not sentence or _echoes(sentence, answer) or _is_ours(sentence, answer.language):
            return answer
        alone, whole = replace(answer, text=sentence), replace(answer, text=f"{sentence}\n{answer.text}")
        sound = self._verifier.claims_anything(alone) and not self._verifier.faults(alone)
        if not sound or self._verifier.faults(whole) or not self._is_of_the_periods(reading, answer, sentence):
            _LOG.info("a lead sentence was dropped")
            return answer
        return whole

    def _is_of_the_periods(self, reading: Reading, answer: Answer, sentence: str) -> bool:
        """Tell whether a sentence is on the period asked for; when none is, on every period that the answer is on."""
        found = (self._ranker.period(each.document, each.locator) for each in answer.citations)
        cited = frozenset(period for period in found if period is not None)
        told = named(sentence, sorted(cited))
        asked = self._ranker.asked_periods(reading)
        return (told or cited) <= asked if asked else len(cited) < 2 or told == cited

    def _ask(self, prompt: Prompt, until: float) -> dict[str, Any]:
        """Return the model's reply, empty when there is none."""
        left = until - self._clock()
        if left < LEAST_SECONDS or not self._breaker.lets_through():
            return {}
        try:
            reply = json.loads(self._model.reply(prompt, left))
        except (ModelError, ValueError, RecursionError) as error:
            self._breaker.note(failed=True)
            _LOG.warning("the language model failed: %s", error if isinstance(error, ModelError) else "no JSON")
            return {}
        self._breaker.note(failed=False)
        return reply if isinstance(reply, dict) else {}


def _choosing(reading: Reading, offered: list[Place]) -> Prompt:
    numbers = list(range(len(offered) + 1))
    schema = _object("id", {"type": "integer", "enum": numbers})
    shown = [_shown(number, place, reading.language) for number, place in enumerate(offered, start=1)]
    data = {"question": reading.read_as, "provisions": shown}
    return Prompt(render("llm_choose", reading.language), _json(data), "choice", schema)


def _phrasing(reading: Reading, answer: Answer) -> Prompt:
    schema = _object("lead", {"type": "string"})
    data = {"question": reading.read_as, "answer": answer.text[:LONGEST_TEXT]}
    return Prompt(render("llm_lead", reading.language), _json(data), "lead", schema)


def _shown(number: int, place: Place, language: Language) -> dict[str, object]:
    document, provision = place
    text = document.glossed(provision, language) or provision.text
    return {
        "id": number,
        "document": document.name.say(language),
        "headings": list(provision.heading),
        "text": text[:LONGEST_TEXT],
    }


def _object(name: str, value: dict[str, object]) -> dict[str, Any]:
    return {"type": "object", "properties": {name: value}, "required": [name], "additionalProperties": False}


def _json(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _number(value: object, offered: int) -> int | None:
    """Return the place among those offered that a number from 1 names; 0 names none."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value - 1 if is_number and 1 <= value <= offered else None  # type: ignore[operator]


def _key(place: Place) -> tuple[str, str]:
    return place[0].id, place[1].locator


def _is_ours(sentence: str, language: Language) -> bool:
    """Tell whether a sentence uses a phrase of our templates, which the verifier does not question."""
    return any(phrase.lower() in sentence.lower() for phrase in lexicon(language).phrases)


def _echoes(sentence: str, answer: Answer) -> bool:
    """Tell whether a sentence asks, or only says the question or the answer again."""
    own = syllables(fold(sentence))
    again = (answer.question, answer.read_as, answer.text)
    return "?" in sentence or any(own == syllables(fold(each)) for each in again)
