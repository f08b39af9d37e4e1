"""Why an answer cannot stand."""

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "slice",
    "count",
    "source",
    "figure",
    "period",
    "level",
    "role",
    "polarity",
    "agency",
    "name",
    "novel",
    "order",
    "difference",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing an answer says that its citations do not, and the words it is about.

    ``slice``: a quote is not cut from the text, or words are left out of it; ``count``: a list says another number of
    items than it has; ``source``: what is said has no cited quote; ``figure`` and ``period``: a figure or a year that
    the quote and its headings lack; ``level``: province for nation; ``role``: who leads for who supports;
    ``polarity``: a negation or another word of modality lost or added; ``agency``, ``name``: a name not there;
    ``novel``: a word not there; ``order``: words put together in another way;
    ``difference``: how far two figures lie apart, as they do not.
    """

    kind: FaultKind
    what: str
