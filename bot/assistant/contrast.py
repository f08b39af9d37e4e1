"""Which of two figures is higher: said only of percentages that count the same way."""

from typing import Literal

from hoi.bot.assistant.listing import Place
from hoi.corpus.ledger import Target, targets
from hoi.corpus.model import Document, Provision

Contrast = Literal["same", "first", "second", "different", ""]

_CHANGES = {"increase", "decrease"}


class Contrasts:
    """Compares the targets of provisions; a document's targets are read when first asked for."""

    def __init__(self) -> None:
        self._targets: dict[str, dict[str, tuple[Target, ...]]] = {}

    def of(self, places: tuple[Place, ...]) -> Contrast:
        """Return how the figures of two provisions compare: which is higher, or "" when they cannot be compared.

        ``different``: one range reaches further at one end only.
        """
        if len(places) != 2:
            return ""
        one, other = (self._only(*place) for place in places)
        if one is None or other is None or _counts(one) != _counts(other):
            return ""
        return _contrast(_ends(one), _ends(other))

    def _only(self, document: Document, provision: Provision) -> Target | None:
        """Return the one percentage that a provision sets, None if it sets none or several."""
        if document.id not in self._targets:
            rows: dict[str, tuple[Target, ...]] = {}
            for row in targets(document):
                rows[row.locator] = (*rows.get(row.locator, ()), row)
            self._targets[document.id] = rows
        shares = [
            each
            for each in self._targets[document.id].get(provision.locator, ())
            if each.unit and each.unit.value == "%"
        ]
        return shares[0] if len(shares) == 1 else None


def _counts(target: Target) -> str:
    """Return how a target counts: a level to reach, or a change and which way."""
    comparator = target.comparator.value if target.comparator else "="
    return comparator if comparator in _CHANGES else "level"


def _ends(target: Target) -> tuple[float, float]:
    low, high = target.low or target.high, target.high or target.low
    return (low.value if low else 0.0, high.value if high else 0.0)


def _contrast(one: tuple[float, float], other: tuple[float, float]) -> Contrast:
    if one == other:
        return "same"
    if one[0] >= other[0] and one[1] >= other[1]:
        return "first" if one[0] > other[0] and one[1] > other[1] else "different"
    if one[0] < other[0] and one[1] < other[1]:
        return "second"
    return "different"
