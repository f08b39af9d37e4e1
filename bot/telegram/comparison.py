"""A provision beside its counterparts: the same of another period, and of the other level. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from telegram.constants import MessageEntityType

from hoi.bot.ledger import Ledger
from hoi.bot.telegram.buttons import ROOM, Verb, button
from hoi.bot.telegram.draft import Draft
from hoi.bot.telegram.references import Held
from hoi.bot.telegram.screen import WORDS, Screen
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


def counterparts(ledger: Ledger, library: Library, held: Held, language: str) -> tuple[Counterpart, ...]:
    """Return the counterparts of a provision: other periods first, then the other level."""
    if held.provision is None:
        return ()
    here = (held.document.id, held.provision.locator)
    found = [*_of_periods(held.document, held.provision, language), *_of_levels(ledger, library, here, language)]
    return tuple({(each.document.id, each.provision.locator): each for each in found}.values())


def screen(ledger: Ledger, library: Library, held: Held, language: str) -> Screen:
    """Return a provision and its counterparts, each with its words and a button to it."""
    found = counterparts(ledger, library, held, language)
    draft = Draft()
    draft.add(WORDS.say(language, "compare.title"), MessageEntityType.BOLD)
    if held.provision is None or not found:
        draft.add("\n" + WORDS.say(language, "compare.none"))
        return Screen.of(draft)
    period = of_provisions(held.document).get(held.provision.locator)
    this = WORDS.say(language, "compare.this")
    own = f"{this}: {WORDS.say(language, 'compare.period', period=printed(period))}" if period else this
    shown = (Counterpart(held.document, held.provision, own), *found)
    for number, each in enumerate(shown, 1):
        _write(draft, number, each, language)
    places = [Held(each.document, each.provision).reference.encode(ROOM) for each in shown]
    views = [button(str(number), Verb.VIEW, place) for number, place in enumerate(places, 1) if place]
    return Screen.of(draft, [views])


def _write(draft: Draft, number: int, counterpart: Counterpart, language: str) -> None:
    document, locator = counterpart.document, counterpart.provision.locator
    with draft.block():
        draft.add(f"{number}. {counterpart.apart}", MessageEntityType.BOLD)
        draft.add("\n" + label(document, locator, language), MessageEntityType.ITALIC)
        if not document.verbatim:
            draft.add(" " + WORDS.say(language, "view.digest"), MessageEntityType.ITALIC)
    with draft.block(MessageEntityType.EXPANDABLE_BLOCKQUOTE):
        draft.add(counterpart.provision.text)


def _of_periods(document: Document, provision: Provision, language: str) -> Iterator[Counterpart]:
    periods = of_provisions(document)
    for locator in twins(document).get(provision.locator, ()):
        apart = WORDS.say(language, "compare.period", period=printed(periods[locator]))
        yield Counterpart(document, document.provision(locator), apart)


def _of_levels(ledger: Ledger, library: Library, here: tuple[str, str], language: str) -> Iterator[Counterpart]:
    for entry in ledger.entries("targets"):
        carried = entry.carries_out
        if carried is None:
            continue
        ours, theirs = (entry.document.id, entry.row.locator), (carried.document.id, carried.target.locator)
        other = {ours: theirs, theirs: ours}.get(here)
        if other is not None:
            document = library.get(other[0])
            yield Counterpart(document, document.provision(other[1]), WORDS.say(language, f"compare.{document.level}"))
