"""Who a heading puts in charge of what stands under it: "1. Sở Công Thương", "Trách nhiệm của Bộ Y tế"."""

import re
from dataclasses import dataclass

from hoi.corpus.ledger.context import Context
from hoi.corpus.ledger.grammar import Agencies, Grammar, Opening
from hoi.corpus.model import Provision, Span

_OF = re.compile(r"(?:trách\s+nhiệm|nhiệm\s+vụ)(?:\s+(?:thực\s+hiện|cụ\s+thể))?\s+của\s+|đối\s+với\s+", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"[\s,]*(?:(?:có|chịu)\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|thực\s+hiện|chủ\s+trì|căn\s+cứ|theo)?[^.;\n]{0,120}:|[\s.:]*"
)


@dataclass(frozen=True, slots=True)
class Role:
    """Who leads and who supports."""

    lead: Agencies
    support: Agencies = ()

    @classmethod
    def of(cls, opening: Opening) -> "Role":
        """Return the roles of those a clause opens with: "A phối hợp với B" makes B lead."""
        if opening.helps:
            return cls(opening.partners, opening.subject)
        return cls(opening.subject, opening.partners)


class Headings:
    """The headings of one document that are lists of agencies and nothing else."""

    def __init__(self, context: Context, grammar: Grammar) -> None:
        self._context = context
        self._grammar = grammar
        self._known: dict[str, Role | None] = {}
        self._last: tuple[str | None, Role] | None = None

    def role(self, heading: Provision) -> Role | None:
        """Return who ``heading`` puts in charge, None when it says something else."""
        if heading.locator not in self._known:
            self._known[heading.locator] = self._read(heading)
        return self._known[heading.locator]

    def beside(self, provision: Provision) -> Role | None:
        """Return who the line before a paragraph puts in charge ("- Văn phòng Bộ:") when nothing stands under it."""
        last = self._last if provision.kind == "paragraph" else None
        return last[1] if last is not None and last[0] == provision.parent else None

    def _read(self, heading: Provision) -> Role | None:
        body = self._context.body(heading)
        of = _OF.match(self._context.text, body.start, body.end)
        opening = self._grammar.opening(Span(of.end() if of else body.start, body.end))
        if opening is None or not opening.subject:
            return None
        if _LEAD_IN.fullmatch(self._context.text, opening.task, body.end) is None:
            return None
        role = Role.of(opening)
        if heading.text.rstrip().endswith(":") and not self._context.document.children(heading.locator):
            self._last = (heading.parent, role)
        return role
