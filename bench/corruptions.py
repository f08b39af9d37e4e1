"""Ways to make a right answer wrong, each the kind of mistake a model or a template could make; nothing is random."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

from hoi.bot.assistant.answer import Answer
from hoi.corpus.agencies import find

Corruption = Callable[[Answer], Iterator[str]]

_PERIODS = (
    ("Giai đoạn 2021 - 2025", "Giai đoạn đến năm 2030"), ("giai đoạn 2021 - 2025", "giai đoạn đến năm 2030"),
    ("ến năm 2025", "ến năm 2030"), ("ến hết năm 2025", "ến hết năm 2030"), ("Sau năm 2025", "Đến năm 2025"),
    ("Period 2021 - 2025", "Period to 2030"), ("by 2025", "by 2030"), ("Sau ngày", "Trước ngày"),
    ("Từ ngày", "Sau ngày"), ("đến năm 2020", "đến năm 2025"),
)  # fmt: skip
_LEVELS = (("Tỉnh Lạng Sơn,", "Cả nước,"), ("cả nước", "tỉnh Lạng Sơn"), ("trên địa bàn tỉnh", "trên cả nước"),
           ("tỉnh Lạng Sơn đặt", "cả nước đặt"), ("the country", "Lạng Sơn province"),
           ("in the province", "nationwide"), ("của cả nước", "của tỉnh"))  # fmt: skip
_ROLES = (("chủ trì", "phối hợp"), ("leads", "supports"), ("support", "lead"))
_MARKERS = (
    "không được ", "không còn ", "không ", "chưa ", "tiến tới ", " dần", " hẳn", "khuyến khích ", "phải ", "chỉ ",
    "có thể ", "trừ ", "dưới ", "cấm ", "gradually ", "move towards ", " not", "only ", "encourage ", "must ",
    "except ",
)  # fmt: skip
_ADDED = (("được ", "không được "), ("sử dụng ", "chỉ sử dụng "), ("phân phối", "phải phân phối"),
          (" các ", " tất cả các "), ("are ", "are not "), ("organise", "must organise"), ("khuyến khích", "bắt buộc"),
          ("hạn chế", "cấm"),
          ("thay thế dần", "thay thế hẳn"))  # fmt: skip
_NOUNS = (
    "siêu thị", "trung tâm thương mại", "bao bì", "khu kinh tế", "khu công nghiệp", "cụm công nghiệp", "làng nghề",
    "huyện", "thành phố", "doanh nghiệp", "người tiêu dùng", "hợp tác xã", "túi ni lông", "chợ dân sinh", "khách sạn",
    "chuỗi cung ứng", "nhãn sinh thái", "mô hình", "ngành sản xuất", "khoáng sản", "hóa chất", "tài nguyên",
    "nhiên liệu", "chất thải", "nhựa", "packaging", "supermarkets", "enterprises", "consumers", "craft villages",
    "supply chains", "industrial parks", "models", "minerals", "hotels", "plastic bags",
)  # fmt: skip
_AGENCIES = ("Bộ Tài chính", "Sở Y tế", "Bộ Quốc phòng", "Hội đồng nhân dân thành phố Hà Nội")
_PEOPLE = re.compile(r"Đoàn Thu Hà|Trịnh Đình Dũng|Trần Tuấn Anh|Lê Văn Thành|Lương Trọng Quỳnh|Nguyễn Xuân Phúc")
_FIGURE = re.compile(
    r"(?<![\d/.,\w-])(\d{1,3})(?=\s*%|\s*-\s*\d{1,2}\s*%|\s+(?:mô hình|xã|phường|sở|tỉnh|đơn vị|models|tasks))"
)
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_NUMBER = re.compile(r"\b(\d+)(?=(?:/\d{4})?/[A-ZĐ]{2}|-NQ/)")
_CLAUSE = re.compile(r"[^;.\n]{60,}")
_SMALLEST = 12  # words a clause needs for a piece to be cut from its middle


def corruptions(answer: Answer) -> Iterator[tuple[str, Answer]]:
    """Return the ways in which ``answer`` is made wrong, each with the name of its kind."""
    for kind, corrupt in KINDS.items():
        for text in corrupt(answer):
            if text != answer.text:
                yield kind, replace(answer, text=text)
    yield from (("stitched quote", each) for each in _quotes_stitched(answer))


def _swapped(pairs: tuple[tuple[str, str], ...], *, back: bool = True) -> Corruption:
    both = (*pairs, *((new, old) for old, new in pairs)) if back else pairs

    def corrupt(answer: Answer) -> Iterator[str]:
        yield from (answer.text.replace(old, new, 1) for old, new in both if old in answer.text)

    return corrupt


def _dropped(answer: Answer) -> Iterator[str]:
    for marker in _MARKERS:
        pattern = rf"(?<!\w){re.escape(marker)}(?!\w)" if marker.startswith(" ") else rf"(?<!\w){re.escape(marker)}"
        yield re.sub(pattern, "", answer.text, count=1)


def _counted(answer: Answer) -> Iterator[str]:
    for match in _FIGURE.finditer(answer.text):
        yield f"{answer.text[: match.start()]}{int(match[1]) + 3}{answer.text[match.end() :]}"


def _dated(answer: Answer) -> Iterator[str]:
    yield _DAY.sub(lambda each: f"{int(each[1]) % 28 + 1}/{each[2]}/{each[3]}", answer.text, count=1)
    yield _NUMBER.sub(lambda each: str(int(each[1]) + 1), answer.text, count=1)


def _renamed(answer: Answer) -> Iterator[str]:
    for mention in find(answer.text)[:3]:
        before, after = answer.text[: mention.span.start], answer.text[mention.span.end :]
        yield from (f"{before}{each}{after}" for each in _AGENCIES[:2] if each not in answer.text)
    yield _PEOPLE.sub("Nguyễn Văn Anh", answer.text, count=1)


def _nouns_swapped(answer: Answer) -> Iterator[str]:
    """Exchange two nouns of one clause."""
    for clause in _CLAUSE.finditer(answer.text):
        inside = [each for each in _NOUNS if clause[0].count(each) == 1]
        for one, other in list(combinations(inside, 2))[:2]:
            if one not in other and other not in one:
                said = clause[0].replace(one, "\0").replace(other, one).replace("\0", other)
                yield answer.text.replace(clause[0], said)


def _stitched(answer: Answer) -> Iterator[str]:
    """Leave out the middle third of a clause, with and without a mark."""
    for clause in _CLAUSE.finditer(answer.text):
        words = clause[0].split(" ")
        if len(words) >= _SMALLEST:
            head, tail = " ".join(words[: len(words) // 3]), " ".join(words[2 * len(words) // 3 :])
            yield answer.text.replace(clause[0], f"{head} … {tail}")
            yield answer.text.replace(clause[0], f"{head} {tail}")


def _quotes_stitched(answer: Answer) -> Iterator[Answer]:
    for at, citation in enumerate(answer.citations[:1]):
        if len(citation.quote) > 100:
            quote = f"{citation.quote[:40]}…{citation.quote[-40:]}"
            yield replace(
                answer, citations=(*answer.citations[:at], replace(citation, quote=quote), *answer.citations[1:])
            )


KINDS: dict[str, Corruption] = {
    "wrong period": _swapped(_PERIODS),
    "wrong level": _swapped(_LEVELS),
    "lead and support swapped": _swapped(_ROLES),
    "invented number": _counted,
    "negation or modality dropped": _dropped,
    "negation or modality added": _swapped(_ADDED, back=False),
    "stitched": _stitched,
    "nouns swapped in a clause": _nouns_swapped,
    "date or number altered": _dated,
    "wrong agency or person": _renamed,
}
