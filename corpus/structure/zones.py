"""The zones of a document: its head, what it rests on, its body, its signature, and each annex after it.

The layout is that of Decree 30/2020/NĐ-CP, annex I: agency and motto, number and date, kind and title, the basis,
the body, recipients and signature; what is issued with the document follows the signature.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hoi.corpus.normalise import LOWER, UPPER, fold
from hoi.corpus.structure.markers import BULLETS, mark_at
from hoi.corpus.structure.terms import terms

Line = tuple[int, int]
"""A line's start and end in the text, without the blanks around its words."""
ZoneKind = Literal["head", "basis", "body", "closing", "annex"]

_PREAMBLE = re.compile(r"(?:[-–+•]\s*)?(?i:căn cứ|xét|theo (?:lời )?đề nghị|thực hiện|sau khi|trên cơ sở)[ \xa0]")
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?"
    r"(?:\s*(?P<number>[IVXLC]+|\d+[A-Za-z]?|[A-Z])(?=[\s.:)\-–]|$))?[\s.:]*(?P<rest>.*)"
)
_WITH = re.compile(r"\(?\s*(?i:(?:được )?(?:ban hành |phê duyệt )?(?:kèm )?theo\b)")
_WITHIN = re.compile(r"\((?i:được )?(?i:ban hành )?(?i:kèm theo)\b")
_RUNNING_TITLE = re.compile(r"^(?:Luật|Nghị định|Nghị quyết|Thông tư|Quyết định)[^.\n]{3,60}\.\s+(?=PHỤ LỤC)")
_AUTHORITY = re.compile(rf"(?:TM|KT|TL|TUQ|Q)\s*\.\s*[{UPPER}]{{2,}}")
_SIGNED = re.compile(r"\(?\s*(?i:đã ký)\s*\)?")
_HEAD_LINE = re.compile(r"(?:luat )?so\b|doc lap|cong hoa|v/v|ve viec|du thao|.{0,40}ngay .{0,12}thang")
_DATED = re.compile(r"doc lap|ngay .{0,12}thang")
_HEAD_LENGTH, _SENTENCE_LENGTH, _HEAD_LINES = 140, 40, 40
_CLOSING_LINES = 60
_TITLE_LINES = 8


@dataclass(frozen=True, slots=True)
class Zone:
    """A run of lines of one kind; ``number`` is an annex's own as printed, ``title_lines`` how many lines name it."""

    kind: ZoneKind
    lines: tuple[Line, ...]
    number: str | None = None
    title_lines: int = 0


def zones(text: str, lines: Sequence[Line]) -> list[Zone]:
    """Return the zones of ``lines``, in order; together they hold every line once."""
    return _Zoner(text, lines).run()


class _Zoner:
    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._text = text
        self._lines = lines
        self._signed = False  # a signature has been seen
        self._titles: tuple[str, ...] = ()  # what may open an annex here, besides PHỤ LỤC
        self._folded = [fold(text[start : min(end, start + 160)]) for start, end in lines]
        self._title = self._title_line()

    def run(self) -> list[Zone]:
        body = next((n for n in range(len(self._lines)) if self._opens_body(n)), None)
        basis = next((n for n in range(len(self._lines) if body is None else body) if self._is_basis(n)), None)
        if basis is not None and any(self._is_sentence(n) for n in range(1, basis)):
            basis = None  # words of the body came before: what looks like a basis belongs to them
        first = self._head_end(body) if basis is None else basis
        after = first if basis is None else self._basis_end(basis, body)
        found = [Zone("head", tuple(self._lines[:first])), Zone("basis", tuple(self._lines[first:after]))]
        found += self._rest(after)
        return [zone for zone in found if zone.lines]

    def _title_line(self) -> int:
        """Return the number of the line that is the title: the one after the kind's, else after the date's."""
        titled = range(min(len(self._lines), _HEAD_LINES))
        kind = next((n for n in titled if self._folded[n].rstrip(" :.") in terms().kinds), None)
        if kind is not None:
            return kind + 1
        return next((n for n in titled if _DATED.search(self._folded[n])), len(self._lines))

    def _line(self, number: int) -> str:
        start, end = self._lines[number]
        return self._text[start:end]

    def _opens_body(self, number: int) -> bool:
        mark = mark_at(self._text, *self._lines[number])
        if mark is None or not mark.sure or mark.style in (*BULLETS, "letter", "small_roman"):
            return False
        return mark.style != "capital" or mark.number == (1,)

    def _is_basis(self, number: int) -> bool:
        """Tell whether a line names a basis; right behind the line that names the kind stands the title."""
        titled = number > 0 and self._folded[number - 1].rstrip(" :.") in terms().kinds
        return not titled and bool(_PREAMBLE.match(self._line(number))) and not self._line(number).isupper()

    def _basis_end(self, basis: int, body: int | None) -> int:
        """Return the number of the line after the last one that names a basis."""
        end = min(len(self._lines) if body is None else body, basis + 100)
        last = basis
        for number in range(basis, end):
            if self._is_basis(number):
                last = number
            elif self._line(number).isupper() or number - last > 3:
                break
        return last + 1

    def _head_end(self, body: int | None) -> int:
        """Return the number of the first line after the head of a document that names no basis."""
        dated = False
        for number in range(len(self._lines) if body is None else body):
            addressed = dated and self._folded[number].startswith("kinh gui")
            if addressed or self._is_sentence(number) or (body is None and not self._is_head(number)):
                return number
            dated = dated or bool(_DATED.search(self._folded[number]))
        return len(self._lines) if body is None else body

    def _is_sentence(self, number: int) -> bool:
        """Tell whether a line of what should be the head is a sentence of the body.

        It is long, or ends as a sentence does; and it stands below the date, behind the line after the kind's, which
        is the title whatever it looks like.
        """
        if number <= self._title or self._line(number).isupper():
            return False
        line = self._line(number)
        return len(line) > _HEAD_LENGTH or (line[-1] in ".:" and len(line) > _SENTENCE_LENGTH)

    def _is_head(self, number: int) -> bool:
        return self._line(number).isupper() or bool(_HEAD_LINE.match(self._folded[number]))

    def _rest(self, start: int) -> list[Zone]:
        """Return the body, the closings and the annexes from line ``start`` on.

        What follows a closing and opens no annex goes on where it stood before: with the body, or with that annex.
        """
        found: list[Zone] = []
        open_zone: tuple[ZoneKind, str | None, int] = ("body", None, 0)
        opened = at = start
        while at < len(self._lines):
            annex = self._annex(at)
            closing = 0 if annex else self._closing(at)
            if not annex and not closing:
                at += 1
                continue
            found.append(self._zone(open_zone, opened, at))
            if annex:
                opened, at, open_zone = at, at + annex[1], ("annex", *annex)
                self._titles = ()
            else:
                found.append(Zone("closing", tuple(self._lines[at : at + closing])))
                self._signed, self._titles = True, self._titles_after_signature(found)
                opened, at, open_zone = at + closing, at + closing, ("body", None, 0)
        found.append(self._zone(open_zone, opened, at))
        return found

    def _zone(self, named: tuple[ZoneKind, str | None, int], start: int, end: int) -> Zone:
        kind, number, title_lines = named
        return Zone(kind, tuple(self._lines[start:end]), number, title_lines)

    def _annex(self, at: int) -> tuple[str | None, int] | None:
        """Return an annex's printed number and how many lines its title takes, when one begins at line ``at``."""
        words = _RUNNING_TITLE.sub("", self._line(at), count=1)
        if "\t" in words:
            return None
        match = _ANNEX.fullmatch(words)
        if match is not None and self._names_annex(match):
            return match["number"], self._title_lines(at)
        if not words.isupper() or _AUTHORITY.match(words) or self._is_office(at) or is_name(words):
            return None
        if any(self._is_with(n) for n in range(at + 1, min(at + _TITLE_LINES, len(self._lines)))):
            return None, self._title_lines(at)
        return (None, self._title_lines(at)) if self._titled(at, self._titles) else None

    def _titled(self, at: int, titles: tuple[str, ...]) -> bool:
        return bool(titles) and self._folded[at].startswith(titles) and self._line(at).isupper()

    def _opens_annex(self, at: int) -> bool:
        """Tell whether an annex begins at line ``at``, right after a signature."""
        return self._titled(at, terms().annex_titles) or bool(_ANNEX.fullmatch(self._line(at)))

    def _titles_after_signature(self, found: Sequence[Zone]) -> tuple[str, ...]:
        further = any(zone.kind == "annex" for zone in found)
        return terms().further_annex_titles if further else terms().annex_titles

    def _names_annex(self, match: re.Match[str]) -> bool:
        """Tell a title from a sentence that speaks of an annex."""
        rest = match["rest"].strip()
        return match[0].startswith("PHỤ LỤC") or (
            self._signed and (not rest or rest.isupper() or bool(_WITH.match(rest)))
        )

    def _is_with(self, number: int) -> bool:
        return bool(_WITH.match(self._line(number)) or _WITHIN.search(self._line(number)))

    def _title_lines(self, at: int) -> int:
        """Return how many lines name the annex: capitals, and what stands before "(ban hành kèm theo …)"."""
        end = min(at + _TITLE_LINES, len(self._lines))
        last = next((n for n in range(at + 1, end) if self._is_with(n)), None)
        if last is not None:
            while last + 1 < end and ")" not in self._line(last) and "(" in self._line(last):
                last += 1
            return last - at + 1
        number = at + 1
        while (
            number < end
            and self._line(number).isupper()
            and "\t" not in self._line(number)
            and (mark_at(self._text, *self._lines[number]) is None)
        ):
            number += 1
        return number - at

    def _closing(self, at: int) -> int:
        """Return how many lines the recipients and the signature take when they begin at line ``at``, else 0."""
        line = self._line(at)
        if "\t" in line:
            return 0
        authority = bool(_AUTHORITY.match(line)) or (self._is_office(at) and self._name_follows(at))
        if not authority and not self._folded[at].startswith("noi nhan"):
            return 0
        number, signed = at, False
        while number < min(len(self._lines), at + _CLOSING_LINES):
            if number > at and self._ends_closing(number, signed=signed):
                break
            signed = signed or is_name(self._line(number)) or bool(_SIGNED.match(self._line(number)))
            number += 1
        return number - at

    def _is_office(self, at: int) -> bool:
        return self._line(at).isupper() and bool(terms().offices.fullmatch(self._folded[at]))

    def _name_follows(self, at: int) -> bool:
        return any(is_name(self._line(n)) for n in range(at + 1, min(at + 6, len(self._lines))))

    def _ends_closing(self, number: int, *, signed: bool) -> bool:
        if "\t" in self._line(number) or self._annex(number) or (signed and self._opens_annex(number)):
            return True
        mark = mark_at(self._text, *self._lines[number])
        if mark is not None and mark.sure and mark.style not in BULLETS:
            return mark.style != "letter"
        return signed and len(self._line(number)) > 160


_NAME_WORD = re.compile(rf"[{UPPER}][{LOWER}]*")
_RANKS = re.compile(
    r"(?:(?:GS|PGS|TSKH|TS|ThS|BS|KS|CN)\.?\s*|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)\s+)+", re.IGNORECASE
)


def is_name(line: str) -> bool:
    """Tell whether a line is a person's name, with or without a rank before it.

    >>> is_name("Nguyễn Tiến Dĩnh"), is_name("PGS.TS. Trần Văn A"), is_name("TRẦN VĂN A"), is_name("BỘ TRƯỞNG")
    (True, True, True, False)
    """
    name = name_in(line)
    words = name.split()
    if not 2 <= len(words) <= 6:
        return False
    if name.isupper():
        if terms().offices.fullmatch(fold(name)):
            return False
        return fold(words[0]) in terms().surnames and all(word.isalpha() for word in words)
    return all(_NAME_WORD.fullmatch(word) for word in words)


def name_in(line: str) -> str:
    """Return a line without the ranks and degrees before a name."""
    return _RANKS.sub("", line.strip(), count=1) if _RANKS.match(line.strip()) else line.strip()


def annex_segment(number: str | None, order: int) -> str:
    """Return an annex's part of a locator: its number as printed, else its place among the annexes.

    >>> annex_segment("II", 3), annex_segment(None, 3)
    ('phu-luc-ii', 'phu-luc-3')
    """
    return f"phu-luc-{fold(number) if number else order}"
