"""How a provision's place is said: "gạch đầu dòng thứ 5, khoản 1, phần II"."""

import re

from hoi.corpus.model import Document, Kind, Provision
from hoi.corpus.normalise import fold

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
_DIGEST = "tong hop"
_ANNEX = {"vi": "Phụ lục {0}", "en": "annex {0}"}
_ISSUED_WITH = {"vi": "{0} kèm theo", "en": "the {0} issued with it"}
_TABLE = {"vi": "bảng {0}", "en": "table {0}"}
_CLOSING = {"vi": "phần nơi nhận và chữ ký", "en": "recipients and signature"}
_AGAIN = {"vi": "{0} (lần in thứ {1})", "en": "{0} (printed again, {1})"}
_ANNEX_LOCATOR = re.compile(r"phu-luc-[^.#¶]+$")
_TABLE_LOCATOR = re.compile(r"\bbang-(\d+)(?:_\d+)?(?=#r|$)")
_REPEATED = re.compile(r"_(\d+)$")
_ORDINAL = re.compile(r"(\d+)(?:_\d+)?$")
_PRINTED = re.compile(r"[^\s.:()]+(?:\.\d+)*(?=[.:)]*\s*$)")


def place(document: Document, locator: str, language: str = "vi") -> str:
    """Return the provision's place inside its document, innermost first.

    >>> from hoi.corpus.library import Library
    >>> plan = Library.shipped().get("kh-235-2021")
    >>> place(plan, "II.1#5"), place(plan, "II.1#5", "en")
    ('gạch đầu dòng thứ 5, khoản 1, phần II', 'dash 5, clause 1, part II')
    """
    steps = [document.provision(locator), *reversed(document.ancestors(locator))]
    return ", ".join(step for provision in steps for step in _steps(provision, "en" if language == "en" else "vi"))


def _steps(provision: Provision, language: str) -> tuple[str, ...]:
    """Return what one provision adds to a place; a row of a table without a head adds the table too."""
    said = _step(provision, language)
    again = _REPEATED.search(provision.locator)
    if again and provision.kind != "meta":
        said = _AGAIN[language].format(said, again[1])
    table = _TABLE_LOCATOR.search(provision.locator)
    headless = table is not None and provision.kind == "row" and not (provision.parent or "").endswith(table[0])
    return (said, _TABLE[language].format(table[1])) if table is not None and headless else (said,)


def _step(provision: Provision, language: str) -> str:
    table = _TABLE_LOCATOR.search(provision.locator)
    if provision.kind == "meta" and provision.locator != "meta":
        return _CLOSING[language]
    if _ANNEX_LOCATOR.fullmatch(provision.locator):
        return _annex(provision, language)
    if table is not None and provision.kind == "paragraph" and "#" not in provision.locator[table.end() :]:
        return _TABLE[language].format(table[1])
    return (_EN if language == "en" else _VI)[provision.kind].format(_number(provision))


def _annex(provision: Provision, language: str) -> str:
    """Return an annex's name: "Phụ lục II", or "Kế hoạch kèm theo" where it has a title of its own."""
    if fold(provision.label).startswith("phu luc"):
        number = provision.locator.removeprefix("phu-luc-")
        return _ANNEX[language].format(_REPEATED.sub("", number).upper()).strip()
    return _ISSUED_WITH[language].format(provision.label.capitalize())


def label(document: Document, locator: str, language: str = "vi") -> str:
    """Return the place with the document's name, as a citation's label."""
    return f"{place(document, locator, language)}, {document.name.say(language)}"


def citation_line(document: Document, locator: str) -> str:
    """Return the line an official pastes into a report; Vietnamese in any language, as it is a Vietnamese citation.

    >>> from hoi.corpus.library import Library
    >>> citation_line(Library.shipped().get("kh-235-2021"), "I.3")
    'theo khoản 3, phần I Kế hoạch số 235/KH-UBND ngày 11/12/2021 của UBND tỉnh Lạng Sơn'
    """
    name = document.full_name.vi
    # the places of a digest are its own, not the original's: who copies the line has to see it
    digest = "" if document.verbatim or _DIGEST in fold(name) else " (bản tổng hợp)"
    return f"theo {place(document, locator)} {name}{digest}"


def _number(provision: Provision) -> str:
    """Return the number as printed; a dash has none, so its ordinal under its parent."""
    if provision.kind in ("dash", "plus", "paragraph", "row"):
        found = _ORDINAL.search(provision.locator)
        return found[1] if found else ""
    printed = _PRINTED.search(provision.label)
    return printed[0] if printed else ""
