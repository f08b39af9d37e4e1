"""The tokens of the keyword side, and sentences.

One field serves accented, unaccented and misspelt questions: folded syllables and pairs of adjacent ones. Word
segmentation loses to it on every measured set (docs/decisions/0003-retrieval.md); underthesea cuts the sentences.
"""

import re
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

import snowballstemmer

from hoi.corpus.normalise import fold, nfc, syllables

Language = Literal["vi", "en"]

_LONGEST_PHRASE = 6
_CLAUSE = re.compile(r"(?<=;)\s+")


def words(text: str, language: Language) -> list[str]:
    """Return the folded syllables of a Vietnamese text, or the stems of an English one.

    >>> words("Khu công nghiệp", "vi"), words("competitive enterprises", "en")
    (['khu', 'cong', 'nghiep'], ['competit', 'enterpris'])
    """
    single = syllables(fold(text))
    return single if language == "vi" else [_stem(word) for word in single]


def content(text: str, language: Language) -> list[str]:
    """Return the words of ``text`` that carry its subject, in the form ``words`` gives them.

    Stop words are told by their marks: "cho" is one, "chợ" is not.

    >>> content("Chợ nào bị cấm dùng túi ni lông?", "vi")
    ['cho', 'cam', 'dung', 'tui', 'ni', 'long']
    """
    return words(_stop_phrases().sub(" ", nfc(text).lower()), language)


@lru_cache(maxsize=1)
def _stop_phrases() -> re.Pattern[str]:
    lines = nfc(files("hoi.index").joinpath("stopwords.txt").read_text(encoding="utf-8")).splitlines()
    phrases: set[str] = set()
    for line in lines:
        # A short line is one phrase; the two long lines at the end are single words.
        phrases.update([line] if len(line.split()) <= _LONGEST_PHRASE else line.split())
    usable = sorted((phrase for phrase in phrases if phrase and not phrase.startswith("#")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, usable))})\b")


def tokens(text: str, language: Language) -> list[str]:
    """Return the words of ``text`` followed by their adjacent pairs.

    >>> tokens("Khu công nghiệp", "vi")
    ['khu', 'cong', 'nghiep', 'khu_cong', 'cong_nghiep']
    """
    single = words(text, language)
    return single + [f"{left}_{right}" for left, right in pairwise(single)]


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``, each cut further at semicolons, in order, none lost.

    Needs underthesea, whose import is slow: only the building of an index calls it.
    """
    from underthesea import sent_tokenize

    return [piece.strip() for sentence in sent_tokenize(text) for piece in _CLAUSE.split(sentence) if piece.strip()]


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")
