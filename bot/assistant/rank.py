"""Ranking: the hits of a search, put in the order a reader of these documents would."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hoi.bot.assistant.cues import Thing, cues, target_words
from hoi.bot.assistant.levels import Counterparts, level_at
from hoi.bot.assistant.question import Reading
from hoi.corpus.changes import changes
from hoi.corpus.figures import percentages
from hoi.corpus.labels import about
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Level, Provision
from hoi.corpus.normalise import fold
from hoi.corpus.periods import Period, following, named, of_provisions, twins
from hoi.index.dense import NEVER
from hoi.index.search import Finder, Found, Hit
from hoi.index.words import Language, content, words

_KIND = r"(?:nghi dinh|quyet dinh|nghi quyet|thong tu|ke hoach|van ban|luat|chi thi|cong van)"
_WHICH_DOCUMENT = re.compile(
    rf"\b{_KIND}(?: \w+){{0,2}} (?:nao|gi|so may|so bao nhieu)\b"
    r"|\b(?:which|what) (?:decree|decision|resolution|circular|plan|document|law|directive)\b"
)
_NTH = re.compile(r"\b(dau tien|(?<=thu )(?:nhat|hai|ba|[1-3]))\b(?= (?:la|gom|noi)\b|\W*$)")
_ORDINALS = {"dau tien": "nhat", "1": "nhat", "2": "hai", "3": "ba"}
_THAT_KIND = re.compile(rf"\b({_KIND})(?: cu| moi)? (?:do|ay|nay|kia)\b")
_NUMBER = re.compile(rf"\b({_KIND}) (?:so )?(\d{{1,4}})(?=[/ -])")
NAMED, SAME_FIGURE, COVERED = 0.3, 0.4, 0.4
"""Added for a document the question names, or for the level it names in a digest that speaks of both; for a percentage
it states; for the share of its words covered. Chosen, as those two of ``Weights`` that favour a document without being
asked, on the tune half."""
MEANT = 0.35
"""Share of the likeness of the nation's target that the province's own needs, to be meant as well."""
SAME_SUBJECT = 0.7
"""The same for a provision that states the figure in question."""
KEPT = 0.7
"""Share of the earlier likeness that a provision keeps which states all that a follow-up is about."""
KNOWN_ITSELF = 0.7
"""How like it is to those people ask about one provision, for a follow-up without a subject to be about that one."""
NEAR = 0.25
"""How far below the best a provision may stand that holds the kind of thing asked for, and still go first."""


class Ranker:
    """Searches one library and orders what it finds."""

    def __init__(self, library: Library, finder: Finder) -> None:
        self._library = library
        self._finder = finder
        self._by_text = finder.weighing(replace(finder.weights, asked=0.0))  # for texts that are no questions
        self.counterparts = Counterparts(library)
        placed = [(document.id, each) for document in library for each in document.provisions]
        self._levels = {document.id: _levels_told_apart(document) for document in library}
        self._folded = {(document, each.locator): fold(each.text) for document, each in placed}
        self._percentages = {(document, each.locator): percentages(each.text) for document, each in placed}
        self._changing = frozenset(change.document for change in changes()) & {document.id for document in library}
        self._known = sorted({period for document in library for period in of_provisions(document).values()})

    def search(self, reading: Reading, scope: frozenset[str]) -> tuple[list[Hit], Found]:
        """Return the hits for ``reading`` among the documents of ``scope``, best first, and what the search found."""
        among = self._documents(reading, scope)
        hits, found = self._found(reading, among)
        likest = max(map(share, hits), default=0.0)
        hits = [replace(hit, score=hit.score + self._bonus(hit, reading, likest)) for hit in hits]
        periods = self.asked_periods(reading)
        hits = [hit for hit in hits if self._is_asked_for(hit, reading, periods)]
        hits = self._turned_to_first(sorted(hits, key=lambda hit: -hit.score), reading)
        hits = self._holding_first(hits, reading.things)
        return self._province_first(hits, reading), found

    def _found(self, reading: Reading, among: frozenset[str]) -> tuple[list[Hit], Found]:
        """Return the hits of a question, with what was said before of each if it continues another, and its own search.

        One without a subject of its own ("còn đến 2030?") finds what the one before found. What was said of one
        period's provision counts for its twins: the question may be after the other period.
        """
        if not reading.context:
            found = self._finder.search(reading.text, reading.language, written=reading.search, documents=among)
            return list(found.hits), found
        before = self._before(reading, among)
        earlier: dict[tuple[str, str], Hit] = {}
        for hit in before.hits:  # best first
            for locator in (hit.locator, *twins(self._library.get(hit.document)).get(hit.locator, ())):
                earlier.setdefault((hit.document, locator), hit)
        found = self._finder.search(reading.text, reading.language, written=reading.search, documents=among)
        if not reading.subject and max(map(share, found.hits), default=0.0) < KNOWN_ITSELF:
            hits = [replace(hit, document=d, locator=at) for (d, at), hit in earlier.items()]
            level = reading.level  # "ở trung ương cũng vậy à?"
            return [hit for hit in hits if level and self._is_of(hit, level)] or hits, before
        hits = list(self._continued(found.hits, earlier))
        if reading.same_place and before.hits:
            meant = self._saying_the_same(*self.at(before.hits[0]))
            hits = [hit for hit in hits if (hit.document, hit.locator) in meant]
        return hits, found

    def _before(self, reading: Reading, among: frozenset[str]) -> Found:
        """Return what the questions that ``reading`` continues find among the documents ``among``.

        Where it turns to another document or level ("và nghị định thì sao?"), what there says most nearly the same.
        """
        before = self._finder.search(reading.context, reading.language, documents=among)
        best = self._best_before(reading)
        if best is None:
            return before
        if self._turns_from(reading, *self.at(best)):
            return replace(before, hits=tuple(self._elsewhere(best, before.hits, reading.language, among)))
        period, asked = self.period(best.document, best.locator), self.asked_periods(reading)
        if share(best) < KNOWN_ITSELF or period is None or not asked or period in asked:
            return before
        meant = self._saying_the_same(*self.at(best))
        kept = tuple(hit for hit in before.hits if (hit.document, hit.locator) in meant or not self._has_twins(hit))
        return replace(before, hits=kept)

    def _elsewhere(self, best: Hit, hits: tuple[Hit, ...], language: Language, among: frozenset[str]) -> Iterator[Hit]:
        """Yield what the documents ``among`` say of the same as ``best``: targets for it, else what is most like it.

        As the question is not asked in their words, each is as much like it as ``best`` is.
        """
        document, provision = self.at(best)
        meant = {(other.id, each.locator) for other, each in self.counterparts.of(document, provision)}
        found = [hit for hit in hits if (hit.document, hit.locator) in meant]
        if not found:
            said = self._by_text.search(document.glossed(provision, language), language, documents=among)
            level = level_at(document, provision)
            found = [
                hit
                for hit in said.hits
                if hit.stated >= MEANT and (hit.document != document.id or level_at(*self.at(hit)) != level)
            ][:1]
        yield from (replace(hit, asked=max(hit.asked, best.asked)) for hit in found)

    def _has_twins(self, hit: Hit) -> bool:
        """Tell whether the same is said of another period."""
        return hit.locator in twins(self._library.get(hit.document))

    def _best_before(self, reading: Reading) -> Hit | None:
        """Return the best hit for the question that ``reading`` continues; None of one for a list, or of a record."""
        previous = reading.previous
        if previous is None or reading.comparison or previous.fields or previous.list or previous.comparison:
            return None
        hits, _ = self.search(previous, frozenset(document.id for document in self._library))
        return hits[0] if hits and not self._library.get(hits[0].document).children(hits[0].locator) else None

    def answered(self, reading: Reading) -> str:
        """Return the number of the one document that the question before asked for ("quyết định nào?"), else nothing.

        Or of the one of the kind pointed at ("kế hoạch đó"). It stands in what answers that question, but not in it.
        """
        context, pointed = fold(reading.context), _THAT_KIND.search(fold(reading.text))
        named = pointed is not None and re.search(rf"\b{pointed[1]} (?:so )?\d", context)
        if not _WHICH_DOCUMENT.search(context) and (pointed is None or named):
            return ""
        if (best := self._best_before(reading)) is None:
            return ""
        asked = set(re.findall(r"\d+", context))
        found = {
            number
            for kind, number in _NUMBER.findall(self._folded[best.document, best.locator])
            if number not in asked and (pointed is None or pointed[1] in (kind, "van ban"))
        }
        return found.pop() if len(found) == 1 else ""

    def _turns_from(self, reading: Reading, document: Document, provision: Provision) -> bool:
        """Tell whether a question names another document, or another level, than that of a provision."""
        if reading.documents:
            return document.id not in reading.documents
        return reading.level is not None and level_at(document, provision) != reading.level

    def _continued(self, hits: tuple[Hit, ...], earlier: dict[tuple[str, str], Hit]) -> Iterator[Hit]:
        """Yield ``hits``, each with what the question before said of it, as much as this one leaves unsaid."""
        unsaid = 1 - max(map(share, hits), default=0.0)
        for hit in hits:
            before = earlier.get((hit.document, hit.locator))
            yield hit if before is None else _added(hit, before, unsaid, self._finder.weights.asked)

    def asked_periods(self, reading: Reading) -> frozenset[Period]:
        """Return the periods the question names, or else the last of those it continues."""
        if own := named(reading.text, self._known):
            return own
        if any(thing.name == "date" for thing in reading.things):  # when, is for the answer to say
            return frozenset()
        before = (named(each, self._known) for each in reversed(reading.before))
        return following(reading.text, next(filter(None, before), frozenset()), self._known)

    def period(self, document: str, locator: str) -> Period | None:
        """Return the period a provision stands under, if its headings name one."""
        return of_provisions(self._library.get(document)).get(locator)

    def alike(self, hits: list[Hit]) -> float:
        """Return how like the question is to those people ask about the best of ``hits``, from 0 to 1.

        With it count its twins for other periods and its counterparts at the other level: a question that names
        neither period nor level is a little like each.
        """
        same = self._saying_the_same(*self.at(hits[0]))
        return min(1.0, sum(share(hit) for hit in hits if (hit.document, hit.locator) in same))

    def _saying_the_same(self, document: Document, provision: Provision) -> set[tuple[str, str]]:
        """Return a provision's place with those of its twins for other periods and its counterparts."""
        theirs = ((other.id, each.locator) for other, each in self.counterparts.of(document, provision))
        ours = (provision.locator, *twins(document).get(provision.locator, ()))
        return {*((document.id, locator) for locator in ours), *theirs}

    def _is_of(self, hit: Hit, level: Level) -> bool:
        """Tell whether a hit is about a level; one of a digest that does not speak of both levels may be."""
        return self._levels[hit.document].get(hit.locator, level) == level

    def speaks_of(self, document: Document, provision: Provision, number: str) -> bool:
        """Tell whether a provision names the document with this number."""
        return _speaks_of(self._folded[document.id, provision.locator], (number,))

    def spoken_of(self, reading: Reading, scope: frozenset[str]) -> Document | None:
        """Return the document that the questions it continues were about; None when that is not held itself."""
        hits = self._finder.search(reading.context, reading.language, documents=scope).hits
        if not hits:
            return None
        document, provision = self.at(hits[0])
        return document if document.metadata.number and about(document, provision.locator) is None else None

    def at(self, hit: Hit) -> tuple[Document, Provision]:
        """Return the document and the provision of a hit."""
        document = self._library.get(hit.document)
        return document, document.provision(hit.locator)

    def holds(self, hit: Hit, thing: Thing) -> bool:
        """Tell whether a hit, or the period it stands under, holds the kind of thing asked for."""
        return self.says(*self.at(hit), thing)

    def says(self, document: Document, provision: Provision, thing: Thing) -> bool:
        """Tell the same of a provision."""
        text = self._folded[document.id, provision.locator]
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
            numbers = self._numbers(asked)
            return asked | {
                other.id
                for other in self._library
                if other.id in scope
                and (any(n in other.folded for n in numbers) or _speaks_of(other.folded, reading.cited))
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
        text = self._folded[hit.document, hit.locator]
        if reading.cited and not _speaks_of(text, reading.cited):
            return reading.across and hit.document in reading.documents
        if reading.across:
            return True
        if not reading.documents or hit.document in reading.documents:
            return True
        if reading.changed and hit.document in self._changing:
            return True
        verbatim = self._library.get(hit.document).verbatim and not reading.before
        return verbatim and any(number in text for number in self._numbers(reading.documents))

    def _numbers(self, documents: frozenset[str]) -> list[str]:
        numbers = (self._library.get(each).metadata.number for each in documents)
        return [fold(number) for number in numbers if number]

    def _bonus(self, hit: Hit, reading: Reading, likest: float) -> float:
        document = self._library.get(hit.document)
        bonus = COVERED * hit.coverage
        # the figure of another subject is none of this question's: "90% siêu thị" is not the 90% of industrial parks
        alike = hit.asked <= NEVER or share(hit) >= SAME_SUBJECT * likest
        if alike and reading.percentages & self._percentages[hit.document, hit.locator]:
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
        if not hits or reading.documents or reading.level == "national" or reading.cited:
            return hits
        document, provision = self.at(hits[0])
        if document.level != "national":
            return hits
        ours = {(plan.id, target.locator) for plan, target in self.counterparts.of(document, provision)}
        first = next((hit for hit in hits if (hit.document, hit.locator) in ours), None)
        if first and not reading.level and share(first) < MEANT * share(hits[0]):  # "80% tỉnh": of the nation alone
            return hits
        return [first, *(hit for hit in hits if hit != first)] if first else hits

    def _turned_to_first(self, hits: list[Hit], reading: Reading) -> list[Hit]:
        """Put first, after a question that turns to another thing ("còn ngoài chợ?"), the best near that names it."""
        if not (reading.before and hits):
            return hits
        key = fold(reading.text)
        if (nth := _NTH.search(key)) and (found := self._saying(hits, f"thu {_ORDINALS.get(nth[1], nth[1])}")):
            return [found, *(hit for hit in hits if hit != found)]
        if not (reading.subject and cues(reading.language).joining.match(key)):
            return hits
        asked = set(content(reading.text, reading.language)) - target_words()

        def said(hit: Hit) -> int:
            document, provision = self.at(hit)
            return len(asked.intersection(words(document.glossed(provision, reading.language), reading.language)))

        near = [hit for hit in hits if hit.score >= hits[0].score - NEAR]
        first = max(near, key=said)  # the best of those that say as much
        return [first, *(hit for hit in hits if hit != first)]

    def _saying(self, hits: list[Hit], words: str) -> Hit | None:
        """Return the best hit of the document spoken of that says ``words``, folded."""
        own = (hit for hit in hits if hit.document == hits[0].document)
        return next((hit for hit in own if words in self._folded[hit.document, hit.locator]), None)

    def _holding_first(self, hits: list[Hit], things: tuple[Thing, ...]) -> list[Hit]:
        """Put the best hit that holds what is asked for first, if it stands near the best one.

        What a plan says in its later parts (who leads, what it costs) is only looked for in the best hit's document:
        another document's leader is not this one's.
        """
        for thing in things:
            able = [
                hit
                for hit in hits
                if hit.score >= hits[0].score - NEAR
                and self.holds(hit, thing)
                and (not thing.beyond or hit.document == hits[0].document)
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


def share(hit: Hit) -> float:
    """Return how like a question is to those people ask about a provision, from 0 to 1."""
    return (hit.asked + 1) / 2


def _added(hit: Hit, before: Hit, unsaid: float, weight: float) -> Hit:
    """Return a hit with what the question before said of it, as far as this one leaves it ``unsaid``."""
    kept = max(unsaid, KEPT * hit.stated)  # what was spoken of before, and speaks of this as well, is still meant
    asked = min(share(hit) + kept * share(before), 1)
    return replace(
        hit,
        score=hit.score + weight * (asked - share(hit)),
        asked=2 * asked - 1,
        cosine=max(hit.cosine, before.cosine),
        stated=max(hit.stated, before.stated),
        coverage=max(hit.coverage, before.coverage),
    )
