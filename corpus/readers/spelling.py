"""One Vietnamese syllable as it is spelt, with its tone mark in place.

Stricter than the shape of a syllable alone, as it must tell a word from one that is still in an old encoding.
"""

import re

from hoi.corpus.readers.syllables import is_syllable

# The tone mark stands on the main vowel (Decision 1989/QĐ-BGDĐT of 25 May 2018, Article 8; "hoà" and "hòa" are both in
# use), and a syllable closed by a stop bears only sắc or nặng (Đoàn Thiện Thuật, *Ngữ âm tiếng Việt*).
_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_PLAIN = "[aăâeêioôơuưy]"
_STOPPED = "[áắấéếíóốớúứýạặậẹệịọộợụựỵ]"
_TONED = "[àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]"
_SPELLING = re.compile(
    rf"{_ONSET}(?:{_PLAIN}{{1,3}}(?:m|n|ng|nh)?|{_PLAIN}{{0,2}}(?:{_STOPPED}(?:ch?|p|t)|{_TONED}(?:m|ng?|nh))"
    rf"|{_TONED}|{_TONED}{_PLAIN}|{_PLAIN}{_TONED}{_PLAIN}|[ou][àảãáạèẻẽéẹềểễếệờởỡớợỳỷỹýỵ])"
)
# Endings that no syllable has: -nh and -ch stand only after a, ê, i and y, -ng and -c not after ê, i, y, ơ alone.
_NO_ENDING = re.compile(
    "[ăằẳẵắặâầẩẫấậeèẻẽéẹoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứự](?:nh|ch)$"
    "|(?<![iy])[êềểễếệ](?:ng|c)$|(?<!ư)[ơờởỡớợ](?:ng|c)$|[iìỉĩíịyỳỷỹýỵ](?:ng|c)$"
)


def is_spelt(word: str) -> bool:
    """Tell whether ``word`` is one syllable with its tone mark where the spelling rules put it.

    >>> [is_spelt(word) for word in ("Quyết", "hoà", "hòa", "cat", "xaõ", "tặnh")]
    [True, True, True, False, False, False]
    """
    lower = word.lower()
    return is_syllable(lower) and _SPELLING.fullmatch(lower) is not None and not _NO_ENDING.search(lower)
