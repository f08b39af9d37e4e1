"""``@bot words``: cited provisions to share, ten at a time, always the same results for the same provisions."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoi.corpus.library import Library
from tests.auxil import updates
from tests.auxil.desk import converse
from tests.auxil.ledger import held
from tests.auxil.telegram_call import Call


def answer(words: str, *, offset: str = "", language: str = "vi") -> Call:
    (call,) = converse(updates.inline(words, offset=offset, language=language)).calls
    assert call.method == "answerInlineQuery"
    return call


def test_provisions_are_offered_with_their_place_and_a_link() -> None:
    results = answer("siêu thị bao bì thân thiện môi trường").params["results"]
    first = results[0]["input_message_content"]["message_text"]
    assert "Gạch đầu dòng thứ" in first
    assert "siêu thị" in first
    (button,) = results[0]["reply_markup"]["inline_keyboard"][0]
    assert button["url"].startswith("https://t.me/hoi_thu_bot?start=")
    assert len(results) == 10


def test_long_provision_is_marked_where_it_is_cut() -> None:
    library = Library([held(f"1. {'Báo cáo kết quả hằng năm. ' * 400}\n\n2. Báo cáo kết quả hằng quý.")])
    (call,) = converse(updates.inline("báo cáo kết quả"), library=library).calls
    texts = {each["input_message_content"]["message_text"] for each in call.params["results"]}
    assert any(len(text) > 4_000 and text.endswith("…") for text in texts)
    assert all(text.endswith("…") == (len(text) > 4_000) for text in texts)


def test_more_are_offered_page_by_page_without_repeats() -> None:
    seen: list[str] = []
    offset = ""
    for _ in range(10):
        call = answer("sản xuất và tiêu dùng bền vững", offset=offset)
        seen += [each["id"] for each in call.params["results"]]
        offset = str(call.params.get("next_offset", ""))
        if not offset:
            break
    assert len(seen) == len(set(seen)) > 10
    assert not offset


def test_same_words_give_the_same_ids() -> None:
    once, again = (answer("siêu thị").params["results"] for _ in range(2))
    assert [each["id"] for each in once] == [each["id"] for each in again]


@pytest.mark.parametrize(("language", "hint"), [("vi", "Nhập từ khóa"), ("en", "Type words")])
def test_nothing_typed_is_a_hint_and_the_targets(language: str, hint: str) -> None:
    first, *others = answer("  ", language=language).params["results"]
    assert first["title"].startswith(hint)
    assert len(others) == 9
    assert "giảm từ 5 - 8%" in others[0]["input_message_content"]["message_text"]


def test_nothing_found_is_said_so() -> None:
    (result,) = answer("xyzzy").params["results"]
    assert "“xyzzy”" in result["input_message_content"]["message_text"]


def test_results_are_the_askers_own_and_short_lived() -> None:
    call = answer("siêu thị")
    assert call.params["is_personal"] in (True, "true")
    assert int(call.params["cache_time"]) <= 300


def test_who_asks_faster_than_anybody_types_is_offered_nothing_and_nothing_is_searched() -> None:
    searched: list[str] = []

    async def find(words: str) -> list[tuple[str, str]]:
        searched.append(words)
        return [("kh-235-2021", "II.1#5")]

    def offered(*incoming: dict[str, Any] | int) -> list[int]:
        return [len(call.params["results"]) for call in converse(*incoming, find=find).calls]

    flood = [updates.inline(f"siêu thị {number}") for number in range(50)]
    assert offered(*flood, updates.inline("siêu thị", 43), 2, updates.inline("siêu thị")) == [1] * 30 + [0] * 20 + [
        1,
        1,
    ]
    assert len(searched) == 32


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=10))
def test_any_words_and_offset_are_answered(words: str, offset: str) -> None:
    answer(words.encode("utf-8", "ignore").decode(), offset=offset.encode("utf-8", "ignore").decode())
