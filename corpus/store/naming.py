"""How a document is called: its id, its name and full name, its other names, and its level."""

import re
import textwrap
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, NoReturn

from hoi.corpus.errors import InputError
from hoi.corpus.model import Bilingual, Level, Metadata
from hoi.corpus.normalise import fold, modern_tone, nfc
from hoi.corpus.periods import written_day

MAX_IDENTIFIER = 64
"""Characters of an id, at most: it is a folder's name and a part of addresses."""
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"(\d+[a-zđ]?)(?=[\s/-]|$)")
_NUMBERED_YEAR = re.compile(r"/((?:19|20)\d\d)(?=[/-]|$)")
_TITLE_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Names:
    """A document's name, its name with date and issuer, and what else people call it."""

    name: Bilingual
    full_name: Bilingual
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    short: str
    en: str
    segment: str


@dataclass(frozen=True, slots=True)
class _Issuer:
    words: tuple[str, ...]
    en: str | None
    level: Level


def is_identifier(text: str) -> bool:
    """Tell whether ``text`` may name a document: kebab-case of ASCII letters and digits."""
    return len(text) <= MAX_IDENTIFIER and _IDENTIFIER.fullmatch(text) is not None


def checked(identifier: str) -> str:
    """Return ``identifier`` if it may name a document.

    Raises:
        InputError: it may not.
    """
    if is_identifier(identifier):
        return identifier
    raise InputError(
        f"Mã văn bản “{identifier}” không hợp lệ; chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, "
        f"tối đa {MAX_IDENTIFIER} ký tự, ví dụ: kh-235-2021.",
        f"The id “{identifier}” is not valid; use lower-case letters without diacritics, digits and hyphens only, "
        f"at most {MAX_IDENTIFIER} characters, such as: kh-235-2021.",
    )


def identifier(metadata: Metadata) -> str:
    """Return the id that follows from kind, number and year (contract: "Document ids and locators").

    >>> from datetime import date
    >>> identifier(Metadata(number="235/KH-UBND", kind="Kế hoạch", issued_on=date(2021, 12, 11)))
    'kh-235-2021'
    >>> identifier(Metadata(number="08/2022/NĐ-CP"))
    'nd-08-2022'

    Raises:
        InputError: the document does not state all three.
    """
    number = _NUMBER.search((metadata.number or "").lower())
    in_number = _NUMBERED_YEAR.search(metadata.number or "")
    year = in_number[1] if in_number else metadata.issued_on.year if metadata.issued_on else None
    segment = _segment(metadata)
    if number is None or year is None or segment is None:
        _needs_id()
    return checked(f"{segment}-{fold(number[1])}-{year}")


def names(metadata: Metadata, identifier: str) -> Names:
    """Return the names that follow from ``metadata``; ``identifier`` stands in for what it does not state."""
    kind = _kind(metadata)
    words = Bilingual(metadata.kind or (kind.name if kind else "Văn bản"), kind.en if kind else "Document")
    if metadata.number:
        name = Bilingual(f"{words.vi} số {metadata.number}", f"{words.en} No. {metadata.number}")
    else:
        title = textwrap.shorten(metadata.title or identifier, _TITLE_WIDTH, placeholder=" …")
        name = Bilingual(f"{words.vi} “{title}”", f"{words.en} “{title}”")
    return Names(name, _full_name(name, metadata), tuple(_aliases(metadata, words, kind)))


def level(issuer: str | None) -> Level:
    """Return the level of an issuer: national when the central authorities issued it, provincial otherwise.

    >>> level("Bộ Công Thương"), level("Bộ Chỉ huy Quân sự tỉnh Lạng Sơn"), level(None)
    ('national', 'provincial', 'provincial')
    """
    found = _issuer(issuer or "")
    return found[0].level if found else "provincial"


def _full_name(name: Bilingual, metadata: Metadata) -> Bilingual:
    vi, en = [name.vi], [name.en]
    if metadata.issued_on:
        vi.append(f"ngày {written_day(metadata.issued_on, 'vi')}")
        en.append(f"of {written_day(metadata.issued_on, 'en')}")
    if metadata.issuer:
        vi.append(f"của {metadata.issuer}")
        en.append(f"of {_english(metadata.issuer)}")
    return Bilingual(" ".join(vi), " ".join(en))


def _aliases(metadata: Metadata, words: Bilingual, kind: _Kind | None) -> list[str]:
    """Return the names by number; never the bare number, which is a figure of many sentences."""
    number = _NUMBER.search(metadata.number or "")
    if metadata.number is None or number is None:
        return []
    said = [words.vi, f"{words.vi} số", *((kind.short, kind.en, f"{kind.en} No.") if kind else ())]
    year = _NUMBERED_YEAR.search(metadata.number)
    numbers = (number[1], f"{number[1]}/{year[1]}") if year else (number[1],)
    return list(dict.fromkeys((metadata.number, *(f"{each} {digits}" for each in said for digits in numbers))))


def _segment(metadata: Metadata) -> str | None:
    kind = _kind(metadata)
    if kind is not None:
        return kind.segment
    return "-".join(fold(metadata.kind).split()) if metadata.kind else None


def _kind(metadata: Metadata) -> _Kind | None:
    """Return the kind by its name, or else by the abbreviation in the number."""
    if metadata.kind:
        wanted = fold(metadata.kind)
        return next((each for each in _kinds() if fold(each.name) == wanted), None)
    signs = re.split(r"[/\-]", metadata.number or "")[1:]
    return next((each for sign in signs for each in _kinds() if sign == each.short), None)


def _issuer(name: str) -> tuple[_Issuer, str] | None:
    """Return the entry that ``name`` begins with, and what follows."""
    spelt = modern_tone(nfc(name)).strip()
    for each in _issuers():
        for words in each.words:
            if re.match(rf"{re.escape(words)}(?!\w)", spelt, re.IGNORECASE):
                return each, spelt[len(words) :].strip()
    return None


def _english(name: str) -> str:
    found = _issuer(name)
    return found[0].en.format(found[1]) if found and found[0].en else name


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(nfc(files("hoi.corpus.store").joinpath("naming.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(each["name"], each["short"], each["en"], each.get("id") or fold(each["short"]))
        for each in _table()["kind"]
    )


@lru_cache(maxsize=1)
def _issuers() -> tuple[_Issuer, ...]:
    return tuple(_Issuer(tuple(each["words"]), each.get("en"), each["level"]) for each in _table()["issuer"])


def _needs_id() -> NoReturn:
    raise InputError(
        "Văn bản không nêu đủ loại, số và năm ban hành để đặt mã; hãy đặt mã bằng --id, ví dụ: --id kh-235-2021.",
        "The document does not state its kind, number and year, which make its id; give one with --id, such as: "
        "--id kh-235-2021.",
    )
