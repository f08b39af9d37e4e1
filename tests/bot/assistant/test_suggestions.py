"""Every question that is suggested has its answer; what is suggested is not what was asked."""

import pytest

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant
from hoi.corpus.library import Library

WRITTEN = [
    pytest.param(document.id, locator, language, line, id=f"{document.id}:{locator}-{language}-{number}")
    for document in Library.shipped()
    for (locator, language), lines in document.suggestions.items()
    for number, line in enumerate(lines)
]


@pytest.mark.parametrize(("document", "locator", "language", "line"), WRITTEN)
def test_each_is_answered_by_its_provision(
    assistant: Assistant, document: str, locator: str, language: str, line: str
) -> None:
    answer = assistant.ask(Question.of(line))

    assert answer.language == language
    assert answer.status in ("answered", "partial")
    assert (answer.citations[0].document, answer.citations[0].locator) == (document, locator)


def test_every_provision_of_the_plan_has_one_in_both_languages(library: Library) -> None:
    plan = library.get("kh-235-2021")
    leaves = {each.locator for each in plan.provisions if not plan.children(each.locator)}

    assert {(each, language) for each in leaves for language in ("vi", "en")} <= plan.suggestions.keys()


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        pytest.param(
            "Đến năm 2025 bao nhiêu phần trăm siêu thị sử dụng bao bì thân thiện môi trường?",
            (
                "Đến năm 2030 bao nhiêu phần trăm siêu thị sử dụng bao bì thân thiện môi trường?",
                "Đến năm 2030 cả nước có bao nhiêu phần trăm siêu thị sử dụng bao bì thân thiện môi trường?",
            ),
            id="other_period_and_level_first",
        ),
        pytest.param(
            "Sở Nội vụ còn không?",
            ("Sở Tài nguyên và Môi trường Lạng Sơn nay là sở nào?", "Tỉnh Lạng Sơn thành lập bao nhiêu sở mới?"),
            id="same_heading",
        ),
        pytest.param(
            "Người dân dùng túi ni lông có bị phạt không?",
            ("Kế hoạch 235 nói gì về túi ni lông ở chợ dân sinh?",),
            id="same_topic_though_not_found",
        ),
        pytest.param(
            "Huyện Hữu Lũng còn không?", ("Sau sắp xếp tỉnh Lạng Sơn có bao nhiêu xã, phường?",), id="what_changed"
        ),
        pytest.param("Was Plan 235 signed by Ho Tien Thieu?", ("When did Plan 235 take effect?",), id="same_record"),
    ],
)
def test_what_is_near_goes_first(assistant: Assistant, text: str, offered: tuple[str, ...]) -> None:
    assert assistant.ask(Question.of(text)).suggestions[: len(offered)] == offered


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Thời tiết Lạng Sơn ngày mai thế nào?", id="not_found"),
        pytest.param("Kinh phí thực hiện kế hoạch lấy từ nguồn nào?", id="partial"),
        pytest.param("Kế hoạch có hiệu lực từ ngày nào?", id="field"),
        pytest.param("What is the weather tomorrow in Hanoi?", id="english"),
    ],
)
def test_two_or_three_are_always_offered_and_none_repeats_the_question(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question.of(text))

    assert 2 <= len(answer.suggestions) <= 3
    assert "Kế hoạch 235 có hiệu lực từ ngày nào?" not in answer.suggestions


def test_a_question_kept_to_one_document_is_led_to_no_other(assistant: Assistant) -> None:
    answer = assistant.ask(Question.of("siêu thị dùng bao bì gì đến 2030", document="qd-889-2020"))

    ours = assistant.library.get("qd-889-2020").suggestions.values()
    assert answer.suggestions
    assert {*answer.suggestions} <= {line for lines in ours for line in lines}


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        pytest.param("Kế hoạch 235 còn hiệu lực không?", "Kế hoạch 235 có hiệu lực từ ngày nào?", id="record"),
        pytest.param("Chợ có được dùng túi ni lông không?", "Chợ dân sinh có trong danh sách của", id="another_clause"),
        pytest.param("Did Plan 235 take effect on 1 January 2022?", "When did Plan 235 take effect?", id="english"),
    ],
)
def test_what_was_just_answered_is_not_offered(assistant: Assistant, text: str, answered: str) -> None:
    assert not any(each.startswith(answered) for each in assistant.ask(Question.of(text)).suggestions)


def test_what_was_asked_before_is_not_offered(assistant: Assistant) -> None:
    asked = "Đến năm 2030 bao nhiêu phần trăm siêu thị sử dụng bao bì thân thiện môi trường?"

    assert asked not in assistant.ask(Question.of("còn cả nước thì sao?", (asked,))).suggestions
