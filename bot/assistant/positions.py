"""Positions: provisions named by where they stand ("gạch cuối của III.1", "mục liền sau", "the third target")."""

import re
from collections.abc import Iterator, Sequence

from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.numbering import part_named
from hoi.bot.assistant.question import Reading
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import fold
from hoi.corpus.periods import Period, named, of_headings

_NUMBERS = {
    "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "dau": 1, "dau tien": 1, "cuoi": -1, "cuoi cung": -1, "chot": -1, "ap chot": -2, "ap cuoi": -2,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1, "next to last": -2, "two": 2,
    "three": 3, "four": 4,
}  # fmt: skip
_ITEMS = r"gach dau dong|gach|dau dong|muc tieu|muc dich|yeu cau|chi tieu|nhiem vu|dau viec|viec|noi dung|cai|y"
_SECTIONS = r"tieu muc|muc nho|muc|khoan|diem"
_ITEMS_EN, _SECTIONS_EN = r"bullet|dash|item|target|task", r"(?:sub-?)?section|heading|point"
_NTH = re.compile(
    rf"\b(?:(?P<many>\d|hai|ba|bon) )?(?:{_ITEMS}|(?P<section>{_SECTIONS})) (?:thu |so )?"
    r"(?P<nth>ap chot|ap cuoi|cuoi cung|cuoi|chot|dau tien|dau(?! dong| tu)"
    r"|(?<=thu )(?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|\d{1,2})|(?<=so )\d{1,2})\b"
    r"|^(?:(?:con|the|roi|vay) )+thu (?P<nth_next>nhat|hai|ba|tu|nam)\b"
    r"|\b(?P<nth_en>first|second|third|fourth|fifth|last|final|next to last) (?:(?P<many_en>two|three|four) )?"
    rf"(?:(?:{_ITEMS_EN})s?|one|of them|of these|(?P<section_en>{_SECTIONS_EN})s?)\b"
)
_BESIDE = re.compile(
    rf"\b(?:{_ITEMS}|(?P<section>{_SECTIONS})) (?:(?:ngay|lien|ke) )*(?:(?:sau|tiep theo|tiep)|(?P<back>truoc))"
    r"(?: do| ay| nua| no)?\b"
    rf"|\b(?:{_ITEMS_EN}|(?P<section_en>{_SECTIONS_EN})) (?:right )?(?:after|(?P<back_en>before)) (?:that|this|it)\b"
    rf"|\b(?:next|(?P<previous>previous)) (?:{_ITEMS_EN}|(?P<a_section>{_SECTIONS_EN}))\b"
)
_PARTS = re.compile(
    r"\b(?:may|bao nhieu|nhung|how many|which) "
    r"(?:chang|giai doan|tieu muc|muc nho|phan nho|periods?|phases?|sub-?sections?)\b"
)
_BESIDE_TITLED = re.compile(r"\b(?:(?:sau|after)|(?P<back>truoc|before)) (?=(?:the )?(?:muc|phan|part on|section on) )")
_WORK = re.compile(r"\b(?:viec|noi dung|nhiem vu|task)")
_TITLE_WORDS = 2
"""How many words of a title people name it by."""


def placed(reading: Reading, document: Document, under: str = "") -> tuple[Place, ...]:
    """Return the provisions that a question names by their places, or points at as so named by the one before.

    ``under`` is the locator of the heading that the question before was about, if it was about one.
    """
    asked = (*reading.before, reading.text)
    found = _of(tuple(map(fold, asked)), document, under)
    if not found and reading.same_place:
        found = _of(tuple(map(fold, asked[:-1])), document)
    return tuple((document, each) for each in found)


def _of(asked: tuple[str, ...], document: Document, under: str = "") -> list[Provision]:
    """Return the same for the last of folded questions, each of which may continue those before it."""
    if not asked:
        return []
    text = asked[-1]
    if _PARTS.search(text) and len(holders := _holders(text, document)) == 1:
        children = document.children(holders[0].locator)
        return [each for each in children if document.children(each.locator) or each.locator == document.cut_after]
    if match := _NTH.search(text):
        return list(_nth(match, asked, document, under))
    if match := _BESIDE.search(text):
        return _beside(match, asked, document)
    if match := _BESIDE_TITLED.search(text):
        titled = [each for each in document.provisions if each.kind != "meta" and _titled(each, text[match.start() :])]
        return _next_to(titled[0], document, back=bool(match["back"])) if titled else []
    return []


def _nth(match: re.Match[str], asked: tuple[str, ...], document: Document, under: str) -> Iterator[Provision]:
    said = match["nth"] or match["nth_next"] or match["nth_en"]
    nth = int(said) if said.isdigit() else _NUMBERS[said]
    many = match["many"] or match["many_en"] or "1"
    count = int(many) if many.isdigit() else _NUMBERS[many]
    sections = bool(match["section"] or match["section_en"])
    holders = next(filter(None, (_holders(text, document) for text in reversed(asked))), [])
    if not holders and under:
        holders = [document.provision(under)]
    elif not holders and document.verbatim:  # "mục đích thứ ba" names its heading as well
        headings = (each for each in document.provisions if document.children(each.locator))
        holders = [each for each in headings if _titled(each, f"muc {match[0]}")][:1]
    if _WORK.search(match[0]):  # "việc đầu tiên phải làm trước 2025" is none of that period's targets
        holders = [each for each in holders if each.locator not in of_headings(document)]
    for holder in holders:
        for row in _rows(holder, document, sections=sections):
            start = nth - 1 if nth > 0 else len(row) + nth - (count - 1 if nth == -1 else 0)
            yield from row[max(0, start) : max(0, start) + count] if start < len(row) else ()


def _beside(match: re.Match[str], asked: tuple[str, ...], document: Document) -> list[Provision]:
    """Return what stands next to what the question before named by its place, or by its number."""
    sections = match["section"] or match["section_en"] or match["a_section"]
    earlier = asked[:-1]
    base = _holders(earlier[-1], document) if sections and earlier else _of(earlier, document)
    back = match["back"] or match["back_en"] or match["previous"]
    return _next_to(base[0], document, back=bool(back)) if len(base) == 1 else []


def _holders(text: str, document: Document) -> list[Provision]:
    """Return the headings that a folded text names: by number, by a period, or by title after "phần", "mục"."""
    if part := part_named(text):
        held = document.by_locator.get(part)
        return [held] if held is not None else []
    periods: dict[str, Period] = of_headings(document)
    asked = named(text, sorted(set(periods.values())))
    if len(asked) == 1:
        return [document.provision(locator) for locator, period in periods.items() if period in asked]
    return [each for each in document.provisions if document.children(each.locator) and _titled(each, text)][:1]


def _rows(holder: Provision, document: Document, *, sections: bool) -> Iterator[Sequence[Provision]]:
    """Yield what is counted under a heading: its sections, or the items of each of its lowest headings."""
    children = document.children(holder.locator)
    below = [each for each in children if document.children(each.locator)]
    if sections or not below:
        yield children
        return
    for each in below:
        yield from _rows(each, document, sections=False)


def _next_to(provision: Provision, document: Document, *, back: bool) -> list[Provision]:
    """Return what stands after a provision under the same heading, or before it; nothing where nothing does."""
    row = document.children(provision.parent) if provision.parent else ()
    place = row.index(provision) + (-1 if back else 1) if provision in row else -1
    return [row[place]] if 0 <= place < len(row) else []


def _titled(heading: Provision, text: str) -> bool:
    """Tell whether a folded text names a heading by how its title begins, or a part of it between commas."""
    title = fold(heading.text.removeprefix(heading.label)).strip(" .")
    begins = (" ".join(part.split()[:_TITLE_WORDS]) for part in title.split(", "))
    return any(re.search(rf"\b(?:phan|muc|part on|section on) {re.escape(part)}\b", text) for part in begins)
