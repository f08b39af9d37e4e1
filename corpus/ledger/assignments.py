"""Assignments: every piece of work that a text sets, with who leads and who supports, read from its provisions.

Who leads is named in the clause itself ("Sở A chủ trì, phối hợp với Sở B …"), by the heading above it ("1. Sở A"), or
by lines of their own below it ("Cơ quan chủ trì: Sở A"). Work without a name counts where a heading says that tasks
follow, in a text held word for word.
"""

import re
from dataclasses import dataclass, field

from hoi.corpus.deadlines import When, times, times_of_cell
from hoi.corpus.ledger.clauses import Clause, trimmed
from hoi.corpus.ledger.context import Context
from hoi.corpus.ledger.grammar import Agencies, Grammar, Opening
from hoi.corpus.ledger.headings import Headings, Role
from hoi.corpus.ledger.lines import agencies_in, line_at, span_of_years, statements
from hoi.corpus.ledger.rows import Cell
from hoi.corpus.model import Document, Provision, Span, read_once
from hoi.corpus.periods import Period

_ENTITLED = re.compile(r"được\s", re.IGNORECASE)  # "được hỗ trợ …" is a right, not a duty
_CARRIES_OUT = re.compile(
    r"(?:(?:tổ\s+chức|triển\s+khai)\s+)?thực\s+hiện(?:\s+(?:trong|trước|vào)\s.*)?", re.IGNORECASE
)

_REACH = 30  # how many units before it a line of its own can describe


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a piece of work, and those of its words that say what is to be done."""

    clause: Clause
    words: Span


@dataclass(slots=True)
class Assignment:
    """One piece of work, while it is read: the clauses it is made of, and the times that lines below it set."""

    provision: Provision
    parts: list[Part]
    lead: Agencies = ()
    support: Agencies = ()
    period: Cell[Period] | None = None
    times: list[tuple[Provision, When]] = field(default_factory=list)

    @property
    def task(self) -> Span:
        """What is to be done."""
        return Span(self.parts[0].words.start, self.parts[-1].words.end)

    @property
    def quote(self) -> Span:
        """The clauses in full, to the end of their last sentence unless other work begins in it."""
        start = self.parts[0].clause.span.start
        return Span(start, self.parts[-1].clause.sentence.end)


@read_once
def assignments(document: Document) -> tuple[Assignment, ...]:
    """Return the work that the provisions of ``document`` set, in the order of the text; not that of its tables."""
    return tuple(_Reader(document).run())


class _Reader:
    def __init__(self, document: Document) -> None:
        self._context = Context(document)
        self._text = document.text
        self._grammar = Grammar(document.text, self._context.place)
        self._headings = Headings(self._context, self._grammar)
        self._found: list[Assignment] = []
        self._at: dict[str, list[Assignment]] = {}
        self._open: dict[str | None, list[Assignment]] = {}  # by parent: the work that a line of its own can describe
        self._described: set[str | None] = set()  # parents whose open work a line has described

    def run(self) -> list[Assignment]:
        for provision in self._context.provisions:
            if self._context.section(provision) in (None, "duties"):
                self._provision(provision)
        return self._found

    def _provision(self, provision: Provision) -> None:
        own = self._at.setdefault(provision.locator, [])
        inherited = self._inherited(provision)
        is_heading = self._is_heading(provision)
        for clause in statements(self._grammar, self._text, self._context.body(provision)):
            line = line_at(self._text, clause.span)
            if line is not None:
                self._describe(provision, line, clause, own)
                continue
            found = None if is_heading else self._assignment(provision, clause, inherited, first=not own)
            if found is not None:
                self._add(found, own)
                inherited = Role(found.lead, inherited.support if inherited else ()) if found.lead else inherited
            elif own:
                own[-1].parts.append(Part(clause, clause.span))

    def _add(self, found: Assignment, own: list[Assignment]) -> None:
        parent = found.provision.parent
        if parent in self._described:
            self._described.discard(parent)
            self._open[parent] = []
        self._open[parent] = [*self._open.get(parent, [])[-_REACH:], found]
        self._found.append(found)
        own.append(found)

    def _assignment(
        self, provision: Provision, clause: Clause, inherited: Role | None, *, first: bool
    ) -> Assignment | None:
        opening = self._grammar.opening(clause.span)
        end = clause.span.end
        if opening is None or opening.task >= end or _ENTITLED.match(self._text, opening.task, end):
            return None
        if self._is_done_by(provision, opening, clause.span):
            return None
        role = self._role(provision, opening, clause.span, inherited, first=first)
        assigned = None if opening.subject else self._grammar.assigned_at_end(clause.span)
        if assigned is not None:
            end, role = assigned[0], Role(assigned[1], assigned[2])
        if role is None:
            return None
        part = Part(clause, trimmed(self._text, opening.task, end))
        return Assignment(provision, [part], role.lead, role.support, opening.period or self._context.period(provision))

    def _role(
        self, provision: Provision, opening: Opening, part: Span, inherited: Role | None, *, first: bool
    ) -> Role | None:
        """Return who leads and who supports the work that ``part`` opens; None when it opens none."""
        if opening.subject:
            acts = self._may_act(provision) and not opening.apart and self._grammar.acts(opening.task, part.end)
            return Role.of(opening) if opening.explicit or acts else None
        if inherited is not None and opening.helps:
            return Role(opening.partners, inherited.lead)
        if inherited is not None:
            return Role(inherited.lead, opening.partners or inherited.support) if opening.leads or first else None
        sets_tasks = self._context.document.verbatim and self._context.section(provision) == "duties"
        if not (first and sets_tasks) or self._text[part.end : part.end + 1] == ":" or self._is_parted(provision):
            return None
        return Role((), opening.partners)

    def _may_act(self, provision: Provision) -> bool:
        return self._context.document.verbatim or self._context.section(provision) == "duties"

    def _is_done_by(self, provision: Provision, opening: Opening, part: Span) -> bool:
        """Tell whether ``part`` only says who carries out the work before it ("Vụ A chủ trì thực hiện."); note who."""
        if not opening.subject or not _CARRIES_OUT.fullmatch(self._text, opening.task, part.end):
            return False
        described = [each for each in self._described_by(provision) if not each.lead]
        role = Role.of(opening)
        for each in described:
            each.lead, each.support = role.lead, role.support
            each.times += [(provision, when) for when in times(self._text, part, self._context.document.metadata)]
        return bool(described)

    def _inherited(self, provision: Provision) -> Role | None:
        """Return who the headings above put in charge, or who leads the work that a unit above sets."""
        for above in reversed(self._context.document.ancestors(provision.locator)):
            led = [each for each in self._at.get(above.locator, ()) if each.lead]
            role = self._headings.role(above) or (Role(led[-1].lead) if led else None)
            if role is not None:
                return role
        return self._headings.beside(provision)

    def _is_heading(self, provision: Provision) -> bool:
        """Tell whether others stand under the provision, and its own words are no sentence."""
        if provision.kind in ("phan", "chuong", "muc") or self._headings.role(provision) is not None:
            return True
        under = any(each.kind != "row" and not self._describes(each) for each in self._under(provision))
        return under and provision.text.rstrip()[-1:] not in ".;"

    def _is_parted(self, provision: Provision) -> bool:
        """Tell whether numbered units stand under the provision, which then are the tasks."""
        under = self._under(provision)
        return any(each.kind in ("khoan", "diem", "dash") and not self._describes(each) for each in under)

    def _under(self, provision: Provision) -> tuple[Provision, ...]:
        return self._context.document.children(provision.locator)

    def _describes(self, provision: Provision) -> bool:
        return line_at(self._text, self._context.body(provision)) is not None

    def _describe(self, provision: Provision, line: re.Match[str], clause: Clause, own: list[Assignment]) -> None:
        """Give what a line says to the work it describes."""
        value = trimmed(self._text, line.end(), clause.span.end)
        for each in own or self._described_by(provision):
            self._described.add(each.provision.parent)
            if line["time"]:
                for when in times_of_cell(self._text, value, self._context.document.metadata):
                    each.times.append((provision, when))
                    each.period = span_of_years(when) or each.period
            elif line["lead"]:
                each.lead = tuple(agencies_in(self._grammar, self._text, value))
            elif line["support"]:
                each.support = tuple(agencies_in(self._grammar, self._text, value))

    def _described_by(self, line: Provision) -> list[Assignment]:
        """Return the work that a line of its own describes: its parent's, else that of the units before it."""
        return self._at.get(line.parent or "", []) or self._open.get(line.parent, [])
