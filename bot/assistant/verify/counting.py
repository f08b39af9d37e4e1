"""What an answer's own form says: how many items it lists."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import groupby, pairwise

from hoi.bot.assistant.answer import Answer, Language
from hoi.bot.assistant.verify.fault import Fault

_FIRST_WORDS, _YEAR = 4, 4
_ITEM = re.compile(r"\s*[-•+*]\s")


def miscounted(answer: Answer) -> Iterator[Fault]:
    """Return the number of items a list announces, when it has another."""
    groups = [(listed, list(rows)) for listed, rows in groupby(answer.text.splitlines(), key=_is_item)]
    for (_, before), (listed, rows) in pairwise(groups):
        said = announced(before[-1], answer.language) if listed else None
        if said is not None and said[1] != len(rows):
            yield Fault("count", before[-1])


def _is_item(row: str) -> bool:
    return bool(_ITEM.match(row))


def announced(row: str, language: Language) -> tuple[str, int] | None:
    """Return the word among the first of a list's heading that is its number, and the number: "Có năm nội dung:".

    >>> announced("Có năm nội dung:", "vi"), announced("Đến năm 2025 có:", "vi")
    (('năm', 5), None)
    """
    if not row.rstrip().endswith(":"):
        return None
    head = " ".join(row.rstrip(" :").split()[:_FIRST_WORDS])
    digits = re.findall(r"\d+", head)
    if digits:  # "năm 2025": then "năm" is a year
        return (digits[0], int(digits[0])) if len(digits) == 1 and len(digits[0]) < _YEAR else None
    found = _number(language).findall(head)
    return (found[0], counts(language).index(found[0].lower())) if len(found) == 1 else None


@lru_cache(maxsize=2)
def _number(language: Language) -> re.Pattern[str]:
    names = sorted(counts(language)[1:], key=len, reverse=True)  # not nought: "không" says more
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2)
def counts(language: Language) -> list[str]:
    """Return the names of the numbers from nought on."""
    text = files("hoi.prompts").joinpath(language, "words.toml").read_text(encoding="utf-8")
    names: list[str] = tomllib.loads(text)["count"]["names"]
    return names
