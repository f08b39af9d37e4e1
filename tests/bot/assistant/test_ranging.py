"""What a list or a comparison ranges over: other documents, other periods, what is left out, where words stand."""

import pytest

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.assistant.assistant import Assistant


def ask(assistant: Assistant, text: str, *history: str) -> Answer:
    return assistant.ask(Question.of(text, history))


def cited(answer: Answer) -> set[str]:
    """The provisions cited, as "locator" of the plan or "document:locator", without the headings of periods."""
    places = ((each.document, each.locator) for each in answer.citations)
    return {
        locator if document == "kh-235-2021" else f"{document}:{locator}"
        for document, locator in places
        if locator not in {"II.1", "II.2"}
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Does both the plan and Decision 889 look at the life cycle of products?", {"I.2", "qd-889-2020:I.2#3"}),
        ("Kế hoạch 204 và Kế hoạch 235 thực hiện những quyết định nào?", {"preamble", "nd-08-2022:IV.1#1"}),
        (
            "kế hoạch 106 với kế hoạch 235 giai đoạn 2021-2025, bên nào ghi bao nhiêu phần trăm cho siêu thị",
            {"nd-08-2022:IV.2#1", "II.1#5"},
        ),
        ("Ngành hóa chất sau 2025 có bị siết thêm không hay vẫn như cũ?", {"II.1#1", "II.2#1"}),
    ],
)
def test_both_sides_of_a_comparison_are_cited(assistant: Assistant, text: str, expected: set[str]) -> None:
    assert expected <= cited(ask(assistant, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chỗ nào trong kế hoạch 235 nhắc tới Quyết định 889?", {"preamble", "I.1"}),
        ("Làng nghề và hợp tác xã được nhắc đến ở những mục nào?", {"II.1#2", "II.2#2", "III.1#2"}),
        (
            "Mô hình sản xuất và tiêu dùng bền vững xuất hiện ở những mục nào?",
            {"II.1#3", "II.2#3", "III.1#1", "III.1#4"},
        ),
        ("Where is the circular economy mentioned in the plan?", {"I.2"}),
    ],
)
def test_where_words_stand_is_told_from_the_text(assistant: Assistant, text: str, expected: set[str]) -> None:
    assert cited(ask(assistant, text)) == expected


def test_a_list_is_given_without_what_it_is_wanted_without(assistant: Assistant) -> None:
    answer = ask(assistant, "Ngoài việc xây dựng tài liệu tuyên truyền, còn những hoạt động truyền thông nào khác?")

    assert cited(answer) == {"III.1#2", "III.1#3", "III.1#4"}


def test_targets_without_a_figure(assistant: Assistant) -> None:
    assert cited(ask(assistant, "Mục tiêu nào đến năm 2030 không ghi con số?")) == {"II.2#3"}


@pytest.mark.parametrize(
    "text",
    [
        "Sau giai đoạn 2021 - 2025, siêu thị phải đạt bao nhiêu phần trăm?",
        "Giai đoạn 2021 - 2025 đã khép lại, vậy siêu thị phải đạt bao nhiêu phần trăm?",
    ],
)
def test_after_a_period_is_the_next_one(assistant: Assistant, text: str) -> None:
    assert cited(ask(assistant, text)) == {"II.2#5"}


def test_before_the_year_after_a_period_is_that_period(assistant: Assistant) -> None:
    assert cited(ask(assistant, "Trước năm 2026 tỉnh định dựng mấy mô hình?")) == {"II.1#3"}


@pytest.mark.parametrize("history", [("Đến 2030 cả nước giảm bao nhiêu phần trăm tiêu hao nguyên nhiên vật liệu?",)])
def test_the_other_level_of_the_same_thing(assistant: Assistant, history: tuple[str, ...]) -> None:
    assert cited(ask(assistant, "Còn riêng tỉnh Lạng Sơn?", *history)) == {"II.2#1"}


def test_levels_asked_one_after_the_other_are_compared(assistant: Assistant) -> None:
    answer = ask(assistant, "Có bằng nhau không?", "Mục tiêu 2030 của tỉnh về làng nghề?", "Của cả nước thì sao?")

    assert {"II.2#2", "qd-889-2020:II.2#3"} <= cited(answer)


def test_what_a_followup_points_at_is_not_the_plan(assistant: Assistant) -> None:
    answer = ask(assistant, "Đơn vị nào trong Bộ đề xuất kế hoạch ấy?", "Quyết định 3529/QĐ-BCT ban hành kế hoạch gì?")

    assert cited(answer) == {"qd-889-2020:III.2#3"}


@pytest.mark.parametrize(
    "text",
    [
        "Cho tôi các chỉ tiêu giai đoạn 2021 - 2025 của Kế hoạch 235 để đưa vào báo cáo",
        "Tôi viết báo cáo, cần các chỉ tiêu giai đoạn 2021 - 2025 của Kế hoạch 235",
    ],
)
def test_an_answer_for_a_report_is_not_about_reporting(assistant: Assistant, text: str) -> None:
    assert cited(ask(assistant, text)) == {f"II.1#{number}" for number in range(1, 6)}


@pytest.mark.parametrize(
    "text",
    [
        "Vì sao tỉnh chọn mức 8 - 10% cho năm 2030?",
        "Mức giảm tiêu hao được đo bằng cách nào?",
        "Siêu thị không đạt tỷ lệ bao bì thân thiện thì bị xử lý kiểu gì?",
    ],
)
def test_a_reason_a_method_and_a_sanction_are_not_made_up(assistant: Assistant, text: str) -> None:
    assert ask(assistant, text).status == "not_found"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param(("Gạch cuối của giai đoạn 2021 - 2025 nói gì?",), ["II.1#5"], id="last_of_a_period"),
        pytest.param(("What is the third target for 2030?",), ["II.2#3"], id="third_in_english"),
        pytest.param(("hai gach dau tien cua muc III.1 noi gi",), ["III.1#1", "III.1#2"], id="first_two"),
        pytest.param(("Tiểu mục đầu tiên của phần nhiệm vụ, giải pháp tên gì?",), ["III.1"], id="a_section"),
        pytest.param(("Phần mục tiêu chia làm mấy chặng?",), ["II.1", "II.2"], id="the_periods"),
        pytest.param(("Gạch cuối của III.1 nói gì?", "Còn gạch ngay trước đó?"), ["III.1#3"], id="the_one_before"),
        pytest.param(("Gạch thứ 2 của III.1 nói gì?", "Mục này có kể hợp tác xã không?"), ["III.1#2"], id="this_one"),
        pytest.param(("Mục III.1 nói gì?", "Mục liền sau đó gồm những việc gì?"), ["III.2"], id="the_section_after"),
    ],
)
def test_provisions_are_named_by_where_they_stand(
    assistant: Assistant, asked: tuple[str, ...], found: list[str]
) -> None:
    *history, text = asked
    answer = ask(assistant, text, *history)

    assert [each.locator for each in answer.citations if not each.heading] == found
    assert answer.status == ("partial" if found == ["III.2"] else "answered")


def test_a_point_that_no_part_has_is_told(assistant: Assistant) -> None:
    answer = ask(assistant, "Điểm 7 mục I của kế hoạch 235 quy định gì?")

    assert answer.status == "not_found"
    assert any("I.7" in note for note in answer.notes)


def test_the_one_target_with_a_figure_is_found_by_it(assistant: Assistant) -> None:
    assert cited(ask(assistant, "Trong 2021 - 2025 đã có chỉ tiêu nào đặt trọn 100% chưa?")) == {"II.1#4"}


def test_a_year_within_a_period_is_held(assistant: Assistant) -> None:
    text = "Chúng tôi lập phương án cho năm 2028, phải theo tỷ lệ nào của kế hoạch về khu, cụm công nghiệp?"

    assert ask(assistant, text).citations[0].locator == "II.2#2"


def test_what_only_seems_to_name_a_place(assistant: Assistant) -> None:
    answer = ask(assistant, "Mục tiêu cuối cùng đến năm 2030 về khu công nghiệp là bao nhiêu phần trăm?")

    assert answer.citations[0].locator == "II.2#2"
