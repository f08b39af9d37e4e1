"""References: the documents a question names, by kind and number, by kind alone, or by pointing at one spoken of."""

import re

from hoi.bot.assistant.scope import level_of
from hoi.corpus.library import Library
from hoi.corpus.model import Document, read_once
from hoi.corpus.normalise import fold

KINDS = {
    "nghi quyet": "Nghị quyết", "quyet dinh": "Quyết định", "nghi dinh": "Nghị định", "thong tu": "Thông tư",
    "chi thi": "Chỉ thị", "cong van": "Công văn", "luat": "Luật", "ke hoach": "Kế hoạch", "de an": "Đề án",
    "kh": "Kế hoạch", "qd": "Quyết định", "nd": "Nghị định", "nq": "Nghị quyết", "tt": "Thông tư", "ct": "Chỉ thị",
    "decree": "Nghị định", "decision": "Quyết định", "resolution": "Nghị quyết", "circular": "Thông tư",
    "directive": "Chỉ thị", "plan": "Kế hoạch", "law": "Luật",
}  # fmt: skip
"""The kinds of documents, as questions name them when folded, and as records write them."""
_KIND = rf"(?:{'|'.join(KINDS)})"
KIND = rf"(?:van ban|{'|'.join(each for each in KINDS if len(each) > 2)})"
"""A kind written out, or "văn bản", in a folded text."""
ANY = "Văn bản"
# no year ("Kế hoạch 2021 - 2025", "Kế hoạch 5 năm"), unless it is printed as a number: "2030/KH-UBND"
_A_NUMBER = r"(?!(?:19|20)\d\d\b(?!/))(?!(?:5|10|15|20|30) nam\b)\d{1,4}(?!\d|%| ?phan tram)"
REFERENCE = re.compile(rf"\b({_KIND})(?: so| no\.?)? ?({_A_NUMBER})(?:/(?:\d{{4}}/)?([a-z]+\d*(?:-[a-z0-9]+)*))?")
"""A folded kind, number and, where it is written, suffix: "quyet dinh", "889", "qd-ttg"."""
POINTED = re.compile(
    rf"\b(?P<vi>{KIND})(?: cu| moi)? (?:ay|do|nay|kia|tren)\b|\b(?:this|that|the same) (?P<en>{KIND})\b"
)
"""How it points at a document: "quyết định ấy"."""
BODY = re.compile(
    r"\b(?:bo|so|cuc|co quan|don vi) (?:ay|do|nay|kia)\b|\b(?:this|that|the same) (?:ministry|department|agency|body)\b"
)
"""How it points at a body: "sở ấy"."""
WHICH = re.compile(
    r"(?:\b(?:can cu|theo|dua (?:tren|vao)|tai|o) (?:vao |trong )?)?"
    rf"\b{KIND}(?! (?:so )?\d)(?: (?:cua|do|thuoc) \w+)? (?:nao|gi|so may|so bao nhieu)\b"
    r"|\b(?:(?:under|by|in|based on|according to) )?(?:which|what) (?:\w+ ){0,2}"
    r"(?:decree|decision|resolution|circular|plan|document|law|directive)\b"
)
"""How it asks for a document: "căn cứ quyết định nào", "kế hoạch của tỉnh số mấy"; not "Kế hoạch 204 là gì?"."""
# "ngoài Kế hoạch 235 …": asked for is what others say
_SET_ASIDE = re.compile(
    r"\b(?:ngoai|(?<!ra )(?<!hanh )(?<!ky )truoc(?: khi co)?|besides|before|apart from|other than) "
    rf"(?:{_KIND} (?:so |no\.? )?)?\d{{2,4}}/?[a-z-]*"
)
# "Kế hoạch 204 và Kế hoạch 235": two documents at once
TWO = re.compile(rf"{REFERENCE.pattern}\S* (?:va|voi|vs|and|hay|hoac|or) (?:ca |the )?(?:{REFERENCE.pattern})")
# "so sánh 889 và 1316": documents by their numbers alone
_BARE = re.compile(
    r"\b(?!20\d\d\b)(\d{2,4}) (?:va|voi|vs|and|hay|hoac|or) (?!20\d\d\b)(\d{2,4})\b"
    r"(?!%| ?phan tram| (?:so|ban|bo|xa|phuong|mo hinh))"
)
# "nghị định nào đã sửa Nghị định 08?": asked for is another document
ANOTHER = re.compile(
    r"\b(?:nghi dinh|quyet dinh|nghi quyet|thong tu|ke hoach|van ban)"
    r" (?:nao\b(?! (?:nay|do|ay)\b)|(?:sua doi|thay the)\b)"
    r"|\bwhich (?:decree|decision|resolution|circular|plan|document)\b"
)
# "Theo Nghị định 08, …": what is compared stands within it
WITHIN = re.compile(rf"(?:theo|trong|tai|under|in|according to) (?:the )?{REFERENCE.pattern}")
# "889/QĐ-TTg", "08/2022", "Quyết định số 76 ngày 11/01/2016"; "18/02/2025" is a day
_WRITTEN = re.compile(r"(?<![\d/])\d{1,4}(?:(?:/20\d\d)?[-/](?=[a-z])[a-z0-9/-]+|/20\d\d(?!\d)|(?= ngay \d))")
_SUFFIXES = frozenset((
    "qd", "kh", "nd", "nq", "tt", "ct", "cv", "ubnd", "hdnd", "cp", "ttg", "tu", "tw", "qh", "bct", "btnmt", "btc",
))  # fmt: skip
"""The parts of the numbers of documents that name their kinds and the bodies that issue them."""
_BARE_KINDS = "ke hoach|quyet dinh|nghi dinh|plan|decision|decree"
"""The kinds of which one document is spoken of so often that the word alone names it."""
_BARE_KIND = re.compile(
    rf"(?<!xong )(?<!lap )(?<!\bra )\b({_BARE_KINDS})\b"
    r"(?! (?:cu\b|nao|gi|so may|(?:va |- |& )?dau tu|hanh dong|rieng|cu the|giam|quan ly|phong chong|xu ly"
    r"|cua (?:bo|trung uong|chinh phu|thu tuong))\b)"
    r"(?! and investment)"
)
A_KIND = re.compile(rf"\b(?:{_BARE_KINDS})\b")
_KIND_NOT_HELD = re.compile(
    r"\b(?:nghi quyet|thong tu|chi thi|cong van|quy hoach|luat|dai hoi|resolution|circular|directive|law|congress)\b"
)
# "là nghị quyết hay kế hoạch?": which of them it is
_KINDS_OFFERED = re.compile(
    r"hay (?:la )?(?:ke hoach|quyet dinh)|\bor an? (?:plan|decision|resolution|circular|directive|law)\b"
)


def documents(text: str, library: Library, *, compared: bool = False, pointing: bool = False) -> frozenset[str]:
    """Return the documents that ``text`` names: by number, else by their kind ("kế hoạch này").

    By both, if they are ``compared``: "the plan and Decision 889". One ``pointing`` back means what was named before.
    """
    key = _SET_ASIDE.sub(" ", fold(text))
    numbered = named(key, library)
    if ((numbered or REFERENCE.search(key)) and not (compared and numbered)) or level_of(text) == "national":
        return numbered
    bare = REFERENCE.sub(" ", POINTED.sub(" ", key) if pointing else key)
    kinds = {KINDS[kind] for kind in _BARE_KIND.findall(bare)}
    return numbered | {document.id for document in library if document.metadata.kind in kinds}


def kind_pointed_at(key: str) -> str:
    """Return the kind of the document that a folded question points at, ``ANY`` for "văn bản"; else nothing."""
    match = POINTED.search(key)
    return KINDS.get(match["vi"] or match["en"], ANY) if match else ""


def written_out(text: str, before: str, library: Library) -> str:
    """Return ``text`` with the number of the document it points at, where that is the last of its kind in ``before``.

    Nothing where it points at none, or at one held, which needs no number: that has a record of its own.
    """
    pointed = POINTED.search(key := fold(text))
    if pointed is None or len(key) != len(text):
        return ""
    kind = KINDS.get(pointed["vi"] or pointed["en"], ANY)
    of_kind = [each for each in REFERENCE.findall(fold(before)) if kind in (ANY, KINDS[each[0]])]
    word, number, suffix = of_kind[-1] if of_kind else ("", "", "")
    if not number or _is_held(number, suffix, library):
        return ""
    return f"{text[: pointed.start()]}{KINDS[word]} {number}{text[pointed.end() :]}"


def named(key: str, library: Library) -> frozenset[str]:
    """Return the documents held that a folded question names by one of their names."""
    return frozenset(document.id for document in library if _names(document).search(key))


def aside(key: str, library: Library) -> frozenset[str]:
    """Return the documents that a folded question asks for others than: "ngoài Kế hoạch 235 …"."""
    return named(" ".join(_SET_ASIDE.findall(key)), library)


def cited(key: str, library: Library) -> tuple[str, ...]:
    """Return the numbers of the documents that a folded question names, not held, that a text held speaks of."""
    found = [(number, suffix) for _, number, suffix in REFERENCE.findall(key)]
    found += [(number, "") for pair in _BARE.findall(key) for number in pair]
    others = dict.fromkeys(each for each in found if not _is_held(*each, library))
    return tuple(dict.fromkeys(number for number, suffix in others if _is_spoken_of(number, suffix, library)))


def unknown(key: str, library: Library) -> tuple[str, ...]:
    """Return the documents that a folded question names and no text held speaks of, as they are written."""
    return tuple(
        f"{KINDS[kind]} {number}"
        for kind, number, suffix in REFERENCE.findall(key)
        if not (_is_held(number, suffix, library) or _is_spoken_of(number, suffix, library))
    )


def is_of_another(key: str, library: Library) -> bool:
    """Tell whether a folded question is about a document that is not held, by its kind or its number."""
    kind = _KIND_NOT_HELD.search(key) and not _KINDS_OFFERED.search(key)
    return bool(kind) or any(not _is_held(number, suffix, library) for _, number, suffix in REFERENCE.findall(key))


def _is_held(number: str, suffix: str, library: Library) -> bool:
    """Tell whether the document with a number is held; "235/QĐ-UBND" is none of a plan's."""
    return any(_is_numbered(fold(document.metadata.number or ""), number, suffix) for document in library)


def _is_numbered(written: str, number: str, suffix: str) -> bool:
    """Tell whether a number is as it was typed, its suffix as far as that names kinds and bodies ("889/ttg")."""
    first, *parts = re.split("[/-]", written)
    typed = _SUFFIXES.intersection(suffix.split("-"))
    return first in (number, number.zfill(2)) and all(any(part.startswith(each) for part in parts) for each in typed)


def _is_spoken_of(number: str, suffix: str, library: Library) -> bool:
    written = (each for document in library for each in _numbers_written(document))
    return any(_is_numbered(each, number, suffix) for each in written)


@read_once
def _numbers_written(document: Document) -> frozenset[str]:
    """Return the numbers of documents that a document writes, folded, with as much of their suffixes."""
    return frozenset(_WRITTEN.findall(document.folded))


@read_once
def _names(document: Document) -> re.Pattern[str]:
    """Return how folded questions name a document held."""
    names = sorted(map(fold, document.aliases), key=len, reverse=True)
    return re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?![\w/])")
