"""Is this Vietnamese? The shape of a syllable, which tells text from the rubble of a broken text layer.

Every Vietnamese syllable is (onset) + (glide) + vowel + (coda) with one tone, and each part is drawn from a short
closed list (Đoàn Thiện Thuật, *Ngữ âm tiếng Việt*). No word list is needed: English or damaged text breaks the pattern
within a few letters.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_RHYME = (
    r"(?:"
    r"(?:iê|yê|ươ|uô|uyê|uâ|uê|uơ|uy|ua|ue|uo|oa|oă|oe|oo|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])"
    r"|oai|oay|oao|oeo|uai|uay|uao|uây|uôi|uya|uyu|ươi|ươu|iêu|yêu"
    r"|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|ua|uê|ui|uơ|uy|ưa|ưi|ưu|ya"
    r"|[aăâeêioôơuưy]"
    r")"
)
_SYLLABLE = re.compile(_ONSET + _RHYME)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=20_000)  # a text has a few thousand different words
def is_syllable(word: str) -> bool:
    """Tell whether ``word`` has the shape of one Vietnamese syllable.

    >>> [is_syllable(word) for word in ("Nghiêng", "QUYẾT", "giữa", "blockchain", "KHOAHỌC")]
    [True, True, True, False, False]
    """
    decomposed = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", decomposed)) is not None


def strange_share(text: str) -> float:
    """Return the share of the words of ``text`` that cannot be Vietnamese syllables, 0.0 for a text without words.

    >>> strange_share("Trung tâm dữ liệu blockchain")
    0.2
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return sum(not is_syllable(word) for word in words) / len(words) if words else 0.0
