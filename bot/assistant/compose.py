"""Composing: a choice to words, extractive; every figure comes from the text that is cited beside it."""

from datetime import date

from hoi.bot.assistant.answer import Answer, Status
from hoi.bot.assistant.choose import Choice, Kind
from hoi.bot.assistant.citing import citations
from hoi.bot.assistant.forms import form_of
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
        self._items = Items(library, finder)
        self._sayer = Sayer(library, self._items)
        self._noter = Noter(library)
        self._suggester = Suggester(library)
        self._roadmap = Roadmap(library)

    def compose(self, reading: Reading, choice: Choice, question: str, today: date, only: str | None = None) -> Answer:
        """Return the answer that ``choice`` makes; nothing but the document ``only`` is spoken of when it is given."""
        form = form_of(reading)
        scope = frozenset((only,)) if only else frozenset(document.id for document in self._library)
        choice = self._roadmap.across(reading, form, choice, scope, today)
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
            suggestions=self._suggester.after(reading, cited, scope),
        )


_STATUS: dict[Kind, Status] = {
    "fact": "answered",
    "comparison": "answered",
    "list": "answered",
    "roadmap": "answered",
    "field": "answered",
    "correction": "answered",
    "partial": "partial",
    "not_found": "not_found",
    "unreadable": "not_found",
    "refused": "refused",
}
