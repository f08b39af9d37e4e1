"""Where the original of a document can be read, and what of it is held here. Pure."""

from telegram import InlineKeyboardButton
from telegram.constants import MessageEntityType

from hoi.bot.telegram.buttons import link
from hoi.bot.telegram.draft import Draft
from hoi.bot.telegram.references import Reference, web_link
from hoi.bot.telegram.screen import WORDS, Screen
from hoi.bot.web.render import host
from hoi.corpus.model import Document, Original


def screen(document: Document, language: str, public_url: str | None) -> Screen:
    """Return what to know of a document's original, with a button for each address of it."""
    draft = Draft()
    draft.add(WORDS.say(language, "original.title"), MessageEntityType.BOLD)
    draft.add("\n" + document.full_name.say(language))
    with draft.block():
        draft.add(WORDS.say(language, "original.held", held=document.held.say(language)))
    if document.missing:
        with draft.block():
            draft.add(WORDS.say(language, "original.missing"))
            for part in document.missing:
                draft.add(f"\n• {part.what.say(language)}")
    with draft.block():
        said = "\n".join(f"• {_said(each)}" for each in document.original)
        draft.add(said or WORDS.say(language, "original.none"))
    return Screen.of(draft, _links(document, language, public_url))


def _said(original: Original) -> str:
    return " ".join(each for each in (original.note, original.url) if each)


def _links(document: Document, language: str, public_url: str | None) -> list[list[InlineKeyboardButton]]:
    # Telegram refuses a button whose address has no host of the public network.
    rows = [[link(host(each.url), each.url)] for each in document.original if "." in host(each.url)]
    page = web_link(public_url, Reference(document.id))
    return [*rows, [link(WORDS.say(language, "button.page"), page)]] if page else rows
