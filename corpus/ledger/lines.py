"""Lines that describe the work above them, and lists of agencies: "Cơ quan chủ trì: …", "Thời hạn hoàn thành: …"."""

import re
from collections.abc import Iterator

from hoi.corpus.deadlines import When
from hoi.corpus.ledger.clauses import Clause, clauses, trimmed
from hoi.corpus.ledger.grammar import Grammar
from hoi.corpus.ledger.rows import Cell
from hoi.corpus.model import Span
from hoi.corpus.periods import Period

_LINE = re.compile(
    r"(?:(?:(?:cơ\s+quan|đơn\s+vị|phân\s+công)\s+)?(?:(?P<lead>chủ\s+trì|(?<=\s)(?:thực\s+hiện|đầu\s+mối))|(?P<support>phối\s+hợp))"
    r"(?:\s+(?:chủ\s+trì|thực\s+hiện|chính))?"
    r"|(?P<time>(?:thời\s+(?:gian|hạn|điểm)|tiến\s+độ|kỳ\s+hạn)(?:\s+(?:thực\s+hiện|hoàn\s+thành|triển\s+khai|báo\s+cáo))*)"
    r"|(?P<other>(?:dự\s+kiến\s+)?(?:kết\s+quả|sản\s+phẩm|kinh\s+phí|nguồn\s+(?:kinh\s+phí|lực))(?:\s+[^\s:]+){0,4}))\s*:\s*",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"[;\n]|,\s*(?=[A-ZĐ]{2,10}\b)|\s[-–]\s+(?=[A-ZĐ])")
_AFTER_WORDS = re.compile(r"[;,\n]|\s[-–]\s+(?=[A-ZĐ])")
_BETWEEN = " \t\n\xa0,;+-–•."


def line_at(text: str, span: Span) -> re.Match[str] | None:
    """Return what ``span`` describes (group ``lead``, ``support``, ``time`` or ``other``) up to its colon, or None."""
    return _LINE.match(text, span.start, span.end)


def statements(grammar: Grammar, text: str, span: Span) -> list[Clause]:
    """Return the clauses of ``span``; a list of agencies stays whole where semicolons part it.

    Such a list stands in a describing line ("Cơ quan phối hợp: Sở A; Sở B") or before what its agencies do.
    """
    found, listing = list[Clause](), False
    for clause in clauses(text, span):
        last = found[-1] if found else None
        only_names = _only_names(grammar, clause.span)
        if (
            last is not None
            and text[last.span.end : clause.span.start].strip() == ";"
            and (listing or (_lists(text, last.span) and line_at(text, clause.span) is None))
        ):
            found[-1] = Clause(Span(last.span.start, clause.span.end), last.sentence)
            listing = listing and only_names
        else:
            found.append(clause)
            listing = only_names
    return found


def _only_names(grammar: Grammar, span: Span) -> bool:
    named, end = grammar.agencies(span.start, span.end)
    return bool(named) and end == span.end


def _lists(text: str, span: Span) -> bool:
    """Tell whether ``span`` is a line that can list several things after its colon."""
    line = line_at(text, span)
    return line is not None and line["other"] is None


def agencies_in(grammar: Grammar, text: str, span: Span) -> Iterator[Cell[str]]:
    """Yield the agencies of a cell or a line; a part in which no name is known counts as one, as printed."""
    at = span.start
    while at < span.end:
        at = trimmed(text, at, span.end, _BETWEEN).start
        named, after = grammar.agencies(at, span.end)
        yield from named
        stop = (_AFTER_NAME if named else _AFTER_WORDS).search(text, after, span.end)
        end = stop.start() if stop else span.end
        if not named and (rest := trimmed(text, at, end)).start < rest.end:
            yield grammar.cell(rest)
        at = end + 1


def span_of_years(when: When) -> Cell[Period] | None:
    """Return the span of years that a time is, as a period."""
    return Cell(Period(*when.years), when.span) if when.years else None
