"""What an answer says, whatever the spelling: the comparison of words that the evaluation rests on."""

import re
import unicodedata
from collections.abc import Collection

from hoi.corpus.normalise import modern_tone

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
         "november", "december"), 1
    )
}  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({_MONTH}),?\s+(\d{{4}})")
_MONTH_DAY = re.compile(rf"({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})")
_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"\u00a0", " "),
        (r"[\u2010-\u2015\u2212]", "-"),
        (r"(?m)^\s*[-•*+]\s+", ""),
        (r"[*_`\"“”‘’]", ""),
        (r"\b(?:ni[\s-]?lông|ni[\s-]?lon|nylon|ny[\s-]?lông)\b", "ni lông"),
        (r"\s*(?:phần trăm|percent|per cent)\b", "%"),
        (r"(\d)\s+%", r"\1%"),
        (r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s*,?\s*năm\s+(\d{4})", r"\1/\2/\3"),
        (r"\b(\d{4})-(\d{2})-(\d{2})\b", r"\3/\2/\1"),
        (r"\b(\d{1,2})[.-](\d{1,2})[.-](\d{4})\b", r"\1/\2/\3"),
        (r"(\d)\s*-\s*(\d)", r"\1-\2"),
        (r"(?<![\d.,])0(\d)", r"\1"),
        (r"\s+", " "),
    )
)
_BETWEEN = re.compile(r"(?:between|giữa)\s+(\d+)\s*%?\s*(?:and|và)\s*(\d+)")
_RANGE = re.compile(r"(\d+)\s*%?\s*(?:-|đến|tới|to)\s*(\d+)")
_YEAR = re.compile(r"20\d\d")
_SENTENCE_END = re.compile(r"[.;!?]\s")
_NOT = re.compile(r"không|chưa|chẳng|\bnot?\b|n't|sai|nhầm|incorrect|wrong|never")
_NOT_WITHIN, _TIED_WITHIN = 30, 60
"""Characters before a phrase in which a "không" denies it, and around it in which a year claims it."""

_YES = re.compile(r"^(?:dạ,? ?|vâng,? ?)?(?:có|đúng|đúng vậy|yes|vâng)(?: ạ)?(?:[,.!:;]|$)")
_NO = re.compile(r"^(?:dạ,? ?)?(?:không|chưa|no|sai)(?: ạ)?(?:[,.!:;]|$)")
_DECLINES = re.compile(
    r"(?:kế hoạch|văn bản|tài liệu|bản này|dữ liệu|nguồn|quyết định|nghị quyết|phần này|nội dung này)"
    r"[^.;!?]{0,60}\b(?:không|chưa)\s+(?:hề\s+)?(?:có|thấy|tìm thấy|nêu|đề cập|nói|quy định|ghi|cung cấp"
    r"|thuộc|ấn định|phân bổ|đặt|biết|thể)\b"
    r"|ngoài phạm vi|không tìm thấy|không thuộc phạm vi|(?:chưa|không) đủ căn cứ"
    r"|(?:plan|document|text|source|it|i)\b[^.;!?]{0,60}"
    r"\b(?:(?:do|does|did)(?: not|n't)|cannot|can't|can not)\b"
    r"|not (?:stated|mentioned|specified|available|covered|found) |out(?:side)? (?:of|the) scope"
    r"|\bno (?:information|figure|mention)"
)
_TELLS_CUT = re.compile(
    r"(?:chỉ (?:có|thấy)[^.]{0,30}|only the )(?:tiêu đề|heading|title)|bị cắt|cắt ngang|(?:không|chưa) đầy đủ"
    r"|thiếu|phần còn lại|dừng|kết thúc|chỉ (?:có )?(?:đến|tới)"
    r"|(?:đến|tới|sau|hết|từ) (?:mục |phần |tiêu đề )?iii\.2"
    r"|không có trong bản|truncat|incomplete|\b(?:end|stop)s?\b|cut off|missing|only (?:up )?to"
)


def normal(text: str) -> str:
    """Return ``text`` in the form that compares: lower case, one spelling of dates, ranges and percents.

    >>> normal("Giảm 05 – 08 phần trăm từ ngày 01 tháng 9 năm 2021")
    'giảm 5-8% từ 1/9/2021'
    """
    text = modern_tone(unicodedata.normalize("NFC", text).lower())
    text = _DAY_MONTH.sub(lambda m: f"{m[1]}/{_MONTHS[m[2]]}/{m[3]}", text)
    text = _MONTH_DAY.sub(lambda m: f"{m[2]}/{_MONTHS[m[1]]}/{m[3]}", text)
    for pattern, form in _SPELLINGS:
        text = pattern.sub(form, text)
    return text.strip()


def says(text: str, phrase: str) -> bool:
    """Tell whether ``text`` contains ``phrase`` as whole words and whole numbers.

    >>> says("từ 5% đến 8%", "5 - 8%"), says("Giảm 85%", "5%")
    (True, False)
    """
    pattern = _whole(phrase)
    return any(pattern.search(form) for form in _forms(text))


def asserts(text: str, phrase: str, *, own: int | None = None, others: Collection[int] = ()) -> bool:
    """Tell whether ``text`` says ``phrase`` and means it: not denied and not tied to another period.

    ``own`` is the last year of the period asked for; a percentage nearer to a year of ``others`` is theirs.
    """
    pattern = _whole(phrase)
    percentage = "%" in phrase
    return any(
        not _denied(form, match.start()) and not (percentage and others and _tied(form, match.span(), own, others))
        for form in _forms(text)
        for match in pattern.finditer(form)
    )


def contradicts(text: str, polarity: str | None) -> bool:
    """Tell whether ``text`` opens with "no" where ``polarity`` is "yes", or the other way round."""
    opposite = {"yes": _NO, "no": _YES}.get(polarity or "")
    return bool(opposite and opposite.search(normal(text)))


def declines(text: str) -> bool:
    """Tell whether ``text`` says that the documents do not hold something."""
    return bool(_DECLINES.search(normal(text)))


def tells_cut(text: str) -> bool:
    """Tell whether ``text`` says that the text held is not the whole document."""
    return bool(_TELLS_CUT.search(normal(text)))


def _forms(text: str) -> tuple[str, str]:
    """Return the normal form, and the same with "5% đến 8%" and "between 5 and 8%" as 5-8%."""
    form = normal(text)
    return form, _RANGE.sub(r"\1-\2", _BETWEEN.sub(r"\1-\2", form))


def _whole(phrase: str) -> re.Pattern[str]:
    form = normal(phrase)
    before = r"(?<![\d/.,])" if form[:1].isdigit() else r"(?<!\w)" if form[:1].isalpha() else ""
    after = r"(?!\d)" if form[-1:].isdigit() else ""
    return re.compile(before + re.escape(form) + after)


def _denied(text: str, start: int) -> bool:
    before = text[max(0, start - _NOT_WITHIN) : start]
    return bool(_NOT.search(_SENTENCE_END.split(before)[-1]))


def _tied(text: str, span: tuple[int, int], own: int | None, others: Collection[int]) -> bool:
    """Tell whether the nearest year, of ``own`` and ``others``, is one of ``others``."""
    start, end = span
    distances = [(max(start - year.end(), year.start() - end), int(year[0])) for year in _YEAR.finditer(text)]
    theirs = min((distance for distance, year in distances if year in others), default=None)
    ours = min((distance for distance, year in distances if year == own), default=None)
    return theirs is not None and theirs <= _TIED_WITHIN and (ours is None or theirs <= ours)
