"""Bytes to text: which character encoding a .txt, .md or .html file was saved in.

UTF-8 proves itself, UTF-16 shows in its zero bytes; among the single-byte encodings the one that gives the most
Vietnamese words wins. A TCVN3 or VNI file comes out as Latin-1 letters, which ``legacy`` decodes by paragraph.
"""

import codecs
import re

from hoi.corpus.normalise import nfc
from hoi.corpus.readers import legacy
from hoi.corpus.readers.sniff import unsupported
from hoi.corpus.readers.spelling import is_spelt

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 4096
"""Bytes at the start of a file that tell UTF-16 and hold a declaration (HTML itself stops looking after 1,024)."""
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_VIETNAMESE_WINDOWS = {"windows-1258", "cp1258", "x-cp1258"}
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_WORDS_ENOUGH = 4000
_JUNK = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")
_JUNK_SHARE = 0.02
"""Text has next to none of these; random bytes read as Windows-1252 have 13%."""
_DAMAGE_SHARE = 0.02
"""Letters that may be broken in a file that is taken for UTF-8 all the same (cut short, or mended by hand)."""


def decode(raw: bytes) -> str:
    r"""Return the text of a file.

    >>> decode("Quyết định".encode("utf-16-le")), decode(b"Ti\xea\xecng Vi\xea\xf2t")
    ('Quyết định', 'Tiếng Việt')

    Raises:
        InputError: the bytes are not text.
    """
    text = _text(raw).removesuffix("\x1a")
    if len(_JUNK.findall(text)) > max(1, _JUNK_SHARE * len(text)):
        raise unsupported()
    return text


def _text(raw: bytes) -> str:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.removeprefix(mark).decode(name, errors="replace")
    utf16 = _utf16(raw[:_SAMPLE])
    if utf16:
        return raw.decode(utf16, errors="replace")
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if not broken or broken <= 1 + _DAMAGE_SHARE * len(_WORD.findall(text)) < len(text):
        return text
    return _single_byte(raw)


def _utf16(sample: bytes) -> str | None:
    """Return the byte order when the spaces, digits and plain letters show it: their other byte is zero."""
    pairs = len(sample) // 2
    high, low = sample[1::2].count(0), sample[::2].count(0)
    if pairs and max(high, low) > 0.3 * pairs and min(high, low) < 0.05 * pairs:
        return "utf-16-le" if high > low else "utf-16-be"
    return None


def _single_byte(raw: bytes) -> str:
    """Return ``raw`` as Windows-1252, the view that ``legacy`` decodes, or as Windows-1258 when it reads better."""
    western = "".join(map(_WESTERN.__getitem__, raw))
    vietnamese = nfc(raw.decode("cp1258", errors="replace"))
    declared = _DECLARED.search(raw[:_SAMPLE])
    if declared and declared[1].decode("ascii", errors="replace").lower() in _VIETNAMESE_WINDOWS:
        return vietnamese
    views = (western, legacy.decode_tcvn3(western), legacy.decode_vni(western))
    return vietnamese if _readable(vietnamese) > max(map(_readable, views)) else western


def _readable(text: str) -> float:
    """Return the share of the words with letters beyond ASCII that are Vietnamese syllables."""
    words = [match[0] for match, _ in zip(_WORD.finditer(text), range(_WORDS_ENOUGH), strict=False)]
    return sum(map(is_spelt, words)) / len(words) if words else 0.0


# Windows-1252 with its five unused bytes as the controls they are in Latin-1 (the WHATWG reading).
_WESTERN = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]
