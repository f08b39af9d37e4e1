"""A figure as a target prints it: its number or range, its unit, and how it binds ("ít nhất 60%", "02 mô hình")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from hoi.corpus.ledger.grammar import words
from hoi.corpus.ledger.rows import Cell, Comparator
from hoi.corpus.model import Span

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_PERCENT = r"(?:%|phần\s+trăm)(?:\s*/\s*năm|\s+(?:mỗi|hằng|hàng|một)\s+năm)?"
_BOUNDS: tuple[tuple[Comparator, str], ...] = (
    (">=", r"ít\s+nhất|tối\s+thiểu|không\s+(?:dưới|thấp\s+hơn|ít\s+hơn)|≥|>="),
    ("<=", r"nhiều\s+nhất|tối\s+đa|không\s+(?:vượt\s+)?quá|không\s+cao\s+hơn|≤|<="),
    (">", r"trên|hơn|lớn\s+hơn|vượt|>"),
    ("<", r"dưới|thấp\s+hơn|nhỏ\s+hơn|<"),
)
_AFTER: tuple[tuple[str, Comparator], ...] = (("up", ">="), ("down", "<="))
_ABOUT = r"khoảng|từ|đạt|gần"
# Words before a bare number after which it counts nothing that is to be reached.
_NO_COUNT = re.compile(
    r"(?:^|\s)(?:gồm|với|như|của|trong|sau|tại|số|năm|tháng|ngày|quý|điều|khoản|mục|lần\s+thứ|thứ|cấp|loại|giai\s+đoạn|và|cho|theo|-|/)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit: ``words`` is all of it, from the bounding word to the unit.

    A share is a percentage, a count has things for a unit ("mô hình"); ``is_level`` tells that it is reached from
    another one ("từ 40% lên 65%"), so that a word of change before it does not make it a change.
    """

    words: Span
    comparator: Cell[Comparator]
    low: Cell[float] | None
    high: Cell[float] | None
    unit: Span | None
    is_share: bool
    is_count: bool = False
    is_level: bool = False

    def changing(self, word: str, span: tuple[int, int]) -> "Figure":
        """Return the figure as the change that ``word``, printed at ``span``, makes it."""
        direction: Comparator = "increase" if word.lower().startswith("tăng") else "decrease"
        return replace(self, comparator=Cell(direction, Span(*span)))


def figures_in(text: str, clause: Span) -> Iterator[Figure]:
    """Yield the figures of ``clause`` that can be a target: percentages, and numbers of things that are counted.

    >>> line = "Xây dựng từ 15 đến 20 mô hình"
    >>> [(each.low.value, each.high.value, each.unit.of(line)) for each in figures_in(line, Span(0, len(line)))]
    [(15.0, 20.0, 'mô hình')]
    """
    for match in _patterns()[0].finditer(text, clause.start, clause.end):
        before = text[max(clause.start, match.start() - 16) : match.start()]
        if match["percent"] or match["bound"] or not _NO_COUNT.search(before):
            yield _figure(match)


def figure_of_cell(text: str, cell: Span) -> Figure | None:
    """Return the figure that is all a table's cell says ("≥ 50", "80 - 85", "Giảm 5%"), its unit only if printed."""
    match = _patterns()[1].fullmatch(text, cell.start, cell.end)
    if match is None:
        return None
    figure = _figure(match)
    return figure.changing(match["change"], match.span("change")) if match["change"] else figure


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a figure in a clause, and of one that fills a cell."""
    bounds = "|".join(f"(?P<b{n}>{bound})" for n, (_, bound) in enumerate(_BOUNDS))
    counted, measures = (
        "|".join(re.escape(unit).replace(r"\ ", r"\s+") for unit in words(table)) for table in ("counted", "measures")
    )
    number = (
        rf"(?:(?P<from>{_NUMBER})\s*%?\s*(?:lên|xuống(?:\s+còn)?|còn)\s*(?P<to>{_NUMBER})"
        rf"|(?P<low>{_NUMBER})\s*(?:%\s*)?(?:-|–|đến)\s*(?P<high>{_NUMBER})|(?P<number>{_NUMBER}))"
    )
    per = r"(?:\s*/\s*[^\W\d_]+(?:\s+(?!(?:so|trong|vào|đến|trở)\s)[^\W\d_]+){0,2})?"
    unit = rf"\s*(?:(?P<percent>{_PERCENT})|(?P<unit>(?:(?P<counted>{counted})|{measures})(?!\w){per}))"
    bound = rf"(?P<bound>(?:{bounds})\s*)?(?:(?:{_ABOUT})\s+)*"
    after = r"(?P<up>\s+trở\s+lên)?(?P<down>\s+trở\s+xuống)?"
    return (
        re.compile(rf"(?<![\w/.,-]){bound}(?<![\w/.,-]){number}{unit}{after}", re.IGNORECASE),
        re.compile(rf"(?:(?P<change>tăng|giảm)\s+)?{bound}{number}(?:{unit})?{after}", re.IGNORECASE),
    )


def _figure(match: re.Match[str]) -> Figure:
    comparator = _comparator(match)
    ends = ("low", "high") if match["low"] else ("to", "to") if match["to"] else ("number", "number")
    low, high = (_number(match, name) for name in ends)
    unit = Span(*match.span("percent" if match["percent"] else "unit"))
    return Figure(
        words=Span(*match.span()),
        comparator=comparator,
        low=None if comparator.value in ("<=", "<") else low,
        high=None if comparator.value in (">=", ">") else high,
        unit=unit if unit.start >= 0 else None,
        is_share=match["percent"] is not None,
        is_count=match["counted"] is not None,
        is_level=match["to"] is not None,
    )


def _comparator(match: re.Match[str]) -> Cell[Comparator]:
    for n, (sign, _) in enumerate(_BOUNDS):
        if match[f"b{n}"]:
            return Cell(sign, Span(*match.span(f"b{n}")))
    for name, sign in _AFTER:
        if match[name]:
            return Cell(sign, Span(*match.span(name)))
    return Cell("range") if match["low"] else Cell("=")


def _number(match: re.Match[str], name: str) -> Cell[float]:
    return Cell(float(match[name].replace(".", "").replace(",", ".")), Span(*match.span(name)))
