"""Choosing: which provisions answer a question, or why none does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from hoi.bot.assistant.cues import Field, Thing
from hoi.bot.assistant.question import Reading
from hoi.corpus.figures import percentages
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import fold
from hoi.corpus.periods import Period, named, of_provisions, twins
from hoi.index.search import Finder, Hit
from hoi.index.words import content, words

Kind = Literal["fact", "comparison", "list", "field", "correction", "partial", "not_found", "refused", "unreadable"]

FIRST_WORD_FOR_WORD, FIRST_OF_THE_PROVINCE = 0.2, 0.15
"""Added to the fused score (0 to 1): a document held word for word goes before a digest that says the same, and the
province's own plan before the nation's where the question names no level."""
SAME_FIGURE = 0.4
LEAST_COVERAGE, LEAST_COSINE, FARTHEST_EVIDENCE = 0.30, 0.80, 0.35
_MOST_LISTED = 12
_NEAR_BEST = 0.85
_AND = re.compile(r",|;|\b(?:và|hoặc|hay|cùng|với|and|or)\b")


@dataclass(frozen=True, slots=True)
class Choice:
    """What an answer is to be made of; ``places`` are the provisions, best first, each with its document."""

    kind: Kind
    places: tuple[tuple[Document, Provision], ...] = ()
    fields: tuple[Field, ...] = ()
    thing: Thing | None = None
    doubted: tuple[str, ...] = ()
    missing: Document | None = None
    confidence: float = 0.0


class Chooser:
    """Chooses among the provisions of one library with one finder."""

    def __init__(self, library: Library, finder: Finder) -> None:
        self._library = library
        self._finder = finder
        self._periods = {document.id: of_provisions(document) for document in library}
        self._twins = {document.id: twins(document) for document in library}
        self._cut = next((document for document in library if document.cut_after), None)

    def choose(self, reading: Reading, only: str | None = None) -> Choice:
        """Return the choice for ``reading``, among the provisions of ``only`` when it is given."""
        if reading.refused:
            return Choice("refused", confidence=1.0)
        if not reading.readable:
            return Choice("unreadable", confidence=1.0)
        scope = frozenset((only,)) if only else frozenset(document.id for document in self._library)
        if reading.cut and self._cut is not None and self._cut.id in scope:
            return self._at_the_cut(reading, self._cut)
        if reading.fields:
            return self._field(reading, scope)
        if reading.unheld:
            return self._absent(reading, None, scope)
        return self._found(reading, scope)

    def _at_the_cut(self, reading: Reading, document: Document) -> Choice:
        heading = document.provision(document.cut_after or "")
        kind: Kind = "fact" if reading.cut_name else "partial"
        return Choice(kind, ((document, heading),), missing=document, confidence=0.9)

    def _field(self, reading: Reading, scope: frozenset[str]) -> Choice:
        """A field of a document's record; a document held word for word that states it goes first."""
        asked = reading.documents & scope
        document = self._library.get(sorted(asked)[0]) if len(asked) == 1 else self._default(scope)
        at = [(document, document.provision("meta"))]
        if not document.verbatim:
            at = [*self._stated_elsewhere(document, reading.fields, scope), *at]
        return Choice("field", tuple(at), fields=reading.fields, confidence=0.95)

    def _default(self, scope: frozenset[str]) -> Document:
        held = [document for document in self._library if document.id in scope]
        return max(held, key=lambda document: (document.verbatim, document.level == "provincial"))

    def _stated_elsewhere(
        self, document: Document, fields: tuple[Field, ...], scope: frozenset[str]
    ) -> list[tuple[Document, Provision]]:
        number = fold(document.metadata.number or "")
        dated = {"issued_on", "issuer", "number", "title", "kind"}.issuperset(field.name for field in fields)
        if not number or not dated:
            return []
        return [
            (other, provision)
            for other in self._library
            if other.verbatim and other.id in scope and other.id != document.id
            for provision in other.provisions
            if provision.kind == "preamble" and number in fold(provision.text)
        ]

    def _found(self, reading: Reading, scope: frozenset[str]) -> Choice:
        hits = self._ranked(reading, scope)
        if not hits or not self._trusted(hits[0], reading):
            return self._absent(reading, None, scope)
        for thing in reading.things:
            able = [hit for hit in hits if hit.document == hits[0].document and self._holds(hit, thing)]
            if not able or able[0].score < hits[0].score - FARTHEST_EVIDENCE:
                return self._absent(reading, thing, scope)
            hits = able
        return self._assembled(reading, hits)

    def _ranked(self, reading: Reading, scope: frozenset[str]) -> list[Hit]:
        found = self._finder.search(reading.search, reading.language, documents=self._scope(reading, scope))
        hits = [replace(hit, score=hit.score + self._prior(hit, reading) + self._figure(hit, reading)) for hit in found.hits]
        asked = self._asked_periods(reading)
        if asked:
            hits = [hit for hit in hits if self._periods[hit.document].get(hit.locator) in {None, *asked}]
        return sorted(hits, key=lambda hit: -hit.score)

    def _scope(self, reading: Reading, scope: frozenset[str]) -> frozenset[str]:
        """Return the documents to search: those named and those that cite them, or those of the level named."""
        if reading.documents & scope:
            numbers = [fold(self._library.get(each).metadata.number or "") for each in reading.documents]
            citing = {other.id for other in self._library if other.verbatim and any(n and n in other.folded for n in numbers)}
            return scope & (reading.documents | citing)
        if reading.level == "national":
            return frozenset(each for each in scope if self._library.get(each).level == "national") or scope
        return scope

    def _prior(self, hit: Hit, reading: Reading) -> float:
        document = self._library.get(hit.document)
        named_ = reading.documents
        if document.id in named_:
            return FIRST_WORD_FOR_WORD + FIRST_OF_THE_PROVINCE + (0.05 if document.verbatim else 0.0)
        prior = FIRST_WORD_FOR_WORD if document.verbatim else 0.0
        if document.level == "provincial" and document.verbatim and reading.level != "national":
            prior += FIRST_OF_THE_PROVINCE
        return prior

    def _figure(self, hit: Hit, reading: Reading) -> float:
        """A provision that states the very percentage the question names is most likely the one it is about."""
        return SAME_FIGURE if reading.percentages & percentages(self._at(hit)[1].text) else 0.0

    def _asked_periods(self, reading: Reading) -> frozenset[Period]:
        known = sorted({period for periods in self._periods.values() for period in periods.values()})
        return named(reading.text, known) or (named(reading.context, known) if reading.context else frozenset())

    def _trusted(self, hit: Hit, reading: Reading) -> bool:
        return hit.coverage >= LEAST_COVERAGE and hit.cosine >= LEAST_COSINE

    def _holds(self, hit: Hit, thing: Thing) -> bool:
        return bool(thing.evidence.search(fold(self._at(hit)[1].text)))

    def _assembled(self, reading: Reading, hits: list[Hit]) -> Choice:
        best = hits[0]
        confidence = min(1.0, 0.5 * best.coverage + 0.5 * best.score)
        listed = self._listed(reading, hits)
        if listed:
            return Choice("list", listed, confidence=confidence)
        document, provision = top = self._at(best)
        if document.children(provision.locator):
            leaves = self._leaves(document, provision.locator, self._asked_periods(reading))
            return Choice("list", tuple((document, leaf) for leaf in leaves), confidence=confidence)
        group = self._with_twins(reading, best)
        doubted = tuple(sorted(reading.percentages - frozenset().union(*(percentages(p.text) for _, p in group))))
        if doubted:
            return Choice("correction", tuple(group), doubted=doubted, confidence=confidence)
        return Choice("comparison" if len(group) > 1 else "fact", tuple(group) or (top,), confidence=confidence)

    def _with_twins(self, reading: Reading, hit: Hit) -> list[tuple[Document, Provision]]:
        """Return the provision found, and the same for the other periods unless the question names one period."""
        document, provision = self._at(hit)
        asked = self._asked_periods(reading)
        others = self._twins[document.id].get(provision.locator, ())
        if len(asked) == 1 and not reading.comparison:
            others = ()
        together = [provision, *(document.provision(other) for other in others)]
        return [(document, each) for each in sorted(together, key=lambda each: each.span)]

    def _listed(self, reading: Reading, hits: list[Hit]) -> tuple[tuple[Document, Provision], ...]:
        heading = self._heading(reading, hits[0].document)
        if heading is not None and (reading.list or reading.comparison or _is_keyword(reading)):
            document = self._library.get(hits[0].document)
            return tuple((document, leaf) for leaf in self._leaves(document, heading, self._asked_periods(reading)))
        if not reading.list:
            return ()
        found: dict[tuple[str, str], None] = {}
        for part in _AND.split(reading.search):
            for hit in self._matching(part, reading, hits):
                found.setdefault((hit.document, hit.locator))
        places = [self._at_place(*each) for each in found]
        if len(places) < 2:  # noqa: PLR2004 - one provision is a fact, not a list
            return ()
        return tuple(sorted(places[:_MOST_LISTED], key=lambda at: (at[0].id != hits[0].document, at[1].span)))

    def _matching(self, part: str, reading: Reading, hits: list[Hit]) -> Iterable[Hit]:
        asked = content(part, reading.language)
        if not asked:
            return []
        documents = frozenset((hits[0].document,))
        asked_periods = self._asked_periods(reading)
        found = self._finder.search(part, reading.language, documents=documents)
        parts = [hit for hit in found.hits if not asked_periods or self._periods[hit.document].get(hit.locator) in {None, *asked_periods}]
        most = max((hit.coverage for hit in parts), default=0.0)
        return [hit for hit in parts if hit.coverage >= max(0.6, _NEAR_BEST * most)]

    def _heading(self, reading: Reading, document_id: str) -> str | None:
        """Return the outermost heading whose path says everything the question is about."""
        document = self._library.get(document_id)
        numbered = re.search(r"\b(?:phan|muc|part|section) ([ivx]+(?:\.\d+)?)\b|\b([ivx]+\.\d+)\b", reading.key)
        if numbered and document.children(at := (numbered[1] or numbered[2]).upper()):
            return at
        asked = set(content(_without_years(reading.search), reading.language))
        for provision in document.provisions:
            if asked and document.children(provision.locator):
                said = document.gloss.get(provision.locator, "") if reading.language == "en" else provision.text
                path = " ".join((*provision.heading, said))
                if asked <= set(words(path, reading.language)):
                    return provision.locator
        return None

    def _leaves(self, document: Document, heading: str, asked: frozenset[Period]) -> list[Provision]:
        periods = self._periods[document.id]
        found: list[Provision] = []
        for child in document.children(heading):
            if document.children(child.locator):
                found += self._leaves(document, child.locator, asked)
            elif not asked or periods.get(child.locator) in {None, *asked}:
                found.append(child)
        return found

    def _absent(self, reading: Reading, thing: Thing | None, scope: frozenset[str]) -> Choice:
        cut = self._cut if self._cut is not None and self._cut.id in scope else None
        beyond = thing is not None and thing.beyond or any(each.beyond for each in reading.things)
        about = not reading.documents or (cut is not None and cut.id in reading.documents)
        if cut is not None and beyond and about and not reading.unheld:
            return Choice("partial", ((cut, cut.provision(cut.cut_after or "")),), thing=thing, missing=cut, confidence=0.8)
        return Choice("not_found", thing=thing, missing=cut, doubted=reading.unheld, confidence=0.8)

    def _at(self, hit: Hit) -> tuple[Document, Provision]:
        return self._at_place(hit.document, hit.locator)

    def _at_place(self, document_id: str, locator: str) -> tuple[Document, Provision]:
        document = self._library.get(document_id)
        return document, document.provision(locator)




def _is_keyword(reading: Reading) -> bool:
    return len(content(reading.text, reading.language)) <= 3 and "?" not in reading.text  # noqa: PLR2004


def _without_years(text: str) -> str:
    return re.sub(r"\b(?:20\d\d|2k\d\d|[12])\b", " ", text)
