"""How a provision's place is said: "gạch đầu dòng thứ 5, khoản 1, phần II"."""

import re

from hoi.corpus.model import Document, Kind, Provision

_VI: dict[Kind, str] = {
    "phan": "phần {0}", "chuong": "Chương {0}", "muc": "Mục {0}", "dieu": "Điều {0}", "khoan": "khoản {0}",
    "diem": "điểm {0}", "dash": "gạch đầu dòng thứ {0}", "plus": "dấu cộng thứ {0}", "paragraph": "đoạn thứ {0}",
    "row": "dòng {0}", "preamble": "phần căn cứ", "meta": "phần đầu văn bản",
}  # fmt: skip
_EN: dict[Kind, str] = {
    "phan": "part {0}", "chuong": "chapter {0}", "muc": "section {0}", "dieu": "article {0}", "khoan": "clause {0}",
    "diem": "point {0}", "dash": "dash {0}", "plus": "plus {0}", "paragraph": "paragraph {0}", "row": "row {0}",
    "preamble": "legal basis", "meta": "head of the document",
}  # fmt: skip
_ORDINAL = re.compile(r"(\d+)(?:_\d+)?$")
_PRINTED = re.compile(r"[^\s.:)]+(?:\.\d+)*(?=[.:)]*\s*$)")


def place(document: Document, locator: str, language: str = "vi") -> str:
    """Return the provision's place inside its document, innermost first.

    >>> from hoi.corpus.library import Library
    >>> plan = Library.shipped().get("kh-235-2021")
    >>> place(plan, "II.1#5"), place(plan, "II.1#5", "en")
    ('gạch đầu dòng thứ 5, khoản 1, phần II', 'dash 5, clause 1, part II')
    """
    names = _EN if language == "en" else _VI
    steps = (*document.ancestors(locator), document.provision(locator))
    return ", ".join(names[step.kind].format(_number(step)) for step in reversed(steps))


def label(document: Document, locator: str, language: str = "vi") -> str:
    """Return the place with the document's name, as a citation's label."""
    return f"{place(document, locator, language)}, {document.name.say(language)}"


def citation_line(document: Document, locator: str) -> str:
    """Return the line an official pastes into a report; Vietnamese in any language, as it is a Vietnamese citation.

    >>> from hoi.corpus.library import Library
    >>> citation_line(Library.shipped().get("kh-235-2021"), "I.3")
    'theo khoản 3, phần I Kế hoạch số 235/KH-UBND ngày 11/12/2021 của UBND tỉnh Lạng Sơn'
    """
    return f"theo {place(document, locator)} {document.full_name.vi}"


def _number(provision: Provision) -> str:
    """Return the number as printed; a dash has none, so its ordinal under its parent."""
    if provision.kind in ("dash", "plus", "paragraph", "row"):
        found = _ORDINAL.search(provision.locator)
        return found[1] if found else ""
    printed = _PRINTED.search(provision.label)
    return printed[0] if printed else ""
