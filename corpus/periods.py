"""Periods: the years a heading or a question names, and the provisions that say the same for different periods."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hoi.corpus.figures import english_day
from hoi.corpus.model import Document, Provision, read_once
from hoi.corpus.normalise import fold, syllables

_RANGE = re.compile(r"\b(20\d\d)\s*(?:-|–|den|toi|to|until|through)\s*(?:nam\s*)?(20\d\d)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_SHORT_RANGE = re.compile(r"\b(giai doan|gd|chang|thoi ky|period|phase|tu) (2\d) ?(?:-|–|den|toi|to) ?(25|30)\b")
_SHORT_YEAR = re.compile(r"\b2k(\d\d)\b")
_SPOKEN_YEAR = re.compile(
    r"\b(nam|den|toi|moc|han|sau|het|giua|cuoi|truoc|by|until|till|in)( nam)? '?(2[1-9]|30)(?=$|[?!.,;]"
    r"| (?:thi|la|phai|co|con|sao|roi|moi|nhe|nha|a|khong|ko|bao|ti le|ty le|sieu thi|lang nghe|cac|tinh|ca nuoc)\b)"
)
_THIS_YEAR = re.compile(r"(?<=\bnăm )nay\b|\bthis year\b", re.IGNORECASE)
_DECADE = re.compile(r"\b(?:cuối|hết) (?:thập kỷ|thập niên)(?: này)?\b|\bend of (?:the|this) decade\b", re.IGNORECASE)
_MID_DECADE = re.compile(
    r"\b(?:giữa thập (?:kỷ|niên)(?: này)?|mid-decade|middle of (?:the|this) decade)\b", re.IGNORECASE
)
_NEXT_YEAR = re.compile(r"(?<!\d )\b(?:sang năm|năm sau|năm tới)\b(?! 20\d\d)|\bnext year\b", re.IGNORECASE)
_AFTER_ONE = re.compile(
    r"\b(?:sau|after) (?:khi )?(?:het |ket thuc )?(?:the )?(?:giai doan|chang|thoi ky|period|phase)"
    r" 20\d\d\s*-\s*(20\d\d)\b"
)
# "giai đoạn 2021 - 2025 đã khép lại, vậy …": asked for is the time after
_OVER = re.compile(
    r"\b(?:giai đoạn|chặng|thời kỳ) 20\d\d\s*-\s*(20\d\d) (?:đã|vừa|mới) (?:khép lại|kết thúc|hết|qua|xong)\b"
    r"(?=.*, *\w+ \w)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(sau|qua|tu sau|after|beyond|post)\s*-?\s*(?:(?:moc\s*)?(?:nam\s*)?)(20\d\d)\b")
_RUNS_TO = re.compile(r"\bđến (?:hết )?năm (20\d\d)\b")
_BEFORE = re.compile(r"\b(?:truoc|before) (?:nam )?(20\d\d)\b")
# a day or a month that ends no year: "1/3/2025", "tháng 3 năm 2025", "March 2025"; not "31/12/2025"
_WITHIN_A_YEAR = re.compile(
    r"\b\d{1,2}[/.-](?!12\b)\d{1,2}[/.-]20\d\d\b|\b(?!12\b)\d{1,2}/20\d\d\b|\bthang (?!12\b)\d{1,2}(?: nam)? 20\d\d\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november),?(?: \d{1,2},?)? 20\d\d\b"
)
# "giờ đã 2026": said of the day, not of a period
_TODAY = re.compile(
    r"\b(?:(?:bay |hien )?gio|(?:hien |hom |luc )?nay|hien|now|today)(?: (?:da|la|dang|it is|is))*(?: nam)? 20\d\d\b"
)
_THEN = re.compile(
    r"\b(?:sau (?:do|moc|nay|(?:giai doan|chang|thoi ky) (?:do|ay|nay)|thoi (?:gian|diem|han))"
    r"|ve sau|tiep theo|ke tiep|thoi gian toi)\b"
    r"|\b(?:after (?:that|then|this)|afterwards|later on)\b"
)
_HEADING = re.compile(r"(?:giai doan|thoi ky|period)\b.*20\d\d|^(?:\S+\s+)?den (?:het )?nam 20\d\d")
_FIRST = re.compile(
    r"\b(?:giai doan|gd|chang|moc)(?: ?1(?![/-]\d)| (?:mot|i|dau|dau tien|thu nhat|truoc|gan))\b"
    r"|\b(?:5|nam) nam (?:dau|truoc)\b|\b(?:first|earlier) (?:phase|period|stage)\b|\bphase (?:1|one|i)\b"
)
_SECOND = re.compile(
    r"\b(?:giai doan|gd|chang|moc)(?: ?2(?![/-]\d)| (?:hai|ii|sau|cuoi|chot|thu hai|ke tiep|tiep theo))\b"
    r"|\b(?:5|nam) nam (?:sau|tiep|nua|toi|ke)\b"
    r"|\b(?:second|later|next|last) (?:phase|period|stage)\b|\bphase (?:2|two|ii)\b"
)
_BOTH = re.compile(
    r"\b(?:hai|ca hai|2|ca 2|cac|tung|moi) (?:giai doan|gd|chang|moc|thoi ky)\b"
    r"|\b(?:both|two|each|the two) (?:phases|periods|stages|phase|period)\b"
)
_LONGEST_HEADING = 120  # characters; a longer one ("Phê duyệt Chương trình … giai đoạn 2021 - 2030 …") names a document
_SAME = 0.5  # share of words two provisions need in common to say the same for two periods


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The years ``start`` to ``end``, both included; a heading "đến năm 2030" starts after the period before it."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start} - {self.end}"

    @property
    def years(self) -> range:
        """The years of the period."""
        return range(self.start, self.end + 1)


@read_once
def of_headings(document: Document) -> dict[str, Period]:
    """Return the period of each heading of ``document`` that names one, by locator."""
    found: dict[str, Period] = {}
    last_end: dict[str | None, int] = {}
    for provision in document.provisions:
        named = len(provision.text) <= _LONGEST_HEADING and _HEADING.search(fold(provision.text))
        if not named or not document.children(provision.locator):
            continue
        years = [int(year) for year in _YEAR.findall(provision.text)]
        start = years[0] if len(years) > 1 else last_end.get(provision.parent, years[0] - 1) + 1
        found[provision.locator] = Period(min(start, years[-1]), years[-1])
        last_end[provision.parent] = years[-1]
    return found


@read_once
def of_provisions(document: Document) -> dict[str, Period]:
    """Return the period of each provision that stands under a heading that names one, by locator."""
    headings = of_headings(document)
    return {locator: headings[heading] for locator, heading in headings_above(document).items()}


@read_once
def headings_above(document: Document) -> dict[str, str]:
    """Return, for each provision under headings that name periods, the locator of the nearest of them."""
    headings = of_headings(document)
    found: dict[str, str] = {}
    for provision in document.provisions:
        above = provision.parent or ""
        nearest = above if above in headings else found.get(above)
        if nearest is not None:
            found[provision.locator] = nearest
    return found


def named(question: str, known: Iterable[Period]) -> frozenset[Period]:
    """Return those of ``known`` that ``question`` names: by years, by order, or both of them.

    >>> named("den 2k30 thi sao", [Period(2021, 2025), Period(2026, 2030)])
    frozenset({Period(start=2026, end=2030)})
    """
    return _named(question, tuple(known))


@lru_cache(maxsize=256)  # an answer asks it of the same question many times
def _named(question: str, known: tuple[Period, ...]) -> frozenset[Period]:
    text = _AFTER_ONE.sub(r"sau \1", _written_out(question))
    if _BOTH.search(text):
        return frozenset(known)
    found = {
        period for first, last in _RANGE.findall(text) for period in known if period == Period(int(first), int(last))
    }
    rest = _TODAY.sub(" ", _RANGE.sub(" ", text))
    for word, year in _AFTER.findall(rest):
        later = {period for period in known if period.start == int(year) + 1}
        # "qua 2030" is said of reaching 2030 as well
        found |= later or {period for period in known if word == "qua" and period.end == int(year)}
    ends = {period.end for period in known}
    rest = _BEFORE.sub(lambda match: str(year if (year := int(match[1]) - 1) in ends else match[1]), rest)
    for year in map(int, _YEAR.findall(_AFTER.sub(" ", _WITHIN_A_YEAR.sub(" ", rest)))):
        found |= {period for period in known if period.end == year} or {
            period for period in known if period.start <= year <= period.end
        }
    in_order = sorted(set(known))
    if len(in_order) > 1:
        found |= {in_order[0]} if _FIRST.search(text) else set()
        found |= {in_order[-1]} if _SECOND.search(text) else set()
    return frozenset(found)


def following(question: str, periods: frozenset[Period], known: list[Period]) -> frozenset[Period]:
    """Return the period after the one spoken of, when ``question`` asks what comes then; else ``periods``.

    >>> known = [Period(2021, 2025), Period(2026, 2030)]
    >>> following("sau đó thì sao", frozenset(known[:1]), known)
    frozenset({Period(start=2026, end=2030)})
    """
    if len(periods) != 1 or not _THEN.search(fold(question)):
        return periods
    (now,) = periods
    return frozenset(period for period in known if period.start == now.end + 1) or periods


def years(question: str) -> frozenset[int]:
    """Return the years ``question`` names."""
    return frozenset(int(year) for year in _YEAR.findall(_written_out(question)))


def written_years(question: str, today: date) -> str:
    """Return a question with "năm nay" and "sang năm" as the years they mean, and a period that is over as "sau năm …".

    >>> written_years("Hết năm nay siêu thị phải đạt gì?", date(2026, 11, 23))
    'Hết năm 2026 siêu thị phải đạt gì?'
    """
    this = _THIS_YEAR.sub(str(today.year), _OVER.sub(r"sau năm \1", question))
    this = _MID_DECADE.sub(f"năm {today.year // 10 * 10 + 5}", this)
    this = _DECADE.sub(f"năm {-(-today.year // 10) * 10}", this)
    return _NEXT_YEAR.sub(f"năm {today.year + 1}", this)


def _written_out(question: str) -> str:
    """Return the folded question with its years in full ("2k30", "tới 30", "gđ 21-25")."""
    text = _SHORT_RANGE.sub(r"\1 20\2-20\3", _SHORT_YEAR.sub(r"20\1", fold(question)))
    return _SPOKEN_YEAR.sub(r"\1\2 20\3", text)


@read_once
def twins(document: Document) -> dict[str, tuple[str, ...]]:
    """Return, for each provision under a period's heading, those that say the same under the other periods."""
    periods = of_provisions(document)
    headings = of_headings(document)
    found: dict[str, tuple[str, ...]] = {}
    for locator in periods:
        provision = document.provision(locator)
        others = [each for each in headings if each != provision.parent and provision.parent in headings]
        matches = [match for other in others if (match := _twin(document, provision, other)) is not None]
        if matches:
            found[locator] = tuple(matches)
    return found


def _twin(document: Document, provision: Provision, heading: str) -> str | None:
    """Return the child of ``heading`` with most words in common with ``provision``, if it has enough."""
    words = set(syllables(fold(provision.text)))
    shared = [
        (len(words & other) / len(words | other), -place, child.locator)
        for place, child in enumerate(document.children(heading))
        if (other := set(syllables(fold(child.text))))
    ]
    best = max(shared, default=(0.0, 0, ""))
    return best[2] if best[0] >= _SAME else None


def printed_day(day: date) -> str:
    """Return a day as documents print it: a zero before days under 10 and before months 1 and 2.

    Source: Decree 30/2020/NĐ-CP, annex I, part II, point 4b.

    >>> printed_day(date(2020, 6, 4)), printed_day(date(2022, 1, 10))
    ('04/6/2020', '10/01/2022')
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def runs_to(text: str) -> tuple[int, ...]:
    """Return the years that a document's text says something runs to.

    >>> runs_to("mục tiêu đến hết năm 2025 là 70%, từ năm 2026 là 80%")
    (2025,)
    """
    return tuple(int(year) for year in _RUNS_TO.findall(text))


def written_day(day: date, language: str) -> str:
    """Return a day as it is written in a sentence of ``language``.

    >>> written_day(date(2026, 1, 1), "vi"), written_day(date(2026, 1, 1), "en")
    ('01/01/2026', '01 January 2026')
    """
    return english_day(day) if language == "en" else printed_day(day)
