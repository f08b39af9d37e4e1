"""Province and nation: the provision of the other level that sets a target for the same thing."""

from collections.abc import Iterator

from hoi.corpus.alignment import align
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Level, Provision
from hoi.corpus.normalise import fold


class Counterparts:
    """The targets of a province's plans beside those of the decisions they carry out, aligned when first asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._pairs: tuple[tuple[str, str, str, str], ...] | None = None

    def of(self, document: Document, provision: Provision) -> Iterator[tuple[Document, Provision]]:
        """Yield the provisions of the other level that set a target for the same thing as this one."""
        if self._pairs is None:
            self._pairs = tuple(self._aligned())
        here = (document.id, provision.locator)
        for plan, ours, decision, theirs in self._pairs:
            for one, other in (((plan, ours), (decision, theirs)), ((decision, theirs), (plan, ours))):
                if one == here:
                    held = self._library.get(other[0])
                    yield held, held.provision(other[1])

    def _aligned(self) -> Iterator[tuple[str, str, str, str]]:
        for plan in self._library:
            for decision in self._library:
                number = fold(decision.metadata.number or "")
                if (plan.level, decision.level) == ("provincial", "national") and number and number in plan.folded:
                    for each in align(plan, decision):
                        if each.plan is not None:
                            yield plan.id, each.plan.locator, decision.id, each.decision.locator


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
