"""One form for every text: NFC, ordinary spaces, and the folded key that comparisons use."""

import re
import unicodedata


def _letters(*, upper: bool) -> str:
    """Return the Latin letters of Vietnamese of one case, for use between the brackets of a pattern."""
    found = [chr(code) for code in (*range(0x41, 0x7B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))]
    return "".join(char for char in found if char.isalpha() and (char.isupper() if upper else char.islower()))


UPPER, LOWER = _letters(upper=True), _letters(upper=False)
"""The capital and the small letters of Vietnamese: in Unicode's order they alternate, so no range holds them."""
_SYLLABLE = re.compile(r"[^\W_]+", re.UNICODE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]")


def nfc(text: str) -> str:
    """Return ``text`` in NFC with LF line ends, the form every document and every offset is in."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str) -> str:
    r"""Return what a person typed as one line: NFC, no control, format or surrogate characters, single spaces.

    >>> clean("Ti\u0309 lệ\u200b \x00 85%\n")
    'Tỉ lệ 85%'
    """
    text = "".join(" " if unicodedata.category(char) == "Cs" else char for char in text)
    text = _CONTROL.sub(lambda match: " " if match[0] in "\x0b\x0c\u2028\u2029" else "", nfc(text))
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the comparison key of ``text``: lower case, no diacritics, ``đ`` as ``d``.

    ``đ`` has no decomposition in Unicode, and the look-alikes Ð (U+00D0) and Ɖ (U+0189) are common in old files;
    all three fold to ``d``.

    >>> fold("Hạn chế túi ni lông khó PHÂN HỦY ở Đồng Đăng")
    'han che tui ni long kho phan huy o dong dang'
    """
    lower = text.lower()
    return lower if lower.isascii() else lower.translate(_PLAIN)


class _Plain(dict[int, str]):
    """What each letter becomes when it is folded, by its code; a letter is looked up in Unicode once."""

    def __missing__(self, code: int) -> str:
        """Return the letter without its marks: nothing for a mark by itself."""
        decomposed = unicodedata.normalize("NFD", chr(code))
        self[code] = plain = "".join(char for char in decomposed if not unicodedata.combining(char))
        return plain


_PLAIN = _Plain({ord(char): "d" for char in "đðɖ"})


def syllables(text: str) -> list[str]:
    """Return the runs of letters and digits of ``text``, in order; in Vietnamese each is one syllable.

    >>> syllables("85% siêu thị, TTTM")
    ['85', 'siêu', 'thị', 'TTTM']
    """
    return _SYLLABLE.findall(text)


def modern_tone(text: str) -> str:
    """Move the tone mark of ``hoà, hoè, thuý`` to where ``hòa, hòe, thúy`` have it, so that both spellings compare.

    >>> modern_tone("Tỉnh uỷ, phân huỷ, cụ thể hoá, quý")
    'Tỉnh ủy, phân hủy, cụ thể hóa, quý'
    """
    return _OLD_TONE.sub(lambda match: _MODERN[match[0].lower()] if match[0].islower() else _capital(match[0]), text)


def _capital(pair: str) -> str:
    modern = _MODERN[pair.lower()]
    return modern.upper() if pair.isupper() else modern.capitalize()


def _tone_pairs() -> dict[str, str]:
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            old = unicodedata.normalize("NFC", first + second + tone)
            pairs[old] = unicodedata.normalize("NFC", first + tone + second)
    return pairs


_MODERN = _tone_pairs()
# Not after q, where u belongs to the consonant (quý), and only at the end of a syllable (hoàn keeps its mark).
_OLD_TONE = re.compile(rf"(?<![qQ])(?:{'|'.join(_MODERN)})(?![^\W\d_])", re.IGNORECASE)
