"""Screens of any document: whatever a text holds, Telegram shows every screen of it, and every part is reached."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoi.bot.ledger import TABLES, Ledger
from hoi.bot.telegram import originals, reading, tables
from hoi.bot.telegram.buttons import Verb, pressed
from hoi.bot.telegram.comparison import Comparer
from hoi.bot.telegram.place import Place
from hoi.bot.telegram.references import Held, Reference, find
from hoi.bot.telegram.screen import Screen
from hoi.corpus.ledger.select import Wanted
from hoi.corpus.library import Library
from tests.auxil import telegram_judge
from tests.auxil.ledger import held

TODAY = date(2026, 11, 27)
LINES = st.sampled_from(
    [
        "I. MỤC TIÊU 😀", "1. Giai đoạn 2021 - 2025", "- 85% các siêu thị <b>&", "Điều 5. Trách nhiệm", "a) Điểm a",
        "Sở Công Thương báo cáo trước ngày 15/12 hằng năm.", "+ 1.000 mô hình", "đ) \u200b", "x" * 500, "PHỤ LỤC II",
    ]
)  # fmt: skip
TEXTS = st.lists(LINES | st.text(max_size=60), min_size=1, max_size=14).map("\n\n".join)


def judged(screen: Screen) -> Screen:
    for call in screen.sent(Place(42)):
        telegram_judge.check_call(call.method, dict(call.params))
    return screen


def text_of(screen: Screen) -> str:
    """The text of a screen that is one message, as one that is walked to must be."""
    (part,) = screen.parts
    return part.text


def steps(screen: Screen, verb: Verb) -> list[tuple[str, ...]]:
    """The fields of the buttons with ``verb``."""
    rows = screen.keyboard.inline_keyboard if screen.keyboard else ()
    found = [pressed(str(each.callback_data), verb) for row in rows for each in row if each.callback_data]
    return [each.fields for each in found if each is not None]


def reached(library: Library) -> set[str]:
    """The places one can walk to from the list of documents."""
    queue, seen = [("", "0")], set[tuple[str, str]]()
    for place, page in queue:
        where = find(library, Reference.decode(place))
        screen = reading.documents(library, "vi") if where is None else reading.screen(where, "vi", int(page))
        assert text_of(judged(screen))
        for fields in steps(screen, Verb.WALK):
            step = (fields[0], fields[1])
            if step not in seen:
                seen.add(step)
                queue.append(step)
    return {place for place, _ in seen}


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_document_can_be_walked_through(text: str) -> None:
    library = Library([held(text)])
    document = library.get("thu-1")
    places = {Reference("thu-1", each.locator).encode(58) for each in document.provisions}
    assert places - {None} <= reached(library)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_document_has_tables_comparisons_and_an_original(text: str) -> None:
    library = Library([held(text)])
    ledger = Ledger(library)
    document = library.get("thu-1")
    for language in ("vi", "en"):
        for table in TABLES:
            judged(tables.screen(ledger, table, Wanted(), TODAY, language))
        judged(originals.screen(document, language, "https://hoi.example"))
        for provision in document.provisions[:5]:
            judged(Comparer(ledger, library).screen(Held(document, provision), language))


def test_provision_longer_than_a_message_is_read_part_by_part() -> None:
    words = " ".join(f"chữ{number}" for number in range(3_000))
    library = Library([held(f"I. CHUNG\n\n1. {words}")])
    where = find(library, Reference("thu-1", "I.1"))
    assert where is not None
    first = judged(reading.screen(where, "vi"))
    pages = 1 + max(int(page) for place, page in steps(first, Verb.WALK) if place == "thu-1_sI_d1")
    shown, page = text_of(first), 0
    while page + 1 < 10:
        page += 1
        screen = judged(reading.screen(where, "vi", page))
        if text_of(screen) in shown:
            break
        shown += "\n" + text_of(screen)
    assert pages > 1
    assert all(f"chữ{number}" in shown for number in range(0, 3_000, 7))


def test_many_parts_are_turned_through() -> None:
    lines = "".join(f"- Việc thứ {number} của kế hoạch.\n\n" for number in range(1, 61))
    library = Library([held(f"I. CHUNG\n\n1. Các việc\n\n{lines}")])
    assert {f"thu-1_sI_d1_h{number}" for number in range(1, 61)} <= reached(library)


def test_heading_and_parts_too_long_for_one_message_lose_none() -> None:
    parts = "".join(f"{letter}) {'việc phải làm ' * 60}thứ {letter}.\n\n" for letter in "abcdefgh")
    for text in ("Nội dung dài. " * 200, "Nội dung dài. " * 280, "Nội dung dài. " * 600):
        library = Library([held(f"1. {text}\n\n{parts}")])
        where = find(library, Reference("thu-1", "1"))
        assert where is not None
        pages = [text_of(judged(reading.screen(where, "vi", page))) for page in range(4)]
        assert all(any(f"({number}) " in page for page in pages) for number in range(1, 9))
        assert {f"thu-1_s1_d{letter}" for letter in "abcdefgh"} <= reached(library)
        seen = "".join(dict.fromkeys(pages))
        assert seen.count("dài.") == text.count("dài.")


def test_comparison_longer_than_a_message_is_shown_whole() -> None:
    words = "các siêu thị sử dụng bao bì thân thiện môi trường " * 60
    clauses = f"1. Giai đoạn 2021 - 2025\n\n- 85% {words}một.\n\n2. Giai đoạn 2026 - 2030\n\n- 100% {words}hai."
    library = Library([held(f"I. MỤC TIÊU\n\n{clauses}")])
    where = find(library, Reference("thu-1", "I.1#1"))
    assert where is not None
    screen = judged(Comparer(Ledger(library), library).screen(where, "vi"))
    shown = "".join(part.text for part in screen.parts)
    assert shown.count("bao bì thân thiện") == 120
    assert "một." in shown
    assert "hai." in shown


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_counterpart_of_the_shipped_documents_is_shown(library: Library, language: str) -> None:
    comparer = Comparer(Ledger(library), library)
    for document in library:
        for provision in document.provisions:
            judged(comparer.screen(Held(document, provision), language))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_rows_with_long_cells_are_cut_until_all_of_a_page_are_shown(language: str) -> None:
    many = ", ".join(f"Sở Thứ Hạng Dài Tên Gọi {chr(65 + number)}" for number in range(26))
    duty = f"- Sở Công Thương chủ trì, phối hợp với {many} {'rà soát quy hoạch ' * 40}theo dõi.\n\n"
    library = Library([held("III. TỔ CHỨC THỰC HIỆN\n\n" + duty * 9)])
    screen = judged(tables.screen(Ledger(library), "duties", Wanted(), TODAY, language))
    assert all(f"\n{number}. " in text_of(screen) for number in range(1, tables.PER_PAGE + 1))
