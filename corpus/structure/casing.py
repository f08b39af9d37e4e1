"""The name of an agency, printed in capitals in a document's head, as running text writes it."""

import re

from hoi.corpus.normalise import modern_tone
from hoi.corpus.structure.terms import terms

_SHORT = ("UBND", "HĐND")
_AREA = re.compile(r"\b(TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|PHƯỜNG|XÃ)\s(?!ỦY\b)")
_PARTY = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|ĐẢNG) ỦY ")


def proper_name(name: str, text: str) -> str:
    """Return an agency's name as running text writes it: as the document itself does, else with plain capitals.

    "ỦY BAN NHÂN DÂN" becomes UBND, as citations write it.
    """
    name = " ".join(modern_tone(name).split()).strip(" .:,-")
    if name.isupper():
        name = _as_written(name, text) or _capitalised(name)
    name = re.sub(r"(?i)^ủy ban nhân dân", "UBND", name)
    return re.sub(r"^(Tỉnh|Thành phố) (?=[A-ZĐ])", lambda area: f"UBND {area[1].lower()} ", name)


def _as_written(name: str, text: str) -> str | None:
    """Return ``name`` as the text writes it elsewhere in mixed case, or None."""
    modern = modern_tone(text)
    for found in re.finditer(re.escape(name).replace(r"\ ", r"\s+"), modern, re.IGNORECASE):
        if not found[0].isupper() and found[0][0].isupper():
            return " ".join(found[0].split())
    return None


def _capitalised(name: str) -> str:
    """Return ``name`` with the capitals of a place's name, or only with its first letter's.

    >>> _capitalised("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN"), _capitalised("BỘ NỘI VỤ")
    ('Ủy ban nhân dân tỉnh Lạng Sơn', 'Bộ Nội vụ')
    """
    return terms().proper.sub(lambda inner: inner[0].capitalize(), " - ".join(map(_capitalised_one, name.split(" - "))))


def _capitalised_one(name: str) -> str:
    found = _AREA.search(name)
    agency, area, place = (name[: found.start()], found[1], name[found.end() :]) if found else (name, "", "")
    party = _PARTY.match(agency)
    if party:
        agency, place = party[0], agency[party.end() :]
    words = agency.split()
    named = len(words) > 1 and words[0] in ("BỘ", "SỞ", "CỤC", "VỤ", "TỔNG") and agency[:8] != "TỔNG CỤC"
    said = [
        word if word in _SHORT else word.capitalize() if at == 0 or (at == 1 and named) else word.lower()
        for at, word in enumerate(words)
    ]
    return " ".join([*said, *([area.lower()] if area else []), *(word.capitalize() for word in place.split())])
