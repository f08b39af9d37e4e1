"""What a document says of itself: its number, date, agency, kind, title, signer, and when it takes effect.

Each is read where Decree 30/2020/NĐ-CP, annex I, has it printed, or in the older form "THÔNG TƯ / CỦA BỘ … SỐ … / NGÀY
…", or in the list of properties that web copies begin with. What is not printed, or left blank, stays None.
"""

import re
from collections.abc import Sequence
from datetime import date

from hoi.corpus.model import Metadata, Outline
from hoi.corpus.normalise import LOWER, UPPER, fold
from hoi.corpus.structure.casing import proper_name
from hoi.corpus.structure.terms import terms
from hoi.corpus.structure.zones import is_name, name_in

_CODE = rf"[A-ZĐ][{UPPER}{LOWER}0-9&.]*"
_SIGN = (
    rf"\d{{1,5}}[A-Za-z]?(?:[ ]?/[ ]?(?:19|20)\d\d)?(?:[ ]?[/-][ ]?{_CODE}|[ ]{_CODE}/[ ]?{_CODE})"
    rf"(?:[ ]?[-–/][ ]?{_CODE})*"
)
_LAW_SIGN = r"\d{1,5}[ ]?/[ ]?(?:19|20)\d\d[ ]?/[ ]?(?:QH|UBTVQH|PL-UBTVQH)\d*"
_NUMBERED = re.compile(rf"\b(?i:số(?:\s+hiệu)?)\s*:?\s*(?P<number>{_LAW_SIGN}|{_SIGN})")
_BARE_NUMBER = re.compile(r"\b(?i:số)\s*:?\s*(\d{1,5})(?=\s*$|\s+(?i:ngày))")
_DATE = re.compile(
    r"(?i:ngày)\s*(?P<d>\d{1,2})\s*(?i:tháng)\s*(?P<m>\d{1,2})\s*,?\s*(?i:năm)\s*(?P<y>\d{4})"
    r"|(?i:ngày)[^\d\n]{0,20}(?P<d2>\d{1,2})\s*[/.-]\s*(?P<m2>\d{1,2})\s*[/.-]\s*(?P<y2>\d{4})"
)
_PROPERTY = re.compile(
    r"^(?P<name>số hiệu|số/ký hiệu|số ký hiệu|ngày ban hành|ngày có hiệu lực|ngày hiệu lực|hiệu lực|loại văn bản"
    r"|cơ quan ban hành|nơi ban hành|người ký|trích yếu|lĩnh vực|lĩnh vực, ngành)\s*[:\t]?\s+(?P<value>\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_MOTTO = re.compile(r"cong hoa xa hoi|viet nam dan chu|doc lap|tu do\b|hanh phuc|dang cong san")
_OLD_HEAD = re.compile(r"(?i:\bcủa)\s+(?P<issuer>[^,]+?)(?:,|\s+(?i:nước)\s.*?|\s)\s*(?i:số)\s*\d")
_OLD_TITLE = re.compile(r"^CỦA .{5,120}? SỐ \d\S*(?: \S+)? NGÀY .{1,6} THÁNG .{1,4} NĂM \d{4}\s*")
_EFFECT = re.compile(
    r"(?i:(?:quyết định|nghị định|thông tư|luật|nghị quyết|kế hoạch|chỉ thị|quy định|quy chế|pháp lệnh|văn bản)"
    r"(?: liên tịch)?)\s+này\s+(?:[^.;\n]{0,160}?\s+và\s+)?(?:bắt đầu\s+)?có hiệu lực(?: thi hành)?(?:\s+kể)?\s+từ\s+"
    r"(?:(?P<signed>ngày (?:ký|ban hành))|(?=ngày))"
)
_AFTER_SUBJECT = re.compile(r"^kinh gui|^cong hoa|^doc lap|ngay .{0,12}thang")
_PASSED = re.compile(r"(?i:thông qua\s+)(?=ngày)")
_ENACTING_LINES = 3
_RULER = re.compile(r"[\s\-–—_=*.]*")
_SIGNER_IN_LINE = re.compile(rf"(?:[{UPPER}.]{{2,}}[\s,.]+)+((?:[{UPPER}][{LOWER}]+\s*){{2,6}})$")
_NATION = re.compile(r"\s+(?:nước )?việt nam dân chủ cộng ho(?:à|a|òa).*$|,.*$", re.IGNORECASE)


def metadata(text: str, outline: Outline) -> Metadata:
    """Return what ``text`` says of itself; ``outline`` is what was seen in it."""
    return _Reader(text, outline).read()


class _Reader:
    def __init__(self, text: str, outline: Outline) -> None:
        self._text = text
        blocks = [each for each in outline.provisions if each.kind == "meta"]
        first = outline.provisions[0] if outline.provisions else None
        self._head = first.text if first is not None and first.kind == "meta" else ""
        self._closing = next((each.text for each in blocks if each.text != self._head), "")
        self._lines = [line.strip() for line in self._head.split("\n") if not _RULER.fullmatch(line)]
        self._properties = {fold(found["name"]): found["value"].strip() for found in _PROPERTY.finditer(self._head)}

    def read(self) -> Metadata:
        """Return the metadata."""
        number = self._number()
        kind_at, kind = self._kind(number)
        issued = self._issued_on()
        return Metadata(
            number=number,
            kind=kind,
            title=self._title(kind_at),
            issuer=self._issuer(kind_at),
            issued_on=issued or self._passed_on(kind),
            effective_on=self._effective_on(issued),
            signer=self._signer(),
            field=self._property("linh vuc", "linh vuc, nganh"),
        )

    def _property(self, *names: str) -> str | None:
        return next((self._properties[name] for name in names if name in self._properties), None)

    def _number(self) -> str | None:
        stated = self._property("so hieu", "so/ky hieu", "so ky hieu")
        if stated and re.fullmatch(f"{_LAW_SIGN}|{_SIGN}", stated):
            return _sign(stated)
        for line in self._lines:
            found = _NUMBERED.search(line)
            if found and not _CITED.match(fold(line)):
                return _sign(found["number"])
        flat = " ".join(self._lines)
        bare = next((found[1] for line in self._lines if (found := _BARE_NUMBER.search(line))), None)
        found = _NUMBERED.search(flat) if bare is None else None
        return _sign(found["number"]) if found and self._old_form() else bare

    def _old_form(self) -> bool:
        return not any(_MOTTO.search(fold(line)) for line in self._lines)

    def _kind(self, number: str | None) -> tuple[int | None, str | None]:
        """Return where in the head the kind stands, and the kind."""
        for at, line in enumerate(self._lines):
            kind = _kind_at_start(line)
            if kind is not None and not _PROPERTY.match(line):
                return at, kind
        sign = re.search(r"\d/(?:\d{4}/)?([A-ZĐa-zđ]+)", number or "")
        kind = self._property("loai van ban") or (terms().of_number.get(sign[1]) if sign else None)
        letter = any(re.match(r"v/v|kinh gui", fold(line)) for line in (*self._lines, *self._text[:4000].split("\n")))
        return None, kind or ("Công văn" if letter else None)

    def _issued_on(self) -> date | None:
        stated = self._property("ngay ban hanh")
        if stated and (found := _date(_DATE.search(f"ngày {stated}"))):
            return found
        for line in self._lines:
            if not _CITED.match(fold(line)) and not _PROPERTY.match(line) and (found := _date(_DATE.search(line))):
                return found
        return None

    def _passed_on(self, kind: str | None) -> date | None:
        """Return the day a law was passed: its head has no date, its last words do."""
        passed = _PASSED.search(self._text) if kind in ("Luật", "Bộ luật", "Pháp lệnh") else None
        return _date(_DATE.match(self._text, passed.end())) if passed else None

    def _effective_on(self, issued: date | None) -> date | None:
        stated = self._property("ngay co hieu luc", "ngay hieu luc", "hieu luc")
        if stated and (found := _date(_DATE.search(f"ngày {stated}"))):
            return found
        effect = _EFFECT.search(self._text)
        if effect is None:
            return None
        return issued if effect["signed"] else _date(_DATE.match(self._text, effect.end()))

    def _issuer(self, kind_at: int | None) -> str | None:
        names = self._agencies(self._lines[:kind_at])
        if names:
            own = proper_name(names[-1], self._text)
            return f"{own} {proper_name(names[-2], self._text)}" if own == "Văn phòng" and len(names) > 1 else own
        old = _OLD_HEAD.search(" ".join(self._lines))
        if old is not None:
            return proper_name(_NATION.sub("", old["issuer"]), self._text)
        after = self._agencies(self._lines[kind_at + 1 :]) if kind_at is not None else []
        stated = self._property("co quan ban hanh", "noi ban hanh")
        return proper_name(stated or after[-1], self._text) if stated or after else None

    def _agencies(self, lines: Sequence[str]) -> list[str]:
        """Return the agencies the head names, the superior first; a name may take several lines."""
        names: list[str] = []
        open_name = False
        for line in lines:
            folded = fold(line)
            if not line.isupper() or _MOTTO.search(folded) or re.match(r"(?:luat )?so\b[\s:]*\d|v/v", folded):
                open_name = False
            elif terms().agencies.match(folded) and not (open_name and _continues(names[-1])):
                names.append(line)
                open_name = True
            elif open_name:
                names[-1] = f"{names[-1]} {line}"
        return names

    def _title(self, kind_at: int | None) -> str | None:
        stated = self._property("trich yeu")
        if stated or kind_at is None:
            return stated or self._subject()
        first = self._lines[kind_at]
        words = [first[len(_kind_words(first)) :].strip(" :."), *self._without_enacting(self._lines[kind_at + 1 :])]
        return _OLD_TITLE.sub("", " ".join(" ".join(words).split())) or None

    def _subject(self) -> str | None:
        """Return what a letter is about: "V/v …" under its number, which may take several lines."""
        at = next((at for at, line in enumerate(self._lines) if re.match(r"v/v|ve viec", fold(line))), None)
        if at is None:
            return None
        ends = (n for n in range(at + 1, len(self._lines)) if _AFTER_SUBJECT.search(fold(self._lines[n])))
        return " ".join(self._lines[at : next(ends, len(self._lines))])

    def _without_enacting(self, lines: list[str]) -> list[str]:
        """Return the lines of a title without what stands between it and the basis: an address, the agency."""
        addressed = next((at for at, line in enumerate(lines) if fold(line).startswith("kinh gui")), len(lines))
        lines = lines[:addressed]
        last = next((at for at in range(len(lines) - 1, 0, -1) if terms().agencies.match(fold(lines[at]))), None)
        enacts = last is not None and len(lines) - last <= _ENACTING_LINES and all(x.isupper() for x in lines[last:])
        return lines[:last] if enacts else lines

    def _signer(self) -> str | None:
        stated = self._property("nguoi ky")
        if stated:
            return stated
        lines = [line.strip() for line in self._closing.split("\n") if line.strip()]
        names = [name_in(line) for line in lines if is_name(line)]
        if names:
            return " ".join(names[-1].split())
        within = next((found for line in reversed(lines) if (found := _SIGNER_IN_LINE.search(line))), None)
        return " ".join(within[1].split()) if within else None


_CITED = re.compile(r"\(?(?:ban hanh )?kem theo|\(?ban hanh theo|can cu")


def _kind_words(line: str) -> str:
    """Return the longest kind that ``line`` begins with, as printed there, else the empty string."""
    words = line.split()
    for count in (4, 3, 2, 1):
        start = " ".join(words[:count]).rstrip(":.")
        if fold(start) in terms().kinds and len(words) >= count:
            return start
    return ""


def _kind_at_start(line: str) -> str | None:
    """Return the kind a line of the head names: in capitals, alone or before its title."""
    words = _kind_words(line)
    if not words or not (words.isupper() or len(words) == len(line.rstrip(":."))):
        return None
    return None if re.match(r"luat so", fold(line)) else terms().kinds[fold(words)]


def _sign(number: str) -> str:
    """Return a document number without blanks and with plain hyphens; "46 NQ/TVQH" keeps its blank."""
    plain = re.sub(r"\s*([/–-])\s*", r"\1", number.strip()).replace("–", "-")
    return plain.rstrip(".")


def _date(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    day, month, year = (int(found[name] or found[f"{name}2"]) for name in "dmy")
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _continues(name: str) -> bool:
    """Tell whether an agency's name plainly goes on in the next line."""
    return bool(re.search(r"(?:\bva|,|-|\bnhan dan)$", fold(name).strip()))
