"""``@bot words`` in any chat: provisions that fit, each to be shared with its words and its place."""

import hashlib
from collections.abc import Sequence

from telegram import InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.constants import MessageEntityType

from hoi.bot.assistant.answer import MAX_QUESTION
from hoi.bot.telegram import samples
from hoi.bot.telegram.buttons import cut, link, number
from hoi.bot.telegram.calls import Call, answer_inline_query
from hoi.bot.telegram.draft import Draft, Part
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route
from hoi.bot.telegram.references import Held, Reference, deep_link, find
from hoi.bot.telegram.screen import WORDS
from hoi.corpus.labels import label
from hoi.corpus.normalise import clean

PER_PAGE = 10
MAX_FOUND = 50
"""Provisions offered at most: Telegram asks for the next ten when somebody scrolls."""
CACHE_SECONDS = 60
"""Telegram answers the same words by itself for so long; the documents change seldom, the bot's mind in tests."""
PAUSE_SECONDS = 5
"""Telegram keeps the empty answer to one who asks too fast for so long: the words are soon found again."""
_TITLE, _DESCRIPTION = 64, 120


async def found(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Offer the provisions that fit the words, ten at a time; without words, say how, and offer the targets.

    To whom asks faster than anybody types nothing is offered, and nothing is searched.
    """
    query = incoming.update.inline_query
    if query is None:
        return []
    if not desk.aids.lookups.allow(incoming.user, incoming.received.timestamp()):
        return [answer_inline_query(query.id, [], seconds=PAUSE_SECONDS, personal=True)]
    words, first = clean(query.query)[:MAX_QUESTION], number(query.offset, MAX_FOUND) or 0
    if not any(char.isalnum() for char in words):
        hint = _plain("hint", incoming.language, example=f"@{desk.me.name} {samples.questions(incoming.language)[0]}")
        some = [_article(each, incoming.language, desk.me.name) for each in _often_wanted(desk)]
        return [answer_inline_query(query.id, [hint, *some], seconds=CACHE_SECONDS, personal=True)]
    places = (await desk.aids.find(words))[:MAX_FOUND]
    held = [each for place in places if (each := find(desk.library, Reference(*place))) is not None]
    shown = held[first : first + PER_PAGE]
    results = [_article(each, incoming.language, desk.me.name) for each in shown]
    more = str(first + PER_PAGE) if first + PER_PAGE < len(held) else ""
    # The language is the asker's, so what Telegram keeps is for the asker alone.
    nothing = [] if first else [_plain("none", incoming.language, query=cut(words, _TITLE))]
    return [answer_inline_query(query.id, results or nothing, seconds=CACHE_SECONDS, personal=True, next_offset=more)]


def _often_wanted(desk: Desk) -> list[Held]:
    """Return the provisions with the targets that carry others out: what most people look for in a plan."""
    entries = desk.aids.ledger.entries("targets")
    places = dict.fromkeys(Reference(each.document.id, each.row.locator) for each in entries if each.carries_out)
    found = (find(desk.library, place) for place in places)
    return [each for each in found if each is not None][: PER_PAGE - 1]


def _article(held: Held, language: str, bot: str) -> InlineQueryResultArticle:
    where = label(held.document, held.reference.locator or "", language)
    text = held.provision.text if held.provision is not None else ""
    opened = deep_link(bot, held.reference)
    button = link(WORDS.say(language, "inline.read"), opened) if opened else None
    key = f"{held.document.id} {held.reference.locator} {language}"
    return InlineQueryResultArticle(
        hashlib.sha256(key.encode("utf-8")).hexdigest()[:32],  # the same provision is always the same result
        cut(text, _TITLE),
        _content(_quoted(held, where, text, language)),
        description=cut(where, _DESCRIPTION),
        reply_markup=InlineKeyboardMarkup([[button]]) if button else None,
    )


def _quoted(held: Held, where: str, text: str, language: str) -> Part:
    draft = Draft()
    with draft.block(MessageEntityType.EXPANDABLE_BLOCKQUOTE):
        draft.add(where[:1].upper() + where[1:], MessageEntityType.BOLD)
        if not held.document.verbatim:
            draft.add("\n" + WORDS.say(language, "view.digest"), MessageEntityType.ITALIC)
        draft.add("\n" + text)
    return draft.one()


def _plain(key: str, language: str, **values: object) -> InlineQueryResultArticle:
    draft = Draft()
    draft.add(WORDS.say(language, f"inline.{key}_text", **values))
    return InlineQueryResultArticle(key, WORDS.say(language, f"inline.{key}"), _content(draft.one()))


def _content(part: Part) -> InputTextMessageContent:
    return InputTextMessageContent(
        part.text, entities=part.entities, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )


def _asked(update: Update, _me: Identity) -> bool:
    return update.inline_query is not None


ROUTES = (Route(_asked, found),)
