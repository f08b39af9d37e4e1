"""A face's own short sentences: ``prompts/<language>/<face>.toml``, with the same keys in both languages."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hoi.corpus.errors import InputError


@lru_cache(maxsize=8)
def _table(face: str, language: str) -> dict[str, Any]:
    path = files("hoi.prompts").joinpath(language, f"{face}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Words:
    """The sentences of one face.

    >>> Words("cli").say("en", "answer.digest")
    'digest, not the wording'
    """

    def __init__(self, face: str) -> None:
        self._face = face

    def say(self, language: str, key: str, **values: object) -> str:
        """Return the sentence ``key`` (``section.name``), with ``{name}`` filled from ``values``.

        Raises:
            KeyError: there is no such sentence, or it needs a value that was not given.
        """
        section, name = key.split(".")
        sentence: str = _table(self._face, language)[section][name]
        return sentence.format(**values)

    def both(self, key: str, **values: object) -> tuple[str, str]:
        """Return the sentence in Vietnamese and in English, as an error takes it."""
        return self.say("vi", key, **values), self.say("en", key, **values)

    def wrong(self, key: str, **values: object) -> InputError:
        """Return the error that says ``key`` to a caller whose input is wrong."""
        return InputError(*self.both(key, **values))
