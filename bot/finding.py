"""Provisions for a few words, without an answer: by the index, or by the words alone where there is none."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant, today_in_vietnam
from hoi.bot.assistant.question import Reader
from hoi.corpus.library import Library
from hoi.corpus.normalise import fold, syllables

Place = tuple[str, str]
"""A document's id and the locator of one of its provisions."""
Find = Callable[[str], Awaitable[Sequence[Place]]]
"""Words in, the provisions that fit them out, best first."""
ENOUGH = 0.4
"""Share of the words a provision needs to have, or to be spoken of with, to be found at all."""


def by_index(assistant: Assistant) -> Find:
    """Return the search by meaning and by words that answers are made from."""
    reader = Reader(assistant.library, assistant.finder.restorer)

    def find(words: str) -> list[Place]:
        reading = reader.read(Question.of(words), today_in_vietnam())
        hits = assistant.finder.search(reading.text, reading.language, written=reading.search).hits
        return [(each.document, each.locator) for each in hits if max(each.stated, each.coverage) >= ENOUGH]

    async def found(words: str) -> Sequence[Place]:
        return await asyncio.to_thread(find, words)

    return found


def by_words(library: Library) -> Find:
    """Return the search for provisions that have most of the words, with or without their marks; without any index."""

    def find(words: str) -> list[Place]:
        wanted = set(syllables(fold(words)))
        scored = [
            (-len(wanted & set(syllables(fold(each.text)))) / (len(wanted) or 1), document.id, number, each.locator)
            for document in library
            for number, each in enumerate(document.provisions)
        ]
        return [(document, locator) for share, document, _, locator in sorted(scored) if -share >= ENOUGH]

    async def found(words: str) -> Sequence[Place]:
        return await asyncio.to_thread(find, words)

    return found
