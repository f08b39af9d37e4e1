"""How a provision's place is said: "gạch đầu dòng thứ 5, khoản 1, phần II".

Of a document held only in other words no place but its articles is the original's. The parts and dashes of a digest are
its own: they tell two of its citations apart, after the word for it ("bản tổng hợp mục II.1 ý 6"). What a part says of
another document is cited under that document's name, at the place in it that the digest has from its sources.
"""

import re

from hoi.corpus.model import Bilingual, Document, Kind, Provision
from hoi.corpus.normalise import fold
from hoi.corpus.periods import printed_day

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
_UNSEEN = " (nội dung tổng hợp{0}, chưa có nguyên văn)"
_ITEM = {"vi": ("mục {0}", "ý {0}"), "en": ("section {0}", "item {0}")}
_OF_DIGEST = {"vi": ", bản tổng hợp {0}", "en": ", digest {0}"}
_STATED_PLACE = re.compile(r"Điều (\d+) khoản (\d+)\b(?! *\()")
_CLAUSE_OF = {"vi": "khoản {1} Điều {0}", "en": "clause {1}, article {0}"}
_OTHERS = re.compile(r"(?:luat|bo luat|nghi dinh|quyet dinh|ke hoach|chi thi|nghi quyet|thong tu)\b.* (?:so|nam) \d")
"""What the heading of a part begins with that is about another document."""
_GLOSS_NUMBER = re.compile(r"(?:part [ivxl]+|\d+)\.\s*", re.IGNORECASE)
_ANNEX = {"vi": "Phụ lục {0}", "en": "annex {0}"}
_ISSUED_WITH = {"vi": "{0} kèm theo", "en": "the {0} issued with it"}
_TABLE = {"vi": "bảng {0}", "en": "table {0}"}
_CLOSING = {"vi": "phần nơi nhận và chữ ký", "en": "recipients and signature"}
_AGAIN = {"vi": "{0} (lần in thứ {1})", "en": "{0} (printed again, {1})"}
_ANNEX_LOCATOR = re.compile(r"phu-luc-[^.#¶]+$")
_TABLE_LOCATOR = re.compile(r"\bbang-(\d+)(?:_\d+)?(?=#r|$)")
_ARTICLE = re.compile(r"(?:^|\.)dieu-[^.]+$")
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


def original_place(document: Document, locator: str, language: str = "vi") -> str:
    """Return the place in the original: of a document held word for word any place, of a digest only its article.

    >>> from hoi.corpus.library import Library
    >>> decree = Library.shipped().get("nd-08-2022")
    >>> original_place(decree, "dieu-64#7"), original_place(decree, "II#2")
    ('Điều 64', '')
    """
    if document.verbatim:
        return place(document, locator, language)
    steps = (document.provision(locator), *reversed(document.ancestors(locator)))
    article = next((each for each in steps if each.kind == "dieu"), None)
    return "" if article is None else _step(article, "en" if language == "en" else "vi")


def about(document: Document, locator: str) -> Bilingual | None:
    """Return the other document that a provision of a digest is about, by the heading it stands under; None if none.

    >>> from hoi.corpus.library import Library
    >>> about(Library.shipped().get("nd-08-2022"), "IV.2#1")
    Bilingual(vi='Kế hoạch số 106/KH-UBND', en='Plan No. 106/KH-UBND')
    """
    if document.verbatim:
        return None
    for heading in (document.provision(locator), *reversed(document.ancestors(locator))):
        title = heading.text.removeprefix(heading.label).strip()
        if heading.kind in ("phan", "muc", "khoan") and _OTHERS.match(f"{fold(title)} "):
            english = _GLOSS_NUMBER.sub("", document.gloss.get(heading.locator, ""), count=1)
            name = _as_written(title, document, heading)
            return Bilingual(name, english or name) if name else None
    return None


def label(document: Document, locator: str, language: str = "vi") -> str:
    """Return the place with the document's name, as a citation's label.

    >>> from hoi.corpus.library import Library
    >>> label(Library.shipped().get("nd-08-2022"), "I#2")
    'khoản 1 Điều 73 Luật Bảo vệ môi trường năm 2020, bản tổng hợp mục I ý 2'
    """
    if document.verbatim:
        return f"{place(document, locator, language)}, {document.name.say(language)}"
    name, item = cited_name(document, locator), _item(document, locator, language)
    own = _DIGEST in fold(name.vi)
    after = f", {item}" if own else _OF_DIGEST[language].format(item)
    at = _stated(document, locator, language) or original_place(document, locator, language)
    said = f"{at}{', ' if language == 'en' else ' '}{name.say(language)}" if at else name.say(language)
    return f"{said}{after}" if item else said


def cited_name(document: Document, locator: str) -> Bilingual:
    """Return the name of the document that a provision is cited under: of a digest, the one it is about there."""
    return about(document, locator) or _named_in(document, locator)


def _item(document: Document, locator: str, language: str) -> str:
    """Return the place in a digest that is the digest's own: "mục II.1 ý 6"; empty for what is no item of it."""
    if document.provision(locator).kind != "dash":
        return ""
    section, _, ordinal = locator.rpartition("#")
    parts = ("", ordinal) if _ARTICLE.search(section) else (section, ordinal)
    return " ".join(form.format(part) for form, part in zip(_ITEM[language], parts, strict=True) if part)


def _stated(document: Document, locator: str, language: str) -> str:
    """Return the clause of the original that the sources of a digest's statement give: "khoản 1 Điều 73"."""
    statement = document.statement_at.get(locator)
    found = _STATED_PLACE.match(statement.place or "") if statement else None
    return _CLAUSE_OF[language].format(*found.groups()) if found else ""


def citation_line(document: Document, locator: str) -> str:
    """Return the line an official pastes into a report; Vietnamese in any language, as it is a Vietnamese citation.

    >>> from hoi.corpus.library import Library
    >>> citation_line(Library.shipped().get("kh-235-2021"), "I.3")
    'theo khoản 3, phần I Kế hoạch số 235/KH-UBND ngày 11/12/2021 của UBND tỉnh Lạng Sơn'
    """
    if document.verbatim:
        return f"theo {place(document, locator)} {document.full_name.vi}"
    other, item = about(document, locator), _item(document, locator, "vi")
    at = _stated(document, locator, "vi") or original_place(document, locator)
    name = f"{at} {_fully_named_in(document, locator) if other is None else other.vi}".strip()
    if _DIGEST in fold(name):
        return f"theo {item} {name}" if item else f"theo {name}"
    # who copies the line has to see that these are not the words of the original
    return f"theo {name}{_UNSEEN.format(f' {item}' if item else '')}"


def own_name(document: Document) -> Bilingual:
    """Return a document's own name, without the others that a digest tells of beside it.

    >>> from hoi.corpus.library import Library
    >>> own_name(Library.shipped().get("nd-08-2022")).vi
    'Nghị định số 08/2022/NĐ-CP'
    """
    number, name = document.metadata.number, document.name
    if document.verbatim or not number or number not in name.vi or number not in name.en:
        return name
    vi, en = (each[: each.index(number) + len(number)] for each in (name.vi, name.en))
    return Bilingual(vi, en)


def _named_in(document: Document, locator: str) -> Bilingual:
    """Return what a provision of a digest is cited under: the document's own name, where it may be of that document."""
    mixed = any(each.kind == "dieu" for each in document.provisions)
    record = document.provision(locator).kind == "meta"
    own = record or not mixed or original_place(document, locator)
    return own_name(document) if own else document.name


def _fully_named_in(document: Document, locator: str) -> str:
    """Return the name of a digest's document with its day and issuer, as a report cites it."""
    data, name = document.metadata, _named_in(document, locator).vi
    if name == document.name.vi or data.issued_on is None or data.issuer is None:
        return document.full_name.vi
    return f"{name} ngày {printed_day(data.issued_on)} của {data.issuer}"


def _as_written(title: str, document: Document, heading: Provision) -> str:
    """Return the title of a heading as the statements under it write it, in small letters; empty when none does."""
    wanted = title.lower()
    for each in document.children(heading.locator):
        at = each.text.lower().find(wanted)
        if at >= 0:
            return each.text[at : at + len(title)]
    return ""


def _number(provision: Provision) -> str:
    """Return the number as printed; a dash has none, so its ordinal under its parent."""
    if provision.kind in ("dash", "plus", "paragraph", "row"):
        found = _ORDINAL.search(provision.locator)
        return found[1] if found else ""
    printed = _PRINTED.search(provision.label)
    return printed[0] if printed else ""
