"""Text as the old fonts hold it, seen as Latin-1: from the standards' layout, not from the tables under test."""

import unicodedata

_VN3 = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_VN3_BYTES = {letter: chr(first + n) for first, letters in _VN3 for n, letter in enumerate(letters)}
_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_HATS = {
    "\u0302": ("â", {"\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}),
    "\u0306": ("ê", {"\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}),
}
_WHOLE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ì": "ì", "í": "í"}
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


def tcvn3(text: str) -> str:
    """Return ``text`` in TCVN 5712 VN3; a capital with a tone becomes the small letter that a capital font shows."""
    return "".join(_VN3_BYTES.get(char) or _VN3_BYTES.get(char.lower(), char) for char in text)


def vni(text: str) -> str:
    """Return ``text`` in VNI-Win: the base letter, then the sign of its hat and tone."""
    return "".join(_vni(char.lower()).upper() if char.isupper() else _vni(char) for char in text)


def _vni(letter: str) -> str:
    if letter in _WHOLE:
        return _WHOLE[letter]
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if "\u031b" in marks:
        base = _WHOLE[unicodedata.normalize("NFC", base + "\u031b")]
        marks.remove("\u031b")
    hat = next((mark for mark in marks if mark in _HATS), None)
    tone = next((mark for mark in marks if mark in _TONES), None)
    if hat is None:
        return base + (_TONES[tone] if tone else "")
    alone, toned = _HATS[hat]
    return base + (toned[tone] if tone else alone)
