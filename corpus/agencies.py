"""Agencies in running text: where a name begins and ends, its full form, its rank and place, its successor.

Where a name ends is decided by its grammar: after a head word ("Sở", "Cục", "Hiệp hội") stand capitalised words and
what belongs to them, up to a word that no name contains (``stops`` in ``agencies.toml``). "Sở Văn hóa, Thể thao và Du
lịch" is one agency, "Sở Công Thương, Sở Tài chính" are two. One compiled pattern reads it all, in linear time.
"""

import re
from dataclasses import dataclass
from datetime import date

from hoi.corpus.agency_names import CAPITALISED, Rank, names, written_out
from hoi.corpus.model import Span
from hoi.corpus.normalise import fold, modern_tone, nfc

_SEPARATOR = re.compile(
    r"(?:\s*\([^()\n]{1,80}\))?(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+|\s+cùng(?:\s+với)?\s+|\s*\n\s*[-+]?\s*)"
)
_PLACE = re.compile(rf"\s+(?:ở\s+)?((?:tỉnh|thành phố|TP\.?)\s+{CAPITALISED}(?:\s+{CAPITALISED}){{0,3}})$")

_ASKED_PLACE = re.compile(r"\s+(tinh|thanh pho)\s+\w+(?:\s+\w+)*$")
_COMMITTEES = ("uy ban nhan dan", "hoi dong nhan dan")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency in full form without its place: ``Ủy ban nhân dân tỉnh`` of ``tỉnh Lạng Sơn``; a group as printed."""

    name: str
    rank: Rank
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names an agency; the span covers a title before it ("Giám đốc Sở Công Thương")."""

    span: Span
    agency: Agency


@dataclass(frozen=True, slots=True)
class Successor:
    """What ``old`` became on the day ``since`` (in one ``place`` only, if given).

    ``locator`` of ``document`` is the statement that says so, with its sources and how far they agree.
    """

    old: str
    new: str
    since: date
    document: str
    locator: str
    place: str | None = None


def find(text: str, place: str | None = None) -> tuple[Mention, ...]:
    """Return the agencies that ``text`` names, in order; a department that names no place is of ``place``.

    >>> [each.agency.name for each in find("Sở VHTTDL, Sở Tài chính và UBND các huyện, thành phố tổ chức")]
    ['Sở Văn hóa, Thể thao và Du lịch', 'Sở Tài chính', 'Ủy ban nhân dân các huyện, thành phố']
    """
    return tuple(_mention(match, place) for match in names().pattern.finditer(text))


def listed(text: str, span: Span, place: str | None = None) -> tuple[tuple[Mention, ...], int]:
    """Return the agencies of the list that ``span`` begins with, and the offset at which the list ends.

    >>> text = "Sở Công Thương, Sở Tài chính và các đơn vị liên quan tham mưu"
    >>> mentions, end = listed(text, Span(0, len(text)))
    >>> len(mentions), text[end:]
    (3, ' tham mưu')
    """
    pattern, found, end = names().pattern, list[Mention](), span.start
    match = pattern.match(text, span.start, span.end)
    while match is not None:
        found.append(_mention(match, place))
        end = match.end()
        separator = _SEPARATOR.match(text, end, span.end)
        match = pattern.match(text, separator.end(), span.end) if separator else None
    return tuple(found), end


def place_of(issuer: str | None) -> str | None:
    """Return the province an issuer is of, None for a national one.

    >>> place_of("UBND tỉnh Lạng Sơn"), place_of("Thủ tướng Chính phủ")
    ('tỉnh Lạng Sơn', None)
    """
    found = _PLACE.search(nfc(issuer)) if issuer else None
    return found[1] if found else None


def successors() -> tuple[Successor, ...]:
    """Return what became of agencies in 2025, as far as the documents shipped say."""
    return tuple(Successor(**row) for row in names().successors)


def successor(agency: Agency) -> Successor | None:
    """Return what ``agency`` became in 2025, None when the documents name no successor.

    >>> successor(Agency("Bộ Kế hoạch và Đầu tư", "ministry")).new
    'Bộ Tài chính'
    """
    return next((each for each in _after(agency) if each.place in (None, agency.place)), None)


def _after(agency: Agency) -> tuple[Successor, ...]:
    """Return what ``agency`` became, also what it became in one place when the text does not say where it is."""
    key = _key(agency.name)
    here = (None, agency.place) if agency.place else None
    return tuple(each for each in successors() if _key(each.old) == key and (here is None or each.place in here))


def answers_to(agency: Agency, asked: str) -> bool:
    """Tell whether ``asked``, in long or short form, with or without diacritics, names ``agency`` or its successor.

    >>> soil = Agency("Sở Tài nguyên và Môi trường", "department", "tỉnh Lạng Sơn")
    >>> answers_to(soil, "so tnmt"), answers_to(soil, "Sở Nông nghiệp và Môi trường"), answers_to(soil, "Sở Y tế")
    (True, True, False)
    """
    words = fold(written_out(" ".join(modern_tone(nfc(asked)).split())))
    place = _ASKED_PLACE.search(words)
    if place is not None:
        if agency.place is not None and place[0].strip() != fold(agency.place):
            return False
        words = words[: place.end(1) if words.startswith(_COMMITTEES) else place.start()]
    return _key(words) in (_key(agency.name), *(_key(each.new) for each in _after(agency)))


def _key(name: str) -> str:
    """Return what names are compared by; "tỉnh" after a name tells nothing, but after a committee's it does."""
    key = fold(names().full(name))
    return key if key.startswith(_COMMITTEES) else key.removesuffix(" tinh")


def _mention(match: re.Match[str], place: str | None) -> Mention:
    kind = str(match.lastgroup)
    printed = " ".join(modern_tone(match[kind]).split())
    own = _PLACE.search(printed)
    if own is not None:
        level = f" {own[1].partition(' ')[0]}" if kind == "committee" else ""
        printed = f"{printed[: own.start()]}{level}"
    name = names().full(printed)
    rank = names().rank(kind, name)
    of_one = rank in ("department", "province") and " các " not in f" {name.lower()}"
    where = written_out(own[1]) if own else place if of_one else None
    return Mention(Span(*match.span()), Agency(name, rank, where))
