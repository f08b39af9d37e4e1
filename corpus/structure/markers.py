"""How units are printed at the start of a line: ``Chương II``, ``Điều 5.``, ``III.``, ``2.1.``, ``đ)``, ``-``, ``+``.

What a mark means is decided here from its own characters alone; whether it stands where such a unit can stand is
decided by the structure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from hoi.corpus.model import Kind
from hoi.corpus.normalise import UPPER, fold

Style = Literal[
    "part", "chapter", "section", "subsection", "article",
    "capital", "roman", "number", "bracket", "letter", "small_roman", "plus", "star", "dash", "bullet",
]  # fmt: skip
STATUTORY: tuple[Style, ...] = ("part", "chapter", "section", "subsection", "article")
"""The units of a statute, outermost first: each closes those after it, wherever it stands."""
OUTLINE: dict[Style, int] = {"capital": 0, "roman": 1, "number": 2, "letter": 3, "bracket": 3, "small_roman": 4}
"""The units of a plan with their usual rank, outermost first; a document may nest them otherwise."""
BULLETS: tuple[Style, ...] = ("dash", "bullet", "star", "plus")


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark a line begins with.

    ``number`` holds its ordinals (``2.1.`` is ``(2, 1)``; letters count from 1; none for bullets), ``segment`` its
    part of a locator, ``start`` and ``end`` the offsets of the mark in the text; the words begin at ``end``.
    """

    style: Style
    kind: Kind
    number: tuple[int, ...]
    segment: str
    start: int
    end: int
    sure: bool = True

    @property
    def depth(self) -> int:
        """How many ordinals the mark holds: 2 for ``2.1.``."""
        return len(self.number)


_ROMAN = r"(?=[IVXLC])(?:X[LC]|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"
"""The letters of points in Vietnamese order; documents skip f, j, w and z (Decree 30/2020/NĐ-CP, annex I)."""
_COUNTED = "abcdđeghiklmnopqrstuvxy"
# A web copy repeats the document's name before each heading: "Nghị định 47/2021/NĐ-CP. Điều 1."
_RUNNING_TITLE = re.compile(
    r"(?:Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Pháp lệnh)[^.\n]{3,60}\.\s+(?=Phần|Chương|Mục|Điều)"
)
_SPACED = r"[ \xa0]*"
_PATTERNS: tuple[tuple[Style, Kind, re.Pattern[str]], ...] = (
    ("part", "phan", re.compile(rf"(?:Phần|PHẦN)\s+(?:(?:thứ|THỨ)\s+)?(\w+)\b[.:]?{_SPACED}")),
    ("chapter", "chuong", re.compile(rf"(?:Chương|CHƯƠNG)\s+(?:(?:thứ|THỨ)\s+)?([IVXLC]+|\d+|\w+)\b[.:]?{_SPACED}")),
    ("subsection", "muc", re.compile(rf"(?:Tiểu mục|TIỂU MỤC)\s+(\d+|{_ROMAN})\b[.:]?{_SPACED}")),
    ("section", "muc", re.compile(rf"(?:Mục|MỤC)\s+(?:(?:thứ|THỨ)\s+)?(\d+|{_ROMAN})\b[.:]?{_SPACED}")),
    (
        "article",
        "dieu",
        re.compile(rf"(?:Điều|ĐIỀU)\s+(?:(?:thứ|THỨ)\s+)?(\d+[a-zđ]?|{_ROMAN})\b{_SPACED}[.:\-–]?{_SPACED}"),
    ),
    ("roman", "phan", re.compile(rf"({_ROMAN})(?:{_SPACED}[./]|{_SPACED}[-–](?=\s)){_SPACED}(?=\S)")),
    ("capital", "phan", re.compile(rf"([A-EGHKĐ])[./]{_SPACED}(?=\w)")),
    (
        "number",
        "khoan",
        re.compile(
            rf"(\d{{1,3}})(?:{_SPACED}[./]|{_SPACED}[-–](?=\s|[^\W\d]))(?:{_SPACED}(?=[^\W\d]|[“\"(*])|[ \xa0]+(?=\d))"
        ),
    ),
    ("number", "khoan", re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:[.)/]{_SPACED}|[ \xa0]+)(?=[^\W\d]|[“\"(])")),
    ("number", "khoan", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})[.)/][ \xa0]+(?=\d)")),
    ("bracket", "khoan", re.compile(rf"\(?(\d{{1,2}})\){_SPACED}(?=\S)")),
    ("letter", "diem", re.compile(rf"\(?([a-zđ])(?:\)|[./](?=[ \xa0]*\D)|-(?=\s)){_SPACED}(?=\S)")),
    ("letter", "diem", re.compile(rf"(I)\){_SPACED}(?=\S)")),  # an l typed as a capital i
    ("small_roman", "diem", re.compile(rf"\(?([ivx]{{2,4}})[).]{_SPACED}(?=\S)")),
    ("plus", "plus", re.compile(r"(\+)\s*(?=[^\s+])")),
    ("star", "dash", re.compile(r"(\*)\s*(?=[^\s*])")),
    ("dash", "dash", re.compile(r"([-–—])\s*(?=[^\s\-–—])")),
    ("bullet", "dash", re.compile(r"([•·▪●○◦■□➢✓\uf0b7\uf0a7\uf02d])\s*(?=\S)")),
)
_WORN = re.compile(rf"[-–_'‘|*]{{0,2}}[ ]?(\d{{1,2}})(?:[.,;][ ]*|[ ]+)(?=[{UPPER}])")
_OF_THIS = re.compile(r"\bnày\b|^(?:Phần|Chương|Mục|Điều|Luật|Nghị định|Thông tư|Quyết định|Kế hoạch)\s")
_SEGMENTS: dict[Style, str] = {
    "chapter": "chuong-{0}", "section": "muc-{0}", "subsection": "tieu-muc-{0}", "article": "dieu-{0}",
}  # fmt: skip


def mark_at(text: str, start: int, end: int) -> Mark | None:
    """Return the mark that the line ``text[start:end]`` begins with, or None."""
    running = _RUNNING_TITLE.match(text, start, end)
    mark = next(_marks(text, running.end() if running else start, end), None)
    if mark is not None and running:
        return replace(mark, sure=True)  # the site marks its headings so
    if mark is not None and mark.style == "number":
        return _renumbered(text, mark, end) or mark
    return mark


def worn_number_at(text: str, start: int, end: int) -> Mark | None:
    """Return the number a line begins with when its full stop is lost or something stands before it, as in a scan.

    Such a mark is never sure: only the number before it tells.
    """
    match = _WORN.match(text, start, end)
    if match is None:
        return None
    return Mark("number", "khoan", (int(match[1]),), match[1], match.start(), match.end(), sure=False)


def _renumbered(text: str, mark: Mark, end: int) -> Mark | None:
    """Return the letter behind a number that a web export has put before it: "6. a)" is point a."""
    inner = next(_marks(text, mark.end, end), None) if text[mark.end + 1 : mark.end + 2] == ")" else None
    return replace(inner, start=mark.start) if inner is not None and inner.style == "letter" else None


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    for style, kind, pattern in _PATTERNS:
        match = pattern.match(text, start, end)
        mark = None if match is None else _mark(style, kind, match, end)
        if mark is not None:
            yield mark


def _mark(style: Style, kind: Kind, match: re.Match[str], line_end: int) -> Mark | None:
    printed = match[1]
    number = _number(style, printed)
    if number is None:
        return None
    segment = _segment(style, printed, match[0])
    return Mark(style, kind, number, segment, match.start(), match.end(), _sure(style, match, line_end))


def _segment(style: Style, printed: str, mark: str) -> str:
    if style in BULLETS:
        return ""
    if style == "part":
        name = "-".join(fold(mark).rstrip(" .:").split())
        return printed if re.fullmatch(_ROMAN, printed) else name
    if style == "letter" and printed == "I":
        return "l"
    return _SEGMENTS.get(style, "{0}").format(fold(printed) if style in _SEGMENTS else printed)


def _number(style: Style, printed: str) -> tuple[int, ...] | None:
    """Return the ordinals that ``printed`` stands for; None when it stands for none."""
    if style in BULLETS:
        return ()
    if style == "letter":
        return (_COUNTED.find("l" if printed == "I" else printed) + 1,)
    if style == "capital":
        return ("ABCDĐEGHK".find(printed) + 1,)
    if style == "number":
        return tuple(int(part) for part in printed.split("."))
    ordinal = _ordinal(printed)
    return None if ordinal is None else (ordinal,)


def _ordinal(printed: str) -> int | None:
    digits = re.match(r"\d+", printed)
    if digits:
        return int(digits[0])
    if re.fullmatch(_ROMAN, printed.upper()):
        return roman(printed)
    word = fold(printed)
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else None


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral in either case.

    >>> roman("XIV"), roman("iii")
    (14, 3)
    """
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in numeral.lower()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _is_title(words: str) -> bool:
    """Tell the title of a chapter from a sentence that begins with its name ("Mục 2 Chương này được sửa đổi.")."""
    return words.isupper() or (words[0].isupper() and words[-1] not in ".;:," and not _OF_THIS.search(words))


def _sure(style: Style, match: re.Match[str], line_end: int) -> bool:
    """Tell whether the line can hardly be running text: ``Điều 5.`` is sure, ``Điều 5 của Luật`` is not."""
    rest = match.string[match.end() : line_end].strip()
    if style in STATUTORY:
        return not rest or match[0].rstrip()[-1] in ".:-–" or (style != "article" and _is_title(rest))
    return not (style in ("number", "roman", "capital") and (rest[:1].islower() or rest[:1].isdigit()))
