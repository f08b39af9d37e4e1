"""Which language a question is in: people type Vietnamese without marks, and so English looks much like it."""

import re

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.cues import english_words
from hoi.corpus.normalise import LOWER, UPPER, fold, syllables

# An onset, vowels and a coda: what a Vietnamese syllable can look like without marks; or an abbreviation.
_SYLLABLE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
    r"|[bcdfghjklmnpqrstvwxz]{1,4}|\d+"
)
_ENOUGH = 2
_NAME = re.compile(rf"\b[{UPPER}][{UPPER}{LOWER}]*(?:\s+[{UPPER}][{UPPER}{LOWER}]*)+")
"""Words with capitals side by side: a name keeps its marks in any language."""


def language_of(text: str, before: Language = "vi") -> Language:
    """Return the language of a question: English only when it says so and has no Vietnamese mark outside names.

    After a question in English, ``before``, one word not Vietnamese says so, or none at all: "By 2030?", "2030?".

    >>> language_of("Who signed the Lạng Sơn plan?"), language_of("ai ky ke hoach nay"), language_of("By 2030?", "en")
    ('en', 'vi', 'en')
    """
    text = _NAME.sub(" ", text) if fold(text) != text.lower() else text
    if fold(text) != text.lower():
        return "vi"
    typed = syllables(text.lower())
    english = len(english_words().intersection(typed))  # each once: "the", "con" and "to" are Vietnamese syllables too
    foreign = sum(_SYLLABLE.fullmatch(word) is None for word in typed)
    if before == "en" and (english or foreign or not any(map(str.isalpha, typed))):
        return "en"
    return "en" if english >= _ENOUGH or 2 * foreign > len(typed) or (english and 3 * foreign > len(typed)) else "vi"
