"""What is said in a chat: plain texts, answers, the documents held. Pure."""

from itertools import islice

from telegram.constants import MessageEntityType

from hoi.bot.assistant.answer import Answer, Citation
from hoi.bot.telegram.draft import Draft, Part
from hoi.bot.templates import render
from hoi.corpus.library import Library

MAX_QUOTED = 3
"""Citations quoted in full; the others are listed by label, so that an answer stays one screen."""
MAX_DOCUMENTS = 20
"""Documents described one by one; a corpus may hold thousands."""


def plain(text: str) -> tuple[Part, ...]:
    """Return ``text`` without formatting, in as many parts as it needs."""
    draft = Draft()
    draft.add(text)
    return draft.parts()


def answer(value: Answer, *, asked: str = "") -> tuple[Part, ...]:
    r"""Return an answer: its text, its quotes, its notes; ``asked`` repeats a question nobody typed.

    >>> [part.text for part in answer(Answer("q", "q", "vi", "answered", "85%.", notes=("Đã hết hạn.",)))]
    ['85%.\n\nĐã hết hạn.']
    """
    return _drafted(value, asked).parts()


def in_one(value: Answer) -> Part:
    """Return an answer as the one message a guest gets; a longer one ends with "…"."""
    return _drafted(value).one()


def _drafted(value: Answer, asked: str = "") -> Draft:
    draft = Draft()
    if asked:
        with draft.block():
            draft.add(asked, MessageEntityType.BOLD)
    with draft.block():
        draft.add(value.text)
    for citation in value.sources[:MAX_QUOTED]:
        with draft.block(MessageEntityType.EXPANDABLE_BLOCKQUOTE):
            _cite(draft, citation, value.language)
    if others := value.sources[MAX_QUOTED:]:
        with draft.block():
            draft.add(render("telegram_others", value.language, citations=others))
    if value.notes:
        with draft.block():
            draft.add("\n".join(value.notes), MessageEntityType.ITALIC)
    return draft


def _cite(draft: Draft, citation: Citation, language: str) -> None:
    draft.add(citation.head, MessageEntityType.BOLD)
    if not citation.verbatim:
        draft.add(" " + render("telegram_digest", language), MessageEntityType.ITALIC)
    draft.add("\n" + citation.quote)


def sources(library: Library, language: str) -> tuple[Part, ...]:
    """Return what is held: each document, what part of it, what is missing, where the original is."""
    draft = Draft()
    draft.add(render("telegram_sources", language, count=len(library)))
    for document in islice(library, MAX_DOCUMENTS):
        with draft.block():
            draft.add(document.full_name.say(language), MessageEntityType.BOLD)
            draft.add("\n" + render("telegram_source", language, document=document))
        if details := render("telegram_source_details", language, document=document):
            # Folded: what is missing is long, and read for one document at a time.
            with draft.block(MessageEntityType.EXPANDABLE_BLOCKQUOTE):
                draft.add(details)
    if len(library) > MAX_DOCUMENTS:
        with draft.block():
            draft.add(render("telegram_sources_more", language, count=len(library) - MAX_DOCUMENTS))
    return draft.parts()
