"""Persons: who a question, or a clause, says has signed."""

import re

from hoi.corpus.agencies import find
from hoi.corpus.agency_names import CAPITALISED

_NAME = rf"{CAPITALISED}(?: {CAPITALISED}){{1,3}}"
_TITLE = r"(?:ông|bà|đồng chí|mr\.?|mrs\.?|ms\.?)"
_OFFICE = (
    r"(?:[Cc]hủ tịch|[Pp]hó (?:[Cc]hủ tịch|[Tt]hủ tướng)|[Tt]hủ tướng|[Bb]ộ trưởng|[Tt]hứ trưởng|[Gg]iám đốc|[Bb]í thư"
    r"|(?:[Dd]eputy )?[Pp]rime [Mm]inister|[Mm]inister)"
)
_BY_TITLE = re.compile(
    rf"\b{_TITLE} ((?:(?!(?:ký|là|có|đã|phải|thì|ban|sign\w*|is|the)\b)[^\W\d]+ ?){{2,4}})", re.IGNORECASE
)
_BY_ACT = (
    re.compile(rf"\b(?:người ký là|signed by)(?: the)?(?: {_OFFICE})? ({_NAME})"),
    re.compile(rf"\b(?:do|[Dd]id)(?: {_OFFICE})? ({_NAME}) (?:ký|sign)\b"),
    re.compile(rf"({_NAME}),? (?:đã |là người )?(?:ký|signed)\b"),
    re.compile(rf"^(?:(?:[Tt]hế|[Vv]ậy) )?(?:[Cc]ó )?[Pp]hải (?:là )?({_NAME}) (?:không|ko|chứ|à|hả)\b"),
    re.compile(rf"^(?:(?:[Ss]o|[Aa]nd) )?[Ww]as it ({_NAME})\b"),
)
_OFFICE_ALONE = re.compile(_OFFICE)
_OFFICES = re.compile(rf"^(?:{_OFFICE} )+|^(?:Có|Do|Theo|Was|Is|Did) ")


def signer(text: str) -> str | None:
    """Return the person ``text`` says signed something; None when it names none.

    >>> signer("Quyết định do Phó Thủ tướng Lê Văn Thành ký ngày 22/7/2021")
    'Lê Văn Thành'
    >>> signer("Bộ trưởng Bộ Công Thương ký"), signer("Was it signed by Ho Tien Thieu?")
    (None, 'Ho Tien Thieu')
    """
    titled = _BY_TITLE.search(text)
    if titled is not None:
        return titled[1].strip()
    text = _without_agencies(text)
    names = (_OFFICES.sub("", match[1]) for pattern in _BY_ACT for match in pattern.finditer(text))
    return next((name for name in names if " " in name and not _OFFICE_ALONE.fullmatch(name)), None)


def _without_agencies(text: str) -> str:
    """Return ``text`` without the agencies before a name: "Bộ trưởng Bộ Công Thương Trần Tuấn Anh"."""
    for each in reversed(find(text)):
        if each.agency.rank in ("ministry", "department", "province"):
            text = f"{text[: each.span.start]}{text[each.span.end :].lstrip()}"
    return text
