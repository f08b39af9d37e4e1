"""Gathering: from the best hit to all that the answer needs: twins of other periods, both levels, whole lists."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from hoi.bot.assistant.contrast import Contrasts
from hoi.bot.assistant.levels import level_at
from hoi.bot.assistant.listing import Lister, Place, as_printed
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.rank import Ranker
from hoi.corpus.figures import percentages
from hoi.corpus.ledger import targets
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.periods import twins
from hoi.index.dense import NEVER
from hoi.index.search import Hit

_NEARLY = 0.5
"""Share of the best likeness that a provision needs to belong to the same answer; chosen on the tune half."""
_AS_MUCH = 0.7
"""The same for a question that by its words asks for no list and no comparison."""
_A_LITTLE = 0.2
"""The same for the other side of a comparison, which the question says less of."""
_TAUGHT = 0.4
"""Likeness of the best provision below which examples alone do not tell the others that are meant …"""
_HALF = 0.5
"""… and the share of the words it states that another then has to state as well."""
_FULLY = 0.8
"""How much less alike an item of a list may be that has all the words of the question that the best one has."""
_STANDS_OUT = 1.5
"""How many times the likeness of every other item the best one of a list needs, to be cited before them."""
_MOST_LISTED = 12


class Gatherer:
    """Gathers provisions of one library around a hit."""

    def __init__(self, library: Library, ranker: Ranker) -> None:
        self._ranker = ranker
        self._lister = Lister(ranker)
        self._contrasts = Contrasts(library)

    def listed(self, reading: Reading, hits: Sequence[Hit]) -> tuple[Place, ...]:
        """Return every provision of a list that is asked for, the best first; nothing if none is."""
        document, provision = self._ranker.at(hits[0])
        found = self._lister.under_heading(reading, document, provision)
        if not found and not reading.subject:  # the targets as such, of which none is to be left out
            found = self._lister.targets(reading, document)
        if not found and reading.list and hits[0].asked <= NEVER:  # no examples: the document's own words must do
            found = self._lister.on_subjects(reading, document)
        if not found and (reading.list or (reading.targets and reading.cited)):
            places = tuple(self._with_twins(reading, self._together(reading, hits, _NEARLY)))
            return (*places[:1], *as_printed(places[1:])) if len(places) > 1 else ()
        return _in_order_of(hits, found) if len(found) > 1 else ()

    def set_beside(self, reading: Reading, document: Document) -> tuple[Place, ...]:
        """Return the targets of ``document`` that the other level sets as well, each beside that level's.

        Those alone that are higher, lower or equal, where such are asked for and there are any; these also of the two
        periods of one target. Nothing where the targets are not asked for as such.
        """
        if not (reading.comparison and reading.targets) or reading.subject or reading.percentages:
            return ()
        if not reading.both_levels:
            return self._over_time(reading, document)
        periods = self._ranker.asked_periods(reading)
        ours = dict.fromkeys(target.locator for target in targets(document))
        pairs = [
            ((document, document.provision(locator)), theirs)
            for locator in ours
            if not periods or self._ranker.period(document.id, locator) in periods
            for theirs in islice(self._ranker.counterparts.of(document, document.provision(locator)), 1)
        ]
        gaps = ((pair, self._contrasts.gaps(pair)) for pair in pairs)
        asked = [pair for pair, found in gaps if found and found[0].answers(reading.text)]
        return tuple(place for pair in asked or pairs for place in pair)

    def _over_time(self, reading: Reading, document: Document) -> tuple[Place, ...]:
        """Return the targets of ``document`` that rise, or stay, from one period to the next, if such are asked for."""
        found: dict[str, None] = {}
        for locator, (twin, *_) in twins(document).items():
            pair = ((document, document.provision(locator)), (document, document.provision(twin)))
            if any(gap.answers(reading.text) for gap in self._contrasts.gaps(pair)):
                found |= dict.fromkeys((locator, twin))
        return as_printed((document, document.provision(locator)) for locator in found)

    def around(self, reading: Reading, hits: Sequence[Hit]) -> tuple[Place, ...]:
        """Return the provision found with what it has to be told apart from or set beside.

        Its twins for the other periods, unless one period is asked for; its counterpart at the other level and the
        other subjects of a comparison, if those are.
        """
        best = self._ranker.at(hits[0])
        if reading.both_levels and (both := self._both_levels(reading, best, hits)):
            return both
        enough = _NEARLY if reading.comparison else _AS_MUCH
        taught = hits[0].asked > NEVER
        if taught and reading.subject and len(subjects := self._together(reading, hits, enough)) > 1:
            group = tuple(self._with_twins(reading, subjects))
        else:
            group = self.twins(reading, best)
        return (*group, *self._of_others_named(reading, group, hits)) if reading.across else group

    def _of_others_named(self, reading: Reading, group: tuple[Place, ...], hits: Sequence[Hit]) -> Iterator[Place]:
        """Yield, for each document named that ``group`` says nothing of, the best that speaks of it."""
        for number in reading.cited:
            if not any(self._ranker.speaks_of(*place, number) for place in group):
                found = (place for hit in hits if self._ranker.speaks_of(*(place := self._ranker.at(hit)), number))
                yield from islice(found, 1)

    def stating(self, reading: Reading, group: tuple[Place, ...], hits: Sequence[Hit]) -> Iterator[Place]:
        """Yield, where several figures are asked about, the best provision for each that ``group`` does not state."""
        if len(reading.percentages) < 2 or not any(percentages(each.text) & reading.percentages for _, each in group):
            return
        stated = frozenset[str]().union(*(percentages(each.text) for _, each in group))
        near = [self._ranker.at(hit) for hit in hits if hit.share >= _A_LITTLE * hits[0].share]
        for figure in sorted(reading.percentages - stated):
            yield from islice((place for place in near if figure in percentages(place[1].text)), 1)

    def twins(self, reading: Reading, best: Place) -> tuple[Place, ...]:
        """Return a provision and what says the same for the other periods, unless one period is asked for."""
        one = len(self._ranker.asked_periods(reading)) == 1 and not reading.comparison
        together = [best] if one else [best, *self._twins_of(best)]
        return tuple(sorted(together, key=lambda place: place[1].span))

    def _twins_of(self, place: Place) -> Iterator[Place]:
        document, provision = place
        for other in twins(document).get(provision.locator, ()):
            yield document, document.provision(other)

    def _with_twins(self, reading: Reading, places: Iterable[Place]) -> Iterator[Place]:
        """Yield ``places``, each with its twins unless one period is asked for; none twice."""
        one = len(self._ranker.asked_periods(reading)) == 1
        seen = set[tuple[str, str]]()
        for place in places:
            for document, provision in (place, *(() if one else self._twins_of(place))):
                if (document.id, provision.locator) not in seen:
                    seen.add((document.id, provision.locator))
                    yield document, provision

    def _together(self, reading: Reading, hits: Sequence[Hit], enough: float) -> list[Place]:
        """Return the provisions of the best hit's document, one of twins, that the question is nearly as much like.

        Those of other documents as well, if it compares what documents say.
        """
        hits = [hit for hit in hits if reading.across or hit.document == hits[0].document]
        least = enough * max(hit.share for hit in hits)
        found: list[Place] = []
        twins_found = set[tuple[str, str]]()
        for hit in hits:
            document, provision = self._ranker.at(hit)
            enough_said = _FULLY if reading.list and hit.stated >= hits[0].stated else 1
            if (
                hit.share < enough_said * least
                or document.children(provision.locator)
                or (hit.document, hit.locator) in twins_found
            ):
                continue
            if hits[0].share < _TAUGHT and hit.stated < _HALF * hits[0].stated:
                continue
            found.append((document, provision))
            twins_found |= {(document.id, twin.locator) for _, twin in self._twins_of((document, provision))}
        return found[:_MOST_LISTED]

    def _both_levels(self, reading: Reading, best: Place, hits: Sequence[Hit]) -> tuple[Place, ...]:
        """Return the best provision beside its counterpart, or the best one, of the other level; the province first."""
        level = level_at(*best)
        near = (
            place
            for hit in hits
            if level_at(*(place := self._ranker.at(hit))) != level
            and not place[0].children(place[1].locator)
            and (_is_meant(reading, place[0]) or reading.cited)
            and (hit.asked <= NEVER or hit.share >= _A_LITTLE * hits[0].share or hit.stated >= _HALF * hits[0].stated)
        )
        aligned = (each for each in self._ranker.counterparts.of(*best) if _is_meant(reading, each[0]))
        paired = next(aligned, None)
        counterpart = paired or next(near, None)
        if counterpart is None:
            return ()
        ours, theirs = sorted((best, counterpart), key=lambda place: level_at(*place) != "provincial")
        if paired is None:
            return tuple(self._with_twins(reading, (ours, theirs)))
        over_time = tuple(self._with_twins(reading, (ours,)))
        # beside what the province sets for the other period, what the nation sets for the same thing, if it does
        beside = [theirs, *(each for place in over_time[1:] for each in self._beside(place, theirs[0]))]
        return (*over_time, *beside)

    def _beside(self, place: Place, document: Document) -> Iterator[Place]:
        found = (each for each in self._ranker.counterparts.of(*place) if each[0].id == document.id)
        yield from islice(found, 1)


def _is_meant(reading: Reading, document: Document) -> bool:
    """Tell whether a comparison of two documents that it names may be with this one."""
    return len(reading.documents) < 2 or document.id in reading.documents


def _in_order_of(hits: Sequence[Hit], places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return ``places`` in their order, but first the one the question is far more like than the others, if one is."""
    held = {(document.id, provision.locator) for document, provision in places}
    ranked = sorted((hit for hit in hits if (hit.document, hit.locator) in held), key=lambda hit: -hit.share)
    if not ranked or (len(ranked) > 1 and ranked[0].share < _STANDS_OUT * ranked[1].share):
        return places
    first = (ranked[0].document, ranked[0].locator)
    return tuple(sorted(places, key=lambda place: (place[0].id, place[1].locator) != first))
