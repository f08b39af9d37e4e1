"""Openings: whose words a line of an answer is in, for which level and period; each is said once, before one colon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ATTRIBUTED = re.compile(
    r"(theo một nguồn|according to one source),\s*|(nhận xét của người tổng hợp|compiler's remark):\s*", re.IGNORECASE
)
"""How a statement of a digest opens that only one source carries, or that is its compiler's own."""
TIMED = re.compile(r"(?:giai đoạn|đến|từ|trong|by|in|to|from|period)\b[^,;:.%]{0,40}", re.IGNORECASE)
"""The words of time that a text may open with."""
_LOWERED = re.compile(rf"{TIMED.pattern}|(?:tỉnh|cả nước|the whole country)\b", re.IGNORECASE)
"""What a scope opens with that is no name, and so has a small letter after what goes before it."""
_KIND = re.compile(r"^tỉnh | province$")
"""What a province's name goes without where a sentence is short of it: "Lạng Sơn không phải sáp nhập"."""
_OPENING = 48
"""Characters of a statement in which its own words may say which level or document it is about."""


@dataclass(frozen=True, slots=True)
class Item:
    """One provision as shown: its words in the language of the answer; which side it is of, and for which period.

    ``side``: the level, or the document where levels do not tell sources apart.
    """

    text: str
    side: str = ""
    period: str = ""

    @property
    def attribution(self) -> str:
        """The words in which a statement of a digest says itself whose it is; empty when it does not."""
        found = _ATTRIBUTED.match(self.text)
        return "" if found is None else found[1] or found[2]

    @property
    def body(self) -> str:
        """The text after its attribution."""
        return _ATTRIBUTED.sub("", self.text, count=1) if self.attribution else self.text

    @property
    def scope(self) -> str:
        """The side and the period."""
        return f"{self.side}, {_small(self.period)}" if self.side and self.period else self.side or self.period

    @property
    def line(self) -> str:
        """The text after what it does not say itself of its side and its period, as one line."""
        return self.said_by("")

    def said_by(self, source: str, *, scoped: bool = True) -> str:
        """Return the line after ``source``; a text that says itself whose it is has no other source.

        Without ``scoped`` the side and the period have been said.

        >>> Item("100% các huyện", period="Giai đoạn đến năm 2030").said_by("Theo Kế hoạch")
        'Theo Kế hoạch, giai đoạn đến năm 2030: 100% các huyện'
        >>> Item("Theo một nguồn, cả nước có 34 tỉnh", side="Cả nước").said_by("Theo bản tổng hợp")
        'Theo một nguồn, cả nước có 34 tỉnh'
        """
        side = self.side if scoped and not self._names_its_side else ""
        scope = Item("", side, self.period if scoped else "").scope
        if not scope:
            return f"{source}: {self._capital}" if source and not self.attribution else self._capital
        if self.attribution:
            return f"{scope}, {self.attribution[:1].lower()}{self.attribution[1:]}: {_small(self.body)}"
        return f"{f'{source}, {_small(scope)}' if source else scope}: {_small(self.body)}"

    @property
    def _names_its_side(self) -> bool:
        return _KIND.sub("", self.side.lower()) in self.body[:_OPENING].lower()

    @property
    def _capital(self) -> str:
        return f"{self.text[:1].upper()}{self.text[1:]}"


@dataclass(frozen=True, slots=True)
class Group:
    """The items of a list that share a scope, in the order they stand."""

    scope: str
    texts: tuple[str, ...]


def grouped(items: Sequence[Item]) -> list[Group]:
    """Return the items of a list under their scopes, so that none is said twice; first those of none.

    After a scope's own they would read as if they were of it.
    """
    found: dict[str, list[str]] = {"": []}
    for item in items:
        found.setdefault(item.scope, []).append(item.text)
    return [Group(scope, tuple(texts)) for scope, texts in found.items() if texts]


def names_period(text: str) -> str:
    """Return the words of time that a text opens with after its attribution; empty when it opens with others."""
    found = TIMED.match(Item(text).body)
    return "" if found is None else found[0]


def _small(text: str) -> str:
    """Return ``text`` with a small letter where it opens with words of time or a level, not with a name."""
    return f"{text[:1].lower()}{text[1:]}" if _LOWERED.match(text) else text
