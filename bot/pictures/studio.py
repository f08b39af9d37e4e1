"""Where pictures are drawn: on one thread of its own, each once a day and language, so that no answer waits twice."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from hoi.bot import ledger_words
from hoi.bot.ledger import Ledger
from hoi.bot.words import Words
from hoi.corpus.library import Library

WORDS = Words("pictures")
_KEPT = 16
"""Pictures kept, about 100 kB each: two kinds in two languages, and the charts of a few more documents."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and what it shows, said for who cannot see it."""

    png: bytes
    caption: str


class Studio:
    """Draws what one library holds; a context manager that ends its thread.

    The library does not change while it is open, so a picture is known by its kind, document, day and language.
    """

    def __init__(self, library: Library, ledger: Ledger) -> None:
        self._library = library
        self._ledger = ledger
        # One thread: matplotlib is not made for several, and the second who asks finds the picture of the first.
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hoi-pictures")
        self._targets = lru_cache(maxsize=_KEPT)(self._draw_targets)
        self._roadmap = lru_cache(maxsize=_KEPT)(self._draw_roadmap)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the thread; what waits to be drawn is not drawn."""
        self._pool.shutdown(cancel_futures=True)

    async def targets(self, document: str | None, today: date, language: str) -> Picture | None:
        """Return the chart of a document's targets (None: of the one that says most); None when it has none.

        Raises:
            NotHeldError: there is no such document.
        """
        return await self._drawn(lambda: self._targets(document, today, language))

    async def roadmap(self, today: date, language: str) -> Picture | None:
        """Return the timeline of all documents; None when they name no day."""
        return await self._drawn(lambda: self._roadmap(today, language))

    async def _drawn(self, draw: Callable[[], Picture | None]) -> Picture | None:
        return await asyncio.get_running_loop().run_in_executor(self._pool, draw)

    def _draw_targets(self, wanted: str | None, today: date, language: str) -> Picture | None:
        from hoi.bot.pictures import target_chart, target_groups

        document = self._library.get(wanted) if wanted else target_groups.drawable(self._ledger, self._library)
        groups = target_groups.groups(self._ledger, document, today, language) if document is not None else ()
        if document is None or not groups:
            return None
        used = {figure.document for group in groups for stage in group.stages for figure in stage.figures}
        sources = [document, *(each for each in self._library if each.id in used - {document.id})]
        key = "targets.caption" if len(sources) > 1 else "targets.alone"
        caption = WORDS.say(language, key, name=document.name.say(language), count=len(groups))
        return Picture(target_chart.draw(groups, document, sources, today, language), caption)

    def _draw_roadmap(self, today: date, language: str) -> Picture | None:
        from hoi.bot.pictures import milestones, roadmap

        found = milestones.milestones(self._ledger, self._library, today, language)
        if not found:
            return None
        past = sum(each.day < today for each in found)
        day = ledger_words.day(today, language)
        caption = WORDS.say(language, "roadmap.caption", past=past, coming=len(found) - past, day=day)
        return Picture(roadmap.draw(found, self._library, today, language), caption)
