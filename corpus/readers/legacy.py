"""Old Vietnamese encodings, read by evidence in the words: TCVN3 (the "ABC" fonts) and VNI-Win.

Text typed in these fonts comes out of a file as Latin-1 letters and signs: "Quyết định" as ``QuyÕt ®Þnh`` (TCVN3) or
``Quyeát ñònh`` (VNI). A font's name proves nothing, as Unicode text still carries such fonts; a text is decoded only
when its words become Vietnamese syllables by it and were none before. In TCVN3 the soft hyphen (U+00AD) is the letter
"ư", so nothing may strip it before.

VISCII and VPS are left alone: no administrative document in them is known, and half of VISCII's letters are those of
today's Vietnamese, so that the evidence would be weak.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hoi.corpus.blocks import Block, Grid, Paragraph
from hoi.corpus.readers.spelling import is_spelt

_TYPED_IN_CAPITALS = 0.6
"""Share of a line's words above which it was typed in capitals; a letter with a tone does not tell in TCVN3."""


@dataclass(frozen=True, slots=True, eq=False)
class _Scheme:
    """What each letter of an encoding stands for, what matches one, and what matches a word written in it."""

    letters: dict[str, str]
    letter: re.Pattern[str]
    word: re.Pattern[str]

    def decode(self, text: str) -> str:
        return self.letter.sub(lambda match: self.letters[match[0]], text)


_TCVN3_LETTERS = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ\u03bc",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵà",
        strict=True,
    )
)
"""TCVN 5712:1993, set VN3, bytes A1-FE as Latin-1 shows them; capitals with a tone are small letters in a capital
font there. The last pair is the Greek letter that some programs write for the micro sign."""

_VNI_ROWS = (
    ("a", "ùøûõï", "áàảãạ"), ("a", "âáàåãä", "âấầẩẫậ"), ("a", "êéèúüë", "ăắằẳẵặ"),
    ("e", "ùøûõï", "éèẻẽẹ"), ("e", "âáàåãä", "êếềểễệ"),
    ("o", "ùøûõï", "óòỏõọ"), ("o", "âáàåãä", "ôốồổỗộ"), ("ô", "ùøûõï", "ớờởỡợ"),
    ("u", "ùøûõï", "úùủũụ"), ("ö", "ùøûõï", "ứừửữự"), ("y", "ùøûõ", "ýỳỷỹ"),
    ("", "íìæóò", "íìỉĩị"), ("", "ôöîñ", "ơưỵđ"),
)  # fmt: skip
"""VNI-Win as VNI Software published it with its fonts: a base letter, then the sign that carries hat and tone."""


def _vni_letters() -> dict[str, str]:
    letters: dict[str, str] = {}
    for base, signs, meant in _VNI_ROWS:
        for sign, letter in zip(signs, meant, strict=True):
            letters |= {base + sign: letter, base + sign.upper(): letter if base else letter.upper()}
            letters |= {base.upper() + each: letter.upper() for each in (sign, sign.upper()) if base}
    return letters


_VNI_LETTERS = _vni_letters()
_TCVN3 = _Scheme(
    _TCVN3_LETTERS,
    re.compile(f"[{''.join(_TCVN3_LETTERS)}]"),
    re.compile("[A-Za-z\u00a1-\u00ff\u03bc]+"),
)
_VNI = _Scheme(
    _VNI_LETTERS,
    re.compile("|".join(sorted(_VNI_LETTERS, key=len, reverse=True))),
    re.compile(r"[^\W\d_]+"),
)

# Letters that only Unicode Vietnamese has; one is enough to leave a text alone.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")
_NOT_ASCII = re.compile("[\u00a1-\u00ff\u03bc]")
# A sign between two letters, where no other writing puts it: "Kh«ng", "th¸ng".
_SURE = re.compile("(?<=[A-Za-z])[¡¢£¤¥¦§¨©ª«¬®µ¶¸¹»¼½¾](?=[A-Za-z])")
# Units, products and footnote marks that happen to decode to a syllable: "N·m", "m×n", "µm", "B¹".
_CHANCE = re.compile("[A-Za-z][·×÷][A-Za-z]|[µ\u03bc][A-Za-z]{1,2}|[A-Za-z]{1,2}¹")
_ABBREVIATION = re.compile("[B-DF-HJ-NP-TV-XZĐ]{2,}")


def is_tcvn3(text: str) -> bool:
    """Tell whether ``text``, one paragraph, is written in TCVN3, by its words alone.

    >>> is_tcvn3("QuyÕt ®Þnh cña Thñ t\u00ad\u00edng"), is_tcvn3("« Voilà », dit-il à 20 µm")
    (True, False)
    """
    return _proven(text) is _TCVN3


def is_vni(text: str) -> bool:
    """Tell whether ``text``, one paragraph, is written in VNI, by its words alone.

    >>> is_vni("Quyeát ñònh cuûa Thuû töôùng"), is_vni("Où est le maïs ?")
    (True, False)
    """
    return _proven(text) is _VNI


def decode_tcvn3(text: str) -> str:
    """Return ``text`` with every letter of TCVN3 as it is meant, whatever the words say.

    >>> decode_tcvn3("Tr\u00ad\u00edng ban")
    'Trướng ban'
    """
    return _TCVN3.decode(text)


def decode_vni(text: str) -> str:
    """Return ``text`` with every letter of VNI as it is meant, whatever the words say.

    >>> decode_vni("Ñieàu 1. UÛy ban")
    'Điều 1. Ủy ban'
    """
    return _VNI.decode(text)


def decode(text: str) -> str:
    """Return ``text``, one paragraph, out of TCVN3 or VNI if its words prove that it is in one; else unchanged."""
    return decode_all((text,))[0]


def decode_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines of one file decoded (``decode_all``), those typed in capitals in capitals.

    Where fonts are known they tell what is in capitals; a plain line has only its other letters.
    """
    return [_in_capitals(*each) for each in zip(lines, decode_all(lines), strict=True)]


def decode_all(texts: Sequence[str]) -> list[str]:
    """Return the paragraphs of one file, each out of TCVN3 or VNI.

    What most paragraphs prove holds for those too short to prove it: "Q§-UB" alone says nothing.
    """
    proven = [_proven(text) for text in texts]
    votes = Counter(scheme is _TCVN3 for scheme in proven if scheme)
    usual = (_TCVN3 if votes[True] >= votes[False] else _VNI) if votes else None
    if votes.total() <= sum(_UNICODE.search(text) is not None for text in texts):
        usual = None
    return [_decoded(text, scheme, usual) for text, scheme in zip(texts, proven, strict=True)]


def decode_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of one file with every paragraph and cell decoded (``decode_lines``)."""
    decoded = iter(decode_lines([text for block in blocks for text in _texts(block)]))
    return tuple(
        Paragraph(next(decoded))
        if isinstance(block, Paragraph)
        else Grid(tuple(tuple(next(decoded) for _ in row) for row in block.rows))
        for block in blocks
    )


def _in_capitals(text: str, decoded: str) -> str:
    """Return a line typed in capitals in capitals: TCVN3 has none with a tone, so "KT. Bộ TRƯởNG" was meant so.

    A line was, when in most of its words every plain letter is a capital.
    """
    words = [[char for char in word if char.isascii() and char.isalpha()] for word in text.split()]
    plain = [word for word in words if word]
    typed = sum(all(char.isupper() for char in word) for word in plain)
    sure = any(len(word) > 1 and all(char.isupper() for char in word) for word in plain)
    return decoded.upper() if sure and text != decoded and typed > len(plain) * _TYPED_IN_CAPITALS else decoded


def _texts(block: Block) -> Iterable[str]:
    return (block.text,) if isinstance(block, Paragraph) else (cell for row in block.rows for cell in row)


def _decoded(text: str, scheme: _Scheme | None, usual: _Scheme | None) -> str:
    if scheme is not usual is not None and _NOT_ASCII.search(text) and not _UNICODE.search(text):
        evidence = _weigh(text, usual)
        if evidence.harmless and (scheme is None or evidence.read >= _weigh(text, scheme).read):
            scheme = usual
    return scheme.decode(text) if scheme else text


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What decoding does to a word, or to all words of a text.

    ``won`` counts the words that become syllables by it and ``signs`` their letters of the encoding: each sign is one
    chance that another writing would have to meet. ``lost`` words were syllables before and are none after, ``odd``
    are none after. ``marked`` words hold a sign; ``read`` of all ``words`` are syllables after.
    """

    signs: frozenset[str] = frozenset()
    won: int = 0
    lost: int = 0
    odd: int = 0
    marked: int = 0
    read: int = 0
    words: int = 0

    @property
    def proof(self) -> bool:
        """Two chances at least, a quarter of the marked words odd at most, and 70% of all words read well."""
        return len(self.signs) > 1 and 4 * self.odd <= self.marked and 10 * self.read >= 7 * self.words

    @property
    def harmless(self) -> bool:
        """Tell whether at least as many words are won as lost."""
        return self.won >= self.lost


def _weigh(text: str, scheme: _Scheme) -> _Evidence:
    words = [_judged(word, scheme) for word in scheme.word.findall(text)]
    return _Evidence(
        signs=frozenset().union(*(each.signs for each in words)),
        won=sum(each.won for each in words),
        lost=sum(each.lost for each in words),
        odd=sum(each.odd for each in words),
        marked=sum(each.marked for each in words),
        read=sum(each.read for each in words),
        words=sum(each.words for each in words),
    )


@lru_cache(maxsize=50_000)  # a text repeats its few thousand words
def _judged(word: str, scheme: _Scheme) -> _Evidence:
    decoded = scheme.decode(word)
    if decoded == word:
        counts = len(word) > 1 and not word.isupper()
        return _Evidence(words=counts, read=counts and is_spelt(word))
    if _ABBREVIATION.fullmatch(decoded):
        return _Evidence(marked=1, signs=_signs(word, scheme))
    before, after = is_spelt(word), is_spelt(decoded)
    won = after and not before
    return _Evidence(
        signs=_signs(word, scheme) if won else frozenset(),
        won=won,
        lost=before and not after,
        odd=not after,
        marked=1,
        read=after,
        words=1,
    )


def _signs(word: str, scheme: _Scheme) -> frozenset[str]:
    if len(scheme.decode(word)) == 1 or _CHANCE.fullmatch(word):
        return frozenset()
    signs = {each for each in scheme.letter.findall(word) if scheme.letters[each] != each}
    return frozenset(signs | {"sure"} if scheme is _TCVN3 and _SURE.search(word) else signs)


def _proven(text: str) -> _Scheme | None:
    if not _NOT_ASCII.search(text) or _UNICODE.search(text):
        return None
    weighed = [(scheme, _weigh(text, scheme)) for scheme in (_TCVN3, _VNI)]
    proofs = [(scheme, evidence) for scheme, evidence in weighed if evidence.proof]
    return max(proofs, key=lambda each: each[1].read, default=(None, None))[0]
