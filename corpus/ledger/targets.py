"""Targets: the figures that objectives set, each with what is measured, of whom, by how much and for which years.

Specific targets and lists of objectives by period are read whole, so that one without a figure is a row as well; in
general objectives percentages count, elsewhere only what a clause says it strives for ("phấn đấu …").
"""

import re
from collections.abc import Iterator

from hoi.corpus.ledger.clauses import Clause, clauses, trimmed
from hoi.corpus.ledger.context import Context
from hoi.corpus.ledger.figure import figures_in
from hoi.corpus.ledger.measure import Measure, measure
from hoi.corpus.ledger.rows import Cell, Target
from hoi.corpus.ledger.target_tables import targets_of_tables
from hoi.corpus.model import Document, Provision, Span, read_once
from hoi.corpus.periods import Period

_FLAGS = re.IGNORECASE
_REMARK = re.compile(
    r"(?:theo một nguồn|ngoài ra|riêng)\s*,\s+|(?:phấn\s+đấu|cả\s+nước|toàn\s+tỉnh|bảo\s+đảm|đảm\s+bảo)\s*[,:]?\s+",
    _FLAGS,
)
_YEARS = re.compile(
    r"(?:(?:trong\s+)?giai\s+đoạn\s+(?P<first>20\d\d)\s*(?:-|–|đến)\s*(?P<last>20\d\d)"
    r"|(?:phấn\s+đấu\s+)?(?:đến|trong)\s+(?:hết\s+|cuối\s+)?năm\s+(?P<year>20\d\d))\s*[,:]?\s+", _FLAGS,
)  # fmt: skip
_SETS_GOAL = re.compile(r"[^;.\n]{0,160}?\bmục\s+tiêu\s+(?=đến\s+(?:hết\s+)?năm\s+20\d\d)", _FLAGS)
_GOAL = re.compile(r"phấn\s+đấu|mục\s+tiêu\s+đến\s+năm", _FLAGS)


@read_once
def targets(document: Document) -> tuple[Target, ...]:
    """Return the targets that ``document`` sets, in the order of the text."""
    return tuple(sorted((*_Reader(document).run(), *targets_of_tables(document)), key=lambda target: target.start))


class _Reader:
    def __init__(self, document: Document) -> None:
        self._context = Context(document)
        self._text = document.text

    def run(self) -> Iterator[Target]:
        for provision in self._context.provisions:
            section = self._context.section(provision)
            of_objectives = section in ("targets", "general", "objectives")
            strives = section != "views" and _GOAL.search(provision.text) is not None
            if (of_objectives or strives) and not self._is_heading(provision):
                found = list(self._measured(provision, all_counts=strives or section != "general"))
                listed = section == "targets" or (section == "objectives" and self._context.period(provision))
                yield from found or (self._unmeasured(provision) if listed else ())

    def _is_heading(self, provision: Provision) -> bool:
        under = any(each.kind != "row" for each in self._context.document.children(provision.locator))
        return under and provision.text.rstrip()[-1:] not in ".;"

    def _measured(self, provision: Provision, *, all_counts: bool) -> Iterator[Target]:
        for clause in clauses(self._text, self._context.body(provision)):
            start, period = self._after_years(clause.span)
            words = Span(start, clause.span.end)
            figure = next(iter(figures_in(self._text, words)), None)
            if figure is not None and (figure.is_share or all_counts):
                yield self._row(provision, clause, measure(self._text, words, figure), period)

    def _unmeasured(self, provision: Provision) -> Iterator[Target]:
        clause = next(iter(clauses(self._text, self._context.body(provision))), None)
        if clause is not None and self._text[clause.span.end : clause.span.end + 1] != ":":
            start, period = self._after_years(clause.span)
            yield self._row(provision, clause, Span(start, clause.span.end), period)

    def _after_years(self, clause: Span) -> tuple[int, Cell[Period] | None]:
        """Return where a clause begins after the years and remarks before it, and the period that they name."""
        goal = _SETS_GOAL.match(self._text, clause.start, clause.end)
        at, period = goal.end() if goal else clause.start, None
        while True:
            years = _YEARS.match(self._text, at, clause.end)
            skipped = years or _REMARK.match(self._text, at, clause.end)
            if skipped is None:
                return at, period
            if years is not None:
                last = int(years["last"] or years["year"])
                period = Cell(Period(int(years["first"] or last), last), trimmed(self._text, *years.span()))
            at = skipped.end()

    def _row(self, provision: Provision, clause: Clause, found: Measure | Span, period: Cell[Period] | None) -> Target:
        """Return the row of a measure, or of the words of an objective without a figure."""
        above = self._context.period(provision)
        of_heading = period is None or (above is not None and above.value.end == period.value.end)
        words, subject, figure = (
            (found.words, found.subject, found.figure) if isinstance(found, Measure) else (found, None, None)
        )
        return Target(
            document=self._context.document.id,
            locator=provision.locator,
            measure=self._cell(words),
            comparator=figure.comparator if figure else None,
            low=figure.low if figure else None,
            high=figure.high if figure else None,
            unit=self._cell(figure.unit) if figure and figure.unit else None,
            subject=self._cell(subject) if subject and subject.start < subject.end else None,
            period=above if of_heading else period,
            level=Cell(self._context.document.level),
            quote=clause.sentence.of(self._text),
            start=clause.sentence.start,
            end=clause.sentence.end,
        )

    def _cell(self, span: Span) -> Cell[str]:
        return Cell(" ".join(span.of(self._text).split()), span)
