"""What an answer's own form says: how many items it lists."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import groupby, pairwise

from hoi.bot.assistant.answer import Answer, Language
from hoi.bot.assistant.verify.fault import Fault

_ITEM = re.compile(r"\s*[-•+*]\s")


def miscounted(answer: Answer) -> Iterator[Fault]:
    """Return the number of items a list announces, when it has another."""
    groups = [(listed, list(rows)) for listed, rows in groupby(answer.text.splitlines(), key=_is_item)]
    for (_, before), (listed, rows) in pairwise(groups):
        said = _announced(before[-1], answer.language) if listed and before[-1].rstrip().endswith(":") else None
        if said is not None and said != len(rows):
            yield Fault("count", before[-1])


def _is_item(row: str) -> bool:
    return bool(_ITEM.match(row))


def _announced(row: str, language: Language) -> int | None:
    """Return the number that begins a list's heading: "Có năm nội dung:"."""
    names = counts(language)
    words = row.lower().rstrip(" :").split()[:4]
    found = [names.index(word) for word in words if word in names] + [int(word) for word in words if word.isdigit()]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=2)
def counts(language: Language) -> list[str]:
    """Return the names of the numbers from nought on."""
    text = files("hoi.prompts").joinpath(language, "words.toml").read_text(encoding="utf-8")
    names: list[str] = tomllib.loads(text)["count"]["names"]
    return names
