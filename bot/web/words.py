"""The web face's own words: ``prompts/<language>/web.toml``, read once."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hoi.bot.assistant.answer import Language


@lru_cache(maxsize=2)
def _table(language: Language) -> dict[str, Any]:
    path = files("hoi.prompts").joinpath(language, "web.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(language: Language, key: str, **values: object) -> str:
    """Return the sentence ``key`` (``section.name``) in ``language``, with ``{name}`` filled from ``values``.

    >>> say("en", "status.not_found")
    'Not in these documents'

    Raises:
        KeyError: there is no such sentence, or it needs a value that was not given.
    """
    section, name = key.split(".")
    sentence: str = _table(language)[section][name]
    return sentence.format(**values)


def has(key: str) -> bool:
    """Tell whether there is a sentence ``key``; both languages have the same keys."""
    section, name = key.split(".")
    return name in _table("vi").get(section, {})


def samples(language: Language) -> tuple[str, ...]:
    """Return the questions offered to a person who has not asked one yet."""
    return tuple(_table(language)["home"]["samples"])
