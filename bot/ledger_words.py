"""What the cells of the ledger say to a person: figures, differences, agencies, periods, dates, in either language."""

from datetime import date
from functools import lru_cache

from hoi.bot.ledger import Carried, Entry
from hoi.bot.recurrence import Rule, rules
from hoi.bot.words import Words
from hoi.corpus.agencies import Successor, find, place_of, successor
from hoi.corpus.ledger.rows import Cell, Comparator, Deadline, Target
from hoi.corpus.model import Document
from hoi.corpus.periods import Period, printed_day

WORDS = Words("ledger")
_COMPARATORS: dict[Comparator, str] = {
    "=": "exactly", ">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", "range": "range",
    "increase": "increase", "decrease": "decrease",
}  # fmt: skip
_CHANGES = ("increase", "decrease")
_VIETNAMESE = str.maketrans(",.", ".,")


def comparator(target: Target, language: str) -> str:
    """Return how a target's figure binds: "ít nhất", "giảm"."""
    return WORDS.say(language, f"comparator.{_COMPARATORS[target.comparator.value]}") if target.comparator else ""


def figure(target: Target, language: str) -> str:
    """Return a target's figure: "85%", "giảm 5 - 8%", "ít nhất 3 mô hình"; says so when there is none."""
    ends = [cell.value for cell in (target.low, target.high) if cell is not None]
    if target.comparator is None or not ends:
        return WORDS.say(language, "figure.none")
    amount = " - ".join(number(each, language) for each in dict.fromkeys(ends))
    if target.unit is not None:
        amount += target.unit.value if target.unit.value.startswith("%") else f" {target.unit.value}"
    sign = target.comparator.value
    if sign in _CHANGES and len(ends) == 1:  # a change with one end is a bound as well: "giảm ít nhất 5%"
        amount = WORDS.say(language, f"figure.{'at_most' if target.low is None else 'at_least'}", amount=amount)
    return WORDS.say(language, f"figure.{_COMPARATORS[sign]}", amount=amount)


def number(value: float, language: str) -> str:
    """Return a number as it is written.

    >>> number(12500.5, "vi"), number(12500.5, "en"), number(85.0, "vi")
    ('12.500,5', '12,500.5', '85')
    """
    written = f"{round(value, 6):,}".removesuffix(".0")
    return written if language == "en" else written.translate(_VIETNAMESE)


def aim(target: Target, document: Document) -> str:
    """Return what a target is about in one phrase: its measure and its subject, in the order and words of the text."""
    measure, subject = target.measure, target.subject
    if subject is None or measure.span is None or subject.span is None or subject.span.within(measure.span):
        return measure.value
    if measure.span.start < subject.span.start:
        between = document.text[measure.span.end : subject.span.start].strip()
        return f"{measure.value} {between} {subject.value}" if between == "của" else f"{measure.value} {subject.value}"
    # "chợ dân sinh giảm 50% khối lượng …": the figure parts them, and with it the verb.
    parted = bool(document.text[subject.span.end : measure.span.start].strip())
    return f"{subject.value}{':' if parted else ''} {measure.value}"


def difference(carried: Carried, language: str) -> str:
    """Return how a provincial figure compares with the national one, for percentages.

    Empty for the rest: how many of its own things a province counts says nothing against how many the nation does.
    """
    unit = carried.target.unit
    ends = [each for each in (carried.low, carried.high) if each is not None]
    if unit is None or not unit.value.startswith("%") or not ends:
        return ""
    said = [_difference(each, language) for each in ends]
    if len({*said}) == 1:
        return said[0]
    return WORDS.say(language, "difference.both", low=said[0], high=said[1])


def _difference(value: float, language: str) -> str:
    amount = number(abs(value), language)
    key = "equal" if amount == "0" else "higher" if value > 0 else "lower"
    return WORDS.say(language, f"difference.{key}", amount=amount)


def ended(cell: Cell[Period] | None, today: date, language: str) -> str:
    """Return the remark that a period has ended; empty while it has not."""
    return WORDS.say(language, "period.ended") if cell is not None and cell.value.end < today.year else ""


def agencies(cells: tuple[Cell[str], ...], document: Document, today: date, language: str) -> str:
    """Return agencies as printed, each with its successor in brackets where it had one after the document."""
    return "; ".join(agency(cell.value, document, today, language) for cell in cells)


def agency(name: str, document: Document, today: date, language: str) -> str:
    """Return an agency as printed, with its successor in brackets; a document without a day says too little of when."""
    change, issued = _successor(name, place_of(document.metadata.issuer)), document.metadata.issued_on
    if change is None or issued is None or not issued < change.since <= today:
        return name
    return WORDS.say(language, "agency.now", agency=name, successor=change.new)


@lru_cache(maxsize=4096)  # the same names stand in many rows, and to read one takes long
def _successor(name: str, place: str | None) -> Successor | None:
    mention = next(iter(find(name, place)), None)
    return successor(mention.agency) if mention is not None else None


def day(value: date, language: str) -> str:
    """Return a date as it is written."""
    return value.isoformat() if language == "en" else printed_day(value)


def left(value: date, today: date, language: str) -> str:
    """Return how many days are left until ``value``."""
    count = (value - today).days
    key = "today" if count == 0 else "days" if count > 0 else "past"
    return WORDS.say(language, f"left.{key}", count=number(abs(count), language))


def recurs(deadline: Deadline, language: str) -> str:
    """Return how a deadline recurs: "ngày 15/6, 15/12 hằng năm"; empty when it does not."""
    if deadline.recurs is None:
        return ""
    return "; ".join(_recurs(rule, language) for rule in rules(deadline.recurs.value))


def _recurs(rule: Rule, language: str) -> str:
    if rule.rhythm is not None or rule.day is None:
        return WORDS.say(language, f"recurs.{rule.rhythm}")
    if not rule.months:
        return WORDS.say(language, "recurs.monthly", day=rule.day)
    days = ", ".join(_day_of_year(month, rule.day, language) for month in rule.months)
    return WORDS.say(language, "recurs.yearly", days=days)


def _day_of_year(month: int, number: int, language: str) -> str:
    """Return a day of every year, written as ``day`` writes one of a single year."""
    if language == "en":
        return f"{month:02}-{number:02}"
    return f"{number:02}/{month:02}" if month <= 2 else f"{number:02}/{month}"


def when(deadline: Deadline, today: date, language: str) -> tuple[str, str]:
    """Return when something is due, and how far off that is; for what recurs, how far off the next time is.

    Of a rhythm without a day only the end of the present period is told: the text sets no day.
    """
    if deadline.due is not None:
        due = deadline.due.value
        return day(due, language), left(due, today, language)
    found = rules(deadline.recurs.value) if deadline.recurs is not None else ()
    if not found:
        return WORDS.say(language, "left.open"), ""
    coming, rule = min(((each.following(today), each) for each in found), key=lambda pair: pair[0])
    said = {"day": day(coming, language), "left": left(coming, today, language)}
    return recurs(deadline, language), WORDS.say(language, "left.within" if rule.rhythm else "left.next", **said)


def nature(entry: Entry, language: str) -> str:
    """Return whether the quotes of a row's document are word for word."""
    return WORDS.say(language, f"nature.{'verbatim' if entry.document.verbatim else 'digest'}")
