"""What a question names that no text held contains: documents, articles, points, places and years."""

import re
from functools import lru_cache

from hoi.bot.assistant import references
from hoi.bot.assistant.numbering import point_named
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.normalise import fold
from hoi.corpus.periods import of_headings, years
from hoi.corpus.places import places

_ARTICLE = re.compile(r"\b(?:dieu|article) (\d{1,3})\b")
_BEFORE_A_PLACE = re.compile(r"\b(?:tinh|thanh pho|tp|o|tai|ben|den|tu|nhu|voi|va|cua|in|of|from|to|with|province) ?$")
# "hàng xuất sang Trung Quốc": what is spoken of is not there
_BESIDE_A_PLACE = (
    r"\b(?:sang|qua|xuat|khach|nhap tu|thi truong|giap|(?:ghep|gop|nhap) (?:chung )?(?:voi|vao|cung)"
    r"|merged with|(?:export\w*|sell\w*|sold|ship\w*) (?:\w+ )?to|tourists from|bordering) (?:nuoc )?"
)


def unheld(key: str, typed: str, text: str, library: Library) -> tuple[str, ...]:
    """Return the documents, articles, points, places and years named in the question that no text held contains."""
    held = [document.folded for document in library]
    articles = (
        f"Điều {number}"
        for number in _ARTICLE.findall(key)
        if not any(re.search(rf"\bdieu {number}\b", text) for text in held)
    )
    point = point_named(key)
    points = (point,) if point and not any(_may_have(document, point) for document in library) else ()
    elsewhere = (
        place
        for place in places()
        if (name := _folded_name(place)) in key
        and not any(name in text for text in held)
        and _is_named(place, key, f"{typed}\n{text}")
    )
    within = {year for document in library for each in of_headings(document).values() for year in each.years}
    unknown_years = (str(year) for year in sorted(years(text) - within) if not any(str(year) in text for text in held))
    return (*references.unknown(key, library), *articles, *points, *elsewhere, *unknown_years)


def _may_have(document: Document, point: str) -> bool:
    """Tell whether a document has a point of a part, or may have it in what follows after our copy is cut."""
    part, cut = point.split(".", maxsplit=1)[0], document.cut_after or ""
    return point in document.by_locator or cut.split(".")[0] == part


def _is_named(place: str, key: str, text: str) -> bool:
    """Tell whether a question, ``key`` as folded, names ``place``; ``text`` is it as typed and with its marks back.

    "Lạng Sơn là" is not Sơn La, "làm đồng bộ" not Lâm Đồng: without its own marks a name has to stand after a word that
    introduces places; and what is sold there or comes from there is not asked of it.
    """
    if re.search(rf"{_BESIDE_A_PLACE}{_folded_name(place)}\b", key):
        return False
    if re.search(rf"(?<!l[aạ]ng )\b{re.escape(place.lower())}\b", text.lower()):
        return True
    found = re.finditer(rf"(?<!lang )\b{_folded_name(place)}\b", key)
    return any(_BEFORE_A_PLACE.search(key[: match.start()]) for match in found)


@lru_cache(maxsize=4096)
def _folded_name(name: str) -> str:
    """Return the name of a place folded: the same few hundred for every question."""
    return fold(name)
