"""Composing: a choice to words, extractive; every figure comes from the text that is cited beside it."""

from dataclasses import replace
from datetime import date

from hoi.bot.assistant.answer import Answer, Status
from hoi.bot.assistant.choice import Choice, Kind
from hoi.bot.assistant.citing import citations
from hoi.bot.assistant.cues import cues
from hoi.bot.assistant.ending import Endings
from hoi.bot.assistant.forms import Form, form_of
from hoi.bot.assistant.items import Items
from hoi.bot.assistant.notes import Noter
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.roadmap import Roadmap
from hoi.bot.assistant.saying import Sayer
from hoi.bot.assistant.suggest import Suggester
from hoi.corpus.library import Library
from hoi.index.search import Finder


class Composer:
    """Writes answers about one library; ``finder`` knows the sentences of each provision."""

    def __init__(self, library: Library, finder: Finder) -> None:
        self._library = library
        self._items = Items(finder)
        self._endings = Endings(library)
        self._sayer = Sayer(library, self._items, self._endings)
        self._noter = Noter(library)
        self._suggester = Suggester(library)
        self._roadmap = Roadmap(library)

    def compose(self, reading: Reading, choice: Choice, question: str, today: date, only: str | None = None) -> Answer:
        """Return the answer that ``choice`` makes; nothing but the document ``only`` is spoken of when it is given."""
        form = form_of(reading)
        scope = frozenset((only,)) if only else frozenset(document.id for document in self._library)
        choice = self._as_ending(reading, form, self._roadmap.across(reading, form, choice, scope, today), scope)
        choice = self._sayer.decided(reading, form, choice, today)
        cited = tuple(citations(choice, self._items, reading.language))
        changed = self._noter.changes(choice, cited, today, reading)
        told = self._noter.told(choice, cited, changed, today, now=form.now)
        beside = [each for each in changed if each not in told]
        notes = tuple(self._noter.notes(reading, form, choice, (*cited, *told), beside, today))
        return Answer(
            question,
            reading.read_as,
            reading.language,
            _STATUS[choice.kind],
            self._sayer.text(reading, form, choice, today, told),
            (*cited, *told),
            notes,
            choice.confidence,
            suggestions=self._suggester.after(
                reading, (*(cited if choice.kind != "partial" else ()), *changed), scope, today
            ),
        )

    def _as_ending(self, reading: Reading, form: Form, choice: Choice, scope: frozenset[str]) -> Choice:
        """Return the heading of the period whose end is asked for; beside a record, the last one's."""
        if form.validity and choice.kind in ("provisions", "list") and not reading.cited:
            choice = self._in_force(reading, choice)
        if choice.kind == "field" and form.validity:
            last = (self._endings.last(document) for document in choice.records)
            return replace(choice, places=(*choice.places, *(place for place in last if place is not None)))
        place = self._endings.asked(reading, scope) if form.ending and choice.kind not in ("refused", "field") else None
        return choice if place is None else Choice("ending", (place,))

    def _in_force(self, reading: Reading, choice: Choice) -> Choice:
        """Return the record of the one document named, where it says since when it is in force, or else its day."""
        named = [each for each in self._library if each.id in reading.documents and each.metadata.issued_on]
        day = "effective_on" if named and named[0].metadata.effective_on else "issued_on"
        fields = tuple(each for each in cues(reading.language).fields if each.name == day)
        if len(named) != 1 or len(reading.documents) != 1:
            return choice
        records = (named[0], named[0].recorded_in(None))
        return replace(choice, kind="field", places=(records, *choice.places), fields=fields, records=(named[0],))


_STATUS: dict[Kind, Status] = {
    "provisions": "answered",
    "list": "answered",
    "roadmap": "answered",
    "ending": "answered",
    "field": "answered",
    "correction": "answered",
    "partial": "partial",
    "not_found": "not_found",
    "unreadable": "not_found",
    "refused": "refused",
}
