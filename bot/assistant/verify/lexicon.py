"""The words the verifier treats apart, in the forms its other modules compare."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from hoi.bot.assistant.answer import Language
from hoi.bot.templates import field_openings, fixed_phrases
from hoi.corpus.normalise import modern_tone, nfc, syllables

_JOINED = ("universal", "time", "compounds")
_LONG, _WHOLE_SENTENCE = 3, 8
"""Words of a template's phrase from which on it is taken out of an answer whole; a shorter one could be a claim's.

One that names a level or a role is a claim too ("Cơ quan chủ trì:"), unless it is a sentence of its own.
"""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; see ``lexicon.toml``. Markers of several words are joined by ``_``."""

    same: tuple[tuple[re.Pattern[str], str], ...]
    joined: re.Pattern[str]
    amounts: re.Pattern[str]
    function: frozenset[str]
    allowed: frozenset[str]
    before: frozenset[str]
    strong: frozenset[str]
    after: frozenset[str]
    roles: frozenset[str]
    universal: frozenset[str]
    time: dict[str, str]
    national: re.Pattern[str]
    provincial: re.Pattern[str]
    phrases: tuple[str, ...]
    short: frozenset[str]

    @property
    def markers(self) -> frozenset[str]:
        """All words that may not be added."""
        return self.before | self.after | self.roles | self.universal


def lowered(text: str) -> str:
    """Return ``text`` in NFC, in small letters, its tone marks where the modern spelling has them."""
    return modern_tone(nfc(text)).lower()


@lru_cache(maxsize=2)
def lexicon(language: Language) -> Lexicon:
    """Return the words of ``language``, those of its templates among them."""
    table = tomllib.loads(nfc(files("hoi.bot.assistant.verify").joinpath("lexicon.toml").read_text("utf-8")))[language]
    national, provincial = (re.compile("|".join(table[name])) for name in ("national", "provincial"))
    telling = re.compile("|".join((national.pattern, provincial.pattern, *table["roles"])))
    taken, short = _phrases(language, telling)
    markers = {name: frozenset(_join(each) for each in table[name]) for name in ("before", "after", "roles")}
    amounts = frozenset(f"{each}_" for each in table["amounts"])
    universal = frozenset(map(_join, table["universal"]))
    apart = frozenset().union(*markers.values(), universal)
    allowed = frozenset((*table["reporting"].split(), *map(_join, table["time"]))) | {
        word for each in short for word in syllables(lowered(each))
    }
    return Lexicon(
        same=tuple((re.compile(rf"(?<!\w){re.escape(old)}(?!\w)"), new) for old, new in table["same"]),
        joined=_any(each for name in (*markers, *_JOINED) for each in table[name] if " " in each),
        amounts=re.compile(rf"(?<!\w)({'|'.join(table['amounts'])})\s+(?=\d)"),
        function=frozenset(table["function"].split()) - apart,
        allowed=allowed - apart,
        before=markers["before"] | amounts,
        strong=frozenset(map(_join, table["strong"])),
        after=markers["after"],
        roles=markers["roles"],
        universal=universal,
        time={_join(word): relation for word, relation in table["time"].items()},
        national=national,
        provincial=provincial,
        phrases=tuple(taken),
        short=frozenset(" ".join(syllables(lowered(each))) for each in short),
    )


def _phrases(language: Language, telling: re.Pattern[str]) -> tuple[list[str], list[str]]:
    """Return the phrases of our templates that are taken out, longest first, and those too short for that."""
    phrases = sorted(fixed_phrases(language), key=len, reverse=True)
    taken = [each for each in phrases if _is_taken_out(each, telling)]
    return taken, [*(each for each in phrases if each not in taken), *field_openings(language)]


def _is_taken_out(phrase: str, telling: re.Pattern[str]) -> bool:
    words = len(syllables(phrase))
    return words >= _WHOLE_SENTENCE or (words >= _LONG and not telling.search(lowered(phrase)))


def _join(words: str) -> str:
    return words.replace(" ", "_")


def _any(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(set(words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
