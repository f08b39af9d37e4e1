"""Ranking: the hits of a search, put in the order a reader of these documents would."""

import re
from collections.abc import Sequence
from functools import lru_cache

from hoi.bot.assistant.continuing import NEAR, Continuing
from hoi.bot.assistant.cues import Thing
from hoi.bot.assistant.levels import Counterparts, level_at
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.spoken_of import SpokenOf
from hoi.corpus.changes import changes
from hoi.corpus.figures import percentages
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Level, Provision
from hoi.corpus.normalise import fold
from hoi.corpus.periods import Period, following, named, of_provisions, twins
from hoi.index.dense import NEVER
from hoi.index.search import Finder, Found, Hit

NAMED, SAME_FIGURE, COVERED = 0.3, 0.4, 0.4
"""Added for a document the question names, or for the level it names in a digest that speaks of both; for a percentage
it states; for the share of its words covered. Chosen, as those two of ``Weights`` that favour a document without being
asked, on the tune half."""
MEANT = 0.35
"""Share of the likeness of the nation's target that the province's own needs, to be meant as well."""
SAME_SUBJECT = 0.7
"""The same for a provision that states the figure in question."""
# "… là của giai đoạn nào, 2021-2025 hay tới 2030?": neither is asked for more than the other
_WHICH_PERIOD = re.compile(
    r"\b(?:giai doan|chang|thoi ky|moc) nao\b.*\bhay\b|\bwhich (?:period|phase|stage)\b.*\bor\b"
    r"|\b(?:giai doan|chang|moc) (?:dau|1|truoc) hay (?:\w+ )?(?:giai doan|chang|moc)\b"
)
_REMEMBERED = 64
"""Questions whose hits are kept: those that continue them need them again."""


class Ranker:
    """Searches one library and orders what it finds."""

    def __init__(self, library: Library, finder: Finder) -> None:
        self._library = library
        self._finder = finder
        self.counterparts = Counterparts(library)
        self.spoken_of = SpokenOf(library, finder, self)
        self.continuing = Continuing(library, finder, self, self.spoken_of)
        placed = [(document.id, each) for document in library for each in document.provisions]
        self._levels = {document.id: _levels_told_apart(document) for document in library}
        self.folded = {(document, each.locator): fold(each.text) for document, each in placed}
        self._percentages = {(document, each.locator): percentages(each.text) for document, each in placed}
        self._changing = frozenset(change.document for change in changes()) & {document.id for document in library}
        self.search = lru_cache(_REMEMBERED)(self._search)
        self._known = sorted({period for document in library for period in of_provisions(document).values()})

    def _search(self, reading: Reading, scope: frozenset[str]) -> tuple[Sequence[Hit], Found]:
        """Return the hits for ``reading`` among the documents of ``scope``, best first, and what the search found."""
        among = self._documents(reading, scope)
        if reading.context:
            hits, found = self.continuing.found(reading, among)
        else:
            found = self._finder.search(reading.text, reading.language, written=reading.search, documents=among)
            hits = list(found.hits)
        likest = max((hit.share for hit in hits), default=0.0)
        periods = self.asked_periods(reading)
        hits = [hit for hit in hits if self._is_asked_for(hit, reading, periods)]
        hits = [hit._replace(score=hit.score + self._bonus(hit, reading, likest)) for hit in hits]
        hits = self.continuing.turned_to_first(sorted(hits, key=lambda hit: -hit.score), reading)
        hits = self._holding_first(hits, reading)
        return tuple(self._province_first(hits, reading)), found

    def asked_periods(self, reading: Reading) -> frozenset[Period]:
        """Return the periods the question names, or else the last of those it continues."""
        if _WHICH_PERIOD.search(fold(reading.text)):
            return frozenset()
        if own := named(reading.text, self._known):
            return own
        if any(thing.name == "date" for thing in reading.things):  # when, is for the answer to say
            return frozenset()
        before = (named(each, self._known) for each in reversed(reading.before))
        return following(reading.text, next(filter(None, before), frozenset()), self._known)

    def period(self, document: str, locator: str) -> Period | None:
        """Return the period a provision stands under, if its headings name one."""
        return of_provisions(self._library.get(document)).get(locator)

    def alike(self, hits: Sequence[Hit]) -> float:
        """Return how like the question is to those people ask about the best of ``hits``, from 0 to 1.

        With it count its twins for other periods and its counterparts at the other level: a question that names
        neither period nor level is a little like each.
        """
        same = self.saying_the_same(*self.at(hits[0]))
        return min(1.0, sum(hit.share for hit in hits if (hit.document, hit.locator) in same))

    def saying_the_same(self, document: Document, provision: Provision) -> set[tuple[str, str]]:
        """Return a provision's place with those of its twins for other periods and its counterparts."""
        theirs = ((other.id, each.locator) for other, each in self.counterparts.of(document, provision))
        ours = (provision.locator, *twins(document).get(provision.locator, ()))
        return {*((document.id, locator) for locator in ours), *theirs}

    def is_of(self, hit: Hit, level: Level) -> bool:
        """Tell whether a hit is about a level; one of a digest that does not speak of both levels may be."""
        return self._levels[hit.document].get(hit.locator, level) == level

    def speaks_of(self, document: Document, provision: Provision, number: str) -> bool:
        """Tell whether a provision names the document with this number."""
        return _speaks_of(self.folded[document.id, provision.locator], (number,))

    def at(self, hit: Hit) -> tuple[Document, Provision]:
        """Return the document and the provision of a hit."""
        document = self._library.get(hit.document)
        return document, document.provision(hit.locator)

    def holds(self, hit: Hit, thing: Thing) -> bool:
        """Tell whether a hit, or the period it stands under, holds the kind of thing asked for."""
        return self.says(*self.at(hit), thing)

    def says(self, document: Document, provision: Provision, thing: Thing) -> bool:
        """Tell the same of a provision."""
        text = self.folded[document.id, provision.locator]
        if thing.evidence is None:
            values = (getattr(each.metadata, thing.recorded) for each in self._library)
            return any(fold(value) in text for value in values if value)
        period = self.period(document.id, provision.locator)
        return bool(thing.evidence.search(f"{text} {period or ''}"))

    def _documents(self, reading: Reading, scope: frozenset[str]) -> frozenset[str]:
        """Return the documents to search: those named and those that cite them, else those of the level named."""
        scope = scope - reading.aside or scope
        asked = reading.documents & scope
        if asked and reading.changed:
            asked |= self._changing & scope
        if asked:
            return asked | {
                other.id
                for other in self._library
                if other.id in scope and (self._cites(other.folded, asked) or _speaks_of(other.folded, reading.cited))
            }
        if reading.level == "national":
            return frozenset(each for each in scope if not self._is_of_the_province(each)) or scope
        return scope

    def _is_of_the_province(self, document_id: str) -> bool:
        """Tell whether a document is one the province issued; a digest without a number speaks of both levels."""
        document = self._library.get(document_id)
        return document.level == "provincial" and document.metadata.number is not None

    def _is_asked_for(self, hit: Hit, reading: Reading, periods: frozenset[Period]) -> bool:
        """Tell whether a hit can be meant: of the period named, of a document named or a clause that cites it."""
        if periods and self.period(hit.document, hit.locator) not in {None, *periods}:
            return False
        text = self.folded[hit.document, hit.locator]
        if reading.cited and not _speaks_of(text, reading.cited):
            return reading.across and hit.document in reading.documents
        if reading.across:
            return True
        if not reading.documents or hit.document in reading.documents:
            return True
        if reading.changed and hit.document in self._changing:
            return True
        verbatim = self._library.get(hit.document).verbatim and not reading.before
        return verbatim and self._cites(text, reading.documents)

    def _cites(self, key: str, documents: frozenset[str]) -> bool:
        """Tell whether a folded text names one of ``documents`` by its number."""
        return any(self._library.get(each).is_cited_in(key) for each in documents)

    def _bonus(self, hit: Hit, reading: Reading, likest: float) -> float:
        document = self._library.get(hit.document)
        bonus = COVERED * hit.coverage
        # the figure of another subject is none of this question's: "90% siêu thị" is not the 90% of industrial parks
        alike = hit.asked <= NEVER or hit.share >= SAME_SUBJECT * likest
        of_before = reading.before and not reading.subject  # "vậy là 100% à?", of what was spoken of
        if alike and not of_before and reading.percentages & self._percentages[hit.document, hit.locator]:
            bonus += SAME_FIGURE
        of_level = reading.level and self._levels[document.id].get(hit.locator) == reading.level
        if document.id in reading.documents or (reading.changed and document.id in self._changing) or of_level:
            bonus += NAMED
        if document.verbatim:
            bonus += self._finder.weights.word_for_word
            if document.level == "provincial" and reading.level != "national":
                bonus += self._finder.weights.province
        return bonus

    def _province_first(self, hits: list[Hit], reading: Reading) -> list[Hit]:
        """Put the province's target before the nation's for the same thing, unless the question names the nation."""
        if not hits or reading.documents or reading.level == "national" or reading.cited or reading.whose:
            return hits
        document, provision = self.at(hits[0])
        if document.level != "national":
            return hits
        ours = {(plan.id, target.locator) for plan, target in self.counterparts.of(document, provision)}
        first = next((hit for hit in hits if (hit.document, hit.locator) in ours), None)
        if first and not reading.level and first.share < MEANT * hits[0].share:  # "80% tỉnh": of the nation alone
            return hits
        return [first, *(hit for hit in hits if hit != first)] if first else hits

    def _holding_first(self, hits: list[Hit], reading: Reading) -> list[Hit]:
        """Put the best hit that holds what is asked for first, if it stands near the best one.

        What a plan says in its later parts (who leads, what it costs) is only looked for in the best hit's document:
        another document's leader is not this one's. Unless that says who does the work of what is no more.
        """
        telling = {hits[0].document, *(self._changing if reading.changed else ())} if hits else set()
        for thing in reading.things:
            able = [
                hit
                for hit in hits
                if hit.score >= hits[0].score - NEAR
                and self.holds(hit, thing)
                and (not thing.beyond or hit.document in telling)
            ]
            if able:
                hits = [able[0], *(hit for hit in hits if hit != able[0])]
        return hits


def _levels_told_apart(document: Document) -> dict[str, Level]:
    """Return the level of each provision of a digest that speaks of both levels; nothing of other documents."""
    levels = {} if document.verbatim else {each.locator: level_at(document, each) for each in document.provisions}
    return levels if len(set(levels.values())) > 1 else {}


def _speaks_of(text: str, cited: tuple[str, ...]) -> bool:
    """Tell whether a folded text names one of the documents numbered ``cited``."""
    return any(re.search(rf"(?<!\d)0?{number}(?=[-/ ])", text) for number in cited)
