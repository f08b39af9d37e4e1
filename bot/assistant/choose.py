"""Choosing: which provisions answer a question, or why none does."""

import re
from collections.abc import Sequence
from dataclasses import replace

from hoi.bot.assistant.choice import Choice
from hoi.bot.assistant.cues import Thing
from hoi.bot.assistant.gather import Gatherer
from hoi.bot.assistant.levels import foremost
from hoi.bot.assistant.listing import Lister, Place, without_besides
from hoi.bot.assistant.positions import placed
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.rank import Ranker
from hoi.bot.assistant.records import Records
from hoi.bot.assistant.scope import level_of
from hoi.bot.assistant.trust import Signals, is_trusted, trust
from hoi.corpus.figures import percentages
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.normalise import fold, syllables
from hoi.index.dense import NEVER
from hoi.index.search import Finder, Found, Hit

KNOWN = 0.5
"""How much more a question is like those people ask about a provision than like any without an answer (0 to 1), for the
words it is asked with no longer to decide against it; chosen on the development questions, both halves."""
MEANT_ITSELF = 0.5
"""Likeness, 0 to 1, from which on a question means the provision it is like, whatever place it seems to name; chosen on
the development questions, both halves."""
TURNED = 0.3
"""How much more a follow-up's own words are like those of questions without an answer than like any others, for it not
to be answered from what was spoken of before; chosen on the development questions, both halves."""
ALIKE = 0.0
"""How much like those without an answer they have to be for that, at least; chosen on the same questions."""
VAGUE = -0.4
"""Likeness to every kind of question below which one cannot stand alone; chosen on the tune half."""
_EITHER = re.compile(r"\d ?%?,? (?:hay|hoặc|or) (?:là |chỉ |mới )?\d")
"""How a question offers two figures, of which one is right."""


_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
"""The words a question quotes."""


class Chooser:
    """Chooses among the provisions of one library with one finder."""

    def __init__(self, library: Library, finder: Finder) -> None:
        self._library = library
        self._ranker = Ranker(library, finder)
        self._gather = Gatherer(library, self._ranker)
        self._lister = Lister(self._ranker)
        self._records = Records(library, self._ranker)
        self._cut = next((document for document in library if document.cut_after), None)

    def search(self, reading: Reading, only: str | None = None) -> tuple[Sequence[Hit], Found]:
        """Return what is found for ``reading`` among ``only``, or all documents: the hits, best first, and the rest."""
        return self._ranker.search(reading, self._scope(only))

    def is_vague(self, reading: Reading) -> bool:
        """Tell whether a question by itself is like none that people ask: it may continue the one before."""
        hits, found = self.search(reading)
        return max(*(hit.asked for hit in hits), *found.fields.values(), *found.unanswered.values()) < VAGUE

    def naming_its_body(self, reading: Reading) -> str:
        """Return a question with the name of the body it points at ("sở đó giờ còn không?"); else nothing."""
        return self._ranker.spoken_of.naming_its_body(reading)

    def choose(self, reading: Reading, only: str | None = None) -> Choice:
        """Return the choice for ``reading``, among the provisions of ``only`` when it is given."""
        scope = self._scope(only)
        if reading.refused:
            return Choice("refused")
        if not reading.readable:
            return Choice("unreadable")
        if self._cut is not None and self._cut.id in scope and (reading.cut or reading.part == self._cut.cut_after):
            return self._at_the_cut(reading, self._cut)
        reading = self._at_what_was_answered(reading)
        hits, found = self._ranker.search(reading, scope)
        if beside := self._records.beside(reading, hits):
            return beside
        of_heading = reading.heading_name and reading.part
        fields = () if of_heading else self._records.fields(reading, hits, found)
        if fields and reading.before and not reading.documents:
            document = self._spoken_of(reading, scope)
            reading = reading if document is None else replace(reading, documents=frozenset({document.id}))
            fields = fields if document is not None else ()
        if reading.unheld and not fields:
            return self._absent(reading, scope)
        main = self._main(reading.documents & scope or scope)
        if fields and reading.basis and (basis := self._records.basis(main, fields)):
            return Choice("provisions", (basis,), confidence=0.9)
        if fields and not reading.cited:
            records = tuple(each for each in self._library if each.id in reading.documents & scope)
            known = bool(records or not reading.documents)
            return self._records.told(records or (main,), fields, scope) if known else self._absent(reading, scope)
        return self._at_a_place(reading, main, hits) or self._found(reading, scope, hits, found)

    def _scope(self, only: str | None) -> frozenset[str]:
        return frozenset((only,)) if only else frozenset(document.id for document in self._library)

    def _at_the_cut(self, reading: Reading, document: Document) -> Choice:
        """Answer about the heading our copy stops at: it has a name, but no content."""
        heading = document.provision(document.cut_after or "")
        return Choice("provisions" if reading.heading_name else "partial", ((document, heading),), missing=document)

    def _at_what_was_answered(self, reading: Reading) -> Reading:
        """Return ``reading`` of the document that the question before asked for, where it means that one.

        "Kế hoạch căn cứ vào quyết định nào?", "Ai ký quyết định đó?" One that is not held has no record.
        """
        number = self._ranker.spoken_of.number(reading) if reading.that_document else ""
        if not number:
            return reading
        held = frozenset(each.id for each in self._library if (each.metadata.number or "").startswith(f"{number}/"))
        if held:
            return replace(reading, documents=held, before=(), previous=None, basis=False)
        return replace(reading, documents=frozenset(), cited=(number,), fields=(), level=None, elsewhere=True)

    def _spoken_of(self, reading: Reading, scope: frozenset[str]) -> Document | None:
        """Return the document spoken of before, or that of the level which the question turns to ("thế của tỉnh?")."""
        if level_of(reading.text) is None:
            return self._ranker.spoken_of.document(reading, scope)
        return self._of_level(reading, scope, self._main(scope))

    def _main(self, scope: frozenset[str]) -> Document:
        return foremost(document for document in self._library if document.id in scope)

    def _found(self, reading: Reading, scope: frozenset[str], hits: Sequence[Hit], found: Found) -> Choice:
        if not hits:
            return self._absent(reading, scope)
        main = self._main(reading.documents & scope or scope)
        unanswered = max(found.unanswered.values())
        # a follow-up is like what people ask by the words of the question before as well
        known = reading.subject and not reading.before and (hits[0].asked - unanswered) / 2 >= KNOWN
        lacking = [] if known else self._lacking(reading, hits[0])
        signals = Signals(hits[0], self._ranker.alike(hits), unanswered, lacks=bool(lacking))
        if self._surely_absent(hits[0], lacking) or _turns_away(reading, found) or not is_trusted(signals):
            nearest = max(found.unanswered, key=lambda reason: found.unanswered[reason])
            # no part of a plan says how it compares with another document
            absent = self._absent(reading, scope, beyond=nearest == "beyond" and not reading.comparison)
            return replace(absent, lacking=lacking[0].name if lacking else "")
        confidence = trust(signals)
        if both := self._gather.set_beside(reading, main):
            return Choice("provisions", both, confidence=confidence)
        if targets := self._targets(reading, hits[0], self._of_level(reading, scope, main)):
            return self._list(without_besides(reading, targets), confidence)
        when_whole = (
            reading.whole and len(reading.percentages) < 2 and any(thing.name == "date" for thing in reading.things)
        )
        if not when_whole and (listed := self._gather.listed(reading, hits)):
            return self._list(without_besides(reading, listed), confidence)
        group = self._gather.around(reading, hits)
        if when_whole:
            group = self._whole(group)
        either = _EITHER.search(reading.text)
        group = _of_the_figure(reading, group if either else (*group, *self._gather.stating(reading, group, hits)))
        group = _of_the_words(reading, group)
        stated = frozenset().union(*(percentages(provision.text) for _, provision in group))
        if reading.percentages - stated and not (either and reading.percentages & stated):
            return Choice("correction", group, confidence=confidence)
        return Choice("provisions", group, confidence=confidence)

    def _at_a_place(self, reading: Reading, main: Document, hits: Sequence[Hit]) -> Choice | None:
        """Answer with what stands at the places that a question names, or beside what was spoken of; None without."""
        if choice := self._placed(reading, main, hits):
            return choice
        if reading.heading_name and not reading.list and (heading := main.by_locator.get(reading.part)):
            return Choice("provisions", ((main, heading),), confidence=0.95)
        beside = self._ranker.continuing.beside(reading)
        under = beside or self._lister.mentioning(reading, main) or self._lister.numbered(reading, main)
        return self._list(under, 0.95) if under else None

    def _placed(self, reading: Reading, document: Document, hits: Sequence[Hit]) -> Choice | None:
        """Answer with the provisions named by their places, unless they lack what is asked for.

        Nor where the question is like those people ask about another: "mục tiêu cuối cùng của làng nghề" is no place.
        """
        places = placed(reading, document, self._ranker.spoken_of.heading(reading, document))
        if not places or not all(self._ranker.says(*place, thing) for place in places for thing in reading.things):
            return None
        named = {(document.id, provision.locator) for _, provision in places}
        itself = not reading.before and hits and hits[0].share >= MEANT_ITSELF
        if itself and (hits[0].document, hits[0].locator) not in named:
            return None
        if places[0][1].locator == document.cut_after and len(places) == 1:
            return self._at_the_cut(reading, document)
        return self._list(places, 0.95) if len(places) > 1 else Choice("provisions", places, confidence=0.95)

    def _targets(self, reading: Reading, best: Hit, document: Document) -> tuple[Place, ...]:
        """Return the targets asked for by their figures or as a whole; the examples tell those of a subject.

        None when it is another document's, or another heading's, that are asked for.
        """
        by_figure = reading.percent or reading.figure or reading.percentages or reading.of_all
        heading = bool(self._library.get(best.document).children(best.locator))
        if reading.cited or not (by_figure or heading):
            return ()
        found = self._lister.targets(reading, document)
        above = {each.locator for _, target in found for each in document.ancestors(target.locator)}
        under = best.document == document.id and best.locator in above
        return found if under or not heading else ()

    def _lacking(self, reading: Reading, best: Hit) -> list[Thing]:
        """Return what is asked for that the best provision lacks; a wrong figure needs to be mended, not a reason."""
        wrong = bool(reading.percentages) and reading.percentages.isdisjoint(percentages(self._ranker.at(best)[1].text))
        return [
            thing
            for thing in reading.things
            if not (self._ranker.holds(best, thing) or (wrong and thing.name == "reason"))
        ]

    def _surely_absent(self, best: Hit, lacking: list[Thing]) -> bool:
        """Tell whether what is asked for (money, a penalty, a name) is not in the best provision, and not near it.

        What a plan says in its later parts, such as who leads, is surely absent only where our copy is cut.
        """
        cut = self._library.get(best.document).cut_after is not None
        return any(cut or not thing.beyond for thing in lacking)

    def _of_level(self, reading: Reading, scope: frozenset[str], main: Document) -> Document:
        """Return the document whose targets are asked for: the nation's programme when that level is named."""
        if reading.level != "national" or reading.documents:
            return main
        national = [each for each in self._library if each.id in scope and each.level == "national"]
        # of several the one that the province carries out, for its plan cites it
        return max(national, key=lambda each: each.is_cited_in(main.folded), default=main)

    def _whole(self, group: tuple[Place, ...]) -> tuple[Place, ...]:
        """Return, of provisions for several periods, those that reach the whole ("bao giờ thì toàn bộ …")."""
        full = tuple(place for place in group if "100%" in percentages(place[1].text))
        return full or group

    def _list(self, places: tuple[Place, ...], confidence: float) -> Choice:
        """Answer with a list; one that runs into the cut of our copy is only part of what the document lists."""
        document = places[0][0]
        cut = document.cut_after is not None and any(each.locator == document.cut_after for _, each in places)
        return Choice("partial" if cut else "list", places, missing=document, confidence=confidence)

    def _absent(self, reading: Reading, scope: frozenset[str], *, beyond: bool = False) -> Choice:
        """Decline: what is asked may stand beyond the cut of our copy, or nowhere."""
        cut = self._cut if self._cut is not None and self._cut.id in scope else None
        beyond = beyond or any(thing.beyond for thing in reading.things)
        about = not (reading.documents or reading.cited) or (cut is not None and cut.id in reading.documents)
        if cut is not None and beyond and about and not reading.unheld and reading.level != "national":
            return Choice("partial", ((cut, cut.provision(cut.cut_after or "")),), missing=cut)
        return Choice("not_found", missing=cut, doubted=reading.unheld)


def _turns_away(reading: Reading, found: Found) -> bool:
    """Tell whether a question that continues another is by its own words like those that have no answer."""
    if not (reading.before and reading.subject):
        return False
    likest = max((hit.asked for hit in found.hits), default=NEVER)
    return max(found.unanswered.values()) > max(likest + TURNED, ALIKE)


def _of_the_words(reading: Reading, group: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return those of ``group`` that have all the words the question quotes ("thay dần"), if some do; else all."""
    quoted = syllables(fold(" ".join(_QUOTED.findall(reading.text))))
    having = tuple(place for place in group if set(quoted) <= set(syllables(fold(place[1].text))))
    return having if quoted and having else group


def _of_the_figure(reading: Reading, group: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return, of provisions that are not compared, those that state the share in question, if some do and others not.

    The share is the question's own, or that of the questions before.
    """
    shares = reading.percentages or percentages(reading.context)
    if not shares or reading.comparison or reading.both_levels:
        return group
    return tuple(place for place in group if shares <= percentages(place[1].text)) or group
