"""What a provision stands under: the kind of its section, the period its heading names, the place it speaks of."""

import re
from functools import cached_property, lru_cache
from typing import Literal

from hoi.corpus.agencies import place_of
from hoi.corpus.ledger.rows import Cell
from hoi.corpus.model import Document, Provision, Span
from hoi.corpus.normalise import fold
from hoi.corpus.periods import Period, of_headings

Section = Literal["targets", "general", "objectives", "duties", "views"]
_DUTIES = re.compile(
    r"\b(?:nhiem vu|giai phap|to chuc (?:thuc hien|trien khai)|trach nhiem|phan cong|che do thong tin|bao cao"
    r"|noi dung (?:thuc hien|trien khai))\b|^\W*(?:\w+[.)] )?noi dung\b"
)
_VIEWS = re.compile(
    r"\b(?:quan diem|muc dich|yeu cau|nguyen tac|pham vi|doi tuong|su can thiet|thuc trang|tinh hinh|giai thich tu ngu"
    r"|kinh phi|thong tin chung|dieu khoan)\b"
)
# Headings as Decree 30/2020/NĐ-CP has plans and programmes use them; of several in one heading the first decides.
_SECTIONS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    ("targets", re.compile(r"\b(?:muc tieu cu the|chi tieu)\b")),
    ("general", re.compile(r"\bmuc tieu (?:chung|tong quat)\b")),
    ("objectives", re.compile(r"\bmuc tieu\b")),
    ("duties", _DUTIES),
    ("views", _VIEWS),
)
_TITLE = 70  # a heading says what it is in its first words; further on it may cite another document's name
_NAMED_WORK = re.compile(
    r"\b(?:chuong trinh|ke hoach|de an|chien luoc|quy hoach|nghi quyet|quyet dinh|phe duyet|ban hanh)\b"
)
_NO_TASK = ("kinh phi", "nguon kinh phi", "nguon von", "nguon luc")
_NO_TEXT = ("meta", "preamble", "row")


class Context:
    """A document with what its headings say of the provisions under them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.place = place_of(document.metadata.issuer)

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions that can state something: no head or basis, no table's row, no compiler's inference."""
        return tuple(each for each in self.document.provisions if self._states(each))

    def _states(self, provision: Provision) -> bool:
        source = self.document.statement_at.get(provision.locator)
        return (
            provision.kind not in _NO_TEXT
            and "\t" not in provision.text
            and provision.locator != self.document.cut_after
            and (source is None or source.confidence != "inferred")
        )

    def body(self, provision: Provision) -> Span:
        """Return the provision's words without its printed mark."""
        start = provision.span.start
        if provision.label and self.text.startswith(provision.label, start):
            start += len(provision.label)
        words = self.text[start : provision.span.end]
        return Span(start + len(words) - len(words.lstrip()), provision.span.end)

    def section(self, provision: Provision) -> Section | None:
        """Return the kind of the nearest heading above that says what stands under it."""
        own = fold(
            provision.text[provision.text.startswith(provision.label) and len(provision.label) :][:_TITLE]
        ).strip()
        if own.startswith(_NO_TASK):
            return "views"
        if ":" in own and (found := _section(own.partition(":")[0])) == "views":
            return found
        for heading in reversed(provision.heading):
            found = _section(fold(heading[:_TITLE]))
            if found is not None:
                return found
        return None

    def period(self, provision: Provision) -> Cell[Period] | None:
        """Return the period that the nearest heading names as its own."""
        for above in reversed(self.document.ancestors(provision.locator)):
            if above.locator in self._periods:
                return Cell(self._periods[above.locator], above.span)
        return None

    @cached_property
    def _periods(self) -> dict[str, Period]:
        """The periods of headings, but not of one that names a programme with its years."""
        found = of_headings(self.document)
        return {
            locator: period
            for locator, period in found.items()
            if not _NAMED_WORK.search(fold(self.document.provision(locator).text))
        }


@lru_cache(maxsize=4096)
def _section(heading: str) -> Section | None:
    found = [
        (match.start(), order, kind)
        for order, (kind, words) in enumerate(_SECTIONS)
        if (match := words.search(heading))
    ]
    return min(found)[2] if found else None
