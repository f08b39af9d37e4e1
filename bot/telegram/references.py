"""Places in documents as short ASCII: for the links that open the bot at a provision, and for buttons. Pure.

Telegram allows 64 of ``A-Z a-z 0-9 _ -`` behind ``?start=`` and 64 bytes on a button. Here ``_`` begins an escape, the
parts that locators are made of have one of two letters, and any other sign has its number: what comes out is short, can
be read by a person, and says the same place again. Nothing is looked up, so a link works as long as the place exists.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision

MAX_LENGTH = 64
"""Signs behind ``?start=`` at most (https://core.telegram.org/bots/features#deep-linking)."""
_SHORT = {
    "chuong-": "_C", "phu-luc-": "_L", "dieu-": "_A", "bang-": "_B", "muc-": "_M", ".": "_d", "#": "_h", "¶": "_p",
    "đ": "_z", "_": "_u",
}  # fmt: skip
_LONG = {short: long for long, short in _SHORT.items()}
_PLACE = "_s"
_ENCODE = re.compile("|".join([*map(re.escape, _SHORT), r"[^A-Za-z0-9-]"]))
_DECODE = re.compile(r"(?:[A-Za-z0-9-]|_[A-Zdhpzu]|_x[0-9a-f]{1,6}x)*")
_ESCAPE = re.compile(r"_x([0-9a-f]+)x|_.")


@dataclass(frozen=True, slots=True)
class Reference:
    """A document, or a provision of it."""

    document: str
    locator: str | None = None

    def encode(self, room: int = MAX_LENGTH) -> str | None:
        """Return the reference in at most ``room`` signs; None when it needs more.

        >>> Reference("kh-235-2021", "II.1#5").encode()
        'kh-235-2021_sII_d1_h5'
        """
        place = "" if self.locator is None else _PLACE + _encoded(self.locator)
        found = _encoded(self.document) + place
        return found if len(found) <= room else None

    @classmethod
    def decode(cls, text: str) -> "Reference | None":
        """Return the reference that ``encode`` wrote as ``text``; None for anything else.

        >>> Reference.decode("kh-235-2021_sII_d1_h5")
        Reference(document='kh-235-2021', locator='II.1#5')
        """
        if len(text) > MAX_LENGTH:
            return None
        document, mark, place = text.partition(_PLACE)
        if not document or not (_DECODE.fullmatch(document) and _DECODE.fullmatch(place)):
            return None
        try:
            found = cls(_decoded(document), _decoded(place) if mark else None)
        except (KeyError, ValueError, OverflowError):
            return None
        return found if found.encode() == text else None  # one place has one spelling


@dataclass(frozen=True, slots=True)
class Held:
    """What a reference leads to in a library."""

    document: Document
    provision: Provision | None

    @property
    def reference(self) -> Reference:
        """Return the reference that leads here."""
        return Reference(self.document.id, self.provision.locator if self.provision else None)


def find(library: Library, reference: Reference | None) -> Held | None:
    """Return what ``reference`` leads to; None when it is not held (any more)."""
    if reference is None or reference.document not in library:
        return None
    document = library.get(reference.document)
    if reference.locator is None:
        return Held(document, None)
    provision = document.by_locator.get(reference.locator)
    return None if provision is None else Held(document, provision)


def deep_link(bot: str, reference: Reference) -> str | None:
    """Return the link that opens the bot named ``bot`` at ``reference``; None when it is too long for one."""
    payload = reference.encode()
    return None if payload is None else f"https://t.me/{bot}?start={payload}"


def web_link(public_url: str | None, reference: Reference) -> str | None:
    """Return the link to ``reference`` on the web page; None when no button may open it: only https may."""
    if public_url is None or not public_url.startswith("https://"):
        return None
    fragment = "" if reference.locator is None else "#" + quote(reference.locator)
    return f"{public_url.rstrip('/')}/documents/{quote(reference.document)}{fragment}"


def _encoded(text: str) -> str:
    return _ENCODE.sub(lambda match: _SHORT.get(match[0]) or f"_x{ord(match[0]):x}x", text)


def _decoded(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _LONG[match[0]], text)
