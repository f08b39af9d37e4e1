"""Numbers in words, nought to ninety-nine: what an answer counts itself stands in no quote, so it is not in digits."""

from functools import lru_cache

from hoi.bot.assistant.answer import Language
from hoi.bot.templates import words_of

_MOST = 99


def spelt(value: float, language: Language) -> str:
    """Return a whole number in words; empty for one beyond ninety-nine and for a fraction.

    >>> spelt(15, "vi"), spelt(21, "vi"), spelt(40, "vi"), spelt(21, "en"), spelt(2.5, "en")
    ('mười lăm', 'hai mươi mốt', 'bốn mươi', 'twenty-one', '')
    """
    return _names(language)[int(value)] if value in range(_MOST + 1) else ""


@lru_cache(maxsize=2)
def numbers(language: Language) -> dict[str, int]:
    """Return the number that each word, or each few words, means."""
    return {name: value for value, name in enumerate(_names(language))}


@lru_cache(maxsize=2)
def _names(language: Language) -> tuple[str, ...]:
    words = words_of(language)["count"]
    names, tens, after_tens, joint = words["names"], words["tens"], words["after_tens"], words["joint"]
    found = list(names)
    for value in range(len(names), _MOST + 1):
        ten, one = divmod(value, 10)
        unit = after_tens.get(str(one), names[one])
        found.append(f"{tens[ten - 2]}{joint}{unit}" if one else tens[ten - 2])
    return tuple(found)
