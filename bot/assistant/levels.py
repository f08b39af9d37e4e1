"""Province and nation: the provision of the other level that sets a target for the same thing."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from hoi.corpus.alignment import align, carries_out
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Level, Provision
from hoi.corpus.normalise import fold

Beside = dict[tuple[str, str], list[tuple[str, str]]]
"""The places (document, locator) of the other level that set a target for the same thing as each."""


class Counterparts:
    """The targets of a province's plans beside those of the decisions they carry out, aligned when first asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def of(self, document: Document, provision: Provision) -> Iterator[tuple[Document, Provision]]:
        """Yield the provisions of the other level that set a target for the same thing as this one."""
        for other, locator in _beside(self._library).get((document.id, provision.locator), ()):
            held = self._library.get(other)
            yield held, held.provision(locator)


@lru_cache(maxsize=2)
def _beside(library: Library) -> Beside:
    """Return what stands beside each target of a library; read once for all who compare its levels."""
    found: Beside = {}
    for plan, decision in product(library, repeat=2):
        if carries_out(plan, decision):
            for each in align(plan, decision):
                if each.plan is not None:
                    ours, theirs = (plan.id, each.plan.locator), (decision.id, each.decision.locator)
                    found.setdefault(ours, []).append(theirs)
                    found.setdefault(theirs, []).append(ours)
    return found


def foremost(documents: Iterable[Document]) -> Document:
    """Return the document that is meant where none is named: one held word for word, the province's before others."""
    return max(documents, key=lambda each: (each.verbatim, each.level == "provincial"))


def level_at(document: Document, provision: Provision) -> Level:
    """Return the level a provision is about: a digest speaks of the province in a decree's file, and of both levels.

    There a provision is the province's when it or a heading above it names Lạng Sơn, the nation's under "Trung ương".
    """
    if not document.verbatim:
        said = fold(" ".join(each.text for each in (*document.ancestors(provision.locator), provision)))
        if "lang son" in said:
            return "provincial"
        if "trung uong" in said:
            return "national"
    return document.level
