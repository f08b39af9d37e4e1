"""When a text says something is due: a day, a month, a quarter, a year, or a rhythm ("trước ngày 15/12 hằng năm").

A date alone is no deadline: it needs a word that makes it one ("trước", "chậm nhất", "đến hết", "kể từ"), so that the
date of a document that is cited is never taken. In the time column of a table the column is that word.

What recurs is written so that programs can read it: ``12-15`` each year on that day, ``--05`` each month on that day,
several joined by commas (``03-25,06-25,09-25,12-25`` each quarter); a rhythm without a day is an ISO 8601 duration:
``P1M``, ``P3M``, ``P6M``, ``P1Y``.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from hoi.corpus.model import Metadata, Span
from hoi.corpus.normalise import fold

Grain = Literal["day", "month", "quarter", "year", "span", "rhythm"]


@dataclass(frozen=True, slots=True)
class When:
    """A time that the text names: the last day it allows, or its rhythm; neither, when the text leaves it open.

    ``recurring`` is True when the words themselves say that it comes back ("hằng năm").
    ``years`` are the first and last year of a span of years (grain ``span``), which is a period, not a deadline.
    """

    span: Span
    grain: Grain
    due: date | None = None
    recurs: str | None = None
    recurring: bool = False
    years: tuple[int, int] | None = None


_IN = (
    r"(?:trước|(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+(?:vào|đến|trước|trong))?|(?:cho\s+)?đến(?:\s+hết)?|tới|hết|vào|trong"
    r"|kể\s+từ|từ(?=\s+ngày)|sau|hạn\s+cuối(?:\s+là)?)"
)
_BY = rf"(?:định\s+kỳ\s+)?(?:(?:xong|hoàn\s+thành|kết\s+thúc)(?:\s+{_IN})?|{_IN})"
_EACH_YEAR = r"(?:hằng|hàng|mỗi)\s+năm|(?:của\s+)?năm\s+(?:liền\s+)?(?:sau|kế\s+tiếp|tiếp\s+theo|thực\s+hiện)"
_DAY = r"\d{1,2}(?:\s*[/.-]\s*|\s+tháng\s+)\d{1,2}(?!\d)"
_DATED = r"(?:\s*[/.-]\s*|\s+năm\s+)\d{4}\b"
_ASIDE = r"(?:\s*\([^()\n]{1,60}\))?"
_DAYS = (
    rf"(?:ngày\s+)?{_DAY}(?:{_DATED})?(?:{_ASIDE}(?:,|,?\s+và|\s+hoặc)\s+(?:trước\s+)?(?:ngày\s+)?{_DAY}(?:{_DATED})?)*"
)
_NUMERAL = r"(?:IV|I{1,3}|[1-4])\b"
_QUARTER = rf"quý\s+{_NUMERAL}(?:(?:\s*[-–,]\s*|\s+và\s+|\s+đến\s+)(?:quý\s+)?{_NUMERAL})?"
_MONTH = r"(?<!\d\s)tháng\s+\d{1,2}(?:\s*[-–]\s*(?:tháng\s+)?\d{1,2})?"
_YEAR = r"(?:19|20)\d\d\b"
_OF_YEAR = rf"(?:\s*[/,-]\s*|\s+năm\s+|\s+){_YEAR}"
_MONTHS = r"(?:0?[136]|một|ba|sáu)\s+tháng(?!\s*/?\s*\d)(?!\s+(?:đầu|cuối))(?:\s+một\s+lần|\s*/\s*lần)?"
_EACH = r"(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần)"
_AND = r"(?:,|,?\s+và|\s+hoặc)\s+"
_REGULAR = rf"(?:{_EACH}|{_MONTHS}|(?:năm|quý|tháng|tuần)(?!\s+\d))"
_OF_MONTH = (
    r"(?:hằng|hàng|mỗi)\s+tháng|(?:của\s+)?tháng\s+(?:sau|kế\s+tiếp|tiếp\s+theo|(?P<quarterly>(?:cuối|đầu)(?:\s+cùng)?)"
    r"(?:\s+của)?(?:\s+mỗi)?\s+quý(?:\s+sau)?)"
)
_RHYTHMS = (
    rf"(?:theo\s+)?định\s+kỳ\s+\(?{_REGULAR}(?:{_AND}{_REGULAR})*|{_EACH}(?:{_AND}(?:{_EACH}|{_MONTHS}))*"
    rf"|{_MONTHS}{_AND}{_EACH}"
)
_RELATIVE = (
    r"trong\s+(?:thời\s+hạn|vòng)\s+(?P<count>\d{1,3})\s+(?P<unit>ngày|tháng)(?P<working>\s+làm\s+việc)?,?"
    r"(?:\s+kể)?\s+từ\s+(?:ngày\s+)?(?P<event>[^,;.\n]{0,80}?(?:hiệu\s+lực(?:\s+thi\s+hành)?|ban\s+hành|ký))"
)
_FORMS = (
    ("relative", _RELATIVE),
    ("of_month", rf"{_BY}\s+(?:ngày\s+)?(?P<month_day>\d{{1,2}})\s+(?:{_OF_MONTH})"),
    ("days", rf"{_BY}\s+{_DAYS}(?:\s+(?P<each_year>{_EACH_YEAR}))?"),
    ("half", rf"(?:{_BY}\s+)?(?:6|sáu)\s+tháng\s+(?P<of_year>đầu|cuối)\s+năm\s+{_YEAR}"),
    ("quarters", rf"(?P<by_quarter>{_BY}\s+)?{_QUARTER}{_OF_YEAR}"),
    ("months", rf"(?P<by_month>{_BY}\s+)?{_MONTH}{_OF_YEAR}"),
    ("years", rf"(?P<by_year>(?:cho\s+)?đến\s+hết|hết|trước|trong|vào|đến)\s+(?:cuối\s+)?năm\s+{_YEAR}(?!\s*[-–])"),
    ("rhythms", _RHYTHMS),
)
# The letters are those that a form begins with: elsewhere no form is tried.
_TEXT = re.compile(
    rf"\b(?=[bcđhkmqstvx0136])(?:{'|'.join(f'(?P<{name}>{form})' for name, form in _FORMS)})", re.IGNORECASE
)
_MAYBE = re.compile(r"\d|h[ằà]ng|mỗi|kỳ", re.IGNORECASE)  # what every form holds: most clauses hold none of it
_ALONE = re.compile(
    rf"(?P<span>(?:giai\s+đoạn\s+|năm\s+|từ\s+(?:năm\s+)?)?(?P<first>{_YEAR})\s*(?:-|–|đến(?:\s+năm)?)\s*(?P<last>{_YEAR}))"
    rf"|(?P<days>(?:(?:từ\s+)?(?:ngày\s+)?{_DAY}\s*(?:-|–|đến)\s*)?{_DAYS})|(?P<quarters>Q\s*[1-4]\s*/\s*{_YEAR})"
    rf"|(?P<months>\d{{1,2}}\s*/\s*{_YEAR})|(?P<years>(?:(?:đến\s+)?(?:hết\s+)?năm\s+)?{_YEAR})",
    re.IGNORECASE,
)
_DAY_AND_YEAR = re.compile(
    rf"(\d{{1,2}})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{{1,2}})(?:(?:\s*[/.-]\s*|\s+năm\s+)({_YEAR}))?", re.IGNORECASE
)
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DURATIONS = {
    "nam": "P1Y", "quy": "P3M", "thang": "P1M", "tuan": "P1W",
    "1": "P1M", "mot": "P1M", "3": "P3M", "ba": "P3M", "6": "P6M", "sau": "P6M",
}  # fmt: skip


def times(text: str, span: Span, metadata: Metadata | None = None) -> tuple[When, ...]:
    """Return the times that the clause ``span`` of ``text`` sets, in order.

    A day without a year recurs when the clause names a rhythm; ``metadata`` dates what is counted from the day the
    document was issued or takes effect.

    >>> clause = "Trước ngày 15/6 và 15/12 hằng năm, báo cáo; hoàn thành trong quý IV năm 2022"
    >>> [(each.due and each.due.isoformat(), each.recurs) for each in times(clause, Span(0, len(clause)))]
    [(None, '06-15,12-15'), ('2022-12-31', None)]
    """
    found = [
        _read(match, metadata) for match in _TEXT.finditer(text, span.start, span.end) if _binds(match, span.start)
    ]
    return tuple(_settled([each for each in found if each is not None]))


def times_of_cell(text: str, span: Span, metadata: Metadata | None = None) -> tuple[When, ...]:
    """Return the times in a table's time cell, or after "Thời hạn:", where a bare date or year counts as well.

    >>> cell = "2022 - 2024"
    >>> times_of_cell(cell, Span(0, len(cell)))[0].years
    (2022, 2024)
    """
    found = times(text, span, metadata)
    if found:
        return found
    alone = [_read(match, metadata) for match in _ALONE.finditer(text, span.start, span.end)]
    known = [each for each in alone if each is not None]
    return tuple(known[:1] if known and known[0].grain == "span" else _settled(known))


def _binds(match: re.Match[str], start: int) -> bool:
    """Tell whether a word makes the time a deadline, or it opens the clause ("Quý I/2025, tổ chức …")."""
    bare = {"quarters": "by_quarter", "months": "by_month"}.get(str(match.lastgroup))
    if match.start() == start or match.string[: match.start()].endswith(", "):
        return True
    words = fold(match[0]).removeprefix("dinh ky ")
    goal = match.lastgroup == "years" and words.startswith("den nam")
    return not (goal or words.startswith("tu ngay") or (bare is not None and match[bare] is None))


def _settled(found: list[When]) -> Iterator[When]:
    """Let a day without a year recur if the clause has a rhythm, which then is no time of its own."""
    rhythm = any(each.grain == "rhythm" for each in found)
    for each in found:
        if each.grain == "rhythm" and any(other.grain == "day" and other.recurs for other in found):
            continue
        days_of_no_year = each.grain == "day" and each.recurs is not None and not each.recurring
        yield replace(each, recurs=None) if days_of_no_year and not rhythm else each


def _read(match: re.Match[str], metadata: Metadata | None) -> When | None:
    form, span = str(match.lastgroup), Span(*match.span())
    if form == "relative":
        return When(span, "day", due=_counted(match, metadata))
    return _READERS[form](match, span)


def _days(match: re.Match[str], span: Span) -> When | None:
    printed = _DAY_AND_YEAR.findall(re.sub(r"\([^()]*\)", "", match[0]))
    year = next((int(each[2]) for each in reversed(printed) if each[2]), None)
    days = [(int(month), int(day)) for day, month, _ in printed]
    if not all(_exists(year or 2000, month, day) for month, day in days):
        return None
    if year is not None:
        return When(span, "day", due=date(year, *days[-1]))
    recurs = ",".join(f"{month:02}-{day:02}" for month, day in days)
    yearly = len(days) > 1 or match.groupdict().get("each_year") is not None
    return When(span, "day", recurs=recurs, recurring=yearly)


def _of_month(match: re.Match[str], span: Span) -> When | None:
    day = int(match["month_day"])
    if not 1 <= day <= 31:
        return None
    quarterly = match["quarterly"]
    months = () if quarterly is None else (3, 6, 9, 12) if fold(quarterly).startswith("cuoi") else (1, 4, 7, 10)
    recurs = ",".join(f"{month:02}-{day:02}" for month in months) or f"--{day:02}"
    return When(span, "day", recurs=recurs, recurring=True)


def _half(match: re.Match[str], span: Span) -> When | None:
    return _end_of(int(match[0][-4:]), 6 if fold(match["of_year"]) == "dau" else 12, span, "quarter")


def _quarters(match: re.Match[str], span: Span) -> When | None:
    words = fold(match[0])
    quarters = re.findall(r"\b(iv|i{1,3}|[1-4])\b|q\s*([1-4])", words)
    last = quarters[-1][0] or quarters[-1][1]
    return _end_of(int(words[-4:]), 3 * (_NUMERALS.get(last) or int(last)), span, "quarter")


def _months(match: re.Match[str], span: Span) -> When | None:
    numbers = [int(each) for each in re.findall(r"\d+", match[0])]
    return _end_of(numbers[-1], numbers[-2], span, "month") if 1 <= numbers[-2] <= 12 else None


def _years(match: re.Match[str], span: Span) -> When | None:
    year = int(match[0][-4:])
    before = fold(match[0]).startswith("truoc")
    return When(span, "year", due=date(year - before, 12, 31))


def _span_of_years(match: re.Match[str], span: Span) -> When | None:
    return When(span, "span", years=(int(match["first"]), int(match["last"])))


def _rhythms(match: re.Match[str], span: Span) -> When | None:
    words = fold(match[0])
    found = re.findall(r"(?:0?([136])|(mot|ba|sau)) thang|\b(nam|quy|thang|tuan)\b", words)
    recurs = ",".join(dict.fromkeys(_DURATIONS["".join(each)] for each in found))
    return When(span, "rhythm", recurs=recurs, recurring=True)


_READERS = {
    "days": _days, "of_month": _of_month, "half": _half, "quarters": _quarters, "months": _months, "years": _years,
    "span": _span_of_years, "rhythms": _rhythms,
}  # fmt: skip


def _end_of(year: int, month: int, span: Span, grain: Grain) -> When:
    return When(span, grain, due=date(year, month, monthrange(year, month)[1]))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _counted(match: re.Match[str], metadata: Metadata | None) -> date | None:
    """Return the last day of a time counted from this document's own day; working days are not counted."""
    event = fold(match["event"])
    own = re.search(r"(?:nay|ngay|^)\s*(?:co |duoc )?(?:hieu luc|ban hanh|ky)", event)
    start = None if metadata is None else metadata.effective_on if "hieu luc" in event else metadata.issued_on
    if start is None or match["working"] or not own:
        return None
    if fold(match["unit"]) == "ngay":
        return start + timedelta(days=int(match["count"]))
    months = start.month - 1 + int(match["count"])
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
