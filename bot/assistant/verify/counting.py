"""What an answer's own form says: how many items it lists."""

import re
from collections.abc import Iterator
from functools import lru_cache

from hoi.bot.assistant.answer import Answer, Language
from hoi.bot.assistant.spelt import numbers
from hoi.bot.assistant.verify.fault import Fault

_FIRST_WORDS = 10
# What holds numbers that count no items: "235/KH-UBND", "85%", "năm 2025" (whose "năm" is no five), "2021 - 2025".
_NAMES_AND_YEARS = re.compile(
    r"\d+/\S+|\d[\d.,]*(?:\s*-\s*\d[\d.,]*)?\s*%|(?:\bnăm\s+)?\b(?:19|20)\d\d\b(?:\s*[-–]\s*(?:19|20)\d\d\b)?",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*[-•+*]\s")


def miscounted(answer: Answer) -> Iterator[Fault]:
    """Return the number of items a list announces, when it has another; the headings of its groups are no items."""
    heading: tuple[str, int] | None = None
    items = 0
    for row in (*answer.text.splitlines(), "."):
        if _ITEM.match(row):
            items += 1
            continue
        said = announced(row, answer.language)
        if heading is not None and (said is not None or not row.rstrip().endswith(":")):
            if items != heading[1]:
                yield Fault("count", heading[0])
            heading = None
        if said is not None:
            heading, items = (row, said[1]), 0


def announced(row: str, language: Language) -> tuple[str, int] | None:
    """Return the word among the first of a list's heading that is its number, and the number: "Có năm nội dung:".

    >>> announced("Có năm nội dung:", "vi"), announced("Đến năm 2025 có:", "vi")
    (('năm', 5), None)
    >>> announced("Giai đoạn 2021 - 2025 có bốn nội dung:", "vi")
    ('bốn', 4)
    """
    if not row.rstrip().endswith(":"):
        return None
    head = " ".join(_NAMES_AND_YEARS.sub(" ", row).rstrip(" :").split()[:_FIRST_WORDS])
    found = _number(language).findall(head)
    return (found[0], numbers(language)[found[0].lower()]) if len(found) == 1 else None


@lru_cache(maxsize=2)
def _number(language: Language) -> re.Pattern[str]:
    names = sorted((name for name, value in numbers(language).items() if value), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE)  # not nought: "không" says more
