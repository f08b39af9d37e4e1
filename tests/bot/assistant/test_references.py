"""The documents a question names, and what no text held contains."""

import pytest

from hoi.bot.assistant import references
from hoi.bot.assistant.unheld import unheld
from hoi.corpus.library import Library
from hoi.corpus.normalise import fold


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Kế hoạch 204 thực hiện quyết định nào?", ("204",)),
        ("so sánh 106 và 204", ("106", "204")),
        ("Nghị quyết số 45-NQ/TU", ("45",)),
        ("Nghị quyết 176/2025/QH15", ("176",)),
        ("Quyết định 889/QĐ-TTg", ()),
        ("Kế hoạch 2021 - 2025 giao siêu thị bao nhiêu phần trăm?", ()),
        ("Kế hoạch 5 năm 2021-2025 đặt mục tiêu gì?", ()),
        ("Mục tiêu năm 2021 và 2030 của siêu thị?", ()),
    ],
)
def test_documents_only_spoken_of_are_known_by_their_numbers(
    library: Library, text: str, numbers: tuple[str, ...]
) -> None:
    assert references.cited(fold(text), library) == numbers


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Quyết định 235/QĐ-UBND nói gì về túi ni lông?", ("Quyết định 235",)),
        ("Kế hoạch 889/KH-UBND", ("Kế hoạch 889",)),
        ("Kế hoạch 2021/KH-UBND", ("Kế hoạch 2021",)),
        ("Nghị định 99 phạt bao nhiêu?", ("Nghị định 99",)),
        ("qd 889/ttg, kh 235/kh, nđ 08/2022/nđ-cp", ()),
        ("Kế hoạch 2030 của tỉnh đặt mục tiêu gì?", ()),
    ],
)
def test_documents_that_no_text_speaks_of_are_said_as_they_are_written(
    library: Library, text: str, named: tuple[str, ...]
) -> None:
    assert unheld(fold(text), text, text, library) == named


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ai ký quyết định đó", "Quyết định"),
        ("nghị quyết ấy nói gì", "Nghị quyết"),
        ("who signed that decision?", "Quyết định"),
        ("văn bản này có hiệu lực khi nào", references.ANY),
        ("quyết định nào", ""),
    ],
)
def test_the_kind_pointed_at(text: str, kind: str) -> None:
    assert references.kind_pointed_at(fold(text)) == kind


@pytest.mark.parametrize(
    ("text", "before", "written"),
    [
        ("Quyết định này đặt bao nhiêu?", "Quyết định 1316 do ai ký?", "Quyết định 1316 đặt bao nhiêu?"),
        ("Ai ký kế hoạch đó?", "Kế hoạch 106 và Quyết định 1316", "Ai ký Kế hoạch 106?"),
        ("Ai ký kế hoạch đó?", "Kế hoạch 106, rồi Kế hoạch 235", ""),
        ("Ai ký nghị định đó?", "Quyết định 1316 do ai ký?", ""),
        ("Ai ký?", "Quyết định 1316", ""),
    ],
    ids=["the_one_named", "of_its_kind", "held", "of_another_kind", "not_pointed_at"],
)
def test_a_document_pointed_at_is_written_out(library: Library, text: str, before: str, written: str) -> None:
    assert references.written_out(text, before, library) == written
