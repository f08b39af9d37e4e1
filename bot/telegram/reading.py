"""Reading documents screen by screen: the list of them, the contents of one, a provision and what is under it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from telegram import CopyTextButton, InlineKeyboardButton
from telegram.constants import InlineKeyboardButtonLimit, MessageEntityType

from hoi.bot.telegram.buttons import ROOM, Verb, button, cut, keyboard, link, pager
from hoi.bot.telegram.draft import Draft, Part
from hoi.bot.telegram.references import Held, Reference, web_link
from hoi.bot.telegram.screen import WORDS, Screen
from hoi.corpus.labels import citation_line, place
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision

Item = TypeVar("Item")
PER_PAGE = 8
"""Parts on one screen: as many as a telephone shows beside the text."""
_IN_ROW = 4
_LONGEST = (350, 200, 100)
"""Characters shown of a part under a heading, fewer where that is too long; the whole of it is a button away."""
_ROOM = ROOM - 4  # a colon and a page of three digits
_DASH = {"dash": "- ", "plus": "+ "}


def documents(library: Library, language: str, page: int = 0, *, wanted: str = "") -> Screen:
    """Return the list of the documents held; ``wanted`` is what was asked for in vain."""
    held = list(library)
    draft, key = Draft(), "view.none" if wanted else "view.choose"
    draft.add(WORDS.say(language, key, wanted=wanted))
    page, pages, shown = _page(held, page)
    rows = [_kept([_to(each.name.say(language), Reference(each.id))]) for each in shown]
    return Screen.of(draft, [*rows, pager(Verb.DOCUMENTS, page, pages, ())])


def screen(held: Held, language: str, page: int = 0, public_url: str | None = None) -> Screen:
    """Return the screen of a document or a provision, at one of the pages of its text and its parts."""
    return (
        _contents(held.document, language, page)
        if held.provision is None
        else _provision(held.document, held.provision, language, page, public_url)
    )


def _contents(document: Document, language: str, page: int) -> Screen:
    draft = Draft()
    draft.add(document.full_name.say(language), MessageEntityType.BOLD)
    with draft.block(MessageEntityType.ITALIC):
        draft.add(document.held.say(language))
    with draft.block():
        draft.add(WORDS.say(language, "view.outline"))
    below = [each for each in document.provisions if each.parent is None]
    page, pages, shown = _page(below, page)
    rows = [_kept([_to(_title(each, document, language), Reference(document.id, each.locator))]) for each in shown]
    place = Reference(document.id).encode(ROOM - 2)
    remind = [button(WORDS.say(language, "button.remind_document"), Verb.REMIND, "d", place)] if place else []
    others = _kept([_to(WORDS.say(language, "button.documents"), None)])
    return Screen.of(draft, [*rows, _turn(Reference(document.id), page, pages), remind, others])


def _provision(document: Document, provision: Provision, language: str, page: int, public_url: str | None) -> Screen:
    """Return one page of a provision and what is under it."""
    here, leaves = Reference(document.id, provision.locator), _leaves(document, provision, language)
    page = min(page, len(leaves) - 1)
    leaf = leaves[page]
    below = [_to(f"({number})", Reference(document.id, each.locator)) for number, each in leaf.below]
    around = [_kept(_beside(document, provision)), *_around(document, provision, language, public_url)]
    return Screen((leaf.part,), keyboard([*_in_rows(_kept(below)), _turn(here, page, len(leaves)), *around]))


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page of a provision: the text, and the numbered parts under it that have a button."""

    part: Part
    below: Sequence[tuple[int, Provision]] = ()


def _leaves(document: Document, provision: Provision, language: str) -> list[_Leaf]:
    """Return the pages of a provision: its text with so many of its parts each; where that is too long, one by one.

    Then the text comes first, in as many messages as it needs, and its parts on pages of their own.
    """
    numbered = list(enumerate(document.children(provision.locator), 1))
    groups = [numbered[first : first + PER_PAGE] for first in range(0, len(numbered), PER_PAGE)]
    whole = Draft()
    _write(whole, document, provision, language)
    together = [_Leaf(part, each) for each in groups or [[]] if (part := _fitting(document, provision, each, language))]
    if len(together) == max(1, len(groups)):
        return together
    alone = [_listed(document, provision, each, language, _LONGEST[-1]).one() for each in groups]
    return [*map(_Leaf, whole.parts()), *map(_Leaf, alone, groups)]


def _fitting(
    document: Document, provision: Provision, below: Sequence[tuple[int, Provision]], language: str
) -> Part | None:
    """Return a provision with parts under it, shown as long as one message has room for; None when it has none."""
    for letters in _LONGEST:
        draft = Draft()
        _write(draft, document, provision, language)
        _list(draft, document, below, language, letters)
        parts = draft.parts()
        if len(parts) == 1:
            return parts[0]
    return None


def _listed(
    document: Document, provision: Provision, below: Sequence[tuple[int, Provision]], language: str, letters: int
) -> Draft:
    draft = Draft()
    _name(draft, document, provision, language)
    _list(draft, document, below, language, letters)
    return draft


def _list(
    draft: Draft, document: Document, below: Sequence[tuple[int, Provision]], language: str, letters: int
) -> None:
    for number, each in below:
        with draft.block():
            draft.add(f"({number}) ", MessageEntityType.BOLD)
            draft.add(cut(_title(each, document, language), letters))


def _name(draft: Draft, document: Document, provision: Provision, language: str) -> None:
    where = place(document, provision.locator, language)
    draft.add(where[:1].upper() + where[1:], MessageEntityType.BOLD)
    draft.add("\n" + document.full_name.say(language))


def _write(draft: Draft, document: Document, provision: Provision, language: str) -> None:
    _name(draft, document, provision, language)
    for heading in provision.heading:
        draft.add("\n" + heading, MessageEntityType.ITALIC)
    with draft.block(MessageEntityType.BLOCKQUOTE):
        draft.add(provision.text)
    remarks = tuple(_remarks(document, provision, language))
    if remarks:
        with draft.block(MessageEntityType.ITALIC):
            draft.add("\n".join(remarks))


def _remarks(document: Document, provision: Provision, language: str) -> Iterator[str]:
    if not document.verbatim:
        yield WORDS.say(language, "view.digest")
    if document.cut_after == provision.locator:
        yield WORDS.say(language, "view.cut")
    if language == "en" and provision.locator in document.gloss:
        yield WORDS.say(language, "view.gloss", gloss=document.gloss[provision.locator])


def _beside(document: Document, provision: Provision) -> list[InlineKeyboardButton | None]:
    """Return the buttons to the provisions before and after, in the order of the text."""
    places = [each.locator for each in document.provisions]
    here = places.index(provision.locator)
    before = _to("‹", Reference(document.id, places[here - 1])) if here else None
    after = _to("›", Reference(document.id, places[here + 1])) if here + 1 < len(places) else None
    return [before, after]


def _around(
    document: Document, provision: Provision, language: str, public_url: str | None
) -> Iterator[list[InlineKeyboardButton]]:
    above = Reference(document.id, provision.parent)
    up = WORDS.say(language, "button.up" if provision.parent else "button.outline")
    name = Reference(document.id).encode(ROOM)
    original = button(WORDS.say(language, "button.original"), Verb.ORIGINAL, name) if name else None
    yield _kept([_to(up, above), original])
    cited = citation_line(document, provision.locator)
    if len(cited) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
        yield [InlineKeyboardButton(WORDS.say(language, "button.copy"), copy_text=CopyTextButton(cited))]
    page = web_link(public_url, Reference(document.id, provision.locator))
    if page is not None:
        yield [link(WORDS.say(language, "button.page"), page)]


def _title(provision: Provision, document: Document, language: str) -> str:
    if provision.kind in ("meta", "preamble"):
        where = place(document, provision.locator, language)
        return where[:1].upper() + where[1:]
    return _DASH.get(provision.kind, "") + provision.text


def _page(below: Sequence[Item], page: int) -> tuple[int, int, Sequence[Item]]:
    """Return the number of the page, the last where there are fewer, how many there are, and what stands on it."""
    pages = max(1, -(-len(below) // PER_PAGE))
    page = min(page, pages - 1)
    return page, pages, below[page * PER_PAGE : (page + 1) * PER_PAGE]


def _turn(reference: Reference, page: int, pages: int) -> list[InlineKeyboardButton]:
    encoded = reference.encode(_ROOM)
    return pager(Verb.WALK, page, pages, (encoded,)) if encoded else []


def _in_rows(buttons: Sequence[InlineKeyboardButton]) -> list[Sequence[InlineKeyboardButton]]:
    size = _IN_ROW if len(buttons) > _IN_ROW + 1 else _IN_ROW + 1  # never one alone below four
    return [buttons[first : first + size] for first in range(0, len(buttons), size)]


def _to(label: str, reference: Reference | None) -> InlineKeyboardButton | None:
    """Return the button to a place; None to one whose name no button can carry."""
    if reference is None:
        return button(label, Verb.DOCUMENTS, 0)
    encoded = reference.encode(_ROOM)
    return button(label, Verb.WALK, encoded, 0) if encoded else None


def _kept(row: Sequence[InlineKeyboardButton | None]) -> list[InlineKeyboardButton]:
    return [each for each in row if each is not None]
