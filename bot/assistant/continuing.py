"""Continuing: what a question that continues another takes over from what was spoken of before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from hoi.bot.assistant.cues import cues, target_words
from hoi.bot.assistant.levels import level_at
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.references import WHICH
from hoi.bot.assistant.scope import without_levels
from hoi.bot.assistant.spoken_of import NUMBERED, SpokenOf
from hoi.corpus.figures import percentages
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import fold
from hoi.corpus.periods import twins
from hoi.index.search import Finder, Found, Hit
from hoi.index.words import Language, content, words

if TYPE_CHECKING:
    from hoi.bot.assistant.listing import Place
    from hoi.bot.assistant.rank import Ranker

# "việc thứ hai là gì?", "cái đầu tiên": texts write "thứ nhất"
_NTH = re.compile(r"\b(dau tien|(?<=thu )(?:nhat|hai|ba|[1-3]))\b(?=(?: cua(?: \w+){1,3}?)? (?:la|gom|noi)\b|\W*$)")
_ORDINALS = {"dau tien": "nhat", "1": "nhat", "2": "hai", "3": "ba"}
# "kể tên ra", "4 phường đó tên gì?"
_NAMES = re.compile(
    r"\bke (?:het )?ten\b|\bten (?:la )?(?:gi|chi)\b|\b(?:name them|their names|what are they called|which ones)\b"
)
# "có ngoại lệ gì không?", of a rule that names some
_EXCEPTIONS = re.compile(r"\b(?:ngoai le|loai tru|duoc tru|exceptions?|exempt\w*)\b")
_EXCEPTS = re.compile(r"\btru\b(?! so)|\bkhong ap dung\b")
# "còn nhiệm vụ nào khác?": without the one spoken of
_OTHERS = re.compile(r"\b(?:khac|nua|con lai|ke not|other|else|remaining|rest)\b")
KEPT = 0.7
"""Share of the earlier likeness that a provision keeps which states all that a follow-up is about."""
KNOWN_ITSELF = 0.7
"""How like it is to those people ask about one provision, for a follow-up without a subject to be about that one; like
the next, chosen on the follow-ups of every set but the held-out one."""
KNOWN_AT_ALL = 0.5
"""The same for one of the document spoken of to be what is asked for now."""
STATED = 0.35
"""Share of a provision's words that another has to state, to say the same elsewhere."""
NEAR = 0.25
"""How far below the best a provision may stand that holds what is asked for, or names what a follow-up turns to, and
still go first."""


class Continuing:
    """What questions that continue others find; ``ranker`` ranks what was found for those before."""

    def __init__(self, library: Library, finder: Finder, ranker: "Ranker", spoken_of: SpokenOf) -> None:
        self._library = library
        self._finder = finder
        self._by_text = finder.weighing(replace(finder.weights, asked=0.0))  # for texts that are no questions
        self._ranker = ranker
        self._spoken_of = spoken_of

    def found(self, reading: Reading, among: frozenset[str]) -> tuple[Sequence[Hit], Found]:
        """Return the hits of a question with what was said before of each, and what decides whether it has an answer.

        One without a subject of its own ("còn đến 2030?") finds what the one before found. What was said of one
        period's provision counts for its twins: the question may be after the other period.
        """
        before = self._before(reading, among)
        found = self._finder.search(reading.text, reading.language, written=reading.search, documents=among)
        if meant := self._meant_outright(reading, before.hits, found.hits, among):
            return meant, found
        earlier: dict[tuple[str, str], Hit] = {}
        for hit in before.hits:  # best first
            for locator in (hit.locator, *twins(self._library.get(hit.document)).get(hit.locator, ())):
                earlier.setdefault((hit.document, locator), hit)
        itself = reading.of_all or max((hit.share for hit in found.hits), default=0.0) >= KNOWN_ITSELF
        if not reading.subject and (not itself or WHICH.search(fold(reading.text))):  # "căn cứ nghị quyết nào?"
            hits = self._of_before(reading, earlier)
            return self._with_what_is_asked_for(reading, hits, found.hits), replace(found, unanswered=before.unanswered)
        hits = list(self._continued(found.hits, earlier))
        if reading.same_place and before.hits and not reading.changed:
            same = self._ranker.saying_the_same(*self._ranker.at(before.hits[0]))
            hits = [hit for hit in hits if (hit.document, hit.locator) in same]
        return hits, found

    def _meant_outright(
        self, reading: Reading, before: Sequence[Hit], own: Sequence[Hit], among: frozenset[str]
    ) -> Sequence[Hit]:
        """Return what a question means whatever else was said of what was spoken of; nothing of most questions.

        What became of a body, and who does its work now; names of what was counted; exceptions; another thing.
        """
        key = fold(reading.text)
        if cues(reading.language).changed.search(key):
            return own
        if _NAMES.search(key) and (names := self._names(reading, before, among)):
            return names
        if _EXCEPTIONS.search(key) and before and _EXCEPTS.search(self._folded(before[0])):
            return before[:1]
        return self._of_another_thing(reading, before, own)

    def _of_before(self, reading: Reading, earlier: dict[tuple[str, str], Hit]) -> list[Hit]:
        """Return what was found before, each at its place: of the level and with the figure that is asked about."""
        hits = [hit._replace(document=document, locator=locator) for (document, locator), hit in earlier.items()]
        level = reading.level  # "ở trung ương cũng vậy à?"
        hits = [hit for hit in hits if level and self._ranker.is_of(hit, level)] or hits
        figures = percentages(reading.context) if reading.whose else frozenset()
        return [hit for hit in hits if figures <= percentages(self._ranker.at(hit)[1].text)] or hits

    def _names(self, reading: Reading, before: Sequence[Hit], among: frozenset[str]) -> list[Hit]:
        """Return what gives the names of what the question before counted ("mấy phường?", "kể tên ra")."""
        if reading.previous is None or not before:
            return []
        both = self._finder.search(f"{reading.previous.text} {reading.text}", reading.language, documents=among)
        told = before[0]
        named = (hit for hit in both.hits if hit.document == told.document and hit.locator != told.locator)
        return [hit for hit in named if hit.share >= KNOWN_AT_ALL]

    def turned_to_first(self, hits: Sequence[Hit], reading: Reading) -> list[Hit]:
        """Put first, after a question that turns to another thing ("còn ngoài chợ?"), the best near that names it."""
        if not (reading.before and hits):
            return list(hits)
        key = fold(reading.text)
        if (nth := _NTH.search(key)) and (found := self._saying(hits, f"thu {_ORDINALS.get(nth[1], nth[1])}")):
            return [found, *(hit for hit in hits if hit != found)]
        if not (reading.subject and cues(reading.language).joining.match(key)):
            return list(hits)
        near = [hit for hit in hits if hit.score >= hits[0].score - NEAR]
        first = max(near, key=lambda hit: self._said(hit, reading))  # the best of those that say as much
        return [first, *(hit for hit in hits if hit != first)]

    def _with_what_is_asked_for(self, reading: Reading, hits: list[Hit], own: Sequence[Hit]) -> list[Hit]:
        """Return ``hits``; where none near the best holds what is asked for, first the one of that document that does.

        "Chương trình có mục tiêu chung là gì?", "Ai chủ trì, ai phối hợp?", "Căn cứ nghị quyết nào?"
        """
        which = WHICH.search(fold(reading.text))

        def holds(hit: Hit) -> bool:
            numbered = NUMBERED.search(self._folded(hit))
            return bool(numbered or not which) and all(self._ranker.holds(hit, thing) for thing in reading.things)

        if not hits or not (reading.things or which):
            return hits
        near = (hit for hit in hits if hit.score >= hits[0].score - NEAR)
        known = (hit for hit in own if hit.document == hits[0].document and hit.share >= KNOWN_AT_ALL)
        able = next(filter(holds, chain(near, known)), hits[0])
        first = able._replace(score=hits[0].score, asked=max(able.asked, hits[0].asked))
        return [first, *(hit for hit in hits if (hit.document, hit.locator) != (able.document, able.locator))]

    def _of_another_thing(self, reading: Reading, before: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
        """Return what names the thing a question turns to ("còn siêu thị?") under the headings of what was spoken of.

        Nothing, where that names it itself. As the question is asked in few words, each is as much like it as that was.
        """
        known, key = cues(reading.language), fold(reading.text)
        if not (reading.subject and before and known.joining.match(key) and not known.pointing.search(key)):
            return []
        document, provision = self._ranker.at(before[0])
        asked = len(self._asked(reading))
        if self._said(before[0], reading) or not asked or document.children(provision.locator):
            return []
        same = (provision.locator, *twins(document).get(provision.locator, ()))
        headings = {document.provision(each).parent for each in same}
        found = [hit for hit in hits if hit.document == document.id and self._ranker.at(hit)[1].parent in headings]
        named = [hit for hit in found if self._said(hit, reading) == asked]
        return [hit._replace(asked=max(hit.asked, before[0].asked)) for hit in named]

    def _said(self, hit: Hit, reading: Reading) -> int:
        """Return how many of the words of a question, but for those of targets, a provision says."""
        document, provision = self._ranker.at(hit)
        said = words(document.glossed(provision, reading.language), reading.language)
        return len(self._asked(reading).intersection(said))

    def _asked(self, reading: Reading) -> set[str]:
        return set(content(without_levels(reading.text), reading.language)) - target_words()

    def beside(self, reading: Reading) -> "tuple[Place, ...]":
        """Return what stands under the same heading as what was spoken of ("còn nhiệm vụ nào khác?"), if asked for.

        With it, where all there is is asked for.
        """
        known, key = cues(reading.language), fold(reading.text)
        if reading.previous is None or not known.beside.search(key):
            return ()
        hits, _ = self._ranker.search(reading.previous, frozenset(document.id for document in self._library))
        if not hits:
            return ()
        document, provision = self._ranker.at(hits[0])
        children = document.children(provision.locator) or document.children(provision.parent or "")
        whole = known.in_all.search(key) and not _OTHERS.search(key)
        return tuple((document, each) for each in children if whole or each.locator != provision.locator)

    def _before(self, reading: Reading, among: frozenset[str]) -> Found:
        """Return what the questions that ``reading`` continues find among the documents ``among``.

        Where it turns to another document or level ("và nghị định thì sao?"), what there says most nearly the same.
        """
        before = self._spoken_of.found(reading, among)
        best = self._spoken_of.best(reading)
        if best is None:
            return before
        if self._turns_from(reading, *self._ranker.at(best)):
            elsewhere = tuple(self._elsewhere(best, before.hits, reading.language, among))
            return replace(before, hits=elsewhere or before.hits)
        period, asked = self._ranker.period(best.document, best.locator), self._ranker.asked_periods(reading)
        if best.share < KNOWN_ITSELF or period is None or not asked or period in asked:
            return before
        meant = self._ranker.saying_the_same(*self._ranker.at(best))
        kept = tuple(hit for hit in before.hits if (hit.document, hit.locator) in meant or not self._has_twins(hit))
        return replace(before, hits=kept)

    def _elsewhere(self, best: Hit, hits: tuple[Hit, ...], language: Language, among: frozenset[str]) -> Iterator[Hit]:
        """Yield what the documents ``among`` say of the same as ``best``: targets for it, else what is most like it.

        As the question is not asked in their words, each is as much like it as ``best`` is.
        """
        document, provision = self._ranker.at(best)
        meant = {(other.id, each.locator) for other, each in self._ranker.counterparts.of(document, provision)}
        found = [hit for hit in hits if (hit.document, hit.locator) in meant]
        if not found:
            said = self._by_text.search(document.glossed(provision, language), language, documents=among)
            level = level_at(document, provision)
            found = [
                hit
                for hit in said.hits
                if hit.stated >= STATED and (hit.document != document.id or level_at(*self._ranker.at(hit)) != level)
            ][:1]
        yield from (hit._replace(asked=max(hit.asked, best.asked)) for hit in found)

    def _folded(self, hit: Hit) -> str:
        return self._ranker.folded[hit.document, hit.locator]

    def _has_twins(self, hit: Hit) -> bool:
        """Tell whether the same is said of another period."""
        return hit.locator in twins(self._library.get(hit.document))

    def _turns_from(self, reading: Reading, document: Document, provision: Provision) -> bool:
        """Tell whether a question names another document, or another level, than that of a provision."""
        if reading.documents:
            return document.id not in reading.documents
        return reading.level is not None and level_at(document, provision) != reading.level

    def _continued(self, hits: tuple[Hit, ...], earlier: dict[tuple[str, str], Hit]) -> Iterator[Hit]:
        """Yield ``hits``, each with what the question before said of it, as much as this one leaves unsaid."""
        unsaid = 1 - max((hit.share for hit in hits), default=0.0)
        for hit in hits:
            before = earlier.get((hit.document, hit.locator))
            yield hit if before is None else _added(hit, before, unsaid, self._finder.weights.asked)

    def _saying(self, hits: Sequence[Hit], words: str) -> Hit | None:
        """Return the best hit of the document spoken of that says ``words``, folded."""
        own = (hit for hit in hits if hit.document == hits[0].document)
        return next((hit for hit in own if words in self._folded(hit)), None)


def _added(hit: Hit, before: Hit, unsaid: float, weight: float) -> Hit:
    """Return a hit with what the question before said of it, as far as this one leaves it ``unsaid``."""
    kept = max(unsaid, KEPT * hit.stated)  # what was spoken of before, and speaks of this as well, is still meant
    asked = min(hit.share + kept * before.share, 1)
    return hit._replace(
        score=hit.score + weight * (asked - hit.share),
        asked=2 * asked - 1,
        cosine=max(hit.cosine, before.cosine),
        stated=max(hit.stated, before.stated),
        coverage=max(hit.coverage, before.coverage),
    )
