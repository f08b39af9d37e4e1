"""Scope: the level a question names, and what it says it does not ask for."""

import re

from hoi.corpus.model import Level
from hoi.corpus.normalise import fold

_NATIONAL = re.compile(
    r"\bcả nước\b|toàn quốc|trung ương|(?<!hành động )(?<!trình )quốc gia|chính phủ|(?:whole|entire) country|nationwide"
    r"|\bnational(?:ly)?\b(?! (?:action )?program)|\b(?:the|our) nation(?:'s)?\b|country's\b|\bthe country\b"
    r"|\btrên (?=trung ương)"
)
# "các tỉnh, thành phố", "80% tỉnh": those of the nation
_PROVINCIAL = re.compile(
    r"(?<!các )(?<!nhiêu )(?<!mấy )(?<!trăm )(?<!lệ )(?<!% )\btỉnh\b(?!,? thành)"
    r"|lạng sơn|lang son|địa bàn|\bprovince\b|provincial|(?<=trung ương và )địa phương|(?<=trung ương với )địa phương"
    r"|(?<=hơn )địa phương(?! khác)"
    r"|địa phương (?=(?:và|với) trung ương)|\bdưới (?=tỉnh\b)"
)
# "tôi không hỏi …", "khỏi nhắc …", "đừng lấy …": whatever follows, up to the next comma
_NOT_ASKED = re.compile(
    r"(?:^|(?<=[,;:.?!] )|\()(?:(?:chu|con|va|nhung|ma) )?(?:(?:toi|minh|em|chau|anh|chi|to|t|m) )?"
    r"(?:(?:khong|chua|chang)(?: can| phai| muon)? (?:hoi|tinh|ke|lay|bao gom|can so)"
    r"|(?:khoi|dung|khoi can|khong can|khoi phai)(?: can)? (?:hoi|tinh|ke|lay|nhac|noi|neu|dua|dan)(?! nguon)"
    r"|(?:forget|skip)(?: about)?(?= 20\d\d)"
    r"|(?:i am |i'm )?not (?:asking|interested|talking)|(?:please )?leav(?:e|ing) (?:out|aside)|never mind)\b"
    r"(?:(?! - )[^,;:.?!()])*\)?"
    # "không phải siêu thị, ý tôi là làng nghề"
    r"|^(?:khong|dau|chang) phai\b[^,;:.?!]*, ?(?=(?:y|toi|minh|em|t) )"
)
# "chứ không phải …", "rather than …": only when what follows is a level, a document or years
_RATHER = re.compile(
    r",? ?(?:\bchu (?:khong|chang)(?: phai)?(?: la)?|(?:(?<=, )|(?<=\())khong phai(?: la)?"
    r"|\brather than|\binstead of|(?<=, )(?:and |but )?not(?! only| just| all)|\band not)\b"
    r"((?:(?! (?:thi|ma|khong|what|how|which|who|does|do|is)\b)[^,;:.?!()])*)"
)
_PAPER = r"(?:(?<=lap )bang|bao cao|slide|cong van|to trinh|bai|luan van|de cuong|tham luan|ban tin|giao an|nghi quyet)"
# "em đang làm báo cáo", "tôi cần soạn công văn": what the answer is wanted for
_WANTED_FOR = re.compile(
    r"(?:^|(?<=[,;:.?!] ))(?:(?:chung|de|vi|do|nay|hien|hom nay|may hom nay) )*"
    r"(?:(?:ben|nha|co quan|phong|chi nhanh|cong ty)? ?(?:em|toi|minh|to|chau|anh|chi|bon em|tui)\b ?"
    r"(?:la (?:\w+ ){1,5})?)?"
    r"(?:(?:dang|can|phai|muon|dinh|sap|de|chuan bi|lo)\b(?: (?:can|phai|gap))?|(?<=\btoi)|(?<=\bem)|(?<=\bminh)"
    r"|sep (?:bao|giao|yeu cau))"
    r" ?(?:lam|viet|soan|lap|dua|chep|trich|dan|go|chuan bi|tong hop"
    r"|trinh|nop|gui|hoan thien|ghi|dien|dua vao|bo vao|day|thuyet trinh|hoc)\b"
    rf"(?: \w+){{0,4}}? {_PAPER}\b(?:(?! ma\b)[^,;:.?!])*"
)
# "… để tôi đưa vào báo cáo", "tôi cần biết để báo cáo sếp"
_FOR_A_PAPER = re.compile(
    r"(?<=\bbiet) de (?:con )?bao cao\b[^,;:.?!]*"
    r"|,? ?\bde (?:(?:em|toi|minh|to|chau|anh|chi|bon em|tui|con) )?(?:(?:con|kip|tien|co the) )?"
    r"(?:dua|lam|lap|viet|soan|bo|chen|chep|go|ghi|dien|dan|trich|nop|trinh|gui|hoan thien|tong hop)\b"
    rf"(?: \w+){{0,4}}? {_PAPER}\b[^,;:.?!]*"
)
# "ngoài tuyên truyền bằng tài liệu, còn hình thức nào khác?"; not "ngoài Kế hoạch 235", which is of documents
_BESIDES = re.compile(
    r"\b(?:ngoai|tru|bo(?! qua)) (?:(?:viec|cai|nhung|cac) )?(?P<vi>(?!ra\b|nuoc\b)\D{3,60}?)(?:,| ra\b| thi\b)+"
    r"(?= (?:\w+ ){0,3}con\b(?! so\b).*\b(?:nao|gi|khac|nua)\b)"
    r"|\b(?:besides|apart from|other than|except(?: for)?) (?P<en>\D{3,60}?),(?= (?:what|which|who)\b)"
)
_PARTS = re.compile(r"(?<=[.?!:;])\s+")
_ASKS = re.compile(
    r"\?|\b(?:nao|gi|may|bao|nhieu|ai|sao|dau|khong|chua|hay|the nao|neu|ke|liet ke"
    r"|(?:cho|xin) (?:toi |em |minh |chau )?(?:hoi|biet|xem|so|ten|loi)"
    r"|what|which|who\w*|when|where|how|why|tell|list|give|name|show)\b"
)
_TURNS = re.compile(r",?\s*\b(?:còn|vậy(?! là)|thế(?! nào))\s", re.IGNORECASE)
_SCOPES = re.compile(
    r"\b(?:20\d\d|2k\d\d|giai doan|chang|moc|thoi ky|period|phase|ke hoach|quyet dinh|nghi dinh|plan|decision|decree)\b"
)


def level_of(text: str) -> Level | None:
    """Return the one level ``text`` names; with its marks, for "tính" is not "tỉnh"."""
    national, provincial = _named(text)
    if national == provincial:
        return None
    return "national" if national else "provincial"


def levels_of(text: str) -> set[Level]:
    """Return every level ``text`` names."""
    national, provincial = _named(text)
    return {*(("national",) if national else ()), *(("provincial",) if provincial else ())}


def without_levels(text: str) -> str:
    """Return ``text``, in small letters, without the words that name levels."""
    return _NATIONAL.sub(" ", _PROVINCIAL.sub(" ", text.lower()))


def without_excluded(text: str) -> str:
    """Return ``text`` without what it says it does not ask for, and what it is asked for.

    >>> without_excluded("Mốc 2030 chứ không phải 2025, siêu thị phải đạt bao nhiêu?")
    'Mốc 2030, siêu thị phải đạt bao nhiêu?'
    >>> without_excluded("Cả nước đến 2030 giảm mấy phần trăm, không hỏi Lạng Sơn")
    'Cả nước đến 2030 giảm mấy phần trăm'
    >>> without_excluded("Em đang soạn công văn, cho em xin số hiệu kế hoạch.")
    'cho em xin số hiệu kế hoạch.'
    """
    folded = fold(text)
    if len(folded) != len(text):  # a letter that folds to none or to several: places would not be the same
        return text
    spans = [match.span() for each in (_NOT_ASKED, _WANTED_FOR, _FOR_A_PAPER) for match in each.finditer(folded)]
    spans += [match.span() for match in _RATHER.finditer(folded) if _is_scope(text[slice(*match.span(1))])]
    return _without(text, spans)


def without(pattern: re.Pattern[str], text: str) -> str:
    """Return ``text`` without what a pattern over folded texts finds in it.

    >>> without(re.compile("^thoi hoi chuyen khac"), "Thôi hỏi chuyện khác, siêu thị thì sao?")
    'siêu thị thì sao?'
    """
    folded = fold(text)
    return _without(text, [match.span() for match in pattern.finditer(folded)]) if len(folded) == len(text) else text


def asking(text: str) -> str:
    """Return the parts of ``text`` that ask something, without what is only told beside; all of it where none does.

    >>> asking("Chúng tôi lập ngân sách mười năm: đến 2030 chỉ tiêu là bao nhiêu?")
    'đến 2030 chỉ tiêu là bao nhiêu?'
    """
    return " ".join(part for part in _PARTS.split(text) if _ASKS.search(fold(part))) or text


def turned_to(text: str) -> str:
    """Return the end of ``text`` where that asks of one level, and what stands before only tells of the other.

    Otherwise all of it.

    >>> turned_to("Tỉnh là 90%, còn cả nước thì bao nhiêu?")
    'cả nước thì bao nhiêu?'
    >>> turned_to("Tỉnh bao nhiêu, còn cả nước bao nhiêu?")
    'Tỉnh bao nhiêu, còn cả nước bao nhiêu?'
    >>> turned_to("Tuyên truyền đến 2025: cả nước 80%, còn tỉnh thì sao?")
    'Tuyên truyền đến 2025: tỉnh thì sao?'
    """
    *before, end = _TURNS.split(text)
    topic, colon, told = " ".join(before).rpartition(": ")
    if levels_of(topic):
        topic, colon, told = "", "", " ".join(before)
    levels = levels_of(end)
    turned = len(levels) == 1 and levels_of(told) - levels and not _ASKS.search(fold(told))
    return f"{topic}{colon}{end}" if turned else text


def without_besides(text: str) -> tuple[str, str]:
    """Return ``text`` without what its list is wanted without, and that; the text and nothing where it says none.

    >>> without_besides("Ngoài tuyên truyền bằng tài liệu, tỉnh còn dùng hình thức nào khác?")
    ('tỉnh còn dùng hình thức nào khác?', 'tuyên truyền bằng tài liệu')
    """
    folded = fold(text)
    match = _BESIDES.search(folded) if len(folded) == len(text) else None
    if match is None:
        return text, ""
    besides = text[slice(*match.span("vi" if match["vi"] else "en"))]
    return f"{text[: match.start()]}{text[match.end() :]}".strip(" ,"), besides


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return ``text`` without ``spans`` and the punctuation they leave behind; all of it where nothing is left."""
    kept = list(text)
    for start, end in spans:
        kept[start:end] = [""] * (end - start)
    left = re.sub(r"[\s,;:(]+(?=[).?!,;:]|$)|\(\s*\)|^[\s,;:)]+", "", "".join(kept)).strip()
    return left if fold(left).strip(" ?.!") else text


def _is_scope(text: str) -> bool:
    return any(_named(text)) or bool(_SCOPES.search(fold(text)))


def _named(text: str) -> tuple[bool, bool]:
    text = text.lower()
    return bool(_NATIONAL.search(text)), bool(_PROVINCIAL.search(text))
