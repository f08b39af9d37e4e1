"""Reading documents screen by screen: the list of them, the contents of one, a provision and what is under it. Pure."""

from collections.abc import Iterator, Sequence

from telegram import CopyTextButton, InlineKeyboardButton
from telegram.constants import InlineKeyboardButtonLimit, MessageEntityType

from hoi.bot.telegram.buttons import ROOM, Verb, button, link, pager
from hoi.bot.telegram.draft import Draft
from hoi.bot.telegram.references import Held, Reference, web_link
from hoi.bot.telegram.screen import WORDS, Screen
from hoi.corpus.labels import citation_line, place
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision

PER_PAGE = 8
"""Buttons of parts on one screen: as many as a telephone shows beside the text."""
_ROOM = ROOM - 4  # a colon and a page of three digits
_DASH = {"dash": "- ", "plus": "+ "}


def documents(library: Library, language: str, page: int = 0, *, wanted: str = "") -> Screen:
    """Return the list of the documents held; ``wanted`` is what was asked for in vain."""
    held = list(library)
    draft, key = Draft(), "view.none" if wanted else "view.choose"
    draft.add(WORDS.say(language, key, wanted=wanted))
    pages = max(1, -(-len(held) // PER_PAGE))
    page = min(page, pages - 1)
    shown = held[page * PER_PAGE : (page + 1) * PER_PAGE]
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
    below = [_to(WORDS.say(language, "button.documents"), None)]
    return _paged(draft, Held(document, None), language, page, [_kept(below)])


def _provision(document: Document, provision: Provision, language: str, page: int, public_url: str | None) -> Screen:
    draft, held = Draft(), Held(document, provision)
    _write(draft, document, provision, language)
    around = _around(document, provision, language, public_url)
    return _paged(draft, held, language, page, [_kept(_beside(held)), *around])


def _paged(
    draft: Draft, held: Held, language: str, page: int, rows: Sequence[Sequence[InlineKeyboardButton]]
) -> Screen:
    """Return one page: of a long text its part, of many parts below it those that have room; then ``rows``."""
    below = _below(held)
    pages = max(len(draft.parts()), -(-len(below) // PER_PAGE), 1)
    page = min(page, pages - 1)
    parts = [
        _kept([_to(_title(each, held.document, language), Reference(held.document.id, each.locator))])
        for each in below[page * PER_PAGE : (page + 1) * PER_PAGE]
    ]
    encoded = held.reference.encode(_ROOM)
    turn = pager(Verb.WALK, page, pages, (encoded,)) if encoded else []
    return Screen.of(draft, [*parts, turn, *rows], page)


def _write(draft: Draft, document: Document, provision: Provision, language: str) -> None:
    where = place(document, provision.locator, language)
    draft.add(where[:1].upper() + where[1:], MessageEntityType.BOLD)
    draft.add("\n" + document.full_name.say(language))
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


def _beside(held: Held) -> list[InlineKeyboardButton | None]:
    """Return the buttons to the provisions before and after, in the order of the text."""
    document, provision = held.document, held.provision
    places = [each.locator for each in document.provisions]
    here = places.index(provision.locator) if provision is not None else 0
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


def _below(held: Held) -> Sequence[Provision]:
    if held.provision is not None:
        return held.document.children(held.provision.locator)
    return [each for each in held.document.provisions if each.parent is None]


def _title(provision: Provision, document: Document, language: str) -> str:
    if provision.kind in ("meta", "preamble"):
        where = place(document, provision.locator, language)
        return where[:1].upper() + where[1:]
    return _DASH.get(provision.kind, "") + provision.text


def _to(label: str, reference: Reference | None) -> InlineKeyboardButton | None:
    """Return the button to a place; None to one whose name no button can carry."""
    if reference is None:
        return button(label, Verb.DOCUMENTS, 0)
    encoded = reference.encode(_ROOM)
    return button(label, Verb.WALK, encoded, 0) if encoded else None


def _kept(row: Sequence[InlineKeyboardButton | None]) -> list[InlineKeyboardButton]:
    return [each for each in row if each is not None]
