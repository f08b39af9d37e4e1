"""A provision beside its counterparts: the same of another period, and of the other level. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from telegram.constants import MessageEntityType

from hoi.bot.ledger import Ledger
from hoi.bot.telegram.buttons import ROOM, Verb, button
from hoi.bot.telegram.draft import Draft
from hoi.bot.telegram.references import Held
from hoi.bot.telegram.screen import WORDS, Screen
from hoi.bot.templates import render
from hoi.corpus.labels import label
from hoi.corpus.ledger.rows import printed
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision
from hoi.corpus.periods import of_provisions, twins


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A provision that says the same of another period or level, and what sets it apart."""

    document: Document
    provision: Provision
    apart: str


class Comparer:
    """Finds counterparts in one library, whose documents do not change while it is open."""

    def __init__(self, ledger: Ledger, library: Library) -> None:
        self._ledger = ledger
        self._library = library

    def read_ahead(self) -> None:
        """Read what a first comparison would wait for."""
        for document in self._library:
            twins(document)

    def counterparts(self, held: Held, language: str) -> tuple[Counterpart, ...]:
        """Return the counterparts of a provision: other periods first, then the other level."""
        if held.provision is None:
            return ()
        place = (held.document.id, held.provision.locator)
        found = [*self._of_periods(held.document, place, language), *self._of_levels(place, language)]
        return tuple({(each.document.id, each.provision.locator): each for each in found}.values())

    def screen(self, held: Held, language: str) -> Screen:
        """Return a provision and its counterparts, each with its words and a button to it."""
        found = self.counterparts(held, language)
        draft = Draft()
        draft.add(WORDS.say(language, "compare.title"), MessageEntityType.BOLD)
        if held.provision is None or not found:
            draft.add("\n" + WORDS.say(language, "compare.none"))
            return Screen.of(draft)
        shown = (Counterpart(held.document, held.provision, self._own(held, language)), *found)
        for number, each in enumerate(shown, 1):
            _write(draft, number, each, language)
        places = [Held(each.document, each.provision).reference.encode(ROOM) for each in shown]
        views = [button(str(number), Verb.VIEW, place) for number, place in enumerate(places, 1) if place]
        return Screen.of(draft, [views])

    def _own(self, held: Held, language: str) -> str:
        """Return what sets the provision itself apart."""
        this = WORDS.say(language, "compare.this")
        period = of_provisions(held.document).get(held.reference.locator or "")
        return f"{this}: {WORDS.say(language, 'compare.period', period=printed(period))}" if period else this

    def _of_periods(self, document: Document, place: tuple[str, str], language: str) -> Iterator[Counterpart]:
        for locator in twins(document).get(place[1], ()):
            apart = WORDS.say(language, "compare.period", period=printed(of_provisions(document)[locator]))
            yield Counterpart(document, document.provision(locator), apart)

    def _of_levels(self, place: tuple[str, str], language: str) -> Iterator[Counterpart]:
        for entry in self._ledger.entries("targets"):
            carried = entry.carries_out
            if carried is None:
                continue
            ours, theirs = (entry.document.id, entry.row.locator), (carried.document.id, carried.target.locator)
            other = {ours: theirs, theirs: ours}.get(place)
            if other is not None:
                document = self._library.get(other[0])
                apart = WORDS.say(language, f"compare.{document.level}")
                yield Counterpart(document, document.provision(other[1]), apart)


def _write(draft: Draft, number: int, counterpart: Counterpart, language: str) -> None:
    document, locator = counterpart.document, counterpart.provision.locator
    with draft.block():
        draft.add(f"{number}. {counterpart.apart}", MessageEntityType.BOLD)
        draft.add("\n" + label(document, locator, language), MessageEntityType.ITALIC)
        if not document.verbatim:
            draft.add(" " + render("telegram_digest", language), MessageEntityType.ITALIC)
    with draft.block(MessageEntityType.EXPANDABLE_BLOCKQUOTE):
        draft.add(counterpart.provision.text)
